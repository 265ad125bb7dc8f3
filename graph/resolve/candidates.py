"""Pairs of titles that are worth comparing, found without comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from rapidfuzz.fuzz import ratio

from .titles import Title

# Words by which a title is found: its rarest, of those that more than one title has.
_RAREST = 4
# In a block of more titles each is compared with its neighbours in alphabetical order only.
_BLOCK, _NEIGHBOURS = 32, 5
# Titles below this are no spellings of each other; one may still be a part of the other.
_ALIKE = 84.0
_SHARED = 10  # letters with which both then begin, or end


def near(titles: Sequence[Title]) -> Iterator[tuple[int, int]]:
    """Yield pairs of different titles that may be one title, each once, by their indices.

    Titles are neighbours when they share rare words, or follow each other when
    all are sorted by how they begin, or by how they end. So the number of pairs
    grows with the number of titles.
    """
    neighbours = _sorted_neighbours(titles)
    blocks = _blocks(titles)
    words: dict[int, list[list[int]]] = defaultdict(list)
    for word in sorted(blocks):
        block = blocks[word]
        if len(block) <= _BLOCK:
            for index in block:
                words[index].append(block)
        else:
            _add_neighbours(neighbours, sorted(block, key=lambda i: _rotated(titles[i], word)))
    for index, title in enumerate(titles):
        found = neighbours.pop(index, set()).union(*words.pop(index, ()))
        for other in sorted(found):
            if other > index and _alike(title.compact, titles[other].compact):
                yield index, other


def _sorted_neighbours(titles: Sequence[Title]) -> dict[int, set[int]]:
    neighbours: dict[int, set[int]] = defaultdict(set)
    every = range(len(titles))
    _add_neighbours(neighbours, sorted(every, key=lambda i: (titles[i].compact, i)))
    _add_neighbours(neighbours, sorted(every, key=lambda i: (titles[i].compact[::-1], i)))
    return neighbours


def _add_neighbours(neighbours: dict[int, set[int]], order: Sequence[int]) -> None:
    """Note for each title those that follow it; of two the smaller index knows the other."""
    for apart in range(1, _NEIGHBOURS + 1):
        for one, other in zip(order, order[apart:], strict=False):
            neighbours[min(one, other)].add(max(one, other))


def _blocks(titles: Sequence[Title]) -> dict[str, list[int]]:
    """Return which titles have which word among the rarest of the whole or of the first piece."""
    cut = [title.words.split() for title in titles]
    times = Counter(word for words in cut for word in set(words))
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, (title, words) in enumerate(zip(titles, cut, strict=True)):
        rare = _rarest(words, times)
        if len(title.pieces) > 1:
            rare |= _rarest(title.pieces[0].split(), times)
        for word in rare:
            blocks[word].append(index)
    return blocks


def _rarest(words: Sequence[str], times: Counter[str]) -> set[str]:
    shared = {word for word in words if times[word] > 1}
    return set(sorted(shared, key=lambda word: (times[word], word))[:_RAREST])


def _rotated(title: Title, word: str) -> str:
    """Return a title as it reads from one of its words on."""
    words = title.words.split()
    place = words.index(word)
    return "".join(words[place:] + words[:place])


def _alike(one: str, other: str) -> bool:
    if ratio(one, other, score_cutoff=_ALIKE):
        return True
    shorter, longer = sorted((one, other), key=len)
    begin, end = shorter[:_SHARED], shorter[-_SHARED:]
    # A short name before a subtitle may be all that is left of a title.
    return longer.startswith(begin) or longer.endswith(end)


def within(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of those that have one title: all, or neighbours where there are too many."""
    if len(members) <= _BLOCK:
        yield from combinations(members, 2)
        return
    yield from pairwise(members)
    for apart in range(2, _BLOCK):
        yield from zip(members, members[apart:], strict=False)

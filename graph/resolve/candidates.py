"""Pairs of titles that are worth comparing, found without comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING, Any

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist

from .titles import Title

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

# Words by which a title is found: its rarest, of those that more than one title has.
_RAREST = 4
# In a block of more titles each is compared with its neighbours in alphabetical order only.
_BLOCK, _NEIGHBOURS = 32, 5
# Titles below this are no spellings of each other; one may still be a part of the other.
_ALIKE = 84.0
# Pairs that are compared in one call; a pair is one number, the smaller index in its upper bits.
_AT_ONCE, _BITS = 50_000, 32
_SHARED = 10  # letters with which both then begin, or end


def near(titles: Sequence[Title]) -> Iterator[tuple[int, int]]:
    """Yield pairs of different titles that may be one title, each once, by their indices.

    Titles are neighbours when they share rare words, or follow each other when
    all are sorted by how they begin, or by how they end. So the number of pairs
    grows with the number of titles.
    """
    import numpy as np

    compact = [title.compact for title in titles]
    every = range(len(titles))
    orders = [
        sorted(every, key=lambda i: (compact[i], i)),
        sorted(every, key=lambda i: (compact[i][::-1], i)),
    ]
    small: list[list[int]] = []
    for word, block in sorted(_blocks(titles).items()):
        if len(block) <= _BLOCK:
            small.append(block)
        else:
            orders.append(sorted(block, key=lambda i: _rotated(titles[i], word)))
    pairs = np.sort(np.concatenate([_pairs(orders, _NEIGHBOURS), _pairs(small, _BLOCK)]))
    # Faster than `unique`, which looks each of them up.
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    short = np.array([len(text) < _SHARED for text in compact], bool)
    begins, ends = (
        np.array(_numbered(text[cut] for text in compact), np.int64)
        for cut in (slice(_SHARED), slice(-_SHARED, None))
    )
    for place in range(0, len(pairs), _AT_ONCE):
        some = pairs[place : place + _AT_ONCE]
        one, other = some >> _BITS, some & ((1 << _BITS) - 1)
        # What begins or ends alike needs no closer look.
        alike = (begins[one] == begins[other]) | (ends[one] == ends[other])
        rest = np.flatnonzero(~alike)
        ones, others = ([compact[i] for i in side[rest].tolist()] for side in (one, other))
        alike[rest] = cpdist(ones, others, scorer=ratio, score_cutoff=_ALIKE) > 0
        for at in np.flatnonzero(~alike & (short[one] | short[other])).tolist():
            alike[at] = _is_end(compact[one[at]], compact[other[at]])
        yield from zip(one[alike].tolist(), other[alike].tolist(), strict=True)


def _pairs(rows: Sequence[Sequence[int]], apart: int) -> Numbers:
    """Return the pairs of each row that are less than so far apart, or as far, as one number."""
    import numpy as np

    titles = np.fromiter(chain.from_iterable(rows), np.int64)
    owners = np.repeat(np.arange(len(rows)), np.array([len(row) for row in rows], np.int64))
    found = [np.zeros(0, np.int64)]
    for step in range(1, min(apart, len(titles) - 1) + 1):
        same = owners[step:] == owners[:-step]
        one, other = titles[step:][same], titles[:-step][same]
        found.append(np.minimum(one, other) << _BITS | np.maximum(one, other))
    return np.concatenate(found)


def _numbered(texts: Iterable[str]) -> list[int]:
    """Return numbers that are equal where texts are."""
    known: dict[str, int] = {}
    return [known.setdefault(text, len(known)) for text in texts]


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


def _is_end(one: str, other: str) -> bool:
    """Tell whether one begins or ends the other: a name may be all that is left of a title."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) or longer.endswith(shorter)


def within(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of those that have one title: all, or neighbours where there are too many."""
    if len(members) <= _BLOCK:
        yield from combinations(members, 2)
        return
    yield from pairwise(members)
    for apart in range(2, _BLOCK):
        yield from zip(members, members[apart:], strict=False)

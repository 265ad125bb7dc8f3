"""Names of vocabularies by the stems of their words: which of them begin where in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import compress, count, islice
from typing import Any

from .short_forms import Entry
from .words import Words

# What may follow, by stem. Two keys that no stem can be hold the entries that end here.
Node = dict[str, Any]
NAMES, RULES = "", "|"


class Phrases:
    """Sequences of stems; those of two and more are a trie below their first two.

    Most words of a text begin some term of a large vocabulary, but few pairs of words do:
    both tables are asked for all words of a text without a step of Python.
    """

    def __init__(self) -> None:
        self._ones: dict[str, Node] = {}
        self._pairs: dict[tuple[str, str], Node] = {}
        self._versioned: set[tuple[str, ...]] = set()

    def add(self, stems: tuple[str, ...], entry: Entry, place: str) -> None:
        """Let stems lead to an entry, among the names or among the rules."""
        if len(stems) == 1:
            node = self._ones.setdefault(stems[0], {})
        else:
            node = self._pairs.setdefault((stems[0], stems[1]), {})
            for stem in stems[2:]:
                node = node.setdefault(stem, {})
            if not "".join(stems).isalpha():
                self._versioned |= {
                    stems[:i] for i in range(1, len(stems)) if stems[i][0].isdigit()
                }
        entries = node.get(place)
        if entries is None:
            node[place] = [entry]
        elif entry not in entries:
            entries.append(entry)

    def starts(self, words: Words, skips: Iterable[int] = ()) -> list[int]:
        """Return, in order, the words that alone or with the next begin a phrase.

        Args:
            words: Of a text.
            skips: Words after which a bracket may be read past.
        """
        stems = words.stems
        ones = compress(count(), map(self._ones.__contains__, stems))
        following = zip(stems, islice(stems, 1, None), strict=False)
        pairs = compress(count(), map(self._pairs.__contains__, following))
        return sorted({*ones, *pairs, *skips})

    def walk(
        self, words: Words, first: int, skips: Mapping[int, int]
    ) -> Iterator[tuple[int, Node]]:
        """Yield the last word of every phrase that begins at a word, and where its entries are."""
        stems, joined, last = words.stems, words.joined, len(words.stems) - 1
        node: Node | None = self._ones.get(stems[first])
        if node is not None:
            yield first, node
        i, node = first, None
        while i < last or i in skips:
            following = i + 1
            if following > last or not joined[following]:
                if i not in skips:
                    return
                following = skips[i]
            stem = stems[following]
            node = self._pairs.get((stems[i], stem)) if node is None else node.get(stem)
            if node is None:
                return
            if NAMES in node or RULES in node:
                yield following, node
            i = following

    def versions(self, stems: Iterable[str]) -> bool:
        """Tell whether numbers follow some stems in other phrases: `Llama` and `Llama 2`."""
        return tuple(stems) in self._versioned

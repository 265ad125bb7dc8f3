"""Names of vocabularies by the stems of their words: which of them stand where in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from .lexicon import Ints, Keys, Numbers, distinct, mixed, stem_key
from .short_forms import Entry
from .words import Memo, Words


class Phrases:
    """Sequences of stems, numbered in the order in which they came.

    For a batch they are found by the keys of their beginnings, which are asked for at all
    words at once.

    Attributes:
        names: What each names.
        rules: For what else it speaks.
        alone: Of each, once something was looked for, whether it names one thing whatever is
            around it, and speaks for nothing else.
        ruled: The same, whether it speaks for something.
    """

    def __init__(self) -> None:
        self.names: list[list[Entry]] = []
        self.rules: list[list[Entry]] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._versioned: set[tuple[str, ...]] = set()
        self._table: Numbers | None = None
        self.alone = self.ruled = np.zeros(0, np.bool_)

    def add(self, stems: tuple[str, ...], entry: Entry, *, rule: bool = False) -> None:
        """Let stems lead to an entry, among the names or among the rules."""
        number = self._numbers.get(stems)
        if number is None:
            self._numbers[stems] = len(self.names)
            self.names.append([] if rule else [entry])
            self.rules.append([entry] if rule else [])
            if len(stems) > 1 and not "".join(stems).isalpha():
                self._versioned |= {
                    stems[:i] for i in range(1, len(stems)) if stems[i][0].isdigit()
                }
            return
        entries = (self.rules if rule else self.names)[number]
        if entry not in entries:
            entries.append(entry)

    def within(self, words: Words) -> Iterator[tuple[int, int, int]]:
        """Yield first word, last word and number of every phrase in a short text, in order."""
        stems, joined = words.stems, words.joined
        for first in range(len(stems)):
            end = first + 1
            while end < len(stems) and joined[end]:
                end += 1
            for last in range(first, end):
                number = self._numbers.get(tuple(stems[first : last + 1]))
                if number is not None:
                    yield first, last, number

    def find(self, stems: Keys, following: Ints) -> tuple[Ints, Ints, Ints]:
        """Return first word, last word and number of every phrase in a batch.

        They are ordered by the first word; of those that share it the longest comes first.

        Args:
            stems: Keys of the stems of all words.
            following: For each word the one that a phrase goes on with, -1 if none.
        """
        if self._table is None:
            self._table = self._compiled()
            self.ruled = np.fromiter(map(bool, self.rules), np.bool_, len(self.rules))
            self.alone = ~self.ruled & np.fromiter(
                (len(n) == 1 and not n[0].cased and n[0].guard is None for n in self.names),
                np.bool_,
                len(self.names),
            )
        table = self._table
        first = last = np.arange(stems.size)
        keys = stems
        found: list[tuple[Ints, Ints, Ints]] = []
        while first.size:
            numbers = table.find(keys)
            whole = (numbers >= 0) & (numbers < len(self.names))
            found.append((first[whole], last[whole], numbers[whole]))
            more = following[last] >= 0
            if len(found) > 1:  # beginnings of one word are not in the table
                more &= numbers >= 0
            first, last = first[more], following[last[more]]
            keys = mixed(keys[more], stems[last])
        if not found:
            return first, first, first
        firsts, lasts, kinds = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.lexsort((-lasts, firsts))
        return firsts[order], lasts[order], kinds[order]

    def _compiled(self) -> Numbers:
        """Return the numbers of phrases by their keys; of what only begins some, one behind all."""
        if not self._numbers:
            return Numbers()
        lengths = np.fromiter(map(len, self._numbers), np.int64, len(self._numbers))
        keys_of = Memo(stem_key)
        flat = np.fromiter(
            map(keys_of.__getitem__, chain.from_iterable(self._numbers)),
            np.uint64,
            int(lengths.sum()),
        )
        begin = np.cumsum(lengths) - lengths
        number = np.arange(lengths.size)
        keys = flat[begin]
        whole: list[tuple[Keys, Ints]] = []
        begun: list[Keys] = []
        size = 1
        while number.size:
            ends = lengths[number] == size
            whole.append((keys[ends], number[ends]))
            number, keys = number[~ends], keys[~ends]
            if size > 1:
                begun.append(keys)
            keys = mixed(keys, flat[begin[number] + size])
            size += 1
        table = Numbers()
        all_keys = np.concatenate([k for k, _ in whole])
        table.add(all_keys, np.concatenate([n for _, n in whole]))
        begun_keys = distinct(np.concatenate([*begun, keys]))
        others = begun_keys[table.find(begun_keys) < 0]
        table.add(others, np.full(others.size, lengths.size))
        return table

    def versions(self, stems: Iterable[str]) -> bool:
        """Tell whether numbers follow some stems in other phrases: `Llama` and `Llama 2`."""
        return tuple(stems) in self._versioned

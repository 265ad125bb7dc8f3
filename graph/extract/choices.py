"""Entries of the vocabularies by number, and which of them some words are taken for."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from .lexicon import Ints
from .lists import Lists
from .short_forms import Entry
from .signs import Bools
from .tables import Kind


class Choices:
    """What words are taken for, by number: 0 is nothing, every other some entries.

    Attributes:
        entries: Those that were met.
        chosen: The entries of each choice.
        concepts: The numbers of those that are concepts, a row a choice.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._numbers: dict[int, int] = {}
        self.chosen: list[Sequence[Entry]] = []
        self.concepts = Lists()
        self._known: dict[tuple[int, ...], int] = {}
        self._names, self._tasks, self._lasting = array("b"), array("b"), array("b")
        self.add(())

    def number(self, entry: Entry) -> int:
        """Return the number of an entry."""
        number = self._numbers.get(id(entry))
        if number is None:
            number = self._numbers[id(entry)] = len(self.entries)
            self.entries.append(entry)
            self._lasting.append(entry.kind in (Kind.TASK, Kind.PROPERTY))
        return number

    def add(self, entries: Sequence[Entry]) -> int:
        """Return the number of some entries."""
        numbers = tuple([self.number(e) for e in entries])
        known = self._known.get(numbers)
        if known is None:
            known = self._known[numbers] = len(self.chosen)
            self.chosen.append(entries)
            concepts = [e for e in entries if e.concept]
            self.concepts.add(map(self.number, concepts))
            self._names.append(bool(entries) and entries[0].kind is not Kind.NONE)
            self._tasks.append(any(e.kind is Kind.TASK for e in concepts))
        return known

    def names(self, choices: Ints) -> Bools:
        """Tell which choices name something: some words are only there to be passed over."""
        found: Bools = np.array(self._names, np.bool_)[choices]
        return found

    def tasks(self, choices: Ints) -> Bools:
        """Tell which choices have a task."""
        found: Bools = np.array(self._tasks, np.bool_)[choices]
        return found

    def lasting(self, entries: Ints) -> Bools:
        """Tell which entries are tasks or properties, by their numbers."""
        found: Bools = np.array(self._lasting, np.bool_)[entries]
        return found

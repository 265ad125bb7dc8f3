"""Rows of numbers, each of its own length, that are read many at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np

from .lexicon import Ints


class Lists:
    """Rows of numbers, to which more can be added."""

    def __init__(self) -> None:
        self._flat = array("q")
        self._bounds = array("q", [0])
        self._read: tuple[Ints, Ints] | None = None

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._bounds) - 1

    def add(self, numbers: Iterable[int]) -> int:
        """Add a row and return which it is."""
        self._flat.extend(numbers)
        self._bounds.append(len(self._flat))
        self._read = None
        return len(self._bounds) - 2

    def of(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return all numbers of some rows in order, each behind the place of its row in `rows`."""
        if self._read is None:
            self._read = np.array(self._flat), np.array(self._bounds)
        flat, bounds = self._read
        begins = bounds[rows]
        counts = bounds[rows + 1] - begins
        owners = np.repeat(np.arange(rows.size), counts)
        ends = np.cumsum(counts)
        places = np.arange(owners.size) + np.repeat(begins - ends + counts, counts)
        return owners, flat[places]

"""What a model makes of the papers of a library, all of them side by side: who is near whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .relate import MEANING, MILLION, Query, Vector, nearness

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

_BLOCK = 4096


class Meanings:
    """The vectors of a model, one a row, zero where a paper has none.

    Components are whole numbers, and their products are added exactly though they
    are floating-point numbers: see `relate.MEANING_BITS`.
    """

    def __init__(self, rows: Numbers) -> None:
        self._rows = rows

    @classmethod
    def of(cls, packed: Sequence[bytes]) -> Meanings | None:
        """Return those of papers; None in a library that no model has read."""
        import numpy as np

        width = max(map(len, packed), default=0) // 2
        if not width:
            return None
        rows = np.zeros((len(packed), width), np.float32)
        for row, vector in zip(rows, packed, strict=True):
            if vector:
                row[:] = np.frombuffer(vector, np.int16)
        return cls(rows)

    def vector(self, place: int) -> Vector:
        """Return the vector of one paper."""
        row = map(int, self._rows[place].tolist())
        return {at: value for at, value in enumerate(row) if value}

    def to(self, query: Query) -> Numbers:
        """Return the part of the score for each paper, in millionths."""
        import numpy as np

        found = np.zeros(len(self._rows), np.int64)
        mine = query.vectors.get(MEANING)
        if not mine:
            return found
        # The sum of several vectors needs eight bytes; not for all papers at once.
        asked = np.zeros(self._rows.shape[1], np.float32 if query.size == 1 else np.float64)
        asked[list(mine)] = list(mine.values())
        for begin in range(0, len(found), _BLOCK):
            dots = self._rows[begin : begin + _BLOCK] @ asked
            found[begin : begin + _BLOCK] = _parts(dots, query.size)
        return found

    def between(self, ones: Numbers, others: Numbers) -> Numbers:
        """Return the part for each pair of places, in millionths."""
        import numpy as np

        return _parts(np.einsum("ij,ij->i", self._rows[ones], self._rows[others]))

    def block(self, places: Numbers) -> Numbers:
        """Return the parts of some papers with all, from 0 to 1."""
        import numpy as np

        dots = self._rows[places] @ self._rows.T
        scores: Numbers = _parts(dots) / np.float32(MILLION)
        return scores


def _parts(dots: Numbers, count: int = 1) -> Numbers:
    parts: Numbers = nearness(dots.astype("int64"), count)
    return parts.clip(0)

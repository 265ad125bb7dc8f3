"""Where a text lies among those of its library, of what a model made of each by itself.

Two things make a small model's cosines poor: one vector is rough, and texts
of one field all lie the same way. So every vector moves towards the ones
nearest to it (as queries are expanded by the best answers, Rocchio 1971), and what
all have in common is taken off (Mu and Viswanath 2018, "All-but-the-Top").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..relate import MEANING_BITS

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

# A vector moves by this part of the mean of so many nearest ones, of an eighth of all at most.
_TOWARDS, _NEAREST, _SHARE = 0.5, 5, 8
# Rows that are compared with all others at once.
_ROWS = 256


class Surroundings:
    """The vectors of a library as `Embedder.vector` makes them, in key order.

    Args:
        packed: Each of the same length.
        middle: What all have in common once they are moved; computed where it is empty.
    """

    def __init__(self, packed: list[bytes], middle: bytes = b"") -> None:
        import numpy as np

        self._all = _unpacked(packed)
        self._moved = None if middle else self._near(self._all, within=True)
        self._middle = (
            self._moved.mean(axis=0, dtype=np.float64)
            if self._moved is not None
            else np.frombuffer(middle)
        )

    @property
    def middle(self) -> bytes:
        """What to give the next time, so that only the texts asked about have to be moved."""
        return bytes(self._middle.tobytes())

    def places(self) -> list[bytes]:
        """Return the vector of each text of the library, as `vectors.unpack_meaning` reads it."""
        moved = self._near(self._all, within=True) if self._moved is None else self._moved
        return self._centred(moved)

    def place(self, packed: bytes) -> bytes:
        """Return the vector of a text that is not in the library."""
        return self._centred(self._near(_unpacked([packed]), within=False))[0]

    def _near(self, rows: Numbers, *, within: bool) -> Numbers:
        """Move vectors towards the nearest others, and scale them to length one.

        Args:
            within: The rows are those of the library.
        """
        import numpy as np

        count = min(_NEAREST, len(self._all) // _SHARE)
        moved = rows.copy()
        for begin in range(0, len(rows) if count else 0, _ROWS):
            block = rows[begin : begin + _ROWS]
            # Exact, as in `meanings`: the order of sources does not change who is nearest.
            dots = block @ self._all.T
            if within:
                dots[np.arange(len(block)), np.arange(begin, begin + len(block))] = -np.inf
            nearest = np.argpartition(-dots, count - 1, axis=1)[:, :count]
            moved[begin : begin + _ROWS] += _TOWARDS * self._all[np.sort(nearest)].mean(axis=1)
        return _scaled(moved)

    def _centred(self, moved: Numbers) -> list[bytes]:
        import numpy as np

        scaled = _scaled(moved - self._middle)
        components = (scaled * (1 << MEANING_BITS)).astype(np.int16)
        return [row.tobytes() if row.any() else b"" for row in components]


def _unpacked(packed: list[bytes]) -> Numbers:
    import numpy as np

    joined = np.frombuffer(b"".join(packed), np.int16)
    return joined.reshape(len(packed), -1).astype(np.float32)


def _scaled(rows: Numbers) -> Numbers:
    import numpy as np

    # What is left of vectors that are all the same is rounding, and says nothing.
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Numbers = np.where(lengths > 1e-3, rows / np.maximum(lengths, 1e-3), 0.0)
    return scaled

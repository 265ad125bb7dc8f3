"""How related two papers are, and why.

Every paper has five vectors, one a family of evidence, each at most of length
one. A part of the score is the cosine of one family times its weight. All is
done in integers, so that parts add up to the score and shares to their part to
the last millionth, whichever way they are computed.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

    Numbers = np.ndarray[Any, np.dtype[np.int64]]

# Millionths of the score; they add up to one million. How they were found is
# told in docs/related.md.
WEIGHTS: Mapping[str, int] = {
    "concepts": 520_000,
    "text": 200_000,
    "citations": 180_000,
    "mentions": 50_000,
    "code": 50_000,
}
FAMILIES = tuple(WEIGHTS)
MILLION = 1_000_000

# Code features: a repository is its entity's number, its owner this plus the number
# of the owner's first repository.
OWNERS = 1 << 31

# Components are whole numbers of 1/_SCALE; rounded down, so that no cosine exceeds one.
_SCALE_BITS = 14
_SCALE = 1 << _SCALE_BITS
# Pairs of papers that are scored together: 16 MB a family.
_CELLS_AT_ONCE = 2_000_000

Vector = dict[int, int]


def pack_vector(values: Mapping[int, float], slack: float = 0.0) -> bytes:
    """Return a vector scaled to length one, as feature numbers and components.

    Components that would be zero are left out; features are in rising order.

    Args:
        slack: Added to the squared length: as if the vector had one more
            component that no other vector has.
    """
    length = sqrt(slack + sum(v * v for v in values.values())) if values else 0.0
    if not length:
        return b""
    scaled = [(f, int(v / length * _SCALE)) for f, v in sorted(values.items())]
    kept = [(f, v) for f, v in scaled if v > 0]
    return array("I", [f for f, _ in kept]).tobytes() + array("H", [v for _, v in kept]).tobytes()


def unpack_vector(packed: bytes) -> Vector:
    """Return features and their components."""
    features, components = _columns(packed)
    return dict(zip(features, components, strict=True))


def _columns(packed: bytes) -> tuple[array[int], array[int]]:
    cut = len(packed) // 6 * 4
    features, components = array("I"), array("H")
    features.frombytes(packed[:cut])
    components.frombytes(packed[cut:])
    return features, components


def part(family: str, dot: int) -> int:
    """Return the part of the score, in millionths, for the dot product of two vectors."""
    return dot * WEIGHTS[family] >> 2 * _SCALE_BITS


def shares(family: str, one: Vector, other: Vector) -> tuple[int, list[tuple[int, int]]]:
    """Split one part of a pair's score into what each common feature gives.

    Returns:
        The part, and features with their shares, largest first, ties by
        feature; all in millionths. Shares are rounded down: their sum may be a
        little less than the part, never more.
    """
    products = {f: v * other[f] for f, v in one.items() if f in other}
    single = [(f, part(family, p)) for f, p in products.items()]
    return part(family, sum(products.values())), sorted(single, key=lambda s: (-s[1], s[0]))


class Ranked(NamedTuple):
    """One related paper: its place in the list of papers, and its parts in millionths."""

    place: int
    parts: tuple[int, ...]

    @property
    def score(self) -> int:
        """Millionths."""
        return sum(self.parts)


class Vectors:
    """The vectors of all papers, for ranking.

    Args:
        rows: For each paper its packed vectors, in the order of `FAMILIES`.
    """

    def __init__(self, rows: Iterable[Sequence[bytes]]) -> None:
        columns: list[list[bytes]] = [list(c) for c in zip(*rows, strict=True)] or [
            [] for _ in FAMILIES
        ]
        self.papers = len(columns[0])
        self._matrices = [_matrix(packed) for packed in columns]
        self._transposed: list[Any] = [m.T.tocsr() for m in self._matrices]

    def rank(self, index: int, limit: int = 0) -> list[Ranked]:
        """Rank all others by closeness to one paper; those of score zero are left out.

        Args:
            limit: 0 is no limit.
        """
        return next(self.rank_all(limit, rows=range(index, index + 1)))

    def rank_all(self, limit: int, rows: range | None = None) -> Iterator[list[Ranked]]:
        """Yield for each paper its closest others, best first, ties by place."""
        import numpy as np

        rows = rows if rows is not None else range(self.papers)
        at_once = max(1, _CELLS_AT_ONCE // max(1, self.papers))
        places = np.arange(self.papers)
        for begin in range(rows.start, rows.stop, at_once):
            end = min(begin + at_once, rows.stop)
            parts = [self._parts(number, begin, end) for number in range(len(FAMILIES))]
            total = np.sum(parts, axis=0)
            total[np.arange(end - begin), np.arange(begin, end)] = 0
            # One number that orders by score, then by place, so that no two are equal.
            order = total * self.papers + (self.papers - 1 - places)
            for row in range(end - begin):
                best = _largest(order[row], limit)
                best = best[total[row, best] > 0]
                columns = [part[row, best].tolist() for part in parts]
                yield [
                    Ranked(place, tuple(mine))
                    for place, *mine in zip(best.tolist(), *columns, strict=True)
                ]

    def _parts(self, number: int, begin: int, end: int) -> Numbers:
        """The parts of one family, in millionths, for a stretch of papers against all."""
        product = self._matrices[number][begin:end] @ self._transposed[number]
        product.data *= WEIGHTS[FAMILIES[number]]
        product.data >>= 2 * _SCALE_BITS
        dense: Numbers = product.toarray()
        return dense


def _largest(order: Numbers, limit: int) -> Numbers:
    import numpy as np

    if 0 < limit < len(order):
        best = np.argpartition(order, -limit)[-limit:]
        return best[np.argsort(order[best])[::-1]]
    return np.argsort(order)[::-1]


def _matrix(packed: Sequence[bytes]) -> csr_array:
    import numpy as np
    from scipy.sparse import csr_array

    sizes = np.fromiter((len(p) // 6 for p in packed), dtype=np.int64, count=len(packed))
    columns = [_columns(p) for p in packed]
    nothing = array("I"), array("H")
    features = np.concatenate([np.frombuffer(f, np.uint32) for f, _ in [nothing, *columns]])
    components = np.concatenate([np.frombuffer(c, np.uint16) for _, c in [nothing, *columns]])
    # Features are renumbered without gaps: their numbers may be as large as any row of a table.
    _, compact = np.unique(features, return_inverse=True)
    width = int(compact.max()) + 1 if len(compact) else 1
    pointers = np.concatenate([[0], np.cumsum(sizes)])
    return csr_array((components.astype(np.int64), compact, pointers), shape=(len(packed), width))

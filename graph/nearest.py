"""The closest papers: of one paper or text among all, and of every paper at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from .meanings import Meanings
from .relate import FAMILIES, MEANING, MILLION, PARTS, SCALE, SCALE_BITS, WEIGHTS, Query
from .vectors import unpack_vectors

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

    Numbers = np.ndarray[Any, np.dtype[Any]]

# Papers whose closest others are looked for together: their products are some 40 MB. So few in
# all are compared one by one, in less time than SciPy takes to be loaded.
_ROWS = 256
# Pairs of components that are multiplied for each paper when all are compared. A library of
# some two thousand papers takes fewer, and every pair of its papers is compared.
_PAIRS = 2_000
_PAIRS_AT_LEAST = 100_000_000
# Halvings of the range in which the smallest component lies that is multiplied.
_STEPS = 12
# Where components were left out, so many are compared in full for each that is kept.
_CANDIDATES = 2
# Sums of floating-point numbers and of numbers rounded down differ by less.
_ROUNDING = 2e-5


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

    All families lie side by side in one matrix of whole components; the columns
    of a family are those from one of `_begins` to the next.

    Args:
        rows: For each paper its packed vectors, in the order of `PARTS`.
    """

    def __init__(self, rows: Iterable[Sequence[bytes]]) -> None:
        import numpy as np

        packed: list[list[bytes]] = [list(c) for c in zip(*rows, strict=True)]
        *sparse, meaning = packed or [[] for _ in PARTS]
        families = [unpack_vectors(column) for column in sparse]
        self.papers = len(meaning)
        self._meanings = Meanings.of(meaning)
        # Features are renumbered without gaps: their numbers may be as large as any row of a table.
        self._features = [np.unique(features) for _, features, _ in families]
        self._begins = np.concatenate([[0], np.cumsum([len(f) for f in self._features])])
        places = np.concatenate([rows for rows, _, _ in families])
        columns = np.concatenate(
            [
                begin + np.searchsorted(known, features)
                for begin, known, (_, features, _) in zip(
                    self._begins, self._features, families, strict=False
                )
            ]
        )
        components = np.concatenate([components for _, _, components in families])
        # Sorted by paper; within one, families and features are in order already.
        order = np.argsort(places, kind="stable")
        pointers = np.concatenate([[0], np.cumsum(np.bincount(places, minlength=self.papers))])
        self._data = components[order].astype(np.int32)
        self._places = columns[order].astype(np.int32)
        self._pointers = pointers.astype(np.int32)
        self._width = max(1, int(self._begins[-1]))
        self._sizes = np.diff(self._begins)
        self._weights = np.array([WEIGHTS[f] for f in FAMILIES], dtype=np.int64)

    @cached_property
    def _matrix(self) -> csr_array:
        from scipy.sparse import csr_array

        shape = self.papers, self._width
        return csr_array((self._data, self._places, self._pointers), shape=shape)

    def _row(self, place: int) -> tuple[Numbers, Numbers]:
        """Columns and components of one paper."""
        begin, end = self._pointers[place], self._pointers[place + 1]
        return self._places[begin:end], self._data[begin:end]

    def query(self, *places: int) -> Query:
        """Return the query for papers of the list that are all asked about."""
        members = []
        for place in places:
            columns, components = self._row(place)
            vectors = {}
            for family, known, (begin, end) in zip(
                FAMILIES, self._features, pairwise(self._begins), strict=True
            ):
                of_family = (columns >= begin) & (columns < end)
                features = known[columns[of_family] - begin]
                vectors[family] = dict(
                    zip(features.tolist(), components[of_family].tolist(), strict=True)
                )
            if self._meanings:
                vectors[MEANING] = self._meanings.vector(place)
            members.append(vectors)
        return Query.of(members)

    def rank(self, query: Query, limit: int = 0, *, leave_out: Sequence[int] = ()) -> list[Ranked]:
        """Rank all by closeness, best first, ties by place; those of score zero are left out.

        Args:
            limit: 0 is no limit.
            leave_out: Places that are asked about themselves.
        """
        import numpy as np

        asked = np.zeros(self._width, dtype=np.int64)
        for family, known, begin in zip(FAMILIES, self._features, self._begins, strict=False):
            mine = query.vectors.get(family, {})
            features = np.fromiter(mine.keys(), np.int64, len(mine))
            places = np.searchsorted(known, features)
            found = places < len(known)
            found[found] = known[places[found]] == features[found]
            components = np.fromiter(mine.values(), np.int64, len(mine))
            asked[begin + places[found]] = components[found]
        meaning = self._meanings.to(query) if self._meanings else 0
        return self._closest(asked, meaning, query.size, limit, leave_out)

    def _closest(
        self,
        asked: Numbers,
        meaning: Numbers | int,
        count: int,
        limit: int,
        leave_out: Sequence[int],
    ) -> list[Ranked]:
        """Compare all papers with one row of components, the sum of so many papers'.

        Args:
            meaning: The part of a model for each paper.
        """
        import numpy as np

        rows = np.repeat(np.arange(self.papers), np.diff(self._pointers))
        products = self._data * asked[self._places]
        parts = _with(self._parts(rows, self._places, products, count, self.papers), meaning)
        total = parts.sum(axis=1)
        total[list(leave_out)] = 0
        best = np.lexsort((np.arange(self.papers), -total))
        best = best[: np.count_nonzero(total)]
        best = best[:limit] if limit else best
        return [
            Ranked(place, tuple(mine))
            for place, mine in zip(best.tolist(), parts[best].tolist(), strict=True)
        ]

    def rank_all(self, limit: int) -> Iterator[list[Ranked]]:
        """Yield for each paper its closest others, best first, ties by place.

        In a library of more than some thousand papers, pairs that have only
        features in common which many papers have are not compared.
        """
        return self._one_by_one(limit) if self.papers <= _ROWS else self._by_rows(limit)

    def _one_by_one(self, limit: int) -> Iterator[list[Ranked]]:
        import numpy as np

        for place in range(self.papers):
            asked = np.zeros(self._width, dtype=np.int64)
            columns, components = self._row(place)
            asked[columns] = components
            meaning = self._meanings.to(self.query(place)) if self._meanings else 0
            yield self._closest(asked, meaning, 1, limit, [place])

    @cached_property
    def _family(self) -> Numbers:
        """The number of the family that each column is of."""
        import numpy as np

        return np.repeat(np.arange(len(FAMILIES)), self._sizes)

    @cached_property
    def _weighted(self) -> csr_array:
        """The matrix as floats, so that a product of two rows is their score."""
        import numpy as np
        from scipy.sparse import csr_array

        factor = np.zeros(self._width, np.float32)
        factor[: self._begins[-1]] = np.repeat(np.sqrt(self._weights / 1e6) / SCALE, self._sizes)
        values = self._data * factor[self._places]
        shape = self.papers, self._width
        return csr_array((values, self._places, self._pointers), shape=shape)

    @cached_property
    def _turned(self) -> csr_array:
        return self._weighted.T.tocsr()

    def _by_rows(self, limit: int) -> Iterator[list[Ranked]]:
        import numpy as np

        large = self._large() if limit else None
        wanted = limit * _CANDIDATES
        turned = large.T.tocsr() if large is not None else None
        for begin in range(0, self.papers, _ROWS):
            rows = np.arange(begin, min(begin + _ROWS, self.papers))
            if large is None:
                near = self._near(self._weighted, self._turned, rows, limit)
            else:
                near = self._near(large, turned, rows, wanted)
                # The vectors of long texts have few large components, or none.
                few = [at for at, found in enumerate(near) if len(found) < wanted]
                found = self._near(self._weighted, self._turned, rows[few], limit) if few else []
                for at, others in zip(few, found, strict=True):
                    near[at] = others
            yield from self._ranked(rows, near, limit)

    def _near(
        self, matrix: csr_array, turned: csr_array, rows: Numbers, limit: int
    ) -> list[Numbers]:
        """The papers whose scores with each of some are largest, and those that may be as large.

        Args:
            matrix: As `_weighted`, perhaps without small components; and turned.
            limit: 0 is no limit.
        """
        import numpy as np
        from scipy.sparse import csr_array

        product = matrix[rows] @ turned
        if self._meanings:
            product = product + csr_array(self._meanings.block(rows))
        near: list[Numbers] = []
        for row, (start, end) in zip(rows.tolist(), pairwise(product.indptr.tolist()), strict=True):
            columns = product.indices[start:end]
            # One more, for the paper itself.
            if limit and end - start > limit + 1:
                values, at = product.data[start:end], end - start - limit - 1
                columns = columns[values >= np.partition(values, at)[at] - _ROUNDING]
            near.append(columns[columns != row])
        return near

    def _large(self) -> csr_array | None:
        """The weighted matrix without components too small to decide who is near.

        Returns:
            None where there are so few that all can be multiplied.
        """
        import numpy as np
        from scipy.sparse import csr_array

        matrix = self._weighted
        least = self._least(matrix.data)
        if not least:
            return None
        kept = matrix.data >= least
        pointers = np.concatenate([[0], np.cumsum(kept)])[matrix.indptr].astype(np.int32)
        return csr_array((matrix.data[kept], matrix.indices[kept], pointers), shape=matrix.shape)

    def _least(self, values: Numbers) -> float:
        """Return from which value on so few are kept that they can all be multiplied; 0: all."""
        import numpy as np

        def pairs(columns: Numbers) -> float:
            return float(np.square(np.bincount(columns, minlength=1), dtype=np.float64).sum())

        columns, allowed = self._places, max(_PAIRS_AT_LEAST, _PAIRS * self.papers)
        if pairs(columns) <= allowed:
            return 0.0
        below, above = 0.0, float(values.max())
        for _ in range(_STEPS):
            least = (below + above) / 2
            if pairs(columns[values >= least]) > allowed:
                below = least
            else:
                above = least
        return above

    def _ranked(self, rows: Numbers, near: Sequence[Numbers], limit: int) -> Iterator[list[Ranked]]:
        """Compare papers in full with those near them."""
        import numpy as np

        sizes = np.array([len(n) for n in near])
        mine = np.repeat(rows, sizes)
        others = np.concatenate(near)
        common = self._matrix[mine].multiply(self._matrix[others]).tocsr()
        pairs = np.repeat(np.arange(len(mine)), np.diff(common.indptr))
        meaning = self._meanings.between(mine, others) if self._meanings else 0
        parts = _with(self._parts(pairs, common.indices, common.data, 1, len(mine)), meaning)
        total = parts.sum(axis=1)
        order = np.lexsort((others, -total, mine))
        rank = np.arange(len(mine)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        order = order[(total[order] > 0) & (rank < (limit or len(mine)))]
        pairs_of = zip(others[order].tolist(), map(tuple, parts[order].tolist()), strict=True)
        # What `Ranked(...)` ends in, at a third of the time.
        found = map(partial(tuple.__new__, Ranked), pairs_of)
        for size in np.bincount(mine[order] - rows[0], minlength=len(rows)).tolist():
            yield list(islice(found, size))

    def _parts(
        self, rows: Numbers, columns: Numbers, products: Numbers, count: int, size: int
    ) -> Numbers:
        """Add products up by row, of which there are `size`, and family, as millionths."""
        import numpy as np

        number = len(FAMILIES)
        family = self._family[columns]
        # Exact: sums of whole numbers stay far below 2 to the 53rd.
        sums = np.bincount(rows * number + family, products, minlength=size * number)
        whole = sums.astype(np.int64).reshape(size, number)
        return whole * self._weights // (count << 2 * SCALE_BITS)


def _with(parts: Numbers, meaning: Numbers | int) -> Numbers:
    """Parts of the families, and beside them that of a model: so much that none exceeds one."""
    import numpy as np

    return np.column_stack([parts, np.minimum(meaning, MILLION - parts.sum(axis=1))])

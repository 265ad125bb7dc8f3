"""How vectors and ranked papers lie in the library: few bytes, read without a loop of Python.

A vector is the step from each feature to the next, rising, in two bytes, and
behind all of them the components in two bytes each. Where a step needs more,
all steps take four, and one byte more at the end tells: its length is odd.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import sqrt
from typing import TYPE_CHECKING, Any

from .relate import FAMILIES, MEANING, PARTS, SCALE, Vector

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

_STEP = 0xFFFF
_WIDE = b"\0"
# A part is less than a million.
_PART_BYTES = 3


def pack_vector(values: Mapping[int, float], slack: float = 0.0) -> bytes:
    """Return a vector scaled to length one.

    Components that would be zero are left out.

    Args:
        slack: Added to the squared length: as if the vector had one more
            component that no other vector has.
    """
    length = sqrt(slack + sum(v * v for v in values.values())) if values else 0.0
    if not length:
        return b""
    scaled = [(f, int(v / length * SCALE)) for f, v in sorted(values.items())]
    kept = [(f, v) for f, v in scaled if v > 0]
    features = [0, *(f for f, _ in kept)]
    steps = [after - before for before, after in pairwise(features)]
    components = array("H", [v for _, v in kept]).tobytes()
    if max(steps, default=0) > _STEP:
        return array("I", steps).tobytes() + components + _WIDE
    return array("H", steps).tobytes() + components


def unpack_vector(packed: bytes) -> Vector:
    """Return features and their components."""
    wide = len(packed) % 2
    cut = len(packed) // 6 * 4 if wide else len(packed) // 2
    steps, components = array("I" if wide else "H"), array("H")
    steps.frombytes(packed[:cut])
    components.frombytes(packed[cut : len(packed) - wide])
    return dict(zip(accumulate(steps), components, strict=True))


def unpack_meaning(packed: bytes) -> Vector:
    """Return the components of a model's vector that are not zero, by their place."""
    components = array("h")
    components.frombytes(packed)
    return {place: value for place, value in enumerate(components) if value}


def unpack_all(packed: Sequence[bytes]) -> dict[str, Vector]:
    """Return the vectors of a paper, packed in the order of `PARTS`."""
    *families, meaning = packed
    vectors = dict(zip(FAMILIES, map(unpack_vector, families), strict=True))
    return vectors | {MEANING: unpack_meaning(meaning)}


def pack_vectors(
    papers: Sequence[int], owners: Numbers, features: Numbers, components: Numbers
) -> Iterator[bytes]:
    """Yield the vector of each paper.

    Args:
        papers: Their numbers.
        owners: Whose each feature is; those of a paper one after the other, rising.
    """
    import numpy as np

    begins = np.flatnonzero(np.diff(owners, prepend=-1))
    ends = np.append(begins, len(owners))[1:]
    steps = np.diff(features, prepend=0)
    steps[begins] = features[begins]
    wide = np.concatenate([[0], np.cumsum(steps > _STEP)])
    short, long = steps.astype(np.uint16).tobytes(), steps.astype(np.uint32).tobytes()
    sizes = components.astype(np.uint16).tobytes()
    spans = zip(begins.tolist(), ends.tolist(), (wide[ends] > wide[begins]).tolist(), strict=True)
    span_of = dict(zip(owners[begins].tolist(), spans, strict=True))
    for begin, end, large in (span_of.get(paper, (0, 0, False)) for paper in papers):
        mine = sizes[2 * begin : 2 * end]
        if large:
            yield long[4 * begin : 4 * end] + mine + _WIDE
        else:
            yield short[2 * begin : 2 * end] + mine


def unpack_vectors(packed: Sequence[bytes]) -> tuple[Numbers, Numbers, Numbers]:
    """Return row, feature and component of everything in vectors, by row in rising order."""
    import numpy as np

    wide = [place for place, vector in enumerate(packed) if len(vector) % 2]
    short = [b"" if len(vector) % 2 else vector for vector in packed]
    rows, features, components = _unpacked(np.arange(len(packed)), short, 1)
    if not wide:
        return rows, features, components
    found = _unpacked(np.array(wide), [packed[place][:-1] for place in wide], 2)
    rows = np.concatenate([rows, found[0]])
    order = np.argsort(rows, kind="stable")
    features = np.concatenate([features, found[1]])[order]
    return rows[order], features, np.concatenate([components, found[2]])[order]


def _unpacked(
    rows: Numbers, packed: Sequence[bytes], units_a_step: int
) -> tuple[Numbers, Numbers, Numbers]:
    """As `unpack_vectors`, of vectors whose steps all have so many units of two bytes."""
    import numpy as np

    units_each = units_a_step + 1
    sizes = np.fromiter((len(p) // (2 * units_each) for p in packed), np.int64, len(packed))
    units = np.frombuffer(b"".join(packed), np.uint16).astype(np.int64)
    ends = np.cumsum(sizes)
    firsts = ends - sizes
    places = np.arange(int(sizes.sum()))
    within = places - np.repeat(firsts, sizes)
    begins = np.repeat(units_each * firsts, sizes)
    low = begins + units_a_step * within
    steps = units[low] if units_a_step == 1 else units[low] + (units[low + 1] << 16)
    components = units[begins + np.repeat(units_a_step * sizes, sizes) + within]
    total = np.concatenate([[0], np.cumsum(steps)])
    features = total[1:] - np.repeat(total[firsts], sizes)
    return np.repeat(rows, sizes), features, components


def pack_neighbours(others: Numbers, papers: Numbers, npmi: Numbers) -> bytes:
    """Return concepts, how many papers share each, four bytes each, and NPMI in two."""
    import numpy as np

    return (
        others.astype(np.uint32).tobytes()
        + papers.astype(np.uint32).tobytes()
        + npmi.astype(np.int16).tobytes()
    )


def unpack_neighbours(packed: bytes, number: int) -> Iterator[tuple[int, int, int]]:
    """Return what `pack_neighbours` was given, side by side."""
    columns = array("I"), array("I"), array("h")
    for place, column in enumerate(columns):
        column.frombytes(packed[4 * number * place : 4 * number * (place + 1)])
    return zip(*columns, strict=True)


def pack_ranked(ranked: Iterable[tuple[int, Sequence[int]]]) -> bytes:
    """Return papers and their parts in millionths, best first.

    The papers in four bytes each; then one byte whose bits tell which families
    have a part at all, and for each of those the parts in three bytes.
    """
    papers, parts = zip(*ranked, strict=True)
    columns = list(zip(*parts, strict=True))
    families = sum(1 << place for place, column in enumerate(columns) if any(column))
    told = b"".join(
        part.to_bytes(_PART_BYTES, "little") for column in columns if any(column) for part in column
    )
    return array("I", papers).tobytes() + bytes([families]) + told


def unpack_ranked(packed: bytes, number: int) -> list[tuple[int, tuple[int, ...]]]:
    """Return what `pack_ranked` was given, which were so many."""
    papers = array("I")
    papers.frombytes(packed[: 4 * number])
    families, told = packed[4 * number], packed[4 * number + 1 :]
    parts = [
        int.from_bytes(told[at : at + _PART_BYTES], "little")
        for at in range(0, len(told), _PART_BYTES)
    ]
    columns, begin = [], 0
    for place in range(len(PARTS)):
        if families >> place & 1:
            columns.append(parts[begin : begin + number])
            begin += number
        else:
            columns.append([0] * number)
    return list(zip(papers, zip(*columns, strict=True), strict=True))

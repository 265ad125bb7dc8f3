"""CO_OCCURS: concepts that papers have together more often than chance would."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from ..vectors import pack_neighbours

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

_PAPERS = 2
# Concepts of papers of which the pairs are in memory at once.
_AT_ONCE = 200_000
_BITS = 32


def write_co_occurrences(connection: sqlite3.Connection) -> None:
    """Write each pair of concepts that at least two papers share, with its NPMI.

    NPMI is ln(p(xy) / p(x)p(y)) / -ln p(xy), from -1 to 1, over papers that do
    not contrast the concept (Bouma 2009). A pair that all papers have is 0: it
    tells nothing.
    """
    import numpy as np

    connection.execute("DELETE FROM co_occurs")
    (total,) = connection.execute("SELECT count(*) FROM paper WHERE stub = 0").fetchone()
    rows = connection.execute("SELECT id, papers FROM concept ORDER BY key").fetchall()
    numbers, papers = np.array(rows, np.int64).reshape(-1, 2).T
    one, other, both = _pairs(_placed(connection, numbers, papers))
    often = both >= _PAPERS
    one, other, both = one[often], other[often], both[often]
    npmi = _npmi(both, papers[one], papers[other], total)
    begins = np.flatnonzero(np.diff(one, prepend=-1))
    ends = np.append(begins, len(one))[1:]
    connection.executemany(
        "INSERT INTO co_occurs VALUES (?, ?, ?)",
        (
            (
                int(numbers[one[begin]]),
                end - begin,
                pack_neighbours(numbers[other[begin:end]], both[begin:end], npmi[begin:end]),
            )
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
        ),
    )


def _placed(connection: sqlite3.Connection, numbers: Numbers, papers: Numbers) -> Numbers:
    """Return papers, and in the lower bits the places by key of concepts that may have pairs.

    Args:
        numbers: Of all concepts, by key.
        papers: How many papers each has.
    """
    import numpy as np

    rows = connection.execute(
        "SELECT paper << ? | concept FROM about WHERE stance <> 'contrast'", (_BITS,)
    )
    told = np.fromiter((both for (both,) in rows), np.int64)
    place_of = np.zeros(int(numbers.max(initial=0)) + 1, np.int64)
    place_of[numbers] = np.arange(len(numbers))
    places = place_of[told & ((1 << _BITS) - 1)]
    found: Numbers = np.sort((told >> _BITS << _BITS | places)[papers[places] >= _PAPERS])
    return found


def _pairs(placed: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return pairs of places, the smaller first, in rising order, and how many papers have both."""
    import numpy as np

    pairs, times = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    owners, places = placed >> _BITS, placed & ((1 << _BITS) - 1)
    begin = 0
    while begin < len(placed):
        # Up to the end of a paper.
        last = owners[min(begin + _AT_ONCE, len(placed)) - 1]
        end = int(np.searchsorted(owners, last, "right"))
        some, number = np.unique(_within(owners[begin:end], places[begin:end]), return_counts=True)
        pairs.append(some)
        times.append(number)
        begin = end
    every, inverse = np.unique(np.concatenate(pairs), return_inverse=True)
    both = np.bincount(inverse, np.concatenate(times), len(every)).astype(np.int64)
    return every >> _BITS, every & ((1 << _BITS) - 1), both


def _within(owners: Numbers, places: Numbers) -> Numbers:
    """Return each pair of places of one owner: those next to each other, then one apart, ..."""
    import numpy as np

    found = []
    for apart in range(1, len(owners)):
        same = owners[apart:] == owners[:-apart]
        if not same.any():
            break
        found.append((places[:-apart] << _BITS | places[apart:])[same])
    return np.concatenate([np.zeros(0, np.int64), *found])


def _npmi(both: Numbers, one: Numbers, other: Numbers, total: int) -> Numbers:
    """Thousandths."""
    import numpy as np

    # Where all papers have both, minus ln p(xy) is 0; any other number does.
    rare = np.where(both == total, total + 1, total)
    found = np.log(both * total / (one * other)) / -np.log(both / rare)
    rounded: Numbers = np.rint(1000 * np.where(both == total, 0.0, found)).astype(np.int64)
    return rounded

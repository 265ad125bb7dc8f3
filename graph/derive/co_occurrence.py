"""CO_OCCURS: concepts that papers have together more often than chance would."""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import combinations
from math import log

_PAPERS = 2


def write_co_occurrences(connection: sqlite3.Connection) -> None:
    """Write each pair of concepts that at least two papers share, with its NPMI.

    NPMI is ln(p(xy) / p(x)p(y)) / -ln p(xy), from -1 to 1, over papers that do
    not contrast the concept (Bouma 2009). A pair that all papers have is 0: it
    tells nothing.
    """
    connection.execute("DELETE FROM co_occurs")
    total = connection.execute("SELECT count(*) FROM paper WHERE stub = 0").fetchone()[0]
    rows = connection.execute("SELECT id, key, papers FROM concept ORDER BY key").fetchall()
    order = {number: place for place, (number, _, _) in enumerate(rows)}
    papers = {number: n for number, _, n in rows}
    pairs: Counter[tuple[int, int]] = Counter()
    current, concepts = None, list[int]()
    for paper, concept in connection.execute(
        "SELECT paper, concept FROM about WHERE stance <> 'contrast' ORDER BY paper"
    ):
        if paper != current:
            pairs.update(combinations(sorted(concepts, key=order.__getitem__), 2))
            current, concepts = paper, []
        if papers[concept] >= _PAPERS:
            concepts.append(concept)
    pairs.update(combinations(sorted(concepts, key=order.__getitem__), 2))
    connection.executemany(
        "INSERT INTO co_occurs VALUES (?, ?, ?, ?)",
        [
            (x, y, n, round(1000 * _npmi(n, papers[x], papers[y], total)))
            for (x, y), n in pairs.items()
            if n >= _PAPERS
        ],
    )


def _npmi(both: int, one: int, other: int, total: int) -> float:
    if both == total:
        return 0.0
    return log(both * total / (one * other)) / -log(both / total)

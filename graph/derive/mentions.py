"""MENTIONS: a paper names a system that another paper of the library introduced."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict

_STRONGEST = ("builds_on", "uses", "compares", "mentions")


def write_mentions(connection: sqlite3.Connection) -> None:
    """Join papers that name a system to the one paper that introduced it.

    A name that two papers introduce points to neither: which one is meant
    cannot be told. A paper's own systems are no mentions.
    """
    connection.execute("DELETE FROM mentions")
    found: dict[tuple[int, int], list[tuple[int, str, str, str]]] = defaultdict(list)
    for paper, target, surface, stance, sentence in connection.execute(
        "WITH own AS (SELECT entity, min(paper) AS paper FROM names WHERE relation = 'INTRODUCES' "
        "GROUP BY entity HAVING count(*) = 1) "
        "SELECT names.paper, own.paper, surface, stance, sentence FROM names "
        "JOIN own USING (entity) WHERE relation = 'USES' AND names.paper <> own.paper "
        "ORDER BY 1, 2, position"
    ):
        rank = _STRONGEST.index(stance) if stance in _STRONGEST else len(_STRONGEST)
        found[paper, target].append((rank, surface, stance, sentence))
    connection.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?, ?, ?)",
        [
            (
                paper,
                target,
                json.dumps([m[1] for m in named], ensure_ascii=False),
                min(named)[2],
                min(named)[3],
            )
            for (paper, target), named in found.items()
        ],
    )

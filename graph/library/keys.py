"""The keys of papers: the best identifier, else the title, told apart from namesakes."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import NamedTuple

from ..identifiers import Identifier
from ..model import first_identifier
from ..paper_json import distinguishing_hash


class _Keyed(NamedTuple):
    paper: int
    key: str
    normal: str
    author: str | None
    year: int | None
    content: bytes | None


def assign_keys(connection: sqlite3.Connection) -> None:
    """Give every paper, read or stub, the key that follows from what all papers are.

    Namesakes without identifier all get a hash of first author and year, and
    where that is the same, too, one of all that was read. A key that is given
    up is remembered.
    """
    keyed = [
        _Keyed(*row)
        for row in connection.execute(
            "SELECT paper.id, key, normal, author, coalesce(record.year, paper.year), content "
            "FROM paper LEFT JOIN record ON record.id = paper.record"
        )
    ]
    wanted = _wanted(keyed, _best(connection))
    moved = [(wanted[k.paper], k.paper, k.key) for k in keyed if wanted[k.paper] != k.key]
    connection.executemany(
        "INSERT OR REPLACE INTO former_key SELECT key, id FROM paper WHERE id = ? AND settled",
        [(paper,) for _, paper, _ in moved],
    )
    # In two steps, for a key may be that of another paper until that one has its own.
    connection.executemany(
        "UPDATE paper SET key = 'moving:' || id WHERE id = ?", [(paper,) for _, paper, _ in moved]
    )
    connection.executemany(
        "UPDATE paper SET key = ? WHERE id = ?", [(key, paper) for key, paper, _ in moved]
    )
    connection.execute("UPDATE paper SET settled = 1 WHERE settled = 0")
    connection.execute("DELETE FROM former_key WHERE key IN (SELECT key FROM paper)")


def bequeath(connection: sqlite3.Connection, paper: int, heir: int) -> None:
    """Let the keys of a paper that goes find another one."""
    connection.execute("UPDATE former_key SET paper = ? WHERE paper = ?", (heir, paper))
    connection.execute(
        "INSERT OR REPLACE INTO former_key SELECT key, ? FROM paper WHERE id = ? AND settled",
        (heir, paper),
    )


def _best(connection: sqlite3.Connection) -> dict[int, str]:
    """The key that a paper's identifiers give."""
    found: dict[int, set[Identifier]] = defaultdict(set)
    for paper, value in connection.execute(
        "SELECT paper, value FROM identifier UNION ALL SELECT paper, value FROM stub_identifier"
    ):
        found[paper].add(Identifier(*value.split(":", 1)))
    return {paper: str(first_identifier(frozenset(mine))) for paper, mine in found.items()}


def _wanted(keyed: list[_Keyed], best: dict[int, str]) -> dict[int, str]:
    plain = {k.paper: best.get(k.paper) or f"title:{k.normal}" for k in keyed}
    times = Counter(plain.values())
    hashed = {
        k.paper: f"{plain[k.paper]}~{distinguishing_hash(k.author or '', k.year)}"
        for k in keyed
        if times[plain[k.paper]] > 1
    }
    again = Counter(hashed.values())
    wanted = plain | hashed
    for k in keyed:
        if again[wanted[k.paper]] > 1 and k.content:
            wanted[k.paper] = f"{plain[k.paper]}~{k.content.hex()[:8]}"
    return wanted

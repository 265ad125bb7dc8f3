"""The ledger of "these are the same paper": what joined records, what is in doubt or decided.

Decisions by hand name records by source and by what they are known by within
it, so that they outlive records that are taken out and read again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..identifiers import told_identifiers
from ..model import Evidence
from .keys import keys_after
from .packing import described

Json = dict[str, Any]


class Member(NamedTuple):
    """A record of a paper.

    Attributes:
        shown: Its source as the user named it; `origin` is the resolved one.
    """

    id: int
    origin: str
    name: str
    shown: str
    line: int


def members(connection: sqlite3.Connection, paper: int) -> list[Member]:
    """Return the records of a paper, in the order of sources and lines; a stub has none."""
    return [
        Member(*row)
        for row in connection.execute(
            "SELECT record.id, origin, name, shown, line FROM record "
            "JOIN source ON source.id = source WHERE paper = ? ORDER BY shown, line, origin, name",
            (paper,),
        )
    ]


def decisions(connection: sqlite3.Connection) -> Iterator[tuple[int, int, bool]]:
    """Yield pairs of records of which it was decided whether they are one paper.

    Those of which one is not there are passed over. In the order of what
    records are known by.
    """
    for one, other, same in connection.execute(
        "SELECT a.id, b.id, same FROM decided "
        "JOIN source AS s ON s.origin = decided.origin "
        "JOIN record AS a ON a.source = s.id AND a.name = decided.name "
        "JOIN source AS t ON t.origin = decided.other_origin "
        "JOIN record AS b ON b.source = t.id AND b.name = decided.other_name "
        "ORDER BY decided.origin, decided.name, other_origin, other_name"
    ):
        yield one, other, bool(same)


def decide(
    connection: sqlite3.Connection, ones: Sequence[Member], others: Sequence[Member], *, same: bool
) -> None:
    """Decide for each record of one side and each of the other; the last decision counts."""
    pairs = (sorted([one[1:3], other[1:3]]) for one in ones for other in others)
    connection.executemany(
        "INSERT OR REPLACE INTO decided VALUES (?, ?, ?, ?, ?)",
        [(*one, *other, same) for one, other in pairs],
    )


def held_by_hand(connection: sqlite3.Connection, records: Sequence[Member]) -> list[list[Member]]:
    """Return the parts of a paper that stay when what was joined by hand comes apart.

    Joins by hand are of all records of one paper with all of another: what
    belonged together before is that of which no two were joined by hand.
    """
    joined = {
        frozenset(pair)
        for *pair, same in decisions(connection)
        if same and {r.id for r in records}.issuperset(pair)
    }
    parts: list[list[Member]] = []
    for record in records:
        for part in parts:
            if all(frozenset((record.id, other.id)) not in joined for other in part):
                part.append(record)
                break
        else:
            parts.append([record])
    return parts


def write_ledger(
    connection: sqlite3.Connection,
    evidence: Mapping[int, Sequence[Evidence]],
    doubts: Iterable[tuple[int, int, float, str]],
) -> None:
    """Write why papers of several records are one, and which pairs of papers may be one."""
    connection.execute("DELETE FROM evidence")
    connection.executemany(
        "INSERT INTO evidence VALUES (?, ?, ?, ?, ?)",
        [
            (paper, position, e.rule, e.value, None if e.score is None else round(e.score * 1000))
            for paper, told in evidence.items()
            for position, e in enumerate(told)
        ],
    )
    connection.execute("DELETE FROM doubtful")
    connection.executemany(
        "INSERT OR IGNORE INTO doubtful VALUES (?, ?, ?, ?)",
        [(one, other, round(score * 1000), why) for one, other, score, why in doubts],
    )


def ledger(connection: sqlite3.Connection) -> Json:
    """Return merges made and pairs in doubt, as `graph duplicates --json` prints them.

    Both the surest first, ties by key.
    """
    merged = [
        merge(connection, paper)
        for (paper,) in connection.execute(
            "SELECT paper FROM record GROUP BY paper HAVING count(*) > 1"
        ).fetchall()
    ]
    merged.sort(key=lambda told: (-_sureness(told), told["key"]))
    doubtful = []
    for score, why, *pair in connection.execute(
        "SELECT score, why, a.key, a.title, a.year, b.key, b.title, b.year FROM doubtful "
        "JOIN paper AS a ON a.id = paper JOIN paper AS b ON b.id = other"
    ):
        papers = [
            dict(zip(("key", "title", "year"), part, strict=True)) for part in (pair[:3], pair[3:])
        ]
        papers.sort(key=lambda p: str(p["key"]))
        doubtful.append({"score": score / 1000, "why": why, "papers": papers})
    doubtful.sort(key=lambda told: (-told["score"], [p["key"] for p in told["papers"]]))
    return {"merged": merged, "doubtful": doubtful}


def _sureness(told: Json) -> float:
    """Return what holds a paper together at its weakest; identifiers and decisions are above 1."""
    return min((e["score"] for e in told["evidence"] if "score" in e), default=2.0)


def merge(connection: sqlite3.Connection, paper: int) -> Json:
    """Return the records of one paper, and why they are one."""
    key, title = connection.execute(
        "SELECT key, title FROM paper WHERE id = ?", (paper,)
    ).fetchone()
    evidence = []
    for rule, value, score in connection.execute(
        "SELECT rule, value, score FROM evidence WHERE paper = ? ORDER BY position", (paper,)
    ):
        told = {"rule": rule, "value": value, "score": None if score is None else score / 1000}
        evidence.append({name: said for name, said in told.items() if said is not None})
    records = members(connection, paper)
    parts = pieces(connection, records)
    later = keys_after(connection, paper, [[r.id for r in part] for part in parts])
    key_of = {r.id: later[place] for place, part in enumerate(parts) for r in part}
    return {
        "key": key,
        "title": title,
        "by": "hand" if any(e["rule"] == "hand" for e in evidence) else "rule",
        "members": [_member(connection, record, key_of[record.id]) for record in records],
        "evidence": evidence,
    }


def pieces(connection: sqlite3.Connection, records: Sequence[Member]) -> list[list[Member]]:
    """Return what a split makes of the records of a paper.

    What was joined by hand comes apart as it was joined; without that, every
    record is alone.
    """
    parts = held_by_hand(connection, records)
    return parts if len(parts) > 1 else [[record] for record in records]


def _member(connection: sqlite3.Connection, record: Member, later: str) -> Json:
    title, _, year = described(connection, record.id)
    identifiers, _ = told_identifiers(
        value
        for (value,) in connection.execute(
            "SELECT value FROM identifier WHERE record = ?", (record.id,)
        )
    )
    return {
        "origin": record.shown,
        "line": record.line,
        "title": title,
        "year": year,
        "identifiers": identifiers,
        "key_after_split": later,
    }

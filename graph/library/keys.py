"""The keys of papers: the best identifier, else the title, told apart from namesakes."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ..identifiers import Identifier
from ..model import first_identifier
from ..paper_json import distinguishing_hash
from ..text import normal
from .packing import described
from .search import SAME_TITLE


class _Keyed(NamedTuple):
    """What the key of a paper follows from; `content` and `record` tell who else it could be.

    `shown` is the number of the record, None for a stub. `best` is the first
    identifier, None where another paper has it, too.
    """

    paper: int
    normal: str
    shown: int | None
    year: int | None
    content: bytes | None
    record: str | None
    best: str | None


_KEYED = (
    "SELECT paper.id, normal, record.id, year, content, "
    "source.origin || char(10) || record.name, key FROM paper "
    "LEFT JOIN record ON record.id = paper.record LEFT JOIN source ON source.id = record.source"
)


def formed(text: str, normal: str) -> str | None:
    """Return a normal form to be kept beside a text, None where the library tells it from that.

    SQLite knows no small letters but those of ASCII.
    """
    return None if text.isascii() and text.lower() == normal else normal


def assign_keys(connection: sqlite3.Connection) -> None:
    """Give every paper, read or stub, the key that follows from what all papers are.

    Namesakes without identifier all get a hash of first author and year, and
    where that is the same, too, one of all that was read, and of where. A best
    identifier that two papers have, as they were parted by hand, makes the key
    of neither. A key that is given up is remembered.
    """
    best = _best(connection)
    keyed, before = [], {}
    for *row, key in connection.execute(_KEYED):
        keyed.append(_Keyed._make([*row, best.get(row[0])]))
        before[row[0]] = key
    wanted = _wanted(connection, keyed)
    moved = [(key, paper) for paper, key in wanted.items() if key != before[paper]]
    connection.executemany(
        "INSERT OR REPLACE INTO former_key SELECT key, id FROM paper WHERE id = ? AND settled",
        [(paper,) for _, paper in moved],
    )
    # In two steps, for a key may be that of another paper until that one has its own.
    connection.executemany(
        "UPDATE paper SET given = 'moving:' || id WHERE id = ?", [(paper,) for _, paper in moved]
    )
    connection.executemany(
        "UPDATE paper SET given = nullif(?, 'title:' || normal) WHERE id = ?", moved
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


def keys_after(
    connection: sqlite3.Connection, paper: int, parts: Sequence[Sequence[int]]
) -> list[str]:
    """Return the keys that parts of a paper, given by their records, have once it is split.

    Provided that nothing else changes, and that no part is then joined to another paper.
    """
    made = []
    values = [_values(connection, part) for part in parts]
    times = Counter(value for mine in values for value in mine)
    for place, part in enumerate(parts):
        _, title, content, *record, number = min(
            (-length, described(connection, record)[0], content, origin, name, record)
            for record, length, content, origin, name in connection.execute(
                "SELECT record.id, length, content, origin, name FROM record "  # noqa: S608
                "JOIN source ON source.id = source WHERE record.id IN "
                f"({','.join('?' * len(part))})",
                tuple(part),
            )
        )
        best = _first(values[place])
        alone = best if best and times[best] == 1 else None
        made.append(_Keyed(-place, normal(title), number, None, content, "\n".join(record), alone))
    titles = {piece.normal for piece in made if not piece.best}
    others = [
        _Keyed._make([*row, None])
        for title in sorted(titles)
        for *row, key in connection.execute(
            f"{_KEYED} WHERE {SAME_TITLE} AND paper.id <> :paper", {"title": title, "paper": paper}
        )
        if key.startswith("title:")
    ]
    wanted = _wanted(connection, [*made, *others])
    return [wanted[-place] for place in range(len(parts))]


def _values(connection: sqlite3.Connection, records: Iterable[int]) -> set[str]:
    return {
        value
        for record in records
        for (value,) in connection.execute(
            "SELECT value FROM identifier WHERE record = ?", (record,)
        )
    }


def _first(values: Iterable[str]) -> str | None:
    best = first_identifier(frozenset(Identifier(*value.split(":", 1)) for value in values))
    return str(best) if best else None


def _best(connection: sqlite3.Connection) -> dict[int, str]:
    """The keys that identifiers give to papers; those that two would have are left out."""
    found: dict[int, set[str]] = defaultdict(set)
    for paper, value in connection.execute(
        "SELECT paper, value FROM identifier UNION ALL SELECT paper, value FROM stub_identifier"
    ):
        found[paper].add(value)
    holders = Counter(value for mine in found.values() for value in mine)
    named = ((paper, _first(mine)) for paper, mine in found.items())
    return {paper: best for paper, best in named if best and holders[best] == 1}


def _wanted(connection: sqlite3.Connection, keyed: Sequence[_Keyed]) -> dict[int, str]:
    """Return a key for each paper; each step looks at those that are still the same after it."""
    plain = {k.paper: k.best or f"title:{k.normal}" for k in keyed}
    wanted = plain
    for hashes in (partial(_by_author, connection), _by_content, _by_record):
        times = Counter(wanted.values())
        if all(number == 1 for number in times.values()):
            break
        same = [k for k in keyed if times[wanted[k.paper]] > 1]
        wanted = wanted | {paper: f"{plain[paper]}~{digits}" for paper, digits in hashes(same)}
    return wanted


def _by_author(
    connection: sqlite3.Connection, keyed: Iterable[_Keyed]
) -> Iterator[tuple[int, str]]:
    for k in keyed:
        told = described(connection, k.shown) if k.shown is not None else ("", (), None)
        _, authors, year = told
        yield k.paper, distinguishing_hash(authors[0] if authors else "", year or k.year)


def _by_content(keyed: Iterable[_Keyed]) -> Iterator[tuple[int, str]]:
    for k in keyed:
        if k.content:
            yield k.paper, k.content.hex()[:8]


def _by_record(keyed: Iterable[_Keyed]) -> Iterator[tuple[int, str]]:
    for k in keyed:
        if k.record:
            yield k.paper, hashlib.sha256(k.record.encode("utf-8", "surrogatepass")).hexdigest()[:8]

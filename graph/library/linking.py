"""After the last batch: references become citations, concepts get their broader ones, rests go."""

from __future__ import annotations

import sqlite3

from ..identifiers import SCHEMES, Identifier
from ..model import Vocabulary
from ..paper_json import distinguishing_hash, title_key
from ..text import normal, slug
from .file import Library
from .rows import RowWriter

# A preprint is often cited with the year of its published version.
_YEARS_APART = 1


def link(library: Library, vocabulary: Vocabulary) -> None:
    """Resolve references, make and remove stubs, write broader concepts, drop what nothing names.

    References resolve by identifier, else by the name another record of the
    same source has, else by an equal title whose year does not disagree.
    One transaction; doing it again changes nothing.
    """
    with library.transaction() as connection:
        _cite(connection)
        _remove_stubs(connection)
        _broaden(connection, vocabulary)
        for table, named in (
            ("author", "SELECT author FROM wrote"),
            ("entity", "SELECT entity FROM names"),
        ):
            connection.execute(f"DELETE FROM {table} WHERE id NOT IN ({named})")  # noqa: S608


def _cite(connection: sqlite3.Connection) -> None:
    open_references = connection.execute(
        "SELECT paper, position, text, title, year, identifiers, local FROM reference "
        "WHERE target IS NULL ORDER BY paper, position"
    ).fetchall()
    for paper, position, text, title, year, identifiers, local in open_references:
        parsed = [Identifier(*i.split(":", 1)) for i in identifiers.split()]
        target = (
            _by_identifier(connection, parsed)
            or (local and _by_local_name(connection, paper, local))
            or _by_title(connection, title or text, year)
        )
        if target is None and (parsed or title):
            target = _stub(connection, parsed, title, year)
        if target is not None and target != paper:
            connection.execute(
                "UPDATE reference SET target = ? WHERE paper = ? AND position = ?",
                (target, paper, position),
            )


def _by_identifier(connection: sqlite3.Connection, identifiers: list[Identifier]) -> int | None:
    for identifier in identifiers:
        for table in ("identifier", "stub_identifier"):
            row = connection.execute(
                f"SELECT paper FROM {table} WHERE value = ? LIMIT 1",  # noqa: S608
                (str(identifier),),
            ).fetchone()
            if row:
                _add_identifiers(connection, int(row[0]), identifiers)
                return int(row[0])
    return None


def _add_identifiers(
    connection: sqlite3.Connection, paper: int, identifiers: list[Identifier]
) -> None:
    """A stub that is cited under two identifiers at once is found by both from then on."""
    stub = connection.execute("SELECT stub FROM paper WHERE id = ?", (paper,)).fetchone()[0]
    if stub:
        connection.executemany(
            "INSERT OR IGNORE INTO stub_identifier VALUES (?, ?)",
            [(str(i), paper) for i in identifiers],
        )


def _by_local_name(connection: sqlite3.Connection, paper: int, local: str) -> int | None:
    row = connection.execute(
        "SELECT other.paper FROM record AS mine JOIN record AS other USING (source) "
        "WHERE mine.paper = ? AND other.local = ? ORDER BY other.id LIMIT 1",
        (paper, local),
    ).fetchone()
    return int(row[0]) if row else None


def _by_title(connection: sqlite3.Connection, title: str | None, year: int | None) -> int | None:
    if not title:
        return None
    found = [
        int(paper)
        for paper, known in connection.execute(
            "SELECT id, year FROM paper WHERE normal = ? ORDER BY stub, key", (normal(title),)
        )
        if year is None or known is None or abs(year - known) <= _YEARS_APART
    ]
    return found[0] if found else None


def _stub(
    connection: sqlite3.Connection,
    identifiers: list[Identifier],
    title: str | None,
    year: int | None,
) -> int:
    best = min(identifiers, key=lambda i: (SCHEMES.index(i.scheme), i.value), default=None)
    key = str(best) if best else title_key(title or "")
    if connection.execute("SELECT 1 FROM paper WHERE key = ?", (key,)).fetchone():
        key = f"{key}~{distinguishing_hash('', year)}"
    connection.execute(
        "INSERT OR IGNORE INTO paper (key, title, normal, year, stub) VALUES (?, ?, ?, ?, 1)",
        (key, title or _spelled(best), normal(title) if title else "", year),
    )
    number = int(connection.execute("SELECT id FROM paper WHERE key = ?", (key,)).fetchone()[0])
    _add_identifiers(connection, number, identifiers)
    return number


def _spelled(identifier: Identifier | None) -> str:
    if identifier is None:
        return ""
    name = {"doi": "doi", "arxiv": "arXiv"}.get(identifier.scheme, identifier.scheme)
    return f"{name}:{identifier.value}"


def _remove_stubs(connection: sqlite3.Connection) -> None:
    connection.execute(
        "DELETE FROM stub_identifier WHERE paper IN (SELECT id FROM paper WHERE stub = 0)"
    )
    connection.execute(
        "DELETE FROM paper WHERE stub = 1 AND id NOT IN "
        "(SELECT target FROM reference WHERE target IS NOT NULL)"
    )


def _broaden(connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """Write the broader concepts of those found, up to the top, also where no paper names them."""
    rows = RowWriter(connection)
    connection.execute(
        "DELETE FROM concept WHERE id NOT IN (SELECT concept FROM about) AND origin = 'vocabulary'"
    )
    connection.execute("DELETE FROM broader")
    todo = [
        str(name)
        for (name,) in connection.execute(
            "SELECT name FROM concept WHERE origin = 'vocabulary' ORDER BY key"
        )
    ]
    done = set(todo)
    while todo:
        name = todo.pop()
        entry = vocabulary.get(name)
        if entry is None:
            continue
        number = rows.concept(f"concept:{slug(name)}", name, entry.kind, "vocabulary")
        connection.execute("UPDATE concept SET kind = ? WHERE id = ?", (entry.kind, number))
        for broader in entry.broader:
            above = vocabulary[broader]
            other = rows.concept(f"concept:{slug(broader)}", broader, above.kind, "vocabulary")
            connection.execute("INSERT OR IGNORE INTO broader VALUES (?, ?)", (number, other))
            if broader not in done:
                done.add(broader)
                todo.append(broader)

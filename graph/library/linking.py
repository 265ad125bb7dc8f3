"""After the last batch: records become papers, references citations, unused names go."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict

from ..model import ConceptEntry, Vocabulary
from ..text import slug
from .citations import cite
from .file import Library
from .identity import Deciding, Grouping, identify
from .keys import assign_keys, formed
from .papers import Papers
from .rows import RowWriter


def link(library: Library, vocabulary: Vocabulary, papers: Deciding, references: Grouping) -> None:
    """Decide identity, resolve references, give keys, write broader concepts, drop the rest.

    One transaction. All is decided from what the records say, so that neither
    their order nor what earlier builds decided matters; doing it again changes
    nothing.

    Args:
        papers: Parts descriptions of records into papers.
        references: Parts descriptions of cited papers, by their indices.
    """
    with library.transaction() as connection:
        identify(connection, Papers(library), papers)
        cite(connection, references)
        assign_keys(connection)
        _broaden(connection, vocabulary)
        for table, named in (
            ("author", "SELECT author FROM wrote"),
            ("entity", "SELECT entity FROM names"),
        ):
            connection.execute(f"DELETE FROM {table} WHERE id NOT IN ({named})")  # noqa: S608
        _spell(connection)


def written_vocabulary(library: Library) -> Vocabulary:
    """Return the concepts that a library holds, with what is broader, as its last build knew them.

    For linking without the vocabularies that the user gave to that build.
    """
    connection = library.connection
    broader: dict[str, list[str]] = defaultdict(list)
    for name, above in connection.execute(
        "SELECT a.name, b.name FROM broader JOIN concept AS a ON a.id = concept "
        "JOIN concept AS b ON b.id = broader ORDER BY b.key"
    ):
        broader[name].append(above)
    return {
        name: ConceptEntry(name=name, kind=kind, broader=tuple(broader[name]))
        for name, kind in connection.execute(
            "SELECT name, kind FROM concept WHERE origin = 'vocabulary'"
        )
    }


def _spell(connection: sqlite3.Connection) -> None:
    """Give authors and entities the name and kind that most papers give them, ties in order."""
    _spell_authors(connection)
    for column, spelled in (("name", "surface"), ("kind", "kind")):
        connection.execute(
            f"UPDATE entity SET {column} = best.spelled FROM ("  # noqa: S608
            f"SELECT entity AS named, {spelled} AS spelled, row_number() OVER "
            f"(PARTITION BY entity ORDER BY count(*) DESC, {spelled}) AS place "
            f"FROM names GROUP BY entity, {spelled}) AS best "
            f"WHERE best.named = entity.id AND place = 1 AND {column} <> best.spelled"
        )


def _spell_authors(connection: sqlite3.Connection) -> None:
    """Spell anew those of whom some paper has another name; only such names are kept twice."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    known: dict[int, str] = {}
    keys: dict[int, str] = {}
    for author, key, name, spelled in connection.execute(
        "SELECT author.id, key, author.name, coalesce(wrote.name, author.name) FROM wrote "
        "JOIN author ON author.id = author "
        "WHERE author IN (SELECT author FROM wrote WHERE name IS NOT NULL)"
    ):
        found[author][spelled] += 1
        known[author], keys[author] = name, key
    for author, spellings in found.items():
        best = min(spellings, key=lambda s: (-spellings[s], s))
        if best != known[author]:
            connection.execute(
                "UPDATE wrote SET name = nullif(coalesce(name, ?), ?) WHERE author = ?",
                (known[author], best, author),
            )
            connection.execute(
                "UPDATE author SET given = ?, name = ? WHERE id = ?",
                (formed(f"author:{best}", keys[author]), best, author),
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

"""Which paper each record belongs to, decided anew from all records, so that no order matters."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence

from ..identifiers import Identifier
from ..model import Description
from .keys import bequeath
from .papers import Papers

Grouping = Callable[[Sequence[Description]], list[list[int]]]


def identify(connection: sqlite3.Connection, papers: Papers, groups: Grouping) -> None:
    """Give every record to its paper; papers that lose their last record go.

    A paper keeps its number, and so its former keys, as long as one of its
    records is alone or the oldest in its new paper.

    Args:
        groups: Parts descriptions into papers, by their indices.
    """
    held: dict[int, int] = {}
    alike: dict[bytes, list[int]] = defaultdict(list)
    descriptions: dict[bytes, Description] = {}
    identifiers = _identifiers(connection)
    for record, paper, content, title, author, year in connection.execute(
        "SELECT id, paper, content, title, author, year FROM record ORDER BY id"
    ):
        held[record] = paper
        # What is the same to the last letter is the same paper, whatever else is known of it.
        alike[content].append(record)
        if content not in descriptions:
            descriptions[content] = Description(title, author, year, identifiers[record])
    contents = list(descriptions)
    wanted = [
        sorted(record for index in group for record in alike[contents[index]])
        for group in groups(list(descriptions.values()))
    ]
    _move(connection, papers, held, wanted)


def _identifiers(connection: sqlite3.Connection) -> dict[int, frozenset[Identifier]]:
    found: dict[int, set[Identifier]] = defaultdict(set)
    for value, record in connection.execute("SELECT value, record FROM identifier"):
        found[record].add(Identifier(*value.split(":", 1)))
    return defaultdict(frozenset, {record: frozenset(mine) for record, mine in found.items()})


def _move(
    connection: sqlite3.Connection, papers: Papers, held: dict[int, int], wanted: list[list[int]]
) -> None:
    taken: set[int] = set()
    changed: dict[int, None] = {}
    heirs: dict[int, int] = {}
    for group in sorted(wanted):
        before = list(dict.fromkeys(held[record] for record in group))
        home = next((p for p in before if p not in taken), None)
        if home is None:
            home = papers.new()
        taken.add(home)
        for record in group:
            if held[record] != home:
                changed |= {home: None, held[record]: None}
                heirs.setdefault(held[record], home)
                for table, column in (("record", "id"), ("identifier", "record")):
                    connection.execute(
                        f"UPDATE {table} SET paper = ? WHERE {column} = ?",  # noqa: S608
                        (home, record),
                    )
    for paper in changed:
        if paper not in taken:
            bequeath(connection, paper, heirs[paper])
        papers.refresh(paper)

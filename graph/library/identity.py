"""Which paper each record belongs to, decided anew from all records, so that no order matters."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from ..identifiers import Identifier
from ..model import Description, Evidence, Hand, Identity
from .keys import bequeath
from .ledger import decisions, write_ledger
from .papers import Papers

Grouping = Callable[[Sequence[Description]], list[list[int]]]
Deciding = Callable[[Sequence[Description], Hand], Identity]

_IDENTICAL = Evidence("identical")


def identify(connection: sqlite3.Connection, papers: Papers, decide: Deciding) -> None:
    """Give every record to its paper; papers that lose their last record go.

    A paper keeps its number, and so its former keys, with most of its records;
    of several such parts, with the oldest record. What joined the records, and
    what is in doubt, is written down.

    Args:
        decide: Parts descriptions into papers, by their indices.
    """
    entries = _Entries(connection)
    found = decide(entries.descriptions, entries.hand)
    wanted = [
        sorted(record for index in group for record in entries.records[index])
        for group in found.groups
    ]
    homes = _move(connection, papers, entries.held, wanted)
    evidence = {
        homes[place]: [*([_IDENTICAL] if alike else []), *told]
        for place, (group, told) in enumerate(zip(found.groups, found.evidence, strict=True))
        if (alike := any(len(entries.records[i]) > 1 for i in group)) or told
    }
    group_of = {index: place for place, group in enumerate(found.groups) for index in group}
    doubts = [
        (homes[group_of[doubt.one]], homes[group_of[doubt.other]], doubt.score, doubt.why)
        for doubt in found.doubts
    ]
    write_ledger(connection, evidence, doubts)


class _Entries:
    """Records as descriptions: those alike to the last letter are one, unless told apart by hand.

    Attributes:
        held: The paper that each record had.
        records: The records of each description.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.held: dict[int, int] = {}
        self.records: list[list[int]] = []
        self.descriptions: list[Description] = []
        by_hand = list(decisions(connection))
        apart = {record for one, other, _ in by_hand for record in (one, other)}
        of_record: dict[int, int] = {}
        alike: list[tuple[int, int]] = []
        identifiers = _identifiers(connection)
        before: tuple[bytes, list[int]] = (b"", [])
        # In an order that does not depend on that of builds, for those that say the same.
        for record, paper, content, title, authors, year in connection.execute(
            "SELECT record.id, paper, content, title, authors, year FROM record "
            "JOIN source ON source.id = source ORDER BY content, origin, name"
        ):
            self.held[record] = paper
            if content != before[0]:
                before = content, []
            same = before[1]
            if record in apart or not same or self.records[same[-1]][0] in apart:
                same.append(len(self.records))
                self.records.append([record])
                names = tuple(authors.split("\n")) if authors else ()
                self.descriptions.append(Description(title, names, year, identifiers[record]))
                # What is the same to the last letter is one paper, whatever else is known of it.
                alike += pairwise(same[-2:])
            else:
                self.records[same[-1]].append(record)
            of_record[record] = same[-1]
        pairs = [(of_record[one], of_record[other], same) for one, other, same in by_hand]
        self.hand = Hand(
            tuple((one, other) for one, other, same in pairs if same),
            tuple((one, other) for one, other, same in pairs if not same),
            tuple(alike),
        )


def _identifiers(connection: sqlite3.Connection) -> dict[int, frozenset[Identifier]]:
    found: dict[int, set[Identifier]] = defaultdict(set)
    for value, record in connection.execute("SELECT value, record FROM identifier"):
        found[record].add(Identifier(*value.split(":", 1)))
    return defaultdict(frozenset, {record: frozenset(mine) for record, mine in found.items()})


def _move(
    connection: sqlite3.Connection, papers: Papers, held: dict[int, int], wanted: list[list[int]]
) -> list[int]:
    """Give records to papers, and return the paper of each group."""
    taken: set[int] = set()
    changed: dict[int, None] = {}
    heirs: dict[int, int] = {}
    homes = [0] * len(wanted)
    for place in sorted(range(len(wanted)), key=lambda p: (-len(wanted[p]), wanted[p])):
        group = wanted[place]
        before = list(dict.fromkeys(held[record] for record in group))
        home = next((p for p in before if p not in taken), None)
        if home is None:
            home = papers.new()
        taken.add(home)
        homes[place] = home
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
    return homes

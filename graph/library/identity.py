"""Which paper each record belongs to, decided anew from all records, so that no order matters."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from ..identifiers import Identifier
from ..model import Description, Hand, Identity
from .keys import bequeath
from .ledger import decisions, write_ledger
from .packing import description_decoder
from .papers import Papers

Grouping = Callable[[Sequence[Description]], list[list[int]]]
Deciding = Callable[[Sequence[Description], Hand], Identity]


def identify(connection: sqlite3.Connection, papers: Papers, decide: Deciding) -> None:
    """Give every record to its paper; papers that lose their last record go.

    A paper keeps its number, and so its former keys, with most of its records;
    of several such parts, with the oldest record. What joined the records, and
    what is in doubt, is written down.

    Args:
        decide: Parts descriptions into papers, by their indices.
    """
    records = _Records(connection)
    found = decide(records.descriptions, records.hand)
    wanted = [[records.numbers[index] for index in group] for group in found.groups]
    homes = _move(connection, papers, records.held, wanted)
    evidence = {home: told for home, told in zip(homes, found.evidence, strict=True) if told}
    paper_of = {index: homes[place] for place, group in enumerate(found.groups) for index in group}
    doubts = [(paper_of[d.one], paper_of[d.other], d.score, d.why) for d in found.doubts]
    write_ledger(connection, evidence, doubts)


class _Records:
    """All records, in an order that does not depend on that of builds.

    Attributes:
        numbers: Of the records.
        held: The paper that each record had.
        hand: What was decided by hand, and which records are alike to the last letter: those are
            one paper, whatever else is known of it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.numbers: list[int] = []
        self.held: dict[int, int] = {}
        self.descriptions: list[Description] = []
        alike: list[tuple[int, int]] = []
        identifiers = _identifiers(connection)
        first: tuple[bytes, int] = (b"", 0)
        told = dict(_told(connection))
        for record, paper, content in connection.execute(
            "SELECT record.id, paper, content FROM record "
            "JOIN source ON source.id = source ORDER BY content, origin, name"
        ):
            place = len(self.numbers)
            if content != first[0]:
                first = content, place
            else:
                # Also with the one before it, in case the first was parted from it by hand.
                alike += {(first[1], place), (place - 1, place)}
            self.numbers.append(record)
            self.held[record] = paper
            self.descriptions.append(Description(*told.pop(record), identifiers[record]))
        place_of = {record: place for place, record in enumerate(self.numbers)}
        by_hand = [(place_of[a], place_of[b], same) for a, b, same in decisions(connection)]
        self.hand = Hand(
            tuple((one, other) for one, other, same in by_hand if same),
            tuple((one, other) for one, other, same in by_hand if not same),
            tuple(alike),
        )


def _told(
    connection: sqlite3.Connection,
) -> Iterator[tuple[int, tuple[str, tuple[str, ...], int | None]]]:
    """Yield title, authors and year of every record, as it printed them."""
    read = description_decoder()
    for record, inflated in connection.execute("SELECT record, inflated(json) FROM facts"):
        yield record, read(inflated)


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
    wanted = [sorted(group) for group in wanted]
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

"""Writes records and their papers, a batch a transaction."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from ..model import Findings, Paper, first_identifier
from ..paper_json import as_json, paper_key
from ..report import Counts
from ..text import normal
from .file import Library
from .papers import Papers

_INSERT = (
    "INSERT INTO record (source, name, local, line, paper, content, findings, length) "
    "VALUES (:source, :name, :local, :line, :paper, :content, :findings, :length)"
)
_UPDATE = (
    "UPDATE record SET local = :local, line = :line, content = :content, findings = :findings, "
    "length = :length WHERE id = :id"
)


def mark_changed(connection: sqlite3.Connection) -> None:
    """Begin a new generation; what follows from all papers has to be derived again."""
    connection.execute("UPDATE library SET generation = generation + 1, state = hex(randomblob(4))")
    # One that papers only shared may by now be a concept of the vocabulary.
    connection.execute("DELETE FROM concept WHERE origin <> 'vocabulary'")
    # Numbers of those that went may be given anew.
    connection.execute("DELETE FROM co_occurs")


@dataclass(slots=True)
class Planned:
    """A record that was read, and what the library knows of it."""

    paper: Paper
    name: str
    content: bytes
    record: int | None = None
    line: int = 0
    same_content: bool = False
    needs_findings: bool = True
    findings: Findings = field(default_factory=Findings)


@dataclass(slots=True)
class Seen:
    """Which sources a build has seen, by what they are known by.

    Attributes:
        named: Files and folders as given; a file that is gone from one was its, too.
        read: Read to the end.
        failed: Not to be read, or not to the end; what they held is not known.
    """

    named: list[str]
    read: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)

    def whole(self, origin: str) -> bool:
        """Tell whether all that a source has now was seen."""
        return origin in self.read or (
            any(_within(origin, folder) for folder in self.named)
            and not any(_within(origin, folder) for folder in self.failed)
        )


def _within(origin: str, folder: str) -> bool:
    """Tell whether a source is in a folder, or in an archive, or is it."""
    return origin == folder or origin.startswith((folder.rstrip(os.sep) + os.sep, f"{folder}!/"))


class Writer:
    """Writes what one build reads.

    Args:
        fingerprint: Of the extraction: findings of another one are made anew.
    """

    def __init__(self, library: Library, fingerprint: str) -> None:
        self._library = library
        self._connection = library.connection
        self._fingerprint = bytes.fromhex(fingerprint)
        self._papers = Papers(library)
        self._seen: set[int] = set()
        self._new: set[int] = set()
        self._taken: dict[tuple[int, str], int] = {}
        self.counts = Counts()
        self.changed = False

    def source(self, origin: str, shown: str, reader: str) -> int:
        """Return the number of a source, known or new."""
        row = self._connection.execute(
            "SELECT id, shown, format FROM source WHERE origin = ?", (origin,)
        ).fetchone()
        if row and row[1:] == (shown, reader):
            return int(row[0])
        with self._library.transaction() as connection:
            connection.execute(
                "INSERT INTO source (origin, shown, format) VALUES (?, ?, ?) "
                "ON CONFLICT (origin) DO UPDATE "
                "SET shown = excluded.shown, format = excluded.format",
                (origin, shown, reader),
            )
            row = connection.execute("SELECT id FROM source WHERE origin = ?", (origin,)).fetchone()
        return int(row[0])

    def plan(self, source: int, papers: Sequence[Paper]) -> list[Planned]:
        """Tell for each record whether it is known, and whether it must be looked at again."""
        planned = []
        for paper in papers:
            name = _record_name(paper)
            times = self._taken[source, name] = self._taken.get((source, name), 0) + 1
            if times > 1:
                name = f"{name}#{times}"
            plan = Planned(paper, name, _content(paper))
            known = self._connection.execute(
                "SELECT id, content, findings, line FROM record WHERE source = ? AND name = ?",
                (source, name),
            ).fetchone()
            if known:
                plan.record = int(known[0])
                plan.line = int(known[3])
                plan.same_content = known[1] == plan.content
                plan.needs_findings = not plan.same_content or known[2] != self._fingerprint
                self._seen.add(plan.record)
            planned.append(plan)
        return planned

    def write(self, source: int, planned: Sequence[Planned]) -> None:
        """Write a batch in one transaction; what is as it was is not touched."""
        changed = [p for p in planned if p.needs_findings]
        moved = self._moved(planned)
        if changed or moved:
            try:
                with self._library.transaction() as connection:
                    # A record that only moved within its file is no change of the graph.
                    connection.executemany("UPDATE record SET line = ? WHERE id = ?", moved)
                    if changed:
                        self._mark_changed()
                        self._papers.packer.begin(as_json(p.paper, p.findings) for p in changed)
                    for plan in changed:
                        self._write_one(source, plan)
            except BaseException:
                self._papers.forget()
                raise
        self.counts.read += len(planned)
        self.counts.unchanged += sum(p.same_content for p in planned)
        self.counts.updated += sum(p.record is not None and not p.same_content for p in planned)

    def _moved(self, planned: Sequence[Planned]) -> list[tuple[int, int]]:
        return [
            (plan.paper.origin.line, plan.record)
            for plan in planned
            if plan.record is not None and plan.line != plan.paper.origin.line
        ]

    def count_new(self) -> None:
        """Count what became of new records, once linking has decided which paper each is of."""
        records: dict[int, list[bool]] = {}
        for record, paper in self._connection.execute("SELECT id, paper FROM record"):
            records.setdefault(paper, []).append(record in self._new)
        for new in records.values():
            made = all(new)
            self.counts.added += made
            self.counts.merged += sum(new) - made

    def missing(self, seen: Seen, *, prune: bool) -> None:
        """Count records that sources gave before and no longer have; take them out if asked."""
        sources = [
            int(number)
            for number, origin in self._connection.execute("SELECT id, origin FROM source")
            if seen.whole(origin)
        ]
        gone = [
            (int(record), int(paper))
            for source in sources
            for record, paper in self._connection.execute(
                "SELECT id, paper FROM record WHERE source = ?", (source,)
            )
            if record not in self._seen
        ]
        if not prune:
            self.counts.missing += len(gone)
        elif gone:
            with self._library.transaction() as connection:
                self._mark_changed()
                for record, paper in gone:
                    connection.execute("DELETE FROM record WHERE id = ?", (record,))
                    self._papers.refresh(paper)
                connection.execute("DELETE FROM source WHERE id NOT IN (SELECT source FROM record)")
            self.counts.pruned += len(gone)

    def _mark_changed(self) -> None:
        if not self.changed:
            mark_changed(self._connection)
            self.changed = True

    def _write_one(self, source: int, plan: Planned) -> None:
        paper, connection = plan.paper, self._connection
        told = {
            "local": paper.local,
            "line": paper.origin.line,
            "content": plan.content,
            "findings": self._fingerprint,
            "length": len(paper.abstract),
        }
        facts = as_json(paper, plan.findings)
        if plan.record is None:
            number = self._papers.first(paper_key(paper), facts)
            told |= {"source": source, "name": plan.name, "paper": number}
            record = int(connection.execute(_INSERT, told).lastrowid or 0)
            self._papers.shows(number, record)
            self._new.add(record)
            self._seen.add(record)
        else:
            record = plan.record
            connection.execute(_UPDATE, told | {"id": record})
            number = connection.execute(
                "SELECT paper FROM record WHERE id = ?", (record,)
            ).fetchone()[0]
            connection.execute("DELETE FROM identifier WHERE record = ?", (record,))
        connection.execute(
            "INSERT OR REPLACE INTO facts VALUES (?, ?)", (record, self._papers.packer.pack(facts))
        )
        connection.executemany(
            "INSERT INTO identifier VALUES (?, ?, ?)",
            [(str(i), record, number) for i in sorted(paper.identifiers)],
        )
        if plan.record is not None:
            self._papers.refresh(number)


def _record_name(paper: Paper) -> str:
    """What a record is known by within its source: identifier, else title, first author, year.

    The latter as a hash, of which one in a million libraries of a billion records has two alike.
    """
    best = first_identifier(paper.identifiers)
    if best:
        return str(best)
    author = normal(paper.authors[0].name) if paper.authors else ""
    told = f"{normal(paper.title)}|{author}|{paper.year or ''}"
    return f"title:{blake2b(told.encode('utf-8', 'surrogatepass'), digest_size=10).hexdigest()}"


def _content(paper: Paper) -> bytes:
    """A hash of all that was read, without where it stood."""
    told = (
        paper.title,
        sorted(map(str, paper.identifiers)),
        [(a.name, a.orcid) for a in paper.authors],
        (paper.year, paper.venue, paper.date, paper.url, paper.local, paper.keywords),
        [(link.url, link.role) for link in paper.links],
        [
            (
                r.text,
                r.title,
                r.year,
                sorted(map(str, r.identifiers)),
                r.local,
                [repr(c) for c in r.contexts],
            )
            for r in paper.references
        ],
        [(p.id, p.heading, p.text) for p in paper.passages],
    )
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()

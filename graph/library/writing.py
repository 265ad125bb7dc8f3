"""Writes records and their papers, a batch a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from ..model import Findings, Paper, first_identifier
from ..paper_json import as_json
from ..text import normal
from .file import Library
from .packing import pack
from .papers import Papers, Same, strings


@dataclass(slots=True)
class Counts:
    """What became of the records that were read."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    missing: int = 0
    pruned: int = 0


@dataclass(slots=True)
class Planned:
    """A record that was read, and what the library knows of it."""

    paper: Paper
    name: str
    content: bytes
    record: int | None = None
    same_content: bool = False
    needs_findings: bool = True
    findings: Findings = field(default_factory=Findings)


class Writer:
    """Writes what one build reads.

    Args:
        same: Tells whether two descriptions are one paper; the rule by which, or None.
        fingerprint: Of the extraction: findings of another one are made anew.
    """

    def __init__(self, library: Library, same: Same, fingerprint: str) -> None:
        self._library = library
        self._connection = library.connection
        self._fingerprint = fingerprint
        self._papers = Papers(library, same)
        self._seen: set[int] = set()
        self._taken: dict[tuple[int, str], int] = {}
        self.counts = Counts()
        self.changed = False

    def source(self, origin: str, shown: str, reader: str) -> int:
        """Return the number of a source, known or new."""
        with self._library.transaction() as connection:
            connection.execute(
                "INSERT INTO source (origin, shown, format) VALUES (?, ?, ?) "
                "ON CONFLICT (origin) DO UPDATE "
                "SET shown = excluded.shown, format = excluded.format "
                "WHERE shown <> excluded.shown OR format <> excluded.format",
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
                "SELECT id, content, findings FROM record WHERE source = ? AND name = ?",
                (source, name),
            ).fetchone()
            if known:
                plan.record = int(known[0])
                plan.same_content = known[1] == plan.content
                plan.needs_findings = not plan.same_content or known[2] != self._fingerprint
                self._seen.add(plan.record)
            planned.append(plan)
        return planned

    def write(self, source: int, planned: Sequence[Planned]) -> None:
        """Write a batch in one transaction; what is as it was is not touched."""
        if not any(p.needs_findings for p in planned):
            self.counts.read += len(planned)
            self.counts.unchanged += len(planned)
            self._moved_lines(planned)
            return
        try:
            with self._library.transaction():
                self._mark_changed()
                for plan in planned:
                    self.counts.read += 1
                    self._write_one(source, plan)
        except BaseException:
            self._papers.forget()
            raise

    def _moved_lines(self, planned: Sequence[Planned]) -> None:
        """A record that only moved within its file is no change of the graph."""
        moved = [
            (p.paper.origin.line, p.record)
            for p in planned
            if self._connection.execute(
                "SELECT line FROM record WHERE id = ?", (p.record,)
            ).fetchone()[0]
            != p.paper.origin.line
        ]
        if moved:
            with self._library.transaction() as connection:
                connection.executemany("UPDATE record SET line = ? WHERE id = ?", moved)

    def missing(self, source: int, *, prune: bool) -> None:
        """Count records that the source gave before and no longer has; take them out if asked."""
        gone = [
            (int(record), int(paper))
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
                self.counts.pruned += len(gone)

    def _mark_changed(self) -> None:
        if not self.changed:
            self._connection.execute("UPDATE library SET generation = generation + 1")
            self.changed = True

    def _write_one(self, source: int, plan: Planned) -> None:
        paper, facts = plan.paper, pack(as_json(plan.paper, plan.findings))
        if plan.record is not None:
            self.counts.unchanged += plan.same_content
            self.counts.updated += not plan.same_content
            if plan.needs_findings:
                self._update_record(plan, facts)
            return
        identifiers = strings(paper.identifiers)
        number, is_new, was_stub = self._papers.paper_for(paper, identifiers)
        self.counts.added += is_new or was_stub
        self.counts.merged += not (is_new or was_stub)
        record = self._connection.execute(
            "INSERT INTO record (source, name, local, line, paper, content, findings, length) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source,
                plan.name,
                paper.local,
                paper.origin.line,
                number,
                plan.content,
                self._fingerprint,
                len(paper.abstract),
            ),
        ).lastrowid
        self._seen.add(int(record or 0))
        self._connection.execute("INSERT INTO facts VALUES (?, ?)", (record, facts))
        self._connection.executemany(
            "INSERT INTO identifier VALUES (?, ?, ?)", [(i, record, number) for i in identifiers]
        )
        self._papers.refresh(number)

    def _update_record(self, plan: Planned, facts: bytes) -> None:
        paper, record = plan.paper, plan.record
        number = int(
            self._connection.execute("SELECT paper FROM record WHERE id = ?", (record,)).fetchone()[
                0
            ]
        )
        self._connection.execute(
            "UPDATE record SET local = ?, line = ?, content = ?, findings = ?, length = ? "
            "WHERE id = ?",
            (
                paper.local,
                paper.origin.line,
                plan.content,
                self._fingerprint,
                len(paper.abstract),
                record,
            ),
        )
        self._connection.execute("UPDATE facts SET json = ? WHERE record = ?", (facts, record))
        self._connection.execute("DELETE FROM identifier WHERE record = ?", (record,))
        self._connection.executemany(
            "INSERT INTO identifier VALUES (?, ?, ?)",
            [(i, record, number) for i in strings(paper.identifiers)],
        )
        self._papers.refresh(number)


def _record_name(paper: Paper) -> str:
    """What a record is known by within its source: identifier, else title, first author, year."""
    best = first_identifier(paper.identifiers)
    if best:
        return str(best)
    author = normal(paper.authors[0].name) if paper.authors else ""
    return f"title:{normal(paper.title)}|{author}|{paper.year or ''}"


def _content(paper: Paper) -> bytes:
    """A hash of all that was read, without where it stood."""
    told = (
        paper.title,
        strings(paper.identifiers),
        [(a.name, a.orcid) for a in paper.authors],
        (paper.year, paper.venue, paper.date, paper.url, paper.local, paper.keywords),
        [(link.url, link.role) for link in paper.links],
        [
            (
                r.text,
                r.title,
                r.year,
                strings(r.identifiers),
                r.local,
                [repr(c) for c in r.contexts],
            )
            for r in paper.references
        ],
        [(p.id, p.heading, p.text) for p in paper.passages],
    )
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()

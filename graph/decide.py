"""Decides by hand which records are one paper; what follows is linked and derived again."""

from __future__ import annotations

import os
from collections import ChainMap
from collections.abc import Sequence
from typing import Any

from . import resolve
from .collector import at_rest
from .derive import derive
from .errors import NotDecidedError, UsageError
from .extract import extractor
from .library import ledger
from .library.file import MEMORY, Library, create_or_open, open_existing
from .library.ledger import Member
from .library.linking import link, written_vocabulary
from .library.reading import papers_read
from .library.search import Found, find_paper
from .library.writing import mark_changed
from .pipeline import Progress, silent

Json = dict[str, Any]


def merge(store: str, titles: Sequence[str], *, progress: Progress = silent) -> Json:
    """Make papers one, whatever speaks against it; it undoes a split of their records.

    Lasts through later builds, until the paper is split.

    Returns:
        The paper with its records, as one of `merged` of `graph duplicates`.

    Raises:
        NotFoundError: A title fits no paper, or several.
        NotDecidedError: Two titles are of one paper, or one is of a paper only cited.
    """
    with _opened(store) as library:
        found = [find_paper(library, title) for title in titles]
        for place, paper in enumerate(found):
            before = next((p for p in range(place) if found[p].id == paper.id), None)
            if before is not None:
                raise NotDecidedError(
                    f"{_named(titles[before])} and {_named(titles[place])} are one paper already: "
                    f"{paper.key}. Nothing was changed."
                )
        records = [_records(library, paper) for paper in found]
        with library.transaction() as connection:
            for place, mine in enumerate(records):
                for others in records[:place]:
                    ledger.decide(connection, others, mine, same=True)
            mark_changed(connection)
        _settle(library, progress)
        return ledger.merge(library.connection, _paper_of(library, records[0][0]))


def split(
    store: str, title: str, member: str | None = None, *, progress: Progress = silent
) -> Json:
    """Part the records of a paper, or take one record out of it.

    What was merged by hand comes apart as it was before; any other paper comes
    apart into its records. Lasts through later builds, until papers are merged.

    Args:
        member: The record, as `ORIGIN:LINE`; without it all are parted.

    Returns:
        `papers`, with key, title and year, in key order.

    Raises:
        NotFoundError: The title fits no paper, or several.
        NotDecidedError: There is nothing to part, or no such record.
    """
    with _opened(store) as library:
        found = find_paper(library, title)
        records = _records(library, found)
        if len(records) == 1:
            raise NotDecidedError(
                f"{found.key}: was read once only, {_place(records[0])}. There is nothing to part."
            )
        connection = library.connection
        if member is None:
            parts = ledger.pieces(connection, records)
        else:
            taken = _member(found, records, member)
            parts = [taken, [record for record in records if record not in taken]]
        with library.transaction():
            for place, part in enumerate(parts):
                for others in parts[:place]:
                    ledger.decide(connection, others, part, same=False)
            mark_changed(connection)
        _settle(library, progress)
        papers = {_paper_of(library, record) for record in records}
        rows = [
            connection.execute("SELECT key, title, year FROM paper WHERE id = ?", (p,)).fetchone()
            for p in papers
        ]
        return {
            "papers": [
                dict(zip(("key", "title", "year"), row, strict=True)) for row in sorted(rows)
            ]
        }


def _opened(store: str) -> Library:
    if store == MEMORY:
        raise UsageError("memory: lasts for one build only. Name a file with --store.")
    open_existing(store).close()  # what is not there is not made
    return create_or_open(store)


def _records(library: Library, paper: Found) -> list[Member]:
    records = ledger.members(library.connection, paper.id)
    if not records:
        raise NotDecidedError(
            f"{paper.key}: is known only because it is cited; nothing was read that could be "
            "merged or split."
        )
    return records


def _member(paper: Found, records: Sequence[Member], asked: str) -> list[Member]:
    """Return the record that stands at `ORIGIN:LINE`; several, if a line has several."""
    origin, _, line = asked.rpartition(":")
    taken = [
        record
        for record in records
        if str(record.line) == line and origin in (record.shown, record.origin)
    ] or [
        record
        for record in records
        if origin and str(record.line) == line and os.path.realpath(origin) == record.origin
    ]
    places = ", ".join(map(_place, records[:10]))
    if not taken:
        raise NotDecidedError(f"{paper.key}: has no record {asked}. Its records: {places}.")
    if len(taken) == len(records):
        raise NotDecidedError(f"{paper.key}: all its records stand at {asked}. Split it whole.")
    return taken


def _place(record: Member) -> str:
    return f"{record.shown}:{record.line}"


def _named(title: str) -> str:
    return f"“{title if len(title) <= 60 else title[:57] + '...'}”"


def _paper_of(library: Library, record: Member) -> int:
    row = library.connection.execute("SELECT paper FROM record WHERE id = ?", (record.id,))
    return int(row.fetchone()[0])


def _settle(library: Library, progress: Progress) -> None:
    """Link and derive as a build does, since a decision changes papers, keys and citations."""
    count = papers_read(library)
    known = ChainMap(dict(written_vocabulary(library)), dict(extractor().vocabulary))
    with at_rest():
        progress("linking", count)
        link(library, known, resolve.papers, resolve.references)
        progress("relating", count)
        derive(library)

"""From sources to a library, and on to a store: the one module that knows every stage."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .batches import batches, nothing, parts
from .collector import at_rest
from .errors import NoPapersError, ReadError, UsageError
from .extract import extractor
from .report import Report, VocabularyReport

# What only some of the stages need is imported by these: to extract takes no library.
if TYPE_CHECKING:
    from .derive.embeddings import Embedder
    from .extract.extraction import Extraction
    from .library.file import Library
    from .library.writing import Planned, Seen, Writer
    from .model import Findings, Paper
    from .sources import Limits, Part
    from .stores.base import Loaded

# Called with what is being done, and to how many papers it has been done.
Progress = Callable[[str, int], None]


# A batch as the library will have it, with the number of its source.
_Plans = tuple[int, list["Planned"]]


def silent(stage: str, done: int) -> None:
    """Show nothing."""


def open_library(path: str) -> Library:
    """Open a library that exists, for reading."""
    from .library.file import open_existing

    return open_existing(path)


def build(
    sources: Sequence[str],
    store: str = "papers.graph",
    *,
    format: str | None = None,
    vocabularies: Sequence[Path] = (),
    prune: bool = False,
    limits: Limits | None = None,
    jobs: int = 1,
    embeddings: Path | None = None,
    forget_embeddings: bool = False,
    progress: Progress = silent,
    keep: Callable[[Library], None] | None = None,
) -> Report:
    """Read sources, extract, link and store; then derive what follows from all papers.

    Building from the same sources again changes nothing. Killed at any moment,
    the library holds whole batches, and the next build completes it.

    Args:
        sources: Files, folders, or `-`.
        store: Path of the library, or `memory:`.
        format: Name of a reader, for all sources.
        vocabularies: Files read beside the shipped vocabulary.
        prune: Take out papers that a source gave before and no longer has.
        limits: How much of a source is unpacked, and is in memory at once.
        jobs: So many processes extract where there are papers enough for it.
        embeddings: Folder of a sentence-embedding model that reads the papers, too. Without
            one, what it made in an earlier build stays.
        forget_embeddings: Take that out.
        keep: Called with the library before it is closed: for a map of `memory:`.

    Raises:
        NoPapersError: No source gave a paper; nothing was written.
        LibraryError: The library cannot be opened or written.
        ModelError: The folder holds no model that can be used; nothing was read.
    """
    from .library.reading import counts
    from .library.writing import Seen

    begin = time.perf_counter()
    report = Report(store)
    embedder = _embedder(embeddings)
    extraction = extractor(vocabularies, jobs)
    if vocabularies:
        brought = extraction.vocabularies
        report.vocabulary = VocabularyReport(brought.added, brought.joined)
    seen = Seen([os.path.realpath(s) for s in sources if s != "-"])
    with extraction, _Target(store, extraction) as target:
        planned = _planned(parts(sources, limits, report), format, limits, report, target, seen)
        for (source, plans), found in extraction.in_order(planned):
            _, writer = target.open()
            _write(writer, source, plans, found)
            progress("reading", writer.counts.read)
        if not any(s.papers for s in report.sources):
            raise NoPapersError(nothing(report))
        library, writer = target.open()
        writer.missing(seen, prune=prune)
        report.papers = writer.counts
        if forget_embeddings:
            from .derive.meaning import forget

            forget(library)
        _link_and_derive(library, writer, extraction, embedder, progress)
        report.nodes, report.edges = counts(library)
        if keep:
            keep(library)
    report.seconds = round(time.perf_counter() - begin, 3)
    return report


def _link_and_derive(
    library: Library,
    writer: Writer,
    extraction: Extraction,
    embedder: Embedder | None,
    progress: Progress,
) -> None:
    """Bring what follows from all papers up to date, where any of them has changed."""
    from . import resolve
    from .derive import derive
    from .library.linking import link

    changed = writer.changed or not library.is_derived
    if changed:
        progress("linking", writer.counts.read)
        with at_rest():
            link(library, extraction.vocabulary, resolve.papers, resolve.references)
            writer.count_new()
    if embedder:
        from .derive.meaning import embed

        # After linking: of records that are one paper, one text is read.
        embed(library, embedder, progress)
    if changed or not library.is_derived:
        progress("relating", writer.counts.read)
        with at_rest():
            derive(library)


def _embedder(folder: Path | None) -> Embedder | None:
    if folder is None:
        return None
    from .derive.embeddings import Embedder

    return Embedder(folder)


class _Target:
    """The library of a build, opened when the first paper is there.

    So a build that finds no paper makes no file.
    """

    def __init__(self, store: str, extraction: Extraction) -> None:
        self._store = store
        self._extraction = extraction
        self._opened: tuple[Library, Writer] | None = None
        from .library.file import exists

        if exists(store):
            # What is wrong with it is better said before anything is read.
            self.open()

    def open(self) -> tuple[Library, Writer]:
        from .library.file import create_or_open
        from .library.writing import Writer

        if self._opened is None:
            library = create_or_open(self._store)
            writer = Writer(library, self._extraction.fingerprint)
            self._opened = library, writer
        return self._opened

    def __enter__(self) -> _Target:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._opened is not None:
            self._opened[0].__exit__(kind, error, trace)


def _planned(
    files: Iterable[Part],
    format: str | None,
    limits: Limits | None,
    report: Report,
    target: _Target,
    seen: Seen,
) -> Iterator[tuple[_Plans, list[Paper]]]:
    """Yield the batches of all files, each with the papers that must be looked at.

    A batch may be planned before the one before it is written: no two of a build have a
    record in common.
    """
    for part in files:
        origin, number = part.origin, None
        try:
            for told, batch in batches(part, format, limits, report):
                _, writer = target.open()
                if number is None:
                    origin = _origin(part, told.format)
                    number = writer.source(origin, part.shown, told.format)
                plans = writer.plan(number, batch)
                yield (number, plans), [p.paper for p in plans if p.needs_findings]
            seen.read.add(origin)
        except ReadError as error:
            seen.failed.add(part.origin)
            report.fail(error)


def _origin(part: Part, format: str) -> str:
    """What a file is known by; standard input has nothing but its format."""
    return f"- {format}" if part.origin == "-" else part.origin


def _write(writer: Writer, source: int, plans: list[Planned], found: list[Findings]) -> None:
    wanted = (plan for plan in plans if plan.needs_findings)
    for plan, findings in zip(wanted, found, strict=True):
        plan.findings = findings
    with at_rest():
        writer.write(source, plans)


def extract(
    sources: Sequence[str],
    *,
    format: str | None = None,
    vocabularies: Sequence[Path] = (),
    limits: Limits | None = None,
    jobs: int = 1,
    report: Report | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield each paper with what it says, in reading order; nothing is stored or merged.

    Args:
        jobs: So many processes extract where there are papers enough for it.
        report: Filled with what was rejected, skipped and could not be read.

    Raises:
        NoPapersError: No source gave a paper; raised at the end.
    """
    from .paper_json import as_json

    report = report if report is not None else Report("")
    with extractor(vocabularies, jobs) as extraction:
        read = _read(parts(sources, limits, report), format, limits, report)
        for batch, found in extraction.in_order(read):
            for paper, findings in zip(batch, found, strict=True):
                yield as_json(paper, findings)
    if not any(s.papers for s in report.sources):
        raise NoPapersError(nothing(report))


def _read(
    files: Iterable[Part], format: str | None, limits: Limits | None, report: Report
) -> Iterator[tuple[list[Paper], list[Paper]]]:
    """Yield the papers of all files in batches, beside themselves."""
    for part in files:
        try:
            for _, batch in batches(part, format, limits, report):
                yield batch, batch
        except ReadError as error:
            report.fail(error)


def load(
    store: str,
    source: str = "papers.graph",
    *,
    replace: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Loaded:
    """Make another store equal to a built library.

    Raises:
        UsageError: `store` is no address of a server.
        StoreError: The server cannot be reached, or refuses.
        ForeignDataError: It holds data that no load of ours made.
    """
    from .assemble import graph
    from .library.file import open_existing
    from .stores.neo4j_store import open_neo4j

    if "://" not in store:
        raise UsageError(
            f"{store}: is no address of a server. Give one such as neo4j://localhost:7687"
        )
    with open_existing(source) as library:
        target = open_neo4j(store)
        try:
            return target.load(graph(library), progress, replace=replace, dry_run=dry_run)
        finally:
            target.close()

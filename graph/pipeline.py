"""From sources to a library, and on to a store: the one module that knows every stage."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import resolve
from .derive import derive
from .derive.meaning import embed, forget
from .errors import NoPapersError, ReadError, UsageError
from .extract import extractor
from .library.file import Library, create_or_open, exists, open_existing
from .library.linking import link
from .library.reading import counts
from .library.writing import Seen, Writer
from .model import Paper, Rejected, Skipped, Warned
from .paper_json import as_json
from .readers import choose, within
from .report import Report, SourceReport, VocabularyReport
from .sources import HEAD, Limits, Part, open_sources

if TYPE_CHECKING:
    from .derive.embeddings import Embedder
    from .extract.extraction import Extraction
    from .stores.base import Loaded

# One transaction, and one call of the extractors, for so many papers.
BATCH = 500

_EMPTY = "is empty"
_NO_PAPER = "holds no paper"

# Called with what is being done, and to how many papers it has been done.
Progress = Callable[[str, int], None]


# The papers of a file, a batch at a time, with what is told of the file.
_Batches = Iterator[tuple[SourceReport, list[Paper]]]


def silent(stage: str, done: int) -> None:
    """Show nothing."""


def open_library(path: str) -> Library:
    """Open a library that exists, for reading."""
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
    begin = time.perf_counter()
    report = Report(store)
    embedder = _embedder(embeddings)
    extraction = extractor(vocabularies, jobs)
    if vocabularies:
        brought = extraction.vocabularies
        report.vocabulary = VocabularyReport(brought.added, brought.joined)
    seen = Seen([os.path.realpath(s) for s in sources if s != "-"])
    with extraction, _Target(store, extraction) as target:
        for part in _parts(sources, limits, report):
            try:
                found = _batches(part, format, limits, report)
                seen.read.add(_build_part(part, found, target, extraction, progress))
            except ReadError as error:
                seen.failed.add(part.origin)
                report.fail(error)
        if not any(s.papers for s in report.sources):
            raise NoPapersError(_nothing(report))
        library, writer = target.open()
        writer.missing(seen, prune=prune)
        report.papers = writer.counts
        if forget_embeddings:
            forget(library)
        changed = writer.changed or not library.is_derived
        if changed:
            progress("linking", writer.counts.read)
            link(library, extraction.vocabulary, resolve.papers, resolve.references)
            writer.count_new()
        if embedder:
            # After linking: of records that are one paper, one text is read.
            embed(library, embedder, progress)
        if changed or not library.is_derived:
            progress("relating", writer.counts.read)
            derive(library)
        report.nodes, report.edges = counts(library)
        if keep:
            keep(library)
    report.seconds = round(time.perf_counter() - begin, 3)
    return report


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
        if exists(store):
            # What is wrong with it is better said before anything is read.
            self.open()

    def open(self) -> tuple[Library, Writer]:
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


def _parts(sources: Sequence[str], limits: Limits | None, report: Report) -> Iterator[Part]:
    """Yield the files of all sources; what was passed over goes into the report."""
    for source in open_sources(sources):
        report.skipped.extend(source.notes)
        for part in source.parts(limits):
            if isinstance(part, Part):
                yield part
            else:
                report.skipped.append(part)


def _build_part(
    part: Part,
    found: _Batches,
    target: _Target,
    extraction: Extraction,
    progress: Progress,
) -> str:
    """Write what a file gives, and return what it is known by."""
    origin, number = part.origin, None
    for told, batch in found:
        _, writer = target.open()
        if number is None:
            origin = _origin(part, told.format)
            number = writer.source(origin, part.shown, told.format)
        _write(writer, number, batch, extraction)
        progress("reading", writer.counts.read)
    return origin


def _origin(part: Part, format: str) -> str:
    """What a file is known by; standard input has nothing but its format."""
    return f"- {format}" if part.origin == "-" else part.origin


def _batches(part: Part, format: str | None, limits: Limits | None, report: Report) -> _Batches:
    """Yield the papers of a file in batches; everything else goes into the report.

    Raises:
        ReadError: The file cannot be read, or breaks off.
    """
    if len(part.head) < HEAD and not part.head.strip():
        report.warnings.append(Warned(part.shown, 1, _EMPTY))
        return
    reader = choose(part.head, part.shown, format)
    told = SourceReport(part.shown, reader.name)
    report.sources.append(told)
    batch: list[Paper] = []
    for item in within(limits.record if limits else None, reader.read(part.open(), part.shown)):
        if isinstance(item, Paper):
            told.papers += 1
            batch.append(item)
            if len(batch) == BATCH:
                yield told, batch
                batch = []
        elif isinstance(item, Rejected):
            told.rejected += 1
            report.rejected.append(item)
        elif isinstance(item, Skipped):
            told.skipped += 1
            report.skipped.append(item)
        else:
            report.warnings.append(item)
    if batch:
        yield told, batch
    if not told.papers:
        report.warnings.append(
            Warned(
                part.shown, 1, f"{_NO_PAPER} (read as {reader.name}; --format reads it as another)"
            )
        )


def _write(writer: Writer, source: int, batch: list[Paper], extraction: Extraction) -> None:
    planned = writer.plan(source, batch)
    wanted = [plan for plan in planned if plan.needs_findings]
    for plan, findings in zip(wanted, extraction.findings([p.paper for p in wanted]), strict=True):
        plan.findings = findings
    writer.write(source, planned)


def _nothing(report: Report) -> str:
    told = list(report.failed)
    told += [
        f"{w.origin}: {w.reason}."
        for w in report.warnings
        if w.reason.startswith((_EMPTY, _NO_PAPER))
    ]
    if report.rejected:
        first = report.rejected[0]
        told.append(f"First rejected: {first.origin}, line {first.line}: {first.reason}.")
    told.append("Nothing was written.")
    return " ".join(line if line.endswith(".") else f"{line}." for line in told)


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
    report = report if report is not None else Report("")
    with extractor(vocabularies, jobs) as extraction:
        for part in _parts(sources, limits, report):
            try:
                for _, batch in _batches(part, format, limits, report):
                    for paper, findings in zip(batch, extraction.findings(batch), strict=True):
                        yield as_json(paper, findings)
            except ReadError as error:
                report.fail(error)
    if not any(s.papers for s in report.sources):
        raise NoPapersError(_nothing(report))


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

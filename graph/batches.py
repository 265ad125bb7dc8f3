"""The papers of all sources, a batch at a time; what is told of them goes into a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .model import Paper, Rejected, Skipped, Warned
from .readers import choose, within
from .report import Report, SourceReport
from .sources import HEAD, Limits, Part, open_sources

# One transaction, and one call of the extractors, for so many papers.
BATCH = 500

_EMPTY = "is empty"
_NO_PAPER = "holds no paper"

# The papers of a file, a batch at a time, with what is told of the file.
Batches = Iterator[tuple[SourceReport, list[Paper]]]


def parts(sources: Sequence[str], limits: Limits | None, report: Report) -> Iterator[Part]:
    """Yield the files of all sources; what was passed over goes into the report."""
    for source in open_sources(sources):
        report.skipped.extend(source.notes)
        for part in source.parts(limits):
            if isinstance(part, Part):
                yield part
            else:
                report.skipped.append(part)


def batches(part: Part, format: str | None, limits: Limits | None, report: Report) -> Batches:
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


def nothing(report: Report) -> str:
    """Say why no source gave a paper, where none did."""
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

"""All extractors in their order, on one paper after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count, islice, repeat
from pathlib import Path

from ..collector import at_rest
from ..errors import ReadError
from ..model import ConceptEntry, EntityKind, Findings, Mention, Paper, Term, replace
from ..plugins import brought
from ..schema import Relation
from .acronyms import acronyms, definitions
from .base import extractors
from .batch import Batch
from .concepts import local_names
from .matcher import Matcher
from .reading import PaperReading, Reading
from .repositories import code_promised
from .tables import CONCEPT_KINDS, shipped_files
from .terms import terms
from .vocabularies import Vocabularies
from .weigh import concept_uses
from .workers import Context, Files, Workers, slices

# Raise it when an extractor finds something else than before, so that libraries extract anew.
VERSION = 4


class Extraction:
    """Reads the vocabularies when first needed, then finds what papers mention.

    Attributes:
        fingerprint: Changes with the content of the vocabularies and with the
            extractors: findings of another fingerprint are stale.
    """

    def __init__(self, vocabularies: Sequence[Path] = (), jobs: int = 1) -> None:
        """Read the bytes of the shipped vocabulary and of others after it.

        Args:
            vocabularies: Files of the user.
            jobs: So many processes extract, this one among them, where there is enough to do.

        Raises:
            ReadError: A vocabulary cannot be opened, or is not of the format.
        """
        shipped = shipped_files()
        self._set([(p, _content(p)) for p in (*shipped, *vocabularies)], len(shipped))
        self._workers = Workers(jobs - 1, self._files, self._shipped) if jobs > 1 else None
        digest = hashlib.sha256(str(VERSION).encode())
        for path, content in self._files:
            digest.update(f"{path.name}:{len(content)}:".encode() + content)
        for entry in brought("extractor"):
            digest.update(
                f"{entry.name}={entry.value} {entry.dist and entry.dist.version}".encode()
            )
        self.fingerprint = digest.hexdigest()[:16]
        if vocabularies:
            # A mistake in a user's file is told at once, not amid the papers.
            _ = self.vocabularies

    def _set(self, files: Files, shipped: int) -> None:
        self._files, self._shipped = files, shipped

    @classmethod
    def of(cls, files: Files, shipped: int) -> Extraction:
        """Return an extraction with files that are read already, the first of them shipped."""
        extraction = cls.__new__(cls)
        extraction._set(files, shipped)
        extraction._workers = None
        return extraction

    def __enter__(self) -> Extraction:
        """Close it when it is left."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the other processes."""
        if self._workers:
            self._workers.close()

    @cached_property
    def vocabularies(self) -> Vocabularies:
        """The rows of all files, and what the files of the user added."""
        return Vocabularies(self._files, self._shipped)

    @cached_property
    def vocabulary(self) -> Mapping[str, ConceptEntry]:
        """The concepts by name; a name in several files is one concept."""
        entries: dict[str, ConceptEntry] = {}
        for row in self.vocabularies.rows:
            if row.kind not in CONCEPT_KINDS:
                continue
            known = entries.get(row.name)
            aliases = tuple([a.text for a in row.aliases])
            entries[row.name] = (
                ConceptEntry(
                    name=row.name,
                    kind=row.kind.value,
                    broader=tuple(dict.fromkeys(row.broader)),
                    source=row.source,
                    aliases=tuple(dict.fromkeys(aliases)),
                )
                if known is None
                else replace(
                    known,
                    broader=_joined(known.broader, row.broader),
                    aliases=_joined(known.aliases, aliases),
                )
            )
        return entries

    @cached_property
    def _matcher(self) -> Matcher:
        with at_rest():
            return Matcher(self.vocabularies.rows, self.vocabulary)

    def in_order(
        self, batches: Iterable[tuple[Context, Sequence[Paper]]]
    ) -> Iterator[tuple[Context, list[Findings]]]:
        """Yield what the papers of batches mention, with what was given beside them, in order.

        With other processes the next few batches are asked for before one is yielded.

        Raises:
            GraphError: An extractor of another package cannot be used, or another
                process ended.
        """
        if self._workers:
            yield from self._workers.in_order(batches, self.findings)
        else:
            for context, papers in batches:
                yield context, self.findings(papers)

    def findings(self, papers: Sequence[Paper]) -> list[Findings]:
        """Return what each paper mentions, in the order of the papers, found by this process.

        Raises:
            GraphError: An extractor of another package cannot be used.
        """
        found: list[Findings] = []
        for some in slices(papers):
            with at_rest():
                found += self._batch(some)
        return found

    def _batch(self, papers: Sequence[Paper]) -> list[Findings]:
        batch = _cut(papers)
        readings = self._readings(papers, batch)
        for extractor in extractors():
            told = extractor.extract(readings)
            for reading, mentions in zip(readings, told, strict=True):
                reading.found += mentions
        return list(map(self._sum_up, readings, terms(batch, readings)))

    def read(self, papers: Sequence[Paper]) -> list[PaperReading]:
        """Return papers as extractors see them, before any of them has run."""
        return self._readings(papers, _cut(papers))

    def _readings(self, papers: Sequence[Paper], batch: Batch) -> list[PaperReading]:
        cut = map(Reading, batch.passages, repeat(batch), count())
        readings = [
            PaperReading(paper, self._matcher, list(islice(cut, len(paper.passages))))
            for paper in papers
        ]
        for reading in readings:
            reading.defined = {r.passage.id: definitions(r) for r in reading.passages}
            reading.acronyms = acronyms(reading.defined)
            reading.local = local_names(reading)
        self._matcher.find(batch, readings)
        return readings

    def _sum_up(self, reading: PaperReading, found: tuple[Term, ...]) -> Findings:
        concepts = [m for m in reading.found if m.kind is EntityKind.CONCEPT]
        others = [m for m in reading.found if m.kind is not EntityKind.CONCEPT]
        return Findings(
            concepts=concept_uses(reading, concepts, self.vocabulary),
            mentions=_one_a_span(others, [r.passage.id for r in reading.passages]),
            acronyms=reading.acronyms,
            terms=found,
            code_promised=code_promised(reading),
        )


def _cut(papers: Sequence[Paper]) -> Batch:
    return Batch([passage for paper in papers for passage in paper.passages])


def _one_a_span(mentions: Iterable[Mention], passages: Sequence[str]) -> tuple[Mention, ...]:
    """Keep the first mention of each span, in reading order; longer ones before those inside."""
    order = {name: i for i, name in enumerate(passages)}
    kept: list[Mention] = []
    ordered = sorted(
        mentions,
        key=lambda m: (
            order[m.span.passage],
            m.span.start,
            -m.span.end,
            m.relation is Relation.USES,
        ),
    )
    for mention in ordered:
        last = kept[-1] if kept else None
        inside = (
            last is not None
            and last.span.passage == mention.span.passage
            and mention.span.start < last.span.end
        )
        if not inside:
            kept.append(mention)
    return tuple(kept)


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(
            f"{path}: the vocabulary cannot be read ({error.strerror}); name a file of ours."
        ) from error

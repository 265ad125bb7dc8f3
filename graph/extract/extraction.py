"""All extractors in their order, on one paper after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from ..errors import ReadError
from ..model import ConceptEntry, Findings, Mention, Paper
from ..schema import Relation
from ..text import name_key
from .acronyms import acronyms, definitions
from .candidates import terms
from .concepts import Concepts
from .matcher import Matcher
from .names import Names
from .reading import PaperReading
from .repositories import Repositories, code_promised
from .stance import scopes
from .systems import Systems
from .tables import CONCEPT_KINDS, Kind, Row, all_rows, shipped_files

# Raise it when an extractor finds something else than before, so that libraries extract anew.
VERSION = 1


class Extraction:
    """Reads the vocabularies when first needed, then finds what papers mention.

    Attributes:
        fingerprint: Changes with the content of the vocabularies and with the
            extractors: findings of another fingerprint are stale.
    """

    def __init__(self, vocabularies: Sequence[Path] = ()) -> None:
        """Read the bytes of the shipped vocabulary and of others after it.

        Raises:
            ReadError: A vocabulary cannot be opened.
        """
        self._files = [(path, _content(path)) for path in (*shipped_files(), *vocabularies)]
        digest = hashlib.sha256(str(VERSION).encode())
        for path, content in self._files:
            digest.update(f"{path.name}:{len(content)}:".encode() + content)
        self.fingerprint = digest.hexdigest()[:16]

    @cached_property
    def _rows(self) -> list[Row]:
        return list(all_rows(self._files))

    @cached_property
    def vocabulary(self) -> Mapping[str, ConceptEntry]:
        """The concepts by name; a name in several files is one concept."""
        entries: dict[str, ConceptEntry] = {}
        for row in self._rows:
            if row.kind not in CONCEPT_KINDS:
                continue
            known = entries.get(row.name)
            aliases = tuple(a.text for a in row.aliases)
            entries[row.name] = ConceptEntry(
                name=row.name,
                kind=known.kind if known else row.kind.value,
                broader=_joined(known.broader if known else (), row.broader),
                source=known.source if known else row.source,
                aliases=_joined(known.aliases if known else (), aliases),
            )
        return entries

    @cached_property
    def _tools(self) -> tuple[Matcher, Concepts, Names]:
        known = self.vocabulary
        matcher = Matcher(r for r in self._rows if r.kind is not Kind.RULE or r.name in known)
        return matcher, Concepts(matcher, known), Names(matcher)

    def findings(self, papers: Sequence[Paper]) -> list[Findings]:
        """Return what each paper mentions, in the order of the papers."""
        return [self._one(paper) for paper in papers]

    def _one(self, paper: Paper) -> Findings:
        matcher, concepts, names = self._tools
        reading = PaperReading(paper)
        defined = {r.passage.id: definitions(r) for r in reading.passages}
        reading.acronyms = acronyms(reading, defined)
        local = concepts.local_names(reading.acronyms, defined, reading)
        hits = {r.passage.id: list(matcher.find(r, reading, local)) for r in reading.passages}
        rules = {
            r.passage.id: list(matcher.find_rules(r, reading, local)) for r in reading.passages
        }
        shorts = frozenset(a.short for a in reading.acronyms)
        introduced = list(Systems().mentions(reading, defined, hits, local))
        own = frozenset(name_key(m.entity) for m in introduced)
        addresses = list(Repositories().mentions(reading))
        used = list(names.mentions(reading, hits, own, shorts))
        own_names = frozenset(m.entity for m in introduced if m.score >= 0.8)
        where = {r.passage.id: scopes(r, own_names) for r in reading.passages}
        found = concepts.uses(reading, hits, rules, where)
        order = {r.passage.id: i for i, r in enumerate(reading.passages)}
        mentions = _one_a_span([*introduced, *addresses, *used], order)
        known = [s for c in found for s in c.spans] + [m.span for m in mentions]
        return Findings(
            concepts=found,
            mentions=mentions,
            acronyms=reading.acronyms,
            terms=terms(reading, known, reading.acronyms),
            code_promised=code_promised(reading, addresses),
        )


def _one_a_span(mentions: Iterable[Mention], order: Mapping[str, int]) -> tuple[Mention, ...]:
    """Keep the first mention of each span, in reading order; longer ones before those inside."""
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

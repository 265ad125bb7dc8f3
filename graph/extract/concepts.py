"""The concepts of a paper, from the vocabulary and from the short forms the paper defines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Acronym, EntityKind, Mention, Span
from ..schema import Relation
from .matcher import Hit, Matcher
from .reading import SURE, PaperReading, Reading
from .short_forms import Entry, LocalNames
from .stance import Scopes
from .tables import Kind
from .words import Words

# Letters that a proper name has at least to be itself whatever a paper says it is short for.
_SURE_NAME = 4


class ConceptExtractor:
    """Finds concepts by vocabulary, each place with the stance of its sentence."""

    name = "concepts"

    def extract(self, papers: Sequence[PaperReading]) -> Iterator[Sequence[Mention]]:
        """Yield mentions with a score of 1, or .9 where a guard decided."""
        for paper in papers:
            own = paper.own(SURE)
            found: list[Mention] = []
            for reading in paper.passages:
                found += self._in_passage(paper, reading, own)
            yield found

    def _in_passage(
        self, paper: PaperReading, reading: Reading, own: frozenset[str]
    ) -> list[Mention]:
        passage, text = reading.passage.id, reading.text
        hits, triggers = paper.hits[passage], paper.triggers[passage]
        if not hits and not triggers:
            return []
        where = Scopes(reading, own)
        named = [(h, e) for h in hits for e in _entries(h, reading, paper.matcher)]
        if triggers:
            named += [(h, e) for h in triggers for e in h.entries]
            named.sort(key=lambda n: n[0].first)
        seen: set[tuple[str, int, int]] = set()
        found = []
        for hit, entry in named:
            start, end = hit.start, hit.end
            if (entry.name, start, end) in seen:
                continue
            seen.add((entry.name, start, end))
            found.append(
                Mention(
                    kind=EntityKind.CONCEPT,
                    relation=Relation.ABOUT,
                    entity=entry.name,
                    surface=text[start:end],
                    span=Span(passage, start, end),
                    stance=where.of(start, entry.kind, reading.hold(start, hit.sentence)),
                    score=0.9 if entry.guard else 1.0,
                    extractor=self.name,
                )
            )
        return found


def local_names(paper: PaperReading) -> LocalNames:
    """Return what the short forms of a paper stand for, and which brackets to read past."""
    local = LocalNames()
    for acronym in paper.acronyms:
        local.add(acronym.short, _meaning(acronym, paper.matcher))
    for passage, definitions in paper.defined.items():
        reading = paper.by_id[passage]
        for start, end in [d.bracket for d in definitions if d.bracket]:
            before, after = reading.word_at(start) - 1, reading.word_at(end)
            # "language model (LM) decoding" reads on, "(LM), decoding" does not.
            inside = before >= 0 and after < reading.count
            if inside and reading.text[end : reading.word_start(after)] in (" ", "-"):
                local.skips.setdefault(passage, {})[before] = after
    return local


def _meaning(acronym: Acronym, matcher: Matcher) -> Entry | None:
    """Return the concept of a long form, or else what the vocabulary's short form names.

    A short form that the vocabulary knows keeps its concept where the long form is
    another wording of it. It keeps a proper name that the vocabulary gives without a
    guard: no table has every long form of these. Otherwise it means nothing here.
    """
    count = len(Words(acronym.long))
    whole = [
        entry
        for first, last, entry in matcher.named[acronym.long]
        if entry.concept and first == 0 and last == count - 1
    ]
    if whole:
        return min(whole, key=lambda e: e.guard is not None)
    size = len(Words(acronym.short))
    alone = [e for first, last, e in matcher.named[acronym.short] if last - first + 1 == size]
    for entry in alone:
        if entry.concept and _another_wording(acronym.long, entry.name, matcher):
            return entry
    for entry in alone:
        if entry.named and entry.guard is None and len(acronym.short) >= _SURE_NAME:
            return entry
    return None


def _another_wording(long: str, name: str, matcher: Matcher) -> bool:
    own = set(Words(long).stems)
    entry = matcher.entries.get(name)
    # Short aliases are what is in doubt, they prove nothing.
    texts = [t for t in (name, *(entry.aliases if entry else ())) if len(t) > 6]
    return any(len(own & set(Words(t).stems)) * 3 >= len(own) * 2 for t in texts)


def _entries(hit: Hit, reading: Reading, matcher: Matcher) -> list[Entry]:
    """Return the concepts of a hit; a task named by its model names the model too.

    "Text-guided diffusion model" is a task, text-to-image generation, and a diffusion model.
    """
    entries = [e for e in hit.entries if e.concept]
    size = hit.last - hit.first
    if not size or not entries:
        return entries
    for task in [e for e in entries if e.kind is Kind.TASK]:
        tail = reading.text[reading.word_start(hit.first + 1) : hit.end]
        entries += [
            e
            for first, last, e in matcher.named[tail]
            if first < last == size - 1
            and e.kind is Kind.MODEL
            and e.guard is None
            and e.name not in matcher.ancestors(task.name)
        ][:1]
    return entries

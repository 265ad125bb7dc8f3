"""The concepts of a paper, from the vocabulary and from the short forms the paper defines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from ..model import Acronym, ConceptEntry, ConceptUse, Span
from .acronyms import Definition
from .matcher import Entry, Hit, LocalNames, Matcher
from .reading import PaperReading
from .stance import Scopes
from .tables import CONCEPT_KINDS, Kind
from .weigh import Occurrence, concept_use
from .words import Words


class Concepts:
    """Finds concepts by vocabulary.

    Attributes:
        entries: The vocabulary, by name.
    """

    name = "concepts"

    def __init__(self, matcher: Matcher, entries: Mapping[str, ConceptEntry]) -> None:
        self._matcher = matcher
        self.entries = entries
        self._ancestors = lru_cache(maxsize=None)(self._find_ancestors)

    def local_names(
        self,
        acronyms: tuple[Acronym, ...],
        found: Mapping[str, list[Definition]],
        paper: PaperReading,
    ) -> LocalNames:
        """Return what the short forms of a paper stand for, and which brackets to read past."""
        local = LocalNames()
        for acronym in acronyms:
            local.add(acronym.short, self._meaning(acronym))
        for passage, definitions in found.items():
            words = paper.by_id[passage].words
            skips = local.skips.setdefault(passage, {})
            for d in definitions:
                if d.bracket is None:
                    continue
                before = paper.by_id[passage].word_at(d.bracket[0]) - 1
                after = paper.by_id[passage].word_at(d.bracket[1])
                if (
                    before >= 0
                    and after < len(words)
                    and words.text[d.bracket[1] : words.starts[after]] in (" ", "-")
                ):
                    skips[before] = after
        return local

    def _meaning(self, acronym: Acronym) -> Entry | None:
        """Return the concept of a long form, or else that of the vocabulary's short form.

        A short form that the vocabulary knows keeps its concept where the long form is
        another wording of it; otherwise it means nothing here.
        """
        count = len(Words(acronym.long))
        named = self._matcher.named(acronym.long)
        whole = [e for first, last, e in named if first == 0 and last == count - 1]
        if whole:
            return min(whole, key=lambda e: e.guard is not None)
        size = len(Words(acronym.short))
        for first, last, entry in self._matcher.named(acronym.short):
            if last - first + 1 == size and self._another_wording(acronym.long, entry.name):
                return entry
        return None

    def _another_wording(self, long: str, name: str) -> bool:
        own = set(Words(long).stems)
        entry = self.entries.get(name)
        texts = (name, *entry.aliases) if entry else (name,)
        # Short aliases are what is in doubt, they prove nothing.
        known = [set(Words(t).stems) for t in texts if len(t) > 6]
        return any(len(own & k) * 3 >= len(own) * 2 for k in known)

    def uses(
        self,
        paper: PaperReading,
        hits: Mapping[str, list[Hit]],
        rule_hits: Mapping[str, list[Hit]],
        scopes: Mapping[str, Scopes],
    ) -> tuple[ConceptUse, ...]:
        """Return the concepts of a paper, best first."""
        places: dict[str, list[Occurrence]] = defaultdict(list)
        kinds: dict[str, str] = {}
        for order, reading in enumerate(paper.passages):
            passage = reading.passage.id
            for hit, name in [
                *((h, n) for h in hits[passage] for n in self._names(h, reading.words)),
                *((h, e.name) for h in rule_hits[passage] for e in h.entries),
            ]:
                entry = self.entries.get(name)
                if entry is None:
                    continue
                kinds[name] = entry.kind
                start = reading.words.starts[hit.first]
                span = Span(passage, start, reading.words.ends[hit.last])
                if any(o.span == span for o in places[name][-1:]):
                    continue
                places[name].append(
                    Occurrence(
                        order,
                        span,
                        scopes[passage].of(start),
                        scopes[passage].contribution(start),
                        start / max(len(reading.text), 1),
                        Span(passage, *reading.sentence(start)),
                    )
                )
        found = [concept_use(name, kinds[name], where) for name, where in places.items()]
        return tuple(sorted(found, key=lambda c: (-c.weight, c.name)))

    def _names(self, hit: Hit, words: Words) -> list[str]:
        """Return the concepts of a hit; a task named by its model names the model too.

        "Text-guided diffusion model" is a task, text-to-image generation, and a diffusion model.
        """
        names = [e.name for e in hit.entries if e.kind in CONCEPT_KINDS]
        for entry in hit.entries:
            if entry.kind is Kind.TASK and hit.last > hit.first:
                stop = words.ends[hit.last]
                tail = self._matcher.named(words.text[words.starts[hit.first + 1] : stop])
                last = max((b for _, b, _ in tail), default=-1)
                names += [
                    e.name
                    for a, b, e in tail
                    if b == last == hit.last - hit.first - 1
                    and b > a
                    and e.kind is Kind.MODEL
                    and e.guard is None
                    and e.name not in self._ancestors(entry.name)
                ][:1]
        return names

    def _find_ancestors(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        todo = [name]
        while todo:
            entry = self.entries.get(todo.pop())
            for broader in entry.broader if entry else ():
                if broader not in found:
                    found.add(broader)
                    todo.append(broader)
        return frozenset(found)

"""The concepts of a paper, from the vocabulary and from the short forms the paper defines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, repeat
from operator import attrgetter

import numpy as np

from ..model import Acronym, EntityKind, Mention, Span
from ..schema import Relation
from .acceptance import Candidates
from .lexicon import Ints, distinct
from .matched import Matched
from .matcher import Matcher
from .reading import SURE, PaperReading
from .short_forms import Entry, LocalNames
from .stances import Places, stances
from .tables import Kind
from .words import Memo, Words

# Those of the words of a text.
_STEMS = Memo(lambda text: frozenset(Words(text).stems))
# Letters that a proper name has at least to be itself whatever a paper says it is short for.
_SURE_NAME = 4


class ConceptExtractor:
    """Finds concepts by vocabulary, each place with the stance of its sentence."""

    name = "concepts"

    def extract(self, papers: Sequence[PaperReading]) -> Iterator[Sequence[Mention]]:
        """Yield mentions with a score of 1, or .9 where a guard decided."""
        for matched, some in groupby(papers, attrgetter("matched")):
            here = list(some)
            if matched is None:
                yield from ([] for _ in here)
                continue
            places, mentions = self._mentions(matched, here)
            numbers = np.array([paper.number for paper in here])
            first = np.searchsorted(places.papers, numbers).tolist()
            last = np.searchsorted(places.papers, numbers, "right").tolist()
            yield from (mentions[a:b] for a, b in zip(first, last, strict=True))

    def _mentions(
        self, matched: Matched, papers: Sequence[PaperReading]
    ) -> tuple[Candidates, list[Mention]]:
        """Return the concepts of some papers, in order, and where they are."""
        batch, readings = matched.batch, matched.readings
        places, numbers = _named(matched, papers[0].matcher)
        asked = np.zeros(len(readings), np.bool_)
        asked[[reading.number for paper in papers for reading in paper.passages]] = True
        kept = asked[places.passages]
        places, numbers = places[kept], numbers[kept]
        passages, begins = places.passages, batch.tokens.starts[places.first]
        own = {r.number: names for p in papers if (names := p.own(SURE)) for r in p.passages}
        inside = begins - batch.spans.starts[places.sentences]
        lasting = matched.choices.lasting(numbers)
        told = stances(batch, readings, own, Places(passages, places.sentences, inside, lasting))
        offsets = batch.signs.starts[passages]
        starts = (begins - offsets).tolist()
        ends = (batch.tokens.ends[places.last] - offsets).tolist()
        where = [readings[passage] for passage in passages.tolist()]
        entries = [matched.choices.entries[number] for number in numbers.tolist()]
        # Field by field: there are a dozen a paper.
        mentions = map(
            Mention,
            repeat(EntityKind.CONCEPT),
            repeat(Relation.ABOUT),
            [entry.name for entry in entries],
            [r.text[a:b] for r, a, b in zip(where, starts, ends, strict=True)],
            map(Span, [r.passage.id for r in where], starts, ends),
            told,
            [0.9 if entry.guard else 1.0 for entry in entries],
            repeat(self.name),
        )
        return places, list(mentions)


def _named(matched: Matched, matcher: Matcher) -> tuple[Candidates, Ints]:
    """Return where concepts are named, in order, each place once, and the numbers of these."""
    places, choices, triggers = matched.places, matched.choices, matched.triggers
    owners, entries = choices.concepts.of(matched.chosen)
    more = [(i, choices.number(model)) for i, model in _models(matched, matcher)]
    spoken = [
        (i, choices.number(entry)) for i, rules in enumerate(matched.rules) for entry in rules
    ]
    if not more and not spoken:
        return places[owners], entries
    behind = np.array([i for i, _ in more], np.int64)
    found = places[np.append(owners, behind)].and_more(
        triggers[np.array([i for i, _ in spoken], np.int64)]
    )
    entries = np.concatenate([entries, np.array([n for _, n in (*more, *spoken)], np.int64)])
    order = np.argsort(found.first, kind="stable")
    found, entries = found[order], entries[order]
    # What is twice the same begins at the same word.
    together = np.flatnonzero(np.diff(found.first, prepend=-1) == 0)
    seen: set[tuple[int, int, str]] = set()
    twice = []
    for i in distinct(np.append(together - 1, together)).tolist():
        name = choices.entries[entries[i]].name
        where = int(found.first[i]), int(found.last[i]), name
        if where in seen:
            twice.append(i)
        seen.add(where)
    kept = np.delete(np.arange(order.size), twice)
    return found[kept], entries[kept]


def _models(matched: Matched, matcher: Matcher) -> Iterator[tuple[int, Entry]]:
    """Yield the models that also name a task: a task named by its model names the model too.

    "Text-guided diffusion model" is a task, text-to-image generation, and a diffusion model.
    """
    places, choices, tokens = matched.places, matched.choices, matched.batch.tokens
    sizes = places.last - places.first
    hits = np.flatnonzero(choices.tasks(matched.chosen) & (sizes > 0))
    offsets = matched.batch.signs.starts[places.passages[hits]]
    for hit, passage, begin, end, size, choice in zip(
        hits.tolist(),
        places.passages[hits].tolist(),
        (tokens.starts[places.first[hits] + 1] - offsets).tolist(),
        (tokens.ends[places.last[hits]] - offsets).tolist(),
        sizes[hits].tolist(),
        matched.chosen[hits].tolist(),
        strict=True,
    ):
        models = [
            entry
            for first, last, entry in matcher.named[matched.readings[passage].text[begin:end]]
            if first < last == size - 1 and entry.kind is Kind.MODEL and entry.guard is None
        ]
        for task in choices.chosen[choice] if models else ():
            if task.concept and task.kind is Kind.TASK:
                above = matcher.ancestors(task.name)
                yield from [(hit, m) for m in models if m.name not in above][:1]


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
    whole = [entry for entry in matcher.whole[acronym.long] if entry.concept]
    if whole:
        return min(whole, key=lambda e: e.guard is not None)
    alone = matcher.whole[acronym.short]
    for entry in alone:
        if entry.concept and _another_wording(acronym.long, entry.name, matcher):
            return entry
    for entry in alone:
        if entry.named and entry.guard is None and len(acronym.short) >= _SURE_NAME:
            return entry
    return None


def _another_wording(long: str, name: str, matcher: Matcher) -> bool:
    own = _STEMS[long]
    entry = matcher.entries.get(name)
    # Short aliases are what is in doubt, they prove nothing.
    texts = [t for t in (name, *(entry.aliases if entry else ())) if len(t) > 6]
    return any(len(own & _STEMS[t]) * 3 >= len(own) * 2 for t in texts)

"""How much of a paper a concept is, and how the paper stands to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import ConceptEntry, ConceptUse, Mention, Span, Stance
from .reading import SURE, PaperReading, Sentence
from .stance import contributes
from .tables import Kind

# Points of one occurrence. A title says what a paper is about; a section's
# text says much in passing. Chosen on judged abstracts, see docs/extraction.md.
TITLE = 4.0
CONTRIBUTION = 1.5
OWN = 1.0
BACKGROUND = 0.6
CONTRAST = 0.3
SECTION_SHARE = 0.15
# Points at which half of the full weight is reached.
HALF = 4.0
# What an abstract names once, as its own, is central unless it comes only after this
# share of it: there stand lists of experiments and outlooks.
EARLY = 0.8
# Times a concept must stand in sections alone to be central.
OFTEN = 6
_FRONT = ("title", "abstract")


@dataclass(slots=True)
class _Occurrence:
    """One place that names a concept.

    Attributes:
        order: Place of the passage within the paper, then of the word within the passage.
        points: What it adds to the concept's weight.
        front: In title or abstract.
        share: How far into its passage it stands, 0 to 1.
    """

    order: tuple[int, int]
    span: Span
    stance: Stance
    points: float
    front: bool
    share: float
    sentence: Sentence


def concept_uses(
    paper: PaperReading, mentions: Sequence[Mention], entries: Mapping[str, ConceptEntry]
) -> tuple[ConceptUse, ...]:
    """Sum up, best first, what one paper says of each concept that is mentioned.

    Args:
        paper: The paper.
        mentions: Of concepts; those that the vocabulary lacks are left out.
        entries: The vocabulary.
    """
    own = paper.own(SURE)
    told: dict[int, bool] = {}
    places: dict[str, list[_Occurrence]] = {}
    passage, reading, order, size, front = "", None, 0, 1, False
    for m in mentions:
        name, span, stance = m.entity, m.span, m.stance
        if name not in entries:
            continue
        if span.passage != passage or reading is None:
            passage, reading = span.passage, paper.by_id[span.passage]
            order, size, front = reading.number, len(reading.text) or 1, passage in _FRONT
        if not isinstance(stance, Stance):
            stance = Stance(stance)
        start = span.start
        sentence = reading.sentence_at(start)
        contribution = told.get(sentence.start + (order << 40))
        if contribution is None:
            contribution = contributes(sentence, own)
            told[sentence.start + (order << 40)] = contribution
        found = _Occurrence(
            (order, start),
            span,
            stance,
            _points(passage, stance, contribution),
            front,
            start / size,
            sentence,
        )
        if name in places:
            places[name].append(found)
        else:
            places[name] = [found]
    uses = [_concept_use(n, entries[n].kind, where) for n, where in places.items()]
    uses.sort(key=lambda c: (-c.weight, c.name))
    return tuple(uses)


def _points(passage: str, stance: Stance, contribution: bool) -> float:
    if stance is Stance.CONTRAST:
        points = CONTRAST
    elif passage == "title":
        return TITLE
    elif stance is Stance.BACKGROUND:
        points = BACKGROUND
    else:
        points = CONTRIBUTION if contribution else OWN
    return points if passage in _FRONT else points * SECTION_SHARE


def _concept_use(name: str, kind: str, places: list[_Occurrence]) -> ConceptUse:
    best = places[0]
    total, stance = best.points, best.stance
    if len(places) > 1:
        places.sort(key=lambda o: o.order)
        total = sum([o.points for o in places])
        stance = _stance(places)
        best = max(places, key=lambda o: (o.stance is stance, o.span.passage != "title", o.points))
    return ConceptUse(
        name=name,
        kind=kind,
        weight=total / (total + HALF),
        central=stance is Stance.ABOUT and _central(kind, places),
        stance=stance,
        spans=tuple([o.span for o in places]),
        sentence=Span(best.span.passage, best.sentence.start, best.sentence.end),
    )


def _stance(places: Sequence[_Occurrence]) -> Stance:
    """One place of its own makes a paper about a concept, and so does coming back to it.

    Else contrast goes before background where it is at least half.
    """
    stances = [o.stance for o in places]
    if Stance.ABOUT in stances:
        return Stance.ABOUT
    kept = [o for o in places if o.stance is not Stance.CONTRAST]
    if sum([o.front for o in kept]) > 1:
        return Stance.ABOUT
    return Stance.CONTRAST if len(kept) * 2 <= len(places) else Stance.BACKGROUND


def _central(kind: str, places: Sequence[_Occurrence]) -> bool:
    """Tell whether a paper is about a concept: in the title, said twice, or early as its own.

    A property that is said once is one of something else, and that is what the paper is about.
    """
    kept = [o for o in places if o.stance is not Stance.CONTRAST]
    front = [o for o in kept if o.front]
    if not front:
        return len(kept) >= OFTEN
    once = front[0]
    if len(front) > 1 or once.span.passage == "title":
        return True
    return kind != Kind.PROPERTY and once.stance is Stance.ABOUT and once.share < EARLY

"""How much of a paper a concept is, and how the paper stands to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import ConceptEntry, ConceptUse, Mention, Span, Stance
from .reading import SURE, PaperReading
from .stance import contributes

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


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place that names a concept.

    Attributes:
        order: Place of the passage within the paper, for reading order.
        contribution: Its sentence says what the paper contributes.
        share: How far into its passage it stands, 0 to 1.
    """

    order: int
    span: Span
    stance: Stance
    contribution: bool
    share: float
    sentence: Span

    @property
    def points(self) -> float:
        """What this place adds to a concept's weight."""
        if self.span.passage == "title":
            return TITLE if self.stance is not Stance.CONTRAST else CONTRAST
        own = CONTRIBUTION if self.contribution else OWN
        points = {Stance.ABOUT: own, Stance.BACKGROUND: BACKGROUND, Stance.CONTRAST: CONTRAST}
        share = 1.0 if self.span.passage == "abstract" else SECTION_SHARE
        return points[self.stance] * share


def concept_uses(
    paper: PaperReading, mentions: Sequence[Mention], entries: Mapping[str, ConceptEntry]
) -> tuple[ConceptUse, ...]:
    """Sum up, best first, what one paper says of each concept that is mentioned.

    Args:
        paper: The paper.
        mentions: Of concepts; those that the vocabulary lacks are left out.
        entries: The vocabulary.
    """
    order = {r.passage.id: i for i, r in enumerate(paper.passages)}
    own = paper.own(SURE)
    told: dict[Span, bool] = {}
    places: dict[str, list[Occurrence]] = defaultdict(list)
    for m in mentions:
        if m.entity in entries:
            reading = paper.by_id[m.span.passage]
            found_in = reading.sentence_at(m.span.start)
            sentence = reading.span(found_in.start, found_in.end)
            if sentence not in told:
                told[sentence] = contributes(found_in, own)
            places[m.entity].append(
                Occurrence(
                    order[m.span.passage],
                    m.span,
                    Stance(m.stance),
                    told[sentence],
                    m.span.start / max(len(reading.text), 1),
                    sentence,
                )
            )
    found = [concept_use(n, entries[n].kind, where) for n, where in places.items()]
    return tuple(sorted(found, key=lambda c: (-c.weight, c.name)))


def concept_use(name: str, kind: str, places: Sequence[Occurrence]) -> ConceptUse:
    """Sum up what one paper says of one concept.

    Args:
        name: Of the concept.
        kind: Of the concept.
        places: At least one.
    """
    ordered = sorted(places, key=lambda o: (o.order, o.span.start))
    total = sum(o.points for o in ordered)
    stance = _stance(ordered)
    best = max(ordered, key=lambda o: (o.stance is stance, o.span.passage != "title", o.points))
    return ConceptUse(
        name=name,
        kind=kind,
        weight=total / (total + HALF),
        central=stance is Stance.ABOUT and _central(ordered),
        stance=stance,
        spans=tuple(o.span for o in ordered),
        sentence=best.sentence,
    )


def _stance(places: Sequence[Occurrence]) -> Stance:
    """One place of its own makes a paper about a concept, and so does coming back to it.

    Else contrast goes before background where it is at least half.
    """
    stances = [o.stance for o in places]
    kept = [o for o in places if o.stance is not Stance.CONTRAST]
    if Stance.ABOUT in stances or len(_in_front(kept)) > 1:
        return Stance.ABOUT
    return Stance.CONTRAST if len(kept) * 2 <= len(places) else Stance.BACKGROUND


def _central(places: Sequence[Occurrence]) -> bool:
    """Tell whether a paper is about a concept: in the title, said twice, or early as its own."""
    kept = [o for o in places if o.stance is not Stance.CONTRAST]
    front = _in_front(kept)
    if not front:
        return len(kept) >= OFTEN
    return len(front) > 1 or any(
        o.span.passage == "title" or (o.stance is Stance.ABOUT and o.share < EARLY) for o in front
    )


def _in_front(places: Sequence[Occurrence]) -> list[Occurrence]:
    return [o for o in places if o.span.passage in ("title", "abstract")]

"""How much of a paper a concept is, and how the paper stands to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import ConceptUse, Span, Stance

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
# Points from which a concept said about the paper's own work is central.
CENTRAL = 1.5


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place that names a concept.

    Attributes:
        order: Place of the passage within the paper, for reading order.
        contribution: Its sentence says what the paper contributes.
    """

    order: int
    span: Span
    stance: Stance
    contribution: bool
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
        central=stance is Stance.ABOUT and total >= CENTRAL,
        stance=stance,
        spans=tuple(o.span for o in ordered),
        sentence=best.sentence,
    )


def _stance(places: Sequence[Occurrence]) -> Stance:
    """One place of its own makes a paper about a concept; else contrast goes before background."""
    stances = [o.stance for o in places]
    if Stance.ABOUT in stances:
        return Stance.ABOUT
    contrasts = stances.count(Stance.CONTRAST)
    return Stance.CONTRAST if contrasts * 2 >= len(stances) else Stance.BACKGROUND

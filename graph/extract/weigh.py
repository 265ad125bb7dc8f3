"""How much of a paper a concept is, and how the paper stands to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

import numpy as np

from ..model import ConceptEntry, ConceptUse, EntityKind, Mention, Span, Stance
from .batch import Batch
from .lexicon import Floats, Ints
from .reading import SURE, PaperReading
from .signs import Bools
from .stances import Asked
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
_STANCES = (Stance.ABOUT, Stance.BACKGROUND, Stance.CONTRAST)
_CODES: dict[str, int] = {stance: code for code, stance in enumerate(_STANCES)}
_ABOUT, _BACKGROUND, _CONTRAST = range(3)


def concept_uses(
    batch: Batch, papers: Sequence[PaperReading], entries: Mapping[str, ConceptEntry]
) -> Iterator[tuple[ConceptUse, ...]]:
    """Yield, for each paper, what it says of each concept that it mentions, best first.

    Args:
        batch: Holds the passages of the papers, and no others.
        papers: With what was found in them; concepts that the vocabulary lacks are left out.
        entries: The vocabulary.
    """
    concept = EntityKind.CONCEPT
    mentions = [[m for m in p.found if m.kind is concept and m.entity in entries] for p in papers]
    names = sorted({m.entity for some in mentions for m in some})
    kinds = [entries[name].kind for name in names]
    places = _Places(batch, papers, mentions, {name: i for i, name in enumerate(names)})
    weights = places.weights()
    stances = places.stances()
    properties = np.array([k == Kind.PROPERTY for k in kinds], np.bool_)
    central = (stances == _ABOUT) & places.central(properties)
    order = np.lexsort((-weights, places.papers))
    numbers = places.names[order].tolist()
    shown, begins, ends = (c[order].tolist() for c in places.sentences(stances))
    bounds = zip(places.starts[order].tolist(), places.ends[order].tolist(), strict=True)
    spans = places.spans
    # Field by field: there are half a dozen a paper.
    uses = list(
        map(
            ConceptUse,
            [names[number] for number in numbers],
            [kinds[number] for number in numbers],
            weights[order].tolist(),
            central[order].tolist(),
            [_STANCES[code] for code in stances[order].tolist()],
            [tuple(spans[first:last]) for first, last in bounds],
            map(Span, [spans[place].passage for place in shown], begins, ends),
        )
    )
    ends_of = np.searchsorted(places.papers, np.arange(len(papers) + 1)).tolist()
    yield from (tuple(uses[first:last]) for first, last in pairwise(ends_of))


class _Places:
    """Where concepts are mentioned: the places of one concept in one paper stand together.

    Attributes:
        spans: The places.
        starts: The first place of each concept of each paper.
        ends: Behind its last one.
        papers: For each of these its paper.
        names: The number of the concept.
    """

    def __init__(
        self,
        batch: Batch,
        papers: Sequence[PaperReading],
        mentions: Sequence[Sequence[Mention]],
        numbers: Mapping[str, int],
    ) -> None:
        every = list(chain.from_iterable(mentions))
        spans = [m.span for m in every]
        of = np.repeat(np.arange(len(papers)), [len(some) for some in mentions])
        passages = _column(
            by_id[m.span.passage].number
            for by_id, some in zip([p.by_id for p in papers], mentions, strict=True)
            for m in some
        )
        names = _column(map(numbers.__getitem__, [m.entity for m in every]))
        begins = _column([span.start for span in spans])
        codes = _column(map(_CODES.__getitem__, [m.stance for m in every]))
        at = begins + batch.signs.starts[passages]
        order = np.lexsort((at, of * len(numbers) + names))
        of, names = of[order], names[order]
        new = np.ones(order.size, np.bool_)
        new[1:] = (of[1:] != of[:-1]) | (names[1:] != names[:-1])
        self.spans = [spans[i] for i in order.tolist()]
        self.starts = np.flatnonzero(new)
        self.ends = np.append(self.starts[1:], order.size)
        self.papers, self.names = of[self.starts], names[self.starts]
        self._group = np.cumsum(new) - 1
        self._stances = codes[order]
        self._passages, self._begins = passages[order], begins[order]
        self._batch = batch
        self._title = batch.spans.titles[self._passages]
        front = np.array([p.id in _FRONT for p in batch.passages], np.bool_)
        self._front = front[self._passages]
        before = np.searchsorted(batch.spans.starts, at[order], "right") - 1
        self._sentences = np.maximum(before, batch.spans.bounds[self._passages])
        self._points = self._weighed(papers)

    def _weighed(self, papers: Sequence[PaperReading]) -> Floats:
        """Return what each place adds to a weight."""
        points = np.array([OWN, BACKGROUND, CONTRAST])[self._stances]
        points[self._title & (self._stances != _CONTRAST)] = TITLE
        asked = np.flatnonzero(~self._title & (self._stances == _ABOUT))
        here = np.zeros(self._batch.spans.starts.size, np.bool_)
        here[self._sentences[asked]] = True
        sentences = np.flatnonzero(here)
        passages = np.searchsorted(self._batch.spans.bounds, sentences, "right") - 1
        readings = [reading for paper in papers for reading in paper.passages]
        names = {r.number: own for p in papers if (own := p.own(SURE)) for r in p.passages}
        read = Asked(self._batch, readings, passages, sentences)
        here[sentences] = read.contribute(names)
        points[asked[here[self._sentences[asked]]]] = CONTRIBUTION
        points[~self._front] *= SECTION_SHARE
        return points

    def _count(self, which: Bools) -> Ints:
        """Return how many places of each concept are some."""
        return np.bincount(self._group[which], minlength=self.starts.size)

    def weights(self) -> Floats:
        """Return weights, from 0 to 1."""
        total = np.bincount(self._group, self._points, self.starts.size)
        return total / (total + HALF)

    def stances(self) -> Ints:
        """Return stances, by their codes.

        One place of its own makes a paper about a concept, and so does coming back to it.
        Else contrast goes before background where it is at least half.
        """
        kept = self._stances != _CONTRAST
        about = self._count(self._stances == _ABOUT) > 0
        about |= self._count(kept & self._front) > 1
        contrast = self._count(kept) * 2 <= self.ends - self.starts
        return np.select([about, contrast], [_ABOUT, _CONTRAST], _BACKGROUND)

    def central(self, properties: Bools) -> Bools:
        """Tell what a paper is about: what is in the title, said twice, or early as its own.

        A property that is said once is one of something else, and that is what the paper is
        about.

        Args:
            properties: Which concepts are some, by number.
        """
        kept = self._stances != _CONTRAST
        front = self._count(kept & self._front)
        sizes = np.array([len(p.text) or 1 for p in self._batch.passages])[self._passages]
        early = (self._stances == _ABOUT) & (self._begins / sizes < EARLY)
        once = self._count(kept & self._front & early) > 0
        central: Bools = (
            ((front == 0) & (self._count(kept) >= OFTEN))
            | (front > 1)
            | (self._count(kept & self._title) > 0)
            | ((front == 1) & once & ~properties[self.names])
        )
        return central

    def sentences(self, stances: Ints) -> tuple[Ints, Ints, Ints]:
        """Return the place that shows a concept best, and where its sentence starts and ends.

        Args:
            stances: Those of the concepts; a place of that stance is better, and then one
                that is not in the title.
        """
        alike = self._stances == stances[self._group]
        score = 100.0 * alike + 10.0 * ~self._title + self._points
        best = np.flatnonzero(score == np.maximum.reduceat(score, self.starts)[self._group])
        best = best[np.searchsorted(self._group[best], np.arange(self.starts.size))]
        offset = self._batch.signs.starts[self._passages[best]]
        spans, sentences = self._batch.spans, self._sentences[best]
        return best, spans.starts[sentences] - offset, spans.ends[sentences] - offset


def _column(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, np.int64)

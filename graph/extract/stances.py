"""How papers stand to what they mention: their own, background, or contrast."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..model import Stance
from .batch import Batch
from .criticism import wanting
from .cues import Cue
from .lexicon import Ints
from .reading import Reading, Sentence
from .signs import Bools
from .stance import (
    before_contribution,
    by_others,
    compared,
    denials,
    denied,
    earlier,
    has_one,
    is_own,
    near_own,
    plainly,
    replaced,
    says_contribution,
)

# Which words of a batch.
Kind = Callable[[Batch], Ints]


@dataclass(slots=True)
class Places:
    """Where a batch mentions something, in order, as arrays of one length.

    Attributes:
        starts: Where each begins in its sentence.
        lasting: A task or a property: it remains one, however badly it was done.
    """

    passages: Ints
    sentences: Ints
    starts: Ints
    lasting: Bools


def stances(
    batch: Batch, readings: Sequence[Reading], own: Mapping[int, Collection[str]], places: Places
) -> list[Stance]:
    """Return how papers stand to what they mention.

    Args:
        batch: Of all places.
        readings: All its passages.
        own: By passage, the names that its paper gives its own artefacts: a sentence that
            has one tells of its own work. So does a title.
        places: What is asked about.
    """
    first = np.flatnonzero(np.diff(places.sentences, prepend=-1))
    asked = Asked(batch, readings, places.passages[first], places.sentences[first])
    owns = asked.own(own)
    group = np.cumsum(np.diff(places.sentences, prepend=-1) != 0) - 1
    sides = Stance.BACKGROUND, Stance.ABOUT
    found = [sides[o] for o in owns[group].tolist()]
    bounds = [*first.tolist(), places.sentences.size]
    for i, begin in asked.compared():
        for row in range(bounds[i], bounds[i + 1]):
            if places.starts[row] >= begin:
                found[row] = Stance.BACKGROUND
    scopes = [(i, scope, False) for i, scope in asked.set_apart()]
    scopes += [(i, scope, True) for i, scope in asked.criticised(owns)]
    for i, (begin, end), criticised in scopes:
        for row in range(bounds[i], bounds[i + 1]):
            if begin <= places.starts[row] < end and not (criticised and places.lasting[row]):
                found[row] = Stance.CONTRAST
    return found


class Asked:
    """Sentences of a batch, each once, that mention something."""

    def __init__(
        self, batch: Batch, readings: Sequence[Reading], passages: Ints, sentences: Ints
    ) -> None:
        self._batch, self._readings = batch, readings
        self._passages, self._sentences = passages, sentences
        self._cues = batch.spans.cues[sentences]
        self._titles = batch.spans.titles[passages]

    def _read(self, i: int) -> Sentence:
        return self._sentence(int(self._passages[i]), int(self._sentences[i]))

    def _sentence(self, passage: int, sentence: int) -> Sentence:
        number = sentence - self._batch.first_sentence(passage)
        return self._readings[passage].sentences[number]

    def own(self, names: Mapping[int, Collection[str]]) -> Bools:
        """Tell which ones tell of the paper's own work.

        Args:
            names: By passage, those that its paper gives its own artefacts.
        """
        found: Bools = self._titles | (self._cues & Cue.OWN > 0)
        # An abstract that has begun with it goes on with it: it seldom turns back to others'.
        spans = self._batch.spans
        begin = spans.bounds[self._passages]
        abstract = np.array([p.id == "abstract" for p in self._batch.passages], np.bool_)
        goes_on = abstract[self._passages] & (self._cues & (Cue.EARLIER | Cue.FAILS) == 0)
        sure = np.append(0, np.cumsum(spans.cues & Cue.OWN > 0))
        found |= goes_on & (sure[self._sentences] > sure[begin])
        perhaps = np.flatnonzero(spans.cues & Cue.PERHAPS_OWN > 0)
        first = np.searchsorted(perhaps, np.where(goes_on, begin, self._sentences))
        last = np.searchsorted(perhaps, self._sentences + 1)
        told: dict[int, bool] = {}
        for i in np.flatnonzero(~found & (first < last)).tolist():
            for sentence in perhaps[first[i] : last[i]].tolist():
                if sentence not in told:
                    text, places = self._words(i, sentence, near_own)
                    told[sentence] = is_own(text, places)
                if told[sentence]:
                    found[i] = True
                    break
        return self._with_names(found, names)

    def compared(self) -> Iterator[tuple[int, int]]:
        """Yield where what a sentence compares with begins; the measure is not the matter."""
        for i in np.flatnonzero(~self._titles & (self._cues & Cue.COMPARES > 0)).tolist():
            begin = compared(self._read(i).text)
            if begin is not None:
                yield i, begin

    def contribute(self, names: Mapping[int, Collection[str]]) -> Bools:
        """Tell which ones say what the paper does, see `contributes`."""
        found: Bools = (self._cues & Cue.OUR > 0) | plainly(self._batch)[self._sentences]
        for i in np.flatnonzero(~found & (self._cues & (Cue.OWN | Cue.THIS_OR_I) > 0)).tolist():
            found[i] = says_contribution(*self._words(i, self._sentences[i], before_contribution))
        return self._with_names(found, names)

    def _with_names(self, found: Bools, names: Mapping[int, Collection[str]]) -> Bools:
        """Add the sentences that have one of some names."""
        if names:
            for i, passage in enumerate(self._passages.tolist()):
                if passage in names and not found[i]:
                    found[i] = has_one(self._read(i), names[passage])
        return found

    def _words(self, i: int, number: int, kind: Kind) -> tuple[str, list[int] | None]:
        """Return a sentence of a passage and where in it words of a kind stand.

        Nothing where that is not known: words of addresses are none of the batch.
        """
        passage = int(self._passages[i])
        places = None if self._batch.addresses[passage] else self._places(number, kind)
        return self._sentence(passage, number).text, places

    def _places(self, number: int, kind: Kind) -> list[int]:
        return self._batch.standing(kind).of(number, int(self._batch.spans.starts[number]))

    def set_apart(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield what is avoided, rejected or of others: which sentence, and where in it."""
        apart = np.flatnonzero(self._cues & (Cue.DENIES | Cue.EARLIER | Cue.REPLACES))
        for i in apart.tolist():
            number, cues = int(self._sentences[i]), int(self._cues[i])
            text, places = self._words(i, number, earlier)
            found: list[tuple[int, int]] = []
            if cues & Cue.DENIES:
                found += denied(text, self._places(number, denials), bool(self._titles[i]))
            if cues & Cue.EARLIER:
                found += by_others(text, places)
            if cues & Cue.REPLACES:
                found += replaced(text)
            yield from ((i, scope) for scope in found)

    def criticised(self, own: Bools) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield what of others' work the next sentence finds wanting."""
        spans = self._batch.spans
        following = np.minimum(self._sentences + 1, spans.starts.size - 1)
        asked = (
            ~own
            & (spans.cues[following] & Cue.FAILS > 0)
            & (self._sentences + 1 < spans.bounds[self._passages + 1])
            & (spans.starts[following] <= spans.ends[self._sentences] + 1)
        )
        for i in np.flatnonzero(asked).tolist():
            sentence = self._read(i)
            reading = self._readings[self._passages[i]]
            behind = reading.sentence_at(sentence.end + 1)
            for scope in wanting(sentence.text, behind.text):
                yield i, scope

"""A paper prepared for extraction: each passage cut into words and sentences once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..model import Acronym, Mention, Paper, Passage, Span
from ..schema import Relation
from .batch import Batch
from .lexicon import Ints
from .short_forms import LocalNames
from .signs import Bools
from .words import Words

if TYPE_CHECKING:
    from .acronyms import Definition
    from .defining import Defining
    from .matched import Hit, Matched
    from .matcher import Matcher
    from .openings import Row

# Names found with less than this may be others', and make no sentence the paper's own.
SURE = 0.8


@dataclass(slots=True)
class Sentence:
    """One sentence of a passage.

    Attributes:
        cues: Those of its words, as bits; a plain word that opens it is no name.
        first: Index of its first word in the passage.
        last: Index behind its last word.
        contributes: Whether it says what the paper does, once that was asked.
        who: Where it first names the paper or its authors, -1 if nowhere, once that was asked.
    """

    start: int
    end: int
    text: str
    cues: int
    first: int
    last: int
    contributes: bool | None = None
    who: int | None = None


class Reading:
    """One passage: its words, its sentences, its addresses.

    Attributes:
        passage: As the paper has it.
        addresses: Where addresses stand; their words are not among `words`.
        cues: Those of all its sentences.
        number: Which passage of its batch it is.
        offset: Where it begins among all signs of that.
    """

    def __init__(self, passage: Passage, batch: Batch | None = None, number: int = 0) -> None:
        """Take a passage, and the batch in which it is cut with others, if it is."""
        self.passage = passage
        self.text = passage.text
        self._batch = batch = batch or Batch([passage])
        self.number = number
        self.addresses = batch.addresses[number]
        self.cues = batch.cues[number]
        self.offset = batch.offset(number)

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return self._batch.words(self.number)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Its sentences; a title is one, whatever signs it has."""
        return [
            Sentence(start, end, self.text[start:end], cues, first, last)
            for start, end, cues, first, last in self._batch.sentences(self.number)
        ]

    @property
    def openings(self) -> Mapping[int, Row]:
        """What its sentences may introduce, by their number; nothing of most."""
        return self._batch.openings.get(self.number, {})

    @property
    def defining(self) -> Defining:
        """Where passages of its batch may define a short form, this one by its `number`."""
        return self._batch.defining

    @cached_property
    def _begins(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, position: int) -> Sentence:
        """Return the sentence that holds a position; the nearest before it, if none does."""
        return self.sentences[self.sentence_number(position)]

    def sentence_number(self, position: int) -> int:
        """Return which sentence holds a position; the nearest before it, if none does."""
        return max(bisect_right(self._begins, position) - 1, 0)

    def sentence(self, position: int) -> tuple[int, int]:
        """Return start and end of the sentence that holds a position."""
        sentence = self.sentence_at(position)
        return sentence.start, sentence.end

    def word_start(self, i: int) -> int:
        """Return where a word begins."""
        return self._batch.word_start(self.number, i)

    def word_end(self, i: int) -> int:
        """Return where a word ends."""
        return self._batch.word_end(self.number, i)

    def stem(self, i: int) -> str:
        """Return the stem of a word; nothing before the first and behind the last."""
        return self._batch.stem(self.number, i)

    def word_at(self, position: int) -> int:
        """Return the index of the first word that ends after a position."""
        return self._batch.word_at(self.number, position)

    @property
    def count(self) -> int:
        """How many words it has."""
        first, end = self._batch.word_range(self.number)
        return end - first

    def printed(self, first: int, end: int) -> list[str]:
        """Return some words as they stand in it, the last excluded."""
        return self._batch.printed(self.number, first, end)

    def joins(self, first: int, end: int) -> bool:
        """Tell whether some words each follow the one before them within one phrase."""
        return self._batch.joins(self.number, first, end)

    def standing(self, kind: Callable[[Batch], Ints], sentence: int) -> list[int] | None:
        """Return where words of a kind begin in a sentence, by its number.

        Words of addresses are not known: where there are some, nothing is.
        """
        if self.addresses:
            return None
        number = self._batch.first_sentence(self.number) + sentence
        return self._batch.standing(kind).of(number, self.offset)

    def chosen(self, kind: Callable[[Batch], Bools]) -> list[int]:
        """Return the numbers of some of its sentences, see `Batch.chosen`."""
        return self._batch.chosen(self.number, kind)

    def span(self, start: int, end: int) -> Span:
        """Return characters of this passage as a span."""
        return Span(self.passage.id, start, end)


class PaperReading:
    """One paper as extractors see it: its passages, and what is found so far.

    Attributes:
        matcher: The vocabularies, compiled.
        defined: For each passage, the short forms it defines.
        acronyms: The short forms of the paper, each once.
        local: What these stand for.
        matched: What the vocabularies find in its batch, once they were asked.
        number: Which paper of that it is.
        found: Mentions of the extractors that have run.
    """

    def __init__(self, paper: Paper, matcher: Matcher, readings: list[Reading]) -> None:
        self.paper = paper
        self.matcher = matcher
        self.passages = readings
        self.by_id = {r.passage.id: r for r in self.passages}
        self.defined: dict[str, list[Definition]] = {}
        self.acronyms: tuple[Acronym, ...] = ()
        self.local = LocalNames()
        self.matched: Matched | None = None
        self.number = 0
        self.found: list[Mention] = []

    @cached_property
    def hits(self) -> dict[str, list[Hit]]:
        """For each passage, what the vocabularies find in it."""
        matched = self.matched
        return {r.passage.id: matched.hits(r.number) if matched else [] for r in self.passages}

    def own(self, least: float = 0.0) -> frozenset[str]:
        """Return the names of what the paper introduces, of at least some score."""
        return frozenset(
            m.entity for m in self.found if m.relation is Relation.INTRODUCES and m.score >= least
        )

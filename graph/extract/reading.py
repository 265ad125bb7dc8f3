"""A paper prepared for extraction: each passage cut into words and sentences once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..model import Acronym, Mention, Paper, Passage, Span
from ..schema import Relation
from .batch import Batch
from .short_forms import LocalNames
from .words import FOLDED, Words

if TYPE_CHECKING:
    from .acronyms import Definition
    from .defining import Defining
    from .matcher import Hit, Matcher
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
        self._forms: dict[int, str] = {}
        self._holding: dict[int, Sentence] = {}

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return self._batch.words(self.number)

    @cached_property
    def word_cues(self) -> list[int]:
        """Those of each word, as bits."""
        return self._batch.word_cues(self.number)

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

    def places(self, sentence: Sentence, cue: int) -> list[int]:
        """Return where the words of a sentence begin that have a cue, counted from its start."""
        starts, cues, begin = self.words.starts, self.word_cues, sentence.start
        return [starts[i] - begin for i in range(sentence.first, sentence.last) if cues[i] & cue]

    def sentence_at(self, position: int) -> Sentence:
        """Return the sentence that holds a position; the nearest before it, if none does."""
        sentence = self._holding.get(position)
        if sentence is None:
            sentence = self._holding[position] = self.sentences[self.sentence_number(position)]
        return sentence

    def sentence_number(self, position: int) -> int:
        """Return which sentence holds a position; the nearest before it, if none does."""
        return max(bisect_right(self._begins, position) - 1, 0)

    def hold(self, position: int, number: int) -> Sentence:
        """Return a sentence by its number, and remember that it holds a position."""
        sentence = self._holding[position] = self.sentences[number]
        return sentence

    def sentence(self, position: int) -> tuple[int, int]:
        """Return start and end of the sentence that holds a position."""
        sentence = self.sentence_at(position)
        return sentence.start, sentence.end

    def sentence_forms(self, number: int) -> str:
        """Return the words of a sentence as `forms` gives them, for guards."""
        found = self._forms.get(number)
        if found is None:
            sentence = self.sentences[number]
            found = self._forms[number] = forms(*self.forms(sentence.first, sentence.last))
        return found

    def forms(self, first: int = 0, last: int | None = None) -> tuple[list[str], list[str]]:
        """Return words as they are folded, and their stems."""
        return self._batch.forms(self.number, first, last)

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
        hits: For each passage, what the vocabularies find in it.
        triggers: For each passage, the triggers of rule rows.
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
        self.hits: dict[str, list[Hit]] = {}
        self.triggers: dict[str, list[Hit]] = {}
        self.found: list[Mention] = []

    @cached_property
    def forms(self) -> str:
        """All words of the paper as `forms` gives them."""
        several = [r.forms() for r in self.passages]
        for words in map(Words, self.paper.keywords):
            several.append((list(map(FOLDED.__getitem__, words.printed)), words.stems))
        return forms(
            [word for folded, _ in several for word in folded],
            [stem for _, stems in several for stem in stems],
        )

    def own(self, least: float = 0.0) -> frozenset[str]:
        """Return the names of what the paper introduces, of at least some score."""
        return frozenset(
            m.entity for m in self.found if m.relation is Relation.INTRODUCES and m.score >= least
        )


def forms(folded: Iterable[str], stems: Iterable[str]) -> str:
    """Return words for guards to look into.

    Folded words, a bar, then the same without number, each between spaces, so
    that a word, a phrase and the beginning of a word are all found by `in`.
    """
    return f" {' '.join(folded)} | {' '.join(stems)} "

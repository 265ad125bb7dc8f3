"""A paper prepared for extraction: each passage cut into words and sentences once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING

from ..model import Acronym, Mention, Paper, Passage, Span
from ..schema import Relation
from ..text import sentences
from .cues import CUES, Cue
from .short_forms import LocalNames
from .words import FOLDED, Words

if TYPE_CHECKING:
    from .acronyms import Definition
    from .matcher import Hit, Matcher

# Characters that a sentence has at most: what is longer is no prose, and the grammar of
# the extractors would search it for hours.
LONGEST = 1500
# Names found with less than this may be others', and make no sentence the paper's own.
SURE = 0.8
# What follows the scheme, and hosts written without one.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'`|^\\{}]+(?:\\?[_#%&~][^\s<>\"'`|^\\{}]*)*"
    r"|\b(?:github|gitlab|bitbucket|codeberg|huggingface)\.(?:com|org|co)/[^\s<>\"'`|^\\{}]+"
    r"|\b[\w-]+\.github\.io(?:/[^\s<>\"'`|^\\{}]*)?",
    re.IGNORECASE,
)
# Signs between capitalised words that make one name of them.
_IN_NAMES = re.compile(r"[&_@.+*²³^](?=[A-Z])")
# Asked first: most passages have none of these.
_ADDRESS_SIGNS = ("://", "www.", ".io", ".com/", ".org/", ".co/")


@dataclass(slots=True)
class Sentence:
    """One sentence of a passage.

    Attributes:
        cues: Those of its words, as bits; a plain word that opens it is no name.
        first: Index of its first word in the passage.
        last: Index behind its last word.
    """

    start: int
    end: int
    text: str
    cues: int
    first: int
    last: int


class Reading:
    """One passage: its words, its sentences, its addresses.

    Attributes:
        passage: As the paper has it.
        addresses: Where addresses stand; their words are not among `words`.
        spans: Start and end of each sentence; a title is one, whatever signs it has.
        word_cues: Those of each word, as bits.
        cues: Those of all its sentences.
    """

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.text = text = passage.text
        low = text.lower()
        self.addresses = (
            [m.span() for m in ADDRESS.finditer(text)]
            if "." in low and any(sign in low for sign in _ADDRESS_SIGNS)
            else []
        )
        self.words = Words(text, self.addresses)
        self.spans = _spans(text, title=passage.id == "title")
        self._begins = [start for start, _ in self.spans]
        self.word_cues = list(map(CUES.__getitem__, self.words.printed))
        self.sentences = list(self._sentences())
        self.cues = reduce(or_, [s.cues for s in self.sentences])
        self._forms: dict[int, str] = {}

    def _sentences(self) -> Iterator[Sentence]:
        starts, cues = self.words.starts, self.word_cues
        everywhere = Cue.SPELT if _IN_NAMES.search(self.text) else 0
        first = bisect_left(starts, self.spans[0][0])
        for start, end in self.spans:
            last = bisect_left(starts, end, first)
            found = reduce(or_, cues[first + 1 : last], 0)
            if found & Cue.OPENER:
                found |= Cue.NAME
            found |= cues[first] | everywhere if first < last else 0
            yield Sentence(start, end, self.text[start:end], found, first, last)
            first = last

    def places(self, sentence: Sentence, cue: int) -> list[int]:
        """Return where the words of a sentence begin that have a cue, counted from its start."""
        starts, cues, begin = self.words.starts, self.word_cues, sentence.start
        return [starts[i] - begin for i in range(sentence.first, sentence.last) if cues[i] & cue]

    def sentence_at(self, position: int) -> Sentence:
        """Return the sentence that holds a position; the nearest before it, if none does."""
        return self.sentences[max(bisect_right(self._begins, position) - 1, 0)]

    def sentence(self, position: int) -> tuple[int, int]:
        """Return start and end of the sentence that holds a position."""
        sentence = self.sentence_at(position)
        return sentence.start, sentence.end

    def sentence_forms(self, position: int) -> str:
        """Return the words around a position as `forms` gives them, for guards."""
        sentence = self.sentence_at(position)
        if sentence.start not in self._forms:
            words = self.words
            part = slice(sentence.first, sentence.last)
            self._forms[sentence.start] = forms(words.printed[part], words.stems[part])
        return self._forms[sentence.start]

    def word_at(self, position: int) -> int:
        """Return the index of the first word that ends after a position."""
        return bisect_left(self.words.ends, position + 1)

    def span(self, start: int, end: int) -> Span:
        """Return characters of this passage as a span."""
        return Span(self.passage.id, start, end)


def _spans(text: str, *, title: bool) -> list[tuple[int, int]]:
    whole = [(0, len(text))]
    found = whole if title else sentences(text) or whole
    if len(text) <= LONGEST or all(end - start <= LONGEST for start, end in found):
        return found
    return [piece for start, end in found for piece in _pieces(text, start, end)]


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

    def __init__(self, paper: Paper, matcher: Matcher) -> None:
        self.paper = paper
        self.matcher = matcher
        self.passages = [Reading(p) for p in paper.passages]
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
        several = [r.words for r in self.passages] + [Words(k) for k in self.paper.keywords]
        printed = [word for words in several for word in words.printed]
        return forms(printed, [stem for words in several for stem in words.stems])

    def own(self, least: float = 0.0) -> frozenset[str]:
        """Return the names of what the paper introduces, of at least some score."""
        return frozenset(
            m.entity for m in self.found if m.relation is Relation.INTRODUCES and m.score >= least
        )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence, at white space where there is some."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut + 1 if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def forms(printed: Iterable[str], stems: Iterable[str]) -> str:
    """Return words for guards to look into.

    Folded words, a bar, then the same without number, each between spaces, so
    that a word, a phrase and the beginning of a word are all found by `in`.
    """
    return f" {' '.join(map(FOLDED.__getitem__, printed))} | {' '.join(stems)} "

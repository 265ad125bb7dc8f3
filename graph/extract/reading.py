"""A paper prepared for extraction: each passage cut into words and sentences once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from ..model import Acronym, Mention, Paper, Passage, Span
from ..schema import Relation
from ..text import sentence_at, sentences
from .short_forms import LocalNames
from .words import Words, fold, stem_of

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
# Asked first: most passages have none of these.
_ADDRESS_SIGNS = ("://", "www.", ".io", ".com/", ".org/", ".co/")
_WORD = re.compile(r"[^\W_]+[+#]*")


class Reading:
    """One passage: its words, its sentences, its addresses.

    Attributes:
        passage: As the paper has it.
        addresses: Where addresses stand; their words are not among `words`.
    """

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.text = passage.text
        self.addresses = (
            [m.span() for m in ADDRESS.finditer(self.text)]
            if any(sign in self.text.lower() for sign in _ADDRESS_SIGNS)
            else []
        )
        self.words = Words(self.text, self.addresses)
        self._sentence_forms: dict[int, str] = {}

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of each sentence; a title is one, whatever signs it has."""
        whole = [(0, len(self.text))]
        found = whole if self.passage.id == "title" else sentences(self.text) or whole
        if all(end - start <= LONGEST for start, end in found):
            return found
        return [piece for start, end in found for piece in _pieces(self.text, start, end)]

    def sentence(self, position: int) -> tuple[int, int]:
        """Return start and end of the sentence that holds a position."""
        return sentence_at(self.sentences, position)

    def sentence_forms(self, position: int) -> str:
        """Return the words around a position as `forms` gives them, for guards."""
        start, end = self.sentence(position)
        if start not in self._sentence_forms:
            self._sentence_forms[start] = forms(self.text[start:end])
        return self._sentence_forms[start]

    def word_at(self, position: int) -> int:
        """Return the index of the first word that ends after a position."""
        return bisect_left(self.words.ends, position + 1)

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
        return forms(" . ".join([r.text for r in self.passages] + list(self.paper.keywords)))

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


def forms(text: str) -> str:
    """Return a text's words for guards to look into.

    Folded words, a bar, then the same without number, each between spaces, so
    that a word, a phrase and the beginning of a word are all found by `in`.
    """
    words = [fold(w) for w in _WORD.findall(text)]
    return f" {' '.join(words)} | {' '.join(map(stem_of, words))} "

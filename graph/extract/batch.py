"""Passages of many papers, cut into words and sentences at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from ..model import Passage
from .chunks import Chunks
from .defining import Defining
from .lexicon import Ints, lexicon
from .openings import Row, openings
from .signs import Bools, Signs
from .spans import Spans
from .standing import Standing
from .tokens import Gap, Tokens
from .words import Words

# What follows the scheme, and hosts written without one.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'`|^\\{}]+(?:\\?[_#%&~][^\s<>\"'`|^\\{}]*)*"
    r"|\b(?:github|gitlab|bitbucket|codeberg|huggingface)\.(?:com|org|co)/[^\s<>\"'`|^\\{}]+"
    r"|\b[\w-]+\.github\.io(?:/[^\s<>\"'`|^\\{}]*)?",
    re.IGNORECASE,
)
# Asked first: one sign, and what stands right before and behind it.
_ADDRESS_SIGNS = {
    ":": [("", "//")],
    ".": [("www", ""), ("", "io"), ("", "com/"), ("", "org/"), ("", "co/")],
}


class Batch:
    """Passages cut at once; words and sentences of one are counted from its first.

    Attributes:
        addresses: Where addresses stand in each passage; their words are left out.
        cues: Those of all sentences of each passage.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.lexicon = lexicon()
        self.passages = passages
        self.signs = Signs(passages)
        self.addresses = _addresses(self.signs, passages)
        self.tokens = Tokens(self.signs, passages, self.addresses, self.lexicon)
        self.spans = Spans(self.signs, self.tokens, passages, self.lexicon)
        self.cues: list[int] = np.bitwise_or.reduceat(
            self.spans.cues, self.spans.bounds[:-1]
        ).tolist()
        self._standing: dict[Callable[[Batch], Ints], Standing] = {}
        self._chosen: dict[Callable[[Batch], Bools], tuple[list[int], list[int]]] = {}
        self._offsets: list[int] = self.signs.starts.tolist()
        self._words: list[int] = self.tokens.bounds.tolist()
        self._sentences: list[int] = self.spans.bounds.tolist()

    @cached_property
    def _sentence_rows(self) -> list[tuple[int, int, int, int, int]]:
        spans = self.spans
        columns = (spans.starts, spans.ends, spans.cues, spans.words[:-1], spans.words[1:])
        return list(zip(*(c.tolist() for c in columns), strict=True))

    @cached_property
    def cues_of_words(self) -> Ints:
        """The cues of each word."""
        return self.lexicon.cues[self.tokens.words]

    @cached_property
    def chunks(self) -> Chunks:
        """What stands between white space."""
        return Chunks(self)

    @cached_property
    def defining(self) -> Defining:
        """Where passages may define a short form."""
        return Defining(self)

    @cached_property
    def openings(self) -> dict[int, dict[int, Row]]:
        """What sentences may introduce, by the number of a passage and that of a sentence in it."""
        return openings(self)

    def offset(self, i: int) -> int:
        """Return where a passage begins among all signs."""
        return self._offsets[i]

    def word_range(self, i: int) -> tuple[int, int]:
        """Return the first word of a passage among all, and behind the last."""
        return self._words[i], self._words[i + 1]

    def first_sentence(self, i: int) -> int:
        """Return the number of the first sentence of a passage among all."""
        return self._sentences[i]

    @cached_property
    def numbers(self) -> list[int]:
        """The number of each word in the lexicon."""
        found: list[int] = self.tokens.words.tolist()
        return found

    @cached_property
    def _word_bounds(self) -> tuple[list[int], list[int]]:
        """Where each word begins and ends in its passage."""
        offsets = np.repeat(self.signs.starts, np.diff(self.tokens.bounds))
        return (self.tokens.starts - offsets).tolist(), (self.tokens.ends - offsets).tolist()

    @cached_property
    def _joined(self) -> list[bool]:
        found: list[bool] = (self.tokens.gaps & Gap.JOINED > 0).tolist()
        return found

    def word_start(self, i: int, word: int) -> int:
        """Return where a word of a passage begins."""
        return self._word_bounds[0][self._words[i] + word]

    def word_end(self, i: int, word: int) -> int:
        """Return where a word of a passage ends."""
        return self._word_bounds[1][self._words[i] + word]

    def word_at(self, i: int, position: int) -> int:
        """Return the first word of a passage that ends after a position."""
        begin, end = self._words[i], self._words[i + 1]
        return bisect_left(self._word_bounds[1], position + 1, begin, end) - begin

    def printed(self, i: int, first: int, end: int) -> list[str]:
        """Return some words of a passage as they stand in it."""
        begin = self._words[i]
        printed = self.lexicon.printed
        return [printed[n] for n in self.numbers[begin + first : begin + end]]

    def joins(self, i: int, first: int, end: int) -> bool:
        """Tell whether some words each follow the one before them within one phrase."""
        begin = self._words[i]
        return all(self._joined[begin + first : begin + end])

    def stem(self, i: int, word: int) -> str:
        """Return the stem of a word of a passage; nothing where it has none."""
        begin, end = self._words[i], self._words[i + 1]
        inside = 0 <= word < end - begin
        return self.lexicon.stems[self.numbers[begin + word]] if inside else ""

    def sentences(self, i: int) -> list[tuple[int, int, int, int, int]]:
        """Return start, end, cues, first word and behind the last of a passage's sentences."""
        offset, word = self._offsets[i], self._words[i]
        return [
            (start - offset, end - offset, cues, first - word, last - word)
            for start, end, cues, first, last in self._sentence_rows[
                self._sentences[i] : self._sentences[i + 1]
            ]
        ]

    def standing(self, kind: Callable[[Batch], Ints]) -> Standing:
        """Return where words of a kind stand, which are looked for once.

        Args:
            kind: Returns their numbers, in order.
        """
        found = self._standing.get(kind)
        if found is None:
            found = self._standing[kind] = Standing(self, kind(self))
        return found

    def chosen(self, i: int, kind: Callable[[Batch], Bools]) -> list[int]:
        """Return the numbers of some sentences of a passage.

        Args:
            i: The passage.
            kind: Tells which of all sentences they are; it is asked once.
        """
        chosen = self._chosen.get(kind)
        if chosen is None:
            every = np.flatnonzero(kind(self))
            ends = np.searchsorted(every, self.spans.bounds)
            chosen = self._chosen[kind] = every.tolist(), ends.tolist()
        numbers, bounds = chosen
        first = self._sentences[i]
        return [number - first for number in numbers[bounds[i] : bounds[i + 1]]]

    def words(self, i: int) -> Words:
        """Return the words of a passage."""
        part = slice(self._words[i], self._words[i + 1])
        numbers = self.numbers[part]
        starts, ends = self._word_bounds
        return Words.of(
            self.passages[i].text,
            starts[part],
            ends[part],
            list(map(self.lexicon.printed.__getitem__, numbers)),
            list(map(self.lexicon.stems.__getitem__, numbers)),
            self._joined[part],
        )


def _addresses(signs: Signs, passages: Sequence[Passage]) -> list[list[tuple[int, int]]]:
    """Return where addresses stand in each passage."""
    places = np.array(_hints(signs), np.int64)
    hinted = set((np.searchsorted(signs.starts, places, "right") - 1).tolist())
    hinted.update(i for i, plain in enumerate(signs.plain) if not plain)
    return [
        [m.span() for m in ADDRESS.finditer(p.text)] if i in hinted else []
        for i, p in enumerate(passages)
    ]


def _hints(signs: Signs) -> list[int]:
    """Return where addresses have a colon or a full stop; most passages have no such place."""
    codes, found = signs.codes, []
    every = {sign: np.flatnonzero(codes == ord(sign)) for sign in _ADDRESS_SIGNS}
    for sign, (before, after) in ((s, beside) for s in every for beside in _ADDRESS_SIGNS[s]):
        at = every[sign]
        for shift, wanted in (*enumerate(before, -len(before)), *enumerate(after, 1)):
            # A letter may be a large one.
            there = codes[at + shift]
            at = at[(there == ord(wanted)) | (there == ord(wanted.upper()))]
        found += at.tolist()
    return found

"""What stands between white space in a batch, and what the words of each tell together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .cues import Cue
from .lexicon import Ints
from .signs import Bools
from .tokens import Gap

if TYPE_CHECKING:
    from .batch import Batch

# One space and nothing else.
_PLAIN = Gap.JOINED | Gap.PARTS
# Behind all chunks.
_FAR = 1 << 60


class Chunks:
    """Words with nothing but signs between them, in order, of sentences that may have a name.

    Attributes:
        first: The first word of each, counted in the batch.
        sentences: The sentence of each, counted in the batch.
        cues: Those of its words.
        capital: Whether it has a capital.
        named: Whether a part of it may be spelt as names are; said of some that are not.
        after: Whether more than one space is behind it: a comma, a bracket, an end.
        before: The same of what is before it.
    """

    def __init__(self, batch: Batch) -> None:
        tokens, spans = batch.tokens, batch.spans
        sizes = np.diff(spans.words)
        asked = np.flatnonzero(spans.cues & Cue.NAME > 0)
        sizes = sizes[asked]
        behind = np.cumsum(sizes)
        begins = behind - sizes
        words = np.arange(behind[-1] if behind.size else 0)
        words += np.repeat(spans.words[asked] - begins, sizes)
        opens = tokens.gaps[words] >= Gap.PARTS
        opens[begins[sizes > 0]] = True
        first = np.flatnonzero(opens)
        bounds = np.searchsorted(first, np.append(begins, words.size))
        self.sentences = np.repeat(asked, np.diff(bounds))
        cues = batch.cues_of_words[words]
        self.cues: Ints = np.bitwise_or.reduceat(cues, first) if first.size else cues
        counts = np.diff(np.append(first, words.size))
        self.first = words[first]
        last = self.first + counts - 1
        gaps = np.append(tokens.gaps, 0)
        self.before, self.after = gaps[self.first] != _PLAIN, gaps[last + 1] != _PLAIN
        self.capital: Bools = self.cues & (Cue.NAME | Cue.OPENER) > 0
        # A star belongs to a name, and makes one of a short form that is none.
        several = (counts > 1) | (batch.signs.codes[tokens.ends[last]] == ord("*"))
        self.named: Bools = (self.cues & Cue.LIKE > 0) | (several & self.capital)
        self._places: dict[int, Ints] = {}

    def having(self, cue: int) -> Ints:
        """Return which chunks have a word with a cue."""
        found = self._places.get(cue)
        if found is None:
            found = self._places[cue] = np.flatnonzero(self.cues & cue > 0)
        return found

    @cached_property
    def capitals(self) -> Ints:
        """Which chunks have a capital."""
        return np.flatnonzero(self.capital)

    @cached_property
    def names(self) -> Ints:
        """Which are `named`."""
        return np.flatnonzero(self.named)


def near(others: Ints, places: Ints, first: int, last: int) -> Bools:
    """Tell for some places whether one of the others is from so many behind each to so many.

    Both are in order.
    """
    at = np.searchsorted(others, places + first)
    found: Bools = np.append(others, _FAR)[at] <= places + last
    return found

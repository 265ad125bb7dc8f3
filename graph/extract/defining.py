"""Where passages may define a short form, asked for a batch at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from .chunks import near
from .cues import Cue
from .lexicon import Ints
from .tokens import Gap

if TYPE_CHECKING:
    from .batch import Batch

# Words that a short form has behind "called" or "also known as", at most.
_REACH = 5
_OPENER = re.compile(r"[(\[]")


class Defining:
    """Where something may be defined, by the number of a passage.

    Attributes:
        brackets: Where brackets open that may hold a short form, or a long one behind its
            short one.
        called: Passages that may say "termed ABC".
        named: Those that may say ", or ABC,".
        apposed: Those that may say "ABC, a ...,".
    """

    def __init__(self, batch: Batch) -> None:
        chunks = batch.chunks
        self.brackets: dict[int, list[int]] = {}
        self._bounds = batch.tokens.bounds
        self._first = chunks.first
        at = chunks.having(Cue.CALLED)
        self.called = self._passages(at[near(chunks.capitals, at, 0, _REACH)])
        at = chunks.having(Cue.OR)
        at = at[chunks.before[at]]
        self.named = self._passages(at[near(chunks.capitals, at, 1, _REACH)])
        at = np.flatnonzero((chunks.named | (chunks.cues & Cue.SPELT > 0)) & chunks.after)
        self.apposed = self._passages(at[near(chunks.having(Cue.ONES), at, 1, 1)])
        self._brackets(batch)
        # What has words that are not all among those of the batch as they stand.
        for i, passage in enumerate(batch.passages):
            if batch.addresses[i] or not batch.signs.plain[i]:
                self.brackets[i] = [m.start() for m in _OPENER.finditer(passage.text)]
                for some in (self.called, self.named, self.apposed):
                    some.add(i)

    def _passages(self, places: Ints) -> set[int]:
        of = np.searchsorted(self._bounds, self._first[places], "right") - 1
        return set(of.tolist())

    def _brackets(self, batch: Batch) -> None:
        """Find brackets with a capital in them, or right before several words in them."""
        codes, tokens = batch.signs.codes, batch.tokens
        opens = np.flatnonzero((codes == ord("(")) | (codes == ord("[")))
        if not opens.size or not tokens.words.size:
            return
        closes = np.flatnonzero((codes == ord(")")) | (codes == ord("]")))
        ends = np.append(closes, codes.size)[np.searchsorted(closes, opens)]
        first, behind = np.searchsorted(tokens.starts, (opens, ends))
        capitals = batch.cues_of_words & (Cue.NAME | Cue.OPENER) > 0
        counts = np.append(0, np.cumsum(capitals))
        holds = counts[behind] > counts[first]
        spaces = np.append(0, np.flatnonzero(tokens.gaps >= Gap.PARTS))
        chunk = spaces[np.searchsorted(spaces, np.maximum(first - 1, 0), "right") - 1]
        follows = (counts[first] > counts[chunk]) & (behind - first > 1)
        opens = opens[holds | follows]
        of = np.searchsorted(batch.signs.starts, opens, "right") - 1
        for i, place in zip(of.tolist(), (opens - batch.signs.starts[of]).tolist(), strict=True):
            self.brackets.setdefault(i, []).append(place)

"""Which expressions may find what a sentence introduces, asked for a batch at once.

Each needs certain words near each other: "is" before "proposed", a name behind "called".
Where these stand is seen in arrays, so that hardly a sentence is read in vain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .chunks import near
from .cues import Cue
from .lexicon import Ints, Mark
from .signs import Bools

if TYPE_CHECKING:
    from .batch import Batch


class Opening:
    """What may be found in a sentence; each is one bit."""

    VERB = 1 << 0  # an object of a verb
    OBJECT = 1 << 1  # one that may be a name
    CALLED = 1 << 2
    ITS = 1 << 3
    OWN_NAME = 1 << 4
    OWN_PHRASE = 1 << 5
    APPOSED = 1 << 6
    NEW = 1 << 7
    PASSIVE = 1 << 8
    PASSIVE_NAME = 1 << 9
    INVERTED = 1 << 10
    CLAIMS = 1 << 11
    OWN = OWN_NAME | OWN_PHRASE | APPOSED
    # What a name is found by; the others serve short forms only.
    NAMES = (1 << 12) - 1 - VERB - PASSIVE


# What an expression needs among the words of a sentence, wherever they stand.
_NEEDS = {
    Opening.VERB | Opening.OBJECT: Cue.INTRODUCES | Cue.CONTAINS,
    Opening.CALLED: Cue.CALLED,
    Opening.ITS: Cue.ITS,
    Opening.OWN_NAME | Opening.OWN_PHRASE | Opening.APPOSED: Cue.OWN_ADJECTIVE,
    Opening.NEW: Cue.NEW,
    Opening.PASSIVE | Opening.PASSIVE_NAME | Opening.INVERTED: Cue.INTRODUCES,
    Opening.CLAIMS: Cue.CLAIMS,
}
# These find no ordinary word.
_SPELT = Opening.NEW | Opening.PASSIVE_NAME | Opening.INVERTED | Opening.CLAIMS
_WHO = Cue.WE | Cue.OUR | Cue.THIS_OR_I | Cue.WORK | Cue.IT


def openings(batch: Batch) -> Ints:
    """Return the openings of each sentence of a batch, bits of `Opening`."""
    found = _Search(batch).found
    cues = batch.spans.cues
    doubtful = _doubtful(batch)
    for some, needed in _NEEDS.items():
        found[doubtful & (cues & needed > 0)] |= some
    found[cues & Cue.SPELT == 0] &= ~_SPELT
    found[cues & Cue.NAME == 0] = 0
    return found


def _doubtful(batch: Batch) -> Bools:
    """Tell which sentences have words that are not all among those of the batch as they stand."""
    spans = batch.spans
    found = np.repeat(~np.array(batch.signs.plain, np.bool_), np.diff(spans.bounds))
    for i, addresses in enumerate(batch.addresses):
        for start, _ in addresses:
            at = int(np.searchsorted(spans.starts, batch.offset(i) + start, "right"))
            found[max(at - 1, 0)] = True
    return found


class _Search:
    """Looks for words near each other among the chunks of a batch.

    Attributes:
        found: The openings of each sentence.
    """

    def __init__(self, batch: Batch) -> None:
        self._chunks = batch.chunks
        self._named = np.zeros(batch.spans.cues.size, np.bool_)
        self.found: Ints = np.zeros(self._named.size, np.int64)
        if self._chunks.first.size:
            self._named[self._chunks.sentences[self._chunks.named]] = True
            self._objects(batch)
            self._presented()
            self._own()
            self._subjects()

    def _add(self, opening: int, places: Ints, *, named: bool = False) -> None:
        sentences = self._chunks.sentences[places]
        if named:
            sentences = sentences[self._named[sentences]]
        self.found[sentences] |= opening

    def _objects(self, batch: Batch) -> None:
        """A verb, and behind it a name, or a capital that the words around make one."""
        chunks = self._chunks
        capitals = chunks.capitals
        following = chunks.first[np.minimum(capitals + 1, chunks.first.size - 1)]
        marks = batch.lexicon.marks[batch.tokens.words[following]]
        names = capitals[
            (chunks.named | chunks.after)[capitals]
            | (marks & Mark.DIGIT_FIRST > 0)
            | near(capitals, capitals, 1, 2)
            | near(chunks.having(Cue.DOUBTLESS), capitals, 1, 2)
        ]
        last = np.full(self.found.size, -1)
        last[chunks.sentences[names]] = names
        verbs = chunks.having(Cue.INTRODUCES | Cue.CONTAINS)
        of = chunks.sentences[verbs]
        told = batch.spans.cues[of] & (_WHO | Cue.CONTAINS) > 0
        self._add(Opening.VERB, verbs[told])
        self._add(Opening.OBJECT, verbs[told & (last[of] > verbs)])

    def _presented(self) -> None:
        chunks = self._chunks
        for opening, cue in ((Opening.CALLED, Cue.CALLED), (Opening.ITS, Cue.ITS)):
            at = chunks.having(cue)
            self._add(opening, at[near(chunks.capitals, at, 0, 9)])

    def _own(self) -> None:
        chunks = self._chunks
        ones = chunks.having(Cue.ONES)
        own = chunks.having(Cue.OWN_WORD)
        own = own[near(ones, own, -2, 0)]
        self._add(Opening.OWN_NAME, own[near(chunks.names, own, 0, 8)])
        two = near(chunks.capitals, own, 1, 1) & near(chunks.capitals, own, 2, 3)
        self._add(Opening.OWN_PHRASE, own[two])
        own = chunks.having(Cue.OWN_ADJECTIVE)
        own = own[near(ones, own, -1, 0)]
        apposed = chunks.capitals[chunks.before[chunks.capitals]]
        ends = chunks.after | chunks.named
        apposed = apposed[ends[apposed] | near(chunks.having(Cue.BE), apposed, 1, 1)]
        self._add(Opening.APPOSED, own[near(apposed, own, 1, 14)])

    def _subjects(self) -> None:
        chunks = self._chunks
        at = chunks.having(Cue.ARTICLE)
        at = at[near(chunks.having(Cue.NEW), at, 1, 3)]
        at = at[chunks.before[at] | near(chunks.having(Cue.BE), at, -1, -1)]
        self._add(Opening.NEW, at, named=True)
        done = chunks.having(Cue.DONE)
        at = chunks.having(Cue.BE)
        at = at[near(done, at, 1, 2)]
        self._add(Opening.PASSIVE, at)
        self._add(Opening.PASSIVE_NAME, at, named=True)
        first = np.flatnonzero(np.diff(chunks.sentences, prepend=-1))
        first = first[near(done, first, 0, 1)]
        self._add(Opening.INVERTED, first[near(chunks.having(Cue.BE), first, 1, 3)], named=True)
        self._claims()

    def _claims(self) -> None:
        """A name before a verb that wins, adverbs between."""
        chunks = self._chunks
        at = chunks.having(Cue.CLAIMS)
        before = at - 1
        while at.size:
            inside = before >= 0
            at, before = at[inside], before[inside]
            named = chunks.named[before] | (
                chunks.capital[before] & (chunks.before[before] | chunks.after[before])
            )
            self._add(Opening.CLAIMS, at[named])
            more = chunks.cues[before] & Cue.ADVERB > 0
            at, before = at[more], before[more] - 1

"""Which expressions may find what a sentence introduces, asked for a batch at once.

Each needs certain words near each other: "is" before "proposed", a name behind "called".
Where these stand is seen in arrays, so that hardly a sentence is read in vain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
    NEXT_VERB = 1 << 12  # "and presents"
    TWICE = 1 << 13  # who, a verb, and who once more
    PART = 1 << 14  # "a novel ABC module" as an object
    MORE = 1 << 15  # "and a module, ABC" as one more object
    FIRST = 1 << 16  # a name that the sentence begins with
    OWN = OWN_NAME | OWN_PHRASE | APPOSED
    # What a name is found by; without one of these the others serve short forms only.
    NAMES = (1 << 12) - 1 - VERB - PASSIVE


class Row(NamedTuple):
    """What may be found in one sentence.

    Attributes:
        openings: Bits of `Opening`.
        who: Where its first "we" stands, if that is known to name the authors first, else -1.
        called: A place before the first "called".
    """

    openings: int
    who: int
    called: int


# What an expression needs among the words of a sentence, wherever they stand.
_NEEDS = {
    Opening.VERB | Opening.OBJECT | Opening.PART | Opening.MORE: Cue.INTRODUCES | Cue.CONTAINS,
    Opening.FIRST: Cue.NAME,
    Opening.NEXT_VERB | Opening.TWICE: Cue.INTRODUCES,
    Opening.CALLED: Cue.CALLED,
    Opening.ITS: Cue.ITS,
    Opening.OWN_NAME | Opening.OWN_PHRASE | Opening.APPOSED: Cue.OWN_ADJECTIVE,
    Opening.NEW: Cue.NEW,
    Opening.PASSIVE | Opening.PASSIVE_NAME | Opening.INVERTED: Cue.INTRODUCES,
    Opening.CLAIMS: Cue.CLAIMS,
}
# One of these is where a sentence names the paper or its authors.
WHO = Cue.WE | Cue.OUR | Cue.THIS_OR_I | Cue.WORK
# These find no ordinary word.
_SPELT = Opening.NEW | Opening.PASSIVE_NAME | Opening.INVERTED | Opening.CLAIMS


NOTHING = Row(0, -1, 0)


def openings(batch: Batch) -> dict[int, dict[int, Row]]:
    """Return what may be found, by the number of a passage and that of a sentence in it."""
    search = _Search(batch)
    found, who, called = search.found, search.who, search.called
    cues = batch.spans.cues
    doubtful = _doubtful(batch)
    who[doubtful], called[doubtful] = -1, 0
    for some, needed in _NEEDS.items():
        found[doubtful & (cues & needed > 0)] |= some
    found[cues & Cue.SPELT == 0] &= ~_SPELT
    found[cues & Cue.NAME == 0] = 0
    at = np.flatnonzero(found & (Opening.NAMES | Opening.VERB | Opening.PASSIVE | Opening.FIRST))
    bounds = batch.spans.bounds
    passages = np.searchsorted(bounds, at, "right") - 1
    rows: dict[int, dict[int, Row]] = {}
    columns = (passages, at - bounds[passages], found[at], who[at], called[at])
    for passage, sentence, *row in zip(*(c.tolist() for c in columns), strict=True):
        rows.setdefault(passage, {})[sentence] = Row(*row)
    return rows


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
        who: As in `Row`.
        called: The same.
    """

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._chunks = batch.chunks
        self._named = np.zeros(batch.spans.cues.size, np.bool_)
        self.found: Ints = np.zeros(self._named.size, np.int64)
        self.who, self.called = np.full(self._named.size, -1), np.zeros(self._named.size, np.int64)
        if self._chunks.first.size:
            self._named[self._chunks.sentences[self._chunks.named]] = True
            self._objects(self._verbs())
            self._presented()
            self._own()
            self._subjects()

    def _add(self, opening: int, places: Ints, *, named: bool = False) -> None:
        sentences = self._chunks.sentences[places]
        if named:
            sentences = sentences[self._named[sentences]]
        self.found[sentences] |= opening

    def _places(self, chunks: Ints) -> Ints:
        """Return where chunks begin in their sentences."""
        starts, sentences = self._batch.tokens.starts, self._chunks.sentences
        found: Ints = starts[self._chunks.first[chunks]]
        return found - self._batch.spans.starts[sentences[chunks]]

    def _verbs(self) -> Ints:
        """Find who does what, and return the verbs of the paper's own."""
        chunks = self._chunks
        verbs = chunks.having(Cue.INTRODUCES)
        following = chunks.having(Cue.NEXT)
        self._add(Opening.NEXT_VERB, following[near(verbs, following, 1, 2)])
        who = chunks.having(WHO)
        of = chunks.sentences[who]
        first = np.full(self.found.size, -1)
        first[chunks.sentences[verbs][::-1]] = verbs[::-1]
        self._add(Opening.TWICE, who[(first[of] >= 0) & (who > first[of])])
        opens = np.flatnonzero(np.diff(of, prepend=-1))
        who, of = who[opens], of[opens]
        codes, word = self._batch.signs.codes, chunks.first[who]
        plain = (
            (self._batch.cues_of_words[word] & Cue.WE > 0)
            & (codes[self._batch.tokens.starts[word] - 1] != ord("_"))
            & (codes[self._batch.tokens.ends[word]] != ord("_"))
        )
        self.who[of[plain]] = self._places(who[plain])
        verbs = chunks.having(Cue.INTRODUCES | Cue.CONTAINS)
        asked = self._batch.spans.cues[chunks.sentences[verbs]]
        return verbs[asked & (WHO | Cue.IT | Cue.CONTAINS) > 0]

    def _objects(self, verbs: Ints) -> None:
        """Find verbs, and behind them a name, or a capital that the words around make one."""
        chunks = self._chunks
        capitals = chunks.capitals
        following = chunks.first[np.minimum(capitals + 1, chunks.first.size - 1)]
        marks = self._batch.lexicon.marks[self._batch.tokens.words[following]]
        names = capitals[
            (chunks.named | chunks.after)[capitals]
            | (marks & Mark.DIGIT_FIRST > 0)
            | near(capitals, capitals, 1, 2)
            | near(chunks.having(Cue.DOUBTLESS), capitals, 1, 2)
        ]
        last = np.full(self.found.size, -1)
        last[chunks.sentences[names]] = names
        praised = near(chunks.having(Cue.ARTICLE | Cue.OUR | Cue.PRAISES), capitals, -1, -1)
        self._add(Opening.PART, capitals[praised])
        more = chunks.having(Cue.NEXT)
        self._add(Opening.MORE, more[near(chunks.names, more, 1, 14)])
        self._add(Opening.VERB, verbs)
        self._add(Opening.OBJECT, verbs[last[chunks.sentences[verbs]] > verbs])

    def _presented(self) -> None:
        chunks = self._chunks
        at = chunks.having(Cue.ITS)
        self._add(Opening.ITS, at[near(chunks.capitals, at, 0, 9)])
        at = chunks.having(Cue.CALLED)
        at = at[near(chunks.capitals, at, 0, 9)]
        self._add(Opening.CALLED, at)
        # "We call it": who calls comes before.
        before = np.maximum(at - 1, 0)
        before = np.where(chunks.sentences[before] == chunks.sentences[at], before, at)
        self.called[chunks.sentences[at][::-1]] = self._places(before)[::-1]

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
        self._add(Opening.FIRST, first[chunks.named[first]])
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

"""Guards, asked for all places of a batch at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .batch import Batch
from .lexicon import Ints, Lexicon
from .lists import Lists
from .reading import PaperReading
from .signs import Bools
from .sought import Sought
from .words import Words


class Guards:
    """Guards by number: words that must, or must not, stand around a name."""

    def __init__(self, signs: Iterable[str]) -> None:
        """Read guards as they are written: `+diffusion -audio ~denois*`."""
        self._numbers: dict[str, int] = {}
        self._some, self._none, self._anywhere = Lists(), Lists(), Lists()
        known: dict[str, int] = {}
        for text in dict.fromkeys(signs):
            self._numbers[text] = len(self._numbers)
            tokens = [t for t in text.split() if len(t) > 1]
            for sign, asks in zip("+-~", (self._some, self._none, self._anywhere), strict=True):
                asks.add([known.setdefault(t[1:], len(known)) for t in tokens if t[0] == sign])
        self._sought = Sought(known)

    def number(self, signs: str) -> int:
        """Return the number of a guard."""
        return self._numbers[signs]

    def let(
        self, batch: Batch, papers: Sequence[PaperReading], guards: Ints, sentences: Ints, of: Ints
    ) -> Bools:
        """Tell which guards let a name through where it stands.

        Args:
            batch: Holds the passages of the papers, and no others.
            papers: All of them.
            guards: Their numbers.
            sentences: In which sentence of the batch each name stands.
            of: In which paper.
        """
        some, none, anywhere = (
            _Asked(rows, *asks.of(guards))
            for rows, asks in (
                (sentences, self._some),
                (sentences, self._none),
                (of, self._anywhere),
            )
        )
        wanted = np.zeros(len(self._sought), np.bool_)
        for asked in (some, none, anywhere):
            wanted[asked.words] = True
        words = _Read.of(batch, papers)
        first, last, numbers = self._sought.standing(batch.lexicon, words.numbers, wanted)
        always = self._sought.always

        def have(row_of: Ints, count: int) -> _Have:
            rows = row_of[first]
            one = rows == row_of[last]
            return _Have(count, rows[one], numbers[one], wanted, always)

        in_sentences = have(words.sentences, batch.spans.starts.size)
        in_papers = have(words.papers, len(papers))
        let: Bools = (
            (in_sentences.has(some) | some.nothing)
            & ~in_sentences.has(none)
            & (in_papers.has(anywhere) | anywhere.nothing)
        )
        return let


@dataclass(slots=True)
class _Asked:
    """What some guards ask for: the place of a guard among them, and a word's number.

    Attributes:
        rows: For each guard the sentence or the paper that is asked about.
    """

    rows: Ints
    guards: Ints
    words: Ints

    @property
    def nothing(self) -> Bools:
        """Tell which guards ask for nothing."""
        nothing = np.ones(self.rows.size, np.bool_)
        nothing[self.guards] = False
        return nothing


class _Have:
    """Which of the words that are wanted stand in which sentences, or in which papers."""

    def __init__(self, count: int, rows: Ints, words: Ints, wanted: Bools, always: Bools) -> None:
        self._columns = np.cumsum(wanted) - 1
        # What is in none of them is in the last row.
        self._table = np.zeros((count + 1, np.count_nonzero(wanted)), np.bool_)
        self._table[rows, self._columns[words]] = True
        self._table[:, self._columns[always & wanted]] = True

    def has(self, asked: _Asked) -> Bools:
        """Tell which guards find one of the words that they ask for."""
        here = self._table[asked.rows[asked.guards], self._columns[asked.words]]
        found = np.zeros(asked.rows.size, np.bool_)
        found[asked.guards[here]] = True
        return found


class _Read(NamedTuple):
    """The words of all papers as guards see them, keywords behind the passages.

    Attributes:
        numbers: Those of the words in the lexicon.
        sentences: In which sentence of the batch each is, -1 for none.
        papers: In which paper.
    """

    numbers: Ints
    sentences: Ints
    papers: Ints

    @classmethod
    def of(cls, batch: Batch, papers: Sequence[PaperReading]) -> _Read:
        tokens, spans = batch.tokens, batch.spans
        ends = tokens.bounds[np.cumsum([len(p.passages) for p in papers])]
        sizes = np.diff(ends, prepend=0)
        sentences = np.repeat(np.arange(spans.starts.size), np.diff(spans.words))
        outside = tokens.words.size - sentences.size
        found = cls(
            tokens.words,
            np.concatenate([np.full(outside, -1), sentences]),
            np.repeat(np.arange(len(papers)), sizes),
        )
        more = [
            (int(ends[i]), number, i)
            for i, paper in enumerate(papers)
            for number in _keywords(paper, batch.lexicon)
        ]
        if not more:
            return found
        at, numbers, of = (list(column) for column in zip(*more, strict=True))
        return cls(
            np.insert(found.numbers, at, numbers),
            np.insert(found.sentences, at, -1),
            np.insert(found.papers, at, of),
        )


def _keywords(paper: PaperReading, lexicon: Lexicon) -> list[int]:
    words = [w for text in paper.paper.keywords for w in Words(text).printed]
    return list(map(lexicon.number, words))

"""Candidate terms of a batch: phrases that no vocabulary has, found from each paper alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..model import Acronym
from .batch import Batch
from .lexicon import Ints, Keys, Mark, among, mixed
from .reading import PaperReading
from .roles import BEGINS, ENDS, GERUND
from .signs import Bools
from .tokens import Gap

_FRONT = ("title", "abstract")
# Words of a candidate, at most.
_LONGEST = 4
# Points of one place: in a title or not, by how many words it has and how many are known.
_POINTS = np.array(
    [
        [
            [
                (3.0 if title else 1.0) * (1.0 - 0.7 * known / size) * math.sqrt(size - 1)
                if known <= size and size > 1
                else 0.0
                for known in range(_LONGEST + 1)
            ]
            for size in range(1, _LONGEST + 1)
        ]
        for title in (False, True)
    ]
)


@dataclass(slots=True)
class Candidate:
    """A phrase of a paper.

    Attributes:
        key: That of its stems.
        text: As it first stands.
        places: Where it stands: number of the passage in the batch, start and end.
        worth: It is a term; else only if it is a long form of which more is known.
    """

    key: int
    text: str
    points: float
    places: list[tuple[int, int, int]]
    worth: bool


def candidates(batch: Batch, papers: Sequence[PaperReading]) -> list[list[Candidate]]:
    """Return what may be a term of each paper, in the order in which it first stands.

    It is two to four words in a row, none of them a function word or one that
    every paper uses, the last one able to be a noun; it counts where it stands in the
    title, is repeated, is the long form of an acronym, or stands alone between words that
    no term has. A phrase within what is already found is none.
    """
    found: list[list[Candidate]] = [[] for _ in papers]
    rows = _Rows(batch, papers)
    begins, lasts, whole = rows.phrases()
    if not begins.size:
        return found
    covered = _covered(batch, papers)
    size = lasts - begins + 1
    sums = np.append(0, np.cumsum(covered > 0))
    known = sums[lasts + 1] - sums[begins]
    kept = (known == 0) | ((known < size) & ~_cuts(covered, begins, lasts))
    begins, lasts, whole, size, known = (a[kept] for a in (begins, lasts, whole, size, known))
    title, of = rows.title[begins], rows.paper[begins]
    keys = phrase_keys(rows.stems, begins, size)
    _, first, group = np.unique(
        mixed(keys, of.astype(np.uint64)), return_index=True, return_inverse=True
    )
    count = first.size
    points = np.bincount(group, _POINTS[title.astype(np.int64), size - 1, known], count)
    alone = np.bincount(group, whole, count) > 0
    times = np.bincount(group, minlength=count)
    worth = (times > 1) | (points >= 3.0) | (alone & (points >= 1.0)) | title[first]
    tokens = batch.tokens
    shown = worth.copy()
    if rows.long_keys:
        shown |= among(keys[first], np.array(rows.long_keys, np.uint64))
    # One row a place, those of one candidate together and candidates in order.
    places = np.flatnonzero(shown[group])
    places = places[np.argsort(first[group[places]], kind="stable")]
    last = -1
    passage = np.searchsorted(tokens.bounds, begins[places], "right") - 1
    offset = batch.signs.starts[passage]
    for g, paper, key, number, start, end in zip(
        group[places].tolist(),
        of[places].tolist(),
        keys[places].tolist(),
        passage.tolist(),
        (tokens.starts[begins[places]] - offset).tolist(),
        (tokens.ends[lasts[places]] - offset).tolist(),
        strict=True,
    ):
        if g != last:
            last = g
            text = batch.passages[number].text[start:end]
            found[paper].append(Candidate(key, text, float(points[g]), [], bool(worth[g])))
        found[paper][-1].places.append((number, start, end))
    return found


def phrase_keys(stems: Keys, begins: Ints, sizes: Ints) -> Keys:
    """Return keys of phrases of two words or more, equal where their stems are."""
    keys = mixed(stems[begins], stems[begins + 1])
    for size in range(3, _LONGEST + 1):
        longer = np.flatnonzero(sizes >= size)
        keys[longer] = mixed(keys[longer], stems[begins[longer] + size - 1])
    return keys


class _Rows:
    """Words that terms may have, two or more in a row, in titles and abstracts.

    Attributes:
        title: Whether each word is one of a title.
        paper: The number of its paper.
        stems: The key of its stem.
        long_keys: Those of the long forms of all papers.
    """

    def __init__(self, batch: Batch, papers: Sequence[PaperReading]) -> None:
        tokens, lexicon = batch.tokens, batch.lexicon
        self._gaps = np.append(tokens.gaps, 0)
        self._roles = lexicon.roles[tokens.words]
        self._marks = lexicon.marks[tokens.words]
        self.stems = lexicon.stem_keys[tokens.words]
        names = [p.id for p in batch.passages]
        sizes = np.diff(tokens.bounds)
        self.title = np.repeat([name == "title" for name in names], sizes)
        front = np.repeat([name in _FRONT for name in names], sizes)
        counts = [len(p.passages) for p in papers]
        self.paper = np.repeat(np.repeat(np.arange(len(papers)), counts), sizes)
        self._long = [long_form(batch, p, a) for p in papers for a in p.acronyms]
        self.long_keys = [long_key(batch, *words) for words in self._long]
        # Words that go on a row; the edges of these runs are where rows begin and end.
        able = (self._roles > 0) & front
        goes_on = np.zeros(able.size + 1, np.bool_)
        goes_on[1:-1] = able[1:] & able[:-1] & (self._gaps[1:-1] & Gap.JOINED > 0)
        edges = np.flatnonzero(goes_on[1:] != goes_on[:-1]) + 1
        self._first, self._end = edges[0::2] - 1, edges[1::2]
        self._hot = self._telling(goes_on)

    def _telling(self, goes_on: Bools) -> Bools:
        """Tell which words begin a pair that the paper repeats, or that begins a long form.

        In a title every pair tells something.
        """
        at = np.flatnonzero(goes_on) - 1
        pairs = self._pairs(at)
        order = np.argsort(pairs)
        same = np.flatnonzero(pairs[order[1:]] == pairs[order[:-1]])
        hot = np.zeros(self.stems.size, np.bool_)
        hot[at[order[same]]] = hot[at[order[same + 1]]] = True
        hot[at[self.title[at]]] = True
        if self._long:
            begins = np.array([first for first, _ in self._long], np.int64)
            hot[at[among(pairs, self._pairs(begins))]] = True
        return hot

    def _pairs(self, at: Ints) -> Keys:
        pairs = mixed(self.stems[at], self.stems[at + 1])
        return mixed(pairs, self.paper[at].astype(np.uint64))

    def phrases(self) -> tuple[Ints, Ints, Bools]:
        """Return first and last words of what may be a term, and whether it is all of a row.

        What is joined by hyphens alone is one word, and none is begun or ended within one.
        """
        first, end, gaps, roles = self._first, self._end, self._gaps, self._roles
        # A noun phrase stands so: after an article or a preposition, and to its end.
        led = (
            (gaps[first] & Gap.JOINED > 0)
            & (self._marks[first - 1] & Mark.LEADS > 0)
            & (self._marks[first] & Mark.ED == 0)
        )
        parts = np.append(0, np.cumsum(gaps // Gap.PARTS))
        spaced = parts[end] - parts[first + 1] == end - first - 1
        # Titles begin with what is done: "Learning Trees".
        doing = self.title[first] & (gaps[first] & Gap.JOINED == 0) & (roles[first] & GERUND > 0)
        opens = (gaps[first] & Gap.HYPHEN > 0) | doing
        closes = gaps[end] & Gap.HYPHEN > 0

        hot = np.flatnonzero(self._hot)
        row = np.searchsorted(first, hot, "right") - 1
        short = np.flatnonzero(led & (end - first <= _LONGEST) & ~self._hot[first])
        begins = [*(hot for _ in range(1, _LONGEST)), first[short]]
        lasts = [*(hot + n for n in range(1, _LONGEST)), end[short] - 1]
        of = np.concatenate([*(row for _ in range(1, _LONGEST)), short])
        begin, last = np.concatenate(begins), np.concatenate(lasts)
        inside = last < end[of]
        begin, last, of = begin[inside], last[inside], of[inside]
        bounded = (gaps[begin] & Gap.HYPHEN == 0) & (gaps[last + 1] & Gap.HYPHEN == 0)
        fits = (
            (roles[begin] & BEGINS > 0)
            & (roles[last] & ENDS > 0)
            & ~(opens[of] & (begin == first[of]))
            & ~(closes[of] & (last == end[of] - 1))
            & (spaced[of] | (bounded & (parts[last + 1] > parts[begin + 1])))
        )
        begin, last, of = begin[fits], last[fits], of[fits]
        order = np.lexsort((last, begin))
        begin, last, of = begin[order], last[order], of[order]
        return begin, last, led[of] & (begin == first[of]) & (last == end[of] - 1)


def long_form(batch: Batch, paper: PaperReading, acronym: Acronym) -> tuple[int, int]:
    """Return first and last word of a long form, counted in the batch."""
    span = acronym.spans[1]
    offset = paper.by_id[span.passage].offset
    places = [offset + span.start, offset + span.end - 1]
    first, last = np.searchsorted(batch.tokens.ends, places, "right").tolist()
    return first, last


def long_key(batch: Batch, first: int, last: int) -> int:
    """Return the key of a phrase of any length."""
    stems = batch.lexicon.stem_keys[batch.tokens.words[first : last + 1]]
    key = stems[:1]
    for i in range(1, stems.size):
        key = mixed(key, stems[i : i + 1])
    return int(key[0]) if key.size else 0


def _covered(batch: Batch, papers: Sequence[PaperReading]) -> Ints:
    """Return, for each word, the number from 1 of the known span that holds it; 0 for none."""
    known = sorted(
        (offset + m.span.start, offset + m.span.end)
        for paper in papers
        for offsets in ({r.passage.id: r.offset for r in paper.passages},)
        for m in paper.found
        for offset in (offsets[m.span.passage],)
    )
    covered = np.zeros(batch.tokens.starts.size + 1, np.int64)
    if known:
        # Of spans that overlap the first one counts: it is written last.
        spans = np.searchsorted(batch.tokens.starts, np.array(known[::-1]))
        sizes = spans[:, 1] - spans[:, 0]
        total = np.cumsum(sizes)
        places = np.arange(total[-1]) + np.repeat(spans[:, 0] - (total - sizes), sizes)
        covered[places] = np.repeat(np.arange(len(known), 0, -1), sizes)
    return covered


def _cuts(covered: Ints, begins: Ints, lasts: Ints) -> Bools:
    """Tell which phrases lie within something known, or take only a part of it."""
    first, last = covered[begins], covered[lasts]
    found: Bools = (
        ((first == last) & (first != 0))
        | ((first != 0) & (covered[begins - 1] == first))
        | ((last != 0) & (covered[lasts + 1] == last))
    )
    return found

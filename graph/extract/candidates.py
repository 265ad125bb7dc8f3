"""Candidate terms of a batch: phrases that no vocabulary has, found from each paper alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from .batch import Batch
from .lexicon import Ints, Keys, Mark, among, mixed
from .reading import PaperReading
from .roles import BEGINS, ENDS, GERUND
from .signs import Bools
from .tokens import Gap

_FRONT = ("title", "abstract")
# All but the first 17 bits of a key.
_FEW = np.uint64(64 - 17)
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


def candidates(
    batch: Batch, papers: Sequence[PaperReading]
) -> tuple[list[list[Candidate]], list[list[int]]]:
    """Return what may be a term of each paper, and the keys of the long forms of its acronyms.

    Candidates are in the order in which they first stand.

    It is two to four words in a row, none of them a function word or one that
    every paper uses, the last one able to be a noun; it counts where it stands in the
    title, is repeated, is the long form of an acronym, or stands alone between words that
    no term has. A phrase within what is already found is none.
    """
    found: list[list[Candidate]] = [[] for _ in papers]
    rows = _Rows(batch, papers)
    begins, lasts, whole = rows.phrases()
    keys_left = iter(rows.long_keys.tolist())
    long_keys = [list(islice(keys_left, len(p.acronyms))) for p in papers]
    if not begins.size:
        return found, long_keys
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
    shown |= among(keys[first], rows.long_keys)
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
    return found, long_keys


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
        self._long, ends = _long_forms(batch, papers)
        self.long_keys = _keys_of_any_length(self.stems, self._long, ends)
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
        # Only what shares some bits with another is put in order.
        some = (pairs >> _FEW).view(np.int64)
        shared = np.flatnonzero(np.bincount(some, minlength=1)[some] > 1)
        order = shared[np.argsort(pairs[shared])]
        same = np.flatnonzero(pairs[order[1:]] == pairs[order[:-1]])
        hot = np.zeros(self.stems.size, np.bool_)
        hot[at[order[same]]] = hot[at[order[same + 1]]] = True
        hot[at[self.title[at]]] = True
        if self._long.size:
            hot[at[among(pairs, self._pairs(self._long))]] = True
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


def _long_forms(batch: Batch, papers: Sequence[PaperReading]) -> tuple[Ints, Ints]:
    """Return first and last words of the long forms of all papers, counted in the batch."""
    places = [
        (offset + span.start, offset + span.end - 1)
        for paper in papers
        for acronym in paper.acronyms
        for span in acronym.spans[1:]
        for offset in (paper.by_id[span.passage].offset,)
    ]
    bounds = np.array(places, np.int64).reshape(-1, 2)
    words = np.searchsorted(batch.tokens.ends, bounds, "right")
    return words[:, 0], words[:, 1]


def _keys_of_any_length(stems: Keys, first: Ints, last: Ints) -> Keys:
    keys = stems[np.minimum(first, stems.size - 1)]
    size = 1
    while (longer := np.flatnonzero(last - first >= size)).size:
        keys[longer] = mixed(keys[longer], stems[first[longer] + size])
        size += 1
    keys[last < first] = 0
    return keys


def _covered(batch: Batch, papers: Sequence[PaperReading]) -> Ints:
    """Return, for each word, the number from 1 of the known span that holds it; 0 for none."""
    covered = np.zeros(batch.tokens.starts.size + 1, np.int64)
    offsets: list[int] = []
    bounds: list[int] = []
    for paper in papers:
        begins = {r.passage.id: r.offset for r in paper.passages}
        for mention in paper.found:
            span = mention.span
            offsets.append(begins[span.passage])
            bounds += (span.start, span.end)
    if offsets:
        # Of spans that overlap the first one counts: it is written last.
        known = np.array(bounds).reshape(-1, 2) + np.array(offsets)[:, None]
        known = known[np.lexsort((known[:, 1], known[:, 0]))[::-1]]
        spans = np.searchsorted(batch.tokens.starts, known)
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

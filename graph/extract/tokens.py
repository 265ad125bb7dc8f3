"""The words of a batch of passages, cut at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..model import Passage
from .lexicon import Ints, Keys, Lexicon, Mark, Numbers, stem_key
from .signs import HOLE, POSSESSIVE, REACH, WORD, Bools, Bytes, Signs, eight
from .words import NOTHING, Memo, Words, gap_joins

# Bytes of a word of which its key is made.
_LONG = 3 * REACH
# Kinds of gaps that are remembered.
_MOST = 1 << 12
_SECOND, _THIRD, _LENGTH = (np.uint64(n) for n in (0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 56))


class Gap:
    """What stands between two words; each is one bit."""

    JOINED = 1  # they are one phrase
    HYPHEN = 2
    DOT = 4
    # Two bits: in how many more parts it cuts a text that is split at white space.
    PARTS = 8


_HYPHENS = frozenset("-‐‑‒–−")


def _gap(text: str) -> int:
    bare = text.replace(NOTHING, "")
    joined = gap_joins(bare)
    return (
        (Gap.JOINED if joined else 0)
        | (Gap.HYPHEN if text in _HYPHENS else 0)
        | min(len(f"a{text}a".split()) - 1, 3) * Gap.PARTS
        | (Gap.DOT if text == "." else 0)
    )


GAPS = Memo(_gap)


class _GapTable:
    """Gaps of up to seven bytes, by these."""

    def __init__(self) -> None:
        self._numbers = Numbers(1 << 8)

    def find(self, codes: Bytes, starts: Ints, ends: Ints) -> Ints:
        """Return what is between the bytes of some gaps, the bits of `Gap`."""
        lengths = ends - starts
        keys = eight(codes, starts, np.minimum(lengths, REACH - 1))
        keys |= lengths.astype(np.uint64) << _LENGTH
        found = self._numbers.find(keys)
        found[lengths >= REACH] = -1
        new = np.flatnonzero(found < 0)
        if new.size:
            told = [GAPS[_gap_text(codes[starts[i] : ends[i]])] for i in new.tolist()]
            found[new] = told
            short = new[lengths[new] < REACH]
            if short.size and len(self._numbers) < _MOST:
                kinds, first = np.unique(keys[short], return_index=True)
                self._numbers.add(kinds, found[short[first]])
        return found


def _gap_text(codes: Bytes) -> str:
    text = codes.tobytes().decode("latin-1")
    return text.replace(chr(POSSESSIVE), NOTHING[0]).replace(chr(HOLE), "\0")


_TABLE = _GapTable()


class Tokens:
    """Words of a batch, as arrays of one length, in order.

    Attributes:
        starts: Where each begins in `Signs`.
        ends: Where it ends.
        words: Its number in the lexicon.
        gaps: What is before it, see `Gap`.
        bounds: First word of each passage, and behind the last how many there are.
    """

    def __init__(
        self,
        signs: Signs,
        passages: Sequence[Passage],
        holes: Sequence[list[tuple[int, int]]],
        lexicon: Lexicon,
    ) -> None:
        offsets = signs.starts.tolist()
        codes, kinds = signs.shown(
            [
                (offsets[i] + a, offsets[i] + b)
                for i, some in enumerate(holes)
                if some and signs.plain[i]
                for a, b in some
            ]
        )
        self.starts, self.ends = _bounds(codes, kinds)
        text, starts, ends = signs.text, self.starts, self.ends
        keys = _keys(codes, starts, ends)
        for i in np.flatnonzero(ends - starts > _LONG).tolist():
            keys[i] = stem_key(text[starts[i] : ends[i]])
        self.words = lexicon.numbers(keys, lambda i: text[starts[i] : ends[i]])
        self.gaps = _gaps(codes, starts, ends, lexicon.marks[self.words])
        odd = [
            (offsets[i], Words(passages[i].text, holes[i]))
            for i, plain in enumerate(signs.plain)
            if not plain
        ]
        if odd:
            self._insert(odd, lexicon)
        self.bounds = np.searchsorted(self.starts, [*offsets, len(text)])
        first = self.bounds[:-1]
        self.gaps[first[first < self.starts.size]] = 0

    def _insert(self, cut: Sequence[tuple[int, Words]], lexicon: Lexicon) -> None:
        """Add the words of passages that were cut one by one, each with where it begins."""
        gaps = []
        for _, words in cut:
            for gap, joined in zip(words.gaps, words.joined, strict=True):
                gaps.append(GAPS[gap] | Gap.JOINED if joined else GAPS[gap] & ~Gap.JOINED)
        places = np.searchsorted(self.starts, [offset for offset, _ in cut])
        at = np.repeat(places, [len(words) for _, words in cut])
        for name, values in (
            ("starts", [offset + start for offset, words in cut for start in words.starts]),
            ("ends", [offset + end for offset, words in cut for end in words.ends]),
            ("words", [lexicon.number(word) for _, words in cut for word in words.printed]),
            ("gaps", gaps),
        ):
            setattr(self, name, np.insert(getattr(self, name), at, np.array(values, np.int64)))


def _bounds(codes: Bytes, kinds: Bytes) -> tuple[Ints, Ints]:
    """Return where words begin and end: letters and digits, then the signs of C++ and C#."""
    within = kinds & WORD
    edges = np.flatnonzero(within[1:] != within[:-1]) + 1
    starts, ends = edges[0::2], edges[1::2]
    signed = np.flatnonzero(_signed(codes[ends]))
    while signed.size:
        ends[signed] += 1
        signed = signed[_signed(codes[ends[signed]])]
    return starts, ends


def _signed(codes: Bytes) -> Bools:
    found: Bools = (codes == ord("+")) | (codes == ord("#"))
    return found


def _keys(codes: Bytes, starts: Ints, ends: Ints) -> Keys:
    """Return keys of words, equal where these are, if they have no more than `_LONG` bytes."""
    lengths = ends - starts
    keys = eight(codes, starts, lengths)
    for multiplier, done in ((_SECOND, REACH), (_THIRD, 2 * REACH)):
        longer = np.flatnonzero(lengths > done)
        if longer.size:
            more = eight(codes, starts[longer] + done, lengths[longer] - done)
            # Spread first: that two words differ in one bit here and there must not cancel out.
            mixed = (keys[longer] * _SECOND ^ (more + _SECOND)) * multiplier
            keys[longer] = mixed ^ (mixed >> np.uint64(29))
    return keys


def _gaps(codes: Bytes, starts: Ints, ends: Ints, marks: Bytes) -> Ints:
    gaps = np.full(starts.size, Gap.JOINED | Gap.PARTS, np.int64)
    if not starts.size:
        return gaps
    gaps[0] = 0
    before, after = ends[:-1], starts[1:]
    other = np.flatnonzero((after - before != 1) | (codes[before] != ord(" ")))
    gaps[other + 1] = found = _TABLE.find(codes, before[other], after[other])
    # Joined only within numbers: versions.
    dots = other[found & Gap.DOT > 0]
    within = (marks[dots] & Mark.DIGIT_LAST > 0) & (marks[dots + 1] & Mark.DIGIT_FIRST > 0)
    gaps[dots[within] + 1] |= Gap.JOINED
    return gaps

"""The sentences of a batch of passages, cut at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from ..model import Passage
from ..text import SENTENCE_END, continues, sentences
from .cues import Cue
from .lexicon import Ints, Lexicon, Mark, distinct
from .signs import CLOSER, IN_NAMES, LOWER, SPACE, STOP, UPPER, Bools, Signs
from .tokens import Tokens

# Characters that a sentence has at most: what is longer is no prose, and the grammar of
# the extractors would search it for hours.
LONGEST = 1500
# White space between two sentences that is passed over for all at once.
_BLANKS = 8
# Signs between capitalised words that make one name of them.
_IN_NAMES = re.compile(r"[&_@.+*²³^](?=[A-Z])")


class Spans:
    """Sentences of a batch, as arrays of one length, in order; a title is one.

    Attributes:
        starts: Where each begins in `Signs`.
        ends: Where it ends.
        words: Its first word, and behind the last how many there are.
        cues: Those of its words; a plain word that opens it is no name.
        bounds: First sentence of each passage, and behind the last how many there are.
    """

    def __init__(
        self, signs: Signs, tokens: Tokens, passages: Sequence[Passage], lexicon: Lexicon
    ) -> None:
        titles = np.fromiter((p.id == "title" for p in passages), np.bool_, len(passages))
        cuts = _cuts(signs, tokens, passages, titles, lexicon)
        starts, ends = _pieces(signs, distinct(np.concatenate([cuts, signs.ends])))
        of = _passages(signs, starts)
        whole = titles[of]
        starts[whole], ends[whole] = signs.starts[of[whole]], signs.ends[of[whole]]
        # What is left: passages with signs beyond ASCII, blank ones, and what is no prose.
        odd = np.ones(len(passages), np.bool_)
        odd[of] = ~np.array(signs.plain)[of]
        odd[of[(ends - starts > LONGEST) | (signs.kinds[starts] & SPACE > 0)]] = True
        odd[of[signs.kinds[ends - 1] & SPACE > 0]] = True
        if odd.any():
            more = [
                (start + offset, end + offset)
                for i in np.flatnonzero(odd).tolist()
                for offset in (int(signs.starts[i]),)
                for start, end in cut_sentences(passages[i].text, title=bool(titles[i]))
            ]
            keep = ~odd[of]
            starts = np.concatenate([starts[keep], np.array([a for a, _ in more], np.int64)])
            ends = np.concatenate([ends[keep], np.array([b for _, b in more], np.int64)])
            order = np.lexsort((ends, starts))
            starts, ends = starts[order], ends[order]
        self.starts, self.ends = starts, ends
        self.bounds = np.searchsorted(starts, [*signs.starts.tolist(), len(signs.text)])
        self.words = np.append(np.searchsorted(tokens.starts, starts), tokens.starts.size)
        self.cues = self._cues(signs, tokens, passages, lexicon)

    def _cues(
        self, signs: Signs, tokens: Tokens, passages: Sequence[Passage], lexicon: Lexicon
    ) -> Ints:
        cues = lexicon.cues[tokens.words]
        first = self.words[:-1]
        full = first < self.words[1:]
        opening = first[full]
        # Where it opens no sentence, a plain word with a capital may be a name.
        within = cues | ((cues & Cue.OPENER) // Cue.OPENER * Cue.NAME)
        within[opening] = cues[opening]
        found = np.zeros(first.size, np.int64)
        if opening.size:
            found[full] = np.bitwise_or.reduceat(within, opening)
        kinds = signs.kinds
        joined = np.flatnonzero((kinds[:-1] & IN_NAMES > 0) & (kinds[1:] & UPPER > 0))
        spelt = set(_passages(signs, joined).tolist())
        spelt |= {
            i
            for i, plain in enumerate(signs.plain)
            if not plain and _IN_NAMES.search(passages[i].text)
        }
        for i in spelt:
            part = slice(self.bounds[i], self.bounds[i + 1])
            found[part][full[part]] |= Cue.SPELT
        return found


def _cuts(
    signs: Signs, tokens: Tokens, passages: Sequence[Passage], titles: Bools, lexicon: Lexicon
) -> Ints:
    """Return where sentences end, the ends of passages aside."""
    kinds = signs.kinds
    stops = np.flatnonzero(kinds & STOP)
    of = _passages(signs, stops)
    behind = kinds[stops + 1]
    asked = ~titles[of] & (behind & CLOSER > 0)
    plain = np.flatnonzero(~titles[of] & (behind & SPACE > 0))
    ends, doubtful = _plain_ends(signs, tokens, stops[plain], of[plain], lexicon)
    asked[plain[doubtful]] = True
    found = []
    for at, i in zip(stops[asked].tolist(), of[asked].tolist(), strict=True):
        text, offset = passages[i].text, int(signs.starts[i])
        end = SENTENCE_END.match(text, at - offset)
        if end and not (text[at - offset] == "." and continues(text, *end.span())):
            found.append(end.end() + offset)
    return np.concatenate([stops[plain[ends]] + 1, np.array(found, np.int64)])


def _plain_ends(
    signs: Signs, tokens: Tokens, stops: Ints, of: Ints, lexicon: Lexicon
) -> tuple[Bools, Bools]:
    """Tell which stops before white space end a sentence, and which ones have to be looked at."""
    kinds, codes = signs.kinds, signs.codes
    passage_ends = signs.ends[of]
    ends = (codes[stops] != ord(".")) | (stops + 1 == passage_ends)
    following = kinds[stops + 2]
    doubtful = ~ends & ((following & SPACE > 0) | (stops + 2 >= passage_ends))
    full = np.flatnonzero(~ends & ~doubtful & (following & LOWER == 0))
    if full.size and tokens.ends.size:
        word = np.minimum(np.searchsorted(tokens.ends, stops[full]), tokens.ends.size - 1)
        begin = tokens.starts[word]
        marks = lexicon.marks[tokens.words[word]]
        alone = (codes[begin - 1] == ord(" ")) | (begin == signs.starts[of[full]])
        known = (tokens.ends[word] == stops[full]) & (marks & Mark.ALPHA > 0) & alone
        ends[full] = known & (marks & Mark.ABBREVIATES == 0)
        doubtful[full] = ~known
    elif full.size:
        doubtful[full] = True
    return ends, doubtful


def _passages(signs: Signs, places: Ints) -> Ints:
    """Return in which passages some places are."""
    found: Ints = np.searchsorted(signs.starts, places, "right") - 1
    return found


def _pieces(signs: Signs, cuts: Ints) -> tuple[Ints, Ints]:
    """Return the texts up to each cut without white space around; blank ones are left out."""
    kinds = signs.kinds
    starts, ends = np.append(signs.starts[:1], cuts[:-1]), cuts.copy()
    for places, step in ((starts, 1), (ends, -1)):
        for _ in range(_BLANKS):
            beside = places if step > 0 else places - 1
            blank = (kinds[beside] & SPACE > 0) & (starts < ends)
            if not blank.any():
                break
            places += step * blank
    kept = starts < ends
    return starts[kept], ends[kept]


def cut_sentences(text: str, *, title: bool) -> list[tuple[int, int]]:
    """Return start and end of each sentence of one passage; a title is one, whatever its signs."""
    whole = [(0, len(text))]
    found = whole if title else sentences(text) or whole
    if len(text) <= LONGEST or all(end - start <= LONGEST for start, end in found):
        return found
    return [piece for start, end in found for piece in _short_pieces(text, start, end)]


def _short_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence, at white space where there is some."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut + 1 if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end

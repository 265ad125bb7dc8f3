"""How much alike two titles are, whoever wrote the papers."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.fuzz import ratio

from .titles import Title, is_series, marks_of

# Per mille. A slip of the pen is sure, a subtitle that one side lacks less so; a name before a
# long title ("ELLA: ...") comes and goes between preprint and journal.
EQUAL, SLIP, NAME, SUBTITLE, CUT, CUT_AT_A_WORD = 1000, 15, 980, 930, 920, 860
REPLACED, APART = 760, 0
# Spaces of a title that is told by its words, whatever name stands before it.
_LONG_TITLE = 4
# What is less alike than this, as a whole, is no question of spelling.
_WHOLE = 84.0
# A title that was cut off has at least so many letters, and so much of the other.
_CUT_LETTERS, _CUT_SHARE = 18, 0.3
# Shorter ones that end with a word may be whole: "X" beside "X in practice".
_WHOLE_LETTERS, _WHOLE_SHARE = 36, 0.6
_LONG_WORD = 8
_FILLERS = frozenset(
    (
        *("a", "an", "the", "of", "for", "in", "on", "and", "to", "with", "via", "by"),
        *("using", "from", "at", "as", "is"),
    )
)
# "Unsupervised" is no misspelt "supervised".
_PREFIXES = frozenset(
    (
        *("anti", "auto", "bi", "co", "de", "dis", "extra", "hyper", "hypo", "il", "im"),
        *("in", "inter", "intra", "ir", "mal", "meta", "micro", "macro", "mid", "mini"),
        *("mono", "multi", "non", "omni", "over", "poly", "post", "pre", "pseudo", "quasi"),
        *("re", "self", "semi", "sub", "super", "trans", "tri", "ultra", "un", "under"),
        *("uni",),
    )
)


class Likeness(NamedTuple):
    """How alike, 0 to 1000, and in what way; `APART` when the titles say they are two works."""

    score: int
    how: str


def likeness(one: Title, other: Title) -> Likeness | None:
    """Compare two titles; None when they have nothing to do with each other.

    Numbers, editions and parts must be the same, and so must the kind of
    notice: an erratum is not the paper. Then a title is the other one with
    slips of the pen, or without its subtitle, or cut off.
    """
    if one.compact == other.compact:
        same = one.kind == other.kind and one.marks == other.marks
        return Likeness(EQUAL, "same title") if same else Likeness(APART, "of another kind")
    found = max(_readings(one, other), default=None)
    if found and (one.kind != other.kind or found.score == APART):
        return Likeness(APART, "of another kind")
    return found


def _readings(one: Title, other: Title) -> list[Likeness]:
    found = []
    whole = _spelled(one.words, other.words)
    if whole:
        if one.marks != other.marks:
            return [Likeness(APART, "other numbers")]
        found.append(
            Likeness(whole, "a word differs" if whole <= REPLACED else "spelled otherwise")
        )
    if whole is None or whole <= REPLACED:
        longer, shorter = (one, other) if len(one.words) > len(other.words) else (other, one)
        found += _without_subtitle(longer, shorter)
        found += _cut(longer, shorter) or ()
    if (
        not found
        and one.pieces[0] == other.pieces[0]
        and min(map(len, (one.pieces, other.pieces))) > 1
    ):
        return [Likeness(APART, "other subtitles")]
    return found


def _without_subtitle(longer: Title, shorter: Title) -> list[Likeness]:
    found = []
    for cut in range(1, len(longer.pieces)):
        for kept, lost in (
            (longer.pieces[:cut], longer.pieces[cut:]),
            (longer.pieces[cut:], longer.pieces[:cut]),
        ):
            words = " ".join(kept)
            spelled = _spelled(words, shorter.words)
            # What begins a title, as a name does, is not called a subtitle if it was all there was.
            if not spelled or spelled <= REPLACED or marks_of(words) != shorter.marks:
                continue
            if kept == longer.pieces[cut:] and " " not in words:
                continue
            if is_series(" ".join(lost)):
                score, how = REPLACED, "one lacks the subtitle"
            elif kept == longer.pieces[cut:] and words.count(" ") >= _LONG_TITLE:
                score, how = NAME - (EQUAL - spelled), "one lacks the name"
            else:
                score, how = SUBTITLE - (EQUAL - spelled), "one lacks the subtitle"
            found.append(Likeness(score, how))
    return found


def _cut(longer: Title, shorter: Title) -> list[Likeness] | None:
    size = len(shorter.compact)
    if size < _CUT_LETTERS - 8 * shorter.broken or size < _CUT_SHARE * len(longer.compact):
        return None
    if not longer.compact.startswith(shorter.compact):
        # A slip before the cut; the last word may be a part of one.
        if ratio(longer.compact[:size], shorter.compact, score_cutoff=95.0) == 0.0:
            return None
        begin = longer.words[: len(shorter.words)]
        spelled = _spelled(begin, shorter.words)
        if spelled is None or spelled <= REPLACED:
            return None
    else:
        spelled = EQUAL
    kept, lost = _split(longer.words, size)
    dangling = kept.rpartition(" ")[2] in _FILLERS
    at_a_word = lost.startswith(" ") and not shorter.broken and not dangling
    if marks_of(kept) != shorter.marks or (at_a_word and is_series(lost)):
        return [Likeness(APART, "other numbers")]
    share = size / len(longer.compact)
    if at_a_word and (size < _WHOLE_LETTERS or share < _WHOLE_SHARE):
        return [Likeness(REPLACED, "one goes on")]
    score = (CUT_AT_A_WORD if at_a_word else CUT) - (EQUAL - spelled)
    return [Likeness(score, "one is cut off")]


def _split(words: str, letters: int) -> tuple[str, str]:
    """Cut a title behind so many letters; the rest begins with a space if a word ends there."""
    seen = 0
    for place, sign in enumerate(words):
        if seen == letters:
            return words[:place], words[place:]
        seen += sign != " "
    return words, ""


def _spelled(one: str, other: str) -> int | None:
    """Return how surely two titles differ in spelling only; `REPLACED` when in a word.

    None when they differ in more.
    """
    if one == other:
        return EQUAL
    if ratio(one, other, score_cutoff=_WHOLE) == 0.0:
        return _reordered(one, other)
    mine, theirs = one.split(), other.split()
    slips, replaced = 0, 0
    for block in Levenshtein.opcodes(mine, theirs):
        if block.tag == "equal":
            continue
        before = mine[block.src_start : block.src_end]
        after = theirs[block.dest_start : block.dest_end]
        cost = _slips(before, after)
        if cost is None:
            replaced += 1
        else:
            slips += cost
    if replaced > 1:
        return _reordered(one, other)
    if replaced or slips > max(2, len(one) // 9):
        return REPLACED
    return EQUAL - SLIP * slips


def _reordered(one: str, other: str) -> int | None:
    return EQUAL - 2 * SLIP if sorted(one.split()) == sorted(other.split()) else None


def _slips(before: list[str], after: list[str]) -> int | None:
    """Count slips of the pen between runs of words; None when words were replaced."""
    one, other = "".join(before), "".join(after)
    if one == other:
        return 0
    if _FILLERS.issuperset(before) and _FILLERS.issuperset(after):
        return 1
    if _FILLERS & {one, other} and OSA.distance(one, other, score_cutoff=1) <= 1:
        return 1
    if not before or not after:
        return None
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter) and longer[: -len(shorter)] in _PREFIXES:
        return None
    size = len(longer)
    allowed = 0 if size < 4 else 1 if size < 6 else 2 if size < 14 else 2 + size // 10
    if len(before) > 1 and len(after) > 1 and len(before) == len(after):
        costs = [_slips([a], [b]) for a, b in zip(before, after, strict=True)]
        return None if None in costs else sum(filter(None, costs))
    distance = OSA.distance(one, other, score_cutoff=allowed)
    if distance > allowed:
        return None
    # "BERT" and "BART" are two names; "wtih" is "with".
    if size == 4 and len(one) == len(other) and sorted(one) != sorted(other):
        return None
    # Two slips in one short word are less sure than two in two words.
    return distance + 1 if distance > 1 and size < _LONG_WORD else distance

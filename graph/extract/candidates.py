"""Candidate terms: phrases of a paper that no vocabulary has, found from the paper alone."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ..model import Acronym, Span, Term
from .alignment import singular_head
from .plain_words import GERUND_HEADS, LEADS, NOUNS, STOP, VERBS
from .reading import PaperReading, Reading
from .words import Words, word_set

MOST = 20
# Places of a word in a term, as bits.
INSIDE, BEGINS, ENDS, GERUND = 1, 2, 4, 8
_ADJECTIVE_ENDS = tuple(word_set("ed ive ous able ible ful ical ary ional ular inear ic ian less"))


@dataclass(slots=True)
class _Candidate:
    text: str
    points: float = 0.0
    whole: bool = False  # somewhere it is all there is between two words that no term has
    spans: list[Span] = field(default_factory=list)


def terms(paper: PaperReading) -> tuple[Term, ...]:
    """Return at most twenty candidate terms, best first.

    A candidate is two to four words in a row, none of them a function word or one that
    every paper uses, the last one able to be a noun; it counts where it stands in the
    title, is repeated, is the long form of an acronym, or stands alone between words that
    no term has. A phrase within what is already found is no candidate.
    """
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for span in (m.span for m in paper.found):
        taken[span.passage].append((span.start, span.end))
    found: dict[str, _Candidate] = {}
    for reading in paper.passages:
        if reading.passage.id in ("title", "abstract"):
            _collect(reading, sorted(taken[reading.passage.id]), found)
    for acronym in paper.acronyms:
        _add_long_form(acronym, taken, paper, found)
    kept = [c for c in found.values() if _worth(c)]
    kept = _without_parts(kept)
    best = sorted(kept, key=lambda c: (-c.points, c.text))[:MOST]
    top = best[0].points if best else 1.0
    return tuple(
        Term(_shown(c.text), round(min(1.0, c.points / max(top, 4.0)), 3), tuple(c.spans))
        for c in best
    )


def _collect(reading: Reading, taken: list[tuple[int, int]], found: dict[str, _Candidate]) -> None:
    words = reading.words
    title = reading.passage.id == "title"
    roles = list(map(role, words.printed))
    covered = _covered(words, taken)
    # Most words can be followed by no other of a term: these are asked nothing else.
    goes_on = [bool(r) and j for r, j in zip(roles[1:], words.joined[1:], strict=True)]
    for first, on in enumerate(goes_on):
        able = roles[first]
        if not on or not able & BEGINS or words.hyphen_before(first):
            continue
        if title and able & GERUND and (first == 0 or not words.joined[first]):
            continue
        for last in range(first + 1, min(first + 4, len(roles))):
            if not goes_on[last - 1]:
                break
            if not roles[last] & ENDS or words.hyphen_after(last):
                continue
            inside = last - first + 1 - covered[first : last + 1].count(0)
            if inside > last - first or (inside and _cuts(covered, first, last)):
                continue
            start, end = words.starts[first], words.ends[last]
            text = reading.text[start:end]
            if len(text.split()) < 2:
                continue
            key = " ".join(words.stems[first : last + 1])
            candidate = found.get(key)
            if candidate is None:
                candidate = found[key] = _Candidate(text)
            fresh = 1.0 - 0.7 * inside / (last - first + 1)
            candidate.points += (3.0 if title else 1.0) * fresh * math.sqrt(last - first)
            candidate.whole |= _is_whole(words, roles, first, last)
            candidate.spans.append(reading.span(start, end))


def _cuts(covered: list[int], first: int, last: int) -> bool:
    """Tell whether a phrase lies within something known, or takes only a part of it."""
    return (
        covered[first] == covered[last] != 0
        or (covered[first] != 0 and first > 0 and covered[first - 1] == covered[first])
        or (covered[last] != 0 and covered[last] == (covered[last + 1 : last + 2] or [0])[0])
    )


def _is_whole(words: Words, roles: list[int], first: int, last: int) -> bool:
    """Tell whether a phrase stands as a noun phrase does: after an article or a preposition."""
    before = words.printed[first - 1].lower() if first and words.joined[first] else ""
    after = last + 1 < len(roles) and words.joined[last + 1] and roles[last + 1]
    return before in LEADS and not after and not words.printed[first].endswith("ed")


def _covered(words: Words, taken: list[tuple[int, int]]) -> list[int]:
    """Return, for each word, the number from 1 of the known span that holds it; 0 for none."""
    covered = [0] * len(words)
    for number, (start, end) in enumerate(taken, start=1):
        for i in range(bisect_left(words.starts, start), bisect_left(words.starts, end)):
            covered[i] = covered[i] or number
    return covered


def _add_long_form(
    acronym: Acronym,
    taken: dict[str, list[tuple[int, int]]],
    paper: PaperReading,
    found: dict[str, _Candidate],
) -> None:
    if len(acronym.long.split()) < 2 or paper.local.concept(acronym.short):
        return
    span = acronym.spans[1]
    if any(a <= span.start and span.end <= b for a, b in taken[span.passage]):
        return
    reading = paper.by_id[span.passage]
    first, last = reading.word_at(span.start), reading.word_at(span.end - 1)
    key = " ".join(reading.words.stems[first : last + 1])
    candidate = found.setdefault(key, _Candidate(acronym.long))
    candidate.points += 3.0
    if span not in candidate.spans:
        candidate.spans.append(span)


def _worth(candidate: _Candidate) -> bool:
    return (
        len(candidate.spans) > 1
        or candidate.points >= 3.0
        or candidate.spans[0].passage == "title"
        or (candidate.whole and candidate.points >= 1.0)
    )


def _without_parts(candidates: list[_Candidate]) -> list[_Candidate]:
    """Leave out phrases that stand only inside longer ones that were kept."""
    kept: list[_Candidate] = []
    by_length: dict[int, list[_Candidate]] = defaultdict(list)
    for c in candidates:
        by_length[len(c.text.split())].append(c)
    for length in sorted(by_length, reverse=True):
        within = _Within(s for k in kept for s in k.spans)
        kept += [c for c in by_length[length] if not all(s in within for s in c.spans)]
    return kept


class _Within:
    """Tells whether a span lies inside one of some others."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._reach: dict[str, list[int]] = defaultdict(list)
        for span in sorted(spans, key=lambda s: s.start):
            reach = self._reach[span.passage]
            self._starts[span.passage].append(span.start)
            reach.append(max(span.end, reach[-1] if reach else 0))

    def __contains__(self, span: Span) -> bool:
        index = bisect_right(self._starts[span.passage], span.start) - 1
        return index >= 0 and self._reach[span.passage][index] >= span.end


def _shown(text: str) -> str:
    """Return a phrase in small letters, its head in the singular; names keep their capitals."""
    shown = re.sub(r"[^\W\d_]+", lambda m: m[0].lower() if m[0][1:].islower() else m[0], text)
    return singular_head(" ".join(shown.split()))


@lru_cache(maxsize=1 << 16)
def role(printed: str) -> int:
    """Return where in a term a word may stand: 0 nowhere, else INSIDE and what else it can do."""
    word = printed.lower()
    if (
        word in STOP
        or len(word) < 2
        or word[0].isdigit()
        or (len(word) > 5 and word.endswith(("ly", "ize", "ise", "ify", "izes", "ises", "ifies")))
    ):
        return 0
    gerund = word.endswith("ing") and len(word) > 5
    roles = INSIDE | (GERUND if gerund else 0)
    if len(word) > 2 and word not in VERBS and not (gerund and word not in GERUND_HEADS):
        roles |= BEGINS
    adjective = word.endswith(_ADJECTIVE_ENDS) and word not in NOUNS
    if len(word) > 2 and not adjective and not (gerund and word not in GERUND_HEADS):
        roles |= ENDS
    return roles

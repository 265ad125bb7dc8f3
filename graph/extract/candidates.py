"""Candidate terms: phrases of a paper that no vocabulary has, found from the paper alone."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from ..model import Acronym, Span, Term
from .acronyms import singular_head
from .naming import ADJECTIVES
from .plain_words import GERUND_HEADS, STOP, VERBS
from .reading import PaperReading, Reading
from .words import Words

MOST = 20
# Places of a word in a term, as bits.
INSIDE, BEGINS, ENDS, GERUND = 1, 2, 4, 8


@dataclass(slots=True)
class _Candidate:
    text: str
    points: float = 0.0
    spans: list[Span] = field(default_factory=list)


def terms(paper: PaperReading) -> tuple[Term, ...]:
    """Return at most twenty candidate terms, best first.

    A candidate is two to four words in a row, none of them a function word or one that
    every paper uses, the last one able to be a noun; it counts where it stands in the
    title, is repeated, or is the long form of an acronym.
    A phrase within what is already found is no candidate.
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
    roles = [role(w) for w in words.printed]
    covered = _covered(words, taken)
    for first, able in enumerate(roles):
        if not able & BEGINS or words.hyphen_before(first):
            continue
        if title and able & GERUND and (first == 0 or not words.joined[first]):
            continue
        for last in range(first + 1, min(first + 4, len(roles))):
            if not roles[last] or not words.joined[last]:
                break
            if not roles[last] & ENDS or words.hyphen_after(last):
                continue
            inside = sum(1 for c in covered[first : last + 1] if c)
            if inside > last - first or covered[first] == covered[last] != 0:
                continue
            start, end = words.starts[first], words.ends[last]
            text = reading.text[start:end]
            if " " not in text and text.rpartition("-")[2].lower() in ADJECTIVES:
                continue
            key = " ".join(words.stems[first : last + 1])
            candidate = found.get(key)
            if candidate is None:
                candidate = found[key] = _Candidate(text)
            fresh = 1.0 - 0.7 * inside / (last - first + 1)
            candidate.points += (3.0 if title else 1.0) * fresh * math.sqrt(last - first)
            candidate.spans.append(reading.span(start, end))


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
    if len(acronym.spans) < 2 or len(acronym.long.split()) < 2:
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
    return candidate.points >= 1.9 and (
        len(candidate.spans) > 1 or candidate.points >= 3.0 or candidate.spans[0].passage == "title"
    )


def _without_parts(candidates: list[_Candidate]) -> list[_Candidate]:
    """Leave out phrases that stand only inside longer ones that were kept."""
    kept: list[_Candidate] = []
    for c in sorted(candidates, key=lambda c: -len(c.text)):
        inside = sum(
            1
            for s in c.spans
            if any(
                s.passage == o.passage and o.start <= s.start and s.end <= o.end
                for k in kept
                for o in k.spans
            )
        )
        if inside < len(c.spans) or (inside > 1 and not kept):
            kept.append(c)
    return kept


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
    endings = ("ed", "ive", "ous", "able", "ible", "ful", "ical", "ary")
    if len(word) > 2 and not word.endswith(endings) and not (gerund and word not in GERUND_HEADS):
        roles |= ENDS
    return roles

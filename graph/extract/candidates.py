"""Candidate terms: phrases of a paper that no vocabulary has, found from the paper alone."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model import Acronym, Span, Term
from .acronyms import singular_head
from .plain_words import GERUND_HEADS, STOP
from .reading import PaperReading, Reading

MOST = 20


_BREAKING_ENDS = ("ly", "ize", "ise", "ify", "izes", "ises", "ifies", "ingly", "edly")


@dataclass(slots=True)
class _Candidate:
    text: str
    points: float = 0.0
    spans: list[Span] = field(default_factory=list)


def terms(
    paper: PaperReading, known: Iterable[Span], acronyms: tuple[Acronym, ...]
) -> tuple[Term, ...]:
    """Return at most twenty candidate terms, best first.

    A candidate is two to four words in a row, none of them a function word or one that
    every paper uses, the last one able to be a noun; it counts where it stands in the
    title, is repeated, or is the long form of an acronym.

    Args:
        paper: The paper.
        known: What is already found, by span; a candidate within one of these is none.
        acronyms: Of the paper.
    """
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for span in known:
        taken[span.passage].append((span.start, span.end))
    found: dict[str, _Candidate] = {}
    for reading in paper.passages:
        if reading.passage.id in ("title", "abstract"):
            _collect(reading, sorted(taken[reading.passage.id]), found)
    for acronym in acronyms:
        _add_long_form(acronym, taken, paper, found)
    kept = [c for c in found.values() if _worth(c)]
    kept = _without_parts(kept)
    best = sorted(kept, key=lambda c: (-c.points, c.text))[:MOST]
    top = best[0].points if best else 1.0
    return tuple(
        Term(c.text, round(min(1.0, c.points / max(top, 4.0)), 3), tuple(c.spans)) for c in best
    )


def _collect(reading: Reading, taken: list[tuple[int, int]], found: dict[str, _Candidate]) -> None:
    words = reading.words
    title = reading.passage.id == "title"
    printed = [w.lower() for w in words.printed]
    good = [_can_be_inside(w) for w in printed]
    for first in range(len(words)):
        if not good[first]:
            continue
        for last in range(first + 1, min(first + 4, len(words))):
            if not good[last] or not words.joined[last]:
                break
            if not _can_end(printed[last]) or not _can_begin(printed[first]):
                continue
            start, end = words.starts[first], words.ends[last]
            if words.hyphen_before(first) or words.hyphen_after(last):
                continue
            if any(a <= start and end <= b for a, b in taken):
                continue
            inside = sum(min(end, b) - max(start, a) for a, b in taken if a < end and start < b)
            key = " ".join(words.stems[first : last + 1])
            candidate = found.setdefault(key, _Candidate(_shown(reading.text[start:end])))
            fresh = 1.0 - 0.7 * inside / (end - start)
            candidate.points += (3.0 if title else 1.0) * fresh * math.sqrt(last - first)
            candidate.spans.append(reading.span(start, end))


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
    candidate = found.setdefault(key, _Candidate(_shown(acronym.long)))
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
    words = [w.lower() if w[1:].islower() or len(w) == 1 else w for w in text.split()]
    return singular_head(" ".join(words))


def _can_be_inside(word: str) -> bool:
    return (
        word not in STOP
        and len(word) > 1
        and not word[0].isdigit()
        and not (word.endswith(_BREAKING_ENDS) and len(word) > 5)
    )


def _can_begin(word: str) -> bool:
    return len(word) > 2 and not (
        word.endswith("ing") and word not in GERUND_HEADS and len(word) > 6
    )


def _can_end(word: str) -> bool:
    """Tell whether a word can be the head of a noun phrase."""
    if len(word) < 3 or word.endswith(("ed", "ive", "ous", "able", "ible", "ful", "ical", "ary")):
        return False
    return not word.endswith("ing") or word in GERUND_HEADS

"""Candidate terms: phrases of a paper that no vocabulary has, found from the paper alone."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..model import Acronym, Span, Term
from .alignment import singular_head
from .plain_words import LEADS
from .reading import PaperReading, Reading
from .roles import BEGINS, ENDS, GERUND, ROLES
from .words import Words

MOST = 20
_FRONT = ("title", "abstract")
# Points of one place: in a title or not, by how many words it has and how many are known.
_POINTS = {
    title: [
        [
            (3.0 if title else 1.0) * (1.0 - 0.7 * known / size) * math.sqrt(size - 1)
            for known in range(size + 1)
        ]
        if size
        else []
        for size in range(5)
    ]
    for title in (True, False)
}

# Stems of two words.
_Pair = tuple[str, str]
# Passage, start, end.
_Place = tuple[str, int, int]


@dataclass(slots=True)
class _Candidate:
    """A phrase and where it stands: in a reading, from one word to another, both included."""

    points: float = 0.0
    whole: bool = False  # somewhere it is all there is between two words that no term has
    places: list[tuple[Reading, int, int]] = field(default_factory=list)

    def worth(self) -> bool:
        return (
            len(self.places) > 1
            or self.points >= 3.0
            or (self.whole and self.points >= 1.0)
            or self.places[0][0].passage.id == "title"
        )


@dataclass(slots=True)
class _Kept:
    text: str
    points: float
    places: list[_Place]


def terms(paper: PaperReading) -> tuple[Term, ...]:
    """Return at most twenty candidate terms, best first.

    A candidate is two to four words in a row, none of them a function word or one that
    every paper uses, the last one able to be a noun; it counts where it stands in the
    title, is repeated, is the long form of an acronym, or stands alone between words that
    no term has. A phrase within what is already found is no candidate.
    """
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for span in [m.span for m in paper.found]:
        taken[span.passage].append((span.start, span.end))
    fronts = [_Front(r) for r in paper.passages if r.passage.id in _FRONT]
    telling = _repeated(fronts).union(*[_long_form_pairs(paper, a) for a in paper.acronyms])
    found: dict[str, _Candidate] = {}
    for front in fronts:
        _collect(front, telling, sorted(taken[front.reading.passage.id]), found)
    kept = {key: _keep(c) for key, c in found.items() if c.worth()}
    for acronym in paper.acronyms:
        _add_long_form(acronym, taken, paper, found, kept)
    best = sorted(_without_parts(kept.values()), key=lambda k: (-k.points, k.text))[:MOST]
    top = max(best[0].points if best else 1.0, 4.0)
    return tuple(
        [
            Term(
                _shown(k.text),
                round(min(1.0, k.points / top), 3),
                tuple([Span(passage, start, end) for passage, start, end in k.places]),
            )
            for k in best
        ]
    )


class _Front:
    """Title or abstract, with its rows: words that terms may have, two or more in a row."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.title = reading.passage.id == "title"
        self.roles = list(map(ROLES.__getitem__, reading.words.printed))
        self.rows = list(_rows(self.roles, reading.words.joined))


def _repeated(fronts: Sequence[_Front]) -> set[_Pair]:
    """Return the pairs of stems that stand twice: what is repeated begins with one."""
    pairs: list[_Pair] = []
    for front in fronts:
        stems = front.reading.words.stems
        for first, end in front.rows:
            pairs += pairwise(stems[first:end])
    if len(set(pairs)) == len(pairs):
        return set()
    return {pair for pair, times in Counter(pairs).items() if times > 1}


def _long_form_pairs(paper: PaperReading, acronym: Acronym) -> Iterator[_Pair]:
    span = acronym.spans[1]
    reading = paper.by_id[span.passage]
    first = reading.word_at(span.start)
    yield from pairwise(reading.words.stems[first : first + 2])


def _collect(
    front: _Front,
    telling: set[_Pair],
    taken: list[tuple[int, int]],
    found: dict[str, _Candidate],
) -> None:
    """Add what may come to be kept: all of a title, else what is whole or begins so.

    Args:
        front: Title or abstract.
        telling: Pairs that are repeated or begin a long form.
        taken: Characters that something known takes.
        found: By stems, what earlier passages have.
    """
    reading, title = front.reading, front.title
    words = reading.words
    stems = words.stems
    covered = _covered(words, taken)
    points = _POINTS[title]
    for first, end in front.rows:
        # A noun phrase stands so: after an article or a preposition, and to its end.
        before = words.printed[first - 1].lower() if first and words.joined[first] else ""
        led = before in LEADS and not words.printed[first].endswith("ed")
        hot = (
            [i for i in range(first, end - 1) if title or (stems[i], stems[i + 1]) in telling]
            if title or telling
            else []
        )
        begins = hot
        if led and end - first <= 4 and first not in hot:
            begins = [first, *hot]
        for begin, last in _phrases(front, first, end, begins) if begins else ():
            whole = led and begin == first and last == end - 1
            if begin not in hot and not whole:
                continue
            size = last - begin + 1
            known = size - covered[begin : last + 1].count(0)
            if known and (known == size or _cuts(covered, begin, last)):
                continue
            key = " ".join(stems[begin : last + 1])
            candidate = found.get(key)
            if candidate is None:
                candidate = found[key] = _Candidate()
            candidate.points += points[size][known]
            candidate.whole |= whole
            candidate.places.append((reading, begin, last))


def _rows(roles: list[int], joined: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield first word and end of each longest row of two or more words that terms may have."""
    first = -1
    for i, able in enumerate(roles):
        if first >= 0 and not (able and joined[i]):
            if i - first > 1:
                yield first, i
            first = -1
        if able and first < 0:
            first = i
    if first >= 0 and len(roles) - first > 1:
        yield first, len(roles)


def _phrases(
    front: _Front, first: int, end: int, begins: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Yield first and last word of what may be a term in a row, where one may begin.

    What is joined by hyphens alone is one word, and none is begun or ended within one.
    """
    words, text, roles = front.reading.words, front.reading.text, front.roles
    starts, ends = words.starts, words.ends
    spaced = len(text[starts[first] : ends[end - 1]].split()) == end - first
    opens = words.hyphen_before(first)
    closes = words.hyphen_after(end - 1)
    # Titles begin with what is done: "Learning Trees".
    doing = front.title and (first == 0 or not words.joined[first])
    for begin in begins:
        able = roles[begin]
        if not able & BEGINS or (begin == first and (opens or (doing and able & GERUND))):
            continue
        if not spaced and words.hyphen_before(begin):
            continue
        for last in range(begin + 1, min(begin + 4, end)):
            if not roles[last] & ENDS or (closes and last == end - 1):
                continue
            if not spaced and (
                words.hyphen_after(last) or len(text[starts[begin] : ends[last]].split()) < 2
            ):
                continue
            yield begin, last


def _cuts(covered: list[int], first: int, last: int) -> bool:
    """Tell whether a phrase lies within something known, or takes only a part of it."""
    return (
        covered[first] == covered[last] != 0
        or (covered[first] != 0 and first > 0 and covered[first - 1] == covered[first])
        or (covered[last] != 0 and covered[last] == (covered[last + 1 : last + 2] or [0])[0])
    )


def _covered(words: Words, taken: list[tuple[int, int]]) -> list[int]:
    """Return, for each word, the number from 1 of the known span that holds it; 0 for none."""
    starts = words.starts
    covered = [0] * len(starts)
    first = 0
    for number, (start, end) in enumerate(taken, start=1):
        first = bisect_left(starts, start, first)
        for i in range(first, len(starts)):
            if starts[i] >= end:
                break
            covered[i] = covered[i] or number
    return covered


def _keep(candidate: _Candidate) -> _Kept:
    places = [
        (reading.passage.id, reading.words.starts[first], reading.words.ends[last])
        for reading, first, last in candidate.places
    ]
    reading = candidate.places[0][0]
    _, start, end = places[0]
    return _Kept(reading.text[start:end], candidate.points, places)


def _add_long_form(
    acronym: Acronym,
    taken: dict[str, list[tuple[int, int]]],
    paper: PaperReading,
    found: dict[str, _Candidate],
    kept: dict[str, _Kept],
) -> None:
    if len(acronym.long.split()) < 2 or paper.local.concept(acronym.short):
        return
    span = acronym.spans[1]
    if any(a <= span.start and span.end <= b for a, b in taken[span.passage]):
        return
    reading = paper.by_id[span.passage]
    first, last = reading.word_at(span.start), reading.word_at(span.end - 1)
    key = " ".join(reading.words.stems[first : last + 1])
    if key not in kept:
        kept[key] = _keep(found[key]) if key in found else _Kept(acronym.long, 0.0, [])
    kept[key].points += 3.0
    place = (span.passage, span.start, span.end)
    if place not in kept[key].places:
        kept[key].places.append(place)


def _without_parts(candidates: Collection[_Kept]) -> list[_Kept]:
    """Leave out phrases that stand only inside longer ones."""
    places = [
        (passage, start, -end, number)
        for number, candidate in enumerate(candidates)
        for passage, start, end in candidate.places
    ]
    outside: set[int] = set()
    within, reach = "", 0
    # Of two that begin together the longer comes first.
    for passage, _, back, number in sorted(places):
        if passage != within:
            within, reach = passage, 0
        if -back > reach:
            outside.add(number)
            reach = -back
    return [c for number, c in enumerate(candidates) if number in outside]


def _shown(text: str) -> str:
    """Return a phrase in small letters, its head in the singular; names keep their capitals."""
    if not text.islower():
        text = re.sub(r"[^\W\d_]+", lambda m: m[0].lower() if m[0][1:].islower() else m[0], text)
    return singular_head(" ".join(text.split()))

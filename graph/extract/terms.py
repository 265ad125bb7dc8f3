"""The candidate terms of a paper, ranked and as they are shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ..model import Acronym, Span, Term
from .alignment import singular_head
from .batch import Batch
from .candidates import Candidate, candidates
from .reading import PaperReading
from .words import Memo

MOST = 20
_LETTERS = re.compile(r"[^\W\d_]+")


def terms(batch: Batch, papers: Sequence[PaperReading]) -> Iterator[tuple[Term, ...]]:
    """Yield, for each paper, at most twenty candidate terms, best first."""
    for paper, found, long_keys in zip(papers, *candidates(batch, papers), strict=True):
        kept = [c for c in found if c.worth]
        if long_keys:
            by_key = {c.key: c for c in found}
            for acronym, key in zip(paper.acronyms, long_keys, strict=True):
                candidate = _long_form(paper, acronym, key, by_key)
                if candidate is not None and candidate not in kept:
                    kept.append(candidate)
        if len(kept) > 1:
            kept = sorted(_without_parts(kept), key=lambda c: (-c.points, c.text))[:MOST]
        top = max(kept[0].points, 4.0) if kept else 4.0
        yield tuple([_term(batch, candidate, top) for candidate in kept])


def _term(batch: Batch, candidate: Candidate, top: float) -> Term:
    spans = tuple([Span(batch.passages[i].id, a, b) for i, a, b in candidate.places])
    return Term(_SHOWN[candidate.text], round(min(1.0, candidate.points / top), 3), spans)


def _long_form(
    paper: PaperReading, acronym: Acronym, key: int, found: dict[int, Candidate]
) -> Candidate | None:
    """Return the candidate that a long form is, with its points; none if it is known."""
    if len(acronym.long.split()) < 2 or paper.local.concept(acronym.short):
        return None
    span = acronym.spans[1]
    if any(
        m.span.passage == span.passage and m.span.start <= span.start and span.end <= m.span.end
        for m in paper.found
    ):
        return None
    candidate = found.get(key)
    if candidate is None:
        candidate = found[key] = Candidate(key, acronym.long, 0.0, [], worth=True)
    candidate.points += 3.0
    place = (paper.by_id[span.passage].number, span.start, span.end)
    if place not in candidate.places:
        candidate.places.append(place)
    return candidate


def _without_parts(kept: Collection[Candidate]) -> list[Candidate]:
    """Leave out phrases that stand only inside longer ones."""
    places = [
        (passage, start, -end, number)
        for number, candidate in enumerate(kept)
        for passage, start, end in candidate.places
    ]
    outside: set[int] = set()
    within, reach = -1, 0
    # Of two that begin together the longer comes first.
    for passage, _, back, number in sorted(places):
        if passage != within:
            within, reach = passage, 0
        if -back > reach:
            outside.add(number)
            reach = -back
    return [c for number, c in enumerate(kept) if number in outside]


def _as_shown(text: str) -> str:
    """Return a phrase in small letters, its head in the singular; names keep their capitals."""
    if not text.islower():
        text = _LETTERS.sub(lambda m: m[0].lower() if m[0][1:].islower() else m[0], text)
    return singular_head(" ".join(text.split()))


# Many phrases are terms of several papers.
_SHOWN = Memo(_as_shown)

"""Terms and keywords of papers: what may become a concept of the library."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..library.folding import count_places
from ..library.packing import decoder
from ..text import slug

KEYWORD, DISCOVERED = "keyword", "discovered"
_KEYWORD_WEIGHT = 500


class Term(NamedTuple):
    """A keyword, or a term that was found, of one paper; `weight` in thousandths."""

    paper: int
    origin: str
    slug: str
    name: str
    times: int
    weight: int


def shared_terms(connection: sqlite3.Connection, least: int) -> Iterator[Term]:
    """Yield the terms and keywords that so many papers have, and perhaps a few that fewer have.

    A keyword that the paper has as a concept is left out. The facts are read
    twice, so that of what is not shared there are only numbers in memory.
    """
    import numpy as np

    read = _Reader()
    papers, hashes = array("q"), array("q")
    for paper, told in connection.execute("SELECT number, inflated(json) FROM shown"):
        mine = {hash(term.slug) for term in read.terms(paper, told)}
        papers.extend([paper] * len(mine))
        hashes.extend(mine)
    everything = np.array(hashes, np.int64)
    values, times = np.unique(everything, return_counts=True)
    often = values[times >= least]
    holders = np.unique(np.array(papers, np.int64)[np.isin(everything, often)])
    shared = set(often.tolist())
    for paper in holders.tolist():
        (told,) = connection.execute(
            "SELECT inflated(json) FROM shown WHERE number = ?", (paper,)
        ).fetchone()
        yield from (term for term in read.terms(paper, told) if hash(term.slug) in shared)


class _Reader:
    def __init__(self) -> None:
        self._said = decoder("Said", ("keywords", list[str], []), ("terms", list[list[Any]], []))
        self._concepts = decoder("About", ("concepts", list[list[Any]], []))

    def terms(self, paper: int, told: bytes) -> Iterator[Term]:
        """Yield those of one paper, each slug once an origin."""
        said = self._said(told)
        seen: set[str] = set()
        if said.keywords:
            # Those that are concepts of the vocabulary already.
            seen = {slug(concept[0]) for concept in self._concepts(told).concepts}
        for keyword in said.keywords:
            if (body := slug(keyword)) and body not in seen:
                seen.add(body)
                yield Term(paper, KEYWORD, body, keyword, 0, _KEYWORD_WEIGHT)
        seen.clear()
        for name, weight, *places in said.terms:
            if (body := slug(name)) and body not in seen:
                seen.add(body)
                yield Term(
                    paper, DISCOVERED, body, name, count_places(places), round(weight * 1000)
                )

"""Concepts that the library itself shows, and how rare each concept is."""

from __future__ import annotations

import sqlite3
from math import log

from .terms import KEYWORD, Term, shared_terms

# A term becomes a concept when this many papers share it.
_PAPERS = 2
# One that more papers share than this part is no concept but a habit of the field.
_COMMON = 0.25
_FEW = 8


def discover(connection: sqlite3.Connection) -> None:
    """Make concepts of keywords and terms that at least two papers share.

    A term that occurs only within one longer shared term, in the same papers,
    is that longer one's fragment and left out; a term whose key a vocabulary
    concept has is that concept already.
    """
    connection.execute(
        "DELETE FROM about WHERE concept IN (SELECT id FROM concept WHERE origin <> 'vocabulary')"
    )
    connection.execute("DELETE FROM concept WHERE origin <> 'vocabulary'")
    total = connection.execute("SELECT count(*) FROM paper WHERE stub = 0").fetchone()[0]
    known = {key for (key,) in connection.execute("SELECT key FROM concept")}
    found: dict[str, _Candidate] = {}
    for term in shared_terms(connection, _PAPERS):
        if f"concept:{term.slug}" not in known:
            found.setdefault(term.slug, _Candidate(term)).add(term)
    most = max(_FEW, total * _COMMON)
    kept = {s: c for s, c in found.items() if _PAPERS <= len(c.papers) <= most}
    for slug in sorted(kept.keys() - _fragments(kept)):
        candidate = kept[slug]
        concept = connection.execute(
            "INSERT INTO concept (key, name, kind, origin) VALUES (?, ?, 'field', ?)",
            (f"concept:{slug}", candidate.name, candidate.origin),
        ).lastrowid
        connection.executemany(
            "INSERT INTO about (paper, concept, count, weight, central, stood) "
            "VALUES (?, ?, ?, ?, 0, 0)",
            [(paper, concept, *counted) for paper, counted in candidate.papers.items()],
        )


class _Candidate:
    """A term or keyword that may become a concept.

    Attributes:
        papers: For each that has it how often, and the weight in thousandths.
    """

    __slots__ = ("name", "origin", "papers")

    def __init__(self, term: Term) -> None:
        self.name = term.name
        self.origin = term.origin
        self.papers: dict[int, tuple[int, int]] = {}

    def add(self, term: Term) -> None:
        """Add what one paper says."""
        # An authors' keyword is better evidence than a pattern.
        if term.origin == KEYWORD:
            self.origin = KEYWORD
        self.name = min(self.name, term.name, key=lambda s: (s != s.lower(), s))
        count, weight = self.papers.get(term.paper, (0, 0))
        self.papers[term.paper] = max(count, term.times), max(weight, term.weight)


def _fragments(kept: dict[str, _Candidate]) -> set[str]:
    fragments = set()
    for longer, whole in kept.items():
        words = longer.split("-")
        for size in range(1, len(words)):
            for begin in range(len(words) - size + 1):
                shorter = "-".join(words[begin : begin + size])
                if (
                    shorter in kept
                    and kept[shorter].origin != KEYWORD
                    and kept[shorter].papers.keys() <= whole.papers.keys()
                ):
                    fragments.add(shorter)
    return fragments


def weigh(connection: sqlite3.Connection) -> None:
    """Write for each concept how many papers have it, and its idf.

    Papers whose stance is `contrast` do not count as having it. The idf is
    ln(N / n) of the papers read; for a concept of none it is that of one.
    """
    total = connection.execute("SELECT count(*) FROM paper WHERE stub = 0").fetchone()[0]
    connection.execute(
        "UPDATE concept SET papers = (SELECT count(*) FROM about "
        "WHERE concept = concept.id AND stance <> 'contrast')"
    )
    rows = connection.execute("SELECT DISTINCT papers FROM concept").fetchall()
    connection.executemany(
        "UPDATE concept SET weight = ? WHERE papers = ?",
        [(round(log(total / max(n, 1)), 6) if total else 0.0, n) for (n,) in rows],
    )

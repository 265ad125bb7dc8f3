"""Concepts that the library itself shows, and how rare each concept is."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from math import log

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
    papers: dict[str, set[int]] = defaultdict(set)
    origin: dict[str, str] = {}
    name: dict[str, str] = {}
    for slug, paper, source, spelled in connection.execute(
        "SELECT slug, paper, origin, name FROM term WHERE slug IN "
        "(SELECT slug FROM term GROUP BY slug HAVING count(DISTINCT paper) >= ?) "
        "AND 'concept:' || slug NOT IN (SELECT key FROM concept) ORDER BY slug, paper, origin",
        (_PAPERS,),
    ):
        papers[slug].add(paper)
        # An authors' keyword is better evidence than a pattern.
        if source == "keyword" or slug not in origin:
            origin[slug] = source
        name[slug] = min(name.get(slug, spelled), spelled, key=lambda s: (s != s.lower(), s))
    most = max(_FEW, total * _COMMON)
    kept = {s for s in papers if len(papers[s]) <= most}
    for slug in sorted(kept - _fragments(kept, papers, origin)):
        concept = connection.execute(
            "INSERT INTO concept (key, name, kind, origin) VALUES (?, ?, 'field', ?)",
            (f"concept:{slug}", name[slug], origin[slug]),
        ).lastrowid
        connection.execute(
            "INSERT INTO about SELECT paper, ?, max(count), max(weight), 0, 'about' FROM term "
            "WHERE slug = ? GROUP BY paper",
            (concept, slug),
        )


def _fragments(kept: set[str], papers: dict[str, set[int]], origin: dict[str, str]) -> set[str]:
    fragments = set()
    for longer in kept:
        words = longer.split("-")
        for size in range(1, len(words)):
            for begin in range(len(words) - size + 1):
                shorter = "-".join(words[begin : begin + size])
                if (
                    shorter in kept
                    and origin[shorter] != "keyword"
                    and papers[shorter] <= papers[longer]
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

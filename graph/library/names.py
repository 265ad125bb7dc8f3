"""Finds papers and all that has a name by words; typos forgiven."""

from __future__ import annotations

import sqlite3
from typing import Any

from ..errors import NotFoundError
from ..text import normal, slug
from .file import Library
from .search import find_papers, shown

# Of names so many that may be meant are looked at closely, and none less alike than this.
_NAMES, _NAME_FAINT = 300, 60.0
_SHORT_FORM = 9


def search(library: Library, text: str, limit: int) -> list[dict[str, Any]]:
    """Find papers that were read, concepts, systems and repositories by words.

    Returns:
        Rows of `kind`, `key`, `name`, `papers` (how many name it; 1 for a paper)
        and `score`, best first, ties by key; at most `limit`, 0 for all.
    """
    wanted = normal(text)
    rows = [
        {"kind": "Paper", "key": f.key, "name": f.title, "papers": 1, "score": round(f.score, 1)}
        for f in find_papers(library, text, limit=1000)
        if f.score >= 60 and not f.stub
    ]
    rows += [
        {"kind": kind, "key": key, "name": name, "papers": papers, "score": round(score, 1)}
        for kind, key, name, papers in _named(library.connection, wanted)
        if (score := name_likeness(wanted, normal(name))) >= 75
    ]
    rows.sort(key=lambda r: (-float(str(r["score"])), -int(str(r["papers"])), str(r["key"])))
    return rows[:limit] if limit else rows


def find_concept(connection: sqlite3.Connection, asked: str) -> int:
    """Return the number of a concept given by key or name, however it is spelled.

    Raises:
        NotFoundError: There is none; up to three with close names are suggested.
    """
    for key in (asked.strip(), f"concept:{slug(asked)}"):
        if row := connection.execute("SELECT id FROM concept WHERE key = ?", (key,)).fetchone():
            return int(row[0])
    wanted = normal(asked)
    ranked = sorted(
        (-name_likeness(wanted, normal(name)), name, number)
        for number, name in connection.execute("SELECT id, name FROM concept")
    )
    # A plural is the same concept.
    if ranked and normal(ranked[0][1]).removesuffix("s") == wanted.removesuffix("s"):
        return int(ranked[0][2])
    close = [name for score, name, _ in ranked[:3] if score <= -75]
    advice = f"Close names: {', '.join(close)}." if close else "graph search finds concepts."
    raise NotFoundError(f"No concept is called {shown(asked)}. {advice}", "unknown_concept")


def name_likeness(asked: str, name: str) -> float:
    """Return how well a normal form fits a name, 0 to 100.

    A part of it counts for less; the first letters of its words, as in `llm`, stand for it.
    """
    from rapidfuzz.fuzz import ratio, token_set_ratio

    if len(asked) > 1 and asked.removesuffix("s") == "".join(word[0] for word in name.split()):
        return 95.0
    return max(float(ratio(asked, name)), 0.9 * token_set_ratio(asked, name))


def _named(connection: sqlite3.Connection, wanted: str) -> list[tuple[str, str, str, int]]:
    """Kind, key, name and number of papers of what may be meant by a normal form.

    Keys hold names in nearly normal form, so that they can be compared as they are.
    """
    from rapidfuzz.fuzz import ratio, token_set_ratio
    from rapidfuzz.process import extract

    rows = connection.execute(
        "SELECT 'Concept', key, name, id FROM concept UNION ALL "
        "SELECT label, key, CASE label WHEN 'Repository' THEN substr(key, 12) ELSE name END, id "
        "FROM entity UNION ALL SELECT 'Author', key, name, id FROM author"
    ).fetchall()
    spelled = [key.partition(":")[2].replace("-", " ").replace("/", " ") for _, key, _, _ in rows]
    if "orcid" in {key[:5] for kind, key, _, _ in rows if kind == "Author"}:
        spelled = [
            normal(name) if key.startswith("orcid:") else text
            for text, (_, key, name, _) in zip(spelled, rows, strict=True)
        ]
    near = {
        place
        for scorer in (ratio, token_set_ratio)
        for _, _, place in extract(
            wanted, spelled, scorer=scorer, limit=_NAMES, score_cutoff=_NAME_FAINT
        )
    }
    if " " not in wanted and 1 < len(wanted) <= _SHORT_FORM:
        short = wanted.removesuffix("s")
        near |= {
            place
            for place, text in enumerate(spelled)
            if text[:1] == wanted[0] and short == "".join(word[0] for word in text.split())
        }
    return [
        (kind, key, name, _papers_of(connection, kind, number))
        for kind, key, name, number in (rows[place] for place in sorted(near))
    ]


def _papers_of(connection: sqlite3.Connection, kind: str, number: int) -> int:
    statement = {
        "Concept": "SELECT papers FROM concept WHERE id = ?",
        "Author": "SELECT count(*) FROM wrote WHERE author = ?",
    }.get(kind, "SELECT count(DISTINCT paper) FROM names WHERE entity = ?")
    return int(connection.execute(statement, (number,)).fetchone()[0])

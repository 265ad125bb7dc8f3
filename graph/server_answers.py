"""The answers of `answers`, from a graph that was loaded into a server.

A server has the twenty RELATED papers of each with their parts, the same as on
the library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .identifiers import parse, told_identifiers
from .library.names import name_likeness
from .library.search import Found, likeness, the_one
from .model import Role
from .server_reasons import because, first_sentence
from .text import name_key, normal

if TYPE_CHECKING:
    from .related import Wanted
    from .stores.neo4j_store import Neo4jStore

Json = dict[str, Any]

_INTRODUCED = (
    "MATCH (p:Paper)-[:INTRODUCES]->(n) WHERE (n:System OR n:Dataset) AND n.key IN $keys "
    "RETURN DISTINCT p.key AS key, p.title AS title, p.year AS year ORDER BY key"
)


def find_key(server: Neo4jStore, asked: str) -> str:
    """Return the key of the one paper that is meant.

    Raises:
        NotFoundError: None fits, or several fit about equally well.
    """
    return _find(server, asked).key


def _find(server: Neo4jStore, asked: str) -> Found:
    identifier = parse(asked)
    for spelled in (asked.strip(), str(identifier) if identifier else ""):
        rows = server.find_papers(spelled) if ":" in spelled else []
        if len(rows) == 1 and spelled in (rows[0]["key"], str(identifier)):
            return _found(rows[0], 100.0)
    key = name_key(asked.strip())
    wanted = normal(asked)
    scores = {
        row["key"]: _found(row, 100.0 if normal(row["title"]) == wanted else _score(wanted, row))
        for row in server.find_papers(asked)
        if not row["stub"]
    }
    introducing = server.cypher(_INTRODUCED, {"keys": [f"system:{key}", f"dataset:{key}"]}).rows
    exact = any(f.score >= 100 for f in scores.values())
    if len(introducing) == 1 and not exact:
        scores = {}
    for paper, title, year in introducing:
        if not exact:
            scores[paper] = Found(0, paper, title, year, 97.0)
    return the_one(asked, sorted(scores.values(), key=lambda f: (-f.score, f.key)))


def _score(wanted: str, row: Json) -> float:
    return likeness(wanted, normal(row["title"]))


def _found(row: Json, score: float) -> Found:
    return Found(0, row["key"], row["title"], row.get("year"), score, bool(row.get("stub")))


def related(server: Neo4jStore, asked: Sequence[str], limit: int, wanted: Wanted) -> Json:
    """Answer as `answers.related` does, from the 20 that a server has.

    Raises:
        UsageError: Several papers are asked about: a server does not hold what that takes.
    """
    begin, end = wanted.span()
    if len(asked) > 1 and any(re.search(r"\s|:|/", text.strip()) for text in asked):
        raise UsageError("related to several papers works on a library file, not on a server.")
    found = _find(server, " ".join(asked))
    answer: Json = {
        "paper": {"key": found.key, "title": found.title, "stub": found.stub},
        "match": {"asked": " ".join(asked), "score": round(found.score, 1)},
        "related": [],
        "coverage": server.coverage().as_json(),
    }
    one = server.paper(found.key) or {}
    names = {normal(name.removeprefix("concept:").replace("-", " ")) for name in wanted.concepts}
    for row in server.related(found.key, 0):
        if wanted.years is not None and not begin <= (row["year"] or -1) <= end:
            continue
        other = server.paper(row["key"]) or {}
        concepts = {normal(c["name"]) for c in other["concepts"] if c["stance"] != "contrast"}
        roles = {r.get("role") for r in other["repositories"]}
        if names <= concepts and (not wanted.with_code or Role.OFFICIAL.value in roles):
            answer["related"].append({**row, "because": because(one, other, row["parts"])})
        if len(answer["related"]) == limit:
            break
    return answer


def show(server: Neo4jStore, asked: str) -> Json:
    """Answer as `answers.show` does, without what a server does not hold."""
    paper = server.paper(find_key(server, asked)) or {}
    return {
        **_described(paper),
        "concepts": [_concept(c) for c in paper["concepts"]],
        "terms": [],
        **_named(paper),
        **_linked(paper),
        "coverage": server.coverage().as_json(),
    }


def _described(paper: Json) -> Json:
    identifiers, others = told_identifiers(paper.get("identifiers") or [])
    year = paper.get("year")
    return {
        "key": paper["key"],
        "title": paper.get("title"),
        "year": year,
        "years": [year] if year is not None else [],
        "date": paper.get("date"),
        "venue": paper.get("venue"),
        "authors": [a["name"] for a in paper["authors"]],
        "url": paper.get("url"),
        "stub": bool(paper.get("stub")),
        "identifiers": identifiers,
        "other_identifiers": others,
        "keywords": [],
        "abstract": paper.get("abstract") or "",
        "sections": [],
        "origins": [],
    }


def _named(paper: Json) -> Json:
    introduces, uses = paper["introduces"], paper["uses"]
    return {
        "introduces": [{"name": n["name"], "kind": n.get("kind", "dataset")} for n in introduces],
        "uses": [
            {"name": n["name"], "kind": n["kind"], "stance": n["stance"]}
            for n in uses
            if n["label"] == "System"
        ],
        "datasets": [n["name"] for n in introduces + uses if n["label"] == "Dataset"],
        "metrics": [n["name"] for n in uses if n["label"] == "Metric"],
        "acronyms": {},
        "repositories": [
            {"url": r["url"], "role": r.get("role", Role.MENTIONED.value)}
            for r in paper["repositories"]
        ],
        "code_promised": None,
        "pages": [p["url"] for p in paper["pages"]],
    }


def _linked(paper: Json) -> Json:
    names = ("key", "title", "year")
    return {
        "mentions": [
            {
                "key": m["key"],
                "title": m["title"],
                "by": ", ".join(m["by"]),
                "stance": m["stance"],
                "sentence": m["sentence"],
            }
            for m in paper["mentions"]
        ],
        "references": [_reference(r) for r in paper["references"]],
        "cited_by": [p["key"] for p in paper["cited_by"]],
        "citing": [
            {name: p[name] for name in names} | {"sentence": first_sentence(p)}
            for p in paper["cited_by"]
        ],
    }


def _reference(cited: Json) -> Json:
    return {
        "text": cited.get("raw"),
        "title": cited["title"],
        "identifiers": {},
        "key": cited["key"],
        "paper": {"title": cited["title"], "year": cited["year"], "stub": bool(cited["stub"])},
        "contexts": [{"sentence": s} for s in cited.get("contexts") or []],
    }


def _concept(concept: Json) -> Json:
    names = ("key", "name", "kind", "count", "weight", "central", "stance", "sentence")
    kept = {name: concept.get(name) for name in names}
    return kept | {"surfaces": [{"text": text} for text in concept.get("surfaces") or []]}


def search(server: Neo4jStore, text: str, limit: int) -> Json:
    """Answer as `answers.search` does, through the server's full-text indexes."""
    wanted = normal(text)
    rows: list[Json] = [
        {
            "kind": "Paper",
            "key": r["key"],
            "name": r["title"],
            "papers": 1,
            "score": round(_score(wanted, r), 1),
        }
        for r in server.find_papers(text)
        if not r["stub"]
    ]
    rows = [r for r in rows if r["score"] >= 60]
    for row in server.find_names(text):
        score = name_likeness(wanted, normal(row["name"]))
        if score >= 75:
            rows.append(
                {
                    "kind": row["label"],
                    "key": row["key"],
                    "name": row["name"],
                    "papers": row["papers"],
                    "score": round(score, 1),
                }
            )
    rows.sort(key=lambda r: (-r["score"], -r["papers"], r["key"]))
    return {"asked": text, "found": rows[:limit] if limit else rows}

"""Reads papers and counts out of a library."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from ..coverage import Coverage
from ..identifiers import told_identifiers
from ..text import normal, slug
from .file import Library
from .folding import reasons
from .packing import unpack

Json = dict[str, Any]

_COUNTED_NODES = (
    ("Paper", "SELECT count(*) FROM paper"),
    ("Author", "SELECT count(*) FROM author"),
    ("Concept", "SELECT count(*) FROM concept"),
)


def paper_json(library: Library, paper: int, covered: Coverage | None = None) -> Json:
    """Return everything known of one paper, as `graph show --json` prints it.

    Args:
        covered: What counts of citations rest on; counted anew if not given.
    """
    connection = library.connection
    told = {"coverage": (covered or coverage(library)).as_json()}
    key, title, year, stub = connection.execute(
        "SELECT key, title, year, stub FROM paper WHERE id = ?", (paper,)
    ).fetchone()
    if stub:
        return _stub(library, paper, key, title, year) | _citing(library, paper) | told
    facts = unpack(
        connection.execute(
            "SELECT inflated(json) FROM shown WHERE number = ?", (paper,)
        ).fetchone()[0]
    )
    _add_records(library, paper, facts)
    facts["key"] = key
    facts["mentions"] = [
        {
            "key": other,
            "title": name,
            "by": ", ".join(json.loads(names)),
            "stance": stance,
            "sentence": sentence,
        }
        for other, name, names, stance, sentence in connection.execute(
            "SELECT paper.key, paper.title, names, stance, sentence FROM mentions "
            "JOIN paper ON paper.id = target WHERE mentions.paper = ? ORDER BY paper.key",
            (paper,),
        )
    ]
    _add_targets(library, paper, facts)
    facts |= _citing(library, paper) | told
    _add_derived_concepts(library, paper, facts)
    return facts


def all_papers(library: Library) -> Iterator[Json]:
    """Yield every paper that was read, in key order; stubs are left out."""
    covered = coverage(library)
    numbers = library.connection.execute(
        "SELECT id FROM paper WHERE stub = 0 ORDER BY key"
    ).fetchall()
    for (number,) in numbers:
        yield paper_json(library, number, covered)


def _add_records(library: Library, paper: int, facts: Json) -> None:
    connection = library.connection
    facts["origins"] = [
        {"origin": shown, "line": line}
        for shown, line in connection.execute(
            "SELECT shown, line FROM record JOIN source ON source.id = source WHERE paper = ? "
            "ORDER BY shown, line",
            (paper,),
        )
    ]
    facts["identifiers"], facts["other_identifiers"] = told_identifiers(
        value
        for (value,) in connection.execute("SELECT value FROM identifier WHERE paper = ?", (paper,))
    )


def _add_derived_concepts(library: Library, paper: int, facts: Json) -> None:
    """Move terms that became concepts of this library under `concepts`."""
    derived = library.connection.execute(
        "SELECT key, name, kind, origin, about.weight, count FROM about "
        "JOIN concept ON concept.id = concept WHERE paper = ? AND origin <> 'vocabulary' "
        "ORDER BY about.weight DESC, key",
        (paper,),
    ).fetchall()
    surfaces = {f"concept:{slug(t['name'])}": t["surfaces"] for t in facts["terms"]}
    for key, name, kind, origin, weight, count in derived:
        facts["concepts"].append(
            {
                "key": key,
                "name": name,
                "kind": kind,
                "count": count,
                "weight": weight / 1000,
                "central": False,
                "stance": "about",
                "surfaces": surfaces.get(key, []),
                "origin": origin,
            }
        )
    keys = {row[0] for row in derived}
    facts["terms"] = [t for t in facts["terms"] if f"concept:{slug(t['name'])}" not in keys]


def _add_targets(library: Library, paper: int, facts: Json) -> None:
    """Tell of each reference which paper it is, and whether that one was read."""
    targets = {
        position: (key, {"title": title, "year": year, "stub": bool(stub)})
        for position, key, title, year, stub in library.connection.execute(
            "SELECT position, key, paper.title, paper.year, stub FROM reference "
            "JOIN paper ON paper.id = target WHERE reference.paper = ?",
            (paper,),
        )
    }
    for position, reference in enumerate(facts["references"]):
        reference["key"], reference["paper"] = targets.get(position, (None, None))
        for inner in ("local", "named"):
            reference.pop(inner, None)


def _citing(library: Library, paper: int) -> Json:
    """Tell who cites a paper, each with the first sentence that does."""
    citing: dict[str, Json] = {}
    for key, title, year, position, told in library.connection.execute(
        "SELECT key, title, year, position, inflated(json) FROM reference "
        "JOIN paper ON paper.id = reference.paper JOIN shown ON number = paper.id "
        "WHERE target = ? ORDER BY key, position",
        (paper,),
    ):
        known = citing.setdefault(key, {"key": key, "title": title, "year": year, "sentence": None})
        if known["sentence"] is None:
            contexts = reasons(json.loads(told))["references"][position]["contexts"]
            known["sentence"] = next((c["sentence"] for c in contexts), None)
    return {"cited_by": list(citing), "citing": list(citing.values())}


def coverage(library: Library) -> Coverage:
    """Return of how many papers that were read references are known, as last derived."""
    known, papers = library.connection.execute("SELECT known, papers FROM library").fetchone()
    return Coverage(known, papers)


def count_coverage(connection: sqlite3.Connection) -> None:
    """Write what `coverage` tells: counting takes longer than most answers."""
    connection.execute(
        "UPDATE library SET (known, papers) = ("
        "SELECT count(*) FILTER (WHERE EXISTS "
        "(SELECT 1 FROM reference WHERE reference.paper = paper.id)), count(*) "
        "FROM paper WHERE stub = 0)"
    )


def references(library: Library) -> Json:
    """Count references, and what they led to."""
    total, read, stubs = library.connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE stub = 0), count(*) FILTER (WHERE stub = 1) "
        "FROM reference LEFT JOIN paper ON paper.id = target"
    ).fetchone()
    return {
        "total": total,
        "to_papers_read": read,
        "to_papers_only_cited": stubs,
        "as_printed": total - read - stubs,
    }


def _stub(library: Library, paper: int, key: str, title: str, year: int | None) -> Json:
    identifiers, others = told_identifiers(
        value
        for (value,) in library.connection.execute(
            "SELECT value FROM stub_identifier WHERE paper = ?", (paper,)
        )
    )
    empty: Json = {
        name: []
        for name in (
            *("authors", "keywords", "sections", "origins", "concepts", "terms", "introduces"),
            *("uses", "datasets", "metrics", "repositories", "pages", "mentions", "references"),
            "evidence",
        )
    }
    return {
        "key": key,
        "title": title,
        "year": year,
        "years": [year] if year is not None else [],
        "date": None,
        "venue": None,
        "url": None,
        "stub": True,
        "identifiers": identifiers,
        "other_identifiers": others,
        "abstract": "",
        "acronyms": {},
        "code_promised": None,
        **empty,
    }


def counts(library: Library) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many nodes of each label and edges of each relation the graph has."""
    connection = library.connection

    def count(statement: str) -> int:
        return int(connection.execute(statement).fetchone()[0])

    nodes = {label: count(statement) for label, statement in _COUNTED_NODES}
    venues = connection.execute("SELECT DISTINCT venue FROM paper WHERE venue IS NOT NULL")
    nodes["Venue"] = len({normal(name) for (name,) in venues})
    for label, number in connection.execute("SELECT label, count(*) FROM entity GROUP BY label"):
        nodes[label] = number
    for label in ("System", "Dataset", "Metric", "Repository", "Page"):
        nodes.setdefault(label, 0)
    edges = {
        "WROTE": count("SELECT count(*) FROM (SELECT DISTINCT paper, author FROM wrote)"),
        "PUBLISHED_IN": count("SELECT count(*) FROM paper WHERE venue IS NOT NULL"),
        "CITES": count(
            "SELECT count(*) FROM (SELECT DISTINCT paper, target FROM reference "
            "WHERE target IS NOT NULL)"
        ),
        "ABOUT": count("SELECT count(*) FROM about"),
        "MENTIONS": count("SELECT count(*) FROM mentions"),
        "BROADER": count("SELECT count(*) FROM broader"),
        "CO_OCCURS": count("SELECT count(*) FROM co_occurs"),
        "RELATED": count("SELECT coalesce(sum(number), 0) FROM related"),
    }
    for relation in ("INTRODUCES", "USES", "HAS_CODE", "HAS_PAGE"):
        edges[relation] = 0
    edges |= dict(
        connection.execute("SELECT relation, count(*) FROM names GROUP BY relation").fetchall()
    )
    return nodes, edges


def papers_read(library: Library) -> int:
    """Return how many papers were read; stubs do not count."""
    return int(
        library.connection.execute("SELECT count(*) FROM paper WHERE stub = 0").fetchone()[0]
    )


def sources(library: Library) -> list[Json]:
    """Return what each source gave, in order of its name."""
    return [
        {"origin": shown, "format": reader, "records": records}
        for shown, reader, records in library.connection.execute(
            "SELECT shown, format, count(record.id) FROM source LEFT JOIN record "
            "ON record.source = source.id GROUP BY source.id ORDER BY shown"
        )
    ]

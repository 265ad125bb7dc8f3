"""Reads papers and counts out of a library."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..coverage import Coverage
from ..identifiers import told_identifiers
from ..text import normal, slug
from .file import Library
from .folding import reasons
from .packing import unpack

Json = dict[str, Any]

# Papers that one statement names.
_AT_ONCE = 500

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
    connection = library.connection
    targets = bibliography(connection, paper)
    told = {
        number: (key, {"title": title, "year": year, "stub": bool(stub)})
        for number, key, title, year, stub in told_of(
            connection, "id, key, title, year, stub", targets
        )
    }
    for reference, target in zip(facts["references"], targets, strict=False):
        key, cited = told.get(target, (None, None))
        reference["key"], reference["paper"] = key, cited and dict(cited)
        for inner in ("local", "named"):
            reference.pop(inner, None)


def _citing(library: Library, paper: int) -> Json:
    """Tell who cites a paper, each with the first sentence that does."""
    connection = library.connection
    row = connection.execute("SELECT by FROM cited WHERE paper = ?", (paper,)).fetchone()
    rows = told_of(connection, "key, title, year, id", array("I", row[0] if row else b""))
    citing = [
        {"key": key, "title": title, "year": year, "sentence": _cites(connection, number, paper)}
        for key, title, year, number in sorted(rows, key=lambda told: str(told[0]))
    ]
    return {"cited_by": [told["key"] for told in citing], "citing": citing}


def _cites(connection: sqlite3.Connection, paper: int, target: int) -> str | None:
    """Return the first sentence in which a paper cites another one."""
    (told,) = connection.execute(
        "SELECT inflated(json) FROM shown WHERE number = ?", (paper,)
    ).fetchone()
    for reference, known in zip(
        reasons(json.loads(told))["references"], bibliography(connection, paper), strict=False
    ):
        if known == target:
            for context in reference["contexts"]:
                return str(context["sentence"])
    return None


def bibliography(connection: sqlite3.Connection, paper: int) -> Sequence[int]:
    """Return what the references of a paper are, in their order; 0 for what stays as printed."""
    row = connection.execute(
        "SELECT targets FROM bibliography WHERE paper = ?", (paper,)
    ).fetchone()
    return array("I", row[0] if row else b"")


def told_of(
    connection: sqlite3.Connection, columns: str, papers: Iterable[int]
) -> Iterator[tuple[Any, ...]]:
    """Yield columns of papers, each once and in no order; of those that are gone none."""
    every = list(set(papers))
    for begin in range(0, len(every), _AT_ONCE):
        some = every[begin : begin + _AT_ONCE]
        yield from connection.execute(
            f"SELECT {columns} FROM paper WHERE id IN ({','.join('?' * len(some))})",  # noqa: S608
            some,
        )


def coverage(library: Library) -> Coverage:
    """Return of how many papers that were read references are known, as last derived."""
    known, papers = library.connection.execute("SELECT known, papers FROM library").fetchone()
    return Coverage(known, papers)


def count_coverage(connection: sqlite3.Connection) -> None:
    """Write what `coverage` tells: counting takes longer than most answers."""
    connection.execute(
        "UPDATE library SET (known, papers) = ("
        "(SELECT count(*) FROM bibliography), (SELECT count(*) FROM paper WHERE stub = 0))"
    )


def references(library: Library) -> Json:
    """Count references, and what they led to."""
    connection = library.connection
    only_cited = {paper for (paper,) in connection.execute("SELECT id FROM paper WHERE stub = 1")}
    total = known = stubs = 0
    for (packed,) in connection.execute("SELECT targets FROM bibliography"):
        targets = array("I", packed)
        total += len(targets)
        known += len(targets) - targets.count(0)
        stubs += sum(target in only_cited for target in targets)
    read = known - stubs
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
        "CITES": count("SELECT coalesce(sum(length(by) / 4), 0) FROM cited"),
        "ABOUT": count("SELECT count(*) FROM about"),
        "MENTIONS": count("SELECT count(*) FROM mentions"),
        "BROADER": count("SELECT count(*) FROM broader"),
        "CO_OCCURS": count("SELECT coalesce(sum(number), 0) FROM co_occurs"),
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

"""The library read as nodes and edges, streamed in a stable order."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .explain import parts_json
from .library.file import Library
from .library.packing import text_decoder, unpack
from .library.reading import coverage, told_of
from .model import CONTEXTS
from .relate import MILLION
from .schema import Edge, Graph, Label, Node, Relation, Value
from .text import normal, sentence_at, sentences, slug
from .vectors import unpack_neighbours, unpack_ranked


def graph(library: Library) -> Graph:
    """Return a library as a graph; nodes and edges are read anew at each pass.

    Nodes come by label in the order of `Label`, then key; edges by relation in
    the order of `Relation`, then source and target key.
    """
    connection = library.connection
    return Graph(
        key=library.key,
        generation=library.generation,
        state=library.state,
        nodes=lambda: _nodes(connection),
        edges=lambda: _edges(connection),
        coverage=coverage(library),
    )


def _given(**properties: Value) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if value is not None}


def _nodes(connection: sqlite3.Connection) -> Iterator[Node]:
    yield from _papers(connection)
    for key, name in connection.execute("SELECT key, name FROM author ORDER BY key"):
        yield Node(Label.AUTHOR, key, {"name": name})
    for key, name in sorted(_venues(connection).items()):
        yield Node(Label.VENUE, key, {"name": name})
    for key, name, kind, papers, weight, origin in connection.execute(
        "SELECT key, name, kind, papers, weight, origin FROM concept ORDER BY key"
    ):
        yield Node(
            Label.CONCEPT,
            key,
            {"name": name, "kind": kind, "papers": papers, "weight": weight, "origin": origin},
        )
    for label in (Label.SYSTEM, Label.DATASET, Label.METRIC, Label.REPOSITORY, Label.PAGE):
        for key, name, kind in connection.execute(
            "SELECT key, name, kind FROM entity WHERE label = ? ORDER BY key", (label.value,)
        ):
            yield Node(label, key, _entity(label, key, name, kind))


def _entity(label: Label, key: str, name: str, kind: str) -> dict[str, Value]:
    if label is Label.SYSTEM:
        return {"name": name, "kind": kind}
    if label is Label.REPOSITORY:
        address = key.partition(":")[2]
        host, _, rest = address.partition("/")
        owner, _, repository = rest.rpartition("/")
        return {"url": f"https://{address}", "host": host, "owner": owner, "name": repository}
    if label is Label.PAGE:
        return {"url": name if "://" in name else f"https://{name}"}
    return {"name": name}


def _papers(connection: sqlite3.Connection) -> Iterator[Node]:
    text = text_decoder()
    references = dict(
        connection.execute("SELECT paper, length(targets) / 4 FROM bibliography").fetchall()
    )
    cited = dict(connection.execute("SELECT paper, length(by) / 4 FROM cited").fetchall())
    for number, key, title, year, date, venue, url, stub, told in connection.execute(
        "SELECT paper.id, key, title, year, date, venue, url, stub, "
        "inflated(coalesce(merged, json)) FROM paper "
        "LEFT JOIN facts ON facts.record = paper.record ORDER BY key"
    ):
        abstract = text(told)[1] if told else None
        identifiers = [
            value
            for (value,) in connection.execute(
                "SELECT value FROM identifier WHERE paper = ? UNION "
                "SELECT value FROM stub_identifier WHERE paper = ? ORDER BY 1",
                (number, number),
            )
        ]
        yield Node(
            Label.PAPER,
            key,
            _given(
                title=title,
                year=year,
                date=date,
                venue=venue,
                abstract=abstract or None,
                url=url,
                identifiers=identifiers,
                reference_count=references.get(number, 0),
                cited_by_count=cited.get(number, 0),
                stub=bool(stub),
            ),
        )


def _venue_key(name: str) -> str:
    return f"venue:{normal(name)}"


def _venues(connection: sqlite3.Connection) -> dict[str, str]:
    """One name a key: the spelling that most papers have, ties by spelling."""
    spellings: dict[str, Counter[str]] = {}
    for (name,) in connection.execute("SELECT venue FROM paper WHERE venue IS NOT NULL"):
        spellings.setdefault(_venue_key(name), Counter())[name] += 1
    return {key: min(c, key=lambda n: (-c[n], n)) for key, c in spellings.items()}


def _edges(connection: sqlite3.Connection) -> Iterator[Edge]:
    yield from _wrote(connection)
    for paper, venue in connection.execute(
        "SELECT key, venue FROM paper WHERE venue IS NOT NULL ORDER BY key"
    ):
        yield Edge(Relation.PUBLISHED_IN, paper, _venue_key(venue), {})
    yield from _cites(connection)
    yield from _about(connection)
    for relation in (Relation.INTRODUCES, Relation.USES):
        yield from _names(connection, relation)
    yield from _mentions(connection)
    for relation in (Relation.HAS_CODE, Relation.HAS_PAGE):
        yield from _names(connection, relation)
    for source, target in connection.execute(
        "SELECT a.key, b.key FROM broader JOIN concept AS a ON a.id = concept "
        "JOIN concept AS b ON b.id = broader ORDER BY 1, 2"
    ):
        yield Edge(Relation.BROADER, source, target, {})
    yield from _co_occurs(connection)
    yield from _related(connection)


def _co_occurs(connection: sqlite3.Connection) -> Iterator[Edge]:
    keys = dict(connection.execute("SELECT id, key FROM concept").fetchall())
    for source, number, packed in connection.execute(
        "SELECT key, number, others FROM co_occurs JOIN concept ON concept.id = concept "
        "ORDER BY key"
    ):
        found = [(keys[c], papers, npmi) for c, papers, npmi in unpack_neighbours(packed, number)]
        for target, papers, npmi in sorted(found):
            told: dict[str, Value] = {"papers": papers, "npmi": npmi / 1000}
            yield Edge(Relation.CO_OCCURS, source, target, told)


class _Facts:
    """What papers show; the last one is kept, as edges come by paper."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last: tuple[int, dict[str, Any]] = (0, {})

    def of(self, paper: int) -> dict[str, Any]:
        if self._last[0] != paper:
            (told,) = self._connection.execute(
                "SELECT inflated(json) FROM shown WHERE number = ?", (paper,)
            ).fetchone()
            self._last = paper, unpack(told)
        return self._last[1]


def _wrote(connection: sqlite3.Connection) -> Iterator[Edge]:
    for author, paper, position in connection.execute(
        "SELECT author.key, paper.key, min(position) FROM wrote JOIN author ON author.id = author "
        "JOIN paper ON paper.id = paper GROUP BY 1, 2 ORDER BY 1, 2"
    ):
        yield Edge(Relation.WROTE, author, paper, {"position": position})


def _cites(connection: sqlite3.Connection) -> Iterator[Edge]:
    """One edge a pair, however often the bibliography has it; contexts from all of them."""
    for source, told, packed in connection.execute(
        "SELECT key, inflated(coalesce(merged, json)), targets FROM paper "
        "JOIN bibliography ON bibliography.paper = id JOIN facts ON facts.record = paper.record "
        "ORDER BY key"
    ):
        targets = array("I", packed)
        if not any(targets):
            continue
        places: dict[int, list[Any]] = {}
        for target, reference in zip(targets, unpack(told)["references"], strict=False):
            places.setdefault(target, []).append(reference)
        for target, number in sorted(told_of(connection, "key, id", targets)):
            contexts = [c["sentence"] for r in places[number] for c in r["contexts"]]
            raw = next((r["text"] for r in places[number] if r["text"]), None)
            yield Edge(
                Relation.CITES, source, target, _given(raw=raw, contexts=contexts[:CONTEXTS])
            )


def _about(connection: sqlite3.Connection) -> Iterator[Edge]:
    facts = _Facts(connection)
    for source, target, count, weight, central, stance, paper in connection.execute(
        "SELECT paper.key, concept.key, count, about.weight, central, stance, paper FROM about "
        "JOIN paper ON paper.id = paper JOIN concept ON concept.id = concept ORDER BY 1, 2"
    ):
        found = _evidence(facts.of(paper), target)
        yield Edge(
            Relation.ABOUT,
            source,
            target,
            _given(
                count=count,
                weight=weight / 1000,
                central=bool(central),
                stance=stance,
                surfaces=list(dict.fromkeys(s["text"] for s in found.get("surfaces", []))),
                sentence=found.get("sentence"),
            ),
        )


def _evidence(facts: dict[str, Any], concept: str) -> dict[str, Any]:
    """What a paper says of a concept; of one that only the library shows, where its term stands."""
    for found in facts["concepts"]:
        if found["key"] == concept:
            return dict(found)
    for term in facts["terms"]:
        if f"concept:{slug(term['name'])}" == concept:
            first = term["surfaces"][0]
            passages = {"title": facts["title"], "abstract": facts["abstract"]}
            passages |= {s["id"]: s["text"] for s in facts["sections"]}
            text = passages[first["passage"]]
            start, end = sentence_at(sentences(text), first["start"])
            return {**term, "sentence": text[start:end]}
    return {}


def _names(connection: sqlite3.Connection, relation: Relation) -> Iterator[Edge]:
    for source, target, stance, sentence in connection.execute(
        "SELECT paper.key, entity.key, stance, sentence FROM names JOIN paper ON paper.id = paper "
        "JOIN entity ON entity.id = entity WHERE relation = ? ORDER BY 1, 2",
        (relation.value,),
    ):
        properties: dict[str, Value] = {}
        if relation is Relation.USES:
            properties = {"stance": stance, "sentence": sentence}
        elif relation is Relation.HAS_CODE:
            properties = {"role": stance, "sentence": sentence}
        elif relation is Relation.INTRODUCES:
            properties = {"sentence": sentence}
        yield Edge(relation, source, target, properties)


def _mentions(connection: sqlite3.Connection) -> Iterator[Edge]:
    for source, target, names, stance, sentence in connection.execute(
        "SELECT a.key, b.key, names, stance, sentence FROM mentions "
        "JOIN paper AS a ON a.id = paper JOIN paper AS b ON b.id = target ORDER BY 1, 2"
    ):
        yield Edge(
            Relation.MENTIONS,
            source,
            target,
            {"by": json.loads(names), "stance": stance, "sentence": sentence},
        )


def _related(connection: sqlite3.Connection) -> Iterator[Edge]:
    for source, number, packed in connection.execute(
        "SELECT key, number, ranked FROM paper JOIN related ON paper = id ORDER BY key"
    ):
        ranked = unpack_ranked(packed, number)
        keys = dict(told_of(connection, "id, key", (other for other, _ in ranked)))
        found = [
            (keys[other], rank, parts)
            for rank, (other, parts) in enumerate(ranked, start=1)
            if other in keys
        ]
        for target, rank, parts in sorted(found):
            yield Edge(
                Relation.RELATED,
                source,
                target,
                {
                    "rank": rank,
                    "score": sum(parts) / MILLION,
                    **parts_json(parts),
                },
            )

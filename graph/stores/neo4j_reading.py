"""Reads a loaded graph back from Neo4j: whole, a paper with its neighbours, or by words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..coverage import Coverage
from ..errors import StoreError
from ..schema import EDGE_PROPERTIES, ENDS, NODE_PROPERTIES, Edge, Graph, Label, Node, Relation
from .neo4j_connection import Connection

Row = dict[str, Any]

_PARTS = ("concepts", "text", "citations", "mentions", "code", "meaning")
# The generation of a mark while a load runs, and after one that was interrupted.
UNDER_WAY = -1

_WORD = re.compile(r"\w+")


def mark(connection: Connection) -> tuple[str, int]:
    """Return key and generation of the library that was loaded.

    Raises:
        StoreError: None was, or its load was interrupted.
    """
    with connection.errors(), connection.reading() as session:
        found = session.run(
            "MATCH (mark:Library) WHERE mark.generation IS NOT NULL "
            "RETURN mark.key, mark.generation ORDER BY mark.key"
        ).values()
    if not found:
        raise StoreError(
            f"{connection.address}: holds no graph of ours. "
            f"Load one with: graph load {connection.address}"
        )
    if len(found) > 1 or found[0][1] == UNDER_WAY:
        raise StoreError(
            f"{connection.address}: a load was interrupted. "
            f"Run it again: graph load {connection.address}"
        )
    return found[0][0], found[0][1]


def graph(connection: Connection) -> Graph:
    """Return the graph that was loaded, streamed in the order of the library's."""
    key, generation = mark(connection)
    return Graph(
        key,
        generation,
        lambda: _nodes(connection),
        lambda: _edges(connection),
        coverage=coverage(connection),
    )


def coverage(connection: Connection) -> Coverage:
    """Return of how many papers that were read references are known."""
    with connection.errors(), connection.reading() as session:
        known, papers = session.run(
            "MATCH (p:Paper) WHERE NOT p.stub "
            "RETURN sum(CASE WHEN p.reference_count > 0 THEN 1 ELSE 0 END), count(p)"
        ).single(strict=True)
    return Coverage(known, papers)


def _nodes(connection: Connection) -> Iterator[Node]:
    for label in Label:
        known = NODE_PROPERTIES[label]
        # The condition lets the server walk the index of keys, which is in order already.
        for key, properties in _stream(
            connection,
            f"MATCH (n:{label}) WHERE n.key IS NOT NULL RETURN n.key, properties(n) ORDER BY n.key",
        ):
            yield Node(label, key, {n: properties[n] for n in known if n in properties})


def _edges(connection: Connection) -> Iterator[Edge]:
    for relation in Relation:
        known = EDGE_PROPERTIES[relation]
        sources, targets = ENDS[relation]
        for source, target, properties in _stream(
            connection,
            f"MATCH (a:{sources[0]})-[r:{relation}]->(b:{'|'.join(targets)}) "
            "WHERE a.key IS NOT NULL RETURN a.key, b.key, properties(r) ORDER BY a.key, b.key",
        ):
            kept = {n: properties[n] for n in known if n in properties}
            yield Edge(relation, source, target, kept)


def paper(connection: Connection, key: str) -> Row | None:
    """Return the properties of a paper, with its neighbours; None when there is none.

    Returns:
        `key` and properties, and lists in a stable order: `authors`, `concepts`, `introduces`,
        `uses`, `mentions`, `repositories`, `pages`, `references` and, from the other side,
        `mentioned_by` and `cited_by`. A neighbour is a map of `label`, its key and properties
        (of a paper `title`, `year` and `stub`), and the properties of the edge; where both
        have a `weight`, the edge's is kept, and the concept's is `rarity`.
    """
    with connection.errors(), connection.reading() as session:
        found = session.run(
            "MATCH (p:Paper {key: $key}) RETURN properties(p) AS paper", key=key
        ).single()
        if found is None:
            return None
        neighbours = session.run(
            "MATCH (p:Paper {key: $key})-[r]-(n) WHERE n.key IS NOT NULL AND type(r) <> 'RELATED' "
            "RETURN type(r) AS relation, startNode(r) = p AS leaves, labels(n) AS labels, "
            "properties(n) AS node, properties(r) AS edge ORDER BY relation, n.key",
            key=key,
        ).data()
    answer: Row = {"key": key, **found["paper"]}
    places = {
        (Relation.WROTE, False): "authors",
        (Relation.ABOUT, True): "concepts",
        (Relation.INTRODUCES, True): "introduces",
        (Relation.USES, True): "uses",
        (Relation.MENTIONS, True): "mentions",
        (Relation.MENTIONS, False): "mentioned_by",
        (Relation.HAS_CODE, True): "repositories",
        (Relation.HAS_PAGE, True): "pages",
        (Relation.CITES, True): "references",
        (Relation.CITES, False): "cited_by",
    }
    answer |= {place: [] for place in places.values()}
    for row in neighbours:
        if place := places.get((row["relation"], row["leaves"])):
            answer[place].append(_neighbour(row))
    answer["authors"].sort(key=lambda author: author.get("position", 0))
    answer["concepts"].sort(key=lambda concept: (-concept.get("weight", 0.0), concept["key"]))
    return answer


def _neighbour(row: Row) -> Row:
    label = next((label for label in Label if label in row["labels"]), None)
    node = dict(row["node"])
    if label is Label.PAPER:
        node = {name: node.get(name) for name in ("key", "title", "year", "stub")}
    if label is Label.CONCEPT and "weight" in node:
        node["rarity"] = node.pop("weight")
    return {"label": label, **node, **row["edge"]}


def related(connection: Connection, key: str, limit: int) -> list[Row]:
    """Return rows of `key`, `title`, `year`, `score` and `parts`, best first; 0 for all."""
    rows = _stream(
        connection,
        "MATCH (:Paper {key: $key})-[r:RELATED]->(p:Paper) "
        "RETURN p.key, p.title, p.year, r.score, r ORDER BY r.rank, p.key",
        key=key,
    )
    found = [
        {
            "key": other,
            "title": title,
            "year": year,
            "score": score,
            "parts": {part: edge[part] for part in _PARTS if part in edge},
        }
        for other, title, year, score, edge in rows
    ]
    return found[:limit] if limit else found


def find_papers(connection: Connection, text: str, limit: int) -> list[Row]:
    """Return rows of `key`, `title`, `year` and `stub` of papers with such words in the title.

    Best first, as the server ranks; words of four letters and more may have typos. The key or
    an identifier (`scheme:value`) gives that paper alone.
    """
    columns = "p.key AS key, p.title AS title, p.year AS year, p.stub AS stub"
    with connection.errors(), connection.reading() as session:
        for where in ("p.key = $text", "$text IN p.identifiers"):
            exact = session.run(
                f"MATCH (p:Paper) WHERE {where} RETURN {columns} ORDER BY key LIMIT 2",
                text=text,
            ).data()
            if exact:
                return exact
        if not (words := _words(text)):
            return []
        return session.run(
            "CALL db.index.fulltext.queryNodes('citegraph_titles', $words, {limit: $limit}) "
            f"YIELD node AS p, score RETURN {columns} ORDER BY score DESC, key",
            words=words,
            limit=limit,
        ).data()


def find_names(connection: Connection, text: str, limit: int) -> list[Row]:
    """Return rows of `label`, `key`, `name` and `papers` of other nodes with such words.

    `papers` counts those that are joined to it; a concept's leave out `contrast`.
    """
    if not (words := _words(text)):
        return []
    with connection.errors(), connection.reading() as session:
        return session.run(
            "CALL db.index.fulltext.queryNodes('citegraph_names', $words, {limit: $limit}) "
            "YIELD node AS n, score "
            "RETURN labels(n)[0] AS label, n.key AS key, coalesce(n.name, n.url) AS name, "
            "coalesce(n.papers, COUNT { (n)--(:Paper) }) AS papers "
            "ORDER BY score DESC, key",
            words=words,
            limit=limit,
        ).data()


def _words(text: str) -> str:
    """Write words in the language of the full-text index, where any sign has a meaning.

    In lower case, AND, OR and NOT are words like others.
    """
    words = [word.lower() for word in _WORD.findall(text.replace("_", " "))][:50]
    return " ".join(f"{word} {word}~" if len(word) > 3 else word for word in words)


def _stream(connection: Connection, text: str, **parameters: Any) -> Iterator[list[Any]]:
    with connection.errors(), connection.reading() as session:
        for record in session.run(text, parameters):
            yield list(record)

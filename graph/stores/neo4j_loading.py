"""Makes a Neo4j database equal to a graph, writing only what differs.

A node `(:Library {key, generation})` marks a database as ours. Its generation is -1 while a load
runs, so that one that was interrupted is known; loading again completes it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any

import neo4j

from .._beside import beside
from ..errors import ForeignDataError
from ..schema import Edge, Graph, Label, Node, Relation, Value, label_of
from .base import Loaded, Progress
from .neo4j_connection import Connection
from .neo4j_reading import UNDER_WAY

_NODES = 2_000
_EDGES = 5_000
_INDEXES_SECONDS = 600

_ANY_LABEL = "|".join(Label)

Properties = dict[str, Any]


def load(
    connection: Connection, graph: Graph, progress: Progress, *, replace: bool, dry_run: bool
) -> Loaded:
    """Load a graph; see `Neo4jStore.load`."""
    begin = time.monotonic()
    with connection.errors(), connection.writing() as session:
        fresh = _check(connection, session, graph, replace=replace)
        work = _Loading(session, graph, progress, fresh=fresh, dry_run=dry_run)
        work.all()
    return Loaded(
        nodes=dict(work.nodes),
        edges=dict(work.edges),
        seconds=round(time.monotonic() - begin, 3),
        written=work.written,
        removed=work.removed,
    )


def _check(connection: Connection, session: neo4j.Session, graph: Graph, *, replace: bool) -> bool:
    """Refuse a database that is not ours to change; tell whether it has none of our nodes."""
    marks = session.run(
        "MATCH (mark:Library) WHERE mark.generation IS NOT NULL RETURN mark.key ORDER BY mark.key"
    ).values()
    counts = {
        label: session.run(
            f"MATCH (n:{label}) RETURN count(n) AS all, count(n.key) AS keyed"
        ).single(strict=True)
        for label in Label
    }
    holds = [label.value for label, count in counts.items() if count["all"]]
    if holds and not marks:
        raise ForeignDataError(
            f"{connection.address}: holds nodes labelled {', '.join(holds)} that no load made. "
            "Use another database; citegraph needs these labels for itself."
        )
    strange = [label.value for label, count in counts.items() if count["all"] != count["keyed"]]
    if strange:
        raise ForeignDataError(
            f"{connection.address}: holds nodes labelled {', '.join(strange)} without a key, "
            "which no load made. Remove them, or use another database."
        )
    if any(key != graph.key for (key,) in marks) and not replace:
        raise ForeignDataError(
            f"{connection.address}: holds another library. "
            "Use another database, or replace that library with --replace."
        )
    return not holds


class _Loading:
    """One load: what there is so far, and the session that it writes through.

    Args:
        fresh: Nothing of ours is there, so nothing needs to be compared.
        dry_run: Compare and count only.
    """

    def __init__(
        self,
        session: neo4j.Session,
        graph: Graph,
        progress: Progress,
        *,
        fresh: bool,
        dry_run: bool,
    ) -> None:
        self.nodes: Counter[str] = Counter()
        self.edges: Counter[str] = Counter()
        self.written = 0
        self.removed = 0
        self._session = session
        self._graph = graph
        self._progress = progress
        self._fresh = fresh
        self._dry_run = dry_run
        self._node_text = _body("load_nodes")
        self._edge_text = _body("load_edges")

    def all(self) -> None:
        """Load everything, between taking the mark away and setting it again."""
        if not self._dry_run:
            for text in _statements("schema"):
                self._session.run(text).consume()
            self._session.run("CALL db.awaitIndexes($seconds)", seconds=_INDEXES_SECONDS).consume()
            self._mark(UNDER_WAY)
        self._all_nodes()
        self._all_edges()
        if not self._dry_run:
            self._mark(self._graph.generation)

    def _mark(self, generation: int) -> None:
        self._write(
            "MERGE (mark:Library {key: $key}) SET mark.generation = $generation "
            "WITH mark MATCH (other:Library) "
            "WHERE other.key <> $key AND other.generation IS NOT NULL DETACH DELETE other",
            key=self._graph.key,
            generation=generation,
        )

    def _all_nodes(self) -> None:
        keys: dict[Label, set[str]] = {label: set() for label in Label}
        for label, nodes in groupby(self._graph.nodes(), key=lambda node: node.label):
            while some := list(islice(nodes, _NODES)):
                keys[label].update(node.key for node in some)
                self._nodes_of(label, some)
                self.nodes[label.value] += len(some)
                self._progress(label.value, self.nodes[label.value])
        if not self._fresh:
            for label in Label:
                self._remove_nodes(label, keys[label])

    def _nodes_of(self, label: Label, nodes: list[Node]) -> None:
        rows = {node.key: {"key": node.key, **_given(node.properties)} for node in nodes}
        if not self._fresh:
            there = self._read(
                f"UNWIND $keys AS key MATCH (n:{label} {{key: key}}) RETURN n.key, properties(n)",
                keys=[node.key for node in nodes],
            )
            before: dict[str, Properties] = dict(there)
            rows = {key: row for key, row in rows.items() if not _same(row, before.get(key))}
        self.written += len(rows)
        if rows:
            self._write(self._node_text.replace(":Label", f":{label}"), rows=list(rows.values()))

    def _remove_nodes(self, label: Label, wanted: set[str]) -> None:
        gone = [
            key for (key,) in self._read(f"MATCH (n:{label}) RETURN n.key") if key not in wanted
        ]
        for keys in _batches(gone, _NODES):
            self.removed += len(keys)
            # A dry run meets the edges of these again, when it comes to their relation.
            self.removed += self._write(
                f"UNWIND $keys AS key MATCH (n:{label} {{key: key}}) DETACH DELETE n", keys=keys
            )

    def _all_edges(self) -> None:
        sources: dict[Relation, set[str]] = {relation: set() for relation in Relation}
        for relation, edges in groupby(self._graph.edges(), key=lambda edge: edge.relation):
            for some in _whole_sources(edges, _EDGES):
                sources[relation].update(edge.source for edge in some)
                self._edges_of(relation, some)
                self.edges[relation.value] += len(some)
                self._progress(relation.value, self.edges[relation.value])
        if not self._fresh:
            for relation in Relation:
                self._remove_edges(relation, sources[relation])

    def _edges_of(self, relation: Relation, edges: list[Edge]) -> None:
        """Write the edges that differ, and remove others that leave the same nodes."""
        changed = edges
        if not self._fresh:
            there = self._there(relation, sorted({edge.source for edge in edges}))
            changed = []
            for edge in edges:
                found = there.pop((edge.source, edge.target), None)
                if found is None or not _same(_given(edge.properties), found[1]):
                    changed.append(edge)
            self._remove([number for number, _ in there.values()])
        rows: dict[tuple[Label, Label], list[Any]] = {}
        for edge in changed:
            ends = label_of(edge.source), label_of(edge.target)
            row = [edge.source, edge.target, _given(edge.properties)]
            rows.setdefault(ends, []).append(row)
        self.written += len(changed)
        for (source, target), between in rows.items():
            text = self._edge_text.replace(":RELATION", f":{relation}")
            text = text.replace(":Source", f":{source}").replace(":Target", f":{target}")
            self._write(text, rows=between)

    def _there(
        self, relation: Relation, sources: list[str]
    ) -> dict[tuple[str, str], tuple[str, Properties]]:
        """Return what leaves these nodes: the server's number and properties, by ends.

        Of two between the same nodes, which no load makes, one is removed at once.
        """
        found: dict[tuple[str, str], tuple[str, Properties]] = {}
        twice = []
        by_label = groupby(sorted(sources, key=label_of), key=label_of)
        for label, keys in by_label:
            for source, target, number, properties in self._read(
                f"UNWIND $keys AS key MATCH (a:{label} {{key: key}})-[r:{relation}]->"
                f"(b:{_ANY_LABEL}) RETURN a.key, b.key, elementId(r), properties(r)",
                keys=list(keys),
            ):
                if (source, target) in found:
                    twice.append(number)
                found.setdefault((source, target), (number, properties))
        self._remove(twice)
        return found

    def _remove_edges(self, relation: Relation, wanted: set[str]) -> None:
        """Remove the edges of nodes that have none of this relation any more."""
        found = self._read(
            f"MATCH (a:{_ANY_LABEL})-[:{relation}]->(:{_ANY_LABEL}) RETURN DISTINCT a.key"
        )
        gone = [key for (key,) in found if key not in wanted]
        for keys in _batches(gone, _NODES):
            self._remove([number for number, _ in self._there(relation, keys).values()])

    def _remove(self, numbers: list[str]) -> None:
        self.removed += len(numbers)
        for some in _batches(numbers, _EDGES):
            self._write("MATCH ()-[r]->() WHERE elementId(r) IN $numbers DELETE r", numbers=some)

    def _read(self, text: str, **parameters: Any) -> list[list[Any]]:
        return self._session.run(text, parameters).values()

    def _write(self, text: str, **parameters: Any) -> int:
        """Write, but not in a dry run; return how many edges were deleted."""
        if self._dry_run:
            return 0
        summary = self._session.execute_write(
            lambda transaction: transaction.run(text, parameters).consume()
        )
        return summary.counters.relationships_deleted


def _given(properties: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if value is not None}


def _same(wanted: Mapping[str, Any], found: Mapping[str, Any] | None) -> bool:
    """Compare types too: to Python, 1 and 1.0 and True are equal."""
    if found is None or wanted.keys() != found.keys():
        return False
    return all(type(v) is type(found[n]) and v == found[n] for n, v in wanted.items())


def _batches(items: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _whole_sources(edges: Iterable[Edge], size: int) -> Iterator[list[Edge]]:
    """Cut edges, which come by source, into batches that part no source's edges."""
    some: list[Edge] = []
    for _, leaving in groupby(edges, key=lambda edge: edge.source):
        some += leaving
        if len(some) >= size:
            yield some
            some = []
    if some:
        yield some


def _statements(name: str) -> list[str]:
    return [part.strip() for part in _body(name).split(";") if part.strip()]


def _body(name: str) -> str:
    """Read a file of `cypher/` without its header."""
    lines = (beside("cypher") / f"{name}.cypher").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))

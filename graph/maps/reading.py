"""The parts of a graph that a map needs, held so that they can be asked both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..schema import Edge, Graph, Label, Node, Relation, Value

# Sentences and texts as printed are long, and no panel shows them.
_LONG = frozenset(("sentence", "surfaces", "contexts", "raw"))
CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A graph in memory, texts left out.

    Attributes:
        nodes: By key, in the order of the graph; abstracts left out.
        ahead: Edges by relation and source, in the order of the graph.
        back: The same edges by relation and target.
    """

    nodes: dict[str, Node]
    ahead: Mapping[Relation, Mapping[str, list[Edge]]]
    back: Mapping[Relation, Mapping[str, list[Edge]]]
    _narrower: dict[str, list[str]] = field(default_factory=dict)

    def of(self, label: Label) -> Iterator[Node]:
        """Yield the nodes of one label."""
        return (node for node in self.nodes.values() if node.label is label)

    def leaving(self, relation: Relation, key: str) -> list[Edge]:
        """Return the edges of a relation that start at a node."""
        return self.ahead[relation].get(key, [])

    def reaching(self, relation: Relation, key: str) -> list[Edge]:
        """Return the edges of a relation that end at a node."""
        return self.back[relation].get(key, [])

    def is_read(self, key: str) -> bool:
        """Tell whether a key is a paper that was read, not one that is only cited."""
        node = self.nodes.get(key)
        return node is not None and node.label is Label.PAPER and not node.properties.get("stub")

    def about(self, concept: str) -> dict[str, list[Edge]]:
        """Return the papers about a concept or one below it, contrast left out.

        Returns:
            By paper its edges to these concepts, the strongest first; papers as
            in the query `concept_papers`: central ones first, then by weight.
        """
        edges = [
            edge
            for key in (concept, *self.narrower(concept))
            for edge in self.reaching(Relation.ABOUT, key)
            if edge.properties.get("stance") != CONTRAST
        ]
        edges.sort(
            key=lambda edge: (
                not edge.properties.get("central"),
                -number(edge, "weight"),
                edge.source,
                edge.target,
            )
        )
        found: dict[str, list[Edge]] = {}
        for edge in edges:
            found.setdefault(edge.source, []).append(edge)
        return found

    def narrower(self, concept: str) -> list[str]:
        """Return all concepts below one, in any number of steps, nearest first."""
        if concept not in self._narrower:
            below: dict[str, None] = {}
            level = [concept]
            while level:
                edges = [e for key in level for e in self.reaching(Relation.BROADER, key)]
                level = sorted({e.source for e in edges} - below.keys() - {concept})
                below.update(dict.fromkeys(level))
            self._narrower[concept] = list(below)
        return self._narrower[concept]


def read(graph: Graph) -> Corpus:
    """Read a graph once; edges whose ends are missing are left out."""
    nodes = {node.key: _without(node) for node in graph.nodes()}
    ahead: dict[Relation, dict[str, list[Edge]]] = {r: defaultdict(list) for r in Relation}
    back: dict[Relation, dict[str, list[Edge]]] = {r: defaultdict(list) for r in Relation}
    for edge in graph.edges():
        if edge.source in nodes and edge.target in nodes:
            kept = Edge(edge.relation, edge.source, edge.target, _short(edge.properties))
            ahead[edge.relation][edge.source].append(kept)
            back[edge.relation][edge.target].append(kept)
    return Corpus(nodes, ahead, back)


def abstracts(graph: Graph, keys: Iterable[str]) -> dict[str, str]:
    """Fetch the abstracts of some papers, in a pass of its own: they are the bulk of a graph."""
    wanted = set(keys)
    return {
        node.key: str(node.properties["abstract"])
        for node in graph.nodes()
        if node.key in wanted and node.properties.get("abstract")
    }


def number(edge: Edge, name: str) -> float:
    """Return a number of an edge, 0 where it has none."""
    value = edge.properties.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


def _without(node: Node) -> Node:
    if "abstract" not in node.properties:
        return node
    rest = {name: value for name, value in node.properties.items() if name != "abstract"}
    return Node(node.label, node.key, rest)


def _short(properties: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if name not in _LONG}

"""A graph written down by hand, for tests of the map and of its page in a browser."""

from __future__ import annotations

from graph.schema import Edge, Graph, Label, Node, Relation, Value


class Corpus:
    """Takes one fact a call."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[Relation, str, str], Edge] = {}

    def node(self, label: Label, key: str, **properties: Value) -> str:
        self.nodes[key] = Node(label, key, properties)
        return key

    def edge(self, relation: Relation, source: str, target: str, **properties: Value) -> None:
        self.edges[relation, source, target] = Edge(relation, source, target, properties)

    def paper(self, name: str, *concepts: str, **properties: Value) -> str:
        """Add a paper about concepts; `-` before one says contrast, `~` in passing."""
        key = self.node(Label.PAPER, f"title:{name}", **{"title": name, "stub": False} | properties)
        for concept in concepts:
            plain = concept.lstrip("-~")
            stance = {"-": "contrast", "~": "background"}.get(concept[0], "about")
            if f"concept:{plain}" not in self.nodes:
                self.node(Label.CONCEPT, f"concept:{plain}", name=plain, kind="task", weight=1.5)
            self.edge(
                Relation.ABOUT,
                key,
                f"concept:{plain}",
                weight=0.8,
                central=stance == "about",
                stance=stance,
            )
        return key

    def related(self, source: str, target: str, score: float, rank: int = 1) -> None:
        parts = {"concepts": score, "text": 0.0, "citations": 0.0, "mentions": 0.0, "code": 0.0}
        self.edge(Relation.RELATED, source, target, rank=rank, score=score, **parts)

    def graph(self) -> Graph:
        labels, relations = list(Label), list(Relation)
        nodes = sorted(self.nodes.values(), key=lambda n: (labels.index(n.label), n.key))
        edges = sorted(
            self.edges.values(), key=lambda e: (relations.index(e.relation), e.source, e.target)
        )
        return Graph("test", 1, lambda: iter(nodes), lambda: iter(edges))

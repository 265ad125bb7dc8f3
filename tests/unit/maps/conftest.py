import pytest

from graph.schema import Edge, Graph, Label, Node, Relation, Value


class Corpus:
    """A graph written down by hand, one call a fact."""

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


@pytest.fixture
def corpus() -> Corpus:
    return Corpus()


@pytest.fixture
def small() -> Graph:
    """Six papers: four about boats, one of them only about rowing, two about kites."""
    made = Corpus()
    first = made.paper("Boats at dusk", "boats", "dusk", abstract="We row.", year=2020)
    second = made.paper("Boats at dawn", "boats", "dusk", year=2021)
    third = made.paper("Boats or kites", "boats", "-kites")
    fourth = made.paper("On rowing", "rowing")
    fifth = made.paper("Kites", "kites", "~boats")
    sixth = made.paper("More kites", "kites")
    made.edge(Relation.BROADER, "concept:rowing", "concept:boats")
    made.related(first, second, 0.9)
    made.related(second, first, 0.9)
    made.related(first, third, 0.4, rank=2)
    made.related(third, first, 0.4)
    made.related(fifth, sixth, 0.5)
    made.related(sixth, fifth, 0.5)
    made.edge(Relation.MENTIONS, fourth, first, by=["Dusk"], stance="mentions")
    system = made.node(Label.SYSTEM, "system:dory", name="Dory", kind="system")
    made.edge(Relation.INTRODUCES, first, system)
    code = made.node(
        Label.REPOSITORY,
        "repository:github.com/sea/dory",
        url="https://github.com/sea/dory",
        host="github.com",
        owner="sea",
        name="dory",
    )
    made.edge(Relation.HAS_CODE, first, code, role="official")
    author = made.node(Label.AUTHOR, "author:ada row", name="Ada Row")
    made.edge(Relation.WROTE, author, first, position=0)
    cited = made.node(Label.PAPER, "title:old oars", title="Old oars", stub=True)
    made.edge(Relation.CITES, first, cited)
    made.edge(Relation.CITES, second, cited)
    return made.graph()

"""One small graph with every label and relation, and with texts that break careless code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.schema import Edge, Graph, Label, Node, Relation

WILD = "</script><b>&amp; \"quoted\" 'single' `tick` {{7*7}} {0} %s ${x} \\ // -[*]-> ; LOAD CSV"
HEBREW = "שלום עולם: רשתות עמוקות"
EMOJI = "👩‍🔬 研究 ☕ 𝔘nicode"
MARKS = "Café Ångström ﬁ İstanbul"
LINES = "first\nsecond\r\nthird\tend"


def _paper(key: str, title: str, **properties: Any) -> Node:
    defaults = {"identifiers": [], "reference_count": 0, "cited_by_count": 0, "stub": False}
    return Node(Label.PAPER, key, {"title": title, **defaults, **properties})


def _concept(slug: str, name: str, papers: int, weight: float, **more: Any) -> Node:
    properties = {"name": name, "kind": "method", "papers": papers, "weight": weight}
    return Node(Label.CONCEPT, f"concept:{slug}", properties | {"origin": "vocabulary"} | more)


NODES = [
    _paper(
        "arxiv:2403.05135",
        "Alpha: masked diffusion",
        year=2024,
        date="2024-03-08",
        venue="Journal of Tests",
        abstract=WILD,
        url="https://arxiv.org/abs/2403.05135?a=1&b=<2>",
        identifiers=["arxiv:2403.05135", "doi:10.1/a;b"],
        reference_count=2,
    ),
    _paper("doi:10.1/beta", HEBREW, year=2023, abstract=LINES, reference_count=2, cited_by_count=1),
    _paper("doi:10.1/gamma", EMOJI, year=2024, abstract="null", reference_count=1),
    _paper("title:2024-05-06", "2024-05-06", date="2024", venue="true"),
    _paper("title:cafe angstrom", MARKS, year=1999, cited_by_count=3, stub=True),
    _paper("title:דוגמה 🎈", WILD, cited_by_count=1, stub=True),
    Node(Label.AUTHOR, "author:grace example", {"name": "Grace Example"}),
    Node(Label.AUTHOR, "orcid:0000-0002-1825-0097", {"name": MARKS}),
    Node(Label.VENUE, "venue:journal of tests", {"name": "Journal of Tests"}),
    _concept("diffusion", "diffusion", 3, 0.287682, kind="field"),
    _concept("masked-diffusion", "masked diffusion", 2, 0.693147),
    _concept("wild", WILD, 1, 1.0, origin="discovered", kind="task"),
    Node(Label.SYSTEM, "system:alpha", {"name": "Alpha", "kind": "system"}),
    Node(Label.SYSTEM, "system:clip", {"name": "CLIP", "kind": "model"}),
    Node(Label.DATASET, "dataset:ms coco", {"name": "MS COCO"}),
    Node(Label.METRIC, "metric:bleu@4", {"name": "BLEU@4"}),
    Node(
        Label.REPOSITORY,
        "repository:github.com/org/one",
        {"url": "https://github.com/org/one", "host": "github.com", "owner": "org", "name": "one"},
    ),
    Node(
        Label.REPOSITORY,
        "repository:github.com/org/two",
        {"url": "https://github.com/org/two", "host": "github.com", "owner": "org", "name": "two"},
    ),
    Node(Label.PAGE, "page:org.github.io/alpha", {"url": "https://org.github.io/alpha"}),
]

A, B, C = "arxiv:2403.05135", "doi:10.1/beta", "doi:10.1/gamma"
DATED, CAFE, STUB = "title:2024-05-06", "title:cafe angstrom", "title:דוגמה 🎈"


def _about(paper: str, concept: str, weight: float, stance: str = "about", **more: Any) -> Edge:
    properties = {
        "count": 2,
        "weight": weight,
        "central": weight > 0.5,
        "stance": stance,
        "surfaces": ["MDMs", EMOJI],
        "sentence": WILD,
    }
    return Edge(Relation.ABOUT, paper, f"concept:{concept}", properties | more)


def _related(source: str, target: str, rank: int, *parts: float) -> Edge:
    names = ("concepts", "text", "citations", "mentions", "code")
    score = round(sum(parts), 6)
    properties = {"rank": rank, "score": score, **dict(zip(names, parts, strict=True))}
    return Edge(Relation.RELATED, source, target, properties)


EDGES = [
    Edge(Relation.WROTE, "author:grace example", A, {"position": 1}),
    Edge(Relation.WROTE, "author:grace example", B, {"position": 2}),
    Edge(Relation.WROTE, "orcid:0000-0002-1825-0097", B, {"position": 1}),
    Edge(Relation.PUBLISHED_IN, A, "venue:journal of tests", {}),
    Edge(Relation.CITES, A, B, {"raw": WILD, "contexts": [HEBREW, LINES]}),
    Edge(Relation.CITES, A, CAFE, {"contexts": []}),
    Edge(Relation.CITES, B, CAFE, {"raw": EMOJI}),
    Edge(Relation.CITES, B, STUB, {}),
    Edge(Relation.CITES, C, CAFE, {}),
    _about(A, "masked-diffusion", 0.9),
    _about(A, "diffusion", 0.3),
    _about(B, "masked-diffusion", 0.6),
    _about(C, "diffusion", 0.7),
    _about(C, "masked-diffusion", 0.2, stance="contrast"),
    _about(DATED, "wild", 1.0),
    Edge(Relation.INTRODUCES, A, "system:alpha", {"sentence": WILD}),
    Edge(Relation.INTRODUCES, C, "dataset:ms coco", {}),
    Edge(Relation.USES, A, "system:clip", {"stance": "compares", "sentence": "CLIP is compared."}),
    Edge(Relation.USES, B, "system:alpha", {"stance": "uses"}),
    Edge(Relation.USES, A, "dataset:ms coco", {"stance": "uses"}),
    Edge(Relation.USES, A, "metric:bleu@4", {"stance": "uses"}),
    Edge(Relation.MENTIONS, C, A, {"by": ["Alpha", EMOJI], "stance": "builds_on", "sentence": ""}),
    Edge(Relation.HAS_CODE, A, "repository:github.com/org/one", {"role": "official"}),
    Edge(Relation.HAS_CODE, B, "repository:github.com/org/one", {"role": "mentioned"}),
    Edge(Relation.HAS_CODE, C, "repository:github.com/org/two", {"role": "official"}),
    Edge(Relation.HAS_PAGE, A, "page:org.github.io/alpha", {}),
    Edge(Relation.HAS_PAGE, DATED, "page:org.github.io/alpha", {}),
    Edge(Relation.USES, DATED, "system:clip", {"stance": "mentions"}),
    Edge(Relation.USES, STUB, "system:clip", {}),
    Edge(Relation.BROADER, "concept:masked-diffusion", "concept:diffusion", {}),
    Edge(
        Relation.CO_OCCURS,
        "concept:diffusion",
        "concept:masked-diffusion",
        {"papers": 1, "npmi": -0.123457},
    ),
    _related(A, B, 1, 0.3, 0.1, 0.05, 0.0, 0.05),
    _related(A, C, 2, 0.1, 0.05, 0.02, 0.1, 0.0),
    _related(B, A, 1, 0.3, 0.1, 0.05, 0.0, 0.05),
]


def graph_of(
    nodes: Iterable[Node] = NODES,
    edges: Iterable[Edge] = EDGES,
    *,
    key: str = "small",
    generation: int = 1,
) -> Graph:
    """Make a graph of these, in the order that a library gives them."""
    labels, relations = list(Label), list(Relation)
    in_order = sorted(nodes, key=lambda node: (labels.index(node.label), node.key))
    joined = sorted(
        edges, key=lambda edge: (relations.index(edge.relation), edge.source, edge.target)
    )
    return Graph(key, generation, lambda: iter(in_order), lambda: iter(joined))


def small_graph() -> Graph:
    """Return the whole of it."""
    return graph_of()

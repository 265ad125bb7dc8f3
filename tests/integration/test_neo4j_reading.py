"""What related, show and search need of a loaded server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.errors import CypherError
from graph.schema import Label, Node
from graph.stores.neo4j_store import Neo4jStore
from graph.stores.networkx_store import networkx
from tests.neo4j_server import available_server
from tests.small_graph import (
    CAFE,
    EMOJI,
    HEBREW,
    MARKS,
    NODES,
    STUB,
    WILD,
    A,
    B,
    C,
    graph_of,
    small_graph,
)


@pytest.fixture(scope="module")
def store() -> Iterator[Neo4jStore]:
    """A store with the small graph in it."""
    server = available_server()
    opened = Neo4jStore(server.address, server.username, server.password)
    opened.load(small_graph())
    yield opened
    opened.close()
    server.empty()


def test_networkx_of_a_loaded_store(store: Neo4jStore) -> None:
    there, here = networkx(store.graph()), networkx(small_graph())
    assert list(there.nodes(data=True)) == list(here.nodes(data=True))
    assert list(there.edges(keys=True, data=True)) == list(here.edges(keys=True, data=True))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("Alpha: masked diffusion", A, id="title"),
        pytest.param("alfa maskd difusion", A, id="typos"),
        pytest.param("masked", A, id="part"),
        pytest.param("arxiv:2403.05135", A, id="key"),
        pytest.param("doi:10.1/a;b", A, id="identifier"),
        pytest.param(STUB, STUB, id="key that looks like words"),
        pytest.param(HEBREW, B, id="Hebrew"),
        pytest.param("עולם", B, id="a word of Hebrew"),
        pytest.param("cafe ANGSTROM", CAFE, id="without marks"),
        pytest.param(WILD, STUB, id="signs"),
        pytest.param("AND NOT masked OR", A, id="words of the index's language"),
    ],
)
def test_find_papers(store: Neo4jStore, text: str, first: str) -> None:
    found = store.find_papers(text)
    assert [row["key"] for row in found][:1] == [first]


@pytest.mark.parametrize("text", ["", " ", "!!!", '"', "zzzzzz"])
def test_find_no_papers(store: Neo4jStore, text: str) -> None:
    assert store.find_papers(text) == []
    assert store.find_names(text) == []


def test_find_papers_row(store: Neo4jStore) -> None:
    assert store.find_papers("alpha", limit=1) == [
        {"key": A, "title": "Alpha: masked diffusion", "year": 2024, "stub": False}
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param(
            "Masked Difusion",
            ("Concept", "concept:masked-diffusion", "masked diffusion", 2),
            id="concept",
        ),
        pytest.param("CLIP", ("System", "system:clip", "CLIP", 3), id="system"),
        pytest.param("Grace", ("Author", "author:grace example", "Grace Example", 2), id="author"),
    ],
)
def test_find_names(store: Neo4jStore, text: str, row: tuple[object, ...]) -> None:
    assert tuple(store.find_names(text)[0].values()) == row


def test_related(store: Neo4jStore) -> None:
    found = store.related(A)
    assert [(row["key"], row["score"]) for row in found] == [(B, 0.5), (C, 0.27)]
    assert found[0]["parts"] == {
        "concepts": 0.3,
        "text": 0.1,
        "citations": 0.05,
        "mentions": 0.0,
        "code": 0.05,
    }
    assert len(store.related(A, limit=1)) == 1
    assert store.related("title:none") == []


def test_paper(store: Neo4jStore) -> None:
    paper = store.paper(A)
    assert paper is not None
    assert {name: paper[name] for name in NODES[0].properties} == NODES[0].properties
    assert [author["name"] for author in paper["authors"]] == ["Grace Example"]
    assert [(c["name"], c["weight"], c["rarity"]) for c in paper["concepts"]] == [
        ("masked diffusion", 0.9, 0.693147),
        ("diffusion", 0.3, 0.287682),
    ]
    assert [(u["label"], u["name"], u["stance"]) for u in paper["uses"]] == [
        ("Dataset", "MS COCO", "uses"),
        ("Metric", "BLEU@4", "uses"),
        ("System", "CLIP", "compares"),
    ]
    assert [(m["key"], m["by"], m["title"]) for m in paper["mentioned_by"]] == [
        (C, ["Alpha", EMOJI], EMOJI)
    ]
    assert [(r["key"], r["stub"]) for r in paper["references"]] == [(B, False), (CAFE, True)]
    assert [(r["url"], r["role"]) for r in paper["repositories"]] == [
        ("https://github.com/org/one", "official")
    ]
    assert paper["pages"][0]["url"] == "https://org.github.io/alpha"


def test_authors_are_in_the_order_printed(store: Neo4jStore) -> None:
    paper = store.paper(B)
    assert paper is not None
    assert [author["name"] for author in paper["authors"]] == [MARKS, "Grace Example"]


def test_no_such_paper(store: Neo4jStore) -> None:
    assert store.paper("title:none") is None
    assert store.paper("concept:diffusion") is None


def test_one_long_expression_is_given_up(store: Neo4jStore) -> None:
    endless = "RETURN reduce(s = 0, i IN range(1, 3000000000) | s + i) AS s"
    with pytest.raises(CypherError, match="longer than"):
        store.cypher(endless, {}, timeout=0.2)


def test_keys_come_in_the_order_of_the_library() -> None:
    server = available_server()
    signs = ("", " ", "a", "Z", "\u00e9", "e\u0301", "\ufb01", "\uffee", "\U0001f388", "\u05d0")
    keys = [f"title:{sign}" for sign in signs]
    graph = graph_of([Node(Label.PAPER, key, {"title": key}) for key in keys], [])
    store = Neo4jStore(server.address, server.username, server.password)
    try:
        store.load(graph)
        assert [node.key for node in store.graph().nodes()] == sorted(keys)
    finally:
        store.close()
        server.empty()

"""Loading into a real server: what is written, removed, refused and left alone."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import ForeignDataError, StoreError
from graph.schema import Edge, Graph, Relation
from graph.stores.neo4j_store import Neo4jStore, open_neo4j
from tests.neo4j_server import Server
from tests.small_graph import EDGES, NODES, A, B, C, graph_of, small_graph

SMALLER = graph_of(
    [node for node in NODES if node.key != C],
    [
        edge
        for edge in EDGES
        if C not in (edge.source, edge.target)
        and edge.relation != Relation.BROADER
        and (edge.relation, edge.source) != (Relation.CITES, B)
    ],
    generation=2,
)


def same(store: Neo4jStore, graph: Graph) -> bool:
    """Whether the store gives the same nodes and edges in the same order."""
    back = store.graph()
    return (
        (back.key, back.generation) == (graph.key, graph.generation)
        and list(back.nodes()) == list(graph.nodes())
        and list(back.edges()) == list(graph.edges())
    )


def test_the_graph_reads_back(store: Neo4jStore) -> None:
    loaded = store.load(small_graph())
    assert same(store, small_graph())
    assert sum(loaded.nodes.values()) == len(NODES)
    assert sum(loaded.edges.values()) == len(EDGES)
    assert loaded.written == len(NODES) + len(EDGES)


def test_twice_is_the_same_as_once(store: Neo4jStore, server: Server) -> None:
    first = store.load(small_graph())
    numbers = server.run("MATCH (n)-[r]->() RETURN elementId(n), elementId(r) ORDER BY 1, 2")
    second = store.load(small_graph())
    assert (second.nodes, second.edges) == (first.nodes, first.edges)
    assert (second.written, second.removed) == (0, 0)
    again = server.run("MATCH (n)-[r]->() RETURN elementId(n), elementId(r) ORDER BY 1, 2")
    assert again == numbers


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(small_graph(), SMALLER, id="something is gone"),
        pytest.param(SMALLER, small_graph(), id="something is new"),
        pytest.param(small_graph(), graph_of([], [], generation=9), id="everything is gone"),
    ],
)
def test_the_store_equals_the_later_graph(store: Neo4jStore, before: Graph, after: Graph) -> None:
    store.load(before)
    store.load(after)
    assert same(store, after)


def test_only_what_differs_is_written(store: Neo4jStore) -> None:
    store.load(small_graph())
    edges = [
        Edge(e.relation, e.source, e.target, {**e.properties, "rank": 7})
        if (e.relation, e.source) == (Relation.RELATED, B)
        else e
        for e in EDGES
    ]
    assert store.load(graph_of(NODES, edges, generation=2)).written == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("MATCH (p:Paper) SET p.title = 'other', p.mine = 1", id="properties"),
        pytest.param("MATCH (p:Paper) SET p.year = toFloat(p.year)", id="type of a number"),
        pytest.param("MATCH ()-[r:ABOUT]->() SET r.count = r.count + 1", id="edge properties"),
        pytest.param("CREATE (:Paper {key: 'title:mine'})", id="a paper more"),
        pytest.param("MATCH (p:Paper) DETACH DELETE p", id="no papers"),
        pytest.param(
            "MATCH (a)-[:CITES]->(b) CREATE (a)-[:CITES]->(b)", id="the same relation twice"
        ),
        pytest.param(
            "MATCH (a:Paper), (b:Page) CREATE (a)-[:ABOUT]->(b)", id="relations of other ends"
        ),
        pytest.param("MATCH (a:Metric), (b:Paper) CREATE (b)-[:BROADER]->(a)", id="and of others"),
    ],
)
def test_what_others_changed_is_put_right(store: Neo4jStore, server: Server, text: str) -> None:
    store.load(small_graph())
    server.run(text)
    store.load(small_graph())
    assert same(store, small_graph())
    counts = server.run("MATCH (:!CitegraphTest&!Library)-[r]->() RETURN count(r)")
    assert counts == [[len(EDGES)]]


def test_other_labels_are_never_touched(store: Neo4jStore, server: Server) -> None:
    server.run(
        "CREATE (:Library {name: 'of a town', key: 'town'})-[:HAS]->(:Person {key: 'author:x'})"
    )
    store.load(small_graph())
    server.run("MATCH (p:Paper {key: $key}), (u:Person) CREATE (u)-[:LIKES]->(p)", key=A)
    store.load(SMALLER)
    kept = server.run(
        "MATCH (l:Library)-[:HAS]->(u:Person)-[:LIKES]->(p) RETURN l.name, u.key, p.key"
    )
    assert kept == [["of a town", "author:x", A]]


def test_labels_that_others_add_stay(store: Neo4jStore, server: Server) -> None:
    store.load(small_graph())
    server.run("MATCH (p:Paper {key: $key}) SET p:Favourite", key=A)
    store.load(SMALLER)
    assert server.run("MATCH (p:Favourite) RETURN p.key") == [[A]]
    assert store.cypher("MATCH (p:Favourite) RETURN p", {}).rows[0][0]["label"] == "Paper"


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("key", ["'doi:10.1/theirs'", "null"])
def test_data_of_others_is_refused(
    store: Neo4jStore, server: Server, key: str, replace: bool
) -> None:
    server.run(f"CREATE (:Paper {{key: {key}, title: 'Theirs'}})")
    with pytest.raises(ForeignDataError, match="Paper that no load made"):
        store.load(small_graph(), replace=replace)
    assert server.run("MATCH (n:!CitegraphTest) RETURN labels(n)") == [[["Paper"]]]


def test_data_of_others_beside_ours_is_refused(store: Neo4jStore, server: Server) -> None:
    store.load(small_graph())
    server.run("CREATE (:Paper {title: 'Theirs'})")
    with pytest.raises(ForeignDataError, match="Paper without a key"):
        store.load(SMALLER)
    assert server.run("MATCH (p:Paper) RETURN count(p)") == [[7]]


def test_another_library_is_replaced_only_when_asked(store: Neo4jStore) -> None:
    store.load(small_graph())
    other = graph_of(NODES[:2], [], key="other")
    with pytest.raises(ForeignDataError, match="--replace"):
        store.load(other)
    assert same(store, small_graph())
    store.load(other, replace=True)
    assert same(store, other)


@pytest.mark.parametrize("before", [None, SMALLER])
def test_dry_run_says_what_would_be_done_and_does_nothing(
    store: Neo4jStore, server: Server, before: Graph | None
) -> None:
    if before:
        store.load(before)
    expected = store.load(small_graph(), dry_run=True)
    if before:
        assert same(store, before)
    else:
        assert server.run("MATCH (n:!CitegraphTest) RETURN count(n)") == [[0]]
    done = store.load(small_graph())
    assert (expected.nodes, expected.edges) == (done.nodes, done.edges)
    assert (expected.written, expected.removed) == (done.written, done.removed)


def test_dry_run_counts_what_would_go(store: Neo4jStore) -> None:
    store.load(small_graph())
    expected = store.load(SMALLER, dry_run=True)
    assert store.load(SMALLER).removed == expected.removed


def test_an_interrupted_load_is_seen_and_completed(store: Neo4jStore) -> None:
    def broken() -> Any:
        yield EDGES[0]
        raise KeyboardInterrupt

    store.load(SMALLER)
    with pytest.raises(KeyboardInterrupt):
        store.load(Graph("small", 3, small_graph().nodes, broken))
    with pytest.raises(StoreError, match="interrupted"):
        store.cypher("MATCH (p:Paper) RETURN p.key", {})
    store.load(small_graph())
    assert same(store, small_graph())


def test_a_store_that_nothing_was_loaded_into(store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match="graph load"):
        store.cypher("MATCH (p:Paper) RETURN p.key", {})
    with pytest.raises(StoreError, match="graph load"):
        store.graph()


def test_progress_is_told(store: Neo4jStore) -> None:
    told: list[tuple[str, int]] = []
    store.load(small_graph(), lambda stage, done: told.append((stage, done)))
    assert ("Paper", 6) in told
    assert ("CITES", 5) in told


def test_many_rows_go_in_several_batches(store: Neo4jStore) -> None:
    edges = [
        Edge(Relation.RELATED, f"title:{i:05}", f"title:{(i + j) % 2500:05}", {"rank": j})
        for i in range(2500)
        for j in range(1, 4)
    ]
    papers = [type(NODES[0])(NODES[0].label, f"title:{i:05}", {"title": "x"}) for i in range(2500)]
    graph = graph_of(papers, edges)
    store.load(graph)
    assert same(store, graph)
    fewer = graph_of(papers[:100], [], generation=2)
    store.load(fewer)
    assert same(store, fewer)


def test_a_wrong_password_is_not_tried_twice(
    store: Neo4jStore, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    # The third wrong password in a row locks the user out: two calls may make two attempts.
    for _ in range(2):
        with pytest.raises(StoreError, match="NEO4J_PASSWORD"):
            open_neo4j(server.address.replace("bolt", "neo4j"))
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    open_neo4j(server.address).close()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("bolt://", "bolt+s://", "encrypted", id="a server without encryption"),
        pytest.param("", "", "no database of this name", id="another database"),
        pytest.param("127.0.0.1", "no-such-host.invalid", "cannot be reached", id="host"),
    ],
)
def test_a_server_that_cannot_be_used(
    store: Neo4jStore, server: Server, old: str, new: str, says: str
) -> None:
    address = server.address.replace(old, new) if old else f"{server.address}/nowhere"
    with pytest.raises(StoreError, match=says) as refused:
        load_into(address, server)
    assert "\n" not in str(refused.value)


def load_into(address: str, server: Server) -> None:
    """Connect and load, as `graph load` does."""
    store = Neo4jStore(address, server.username, server.password)
    try:
        store.load(small_graph())
    finally:
        store.close()


def test_no_server_at_all() -> None:
    with pytest.raises(StoreError, match="Is the server running"):
        Neo4jStore("bolt://127.0.0.1:1", "neo4j", "x")

"""What one can ask of every engine, and what every engine refuses."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import CypherError, UsageError
from graph.queries import shipped
from graph.schema import Graph
from graph.stores.base import Store
from graph.stores.embedded_cypher import EmbeddedCypher
from graph.stores.embedded_cypher_process import environment
from graph.stores.networkx_store import networkx
from tests.small_graph import EDGES, EMOJI, LINES, NODES, WILD, A, B, graph_of, small_graph

PAPER = {"label": "Paper", "key": A, **NODES[0].properties}
VENUE = {"label": "Venue", "key": "venue:journal of tests", "name": "Journal of Tests"}
PUBLISHED = {"relation": "PUBLISHED_IN", "source": A, "target": "venue:journal of tests"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(f"MATCH (p:Paper {{key: '{A}'}}) RETURN p", [[PAPER]], id="node"),
        pytest.param("MATCH ()-[r:PUBLISHED_IN]->() RETURN r", [[PUBLISHED]], id="relation"),
        pytest.param(
            "MATCH way = (:Venue)<-[:PUBLISHED_IN]-() RETURN way",
            [[[VENUE, PUBLISHED, PAPER]]],
            id="path, walked against its direction",
        ),
        pytest.param(
            "MATCH (v:Venue) RETURN {it: v, all: [v]} AS m, collect(v) AS l",
            [[{"it": VENUE, "all": [VENUE]}, [VENUE]]],
            id="nodes inside maps and lists",
        ),
        pytest.param(
            "MATCH (v:Venue) RETURN v {.*} AS v, properties(v) AS p, size(keys(v)) > 1 AS k",
            [[{k: v for k, v in VENUE.items() if k != "label"}] * 2 + [True]],
            id="all properties, and no others",
        ),
        pytest.param(
            "MATCH (v:Venue) RETURN {id: v.key, key: v.key} AS m",
            [[{"id": VENUE["key"], "key": VENUE["key"]}]],
            id="an id that was asked for",
        ),
        pytest.param(
            "MATCH (c:Concept {key: 'concept:diffusion'}) RETURN c.title AS t, c.name AS n",
            [[None, "diffusion"]],
            id="a title that nothing but papers has",
        ),
        pytest.param("RETURN 1.0 / 0.0 AS n, -0.5 AS m", [[None, -0.5]], id="no infinity in JSON"),
        pytest.param("RETURN date('2020-02-03') AS d", [["2020-02-03"]], id="dates are texts"),
        pytest.param("RETURN 9007199254740993 AS n", [[9007199254740993]], id="large number"),
        pytest.param("RETURN 1 AS `a;b`;", [[1]], id="semicolon at the end and in a name"),
        pytest.param(
            "RETURN 'CREATE (n); DETACH' AS a // LOAD CSV; SET",
            [["CREATE (n); DETACH"]],
            id="words in strings and comments",
        ),
        pytest.param(
            "MATCH (a:Venue), (b:Metric) MATCH w = shortestPath((a)-[*]-(b)) RETURN length(w) AS n",
            [[2]],
            id="shortest path without a bound",
        ),
        pytest.param(
            "MATCH (v:Venue)<-[r]-(p) WHERE startNode(r) = p RETURN startNode(r).key AS k",
            [[A]],
            id="ends of a relation",
        ),
    ],
)
def test_answer(engine: Store, text: str, rows: list[Any]) -> None:
    assert engine.cypher(text, {}).rows == rows


@pytest.mark.parametrize("text", [WILD, EMOJI, LINES, "", "\\'; DROP", "$limit"])
def test_parameters_are_only_text(engine: Store, text: str) -> None:
    table = engine.cypher("RETURN $text AS text, size($text) AS n", {"text": text, "more": 1})
    assert table.rows == [[text, len(text)]]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("CREATE (n:Paper) RETURN n", "only reading", id="create"),
        pytest.param("MERGE (n:Paper {key: 'x'}) RETURN n", "only reading", id="merge"),
        pytest.param("MATCH (n) SET n.title = 'x'", "only reading", id="set"),
        pytest.param("MATCH (n) DETACH DELETE n", "only reading", id="delete"),
        pytest.param("EXPLAIN CREATE (n:Paper)", "only reading", id="explained create"),
        pytest.param("CREATE INDEX x FOR (n:Paper) ON (n.year)", "read", id="index"),
        pytest.param(
            "LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line", "no files", id="file"
        ),
        pytest.param(
            "load csv from 'http://127.0.0.1:1/' AS line RETURN line", "no addresses", id="address"
        ),
        pytest.param(
            "CALL dbms.listConfig() YIELD name RETURN name", "listConfig is refused", id="procedure"
        ),
        pytest.param(
            "MATCH (n) CALL (n) { CALL dbms.components() YIELD name RETURN name } RETURN name",
            "dbms.components is refused",
            id="procedure inside",
        ),
        pytest.param("SHOW INDEXES", "SHOW", id="show"),
        pytest.param("TERMINATE TRANSACTIONS 'x'", "TERMINATE", id="terminate"),
        pytest.param("RETURN 1; RETURN 2", "line 1, column 11", id="two statements"),
        pytest.param("RETURN 1 RETURN 2", "RETURN", id="two returns"),
        pytest.param("RETURN 1 AS x MATCH (n:Paper) RETURN n", "RETURN", id="after a return"),
        pytest.param("PROFILE MATCH (n) RETURN n", "EXPLAIN", id="profile"),
        pytest.param("  // nothing", "empty", id="empty"),
        pytest.param("RETURN 'open", "line 1, column 8", id="open string"),
        pytest.param("MATCH (n:Paper)\nRETURN", "line 2, column ", id="syntax"),
        pytest.param("MATCH (n)\n  RETURN no(n)", "line 2, column 10", id="unknown function"),
        pytest.param("MATCH (n) RETURN m", "line 1, column 18", id="unknown variable"),
        pytest.param("MATCH (n) RETURN $n", "--param n=", id="missing parameter"),
        pytest.param("MATCH (n:Paper)", "RETURN", id="nothing returned"),
    ],
)
def test_refusal(engine: Store, text: str, says: str) -> None:
    with pytest.raises(CypherError) as refused:
        engine.cypher(text, {})
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_late_statement_is_ended(engine: Store) -> None:
    endless = "UNWIND range(1, 1000000) AS i UNWIND range(1, 1000000) AS j RETURN sum(i % (j + 1))"
    with pytest.raises(CypherError, match=r"longer than 0\.5 seconds.*--timeout"):
        engine.cypher(endless, {}, timeout=0.5)
    assert engine.cypher("MATCH (p:Paper) RETURN count(p)", {}).rows == [[6]]


def test_no_time_at_all_is_wrong_usage(engine: Store) -> None:
    with pytest.raises(UsageError, match="timeout"):
        engine.cypher("RETURN 1", {}, timeout=0)


def test_a_misspelt_label_is_noted(engine: Store) -> None:
    table = engine.cypher("MATCH (p:Papre) RETURN p.key", {})
    assert table.rows == []
    assert any("Papre" in note for note in table.notes)


def test_explain_gives_the_plan(engine: Store) -> None:
    table = engine.cypher("EXPLAIN MATCH (p:Paper) RETURN p.key AS key", {})
    assert table.columns == ["step", "operation", "estimated_rows"]
    assert len(table.rows) > 1


def test_unknown_parameter_of_a_query(engine: Store) -> None:
    with pytest.raises(UsageError, match=r"has no parameter kee\. It has: key, limit"):
        engine.query(shipped()["coupled"], {"kee": A})


class TestEmbedded:
    """What only the engine without a server has: its file, its process, its limits."""

    @pytest.mark.parametrize(
        "pattern", ["[*]", "[:CITES*]", "[r:CITES|ABOUT*2..]", "[* {x: 1}]", "[:CITES*..]"]
    )
    def test_pattern_without_a_bound(self, embedded: Store, pattern: str) -> None:
        with pytest.raises(CypherError, match=r"line 1, column \d\d: .*upper bound"):
            embedded.cypher(f"MATCH (a)-{pattern}->(b) RETURN b.key", {})

    def test_measures_of_the_graph(self, embedded: Store) -> None:
        text = (
            "CALL pagerank() YIELD node, score RETURN node.key AS key ORDER BY score DESC LIMIT 1"
        )
        assert embedded.cypher(text, {}).rows == [["concept:masked-diffusion"]]

    def test_pattern_without_a_bound_inside_a_list(self, embedded: Store) -> None:
        with pytest.raises(CypherError, match="upper bound"):
            embedded.cypher("MATCH (a) RETURN [(a)-[:CITES*]->(b) | b.key] AS keys", {})

    @pytest.mark.parametrize("expression", ["startNode(r)", "collect(endNode(r))"])
    def test_ends_as_whole_nodes(self, embedded: Store, expression: str) -> None:
        with pytest.raises(CypherError, match=r"\(r\)\.key"):
            embedded.cypher(f"MATCH ()-[r]->() RETURN {expression} AS n", {})

    def test_memory_is_bounded(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CITEGRAPH_CYPHER_MEMORY", "256M")
        engine = EmbeddedCypher(small_graph(), tmp_path)
        try:
            with pytest.raises(CypherError, match="256 MB of memory"):
                engine.cypher("RETURN reduce(s = 'x', i IN range(1, 40) | s + s) AS s", {})
            assert engine.cypher("RETURN 1", {}).rows == [[1]]
        finally:
            engine.close()

    def test_memory_of_no_size(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CITEGRAPH_CYPHER_MEMORY", "much")
        with pytest.raises(UsageError, match="CITEGRAPH_CYPHER_MEMORY: 'much' is no size"):
            EmbeddedCypher(small_graph(), tmp_path)

    def test_file_is_used_again(self, tmp_path: Path) -> None:
        count_papers(small_graph(), tmp_path)
        unreadable = graph_of(NODES[:1], [])
        assert count_papers(unreadable, tmp_path) == 6

    def test_later_generation_takes_its_place(self, tmp_path: Path) -> None:
        count_papers(small_graph(), tmp_path)
        assert count_papers(graph_of(NODES[:2], [], generation=2), tmp_path) == 2
        assert len(list(tmp_path.iterdir())) == 1

    def test_libraries_are_kept_apart(self, tmp_path: Path) -> None:
        count_papers(small_graph(), tmp_path)
        assert count_papers(graph_of(NODES[:2], [], key="../other"), tmp_path) == 2
        assert count_papers(graph_of([], []), tmp_path) == 6

    @pytest.mark.parametrize("damage", [b"", b"not an engine file at all" * 9])
    def test_damaged_file_is_filled_again(self, tmp_path: Path, damage: bytes) -> None:
        count_papers(small_graph(), tmp_path)
        (file,) = tmp_path.iterdir()
        file.write_bytes(damage or file.read_bytes()[:-9])
        assert count_papers(small_graph(), tmp_path) == 6
        assert count_papers(graph_of([], []), tmp_path) == 6

    def test_no_place_to_keep_it(self, tmp_path: Path) -> None:
        in_the_way = tmp_path / "file"
        in_the_way.write_text("")
        assert count_papers(small_graph(), in_the_way / "cache") == 6

    def test_passwords_are_not_handed_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEO4J_PASSWORD", "hidden")
        assert "hidden" not in environment().values()


def count_papers(graph: Any, cache: Path) -> int:
    """Ask a new engine, as the next run of the program would."""
    engine = EmbeddedCypher(graph, cache)
    try:
        count: int = engine.cypher("MATCH (p:Paper) RETURN count(p)", {}).rows[0][0]
        return count
    finally:
        engine.close()


class TestNetworkX:
    """The graph in memory."""

    def test_holds_everything(self) -> None:
        made = networkx(small_graph())
        assert dict(made.nodes(data=True)) == {
            node.key: {"label": node.label, "key": node.key, **node.properties} for node in NODES
        }
        assert {(s, t, k): d for s, t, k, d in made.edges(keys=True, data=True)} == {
            (e.source, e.target, e.relation): {"relation": e.relation, **e.properties}
            for e in EDGES
        }

    def test_two_relations_between_the_same_papers(self) -> None:
        assert set(networkx(small_graph())[A][B]) == {"CITES", "RELATED"}


def test_copies_of_a_library_that_went_different_ways_are_told_apart(tmp_path: Path) -> None:
    one = replace(small_graph(), state="one")
    with closing(EmbeddedCypher(one, tmp_path)) as engine:
        assert engine.cypher("MATCH (p:Paper) RETURN count(p)", {}).rows == [[6]]
    other = Graph(one.key, one.generation, lambda: iter(()), lambda: iter(()), state="other")
    with closing(EmbeddedCypher(other, tmp_path)) as engine:
        assert engine.cypher("MATCH (p:Paper) RETURN count(p)", {}).rows == [[0]]

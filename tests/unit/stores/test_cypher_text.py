"""What is seen in the text of a statement, and what only looks like it."""

from __future__ import annotations

import pytest

from graph.errors import CypherError
from graph.stores.cypher_text import (
    behind_return,
    called,
    find_word,
    place,
    statement,
    unbounded,
    whole_end,
)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param("MATCH (a)-[*]->(b) RETURN b", 12, id="alone"),
        pytest.param("MATCH (a)<-[:R*]-(b) RETURN b", 15, id="with a type"),
        pytest.param("MATCH (a)-[r:A|B*2..]-(b) RETURN b", 17, id="lower bound only"),
        pytest.param("MATCH (a)-[:`T*1`* {x: 1}]-(b) RETURN b", 18, id="with properties"),
        pytest.param("MATCH (a)-[:R*$p]-(b) RETURN b", 14, id="with a parameter's properties"),
        pytest.param(
            "MATCH p = shortestPath((a)-[*]-(b)), (b)-[:R*]-(c) RETURN p", 45, id="after shortest"
        ),
        pytest.param("MATCH (a)-[:R*1..3]->(b) RETURN b", None, id="bounded"),
        pytest.param("MATCH (a)-[:R*..3]->(b) RETURN b", None, id="upper bound only"),
        pytest.param("MATCH (a)-[:R*3]->(b) RETURN b", None, id="exact"),
        pytest.param("MATCH (a)-[:R*3 {x: 1}]->(b) RETURN b", None, id="exact, properties"),
        pytest.param("MATCH p = allShortestPaths((a)-[*]-(b)) RETURN p", None, id="shortest"),
        pytest.param("RETURN '-[*]-' + \"-[*]-\" AS `-[*]-` // -[*]-", None, id="only words"),
        pytest.param("RETURN 5 -[2 * 3, 4 *5][0]", None, id="numbers"),
        pytest.param("RETURN 5 -[x *y][0] - 1", None, id="product in a list"),
    ],
)
def test_unbounded(text: str, column: int | None) -> None:
    star = unbounded(statement(text).tokens)
    assert (star and star.start + 1) == column


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("RETURN startNode(r)", True, id="returned"),
        pytest.param("WITH endnode(r) AS n RETURN n", True, id="named"),
        pytest.param("RETURN [startNode(last(rs))]", True, id="in a list"),
        pytest.param("RETURN collect(endNode(r))", True, id="collected"),
        pytest.param("RETURN startNode(r).key", False, id="property"),
        pytest.param("MATCH (a)-[r]-(b) WHERE startNode(r) = a RETURN b", False, id="compared"),
        pytest.param("MATCH (a)-[r]-(b) WHERE a <> endNode(r) RETURN b", False, id="compared to"),
        pytest.param("RETURN labels(startNode(r))", False, id="in a function"),
        pytest.param("RETURN 'startNode(r)' AS startNode", False, id="only words"),
    ],
)
def test_whole_end(text: str, seen: bool) -> None:
    assert (whole_end(statement(text).tokens) is not None) is seen


def test_explain_leaves_places_as_they_are() -> None:
    asked = statement(" explain MATCH (n) RETURN n;")
    assert asked.explain
    assert asked.text == "         MATCH (n) RETURN n;"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("RETURN 1;", id="one at the end"),
        pytest.param("RETURN 1 ; ; // end", id="several, and a comment"),
        pytest.param("RETURN ';' AS `;` // ;", id="inside"),
        pytest.param("RETURN 'it\\'s;' AS a", id="escaped"),
        pytest.param("RETURN 1 /* ; RETURN 2 */", id="block comment"),
    ],
)
def test_one_statement(text: str) -> None:
    assert not statement(text).explain


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("RETURN 1;\nRETURN 2", "line 2, column 1", id="second line"),
        pytest.param("RETURN 1 // ;\n; CREATE (n)", "line 2, column 3", id="behind a comment"),
        pytest.param("RETURN '\\\\'; CREATE (n)", "line 1, column 14", id="behind an escape"),
        pytest.param('RETURN "a', 'what " opens', id="open string"),
        pytest.param("RETURN 1 /* a", "what /\\* opens", id="open comment"),
        pytest.param(";", "empty", id="only a semicolon"),
    ],
)
def test_no_single_statement(text: str, says: str) -> None:
    with pytest.raises(CypherError, match=says):
        statement(text)


def test_find_word() -> None:
    text = "// foo(1)\nRETURN 'foo', a.foo.bar(1)"
    token = find_word(statement(text).tokens, "Foo.bar")
    assert token is not None
    assert place(text, token.start) == "line 2, column 17"
    assert find_word(statement(text).tokens, "bar.foo") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("CALL db.labels() YIELD label RETURN label", ["db.labels"], id="plain"),
        pytest.param("call `db`.labels", ["db.labels"], id="backticks, no brackets"),
        pytest.param(
            "MATCH (n) CALL (n) { CALL a.b() RETURN 1 AS x } RETURN x", ["a.b"], id="inner"
        ),
        pytest.param("CALL { RETURN 1 AS x } RETURN x", [], id="subquery"),
        pytest.param("WITH 1 AS call RETURN call ORDER BY call", [], id="variable"),
        pytest.param("MATCH (n) RETURN n.call AS x, 'CALL a()' AS y // CALL b()", [], id="words"),
    ],
)
def test_called(text: str, names: list[str]) -> None:
    assert [token.text for token in called(statement(text).tokens)] == names


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param("RETURN 1 RETURN 2", 10, id="two returns"),
        pytest.param("return 1 as x match (n) return n", 15, id="small letters"),
        pytest.param("RETURN 1 AS x WITH x UNWIND [x] AS y RETURN y", 15, id="with"),
        pytest.param("CALL { RETURN 1 AS x RETURN 2 AS y } RETURN x", 22, id="in a subquery"),
        pytest.param("RETURN 1 AS x UNION RETURN 2 AS x", None, id="union"),
        pytest.param("CALL { RETURN 1 AS x } RETURN x", None, id="a subquery"),
        pytest.param("RETURN COUNT { MATCH (n) RETURN n } AS a", None, id="in an expression"),
        pytest.param("RETURN 'x' STARTS WITH 'x', 'x' ENDS WITH 'x'", None, id="starts with"),
        pytest.param("RETURN {return: 1, match: 2} AS with", None, id="names"),
        pytest.param("MATCH (n) RETURN n.match, n:Return, $unwind, 'RETURN'", None, id="others"),
        pytest.param("RETURN 1 AS x)) RETURN", 17, id="brackets that do not fit"),
    ],
)
def test_a_clause_behind_return(text: str, column: int | None) -> None:
    found = behind_return(statement(text).tokens)
    assert (found and found.start + 1) == column

"""Headers of query files, and the values that queries are asked with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import StoreError, UsageError
from graph.queries import Parameter, Query, bind, parse, shipped

HEADER = """\
// cited: papers, most cited first.
//
// measure  a plain count
// param    $key    of the paper; example "doi:10.1/a"
// param    $limit  rows to return at most, whatever
//          comes; default 20; example 5
// returns  key, citations: how often, in the
//          end, first
// writes   nothing
RETURN $key AS key, 1 AS citations LIMIT $limit
"""


def query_of(tmp_path: Path, text: str) -> Query:
    path = tmp_path / "cited.cypher"
    path.write_text(text, encoding="utf-8")
    return parse(path)


def test_header(tmp_path: Path) -> None:
    query = query_of(tmp_path, HEADER)
    assert query.name == "cited"
    assert query.about == "papers, most cited first."
    assert query.measure == "a plain count"
    assert query.parameters == (
        Parameter("key", "of the paper", None, "doi:10.1/a", required=True),
        Parameter("limit", "rows to return at most, whatever comes", 20, 5, required=False),
    )
    assert query.returns == ("key", "citations", "first")
    assert not query.writes


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("// cited", "// other", "the header names it other", id="another name"),
        pytest.param("// cited: ", "/* cited */", "line 1", id="no title"),
        pytest.param("// writes   nothing\n", "", "lacks writes", id="no writes"),
        pytest.param("// measure", "// meazure", "line 3 is no line", id="unknown field"),
        pytest.param('; example "doi:10.1/a"', "", "default 20`: $key", id="no example"),
        pytest.param("default 20", "default twenty", "is no JSON", id="default is no JSON"),
    ],
)
def test_wrong_header(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(StoreError) as refused:
        query_of(tmp_path, HEADER.replace(old, new, 1))
    assert str(refused.value).startswith("cited.cypher: ")
    assert says in str(refused.value)


def test_an_empty_file_is_no_query(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="line 1"):
        query_of(tmp_path, "")


@pytest.mark.parametrize(
    ("given", "bound"),
    [
        pytest.param({"key": "k"}, {"key": "k", "limit": 20}, id="default"),
        pytest.param({"key": "", "limit": 0}, {"key": "", "limit": 0}, id="all given"),
    ],
)
def test_bind(tmp_path: Path, given: dict[str, Any], bound: dict[str, Any]) -> None:
    assert bind(query_of(tmp_path, HEADER), given) == bound


@pytest.mark.parametrize(
    ("given", "says"),
    [
        pytest.param({}, "key is missing (of the paper). Add, for example", id="missing"),
        pytest.param({"key": "k", "n": 1}, "no parameter n. It has: key, limit", id="unknown"),
        pytest.param({"key": 2024}, "key is a text, not 2024", id="number for text"),
        pytest.param({"key": ["k"]}, 'key is a text, not ["k"]', id="list for text"),
        pytest.param({"key": None}, "key is a text, not null", id="nothing for text"),
        pytest.param({"key": "k", "limit": "5"}, "limit is a whole number", id="text for number"),
        pytest.param({"key": "k", "limit": True}, "limit is a whole number", id="truth for number"),
        pytest.param({"key": "k", "limit": 1.5}, "limit is a whole number", id="fraction"),
        pytest.param({"key": "k", "limit": -1}, "limit is 0 or more, not -1", id="negative"),
    ],
)
def test_bind_refuses(tmp_path: Path, given: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError) as refused:
        bind(query_of(tmp_path, HEADER), given)
    assert says in str(refused.value)


def test_whole_number_stands_for_any_number(tmp_path: Path) -> None:
    query = query_of(tmp_path, HEADER.replace("default 20; example 5", "default 0.5"))
    bound = bind(query, {"key": "k", "limit": 2})
    assert bound["limit"] == 2.0
    assert isinstance(bound["limit"], float)


def test_shipped() -> None:
    queries = shipped()
    assert {"related", "concept_papers", "coupled", "path"} <= queries.keys()
    assert not any(name.startswith(("schema", "load_")) for name in queries)
    assert all(query.about.endswith(".") for query in queries.values())

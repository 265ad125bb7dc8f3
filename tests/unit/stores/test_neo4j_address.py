"""Addresses of Neo4j servers, and what is none."""

from __future__ import annotations

import pytest

from graph.errors import UsageError
from graph.stores.neo4j_address import credentials, parse


@pytest.mark.parametrize(
    ("text", "server", "database"),
    [
        pytest.param("neo4j://localhost:7687", "neo4j://localhost:7687", None, id="plain"),
        pytest.param("bolt+s://db.example", "bolt+s://db.example", None, id="no port"),
        pytest.param("NEO4J+S://db.example/", "neo4j+s://db.example", None, id="case and slash"),
        pytest.param("bolt://h:1/papers.v2", "bolt://h:1", "papers.v2", id="database"),
        pytest.param("bolt://[::1]:7687/papers", "bolt://[::1]:7687", "papers", id="IPv6"),
    ],
)
def test_address(text: str, server: str, database: str | None) -> None:
    address = parse(text)
    assert (address.server, address.database) == (server, database)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("http://localhost", "http: is no address of a store", id="scheme"),
        pytest.param("neo4j+ssc://localhost", "is no address", id="unchecked certificates"),
        pytest.param("papers.graph", "is no address", id="file"),
        pytest.param("neo4j://host:port", "port is no number", id="port is no number"),
        pytest.param("neo4j://host:70000", "port is no number", id="port out of range"),
        pytest.param("neo4j://", "names no server", id="no host"),
        pytest.param("neo4j://a b", "names no server", id="space"),
        pytest.param("bolt://h/a/b", "no name of a database", id="path"),
        pytest.param("bolt://h/?x=1", "no name of a database", id="query"),
        pytest.param("bolt://[::1", "Invalid IPv6", id="open bracket"),
        pytest.param("bolt://h\x1b[2J:1", "h\ufffd", id="control characters"),
    ],
)
def test_no_address(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as refused:
        parse(text)
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize("text", ["neo4j://me:s3cret@host", "bolt+s://me:s3cret@host:x/y"])
def test_password_in_an_address_is_not_repeated(text: str) -> None:
    with pytest.raises(UsageError, match="NEO4J_PASSWORD") as refused:
        parse(text)
    assert "s3cret" not in str(refused.value)


def test_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", "reader")
    monkeypatch.setenv("NEO4J_PASSWORD", "s3cret")
    assert credentials(parse("bolt://h")) == ("reader", "s3cret")


def test_no_credentials_away_from_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_USERNAME", raising=False)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    assert credentials(parse("bolt://h")) == ("neo4j", None)

"""The stores and engines that the contracts are tried on, each with the small graph in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.stores.base import Store
from graph.stores.embedded_cypher import EmbeddedCypher
from graph.stores.neo4j_store import Neo4jStore
from tests.neo4j_server import available_server
from tests.small_graph import small_graph


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The embedded engine."""
    cache: Path = tmp_path_factory.mktemp("cache")
    store = EmbeddedCypher(small_graph(), cache)
    yield store
    store.close()


@pytest.fixture(scope="module")
def neo4j() -> Iterator[Store]:
    """A real server."""
    server = available_server()
    store = Neo4jStore(server.address, server.username, server.password)
    store.load(small_graph())
    yield store
    store.close()


@pytest.fixture(params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest) -> Store:
    """Each engine in turn."""
    store: Store = request.getfixturevalue(request.param)
    return store

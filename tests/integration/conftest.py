"""A real Neo4j, empty at the start of each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.stores.neo4j_store import Neo4jStore
from tests.neo4j_server import Server, available_server


@pytest.fixture
def server() -> Iterator[Server]:
    """The server itself, for looks past the code under test."""
    found = available_server()
    yield found
    found.empty()


@pytest.fixture
def store(server: Server) -> Iterator[Neo4jStore]:
    """A store connected to it."""
    opened = Neo4jStore(server.address, server.username, server.password)
    yield opened
    opened.close()

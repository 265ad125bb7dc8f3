"""A Neo4j server as a place for a graph that a team shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..coverage import Coverage
from ..errors import UsageError
from ..queries import Query, bind
from ..schema import Graph, Value
from . import neo4j_loading, neo4j_reading, neo4j_statements
from .base import DEFAULT_TIMEOUT, SHIPPED_TIMEOUT, Loaded, Progress, Table, silent
from .neo4j_address import credentials, parse
from .neo4j_connection import Connection


def open_neo4j(address: str) -> Neo4jStore:
    """Connect as NEO4J_USERNAME and NEO4J_PASSWORD say; on a terminal a password is asked for.

    Raises:
        UsageError: The address is none.
        StoreError: The server cannot be reached or used.
    """
    username, password = credentials(parse(address))
    return Neo4jStore(address, username, password)


class Neo4jStore:
    """One database of a server, connected once.

    Args:
        address: `neo4j://host:7687`, perhaps with `/database`; see `interface`.
        username: None for Neo4j's first user.
        password: None for a server that asks for none.
    """

    def __init__(self, address: str, username: str | None, password: str | None) -> None:
        self._connection = Connection(parse(address), username, password)
        self._marked = False

    def load(
        self,
        graph: Graph,
        progress: Progress = silent,
        *,
        replace: bool = False,
        dry_run: bool = False,
    ) -> Loaded:
        """Make the database equal to the graph, writing only what differs.

        Nodes of other labels, and their edges, stay as they are. A load that was interrupted
        is completed by the next.

        Args:
            graph: What to load.
            progress: Told after each batch.
            replace: Allow another library of ours to be replaced.
            dry_run: Compare and count, but write nothing.

        Raises:
            ForeignDataError: It holds another library, or nodes of our labels that no load
                made; nothing was written.
        """
        self._marked = False
        return neo4j_loading.load(
            self._connection, graph, progress, replace=replace, dry_run=dry_run
        )

    def query(self, query: Query, parameters: Mapping[str, Value]) -> Table:
        """Run a shipped query; parameters left out have their defaults."""
        return self.cypher(query.text, bind(query, parameters), SHIPPED_TIMEOUT)

    def cypher(
        self, text: str, parameters: Mapping[str, Value], timeout: float = DEFAULT_TIMEOUT
    ) -> Table:
        """Run one statement that reads; `timeout` is in seconds.

        Raises:
            CypherError: It is refused, wrong, or took too long.
        """
        if not timeout > 0:
            raise UsageError(f"The timeout is more than 0 seconds, not {timeout:g}.")
        self._check_loaded()
        return neo4j_statements.run(self._connection, text, parameters, timeout)

    def graph(self) -> Graph:
        """Read back what was loaded, streamed in the order of the library's graph."""
        return neo4j_reading.graph(self._connection)

    def coverage(self) -> Coverage:
        """Return of how many papers that were read references are known."""
        self._check_loaded()
        return neo4j_reading.coverage(self._connection)

    def paper(self, key: str) -> dict[str, Any] | None:
        """Return a paper with its neighbours; see `neo4j_reading.paper`."""
        self._check_loaded()
        return neo4j_reading.paper(self._connection, key)

    def related(self, key: str, limit: int = 20) -> list[dict[str, Any]]:
        """Return rows of `key`, `title`, `year`, `score` and `parts`, best first; 0 for all."""
        self._check_loaded()
        return neo4j_reading.related(self._connection, key, limit)

    def find_papers(self, text: str, limit: int = 50) -> list[dict[str, Any]]:
        """Return rows of `key`, `title`, `year` and `stub` of papers whose titles fit."""
        self._check_loaded()
        return neo4j_reading.find_papers(self._connection, text, limit)

    def find_names(self, text: str, limit: int = 50) -> list[dict[str, Any]]:
        """Return rows of `label`, `key`, `name` and `papers` of other nodes whose names fit."""
        self._check_loaded()
        return neo4j_reading.find_names(self._connection, text, limit)

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    def _check_loaded(self) -> None:
        """Say so when nothing was loaded, instead of answering from nothing."""
        if not self._marked:
            neo4j_reading.mark(self._connection)
            self._marked = True

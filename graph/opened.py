"""Opens a store for a question: a library or a server, as its rows, its Cypher or its graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .coverage import Coverage
from .errors import UsageError
from .library.file import MEMORY, Library, open_existing
from .library.reading import coverage
from .library.search import find_paper

if TYPE_CHECKING:
    from .schema import Graph
    from .stores.base import Store
    from .stores.neo4j_store import Neo4jStore

Find = Callable[[str], str]


def is_server(store: str) -> bool:
    """Tell an address from the path of a library."""
    return "://" in store


@contextmanager
def opened_server(store: str) -> Iterator[Neo4jStore]:
    """Connect to a server, and close the connection after use."""
    from .stores.neo4j_store import open_neo4j

    server = open_neo4j(store)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def opened_library(store: str) -> Iterator[Library]:
    """Open a library for reading; warn of one whose last build was interrupted.

    Raises:
        UsageError: It is `memory:`, which is gone when its build ends.
        LibraryError: There is none, or it cannot be read.
    """
    if store == MEMORY:
        raise UsageError("memory: lasts for one build only. Name a file with --store.")
    with open_existing(store) as library:
        if not library.is_derived:
            import logging

            logging.getLogger(__name__).warning(
                "%s: a build was interrupted; run graph build again to complete it.", store
            )
        yield library


@contextmanager
def opened_cypher(store: str) -> Iterator[tuple[Store, Find, Callable[[], Coverage]]]:
    """Give what runs statements on a store, what finds keys of papers in it, and its coverage."""
    if is_server(store):
        from .server_answers import find_key

        with opened_server(store) as server:
            yield server, lambda asked: find_key(server, asked), server.coverage
        return
    from .assemble import graph
    from .stores.embedded_cypher import EmbeddedCypher

    with opened_library(store) as library:
        engine = EmbeddedCypher(graph(library))
        try:
            yield engine, lambda asked: find_paper(library, asked).key, lambda: coverage(library)
        finally:
            engine.close()


@contextmanager
def opened_graph(store: str) -> Iterator[tuple[Graph, Find]]:
    """Give the graph of a store, and what finds the key of a paper in it."""
    if is_server(store):
        from .server_answers import find_key

        with opened_server(store) as server:
            yield server.graph(), lambda asked: find_key(server, asked)
        return
    from .assemble import graph

    with opened_library(store) as library:
        yield graph(library), lambda asked: find_paper(library, asked).key

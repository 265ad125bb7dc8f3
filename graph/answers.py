"""Answers to users' questions, from a library or from a loaded server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .library import reading
from .library import search as finding
from .library.file import Library
from .library.names import search as find_names
from .opened import Find, is_server, opened_cypher, opened_graph, opened_library, opened_server
from .related import ALL, Wanted
from .related import related as of_papers
from .related import related_to_text as of_text

if TYPE_CHECKING:
    from .maps import MapReport
    from .schema import Value
    from .stores.base import Table

Json = dict[str, Any]


def related(store: str, asked: str | Sequence[str], limit: int = 10, wanted: Wanted = ALL) -> Json:
    """Return the papers most related to one, best first, ties by key, with the reasons.

    Args:
        asked: A title or an identifier; of several, the papers related to all of them.
        limit: 0 for all with a score above zero; a server has at most 20.
        wanted: Which of them.

    Raises:
        NotFoundError: No paper, or more than one, fits.
        UsageError: A server is asked about several papers.
    """
    titles = [asked] if isinstance(asked, str) else list(asked)
    if is_server(store):
        from .server_answers import related as from_server

        with opened_server(store) as server:
            return from_server(server, titles, limit, wanted)
    with opened_library(store) as library:
        return of_papers(library, titles, limit, wanted)


def related_to_text(store: str, path: str, limit: int = 10, wanted: Wanted = ALL) -> Json:
    """Return the papers most related to a text that is not in the library.

    Args:
        path: A file of plain text, an abstract say, or `-` for standard input.

    Raises:
        ReadError: It cannot be read, or holds no text.
        UsageError: The store is a server.
    """
    if is_server(store):
        raise UsageError("related --text works on a library file, not on a server.")
    from .plain_text import facts_of

    with opened_library(store) as library:
        return of_text(library, facts_of(path), limit, wanted)


def show(store: str, asked: str) -> Json:
    """Return everything known of one paper.

    Raises:
        NotFoundError: No paper, or more than one, fits.
    """
    if is_server(store):
        from .server_answers import show as from_server

        with opened_server(store) as server:
            return from_server(server, asked)
    with opened_library(store) as library:
        return reading.paper_json(library, finding.find_paper(library, asked).id)


def show_all(store: str) -> Iterator[Json]:
    """Yield everything known of every paper that was read, in key order."""
    if is_server(store):
        raise UsageError("show --all works on a library file, not on a server.")
    with opened_library(store) as library:
        yield from reading.all_papers(library)


def search(store: str, text: str, limit: int = 20) -> Json:
    """Find papers, concepts, systems, repositories and authors by words, typos forgiven.

    Raises:
        UsageError: There are no words.
    """
    if not text.strip():
        raise UsageError("There is nothing to search for. Give some words.")
    if is_server(store):
        from .server_answers import search as from_server

        with opened_server(store) as server:
            return from_server(server, text, limit)
    with opened_library(store) as library:
        return {"asked": text, "found": find_names(library, text, limit)}


def status(store: str) -> Json:
    """Return what a library holds and where it came from."""
    with opened_library(store) as library:
        nodes, edges = reading.counts(library)
        return {
            "store": store,
            "key": library.key,
            "generation": library.generation,
            "derived": library.is_derived,
            "papers": reading.papers_read(library),
            "sources": reading.sources(library),
            "nodes": nodes,
            "edges": edges,
            "references": reading.references(library),
            "coverage": reading.coverage(library).as_json(),
        }


def duplicates(store: str) -> Json:
    """Return which records were merged and why, and pairs of papers that may be one."""
    from .library.ledger import ledger

    with opened_library(store) as library:
        return ledger(library.connection)


def list_queries() -> Json:
    """Return the shipped queries: what each is for, takes and gives."""
    from .queries import shipped

    return {
        "queries": [
            {
                "name": q.name,
                "about": q.about,
                "returns": list(q.returns),
                "parameters": [
                    {"name": p.name, "about": p.about, "default": p.default, "example": p.example}
                    for p in q.parameters
                ],
            }
            for q in shipped().values()
        ]
    }


def query(store: str, name: str, parameters: Mapping[str, Value]) -> Table:
    """Run a shipped query.

    Raises:
        UsageError: There is none of that name, or a parameter is wrong.
    """
    from .queries import bind, shipped

    queries = shipped()
    if name not in queries:
        raise UsageError(f"No query is called {name}. There are: {', '.join(queries)}.")
    bind(queries[name], parameters)  # what is wrong there is told before titles are looked up
    with opened_cypher(store) as (engine, find, coverage):
        table = engine.query(queries[name], _keyed(parameters, find))
        if queries[name].counts_citations:
            table = replace(table, coverage=coverage())
        # What this graph has none of (no years, no citations) is no mistake in our own query.
        table.notes.clear()
        if not table.rows and "concept" in parameters:
            table.notes.append(
                f"Is “{parameters['concept']}” the name of a concept? graph search finds names."
            )
        return table


def cypher(store: str, text: str, parameters: Mapping[str, Value], timeout: float) -> Table:
    """Run one read-only statement.

    Raises:
        CypherError: It is wrong, refused or ran longer than `timeout` seconds.
    """
    with opened_cypher(store) as (engine, _, _):
        return engine.cypher(text, parameters, timeout)


def write_map(
    store: str,
    path: Path,
    *,
    around: str | None = None,
    depth: int = 1,
    concepts: Sequence[str] = (),
    papers_only: bool = False,
    limit: int | None = None,
    title: str | None = None,
) -> MapReport:
    """Write the map of a store as one HTML file.

    Raises:
        NotFoundError: `around` or a concept is not there.
        ExportError: The file cannot be written.
    """
    from . import maps

    with opened_graph(store) as (graph, find):
        return maps.write_map(
            graph,
            path,
            title=title,
            around=find(around) if around is not None else None,
            depth=depth,
            concepts=concepts,
            papers_only=papers_only,
            limit=limit,
        )


def write_map_of(library: Library, path: Path) -> MapReport:
    """Write the map of a library that is open, as a build does."""
    from . import maps
    from .assemble import graph

    return maps.write_map(graph(library), path)


def export(store: str, path: Path, kind: str | None) -> None:
    """Write the graph of a store as a file for other programs.

    Raises:
        UsageError: The format is not known.
        ExportError: The file cannot be written.
    """
    from .exports import export as write

    with opened_graph(store) as (graph, _):
        write(graph, path, kind)


# Parameters of shipped queries that are the key of a paper; a title will do.
_PAPER_PARAMETERS = ("key", "from", "to")


def _keyed(parameters: Mapping[str, Value], find: Find) -> dict[str, Value]:
    """Put keys in place of the titles that a query was given."""
    return {
        name: find(value) if name in _PAPER_PARAMETERS and isinstance(value, str) else value
        for name, value in parameters.items()
    }

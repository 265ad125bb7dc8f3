"""Cypher without a server: an embedded engine in a process of its own, filled from the graph.

The engine is kglite. What was filled is kept as a file in the user's cache folder, one for
each generation of a library, and thrown away when the library has moved on: it is never the
place where data lives. A statement may use 4 GB of memory beyond the graph itself, or what
CITEGRAPH_CYPHER_MEMORY says (bytes, or with K, M or G behind).
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..errors import CypherError, StoreError, UsageError
from ..queries import Query, bind
from ..schema import Graph, Value
from .base import DEFAULT_TIMEOUT, SHIPPED_TIMEOUT, Table
from .cypher_text import (
    PROCEDURES,
    Statement,
    behind_return,
    called,
    place,
    statement,
    unbounded,
    whole_end,
)
from .embedded_cypher_cache import cache_folder, engine_file
from .embedded_cypher_process import EngineProcess, batches
from .embedded_cypher_words import failure

# Measures of the whole graph, which this engine has and a server lacks.
_MEASURES = (
    *("pagerank", "betweenness", "closeness", "degree", "louvain", "leiden", "label_propagation"),
    *("connected_components", "k_core", "clustering_coefficient", "triangle_count"),
)
_ALLOWED = PROCEDURES + _MEASURES


class EmbeddedCypher:
    """A graph that can be asked in Cypher; the process starts with the first statement."""

    def __init__(self, graph: Graph, cache: Path | None = None) -> None:
        self._graph = graph
        self._folder = cache or cache_folder()
        self._memory = _memory_limit(os.environ.get("CITEGRAPH_CYPHER_MEMORY") or "4G")
        self._process: EngineProcess | None = None
        self._unkept: tempfile.TemporaryDirectory[str] | None = None

    def query(self, query: Query, parameters: Mapping[str, Value]) -> Table:
        """Run a shipped query; parameters left out have their defaults."""
        return self.cypher(query.text, bind(query, parameters), SHIPPED_TIMEOUT)

    def cypher(
        self, text: str, parameters: Mapping[str, Value], timeout: float = DEFAULT_TIMEOUT
    ) -> Table:
        """Run one statement that reads.

        Args:
            text: The statement; EXPLAIN before it gives the plan as a table.
            parameters: Values of `$name`; more than the statement names do no harm.
            timeout: In seconds; filling the engine does not count.

        Raises:
            CypherError: It is refused, wrong, took too long or too much memory.
        """
        asked = statement(text)
        _refuse(asked)
        if not timeout > 0:
            raise UsageError(f"The timeout is more than 0 seconds, not {timeout:g}.")
        request = {
            "text": asked.text,
            "explain": asked.explain,
            "parameters": dict(parameters),
            "timeout": min(timeout, 1e6),
        }
        answer = self._started().run(request)
        if "error" in answer:
            raise failure(answer, asked, timeout, self._memory)
        return Table(answer["columns"], answer["rows"], answer.get("notes", []))

    def close(self) -> None:
        """End the process; the next statement starts another."""
        if self._process is not None:
            self._process.close()
            self._process = None
        if self._unkept is not None:
            self._unkept.cleanup()
            self._unkept = None

    def _started(self) -> EngineProcess:
        if self._process is not None and self._process.alive():
            return self._process
        self.close()
        self._process = EngineProcess(self._engine_file(), self._memory)
        answer = self._process.greeting()
        if answer == {"state": "fill"}:
            answer = self._process.fill(batches(self._graph))
        if answer != {"state": "ready"}:
            complaint = self._process.last_complaint()
            self.close()
            raise StoreError(f"The embedded Cypher engine did not start: {complaint}")
        return self._process

    def _engine_file(self) -> Path:
        try:
            return engine_file(self._graph, self._folder)
        except OSError:
            # No place to keep it: filled for this process only.
            self._unkept = tempfile.TemporaryDirectory(prefix="citegraph-")
            return engine_file(self._graph, Path(self._unkept.name))


def _refuse(asked: Statement) -> None:
    """Refuse what the engine would answer wrongly without saying so, and what it may not call."""
    if star := unbounded(asked.tokens):
        raise CypherError(
            f"{place(asked.text, star.start)}: a variable-length pattern needs an upper bound, "
            "or the engine stops at 10 steps. Write, for example, *1..30"
        )
    if end := whole_end(asked.tokens):
        raise CypherError(
            f"{place(asked.text, end.start)}: {end.text} gives no whole node here. "
            f"Name a property: {end.text}(r).key"
        )
    if more := behind_return(asked.tokens):
        raise CypherError(
            f"{place(asked.text, more.start)}: {more.text} stands behind RETURN, which ends a "
            "statement. Write WITH for the first RETURN, or ask one thing at a time."
        )
    for procedure in called(asked.tokens):
        if procedure.text.lower() not in map(str.lower, _ALLOWED):
            raise CypherError(
                f"{place(asked.text, procedure.start)}: the procedure {procedure.text} is refused. "
                f"Allowed are {', '.join(_ALLOWED)}."
            )
    words = {token.text.upper() for token in asked.tokens if token.kind == "word"}
    writing = words & {"CREATE", "MERGE", "DELETE", "SET", "REMOVE", "INSERT", "DROP"}
    if words & {"MATCH", "UNWIND", "WITH"} and not words & {"RETURN", "CALL"} and not writing:
        raise CypherError("The statement gives nothing back. End it with RETURN and what to show.")


def _memory_limit(text: str) -> int:
    found = re.fullmatch(r"(\d+)([KMG]?)", text.strip().upper())
    if found is None or int(found[1]) == 0:
        raise UsageError(f"CITEGRAPH_CYPHER_MEMORY: {text!r} is no size. Write, for example, 4G.")
    return int(found[1]) << {"": 0, "K": 10, "M": 20, "G": 30}[found[2]]

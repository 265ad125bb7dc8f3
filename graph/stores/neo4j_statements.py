"""Statements that read, run on a Neo4j server: looked at first, and given up when late."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j import exceptions

from ..errors import CypherError, StoreError
from ..schema import Value
from .base import Table
from .cypher_text import PROCEDURES, Statement, statement
from .neo4j_cells import ends_in, missing_ends, plain
from .neo4j_connection import Connection

_REFUSED_STEPS = ("LoadCSV", "TerminateTransactions", "Show")

# A server that checks the time too seldom is waited for this much longer.
_GRACE = 5.0

# No node has the label, no edge the relation, nothing the property.
_UNKNOWN_NAMES = {"01N50", "01N51", "01N52"}

_PLACE = re.compile(r" *\(line (\d+), column (\d+) \(offset: \d+\)\)")


def run(
    connection: Connection, text: str, parameters: Mapping[str, Value], timeout: float
) -> Table:
    """Run one statement that reads.

    Raises:
        CypherError: It is refused, wrong, or took longer than `timeout` seconds.
        StoreError: The server is gone.
    """
    asked = statement(text)
    plan, notes = _explained(connection, asked, parameters)
    if asked.explain:
        rows = [[step, name, estimate] for step, (name, estimate) in enumerate(plan, start=1)]
        return Table(["step", "operation", "estimated_rows"], rows)
    columns, found = _in_time(lambda: _rows(connection, asked.text, parameters, timeout), timeout)
    return Table(columns, found, notes)


def _explained(
    connection: Connection, asked: Statement, parameters: Mapping[str, Value]
) -> tuple[list[tuple[str, float]], list[str]]:
    """Let the server plan the statement, and refuse what does more than read the graph."""
    with _errors(connection, 0.0, extra_lines=1), connection.reading() as session:
        summary = session.run("EXPLAIN\n" + asked.text, dict(parameters)).consume()
    steps = list(_steps(summary.plan)) if summary.plan else []
    for name, details, _ in steps:
        if name.startswith(_REFUSED_STEPS):
            what = {"LoadCSV": "LOAD CSV", "TerminateTransactions": "TERMINATE"}.get(name, "SHOW")
            raise CypherError(
                f"{what} is refused: a statement reads the graph, no files, "
                "no addresses and nothing of the server."
            )
        if name == "ProcedureCall":
            called = re.split(r"[(\s]", details.replace("`", ""), maxsplit=1)[0]
            if called.lower() not in map(str.lower, PROCEDURES):
                raise CypherError(
                    f"The procedure {called} is refused. Allowed are {', '.join(PROCEDURES)}."
                )
    if summary.query_type in ("w", "rw"):
        raise CypherError(
            "The statement would write, and only reading is allowed: "
            "a graph changes by building and loading it again."
        )
    if summary.query_type != "r":
        raise CypherError("The statement is about the server. Only the graph can be read.")
    notes = [
        status.status_description.removeprefix("warn: ")
        for status in summary.gql_status_objects
        if status.gql_status in _UNKNOWN_NAMES
    ]
    return [(name, estimate) for name, _, estimate in steps], notes


def _steps(plan: Mapping[str, Any]) -> Iterator[tuple[str, str, float]]:
    """Yield name, details and estimated rows of every step, the first to run first."""
    for child in plan.get("children", ()):
        yield from _steps(child)
    arguments = plan.get("args", {})
    name = plan["operatorType"].partition("@")[0]
    yield name, str(arguments.get("Details", "")), arguments.get("EstimatedRows", 0.0)


def _rows(
    connection: Connection, text: str, parameters: Mapping[str, Value], timeout: float
) -> tuple[list[str], list[list[Any]]]:
    # Not execute_read: the driver would try a statement again that ran out of memory.
    with _errors(connection, timeout), connection.reading() as session:
        result = session.run(neo4j.Query(text, timeout=timeout), dict(parameters))
        columns = list(result.keys())
        found = [list(record) for record in result]
        keys = ends_in(found)
        if missing := missing_ends(found):
            ends = session.run(
                "MATCH (n) WHERE elementId(n) IN $ids RETURN elementId(n), n.key", ids=missing
            )
            keys |= dict(ends.values())
    return columns, [[plain(cell, keys) for cell in row] for row in found]


def _in_time(
    work: Callable[[], tuple[list[str], list[list[Any]]]], timeout: float
) -> tuple[list[str], list[list[Any]]]:
    """Work aside, and stop waiting when it is late.

    The server ends a late statement itself, except inside one long expression.
    """
    outcome: list[Any] = []

    def note() -> None:
        try:
            outcome.append(work())
        except Exception as error:  # noqa: BLE001 - raised again by the one who waits
            outcome.append(error)

    thread = threading.Thread(target=note, daemon=True)
    thread.start()
    thread.join(timeout + _GRACE)
    if not outcome:
        raise _late(timeout)
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    columns, rows = outcome[0]
    return columns, rows


@contextmanager
def _errors(connection: Connection, timeout: float, extra_lines: int = 0) -> Iterator[None]:
    """Turn what the server says of a statement into one line; `extra_lines` stood before it."""
    try:
        with connection.errors():
            yield
    except StoreError as wrapped:
        error = wrapped.__cause__
        if not isinstance(error, exceptions.Neo4jError):
            raise
        code = error.code or ""
        if "TransactionTimedOut" in code:
            raise _late(timeout) from error
        if "MemoryPoolOutOfMemory" in code or "OutOfMemory" in code:
            raise CypherError(
                "The statement used more memory than the server allows. Narrow it down."
            ) from error
        if code.endswith("AccessMode"):
            raise CypherError("The statement would write, and only reading is allowed.") from error
        if not code.startswith("Neo.ClientError.Statement"):
            raise
        raise CypherError(_message(error.message or code, extra_lines)) from error


def _message(said: str, extra_lines: int) -> str:
    first = said.splitlines()[0]
    if missing := re.match(r"Expected parameter\(s\): (\w+)", first):
        return f"The parameter ${missing[1]} is missing. Add --param {missing[1]}=VALUE."
    if found := _PLACE.search(first):
        words = _PLACE.sub("", first).rstrip(". ")
        return f"line {max(1, int(found[1]) - extra_lines)}, column {found[2]}: {words}."
    return f"The statement is wrong: {first.rstrip('. ')}."


def _late(timeout: float) -> CypherError:
    return CypherError(
        f"The statement took longer than {timeout:g} seconds and was ended. "
        "Narrow it down, or give it more time with --timeout."
    )

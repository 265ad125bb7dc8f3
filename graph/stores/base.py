"""What every store gives and takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..coverage import Coverage
from ..queries import Query
from ..schema import Value

# Called with what is being done ("Paper", "CITES") and how many of it are done so far.
Progress = Callable[[str, int], None]

# Seconds for a statement of the user's, and for one of ours.
DEFAULT_TIMEOUT = 30.0
SHIPPED_TIMEOUT = 120.0


def silent(stage: str, done: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a query or statement gave.

    Attributes:
        columns: Names, in the order of RETURN.
        rows: Cells as JSON has them. A node is `{"label", "key", ...properties}`, a relation
            `{"relation", "source", "target", ...properties}` with the keys of its ends, a path
            the list of its nodes and relations in turn; dates and times are ISO texts, and a
            number that JSON lacks (infinite, or none) is null.
        notes: What may explain an unexpected answer, such as a label that no node has.
        coverage: What the rows rest on, where they count citations.
    """

    columns: list[str]
    rows: list[list[Any]]
    notes: list[str] = field(default_factory=list)
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a store holds after loading: counts by label and by relation.

    `written` and `removed` count nodes and edges together; both are 0 when the store
    held the same graph before.
    """

    nodes: dict[str, int]
    edges: dict[str, int]
    seconds: float
    written: int = 0
    removed: int = 0


class Store(Protocol):
    """A place that can be asked; one that can be loaded has `load` and `graph` too."""

    def query(self, query: Query, parameters: Mapping[str, Value]) -> Table:
        """Run a shipped query; parameters left out have their defaults."""

    def cypher(
        self, text: str, parameters: Mapping[str, Value], timeout: float = DEFAULT_TIMEOUT
    ) -> Table:
        """Run one statement that reads; `timeout` is in seconds."""

    def close(self) -> None:
        """Let go of processes and connections."""

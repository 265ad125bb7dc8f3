"""All that a graph may hold: labels, relations and their properties, closed sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .coverage import Coverage

Value = str | int | float | bool | list[str] | list[int] | None


class Label(StrEnum):
    """Kinds of nodes."""

    PAPER = "Paper"
    AUTHOR = "Author"
    VENUE = "Venue"
    CONCEPT = "Concept"
    SYSTEM = "System"
    DATASET = "Dataset"
    METRIC = "Metric"
    REPOSITORY = "Repository"
    PAGE = "Page"


class Relation(StrEnum):
    """Kinds of edges."""

    WROTE = "WROTE"
    PUBLISHED_IN = "PUBLISHED_IN"
    CITES = "CITES"
    ABOUT = "ABOUT"
    INTRODUCES = "INTRODUCES"
    USES = "USES"
    MENTIONS = "MENTIONS"
    HAS_CODE = "HAS_CODE"
    HAS_PAGE = "HAS_PAGE"
    BROADER = "BROADER"
    CO_OCCURS = "CO_OCCURS"
    RELATED = "RELATED"


# Property types besides `key`; a list is always one of texts.
NODE_PROPERTIES: Mapping[Label, Mapping[str, type]] = {
    Label.PAPER: {
        "title": str,
        "year": int,
        "date": str,
        "venue": str,
        "abstract": str,
        "url": str,
        "identifiers": list,
        "reference_count": int,
        "cited_by_count": int,
        "stub": bool,
    },
    Label.AUTHOR: {"name": str},
    Label.VENUE: {"name": str},
    Label.CONCEPT: {"name": str, "kind": str, "papers": int, "weight": float, "origin": str},
    Label.SYSTEM: {"name": str, "kind": str},
    Label.DATASET: {"name": str},
    Label.METRIC: {"name": str},
    Label.REPOSITORY: {"url": str, "host": str, "owner": str, "name": str},
    Label.PAGE: {"url": str},
}

EDGE_PROPERTIES: Mapping[Relation, Mapping[str, type]] = {
    Relation.WROTE: {"position": int},
    Relation.PUBLISHED_IN: {},
    Relation.CITES: {"raw": str, "contexts": list},
    Relation.ABOUT: {
        "count": int,
        "weight": float,
        "central": bool,
        "stance": str,
        "surfaces": list,
        "sentence": str,
    },
    Relation.INTRODUCES: {"sentence": str},
    Relation.USES: {"stance": str, "sentence": str},
    Relation.MENTIONS: {"by": list, "stance": str, "sentence": str},
    Relation.HAS_CODE: {"role": str, "sentence": str},
    Relation.HAS_PAGE: {},
    Relation.BROADER: {},
    Relation.CO_OCCURS: {"papers": int, "npmi": float},
    Relation.RELATED: {
        "rank": int,
        "score": float,
        "concepts": float,
        "text": float,
        "citations": float,
        "mentions": float,
        "code": float,
        "meaning": float,
    },
}

# Which labels a relation joins.
ENDS: Mapping[Relation, tuple[tuple[Label, ...], tuple[Label, ...]]] = {
    Relation.WROTE: ((Label.AUTHOR,), (Label.PAPER,)),
    Relation.PUBLISHED_IN: ((Label.PAPER,), (Label.VENUE,)),
    Relation.CITES: ((Label.PAPER,), (Label.PAPER,)),
    Relation.ABOUT: ((Label.PAPER,), (Label.CONCEPT,)),
    Relation.INTRODUCES: ((Label.PAPER,), (Label.SYSTEM, Label.DATASET)),
    Relation.USES: ((Label.PAPER,), (Label.SYSTEM, Label.DATASET, Label.METRIC)),
    Relation.MENTIONS: ((Label.PAPER,), (Label.PAPER,)),
    Relation.HAS_CODE: ((Label.PAPER,), (Label.REPOSITORY,)),
    Relation.HAS_PAGE: ((Label.PAPER,), (Label.PAGE,)),
    Relation.BROADER: ((Label.CONCEPT,), (Label.CONCEPT,)),
    Relation.CO_OCCURS: ((Label.CONCEPT,), (Label.CONCEPT,)),
    Relation.RELATED: ((Label.PAPER,), (Label.PAPER,)),
}

_PREFIXES = {
    "author": Label.AUTHOR,
    "orcid": Label.AUTHOR,
    "venue": Label.VENUE,
    "concept": Label.CONCEPT,
    "system": Label.SYSTEM,
    "dataset": Label.DATASET,
    "metric": Label.METRIC,
    "repository": Label.REPOSITORY,
    "page": Label.PAGE,
}


def label_of(key: str) -> Label:
    """Tell the label of a node from its key; identifiers and titles are papers'."""
    return _PREFIXES.get(key.partition(":")[0], Label.PAPER)


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `properties` lack `key` and leave out what is missing."""

    label: Label
    key: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between two keys; at most one of a relation in one direction."""

    relation: Relation
    source: str
    target: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Graph:
    """A library read as nodes and edges.

    Attributes:
        key: The library's identifier, which all its generations share.
        generation: Grows by one with every build that changed something.
        nodes: Starts a fresh pass over the nodes: by label, then key.
        coverage: What its counts of citations rest on; None where that is not known.
        state: Another one with every change, also where two copies of a library
            went different ways; what is kept of a graph is kept under it.
        edges: Starts a fresh pass over the edges: by relation, source, target.
    """

    key: str
    generation: int
    nodes: Callable[[], Iterator[Node]]
    edges: Callable[[], Iterator[Edge]]
    state: str = ""
    coverage: Coverage | None = None

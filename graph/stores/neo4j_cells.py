"""What a Neo4j server returns, as JSON in the shapes that `base.Table` promises."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neo4j.graph import Entity, Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from ..schema import Label

_LABELS = frozenset(Label)


def missing_ends(rows: Iterable[Iterable[Any]]) -> list[str]:
    """List the server's ids of nodes that relations join without bringing them along."""
    known: set[str] = set()
    joined: set[str] = set()
    for entity in (found for row in rows for cell in row for found in _entities(cell)):
        if isinstance(entity, Relationship):
            ends = [entity.start_node, entity.end_node]
            joined.update(end.element_id for end in ends if end is not None)
        elif "key" in entity:
            known.add(entity.element_id)
    return sorted(joined - known)


def ends_in(rows: Iterable[Iterable[Any]]) -> dict[str, str | None]:
    """Map the server's ids of the nodes that are in the rows to their keys."""
    return {
        entity.element_id: entity.get("key")
        for row in rows
        for cell in row
        for entity in _entities(cell)
        if isinstance(entity, Node)
    }


def plain(value: Any, keys: Mapping[str, str | None]) -> Any:
    """Return a cell as JSON; `keys` tells the key of a node from the server's id."""
    match value:
        case None | bool() | str() | int():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Node():
            return {
                "label": _label(value.labels),
                "key": value.get("key"),
                **{n: plain(v, keys) for n, v in sorted(value.items()) if n != "key"},
            }
        case Relationship():
            start, end = value.start_node, value.end_node
            return {
                "relation": value.type,
                "source": keys.get(start.element_id) if start is not None else None,
                "target": keys.get(end.element_id) if end is not None else None,
                **{n: plain(v, keys) for n, v in sorted(value.items())},
            }
        case Path():
            steps = [plain(value.nodes[0], keys)]
            for relation, node in zip(value.relationships, value.nodes[1:], strict=True):
                steps += [plain(relation, keys), plain(node, keys)]
            return steps
        case Date() | DateTime() | Duration() | Time():
            return value.iso_format()
        case Point():
            return list(value)
        case list() | tuple():
            return [plain(item, keys) for item in value]
        case dict():
            return {name: plain(item, keys) for name, item in value.items()}
    return str(value)


def _entities(value: Any) -> Iterator[Entity]:
    match value:
        case Path():
            yield from value.nodes
            yield from value.relationships
        case Entity():
            yield value
        case list() | tuple():
            for item in value:
                yield from _entities(item)
        case dict():
            for item in value.values():
                yield from _entities(item)


def _label(labels: frozenset[str]) -> str | None:
    """One of ours where there is one; users may add labels of their own."""
    return min(labels & _LABELS or labels, default=None)

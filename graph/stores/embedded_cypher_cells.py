"""What the embedded engine returns, as JSON in the shapes that `base.Table` promises."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from ..schema import NODE_PROPERTIES, Label

_NODE = {"id", "labels", "properties"}
_RELATION = {"id", "start", "end", "type", "properties"}
_PATH = {"nodes", "relationships"}


class Cells:
    """Turns results into plain rows, keys of nodes instead of the engine's own numbers."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._keys: dict[int, str] | None = None

    def rows(self, found: Any, text: str) -> list[list[Any]]:
        """Return the rows of a result.

        Args:
            found: The engine's result.
            text: The statement. Only one that says `{.*}`, `properties` or `keys` can have
                asked for all properties at once, where the engine adds one named `id`.
        """
        folded = text.lower()
        added = ".*" in folded or "properties" in folded or "keys" in folded
        columns = found.columns
        return [[self._cell(row[column], added) for column in columns] for row in found]

    def _cell(self, value: Any, added: bool) -> Any:
        match value:
            case None | bool() | str() | int():
                return value
            case float():
                return value if math.isfinite(value) else None
            case list() | tuple():
                items = [self._cell(item, added) for item in value]
                if added and "id" in items and "key" in items and _all_texts(items):
                    items.remove("id")
                return items
            case dict():
                return self._map(value, added)
            case datetime() | date() | time():
                return value.isoformat()
            case timedelta():
                return str(value)
        return str(value)

    def _map(self, value: Mapping[str, Any], added: bool) -> Any:
        keys = value.keys()
        if keys == _NODE and isinstance(value["id"], int):
            return self._node(value)
        if keys == _RELATION and isinstance(value["start"], int):
            return self._relation(value)
        if keys == _PATH:
            return self._path(value)
        plain = {name: self._cell(item, added) for name, item in value.items()}
        if added and "key" in plain and plain.get("id") == plain["key"]:
            del plain["id"]
        return plain

    def _node(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Keep the properties of the schema: the engine adds `id`, `type` and `title`."""
        label = value["labels"][0]
        properties = value["properties"]
        known = NODE_PROPERTIES.get(label, {}) if label in set(Label) else properties
        kept = {name: properties[name] for name in known if properties.get(name) is not None}
        return {"label": label, "key": properties.get("key"), **kept}

    def _relation(self, value: Mapping[str, Any]) -> dict[str, Any]:
        keys = self._all_keys()
        return {
            "relation": value["type"],
            "source": keys.get(value["start"]),
            "target": keys.get(value["end"]),
            **value["properties"],
        }

    def _path(self, value: Mapping[str, Any]) -> list[Any]:
        nodes, relations = value["nodes"], value["relationships"]
        steps: list[Any] = [self._node(nodes[0])] if nodes else []
        for relation, node in zip(relations, nodes[1:], strict=True):
            steps += [self._relation(relation), self._node(node)]
        return steps

    def _all_keys(self) -> dict[int, str]:
        """Map the engine's numbers of nodes to keys, once: relations name their ends so."""
        if self._keys is None:
            found = self._engine.cypher("MATCH (n) RETURN elementId(n) AS number, n.key AS key")
            self._keys = {int(row["number"]): row["key"] for row in found}
        return self._keys


def _all_texts(items: list[Any]) -> bool:
    return all(isinstance(item, str) for item in items)

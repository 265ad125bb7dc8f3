"""Node-link JSON as NetworkX reads it; nothing is left out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from ..schema import Graph


def write_node_link(graph: Graph, path: Path) -> None:
    """Write one node or edge a line, inside one JSON document.

    `networkx.node_link_graph(json.load(file), edges="edges")` reads it.
    """
    about: dict[str, Any] = {"key": graph.key, "generation": graph.generation}
    if graph.coverage:
        about["coverage"] = graph.coverage.as_json()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"directed": true, "multigraph": true, "graph": {_text(about)},\n"nodes": [')
        _write_all(
            file,
            (
                {"id": node.key, "label": node.label.value, "key": node.key, **node.properties}
                for node in graph.nodes()
            ),
        )
        file.write('],\n"edges": [')
        _write_all(
            file,
            (
                {
                    "source": edge.source,
                    "target": edge.target,
                    "key": edge.relation.value,
                    "relation": edge.relation.value,
                    **edge.properties,
                }
                for edge in graph.edges()
            ),
        )
        file.write("]}\n")


def _write_all(file: TextIO, items: Iterable[dict[str, Any]]) -> None:
    between = "\n"
    for item in items:
        file.write(between + _text(item))
        between = ",\n"
    file.write("\n" if between != "\n" else "")


def _text(item: dict[str, Any]) -> str:
    item = {name: value for name, value in item.items() if value is not None}
    text = json.dumps(item, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Half a surrogate pair has no UTF-8, but JSON can write it as an escape.
        return json.dumps(item)
    return text

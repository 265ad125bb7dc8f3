"""GraphML, as NetworkX, Gephi, yEd and igraph read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from ..schema import EDGE_PROPERTIES, NODE_PROPERTIES, Graph, Value

# XML 1.0 has no other control characters, no halves of surrogate pairs and no noncharacters.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {str: "string", int: "long", float: "double", bool: "boolean", list: "string"}
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
# Readers turn white space in an attribute into plain spaces unless it is escaped.
_ATTRIBUTE = str.maketrans({"\n": "&#10;", "\t": "&#9;"})


def write_graphml(graph: Graph, path: Path) -> None:
    """Write every node and edge with its properties.

    The id of an edge is its relation, which NetworkX takes as the edge's key: read with
    `networkx.read_graphml(path, force_multigraph=True)`. Lists are JSON texts, missing values
    are left out, and what XML forbids becomes U+FFFD.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        file.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        nodes = _declare(file, "node", [{"label": str, "key": str}, *NODE_PROPERTIES.values()])
        edges = _declare(file, "edge", [{"relation": str}, *EDGE_PROPERTIES.values()])
        file.write('<graph edgedefault="directed">\n')
        for node in graph.nodes():
            properties = {"label": node.label.value, "key": node.key, **node.properties}
            file.write(f'<node id="{_attribute(node.key)}">')
            file.writelines(_values(nodes, properties))
            file.write("</node>\n")
        for edge in graph.edges():
            relation = edge.relation.value
            ends = f'source="{_attribute(edge.source)}" target="{_attribute(edge.target)}"'
            file.write(f'<edge id="{relation}" {ends}>')
            file.writelines(_values(edges, {"relation": relation, **edge.properties}))
            file.write("</edge>\n")
        file.write("</graph>\n</graphml>\n")


def _declare(file: TextIO, of: str, groups: list[Mapping[str, type]]) -> dict[str, str]:
    """Declare the properties of nodes or edges, one of a name; return the ids by name."""
    types = {name: type_ for group in groups for name, type_ in group.items()}
    ids = {name: f"{of}_{name}" for name in types}
    for name, type_ in types.items():
        file.write(
            f'<key id="{ids[name]}" for="{of}" attr.name="{name}" attr.type="{_TYPES[type_]}"/>\n'
        )
    return ids


def _values(ids: Mapping[str, str], properties: Mapping[str, Value]) -> Iterator[str]:
    for name, value in properties.items():
        if value is not None:
            yield f'<data key="{ids[name]}">{_text(_plain(value))}</data>'


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _text(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text).translate(_ESCAPES)


def _attribute(text: str) -> str:
    return _text(text).translate(_ATTRIBUTE)

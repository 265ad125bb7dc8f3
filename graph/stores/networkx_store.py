"""The graph as a NetworkX graph, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import networkx as nx

from ..schema import Graph, Value

if TYPE_CHECKING:
    from ..library.file import Library


def networkx(source: Graph | Library) -> nx.MultiDiGraph:
    """Return a graph, or an open library, as a directed multigraph.

    Nodes are named by key and have `label`, `key` and their properties; edges are keyed by
    relation and have `relation` and their properties. What is missing has no attribute.
    """
    if not isinstance(source, Graph):
        from ..assemble import graph

        source = graph(source)
    made = nx.MultiDiGraph(key=source.key, generation=source.generation)
    made.add_nodes_from(
        (node.key, {"label": node.label.value, "key": node.key, **_given(node.properties)})
        for node in source.nodes()
    )
    made.add_edges_from(
        (
            edge.source,
            edge.target,
            edge.relation.value,
            {"relation": edge.relation.value, **_given(edge.properties)},
        )
        for edge in source.edges()
    )
    return made


def _given(properties: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if value is not None}

"""The map: a graph as one HTML file that opens from disk, with the network off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..schema import Graph


@dataclass(frozen=True, slots=True)
class MapReport:
    """What a map shows.

    Attributes:
        papers: Papers drawn; papers known only because they are cited not counted.
        nodes: Dots drawn, of all kinds.
        edges: Lines drawn before anything is selected.
        left_out: What the map lacks, by kind, as a number; kinds of which
            nothing is missing are left out. What has a panel but no dot is not missing.
        size_bytes: Size of the file.
    """

    papers: int
    nodes: int
    edges: int
    left_out: dict[str, int]
    size_bytes: int


def write_map(
    graph: Graph,
    path: Path,
    *,
    title: str | None = None,
    around: str | None = None,
    depth: int = 1,
    concepts: Sequence[str] = (),
    papers_only: bool = False,
    limit: int | None = None,
) -> MapReport:
    """Write the map of a graph to one file, which appears whole or not at all.

    The same graph and options give the same bytes.

    Args:
        graph: What to draw.
        path: The HTML file; one that exists is replaced.
        title: Heading of the page; None for a plain one.
        around: Key of a paper; only what is near it is drawn.
        depth: How many steps from that paper still count as near; a step is
            RELATED, a citation or a mention.
        concepts: Names or keys; only papers about one of them, or about
            something narrower, are drawn.
        papers_only: Draw papers and nothing else; panels still tell the rest.
        limit: Papers at most, the best connected ones; 0 for all; None for as
            many as a browser still moves smoothly.

    Raises:
        NotFoundError: The graph has no such paper or concept.
        UsageError: A number that makes no sense.
        ExportError: The file cannot be written.
    """
    from .choice import Options
    from .drawing import draw
    from .saving import save

    options = Options(
        around=around,
        depth=depth,
        concepts=tuple(concepts),
        papers_only=papers_only,
        limit=limit,
    )
    drawing = draw(graph, options)
    from .page import html

    size = save(path, html(drawing, title))
    return MapReport(
        papers=drawing.papers,
        nodes=len(drawing.dots),
        edges=len(drawing.lines),
        left_out=drawing.left_out,
        size_bytes=size,
    )

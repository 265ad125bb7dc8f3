"""A graph turned into dots, lines and panels: all that a page shows, as values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from ..coverage import Coverage
from ..schema import Graph
from .choice import Chosen, Options, choose
from .dots import cited_dots, concept_dots, hubs, radius, thing_dots
from .layout import Box, place
from .lines import Line, lines
from .panels import PARTS, Panels, things
from .reading import Corpus, abstracts, read

# Below a dot stands its label; both must fit beside the neighbours'.
_LETTER = 5.2
_LINE = 16.0
_KINDS = {
    "paper": "papers",
    "cited": "cited papers",
    "concept": "concepts",
    "system": "systems",
    "dataset": "data sets",
    "repository": "repositories",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that a page shows.

    Attributes:
        things: A panel each; dots and lines name things by their place here.
        dots: Thing, x, y and radius; the middle of the map is 0, 0.
        lines: Relation and two things, drawn lines only.
        hubs: Things whose lines are drawn only while they are selected.
        parts: Names of the parts of a score, in the order panels give them.
        papers: Papers that were read and have a dot.
        left_out: What has no dot, by kind.
        centre: The thing that the map is around, or None.
        coverage: What citations rest on, where that is known.
    """

    things: list[dict[str, Any]]
    dots: list[tuple[int, int, int, float]]
    lines: list[tuple[str, int, int]]
    hubs: list[int]
    parts: tuple[str, ...]
    papers: int
    left_out: dict[str, int]
    centre: int | None
    coverage: Coverage | None = None


def draw(graph: Graph, options: Options) -> Drawing:
    """Choose what to show of a graph, and place it.

    Raises:
        NotFoundError: No such paper or concept.
        UsageError: A number that makes no sense.
    """
    corpus = read(graph)
    chosen = choose(corpus, options)
    named = things(corpus, chosen.papers)
    places = {key: place for place, key in enumerate(named)}
    panels = Panels(corpus, places, abstracts(graph, chosen.papers))
    told = [panels.panel(key) for key in named]
    dots = _dots(corpus, chosen, options.papers_only)
    common = hubs(corpus, dots, chosen.papers)
    joined = lines(corpus, set(dots), common)
    return Drawing(
        things=told,
        dots=_placed(corpus, dots, joined, places, told),
        lines=[
            (li.relation.value, places[li.source], places[li.target]) for li in joined if li.drawn
        ],
        hubs=sorted(places[key] for key in common),
        parts=PARTS,
        papers=len(chosen.papers),
        left_out=_left_out(told, {places[key] for key in dots}, chosen),
        centre=places[chosen.centre] if chosen.centre else None,
        coverage=graph.coverage,
    )


def _dots(corpus: Corpus, chosen: Chosen, papers_only: bool) -> list[str]:
    dots = list(chosen.papers)
    if not papers_only:
        dots += concept_dots(corpus, chosen) + thing_dots(corpus, chosen)
    return dots + [key for key in cited_dots(corpus, chosen) if key not in dots]


def _placed(
    corpus: Corpus,
    dots: list[str],
    joined: list[Line],
    places: dict[str, int],
    told: list[dict[str, Any]],
) -> list[tuple[int, int, int, float]]:
    # In the order of things, so that the layout does not depend on how dots were ranked.
    order = sorted(dots, key=lambda key: places[key])
    index = {key: number for number, key in enumerate(order)}
    radii = [radius(corpus, key) for key in order]
    boxes = [
        Box(
            half_width=max(size, len(told[places[key]]["label"]) * _LETTER / 2) + 6,
            half_height=size + _LINE / 2 + 4,
        )
        for key, size in zip(order, radii, strict=True)
    ]
    links = [(index[line.source], index[line.target], line.pull) for line in joined]
    positions = place(boxes, links)
    return [
        (places[key], x, y, size) for key, (x, y), size in zip(order, positions, radii, strict=True)
    ]


def _left_out(told: list[dict[str, Any]], drawn: set[int], chosen: Chosen) -> dict[str, int]:
    counts = Counter(
        _KINDS[panel["kind"]]
        for place, panel in enumerate(told)
        if place not in drawn and panel["kind"] in _KINDS
    )
    counts["papers"] += chosen.left_out
    return {kind: counts[kind] for kind in _KINDS.values() if counts[kind]}

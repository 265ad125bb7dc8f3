"""Where dots lie: near what they are joined to, labels apart, the same in every run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Points = np.ndarray[Any, np.dtype[np.float64]]

_SEED = 20
_NEAREST = 0.1
_EPOCHS = 400
# Small maps start from springs, which cross fewer lines; for large ones they take too long.
_SEEDED_UP_TO = 300
# UMAP expects to start within about this distance.
_START = 10.0
# How far dense parts are loosened: 0 leaves them, 1 spreads all dots evenly.
_EVENNESS = 0.5
_GAP = 40.0
# How many times its own area the boxes of a part get to lie in.
_ROOM = 2.2
_ROUNDS = 120
# Screens are wide.
_ASPECT = 1.3


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a dot and its label need, measured from the middle."""

    half_width: float
    half_height: float


def place(boxes: Sequence[Box], links: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Place boxes around 0, 0 so that few overlap.

    Parts that nothing joins are laid out by themselves and set side by side,
    the largest first; boxes without links stand in rows below.

    Args:
        boxes: One per dot.
        links: Two places in `boxes` and how strongly they pull, above 0.
    """
    if not boxes:
        return []
    import numpy as np

    sizes = np.array([(box.half_width, box.half_height) for box in boxes])
    points = np.zeros_like(sizes)
    groups = _groups(len(boxes), links)
    joined = [group for group in groups if len(group) > 1]
    alone = [group[0] for group in groups if len(group) == 1]
    for group in joined:
        number = {member: place for place, member in enumerate(group)}
        inner = [(number[a], number[b], w) for a, b, w in links if a in number]
        points[group] = _lay_out(sizes[group], inner)
    _pack(points, sizes, joined)
    if alone:
        _rows(points, sizes, alone, joined)
    middle = (_low(points, sizes).min(axis=0) + _high(points, sizes).max(axis=0)) / 2
    return [(round(x), round(y)) for x, y in (points - middle).tolist()]


def _groups(count: int, links: Sequence[tuple[int, int, float]]) -> list[list[int]]:
    import igraph

    net = igraph.Graph(n=count, edges=[(a, b) for a, b, _ in links])
    return sorted((sorted(part) for part in net.connected_components()), key=lambda g: (-len(g), g))


def _lay_out(sizes: Points, links: Sequence[tuple[int, int, float]]) -> Points:
    import numpy as np

    anchors = _leaves(len(sizes), links)
    core = [member for member in range(len(sizes)) if member not in anchors]
    number = {member: place for place, member in enumerate(core)}
    inner = [(number[a], number[b], w) for a, b, w in links if a in number and b in number]
    points = np.zeros_like(sizes)
    room = float((4 * sizes[:, 0] * sizes[:, 1]).sum()) * _ROOM
    points[core] = _fitted(_embedded(len(core), inner), room) if len(core) > 1 else 0.0
    if len(core) > 1:
        points[core] = _apart(points[core], sizes[core])
    _fan(points, sizes, anchors, links)
    return _apart(points, sizes)


def _leaves(count: int, links: Sequence[tuple[int, int, float]]) -> dict[int, int]:
    """Return the boxes that one link holds, each with the box at its other end."""
    near: list[set[int]] = [set() for _ in range(count)]
    for a, b, _ in links:
        near[a].add(b)
        near[b].add(a)
    found: dict[int, int] = {}
    for member, others in enumerate(near):
        (anchor,) = others if len(others) == 1 else (None,)
        # Of two that only have each other, one has to stay.
        if anchor is not None and anchor not in found:
            found[member] = anchor
    return found


def _fan(
    points: Points, sizes: Points, anchors: dict[int, int], links: Sequence[tuple[int, int, float]]
) -> None:
    """Set leaves around the box that holds them, on the side away from its other neighbours."""
    import numpy as np

    away = np.zeros_like(points)
    for a, b, _ in links:
        if a not in anchors and b not in anchors:
            away[a] += points[a] - points[b]
            away[b] += points[b] - points[a]
    held: dict[int, list[int]] = {}
    for leaf, anchor in anchors.items():
        held.setdefault(anchor, []).append(leaf)
    for anchor, leaves in held.items():
        middle = float(np.arctan2(away[anchor, 1], away[anchor, 0]))
        step = min(0.9, 2 * np.pi / len(leaves))
        for place, leaf in enumerate(leaves):
            angle = middle + (place - (len(leaves) - 1) / 2) * step
            reach = np.maximum(sizes[anchor], sizes[leaf]) + 8
            points[leaf] = points[anchor] + reach * (np.cos(angle), np.sin(angle))


def _embedded(count: int, links: Sequence[tuple[int, int, float]]) -> Points:
    import igraph
    import numpy as np

    net = igraph.Graph(n=count, edges=[(a, b) for a, b, _ in links])
    # igraph draws from one generator for the whole process: seeded here, handed back after.
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - no secret
    # Distances: given as weights, pulls leave the layout as random as it started.
    distances = [1 / pull for _, _, pull in links]
    try:
        start = None
        if count <= _SEEDED_UP_TO:
            springs = net.layout_kamada_kawai(weights=[sqrt(length) for length in distances])
            start = _within(np.array(springs.coords), _START).tolist()
        laid = net.layout_umap(dist=distances, seed=start, min_dist=_NEAREST, epochs=_EPOCHS)
    finally:
        igraph.set_random_number_generator(random)
    return np.array(laid.coords)


def _within(points: Points, reach: float) -> Points:
    scaled: Points = points * (reach / max(float(abs(points).max()), 1e-9))
    return scaled


def _fitted(points: Points, room: float) -> Points:
    """Stretch points over an area, the main axis along its width."""
    import numpy as np

    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    turned: Points = points @ axes.T
    # Outliers must not press all others together: most of the points decide.
    spread = np.maximum(np.quantile(np.abs(turned), 0.9, axis=0), 1e-9)
    scaled = np.clip(turned / spread, -1.4, 1.4)
    ranks = turned.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    even = 2 * (ranks + 0.5) / len(points) - 1
    height = sqrt(room / _ASPECT) / 2
    stretched: Points = (_EVENNESS * even + (1 - _EVENNESS) * scaled) * (height * _ASPECT, height)
    return stretched


def _apart(points: Points, sizes: Points) -> Points:
    """Push overlapping boxes apart, a little in every round."""
    import numpy as np
    from scipy.spatial import cKDTree

    points = points.copy()
    # Two dots on one spot have no direction to be pushed in.
    points += np.random.default_rng(_SEED).uniform(-0.5, 0.5, points.shape)
    reach = 2 * float(sizes.max())
    for _ in range(_ROUNDS):
        pairs = cKDTree(points).query_pairs(reach, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        first, second = pairs[:, 0], pairs[:, 1]
        between = points[second] - points[first]
        overlap = sizes[first] + sizes[second] - np.abs(between)
        touching = (overlap > 0).all(axis=1)
        if not touching.any():
            break
        first, second = first[touching], second[touching]
        between, overlap = between[touching], overlap[touching]
        # Along the axis where less is needed.
        along = (overlap[:, 1] < overlap[:, 0]).astype(int)
        step = np.zeros_like(between)
        rows = np.arange(len(between))
        sign = np.where(between[rows, along] < 0, -1.0, 1.0)
        step[rows, along] = sign * overlap[rows, along] * 0.27
        np.add.at(points, second, step)
        np.add.at(points, first, -step)
    return points


def _low(points: Points, sizes: Points) -> Points:
    return points - sizes


def _high(points: Points, sizes: Points) -> Points:
    return points + sizes


def _pack(points: Points, sizes: Points, groups: list[list[int]]) -> None:
    """Set groups in shelves, the first and largest alone on the first if it is much larger."""
    import numpy as np

    spans = []
    for group in groups:
        low = _low(points[group], sizes[group]).min(axis=0)
        high = _high(points[group], sizes[group]).max(axis=0)
        points[group] -= low
        spans.append(high - low)
    if not spans:
        return
    total = float(sum(np.prod(span + _GAP) for span in spans))
    width = max(float(spans[0][0]), sqrt(total * _ASPECT))
    x = y = shelf = 0.0
    for group, span in zip(groups, spans, strict=True):
        if x and x + span[0] > width:
            x, y, shelf = 0.0, y + shelf + _GAP, 0.0
        points[group] += (x, y)
        x += float(span[0]) + _GAP
        shelf = max(shelf, float(span[1]))


def _rows(points: Points, sizes: Points, alone: list[int], joined: list[list[int]]) -> None:
    """Set single boxes in rows of even columns below the rest."""
    import numpy as np

    cell = 2 * sizes[alone].max(axis=0) + 8
    left = top = 0.0
    width = sqrt(len(alone) * float(np.prod(cell)) * _ASPECT)
    if joined:
        rest = np.concatenate([np.array(group) for group in joined])
        left = float(_low(points[rest], sizes[rest])[:, 0].min())
        top = float(_high(points[rest], sizes[rest])[:, 1].max()) + 1.5 * _GAP
        width = max(float(_high(points[rest], sizes[rest])[:, 0].max()) - left, float(cell[0]))
    columns = max(1, min(len(alone), int(width // cell[0])))
    columns = ceil(len(alone) / ceil(len(alone) / columns))
    for number, member in enumerate(alone):
        row, column = divmod(number, columns)
        points[member] = (left + (column + 0.5) * cell[0], top + (row + 0.5) * cell[1])

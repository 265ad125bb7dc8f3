import random

import pytest

from graph.maps.layout import Box, place

_BOX = Box(half_width=30.0, half_height=12.0)


def _ring(count):
    return [(i, (i + 1) % count, 1.0) for i in range(count)]


def _overlaps(points, box=_BOX):
    return sum(
        abs(a[0] - b[0]) < 2 * box.half_width - 2 and abs(a[1] - b[1]) < 2 * box.half_height - 2
        for i, a in enumerate(points)
        for b in points[:i]
    )


@pytest.mark.parametrize(
    ("count", "links"),
    [
        pytest.param(0, [], id="nothing"),
        pytest.param(1, [], id="one"),
        pytest.param(2, [(0, 1, 1.0)], id="a pair"),
        pytest.param(3, [(0, 1, 1.0), (1, 2, 1.0)], id="a chain"),
        pytest.param(12, [], id="no links"),
        pytest.param(8, [(0, i, 1.0) for i in range(1, 8)], id="a star"),
        pytest.param(30, _ring(30), id="a ring"),
        pytest.param(40, [*_ring(20), (30, 31, 0.1)], id="parts and single ones"),
        pytest.param(4, [(0, 1, 0.001), (0, 2, 50.0), (1, 2, 1.0)], id="very uneven pulls"),
    ],
)
def test_every_box_has_a_place_of_its_own(count, links):
    points = place([_BOX] * count, links)
    assert len(points) == count
    assert _overlaps(points) == 0


def test_the_same_links_give_the_same_places():
    links = [*_ring(60), *[(i, (i * 7) % 60, 0.5) for i in range(1, 60) if i != (i * 7) % 60]]
    random.seed(1)
    first = place([_BOX] * 60, links)
    random.seed(2)
    assert place([_BOX] * 60, links) == first


def test_the_generator_of_igraph_is_handed_back():
    import igraph

    place([_BOX] * 10, _ring(10))
    random.seed(5)
    first = igraph.Graph.Erdos_Renyi(n=20, p=0.3).get_edgelist()
    random.seed(5)
    assert igraph.Graph.Erdos_Renyi(n=20, p=0.3).get_edgelist() == first


def test_what_is_joined_lies_nearer_than_what_is_not():
    inside = [(a, b, 1.0) for a in range(8) for b in range(a)]
    links = [*inside, *[(a + 8, b + 8, w) for a, b, w in inside], (0, 8, 0.05)]
    points = place([_BOX] * 16, links)

    def mean(pairs):
        away = [
            ((points[a][0] - points[b][0]) ** 2 + (points[a][1] - points[b][1]) ** 2) ** 0.5
            for a, b in pairs
        ]
        return sum(away) / len(away)

    assert mean([(a, b) for a, b, _ in inside]) < 0.6 * mean(
        [(a, b) for a in range(8) for b in range(8, 16)]
    )

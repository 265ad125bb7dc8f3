"""Where texts lie among those of their library."""

from __future__ import annotations

import random
from math import sqrt

import numpy as np
import pytest

from graph.derive.surroundings import Surroundings

Row = list[float]


def _scaled(row: Row) -> Row:
    length = sqrt(sum(v * v for v in row))
    return [v / length for v in row]


def _packed(row: Row) -> bytes:
    return np.array([int(4096 * v) for v in _scaled(row)], np.int16).tobytes()


def _unpacked(packed: bytes) -> Row:
    return [v / 4096 for v in np.frombuffer(packed, np.int16).tolist()]


def _drawn(count: int) -> list[Row]:
    """Two bundles of directions, all of them more or less the same way."""
    rng = random.Random(count)
    means = [(2, n % 2, 1 - n % 2, 0) for n in range(count)]
    return [[rng.gauss(mean, 0.4) for mean in row] for row in means]


def _moved(row: Row, others: list[Row], count: int) -> Row:
    """By hand: half of the mean of the nearest ones is added."""

    def near(other: Row) -> float:
        return sum(a * b for a, b in zip(row, other, strict=True))

    nearest = sorted(others, key=near, reverse=True)[:count]
    sums = [sum(column) / max(count, 1) for column in zip(*nearest, strict=True)] or [0.0] * 4
    return _scaled([a + b / 2 for a, b in zip(row, sums, strict=True)])


@pytest.mark.parametrize(
    ("papers", "nearest"),
    [(7, 0), (8, 1), (17, 2), (40, 5), (300, 5)],
)
def test_texts_move_to_the_nearest_and_leave_what_all_have(papers: int, nearest: int) -> None:
    packed = [_packed(row) for row in _drawn(papers)]
    rows = [_unpacked(p) for p in packed]
    moved = [_moved(r, rows[:i] + rows[i + 1 :], nearest) for i, r in enumerate(rows)]
    middle = [sum(column) / papers for column in zip(*moved, strict=True)]
    around = Surroundings(packed)
    for found, row in zip(around.places(), moved, strict=True):
        expected = _scaled([a - b for a, b in zip(row, middle, strict=True)])
        assert _unpacked(found) == pytest.approx(expected, abs=2 / 4096)
    text = _packed([2, 1, 0.2, 0.1])
    expected = _moved(_unpacked(text), rows, nearest)
    expected = _scaled([a - b for a, b in zip(expected, middle, strict=True)])
    assert _unpacked(around.place(text)) == pytest.approx(expected, abs=2 / 4096)


def test_what_was_kept_of_a_library_places_the_same() -> None:
    packed = [_packed(row) for row in _drawn(30)]
    fresh = Surroundings(packed)
    kept = Surroundings(packed, fresh.middle)
    text = _packed([1, 1, 0, 0])
    assert kept.place(text) == fresh.place(text)
    assert kept.places() == fresh.places()


def test_texts_that_are_all_alike_have_no_place() -> None:
    assert Surroundings([_packed([1, 2, 3, 4])] * 9).places() == [b""] * 9

"""Sets of numbers in arrays."""

from __future__ import annotations

import numpy as np
import pytest

from graph.extract.lexicon import among, distinct

LISTS = ([], [3], [5, 5], [9, 2, 5, 2, 9, 0], list(range(40)))


@pytest.mark.parametrize("values", LISTS, ids=str)
def test_distinct_values_are_in_order(values: list[int]) -> None:
    found = distinct(np.array(values, np.uint64))
    assert found.tolist() == sorted(set(values))


@pytest.mark.parametrize("values", LISTS, ids=str)
@pytest.mark.parametrize("some", LISTS, ids=str)
def test_among(values: list[int], some: list[int]) -> None:
    found = among(np.array(values, np.uint64), np.array(some, np.uint64))
    assert found.tolist() == [value in some for value in values]

"""What is written of vectors and ranked papers is read again, one by one and all at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.relate import PARTS
from graph.vectors import (
    pack_ranked,
    pack_vector,
    pack_vectors,
    unpack_ranked,
    unpack_vector,
    unpack_vectors,
)

# Steps of up to two bytes, of more, and the largest feature there is.
FEATURES = st.integers(0, 40) | st.integers(0, 70_000) | st.integers(0, 2**32 - 1)
COMPONENTS = st.integers(1, 1 << 14)
VECTORS = st.dictionaries(FEATURES, COMPONENTS, max_size=6).map(lambda v: dict(sorted(v.items())))
SCORES = st.tuples(*[st.sampled_from([0, 1, 255, 65_536, 570_000])] * len(PARTS))


def packed(vectors: list[dict[int, int]]) -> list[bytes]:
    """Pack vectors of papers that have numbers with gaps."""
    papers = [3 * place + 1 for place in range(len(vectors))]
    rows = [
        (paper, f, c)
        for paper, vector in zip(papers, vectors, strict=True)
        for f, c in vector.items()
    ]
    owners, features, components = np.array(rows, np.int64).reshape(-1, 3).T
    return list(pack_vectors(papers, owners, features, components))


@given(st.lists(VECTORS, max_size=5))
def test_vectors_are_read_as_they_were(vectors: list[dict[int, int]]) -> None:
    told = packed(vectors)
    assert [unpack_vector(p) for p in told] == vectors
    rows, features, components = unpack_vectors(told)
    assert list(zip(rows.tolist(), features.tolist(), components.tolist(), strict=True)) == [
        (row, f, c) for row, vector in enumerate(vectors) for f, c in vector.items()
    ]


@given(st.dictionaries(FEATURES, st.floats(0.01, 100.0), max_size=6))
def test_a_vector_alone_and_one_of_many_are_the_same_bytes(values: dict[int, float]) -> None:
    alone = pack_vector(values)
    assert packed([unpack_vector(alone)]) == [alone]


def test_a_component_takes_four_bytes_and_far_features_a_little_more() -> None:
    near = dict.fromkeys(range(0, 1000, 10), 1.0)
    far = near | {1 << 31: 1.0}
    assert len(pack_vector(near)) == 4 * len(near)
    assert len(pack_vector(far)) == 6 * len(far) + 1


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), SCORES), min_size=1, max_size=20))
def test_ranked_papers_are_read_as_they_were(ranked: list[tuple[int, tuple[int, ...]]]) -> None:
    assert unpack_ranked(pack_ranked(ranked), len(ranked)) == ranked


@pytest.mark.parametrize(
    ("parts", "size"),
    [
        pytest.param((0,) * len(PARTS), 20 * 4 + 1, id="no part"),
        pytest.param((9,) + (0,) * (len(PARTS) - 1), 20 * 7 + 1, id="one family"),
        pytest.param((9,) * len(PARTS), 20 * (4 + 3 * len(PARTS)) + 1, id="all families"),
    ],
)
def test_families_without_a_part_take_no_room(parts: tuple[int, ...], size: int) -> None:
    assert len(pack_ranked([(number, parts) for number in range(20)])) == size

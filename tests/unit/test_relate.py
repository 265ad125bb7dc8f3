"""Parts add up to the score and shares to their part, whichever way they are computed."""

from __future__ import annotations

import random
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.nearest import Vectors
from graph.relate import (
    FAMILIES,
    MEANING_WEIGHT,
    MILLION,
    PARTS,
    WEIGHTS,
    Query,
    Vector,
    meaning_share,
    part,
    shares,
)
from graph.vectors import pack_vector, unpack_all, unpack_vector

FEATURES = st.integers(0, 2**32 - 1)
VALUES = st.dictionaries(FEATURES, st.floats(0.001, 1000.0), max_size=12)
NARROW = st.dictionaries(st.integers(0, 6), st.floats(0.01, 10.0), max_size=5)
PAPERS = st.lists(st.tuples(*[NARROW] * len(FAMILIES)), min_size=1, max_size=7)


def _asked(vector: Vector) -> Query:
    return Query(dict.fromkeys(FAMILIES, vector))


def test_weights_add_up_to_a_million() -> None:
    assert sum(WEIGHTS.values()) == MILLION


@given(VALUES)
def test_vector_is_at_most_of_length_one(values: dict[int, float]) -> None:
    vector = unpack_vector(pack_vector(values))
    assert list(vector) == sorted(vector)
    assert set(vector) <= set(values)
    assert all(0 < component <= 1 << 14 for component in vector.values())
    assert sum(c * c for c in vector.values()) <= 1 << 28
    assert pack_vector(values) == pack_vector(dict(reversed(values.items())))


@given(VALUES)
def test_vector_fits_itself_nearly_wholly(values: dict[int, float]) -> None:
    vector = unpack_vector(pack_vector(values))
    for family, weight in WEIGHTS.items():
        whole, single = shares(family, _asked(vector), vector)
        assert whole <= weight
        assert 0 <= whole - sum(share for _, share in single) <= len(single)
        if values:
            assert whole > 0.99 * weight


def test_slack_makes_a_thin_vector_count_for_less() -> None:
    thin, broad = {1: 1.0}, {1: 1.0, 2: 1.0, 3: 1.0}
    (alone,) = unpack_vector(pack_vector(thin)).values()
    (slackened,) = unpack_vector(pack_vector(thin, slack=3.0)).values()
    assert slackened * 2 == alone == 1 << 14
    assert all(
        unpack_vector(pack_vector(broad, 3.0))[f] < unpack_vector(pack_vector(broad))[f]
        for f in broad
    )


@given(VALUES, VALUES)
def test_shares_are_the_same_from_both_sides_and_largest_first(
    one: dict[int, float], other: dict[int, float]
) -> None:
    mine, theirs = (unpack_vector(pack_vector(v)) for v in (one, other))
    whole, single = shares("text", _asked(mine), theirs)
    assert (whole, single) == shares("text", _asked(theirs), mine)
    assert sum(share for _, share in single) <= whole
    assert [s for _, s in single] == sorted((s for _, s in single), reverse=True)
    assert {f for f, _ in single} == mine.keys() & theirs.keys()


@settings(deadline=None)
@given(PAPERS, st.integers(0, 8))
def test_ranking_is_what_adding_up_by_hand_gives(
    papers: list[tuple[dict[int, float], ...]], limit: int
) -> None:
    packed = [[pack_vector(v) for v in paper] for paper in papers]
    vectors = Vectors([[*paper, b""] for paper in packed])
    everyone = list(vectors.rank_all(limit))
    assert len(everyone) == vectors.papers == len(papers)
    for mine, ranked in enumerate(everyone):
        by_hand = []
        for other in range(len(papers)):
            pairs = zip(FAMILIES, packed[mine], packed[other], strict=True)
            parts = tuple(
                part(f, sum(v * unpack_vector(b).get(k, 0) for k, v in unpack_vector(a).items()))
                for f, a, b in pairs
            )
            if other != mine and sum(parts):
                by_hand.append((other, (*parts, 0)))
        by_hand.sort(key=lambda r: (-sum(r[1]), r[0]))
        assert [(r.place, r.parts) for r in ranked] == (by_hand[:limit] if limit else by_hand)
        assert vectors.rank(vectors.query(mine), limit, leave_out=[mine]) == ranked


def _made_up(count: int, features: int) -> list[list[bytes]]:
    rng = random.Random(3)
    return [
        [
            *(
                pack_vector({rng.randrange(features): rng.random() for _ in range(4)})
                for _ in FAMILIES
            ),
            b"",
        ]
        for _ in range(count)
    ]


@pytest.mark.parametrize("rows", [1, 7, 29])
def test_ranking_in_stretches_is_as_one_by_one(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = _made_up(30, 9)
    expected = list(Vectors(papers).rank_all(5))
    monkeypatch.setattr("graph.nearest._ROWS", rows)
    assert list(Vectors(papers).rank_all(5)) == expected


def test_without_common_features_nearly_the_same_are_closest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = random.Random(4)
    # Common features are worth less, as they are in a library.
    drawn = [[int(40 * rng.random() ** 2) for _ in range(6)] for _ in range(300)]
    vectors = Vectors([[*[pack_vector({f: f + 1 for f in mine})] * 5, b""] for mine in drawn])
    expected = list(vectors.rank_all(5))
    monkeypatch.setattr("graph.nearest._PAIRS_AT_LEAST", 0)
    monkeypatch.setattr("graph.nearest._PAIRS", 500)
    found = list(vectors.rank_all(5))
    assert found != expected  # some were left out, or this tests nothing
    same = sum(len({*one} & {*other}) for one, other in zip(found, expected, strict=True))
    assert same > 0.8 * 5 * len(expected)


def test_a_paper_of_small_components_alone_finds_its_neighbours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = random.Random(4)
    drawn = [{rng.randrange(99): 1.0 for _ in range(4)} for _ in range(300)]
    long = dict.fromkeys(range(0, 99, 2), 1.0)
    vectors = Vectors([[*[pack_vector(mine)] * 5, b""] for mine in [*drawn, long]])
    expected = list(vectors.rank_all(5))
    monkeypatch.setattr("graph.nearest._PAIRS_AT_LEAST", 0)
    monkeypatch.setattr("graph.nearest._PAIRS", 5)
    assert list(vectors.rank_all(5))[-1] == expected[-1]


def test_a_query_of_several_has_the_mean_of_their_parts() -> None:
    vectors = Vectors(_made_up(20, 9))
    single = [{r.place: r.parts for r in vectors.rank(vectors.query(place))} for place in (0, 1, 2)]
    for ranked in vectors.rank(vectors.query(0, 1, 2), leave_out=[0, 1, 2]):
        for number, mine in enumerate(ranked.parts):
            parts = [s.get(ranked.place, (0,) * len(PARTS))[number] for s in single]
            assert sum(parts) / 3 - 1 < mine < sum(parts) / 3 + 1


def test_no_papers_have_no_ranking() -> None:
    assert list(Vectors([]).rank_all(20)) == []


def test_ties_go_to_the_earlier_place() -> None:
    same = [*[pack_vector({1: 1.0})] * len(FAMILIES), b""]
    vectors = Vectors([same] * 5)
    assert [r.place for r in vectors.rank(vectors.query(2), 3, leave_out=[2])] == [0, 1, 3]
    assert [r.place for r in list(vectors.rank_all(3))[2]] == [0, 1, 3]


@pytest.mark.parametrize("rows", [7, 1000])
@pytest.mark.parametrize("limit", [3, 40])
def test_a_model_adds_the_same_part_one_by_one_and_for_all_at_once(
    rows: int, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.nearest._ROWS", rows)
    rng = random.Random(5)
    papers = _made_up(30, 90)
    for paper in papers[:20]:
        drawn = [rng.random() - 0.3 for _ in range(8)]
        length = sum(v * v for v in drawn) ** 0.5
        paper[-1] = array("h", [int(4096 * v / length) for v in drawn]).tobytes()
    vectors = Vectors(papers)
    everyone = list(vectors.rank_all(limit))
    for mine, ranked in enumerate(everyone):
        query = Query.of([unpack_all(papers[mine])])
        assert vectors.rank(query, limit, leave_out=[mine]) == ranked
        assert vectors.rank(vectors.query(mine), limit, leave_out=[mine]) == ranked
        for other in ranked:
            assert other.parts[-1] == meaning_share(query, unpack_all(papers[other.place]))
    told = [other.parts[-1] for ranked in everyone[:20] for other in ranked]
    assert max(told) > 0
    assert 0 in told
    assert all(other.parts[-1] == 0 for ranked in everyone[20:] for other in ranked)


def test_no_score_is_above_one() -> None:
    meaning = array("h", [4096, 0]).tobytes()
    alike = Vectors([[*[pack_vector({1: 1.0})] * len(FAMILIES), meaning]] * 300)
    assert alike.rank(alike.query(0), 1)[0].parts == (*WEIGHTS.values(), 0)
    assert next(alike.rank_all(1))[0].parts == (*WEIGHTS.values(), 0)
    thin = Vectors([[pack_vector({1: 1.0}), *[b""] * 4, meaning]] * 300)
    assert thin.rank(thin.query(0), 1)[0].parts == (WEIGHTS["concepts"], 0, 0, 0, 0, MEANING_WEIGHT)
    assert next(thin.rank_all(1))[0].score == WEIGHTS["concepts"] + MEANING_WEIGHT

"""Identity of any descriptions does not depend on their order, and decisions can be taken back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph import decide, pipeline
from graph.answers import duplicates
from graph.extract import extractor
from graph.identifiers import Identifier
from graph.model import Description, Hand
from graph.names import agree, form
from graph.resolve import papers as resolve
from tests.building import built, contents, differences, keys, paper, write_papers

_shipped = cache(extractor)


@pytest.fixture(autouse=True, scope="module")
def one_extraction() -> Iterator[None]:
    """The vocabulary is read once for all builds of this module, as it does not change."""
    patch = pytest.MonkeyPatch()
    for module in (pipeline, decide):
        patch.setattr(module, "extractor", lambda vocabularies=(), jobs=1: _shipped())
    yield
    patch.undo()


# Few of each, so that many are nearly alike.
TITLES = st.sampled_from(
    [
        "Robust Parsing of Learner Language: A Study",
        "Robust Parsing of Learner Language: Another Study",
        "Robust Parsing of Learner Language",
        "Robust parsnig of learner language: a study",
        "Robust Tagging of Learner Language: A Study",
        "Robust Parsing of Learner Language, Part II",
        "Erratum: Robust Parsing of Learner Language",
        "Editorial",
        "学習者の文章",
        "",
    ]
)
NAMES = st.sampled_from(
    ["Jane Doe", "Doe, J.", "Rick Roe", "R. Roe", "Ann Noe", "Li Wei", "Wei Li"]
)
IDENTIFIERS = st.sampled_from(
    [
        Identifier("doi", "10.1000/a"),
        Identifier("doi", "10.1000/b"),
        Identifier("doi", "10.5281/zenodo.1"),
        Identifier("arxiv", "2001.00001"),
        Identifier("s2", "12"),
    ]
)
DESCRIPTIONS = st.builds(
    Description,
    TITLES,
    st.lists(NAMES, max_size=3, unique=True).map(tuple),
    st.sampled_from([None, 2018, 2019, 2020, 2023]),
    st.frozensets(IDENTIFIERS, max_size=2),
)


def _parts(told: Sequence[Description], groups: list[list[int]]) -> list[list[str]]:
    return sorted(sorted(repr(told[index]) for index in group) for group in groups)


@settings(max_examples=300, deadline=None)
@given(st.lists(DESCRIPTIONS, max_size=9), st.randoms(use_true_random=False))
def test_order_does_not_matter(told: list[Description], rng: object) -> None:
    found = resolve(told)
    assert sorted(i for group in found.groups for i in group) == list(range(len(told)))
    shuffled = list(told)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    again = resolve(shuffled)
    assert _parts(told, found.groups) == _parts(shuffled, again.groups)
    assert sorted(map(repr, found.evidence)) == sorted(map(repr, again.evidence))
    assert [(d.score, d.why) for d in found.doubts] == [(d.score, d.why) for d in again.doubts]


PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=4)


@settings(max_examples=200, deadline=None)
@given(st.lists(DESCRIPTIONS, min_size=6, max_size=6), PAIRS, PAIRS)
def test_what_is_parted_by_hand_is_never_joined(
    told: list[Description], joined: list[tuple[int, int]], parted: list[tuple[int, int]]
) -> None:
    parted = [(one, other) for one, other in parted if one != other]
    groups = resolve(told, Hand(tuple(joined), tuple(parted))).groups
    for group in groups:
        assert not any(one in group and other in group for one, other in parted)
    if not parted:
        of = {index: place for place, group in enumerate(groups) for index in group}
        assert all(of[one] == of[other] for one, other in joined)


@given(st.lists(DESCRIPTIONS, max_size=6))
def test_papers_in_doubt_are_two_and_told_once(told: list[Description]) -> None:
    found = resolve(told)
    of = {index: place for place, group in enumerate(found.groups) for index in group}
    pairs = [frozenset((of[d.one], of[d.other])) for d in found.doubts]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)
    assert [d.score for d in found.doubts] == sorted((d.score for d in found.doubts), reverse=True)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_names_compare(one: str, other: str) -> None:
    assert agree(one, other) == agree(other, one)
    assert agree(one, one) == bool(form(one))


RECORDS = st.builds(
    lambda title, authors, year, doi: paper(title, authors=authors, year=year, doi=doi),
    TITLES.filter(bool),
    st.lists(NAMES, max_size=2, unique=True),
    st.sampled_from([None, 2019, 2020]),
    st.sampled_from([None, None, "10.1000/a", "10.1000/b"]),
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(st.lists(RECORDS, min_size=2, max_size=5), st.data())
def test_merge_then_split_is_the_identity(
    records: list[dict[str, object]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = folder / "a.graph"
        built(store, write_papers(folder / "a.jsonl", records))
        read = keys(store, stub=False)
        assume(len(read) > 1)
        chosen = data.draw(st.lists(st.sampled_from(read), min_size=2, max_size=2, unique=True))
        before, ledger = contents(store), duplicates(str(store))["merged"]
        told = decide.merge(str(store), chosen)
        assert len(keys(store, stub=False)) == len(read) - 1
        decide.split(str(store), told["key"])
        assert differences(before, contents(store)) == []
        assert duplicates(str(store))["merged"] == ledger


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RECORDS, min_size=1, max_size=3))
def test_split_then_merge_is_the_identity(records: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = folder / "a.graph"
        same = [record | {"doi": "10.1000/a"} for record in records] + [
            paper("Rain", doi="10.1000/a")
        ]
        built(store, write_papers(folder / "a.jsonl", same))
        before = contents(store)
        (told,) = duplicates(str(store))["merged"]
        parted = decide.split(str(store), "10.1000/a")
        assert {m["key_after_split"] for m in told["members"]} == {
            p["key"] for p in parted["papers"]
        }
        assert len(parted["papers"]) == len(told["members"])
        decide.merge(str(store), [p["key"] for p in parted["papers"]])
        assert differences(before, contents(store)) == []

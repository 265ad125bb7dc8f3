"""What is built again, in another order or after changes is what a first build would give."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.building import (
    ABSTRACTS,
    Json,
    built,
    contents,
    differences,
    made_up,
    numbers,
    paper,
    write_papers,
)


def test_building_again_changes_nothing(tmp_path: Path) -> None:
    source = write_papers(tmp_path / "a.jsonl", made_up(30))
    store = tmp_path / "a.graph"
    assert numbers(built(store, source)) == {"read": 30, "added": 30}
    first, size = contents(store), store.read_bytes()
    assert numbers(built(store, source)) == {"read": 30, "unchanged": 30}
    assert differences(first, contents(store)) == []
    assert store.read_bytes() == size


def _changed(papers: list[Json], index: int, **fields: Any) -> list[Json]:
    return [
        {k: v for k, v in (p | fields).items() if v is not None} if i == index else p
        for i, p in enumerate(papers)
    ]


def _without(papers: list[Json], index: int) -> list[Json]:
    return papers[:index] + papers[index + 1 :]


CHANGES: list[tuple[str, Callable[[list[Json]], list[Json]], dict[str, int]]] = [
    (
        "another abstract",
        lambda p: _changed(p, 4, abstract=ABSTRACTS[3]),
        {"unchanged": 29, "updated": 1},
    ),
    ("no abstract", lambda p: _changed(p, 1, abstract=None), {"unchanged": 29, "updated": 1}),
    (
        "other authors",
        lambda p: _changed(p, 9, authors=["New Name"]),
        {"unchanged": 29, "updated": 1},
    ),
    ("other keywords", lambda p: _changed(p, 2, keywords=[]), {"unchanged": 29, "updated": 1}),
    ("no references", lambda p: _changed(p, 8, references=[]), {"unchanged": 29, "updated": 1}),
    ("no venue", lambda p: _changed(p, 6, venue=None), {"unchanged": 29, "updated": 1}),
    (
        "another title, same identifier",
        lambda p: _changed(p, 3, title="Something else entirely"),
        {"unchanged": 29, "updated": 1},
    ),
    (
        "another title, no identifier",
        lambda p: _changed(p, 4, title="Something else entirely"),
        {"unchanged": 29, "added": 1, "pruned": 1},
    ),
    (
        "an identifier more",
        lambda p: _changed(p, 3, arxiv="2101.00003"),
        {"unchanged": 29, "updated": 1},
    ),
    ("a paper less", lambda p: _without(p, 5), {"unchanged": 29, "pruned": 1}),
    (
        "a cited paper less",
        lambda p: _without(p, 0),
        {"unchanged": 29, "pruned": 1},
    ),
    (
        "a paper more",
        lambda p: [*p, paper("One more", doi="10.1/more", abstract=ABSTRACTS[0])],
        {"unchanged": 30, "added": 1},
    ),
    (
        "a stub is read",
        lambda p: [*p, paper("Known by number", arxiv="2101.00003", abstract=ABSTRACTS[1])],
        {"unchanged": 30, "added": 1},
    ),
    ("lines in another order", lambda p: p[::-1], {"unchanged": 30}),
    (
        "another order and another abstract",
        lambda p: _changed(p, 7, abstract=ABSTRACTS[2])[::-1],
        {"unchanged": 29, "updated": 1},
    ),
]


@pytest.mark.parametrize(
    ("change", "expected"), [pytest.param(c, e, id=name) for name, c, e in CHANGES]
)
def test_changed_source_gives_what_a_first_build_of_it_gives(
    tmp_path: Path, change: Callable[[list[Json]], list[Json]], expected: dict[str, int]
) -> None:
    source, store = tmp_path / "a.jsonl", tmp_path / "old.graph"
    papers = made_up(30)
    built(store, write_papers(source, papers))
    after = change(papers)
    report = built(store, write_papers(source, after), prune=True)
    assert numbers(report) == {"read": len(after)} | expected
    built(tmp_path / "new.graph", str(source))
    assert differences(contents(store), contents(tmp_path / "new.graph")) == []


@pytest.mark.parametrize("seed", range(4))
def test_order_of_sources_and_of_builds_does_not_matter(tmp_path: Path, seed: int) -> None:
    papers = made_up(40)
    rng = random.Random(seed)
    sources = [
        write_papers(tmp_path / f"{name}.jsonl", papers[begin : begin + 10])
        for name, begin in zip("abcd", range(0, 40, 10), strict=True)
    ]
    built(tmp_path / "one.graph", *sources)
    rng.shuffle(sources)
    built(tmp_path / "other.graph", *sources)
    assert differences(contents(tmp_path / "one.graph"), contents(tmp_path / "other.graph")) == []
    rng.shuffle(sources)
    for source in sources:
        built(tmp_path / "by_and_by.graph", source)
    one, other = contents(tmp_path / "one.graph"), contents(tmp_path / "by_and_by.graph")
    assert differences(one, other) == []

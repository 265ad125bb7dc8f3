"""CO_OCCURS joins concepts that papers have together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.building import built, contents, paper, write_papers


def _pairs(tmp_path: Path, *keywords: list[str]) -> dict[tuple[str, str], dict[str, Any]]:
    papers = [paper(f"Paper {n}", keywords=k) for n, k in enumerate(keywords)]
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers))
    return {
        (s.removeprefix("concept:"), t.removeprefix("concept:")): p
        for r, s, t, p in contents(tmp_path / "a.graph")["edges"]
        if r == "CO_OCCURS"
    }


def test_pair_is_written_once_with_the_smaller_key_first(tmp_path: Path) -> None:
    pairs = _pairs(tmp_path, ["zig", "amp"], ["amp", "zig"], ["amp"], ["other"])
    assert pairs == {("amp", "zig"): {"papers": 2, "npmi": pytest.approx(0.415, abs=0.001)}}


def test_one_paper_is_not_enough(tmp_path: Path) -> None:
    assert _pairs(tmp_path, ["zig", "amp"], ["amp"], ["zig"]) == {}


def test_pair_that_all_papers_have_says_nothing(tmp_path: Path) -> None:
    assert _pairs(tmp_path, ["zig", "amp"], ["amp", "zig"]) == {
        ("amp", "zig"): {"papers": 2, "npmi": 0.0}
    }


def test_value_lies_between_minus_one_and_one(tmp_path: Path) -> None:
    tags = ["amp", "bow", "cat", "dog", "elk"]
    papers = [[t for i, t in enumerate(tags) if n >> i & 1] for n in range(32)]
    others = [["more"] for _ in range(40)]
    pairs = _pairs(tmp_path, *papers, *[["zig", "zag"]] * 2, *others)
    assert all(-1 <= p["npmi"] <= 1 for p in pairs.values())
    assert pairs["zag", "zig"]["npmi"] == 1.0
    assert 0 < pairs["amp", "bow"]["npmi"] < 1

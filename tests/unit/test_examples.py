"""The example inputs are laid out as their README says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
FURNITURE = 5

_IDENTIFIER = re.compile(r"(arXiv:)?\d{4}\.\d{4,5}|10\.\d{4,}/\S+")


@pytest.fixture(scope="module")
def blocks() -> list[str]:
    """Parts of the saved page that blank lines separate."""
    return (EXAMPLES / "trending-papers.txt").read_text(encoding="utf-8").strip().split("\n\n")


@pytest.fixture(scope="module")
def papers() -> list[dict[str, Any]]:
    text = (EXAMPLES / "small-references.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_every_block_of_the_page_is_one_line(blocks: list[str]) -> None:
    assert [block for block in blocks if "\n" in block] == []


def test_page_has_41_titles_each_followed_by_a_summary(blocks: list[str]) -> None:
    titles, summaries = blocks[FURNITURE::2], blocks[FURNITURE + 1 :: 2]
    assert (len(titles), len(summaries)) == (41, 41)
    assert [title for title in titles if len(title) > 200 or title.endswith(".")] == []
    assert [summary for summary in summaries if len(summary) < 300] == []
    assert len(set(titles)) == 41


def test_lines_of_references_have_what_a_paper_needs(papers: list[dict[str, Any]]) -> None:
    assert len({paper["id"] for paper in papers}) == len(papers) == 16
    needed = {"title", "year", "authors", "arxiv", "abstract", "keywords", "references"}
    assert [paper["id"] for paper in papers if not needed <= paper.keys()] == []


def test_references_to_other_lines_resolve_and_point_back_in_time(
    papers: list[dict[str, Any]],
) -> None:
    years = {paper["id"]: paper["year"] for paper in papers}
    for paper in papers:
        words = [text for text in paper["references"] if isinstance(text, str) and " " not in text]
        cited = [word for word in words if not _IDENTIFIER.fullmatch(word)]
        assert [word for word in cited if word not in years] == [], paper["id"]
        assert [word for word in cited if years[word] > paper["year"]] == [], paper["id"]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(r"10\.\d{4,}/\S+", id="a DOI"),
        pytest.param(r"\d{4}\.\d{4,5}", id="an arXiv number"),
        pytest.param(r"[a-z][\w-]*", id="the id of another line"),
        pytest.param(r".+\(\d{4}\)\..+", id="a reference as printed"),
    ],
)
def test_every_form_of_reference_occurs(papers: list[dict[str, Any]], form: str) -> None:
    references = [text for paper in papers for text in paper["references"]]
    assert any(re.fullmatch(form, text) for text in references if isinstance(text, str))

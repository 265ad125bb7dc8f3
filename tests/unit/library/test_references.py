"""What references resolve to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.answers import show
from tests.building import Json, built, keys, paper, write_papers

CITED = paper("Sparse Routing of Tokens", id="cited", doi="10.1000/cited", year=2020)
BARE = paper("Glimmer at Dawn", id="bare", year=2019)


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        pytest.param("10.1000/CITED", "doi:10.1000/cited", id="a DOI"),
        pytest.param("https://doi.org/10.1000/cited", "doi:10.1000/cited", id="an address"),
        pytest.param("cited", "doi:10.1000/cited", id="the id of a line"),
        pytest.param("bare", "title:glimmer at dawn", id="the id of a line without identifier"),
        pytest.param({"title": "sparse routing of tokens"}, "doi:10.1000/cited", id="a title"),
        pytest.param("Sparse Routing of Tokens.", "doi:10.1000/cited", id="a text that is a title"),
        pytest.param(
            {"title": "Sparse Routing of Tokens", "year": 2021},
            "doi:10.1000/cited",
            id="a year off",
        ),
        pytest.param(
            {"title": "Glimmer at Dawn", "arxiv": "2101.00001"},
            "title:glimmer at dawn",
            id="a title, and an identifier that the paper lacks",
        ),
        pytest.param("Doe. As printed. 1999.", None, id="a text that names nothing known"),
        pytest.param({"text": "As printed."}, None, id="text only"),
        pytest.param("10.1000/other", "doi:10.1000/other", id="a stub by identifier"),
        pytest.param({"title": "Unread"}, "title:unread", id="a stub by title"),
        pytest.param(
            {"title": "Sparse Routing of Tokens", "doi": "10.1000/other"},
            "doi:10.1000/other",
            id="the same title, another DOI",
        ),
        pytest.param("citing", None, id="itself"),
    ],
)
def test_reference_resolves(tmp_path: Path, reference: Any, key: str | None) -> None:
    citing = paper("Citing", id="citing", references=[reference])
    source = write_papers(tmp_path / "a.jsonl", [citing, CITED, BARE])
    built(tmp_path / "a.graph", source)
    shown = show(str(tmp_path / "a.graph"), "Citing")
    assert [r["key"] for r in shown["references"]] == [key]
    if key:
        assert show(str(tmp_path / "a.graph"), key)["cited_by"] == ["title:citing"]


def test_year_far_off_makes_a_namesake_of_its_own(tmp_path: Path) -> None:
    citing = paper("Citing", references=[{"title": "Glimmer at Dawn", "year": 1950}])
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", [citing, BARE]))
    (reference,) = show(str(tmp_path / "a.graph"), "Citing")["references"]
    assert reference["key"].startswith("title:glimmer at dawn~")
    assert show(str(tmp_path / "a.graph"), reference["key"])["stub"] is True


def test_ids_name_lines_of_their_own_file_only(tmp_path: Path) -> None:
    one: list[Json] = [paper("One", id="x"), paper("Citing one", references=["x"])]
    two: list[Json] = [paper("Two", id="x"), paper("Citing two", references=["x"])]
    sources = [write_papers(tmp_path / "a.jsonl", one), write_papers(tmp_path / "b.jsonl", two)]
    built(tmp_path / "a.graph", *sources)
    store = str(tmp_path / "a.graph")
    assert [r["key"] for r in show(store, "Citing one")["references"]] == ["title:one"]
    assert [r["key"] for r in show(store, "Citing two")["references"]] == ["title:two"]


def test_stub_says_what_most_references_say(tmp_path: Path) -> None:
    references = [
        {"title": "The Unread paper", "doi": "10.1000/u", "year": 2001},
        {"title": "The unread Paper", "doi": "10.1000/u", "year": 2002},
        {"title": "The unread Paper", "doi": "10.1000/u", "year": 2002},
    ]
    papers = [paper(f"Citing {n}", references=[r]) for n, r in enumerate(references)]
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers))
    assert keys(tmp_path / "a.graph", stub=True) == ["doi:10.1000/u"]
    stub = show(str(tmp_path / "a.graph"), "10.1000/u")
    assert (stub["title"], stub["year"]) == ("The unread Paper", 2002)
    assert len(stub["cited_by"]) == 3


def test_stub_that_nobody_cites_any_more_is_gone(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    built(tmp_path / "a.graph", write_papers(source, [paper("Citing", references=["10.1000/u"])]))
    built(tmp_path / "a.graph", write_papers(source, [paper("Citing")]))
    assert keys(tmp_path / "a.graph") == ["title:citing"]


def test_paper_that_is_pruned_but_cited_is_a_stub_again(tmp_path: Path) -> None:
    source, store = tmp_path / "a.jsonl", tmp_path / "a.graph"
    citing = paper("Citing", references=["10.1000/cited"])
    built(store, write_papers(source, [citing, CITED]))
    built(store, write_papers(source, [citing]), prune=True)
    assert keys(store, stub=True) == ["doi:10.1000/cited"]

"""What references resolve to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.answers import show
from tests.building import Json, built, keys, paper, write_papers

DEEP = paper("Deep Streams", authors=["Ada Marsh"], year=2015)
FOREWORD = paper("Foreword", authors=["Ada Marsh"], year=2015)
TIDES = paper("Why the Tides Come Late", authors=["Ada Marsh"], year=2015, doi="10.1000/tides")
TIDES_KEY = "doi:10.1000/tides"
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


def _resolved(tmp_path: Path, reference: Any, *others: Json) -> str | None:
    papers = [paper("Citing", references=[reference]), *others]
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers))
    (found,) = show(str(tmp_path / "a.graph"), "Citing")["references"]
    key: str | None = found["key"]
    return key


@pytest.mark.parametrize(
    ("reference", "resolves"),
    [
        ({"title": "Deep Streams", "year": 2015}, True),
        ({"title": "Deep Streams", "year": 2016}, True),
        ({"title": "Deep Streams", "year": 2019}, False),
        ({"title": "Deep Streams"}, False),
        ({"title": "Deep Streams", "text": "A. Marsh. Deep Streams."}, True),
        (
            {"title": "Deep Streams", "text": "B. Roe. Deep Streams. Shore Press.", "year": 2015},
            False,
        ),
    ],
    ids=["year", "a year off", "years off", "title alone", "author", "another author"],
)
def test_title_of_two_words_needs_author_or_year(
    tmp_path: Path, reference: Json, *, resolves: bool
) -> None:
    assert (_resolved(tmp_path, reference, DEEP) == "title:deep streams") is resolves


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ({"title": "Foreword", "year": 2015}, None),
        ({"title": "Foreword", "text": "Marsh, A. Foreword."}, None),
        ({"title": "Foreword", "text": "Marsh, A. Foreword.", "year": 2015}, "title:foreword"),
        ({"title": "Foreword", "doi": "10.1000/fore"}, "doi:10.1000/fore"),
    ],
    ids=["year", "author", "both", "identifier"],
)
def test_title_that_says_nothing_is_no_paper_without_author_and_year(
    tmp_path: Path, reference: Json, key: str | None
) -> None:
    assert _resolved(tmp_path, reference, FOREWORD) == key


def test_prefaces_that_many_papers_cite_are_not_one_stub(tmp_path: Path) -> None:
    papers = [paper(f"Citing {n}", references=[{"title": "Preface"}]) for n in range(3)]
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers))
    assert keys(tmp_path / "a.graph", stub=True) == []


def test_title_of_two_papers_that_fit_alike_is_not_guessed(tmp_path: Path) -> None:
    others = [
        paper("Why the Tides Come Late", authors=[name], year=2015)
        for name in ("Ada Marsh", "Bo Roe")
    ]
    assert _resolved(tmp_path, {"title": "Why the tides come late", "year": 2015}, *others) is None
    assert keys(tmp_path / "a.graph", stub=True) == []


def test_title_of_two_papers_goes_to_the_one_of_its_year(tmp_path: Path) -> None:
    others = [
        paper("Why the Tides Come Late", doi=f"10.1000/{year}", year=year) for year in (2014, 2015)
    ]
    reference = {"title": "Why the tides come late", "year": 2015}
    assert _resolved(tmp_path, reference, *others) == "doi:10.1000/2015"


@pytest.mark.parametrize(
    ("text", "resolves"),
    [
        ("Marsh A. Why the tides come late. J Shores. 12:1-9", True),
        ("B. Roe, “Why the Tides Come Late,” Shores, vol. 1, 2015.", True),
        ("Roe, B. (2015): Why the tides come late. Shore Press", True),
        ("Marsh, A., Why the tides come late, J. Shores 12 (2015)", True),
        ("Roe, B., Why the tides come late, J. Shores 12 (2015)", False),
        ("Roe B. Why the tides come late. J Shores. 1987", False),
        ("Marsh A. Why the tides come late. J Shores. 1987", False),
        ("Marsh A. Why the tides come late: a review. J Shores. 2015", False),
        ("Marsh A. Of rivers and why the tides come late. J Shores. 2015", False),
        ("Marsh A. Why the tides come late in spring. J Shores. 2015", False),
        ("Marsh A. Why the tides come late. doi:10.1000/another", False),
        ("Marsh A. 10.1000/tides", True),
    ],
)
def test_reference_known_only_as_printed(tmp_path: Path, text: str, *, resolves: bool) -> None:
    assert (_resolved(tmp_path, {"text": text}, TIDES) == TIDES_KEY) is resolves


def test_printed_reference_means_the_longest_title_within_it(tmp_path: Path) -> None:
    longer = paper("Why the tides come late. A reply", authors=["Bo Roe"], year=2015)
    text = "Roe B. Why the tides come late. A reply. Shores. 2015"
    assert _resolved(tmp_path, {"text": text}, TIDES, longer) == (
        "title:why the tides come late a reply"
    )


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

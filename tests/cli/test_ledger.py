"""What `graph duplicates`, `graph merge` and `graph split` print, and how they fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.building import paper, write_papers
from tests.cli.conftest import Run

TITLE = "Sparse Routing of Tokens"


@pytest.fixture
def store(run: Run, tmp_path: Path) -> str:
    one = paper(TITLE, doi="10.1000/x", authors=["Jane Doe"], year=2020)
    other = paper("Dense Maps of Rain", authors=["Ann Noe"], year=2018)
    late = paper("Dense Maps of Rain", authors=["Ann Noe"], year=2021, doi="10.1000/y")
    write_papers(tmp_path / "a.jsonl", [one, other])
    write_papers(tmp_path / "b.jsonl", [one | {"title": TITLE.lower()}, late])
    assert run("build", "a.jsonl", "b.jsonl").status == 0
    return "papers.graph"


def test_duplicates_lists_merges_and_doubts(run: Run, store: str) -> None:
    told = run("duplicates")
    assert told.status == 0
    lines = told.out.splitlines()
    assert lines[0] == "In doubt: 1 pair of papers that may be one."
    assert "same title, years differ by three" in told.out
    assert "Merged: 1 paper of several records." in lines
    assert "  by rule: doi 10.1000/x" in lines
    assert "  b.jsonl:1  sparse routing of tokens (2020)" in lines
    assert max(map(len, lines)) <= 100


def test_duplicates_as_json_has_the_shape_that_scripts_rely_on(run: Run, store: str) -> None:
    told = run("duplicates", "--json").json
    (merged,), (doubtful,) = told["merged"], told["doubtful"]
    assert set(merged) == {"key", "title", "by", "members", "evidence"}
    assert (merged["key"], merged["by"]) == ("doi:10.1000/x", "rule")
    assert merged["members"][0] == {
        "origin": "a.jsonl",
        "line": 1,
        "title": TITLE,
        "year": 2020,
        "identifiers": {"doi": "10.1000/x"},
        "key_after_split": merged["members"][0]["key_after_split"],
    }
    assert merged["evidence"][0] == {"rule": "doi", "value": "10.1000/x"}
    assert doubtful["why"] == "same title, years differ by three"
    assert 0.75 <= doubtful["score"] < 0.9
    assert [p["key"] for p in doubtful["papers"]] == ["doi:10.1000/y", "title:dense maps of rain"]


def test_merge_and_split_say_what_they_did(run: Run, store: str) -> None:
    merged = run("merge", "title:dense maps of rain", "doi:10.1000/y")
    assert merged.status == 0
    assert "Dense Maps of Rain  [doi:10.1000/y]" in merged.out
    assert "by hand" in merged.out
    parted = run("split", "doi:10.1000/y", "--json")
    assert [p["key"] for p in parted.json["papers"]] == [
        "doi:10.1000/y",
        "title:dense maps of rain",
    ]
    assert run("split", TITLE, "--member", "b.jsonl:1").out.startswith("2 papers now:\n")


def test_nothing_to_tell(run: Run, tmp_path: Path) -> None:
    write_papers(tmp_path / "a.jsonl", [paper(TITLE)])
    assert run("build", "a.jsonl").status == 0
    assert run("duplicates").out == "No two records are one paper, and none may be.\n"
    assert run("duplicates", "--json").json == {"merged": [], "doubtful": []}


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        pytest.param(["merge", TITLE, "10.1000/x"], 1, "are one paper already", id="itself"),
        pytest.param(["merge", TITLE, "no such title"], 1, "No paper fits", id="no such title"),
        pytest.param(["merge", TITLE], 2, "two papers or more", id="one title"),
        pytest.param(["split", "10.1000/y"], 1, "read once only", id="one record"),
        pytest.param(["split", TITLE, "--member", "a.jsonl:9"], 1, "no record", id="no member"),
        pytest.param(["split", TITLE, "--store", "no.graph"], 1, "no such library", id="library"),
        pytest.param(["merge", "a", "b", "--store", "no.graph"], 1, "no such", id="merge, library"),
        pytest.param(["duplicates", "--store", "no.graph"], 1, "no such", id="duplicates, library"),
        pytest.param(
            ["merge", "a", "b", "--store", "bolt://h"], 2, "graph load", id="merge, Neo4j"
        ),
        pytest.param(["split", "a", "--store", "neo4j://h"], 2, "graph load", id="split, Neo4j"),
        pytest.param(
            ["duplicates", "--store", "bolt://h"], 2, "graph load", id="duplicates, Neo4j"
        ),
    ],
)
def test_failure_is_one_line_and_one_document(
    run: Run, store: str, arguments: list[str], status: int, told: str
) -> None:
    failed = run(*arguments, "--json")
    assert failed.status == status
    document = json.loads(failed.out)
    assert told in document["error"]["message"]
    plain = run(*arguments)
    assert (plain.status, plain.out) == (status, "")
    assert plain.err.splitlines()[0].startswith(("graph: ", "Error: ", "Usage: "))
    assert not Path("no.graph").exists()


def test_title_that_fits_several_papers_lists_them(run: Run, store: str) -> None:
    failed = run("split", "Dense Maps of Rain", "--json")
    assert failed.status == 1
    found = [c["key"] for c in failed.json["error"]["candidates"]]
    assert found == ["doi:10.1000/y", "title:dense maps of rain"]

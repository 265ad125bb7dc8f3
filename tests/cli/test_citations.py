"""What is cited and who cites, as a user sees it, and what such counts rest on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.building import paper, write_papers

from .conftest import Run

COVERED = {"references_known": 2, "papers": 4}
SAID = "references known for 2 of 4 papers"
SENTENCE = "Rivers were drawn before they were measured [2]."


@pytest.fixture
def rivers(run: Run, tmp_path: Path) -> Path:
    """A library of four papers, of which two have references."""
    place = {"sentence": SENTENCE, "section": "s1", "start": 0, "end": len(SENTENCE)}
    shared = {"title": "Sketches of Water", "doi": "10.1000/sketches", "year": 1990}
    write_papers(
        tmp_path / "x.jsonl",
        [
            paper("Rivers on Paper", doi="10.1000/rivers", year=2001),
            paper(
                "Maps of the North",
                year=2010,
                references=[{"doi": "10.1000/rivers", "contexts": [place]}, shared, "As printed."],
                sections=[{"id": "s1", "text": SENTENCE}],
            ),
            paper("Maps of the South", year=2012, references=["10.1000/rivers", shared]),
            paper("Of Chairs"),
        ],
    )
    assert run("build", "x.jsonl", "--store", "rivers.graph").status == 0
    return tmp_path / "rivers.graph"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "Rivers on Paper"), f"cited by:     2 ({SAID})"),
        (("show", "10.1000/sketches"), f"cited by:     2 ({SAID})"),
        (("related", "Maps of the North"), f"citations: {SAID}"),
        (("query", "cited_most"), SAID),
        (("query", "to_read"), SAID),
        (("query", "coupled", "--param", "key=Maps of the North"), SAID),
        (("query", "cocited", "--param", "key=Rivers on Paper"), SAID),
        (("query", "related", "--param", "key=Maps of the North"), SAID),
        (
            ("query", "path", "--param", "from=Maps of the North", "--param", "to=Rivers on Paper"),
            SAID,
        ),
        (
            ("status",),
            f"references: 5: 2 to papers read, 2 to papers only cited, 1 as printed ({SAID})",
        ),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_figures_of_citations_say_what_they_rest_on(
    run: Run, rivers: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = run(*arguments, "--store", rivers)
    assert done.status == 0
    assert says in done.out
    assert run(*arguments, "--store", rivers, "--json").json["coverage"] == COVERED


def test_csv_of_citations_says_it_beside_the_rows(run: Run, rivers: Path) -> None:
    done = run("query", "cited_most", "--store", rivers, "--csv")
    assert SAID in done.err
    assert SAID not in done.out


def test_figures_without_citations_say_nothing_of_them(run: Run, rivers: Path) -> None:
    assert "references known" not in run("query", "authors", "--store", rivers).out
    assert "coverage" not in run("query", "authors", "--store", rivers, "--json").json
    assert "references known" not in run("related", "Of Chairs", "--store", rivers).out


def test_exports_and_map_say_it_too(run: Run, rivers: Path, tmp_path: Path) -> None:
    run("export", "x.json", "--store", rivers)
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["graph"]["coverage"] == COVERED
    run("map", "-o", "x.html", "--store", rivers)
    page = (tmp_path / "x.html").read_text("utf-8")
    (told,) = re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page, re.S)
    assert json.loads(told)["coverage"] == SAID
    assert any(SAID in note for note in json.loads(told)["notes"])


def test_show_tells_read_cited_and_printed_apart(run: Run, rivers: Path) -> None:
    lines = run("show", "Maps of the North", "--store", rivers).out.splitlines()
    at = lines.index("references:   3: 1 to papers read, 1 to papers only cited, 1 as printed")
    assert lines[at + 1 : at + 4] == [
        "  Rivers on Paper (2001)  [doi:10.1000/rivers]",
        "  only cited: Sketches of Water (1990)  [doi:10.1000/sketches]",
        "  as printed: As printed.",
    ]
    told = run("show", "Maps of the North", "--store", rivers, "--json").json["references"]
    assert [r["paper"] and r["paper"]["stub"] for r in told] == [False, True, None]


def test_show_tells_who_cites_with_a_sentence(run: Run, rivers: Path) -> None:
    lines = run("show", "Rivers on Paper", "--store", rivers).out.splitlines()
    at = lines.index(f"cited by:     2 ({SAID})")
    assert lines[at - 1] == "references:   none known"
    assert lines[at + 1 :] == [
        "  Maps of the North (2010)  [title:maps of the north]",
        f"      “{SENTENCE}”",
        "  Maps of the South (2012)  [title:maps of the south]",
    ]
    shown = run("show", "Rivers on Paper", "--store", rivers, "--json").json
    assert [c["key"] for c in shown["citing"]] == shown["cited_by"]
    assert [c["sentence"] for c in shown["citing"]] == [SENTENCE, None]


def test_long_lists_are_cut_and_counted(run: Run, tmp_path: Path) -> None:
    cited = [{"doi": f"10.1000/c{n}", "title": f"Cited {n} " * 30} for n in range(15)]
    citing = [paper(f"Citing number {n}", references=["10.1000/hub"]) for n in range(14)]
    write_papers(tmp_path / "x.jsonl", [paper("Hub", doi="10.1000/hub", references=cited), *citing])
    run("build", "x.jsonl")
    shown = run("show", "10.1000/hub").out.splitlines()
    assert "  … and 3 more; --json lists them all" in shown
    assert "  … and 2 more; --json lists them all" in shown
    # The title is cut and not the key, by which the paper is found.
    assert sum(bool(re.search(r"…  \[doi:10\.1000/c\d+\]$", line)) for line in shown) == 12


def test_without_any_references_nobody_is_said_to_be_uncited(run: Run, tmp_path: Path) -> None:
    write_papers(tmp_path / "x.jsonl", [paper("Of Chairs")])
    run("build", "x.jsonl")
    assert "cited by:     unknown (references known for 0 of 1 paper)" in run("show", "chairs").out


def test_a_paper_only_cited_is_never_shown_as_read(run: Run, rivers: Path) -> None:
    store = ("--store", rivers)
    related = run("related", "10.1000/sketches", *store)
    assert (related.status, len(related.out.splitlines())) == (0, 1)
    assert "known only because it is cited" in related.out
    assert run("related", "10.1000/sketches", *store, "--json").json["paper"]["stub"] is True
    assert "(known only because it is cited)" in run("show", "10.1000/sketches", *store).out
    for asked in ("Sketches of Water", "10.1000/sketches"):
        found = run("search", asked, *store, "--json").json["found"]
        assert "doi:10.1000/sketches" not in {row["key"] for row in found}
    rows = run("query", "cocited", "--param=key=Rivers on Paper", *store, "--json").json["rows"]
    assert rows == [["doi:10.1000/sketches", "Sketches of Water", 1990, 2, True]]
    north, south = "--param=from=Maps of the North", "--param=to=Maps of the South"
    told = run("query", "path", north, south, *store, "--json").json
    assert set(told["rows"][0][4]) <= {"doi:10.1000/sketches"}


def test_a_paper_that_cites_itself_or_one_twice_counts_once(run: Run, tmp_path: Path) -> None:
    twice = ["10.1000/cited", {"doi": "10.1000/cited", "text": "The second part of it."}]
    papers = [paper("Citing", doi="10.1000/citing", references=["10.1000/citing", *twice])]
    write_papers(tmp_path / "x.jsonl", [*papers, paper("Cited", doi="10.1000/cited")])
    built = run("build", "x.jsonl", "--json").json
    assert built["edges"]["CITES"] == 1
    rows = run("query", "cited_most", "--json").json["rows"]
    assert rows == [["doi:10.1000/cited", "Cited", None, 1, False]]
    shown = run("show", "10.1000/citing", "--json").json
    cited = "doi:10.1000/cited"
    assert [r["key"] for r in shown["references"]] == [None, cited, cited]
    assert shown["cited_by"] == []
    assert run("show", "10.1000/cited", "--json").json["cited_by"] == ["doi:10.1000/citing"]

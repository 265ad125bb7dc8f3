"""Bibliographies that several records give of one paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.answers import query, show
from tests.building import Json, built, contents, differences, paper, write_papers

TITLE, DOI = "Rivers on Paper", "10.1000/rivers"
SENTENCE = "Rivers were drawn early [1]."


def _record(*references: Any, **fields: Any) -> Json:
    return paper(TITLE, doi=DOI, references=list(references), **fields)


def _references(folder: Path, *files: list[Json]) -> list[Json]:
    sources = [write_papers(folder / f"{n}.jsonl", papers) for n, papers in enumerate(files)]
    built(folder / "a.graph", *sources)
    found: list[Json] = show(str(folder / "a.graph"), TITLE)["references"]
    return found


def test_pages_of_one_bibliography_make_one(tmp_path: Path) -> None:
    pages = [
        _record({"title": f"Cited work number {n}", "year": 2000 + n} for n in numbers)
        for numbers in ((0, 1), (1, 2), (3,))
    ]
    for page in pages:
        page["references"] = list(page["references"][0])
    found = _references(tmp_path, *([page] for page in pages))
    assert sorted(r["title"] for r in found) == [f"Cited work number {n}" for n in range(4)]
    rows = query(str(tmp_path / "a.graph"), "cited_most", {}).rows
    assert [row[3] for row in rows] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"doi": "10.1000/x"}, {"doi": "10.1000/X", "title": "The cited work"}, True),
        (
            {"title": "The cited work", "year": 2001},
            {"title": "The Cited Work", "year": 2002},
            True,
        ),
        ({"title": "The cited work"}, {"title": "The Cited Work", "doi": "10.1000/x"}, True),
        ({"text": "Doe. As printed."}, {"text": "Doe. As printed"}, True),
        (
            {"title": "The cited work", "year": 2001},
            {"title": "The cited work", "year": 2009},
            False,
        ),
        (
            {"title": "The cited work", "doi": "10.1000/x"},
            {"title": "The cited work", "doi": "10.1000/y"},
            False,
        ),
        ({"title": "Preface", "year": 2001}, {"title": "Preface"}, False),
    ],
    ids=["a DOI", "a year off", "no year", "as printed", "years off", "two DOIs", "says nothing"],
)
def test_which_references_of_two_records_are_one(
    tmp_path: Path, one: Json, other: Json, *, same: bool
) -> None:
    found = _references(tmp_path, [_record(one)], [_record(other, abstract="On rivers.")])
    assert len(found) == (1 if same else 2)


def test_what_one_record_lacks_of_a_reference_the_other_adds(tmp_path: Path) -> None:
    printed = {"text": "Doe. The cited work. 2001.", "doi": "10.1000/x"}
    described = {"title": "The cited work", "year": 2001, "doi": "10.1000/x", "arxiv": "0101.00001"}
    (found,) = _references(tmp_path, [_record(printed)], [_record(described)])
    assert (found["text"], found["title"], found["year"]) == (
        printed["text"],
        "The cited work",
        2001,
    )
    assert found["identifiers"] == {"doi": "10.1000/x", "arxiv": "0101.00001"}


def test_work_that_one_bibliography_lists_twice_stays_twice(tmp_path: Path) -> None:
    twice = [
        {"doi": "10.1000/x", "text": "First part"},
        {"doi": "10.1000/x", "text": "Second part"},
    ]
    found = _references(tmp_path, [_record(*twice, abstract="On rivers.")], [_record(twice[0])])
    assert [r["text"] for r in found] == ["First part", "Second part"]
    rows = query(str(tmp_path / "a.graph"), "cited_most", {}).rows
    assert [(row[0], row[3]) for row in rows] == [("doi:10.1000/x", 1)]


def test_references_that_say_nothing_are_not_doubled_by_a_second_copy(tmp_path: Path) -> None:
    printed = [{"text": "2005"}, {"text": "0"}, {"text": "2005"}, {"title": "Preface"}]
    found = _references(tmp_path, [_record(*printed)], [_record(*printed, abstract="On rivers.")])
    assert [r["text"] for r in found] == ["2005", "0", "2005", None]


def test_names_mean_lines_of_the_file_that_gave_them(tmp_path: Path) -> None:
    one = [_record("bends07"), paper("Bends of the Lower River", id="bends07")]
    other = [
        _record("bends07", "bridges"),
        paper("Bends in Pipes", id="bends07"),
        paper("Bridges", id="bridges"),
    ]
    assert {r["key"] for r in _references(tmp_path, one, other)} == {
        "title:bends of the lower river",
        "title:bends in pipes",
        "title:bridges",
    }


def test_sentences_stand_where_they_say_or_nowhere(tmp_path: Path) -> None:
    place = {"sentence": SENTENCE, "section": "s1", "start": 0, "end": len(SENTENCE)}
    reference = {"doi": "10.1000/x", "contexts": [place]}
    full = _record(reference, sections=[{"id": "s1", "text": SENTENCE}])
    other = _record(
        {"doi": "10.1000/x", "contexts": [place | {"sentence": "Elsewhere."}]},
    )
    short = _record(abstract="A long abstract of the record that is shown.")
    (found,) = _references(tmp_path, [short], [full], [other])
    sections = {s["id"]: s["text"] for s in show(str(tmp_path / "a.graph"), TITLE)["sections"]}
    assert {c["sentence"] for c in found["contexts"]} == {SENTENCE, "Elsewhere."}
    for told in found["contexts"]:
        text = sections.get(told["section"], "")
        assert text[told["start"] : told["end"]] == (told["sentence"] if text else "")
    assert sum(c["section"] == "s1" for c in found["contexts"]) == 1


def test_at_most_five_sentences_are_kept(tmp_path: Path) -> None:
    records = [
        _record(
            {
                "doi": "10.1000/x",
                "contexts": [
                    {"sentence": f"Said {part} {n}.", "section": "", "start": 0, "end": 0}
                    for n in range(4)
                ],
            }
        )
        for part in ("here", "there")
    ]
    (found,) = _references(tmp_path, *([r] for r in records))
    assert len(found["contexts"]) == 5
    (edge,) = (e for e in contents(tmp_path / "a.graph")["edges"] if e[0] == "CITES")
    assert len(edge[3]["contexts"]) == 5


def test_twenty_files_of_three_formats_give_one_paper_a_work(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(7):
        title = f"Study number {n} of the lower river"
        cited = f"10.1000/r{(n + 1) % 7}"
        (folder / f"{n}.bib").write_text(
            f"@article{{k{n}, title = {{{title}}}, year = 2010, doi = {{10.1000/r{n}}}, "
            f"cites = {{{cited}}}}}",
            encoding="utf-8",
        )
        (folder / f"{n}.ris").write_text(
            f"TY  - JOUR\nTI  - {title}\nPY  - 2010\nAB  - On study {n}.\nER  -\n",
            encoding="utf-8",
        )
        if n < 6:
            line = paper(
                title.upper(), year=2011, references=[{"title": f"Unread work {n} of all"}]
            )
            (folder / f"{n}.json").write_text(json.dumps(line), encoding="utf-8")
    store = tmp_path / "a.graph"
    report = built(store, str(folder))
    assert (report.papers.read, report.papers.added, report.papers.merged) == (20, 7, 13)
    assert report.edges["CITES"] == 7 + 6

    (folder / "3.bib").unlink()
    changed = paper("STUDY NUMBER 2 OF THE LOWER RIVER", year=2011, references=["10.1000/r6"])
    (folder / "2.json").write_text(json.dumps(changed), encoding="utf-8")
    built(store, str(folder), prune=True)
    expected = tmp_path / "b.graph"
    built(expected, str(folder))
    assert differences(contents(expected), contents(store)) == []
    cited = {e[2] for e in contents(store)["edges"] if e[0] == "CITES" and e[1] == "doi:10.1000/r2"}
    # What a bibliography gave of the third study is gone, and with it the study's DOI.
    assert cited == {"doi:10.1000/r3", "doi:10.1000/r6"}


def test_an_index_with_many_sentences_of_one_citation_gives_five(tmp_path: Path) -> None:
    said = [
        {"sentence": f"Rivers, part {n}.", "section": "", "start": 0, "end": 0} for n in range(9)
    ]
    (found,) = _references(tmp_path, [_record({"doi": "10.1000/x", "contexts": said})])
    assert [c["sentence"] for c in found["contexts"]] == [f"Rivers, part {n}." for n in range(5)]

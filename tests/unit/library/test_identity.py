"""Which records make one paper, what a paper shows of them, and what its key is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.answers import show
from graph.errors import NotFoundError
from tests.building import (
    ABSTRACTS,
    Json,
    built,
    contents,
    differences,
    keys,
    numbers,
    paper,
    write_papers,
)

TITLE = "Sparse Routing of Tokens"


def _keys_in_both_orders(tmp_path: Path, one: list[Json], other: list[Json]) -> list[str]:
    """Build two sources together and by and by, in both orders; return the keys."""
    sources = [write_papers(tmp_path / "a.jsonl", one), write_papers(tmp_path / "b.jsonl", other)]
    built(tmp_path / "together.graph", *sources)
    expected = contents(tmp_path / "together.graph")
    for name, order in (("one", sources), ("other", sources[::-1])):
        for source in order:
            built(tmp_path / f"{name}.graph", source)
        assert differences(expected, contents(tmp_path / f"{name}.graph")) == []
    return keys(tmp_path / "together.graph")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            [paper("Early title", arxiv="2101.00001v1", year=2021)],
            [paper("Final title", arxiv="2101.00001", doi="10.1000/A", year=2022)],
            ["doi:10.1000/a"],
            id="an identifier in common",
        ),
        pytest.param(
            [paper("One", arxiv="2101.00001"), paper("Two", doi="10.1000/b")],
            [paper("Three", arxiv="2101.00001", doi="10.1000/b")],
            ["doi:10.1000/b"],
            id="joined by a third record",
        ),
        pytest.param(
            [paper(TITLE, authors=["Jane Doe"])],
            [paper(TITLE.lower() + ".", authors=["Doe, Jane"], doi="10.1000/c")],
            ["doi:10.1000/c"],
            id="a title and its author",
        ),
        pytest.param(
            [
                paper(
                    "Gives one",
                    references=[{"title": TITLE, "doi": "10.1000/d", "arxiv": "2101.00009"}],
                )
            ],
            [paper(TITLE, arxiv="2101.00004"), paper("Another")],
            ["arxiv:2101.00004", "doi:10.1000/d", "title:another", "title:gives one"],
            id="a reference does not lend its identifiers",
        ),
        pytest.param(
            [paper("Cites", references=[{"doi": "10.1000/e", "arxiv": "2101.00005"}])],
            [paper(TITLE, arxiv="2101.00005")],
            ["arxiv:2101.00005", "title:cites"],
            id="a stub with an identifier more",
        ),
        pytest.param(
            [paper("Cites by title", references=[{"title": TITLE, "year": 1990}])],
            [paper(TITLE, year=2020)],
            ["title:cites by title", "title:sparse routing of tokens~"],
            id="a stub that is a namesake",
        ),
        pytest.param(
            [paper("First", references=["10.1000/f"]), paper("Second", references=["2101.00006"])],
            [paper("Third", references=[{"doi": "10.1000/f", "arxiv": "2101.00006"}])],
            ["doi:10.1000/f", "title:first", "title:second", "title:third"],
            id="one stub under two identifiers",
        ),
    ],
)
def test_order_does_not_matter(
    tmp_path: Path, one: list[Json], other: list[Json], expected: list[str]
) -> None:
    found = _keys_in_both_orders(tmp_path, one, other)
    assert sorted({key.partition("~")[0] for key in found}) == [k.rstrip("~") for k in expected]


def test_namesakes_have_keys_by_author_and_year(tmp_path: Path) -> None:
    one = [paper(TITLE, authors=["Jane Doe"], year=2001, abstract=ABSTRACTS[0])]
    other = [paper(TITLE, authors=["Rick Roe"], year=2020, abstract=ABSTRACTS[1])]
    found = _keys_in_both_orders(tmp_path, one, other)
    assert len(set(found)) == 2
    for key in found:
        plain, _, digits = key.partition("~")
        assert plain == "title:sparse routing of tokens"
        assert len(digits) == 8
        assert set(digits) <= set("0123456789abcdef")


def test_namesake_that_stays_alone_has_the_plain_key_again(tmp_path: Path) -> None:
    source, store = tmp_path / "a.jsonl", tmp_path / "a.graph"
    pair = [paper(TITLE, authors=["Jane Doe"]), paper(TITLE, authors=["Rick Roe"])]
    built(store, write_papers(source, pair))
    marked = next(key for key in keys(store) if _author(store, key) == "Jane Doe")
    built(store, write_papers(source, pair[:1]), prune=True)
    assert keys(store) == ["title:sparse routing of tokens"]
    assert show(str(store), marked)["title"] == TITLE


def _author(store: Path, key: str) -> Any:
    return show(str(store), key)["authors"][0]


@pytest.mark.parametrize("count", [2, 5])
def test_titles_that_say_nothing_stay_apart(tmp_path: Path, count: int) -> None:
    papers = [paper("Editorial", abstract=f"Text {n} of the editor.") for n in range(count)]
    report = built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers))
    assert numbers(report) == {"read": count, "added": count}
    assert len(set(keys(tmp_path / "a.graph"))) == count


def test_records_alike_to_the_last_letter_are_one_paper(tmp_path: Path) -> None:
    papers = [paper("Editorial")] * 3
    report = built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers))
    assert numbers(report) == {"read": 3, "added": 1, "merged": 2}
    again = built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers))
    assert numbers(again) == {"read": 3, "unchanged": 3}


def test_merged_paper_shows_the_longest_abstract_and_all_years(tmp_path: Path) -> None:
    short = paper("Preprint Title", arxiv="2101.00001", year=2019, abstract="Short.")
    long = paper(
        "Published Title",
        arxiv="2101.00001",
        doi="10.1000/x",
        year=2020,
        abstract=ABSTRACTS[0],
        venue="Journal of Examples",
    )
    sources = [
        write_papers(tmp_path / "a.jsonl", [long]),
        write_papers(tmp_path / "b.jsonl", [short]),
    ]
    assert numbers(built(tmp_path / "x.graph", *sources)) == {"read": 2, "added": 1, "merged": 1}
    shown = show(str(tmp_path / "x.graph"), "arXiv:2101.00001")
    assert (shown["key"], shown["title"]) == ("doi:10.1000/x", "Published Title")
    assert (shown["year"], shown["years"]) == (2020, [2019, 2020])
    assert shown["identifiers"] == {"arxiv": "2101.00001", "doi": "10.1000/x"}
    assert [o["origin"] for o in shown["origins"]] == sources


def test_merged_paper_lacks_nothing_that_one_of_its_records_has(tmp_path: Path) -> None:
    page = paper(TITLE, abstract=ABSTRACTS[0])
    entry = paper(
        TITLE,
        id="me",
        doi="10.1000/x",
        authors=["Jane Doe"],
        keywords=["sparse routing"],
        url="https://example.org/x",
        references=["other", "10.1000/y"],
    )
    one = write_papers(tmp_path / "a.jsonl", [page, paper("Wrong one", id="other")])
    other = write_papers(tmp_path / "b.jsonl", [entry, paper("Right one", id="other")])
    built(tmp_path / "x.graph", one, other)
    shown = show(str(tmp_path / "x.graph"), TITLE)
    assert shown["abstract"] == ABSTRACTS[0]
    assert (shown["authors"], shown["keywords"]) == (["Jane Doe"], ["sparse routing"])
    assert shown["url"] == "https://example.org/x"
    assert [r["key"] for r in shown["references"]] == ["title:right one", "doi:10.1000/y"]
    edges = {(r, s, t) for r, s, t, _ in contents(tmp_path / "x.graph")["edges"]}
    assert ("CITES", "doi:10.1000/x", "title:right one") in edges
    assert ("WROTE", "author:jane doe", "doi:10.1000/x") in edges
    built(tmp_path / "y.graph", other, one)
    differ = differences(contents(tmp_path / "x.graph"), contents(tmp_path / "y.graph"))
    assert differ == []


def test_year_venue_and_identifiers_are_those_of_the_published_version(tmp_path: Path) -> None:
    preprint = paper(
        TITLE,
        doi="10.21203/rs.3.rs-7/v1",
        arxiv="1901.00001",
        year=2019,
        date="2019-01-02",
        venue="arXiv.org",
        authors=["Jane Doe"],
        abstract=ABSTRACTS[0],
    )
    published = paper(
        TITLE, doi="10.1000/x", year=2020, date="2020-06", venue="Rain", authors=["Jane Doe"]
    )
    one = write_papers(tmp_path / "a.jsonl", [preprint])
    other = write_papers(tmp_path / "b.jsonl", [published])
    built(tmp_path / "x.graph", one, other)
    shown = show(str(tmp_path / "x.graph"), TITLE)
    assert (shown["key"], shown["abstract"]) == ("doi:10.1000/x", ABSTRACTS[0])
    assert (shown["year"], shown["years"], shown["date"]) == (2020, [2019, 2020], "2020-06")
    assert shown["venue"] == "Rain"
    assert shown["identifiers"] == {"arxiv": "1901.00001", "doi": "10.1000/x"}
    assert shown["other_identifiers"] == [{"scheme": "doi", "value": "10.21203/rs.3.rs-7/v1"}]


def _authors(store: Path) -> dict[str, str]:
    nodes = contents(store)["nodes"]
    return {key: facts["name"] for label, key, facts in nodes if label == "Author"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(["J. Doe"], ["Doe, Jane"], {"author:jane doe": "Doe, Jane"}, id="fuller name"),
        pytest.param(
            ["J. Doe"],
            [{"name": "Jane Doe", "orcid": "0000-0002-1825-0097"}],
            {"orcid:0000-0002-1825-0097": "Jane Doe"},
            id="ORCID of another record",
        ),
        pytest.param(
            ["J. Doe"],
            ["Jane Doe", "John Doe"],
            {"author:j doe": "J. Doe"},
            id="two who may be meant",
        ),
        pytest.param(
            ["Jane Doe", "J. Doe"],
            ["Jane Doe"],
            {"author:jane doe": "Jane Doe", "author:j doe": "J. Doe"},
            id="two of one family",
        ),
    ],
)
def test_author_is_one_person_in_the_records_of_a_paper(
    tmp_path: Path, one: list[Any], other: list[Any], expected: dict[str, str]
) -> None:
    records = [
        paper(TITLE, doi="10.1000/x", authors=one, abstract=ABSTRACTS[0]),
        paper(TITLE, doi="10.1000/x", authors=other),
    ]
    built(tmp_path / "x.graph", write_papers(tmp_path / "a.jsonl", records))
    assert _authors(tmp_path / "x.graph") == expected


def test_initials_alone_join_no_authors_of_two_papers(tmp_path: Path) -> None:
    records = [
        paper("One", authors=["J. Doe"]),
        paper("Two", authors=["Jane Doe"]),
        paper("Three", authors=["Doe, Jane"]),
    ]
    built(tmp_path / "x.graph", write_papers(tmp_path / "a.jsonl", records))
    assert set(_authors(tmp_path / "x.graph")) == {"author:j doe", "author:jane doe"}


def test_merged_paper_comes_apart_when_its_records_no_longer_agree(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    store = tmp_path / "x.graph"
    write_papers(first, [paper(TITLE, doi="10.1000/x", abstract=ABSTRACTS[0])])
    write_papers(second, [paper(TITLE, abstract=ABSTRACTS[1])])
    assert numbers(built(store, str(first), str(second))) == {"read": 2, "added": 1, "merged": 1}
    write_papers(first, [paper("Other words", doi="10.1000/x", abstract=ABSTRACTS[0])])
    assert numbers(built(store, str(first))) == {"read": 1, "updated": 1}
    assert keys(store) == ["doi:10.1000/x", "title:sparse routing of tokens"]


def test_title_changed_is_one_added_and_one_missing(tmp_path: Path) -> None:
    source, store = tmp_path / "a.jsonl", tmp_path / "a.graph"
    built(store, write_papers(source, [paper("Old title"), paper("Kept title")]))
    changed = write_papers(source, [paper("New title"), paper("Kept title")])
    counted = {"read": 2, "added": 1, "unchanged": 1}
    assert numbers(built(store, changed)) == counted | {"missing": 1}
    assert keys(store) == ["title:kept title", "title:new title", "title:old title"]
    assert numbers(built(store, changed)) == {"read": 2, "unchanged": 2, "missing": 1}
    pruned = numbers(built(store, changed, prune=True))
    assert pruned == {"read": 2, "unchanged": 2, "pruned": 1}
    assert keys(store) == ["title:kept title", "title:new title"]


def test_stub_that_is_read_counts_as_added(tmp_path: Path) -> None:
    store = tmp_path / "a.graph"
    citing = paper("Citing", references=["10.1000/cited", {"title": "Cited by title only"}])
    built(store, write_papers(tmp_path / "a.jsonl", [citing]))
    assert keys(store, stub=True) == ["doi:10.1000/cited", "title:cited by title only"]
    read = [paper("The cited one", doi="10.1000/CITED"), paper("Cited by Title Only")]
    report = built(store, write_papers(tmp_path / "b.jsonl", read))
    assert numbers(report) == {"read": 2, "added": 2}
    assert keys(store, stub=True) == []
    assert show(str(store), "Citing")["references"][1]["key"] == "title:cited by title only"


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        pytest.param(
            [paper(TITLE)],
            [paper(TITLE, doi="10.1000/x")],
            "title:sparse routing of tokens",
            "doi:10.1000/x",
            id="a better identifier",
        ),
        pytest.param(
            [paper("Citing", references=[{"title": TITLE}])],
            [paper(TITLE, doi="10.1000/x")],
            "title:sparse routing of tokens",
            "doi:10.1000/x",
            id="a stub that was read",
        ),
        pytest.param(
            [paper("Citing", references=[{"title": TITLE}])],
            [paper("Citing too", references=[{"title": TITLE, "doi": "10.1000/x"}])],
            "title:sparse routing of tokens",
            "doi:10.1000/x",
            id="a stub with an identifier more",
        ),
        pytest.param(
            [paper("One", arxiv="2101.00001"), paper("Two", doi="10.1000/x")],
            [paper("Three", arxiv="2101.00001", doi="10.1000/x")],
            "arxiv:2101.00001",
            "doi:10.1000/x",
            id="a paper that joined another",
        ),
    ],
)
def test_key_that_a_paper_once_had_still_finds_it(
    tmp_path: Path, before: list[Json], after: list[Json], old: str, new: str
) -> None:
    store = tmp_path / "a.graph"
    built(store, write_papers(tmp_path / "a.jsonl", before))
    assert show(str(store), old)["key"] == old
    built(store, write_papers(tmp_path / "b.jsonl", after))
    assert show(str(store), old)["key"] == new


def test_key_that_another_paper_has_now_finds_that_one(tmp_path: Path) -> None:
    store = tmp_path / "a.graph"
    source = tmp_path / "a.jsonl"
    built(store, write_papers(source, [paper(TITLE, authors=["Jane Doe"])]))
    built(store, write_papers(source, [paper(TITLE, authors=["Jane Doe"], doi="10.1000/x")]))
    built(
        store,
        write_papers(tmp_path / "b.jsonl", [paper(TITLE, authors=["Rick Roe"])]),
    )
    assert show(str(store), "title:sparse routing of tokens")["authors"] == ["Rick Roe"]


def test_unknown_key_finds_nothing(tmp_path: Path) -> None:
    store = tmp_path / "a.graph"
    built(store, write_papers(tmp_path / "a.jsonl", [paper(TITLE)]))
    with pytest.raises(NotFoundError, match="No paper fits"):
        show(str(store), "doi:10.1000/nowhere")


def test_names_are_spelled_as_most_papers_spell_them(tmp_path: Path) -> None:
    spelled = ["José Doe", "Jose Doe", "Jose Doe"]
    sources = [
        write_papers(tmp_path / f"{n}.jsonl", [paper(f"Paper {n}", authors=[name])])
        for n, name in enumerate(spelled)
    ]
    built(tmp_path / "x.graph", *sources)
    names = [
        p["name"] for label, _, p in contents(tmp_path / "x.graph")["nodes"] if label == "Author"
    ]
    assert names == ["Jose Doe"]

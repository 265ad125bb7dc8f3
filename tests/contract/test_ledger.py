"""What is decided by hand lasts through builds and pruning, can be taken back, and keeps keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.answers import duplicates, show
from graph.decide import merge, split
from graph.errors import LibraryError, NotDecidedError, NotFoundError, UsageError
from tests.building import ABSTRACTS, Json, built, contents, differences, keys, paper, write_papers

TITLE = "Sparse Routing of Tokens"
ONE = paper(TITLE, doi="10.1000/x", authors=["Jane Doe"], year=2020, abstract=ABSTRACTS[0])
SAME = paper(TITLE, doi="10.1000/x", authors=["J. Doe"], year=2020, abstract=ABSTRACTS[1])
OTHER = paper("Dense Maps of Rain", authors=["Ann Noe"], year=2018, abstract=ABSTRACTS[2])
CITING = paper("A Survey", references=["10.1000/x", {"title": "Dense Maps of Rain"}])


def _sources(folder: Path, *files: list[Json]) -> list[str]:
    return [write_papers(folder / f"{n}.jsonl", papers) for n, papers in enumerate(files)]


def _built(folder: Path, *files: list[Json]) -> Path:
    built(folder / "x.graph", *_sources(folder, *files))
    return folder / "x.graph"


def _read(store: Path) -> list[str]:
    return keys(store, stub=False)


def test_split_parts_all_records_and_gives_the_keys_that_were_told(tmp_path: Path) -> None:
    store = _built(tmp_path, [ONE], [SAME], [CITING])
    (told,) = duplicates(str(store))["merged"]
    later = {member["key_after_split"] for member in told["members"]}
    assert {key.partition("~")[0] for key in later} == {"title:sparse routing of tokens"}
    parted = split(str(store), "doi:10.1000/x")
    assert {row["key"] for row in parted["papers"]} == later
    assert set(_read(store)) == later | {"title:a survey"}
    assert duplicates(str(store)) == {"merged": [], "doubtful": []}


def test_merge_undoes_a_split(tmp_path: Path) -> None:
    store = _built(tmp_path, [ONE], [SAME], [CITING, OTHER])
    before = contents(store)
    parted = split(str(store), "10.1000/x")
    told = merge(str(store), [row["key"] for row in parted["papers"]])
    assert (told["key"], told["by"]) == ("doi:10.1000/x", "hand")
    assert differences(before, contents(store)) == []


def test_split_undoes_a_merge_and_leaves_what_rules_joined(tmp_path: Path) -> None:
    store = _built(tmp_path, [ONE], [SAME], [CITING, OTHER])
    before = contents(store)
    told = merge(str(store), ["10.1000/x", "dense maps of rain"])
    assert told["by"] == "hand"
    assert {"rule": "hand"} in told["evidence"]
    assert {m["key_after_split"] for m in told["members"]} == {
        "doi:10.1000/x",
        "title:dense maps of rain",
    }
    assert _read(store) == ["doi:10.1000/x", "title:a survey"]
    split(str(store), "10.1000/x")
    assert differences(before, contents(store)) == []


def test_member_is_taken_out_alone(tmp_path: Path) -> None:
    third = paper(TITLE, doi="10.1000/x", year=2021, abstract=ABSTRACTS[3])
    store = _built(tmp_path, [OTHER, ONE], [SAME], [third])
    split(str(store), "10.1000/x", f"{tmp_path / '1.jsonl'}:1")
    (told,) = duplicates(str(store))["merged"]
    assert [Path(m["origin"]).name for m in told["members"]] == ["0.jsonl", "2.jsonl"]
    assert len(_read(store)) == 3


CHANGES: list[tuple[str, Callable[[Path, list[str]], Any]]] = [
    ("built again", lambda folder, sources: None),
    ("in another order", lambda folder, sources: sources.reverse()),
    ("with another abstract", lambda f, s: write_papers(f / "0.jsonl", [ONE | {"abstract": "."}])),
    ("with a paper more", lambda f, s: s.append(write_papers(f / "9.jsonl", [paper("More")]))),
    ("with lines moved", lambda f, s: write_papers(f / "0.jsonl", [paper("More"), ONE])),
]


@pytest.mark.parametrize("change", [pytest.param(c, id=name) for name, c in CHANGES])
@pytest.mark.parametrize("prune", [False, True])
def test_decisions_last(
    tmp_path: Path, change: Callable[[Path, list[str]], Any], prune: bool
) -> None:
    sources = _sources(tmp_path, [ONE], [SAME], [OTHER], [paper("Rain, densely mapped")])
    store = tmp_path / "x.graph"
    built(store, *sources)
    split(str(store), "10.1000/x")
    merge(str(store), ["Dense Maps of Rain", "Rain, densely mapped"])
    expected = set(_read(store))
    change(tmp_path, sources)
    built(store, *sources, prune=prune)
    assert {k for k in _read(store) if k != "title:more"} == expected
    again = tmp_path / "again.jsonl"
    built(store, write_papers(again, [paper("Of later")]))
    assert expected <= set(_read(store))


def test_decision_waits_for_a_record_that_was_pruned(tmp_path: Path) -> None:
    sources = _sources(tmp_path, [ONE, CITING], [SAME])
    store = tmp_path / "x.graph"
    built(store, *sources)
    split(str(store), "10.1000/x")
    parted = _read(store)
    write_papers(tmp_path / "0.jsonl", [CITING])
    built(store, *sources, prune=True)
    assert _read(store) == ["doi:10.1000/x", "title:a survey"]
    write_papers(tmp_path / "0.jsonl", [ONE, CITING])
    built(store, *sources)
    assert _read(store) == parted


def test_old_key_still_finds_a_paper_and_references_still_mean_one(tmp_path: Path) -> None:
    store = _built(tmp_path, [ONE], [SAME], [CITING])
    split(str(store), "doi:10.1000/x")
    assert show(str(store), "doi:10.1000/x")["title"] == TITLE
    (first, _) = show(str(store), "A Survey")["references"]
    assert first["key"].startswith("title:sparse routing of tokens~")
    assert not keys(store, stub=True) or keys(store, stub=True) == ["title:dense maps of rain"]
    merge(str(store), [k for k in _read(store) if "routing" in k])
    for key in ("doi:10.1000/x", first["key"]):
        assert show(str(store), key)["key"] == "doi:10.1000/x"


def test_records_alike_to_the_last_letter_can_be_parted(tmp_path: Path) -> None:
    sources = _sources(tmp_path, [ONE], [ONE], [ONE])
    built(tmp_path / "x.graph", *sources)
    split(str(tmp_path / "x.graph"), TITLE)
    assert len(set(_read(tmp_path / "x.graph"))) == 3
    built(tmp_path / "x.graph", *sources[::-1])
    assert len(set(_read(tmp_path / "x.graph"))) == 3


def test_pair_parted_by_hand_is_in_doubt_no_more(tmp_path: Path) -> None:
    store = _built(tmp_path, [ONE], [ONE | {"doi": "10.1000/y", "year": 2021}])
    (doubt,) = duplicates(str(store))["doubtful"]
    assert [p["key"] for p in doubt["papers"]] == ["doi:10.1000/x", "doi:10.1000/y"]
    merge(str(store), [p["key"] for p in doubt["papers"]])
    split(str(store), "10.1000/x")
    assert duplicates(str(store)) == {"merged": [], "doubtful": []}
    assert _read(store) == ["doi:10.1000/x", "doi:10.1000/y"]


def test_broader_concepts_of_a_vocabulary_of_the_user_stay(tmp_path: Path) -> None:
    terms = tmp_path / "own.tsv"
    terms.write_text(
        "# Source: own work\n# Licence: CC0\nname\tkind\tbroader\taliases\n"
        "weather study\tfield\t\t\nrain mapping\tmethod\tweather study\t\n",
        "utf-8",
    )
    told = [
        paper("Rain Mapping", abstract="We study rain mapping.", authors=["Ann Noe"]),
        paper("On Rain Mapping", abstract="Rain mapping again.", authors=["Ivo Poe"]),
        paper("More", abstract="Rain mapping."),
    ]
    store = tmp_path / "x.graph"
    built(store, write_papers(tmp_path / "a.jsonl", told), vocabularies=[terms])
    before = contents(store)
    edge = ("BROADER", "concept:rain-mapping", "concept:weather-study", {})
    assert edge in before["edges"]
    key = merge(str(store), ["Rain Mapping", "On Rain Mapping"])["key"]
    assert edge in contents(store)["edges"]
    split(str(store), key)
    assert differences(before, contents(store)) == []


def test_same_decisions_in_another_order_of_sources_give_the_same_graph(tmp_path: Path) -> None:
    sources = _sources(tmp_path, [ONE, CITING], [SAME], [OTHER])
    for name, order in (("one", sources), ("other", sources[::-1])):
        store = str(tmp_path / f"{name}.graph")
        built(tmp_path / f"{name}.graph", *order)
        split(store, "10.1000/x", f"{sources[1]}:1")
        merge(store, ["Dense Maps of Rain", "A Survey"])
    one, other = contents(tmp_path / "one.graph"), contents(tmp_path / "other.graph")
    assert differences(one, other) == []


@pytest.mark.parametrize(
    ("wrong", "error", "told"),
    [
        pytest.param(
            lambda s: merge(s, [TITLE, "10.1000/x"]), NotDecidedError, "one paper", id="self"
        ),
        pytest.param(lambda s: merge(s, [TITLE, "no such"]), NotFoundError, "No paper", id="title"),
        pytest.param(lambda s: split(s, "A Survey"), NotDecidedError, "read once", id="one record"),
        pytest.param(
            lambda s: split(s, TITLE, "0.jsonl:7"), NotDecidedError, "0.jsonl:1", id="line"
        ),
        pytest.param(
            lambda s: split(s, TITLE, "nowhere"), NotDecidedError, "no record", id="origin"
        ),
        pytest.param(
            lambda s: split(s, "title:dense maps of rain"), NotDecidedError, "cited", id="stub"
        ),
        pytest.param(
            lambda s: merge("no.graph", ["a", "b"]), LibraryError, "no such", id="library"
        ),
        pytest.param(lambda s: merge("memory:", ["a", "b"]), UsageError, "one build", id="memory"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    tmp_path: Path, wrong: Callable[[str], Any], error: type[Exception], told: str
) -> None:
    store = _built(tmp_path, [ONE], [SAME], [CITING])
    before = store.read_bytes()
    with pytest.raises(error, match=told) as raised:
        wrong(str(store))
    assert "\n" not in str(raised.value)
    assert store.read_bytes() == before

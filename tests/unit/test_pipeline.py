"""Building and extracting as a library is used from Python."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import graph
from graph.errors import LibraryError, NoPapersError, UsageError
from graph.library.file import Library
from graph.pipeline import build, extract, load
from graph.report import Report
from tests.building import contents_of, differences, made_up, numbers, paper, write_papers


def test_library_in_memory_is_the_same_library(tmp_path: Path) -> None:
    source = write_papers(tmp_path / "a.jsonl", made_up(10))
    kept: list[object] = []

    def keep(library: Library) -> None:
        kept.append(contents_of(library))

    report = build([source], "memory:", keep=keep)
    assert numbers(report) == {"read": 10, "added": 10}
    graph.build([source], str(tmp_path / "a.graph"), keep=keep)
    in_memory, in_file = kept
    assert isinstance(in_memory, dict)
    assert isinstance(in_file, dict)
    assert differences(in_memory, in_file) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.graph", "a.jsonl"]


@pytest.mark.parametrize("batch", [1, 3, 10, 11])
def test_size_of_batches_does_not_matter(
    tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_papers(tmp_path / "a.jsonl", made_up(10))
    kept: list[dict[str, object]] = []
    build([source], "memory:", keep=lambda library: kept.append(contents_of(library)))
    monkeypatch.setattr("graph.batches.BATCH", batch)
    build([source], "memory:", keep=lambda library: kept.append(contents_of(library)))
    assert differences(*kept) == []


def test_progress_is_told_by_stage(tmp_path: Path) -> None:
    source = write_papers(tmp_path / "a.jsonl", made_up(3))
    told: list[tuple[str, int]] = []
    build([source], "memory:", progress=lambda stage, done: told.append((stage, done)))
    assert told == [("reading", 3), ("linking", 3), ("relating", 3)]


def test_extracting_streams(tmp_path: Path) -> None:
    source = write_papers(tmp_path / "a.jsonl", [paper("One"), paper("Two")])
    report = Report("")
    found = list(extract([source], report=report))
    assert [p["title"] for p in found] == ["One", "Two"]
    assert all(p["mentions"] == p["cited_by"] == [] for p in found)
    assert [(s.origin, s.papers) for s in report.sources] == [(source, 2)]
    assert json.dumps(found)


def test_extracting_does_not_merge(tmp_path: Path) -> None:
    source = write_papers(tmp_path / "a.jsonl", [paper("One", doi="10.1000/a")] * 3)
    assert len(list(extract([source]))) == 3


def test_nothing_to_extract_is_told_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(NoPapersError, match="is empty"):
        list(extract([str(tmp_path / "a.txt")]))


def test_wrong_store_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.graph").write_text("no library")
    told: list[str] = []
    with pytest.raises(LibraryError):
        build(
            [write_papers(tmp_path / "a.jsonl", made_up(3))],
            str(tmp_path / "a.graph"),
            progress=lambda stage, done: told.append(stage),
        )
    assert told == []


def test_loading_into_what_is_no_server_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no address of a server"):
        load(str(tmp_path / "b.graph"), str(tmp_path / "a.graph"))


def test_build_that_fails_half_way_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_papers(tmp_path / "a.jsonl", made_up(20))
    store = str(tmp_path / "a.graph")
    monkeypatch.setattr("graph.batches.BATCH", 6)

    def stop(stage: str, done: int) -> None:
        if done == 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([source], store, progress=stop)
    assert numbers(build([source], store)) == {"read": 20, "added": 8, "unchanged": 12}

"""What is answered from a library whose last build was interrupted, and from what is no library."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from graph.answers import export, related, search, show, show_all, status, write_map
from graph.errors import ExportError, NotFoundError, UsageError
from tests.building import built, made_up, write_papers


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("answers")
    built(folder / "a.graph", write_papers(folder / "a.jsonl", made_up(30)))
    return str(folder / "a.graph")


def test_interrupted_build_is_told_once_an_answer_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    source = write_papers(tmp_path / "a.jsonl", made_up(12))
    half = str(tmp_path / "half.graph")
    monkeypatch.setattr("graph.batches.BATCH", 6)

    def stop(stage: str, done: int) -> None:
        if done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built(Path(half), source, progress=stop)
    with caplog.at_level(logging.WARNING):
        assert len(list(show_all(half))) == 6
    assert "run graph build again" in caplog.text
    assert status(half)["derived"] is False
    title = made_up(12)[0]["title"]
    assert related(half, title, 0)["related"] == []
    assert show(half, title)["title"] == title
    built(Path(half), source)
    caplog.clear()
    assert related(half, title, 0)["related"]
    assert caplog.text == ""


def test_map_is_of_the_paper_that_is_meant(store: str, tmp_path: Path) -> None:
    title = made_up(30)[4]["title"]
    report = write_map(store, tmp_path / "map.html", around=title.upper())
    assert report.papers > 0
    with pytest.raises(NotFoundError):
        write_map(store, tmp_path / "none.html", around="Wooden spoons of Norway")
    assert not (tmp_path / "none.html").exists()


def test_export_of_no_known_kind(store: str, tmp_path: Path) -> None:
    with pytest.raises((ExportError, UsageError)):
        export(store, tmp_path / "x.nonsense", None)
    assert list(tmp_path.iterdir()) == []


def test_memory_answers_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one build only"):
        related("memory:", "x")


def test_search_limits(store: str) -> None:
    every = search(store, "study of masked diffusion", 0)["found"]
    assert search(store, "study of masked diffusion", 3)["found"] == every[:3]
    assert len(every) > 3

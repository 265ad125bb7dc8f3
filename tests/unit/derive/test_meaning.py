"""What a model makes of the papers of a library, on a tiny one: each word has two numbers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.answers import related, related_to_text
from graph.derive.embeddings import Embedder
from graph.errors import ModelError
from graph.pipeline import build
from tests.tiny_models import WORDS, of_words

PAPERS = {"Yawl": "", "Ketch": "", "Loaf": "", "Rye": ""}


def _source(tmp_path: Path, papers: Mapping[str, str]) -> str:
    path = tmp_path / "papers.jsonl"
    rows = ({"title": title.lower(), "abstract": text} for title, text in papers.items())
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


def _related(store: str) -> dict[str, float]:
    rows: list[Any] = related(store, "yawl", limit=0)["related"]
    for row in rows:
        assert round(row["score"] * 1e6) == sum(round(p * 1e6) for p in row["parts"].values())
        assert row["parts"]["meaning"] == sum(
            b["share"] for b in row["because"] if b["kind"] == "meaning" and b["name"] is None
        )
    return {row["title"]: row["score"] for row in rows}


def test_papers_without_a_common_word_are_related_by_aof_words(tmp_path: Path) -> None:
    source, store = _source(tmp_path, PAPERS), str(tmp_path / "a.graph")
    build([source], store)
    assert _related(store) == {}
    report = build([source], store, embeddings=of_words(tmp_path / "tiny"))
    assert report.papers.unchanged == 4
    assert _related(store) == {"ketch": pytest.approx(0.1, abs=0.005)}


def test_what_a_model_gave_stays_until_it_is_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, tiny = str(tmp_path / "a.graph"), of_words(tmp_path / "tiny")
    read: list[str] = []
    vector = Embedder.vector
    monkeypatch.setattr(
        Embedder, "vector", lambda self, *text: read.append(text[0]) or vector(self, *text)
    )
    build([_source(tmp_path, PAPERS)], store, embeddings=tiny)
    before = _related(store)
    build([_source(tmp_path, PAPERS | {"Barge": ""})], store)
    assert _related(store) == before
    build([_source(tmp_path, PAPERS | {"Barge": ""})], store, embeddings=tiny)
    assert sorted(read) == ["barge", "ketch", "loaf", "rye", "yawl"]
    # Another model reads all again.
    other = of_words(tmp_path / "other", WORDS | {"barge": (1, 0.2)})
    build([_source(tmp_path, PAPERS | {"Barge": ""})], store, embeddings=other)
    assert len(read) == 10
    assert _related(store).keys() == {"ketch", "barge"}
    build([_source(tmp_path, PAPERS | {"Barge": ""})], store, forget_embeddings=True)
    assert _related(store) == {}


def test_a_text_that_changed_is_not_compared_by_what_it_was(tmp_path: Path) -> None:
    store, tiny = str(tmp_path / "a.graph"), of_words(tmp_path / "tiny")
    build([_source(tmp_path, PAPERS)], store, embeddings=tiny)
    build([_source(tmp_path, PAPERS | {"Ketch": "Rye loaf."})], store)
    assert _related(store) == {}
    build([_source(tmp_path, PAPERS | {"Ketch": "Rye."})], store, embeddings=tiny)
    assert 0 < _related(store)["ketch"] < 0.1
    build([_source(tmp_path, PAPERS | {"Ketch": "Loaf."})], store, embeddings=tiny)
    assert 0 < _related(store)["ketch"] < 0.1


def test_a_model_only_adds_to_what_papers_are_compared_by(tmp_path: Path) -> None:
    papers = PAPERS | {"Yawl": "Sails and oars.", "Rye": "Oars and dough.", "Ketch": "Sails."}
    source, store = _source(tmp_path, papers), str(tmp_path / "a.graph")
    build([source], store)
    before = {r["title"]: r["parts"] for r in related(store, "yawl", limit=0)["related"]}
    build([source], store, embeddings=of_words(tmp_path / "tiny"))
    after = {r["title"]: r["parts"] for r in related(store, "yawl", limit=0)["related"]}
    assert after["ketch"].pop("meaning") > 0
    assert after == before


def test_order_of_papers_changes_nothing(tmp_path: Path) -> None:
    tiny, words = of_words(tmp_path / "tiny"), [*WORDS][1:]
    papers = {
        f"{a} {b} {number}": f"{b}. {c} {a}."
        for number, (a, b, c) in enumerate(
            zip(words * 5, words[1:] * 5, words[2:] * 5, strict=False)
        )
    }
    found = []
    for name, ordered in (("a", papers), ("b", dict(reversed(papers.items())))):
        store = str(tmp_path / f"{name}.graph")
        build([_source(tmp_path, ordered)], store, embeddings=tiny)
        found.append([related(store, title, limit=0) for title in papers])
    assert found[0] == found[1]
    assert any(row["parts"].get("meaning") for row in found[0][0]["related"])


@pytest.mark.parametrize(
    "papers",
    [
        pytest.param({"Yawl": ""}, id="one paper"),
        pytest.param({"Yawl": "", "Yawl ": "yawl."}, id="all alike"),
        pytest.param({"Ketch": "", "Yawl": ""}, id="two"),
    ],
)
def test_few_papers_are_no_error(papers: dict[str, str], tmp_path: Path) -> None:
    store = str(tmp_path / "a.graph")
    build([_source(tmp_path, papers)], store, embeddings=of_words(tmp_path / "tiny"))
    assert all("meaning" not in r["parts"] for r in related(store, "yawl", limit=0)["related"])


class TestText:
    """A text that is not in the library."""

    def ask(self, tmp_path: Path, text: str) -> Any:
        path = tmp_path / "text.txt"
        path.write_text(text, "utf-8")
        return related_to_text(str(tmp_path / "a.graph"), str(path), limit=0)

    @pytest.fixture
    def tiny(self, tmp_path: Path) -> Path:
        tiny = of_words(tmp_path / "tiny")
        build([_source(tmp_path, PAPERS)], str(tmp_path / "a.graph"), embeddings=tiny)
        return tiny

    @pytest.mark.usefixtures("tiny")
    def test_is_compared_by_the_model_too(self, tmp_path: Path) -> None:
        answer = self.ask(tmp_path, "ketch")
        assert "notes" not in answer
        assert {r["title"]: r["parts"].get("meaning", 0) for r in answer["related"]} == {
            "ketch": pytest.approx(0.1, abs=0.005),
            "yawl": pytest.approx(0.1, abs=0.005),
        }
        for row in answer["related"]:
            assert sum(round(b["share"] * 1e6) for b in row["because"]) == round(row["score"] * 1e6)

    def test_goes_without_a_model_that_is_gone(self, tiny: Path, tmp_path: Path) -> None:
        shutil.rmtree(tiny)
        answer = self.ask(tmp_path, "ketch")
        assert [r["title"] for r in answer["related"]] == ["ketch"]
        (note,) = answer["notes"]
        assert "is no folder" in note
        assert "\n" not in note

    def test_goes_without_a_model_that_is_another_now(self, tiny: Path, tmp_path: Path) -> None:
        of_words(tiny, WORDS | {"barge": (1, 0)})
        assert "is not the model any more" in self.ask(tmp_path, "ketch")["notes"][0]

    def test_says_nothing_of_models_where_there_is_none(self, tmp_path: Path) -> None:
        build([_source(tmp_path, PAPERS)], str(tmp_path / "a.graph"))
        assert "notes" not in self.ask(tmp_path, "ketch")


def test_nothing_is_written_with_a_model_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        build([_source(tmp_path, PAPERS)], str(tmp_path / "a.graph"), embeddings=tmp_path)
    assert not (tmp_path / "a.graph").exists()

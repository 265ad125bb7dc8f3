"""A model of the user, on a tiny one made here: each word has two numbers of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from graph.answers import related
from graph.derive.embeddings import Embedder
from graph.errors import ModelError
from graph.pipeline import build

# Boats go one way, bread the other.
WORDS = {"[UNK]": (0.01, 0.01), "yawl": (1, 0), "ketch": (1, 0.1), "loaf": (0, 1), "rye": (0.1, 1)}
PAPERS = {"Yawl": "", "Ketch": "", "Loaf": "", "Rye": ""}


def _model(folder: Path, words: Mapping[str, tuple[float, float]] = WORDS) -> Path:
    (folder / "onnx").mkdir(parents=True)
    table = numpy_helper.from_array(np.array([*words.values()], np.float32), "table")
    shape = ["papers", "words"]
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])],
        "tiny",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, shape)],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*shape, 2])],
        [table],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(made, folder / "onnx" / "model.onnx")
    numbers = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


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


def test_papers_without_a_common_word_are_related_by_a_model(tmp_path: Path) -> None:
    source, store = _source(tmp_path, PAPERS), str(tmp_path / "a.graph")
    build([source], store)
    assert _related(store) == {}
    report = build([source], store, embeddings=_model(tmp_path / "tiny"))
    assert report.papers.unchanged == 4
    # The rest of the score is for what no word shows.
    assert _related(store) == {"ketch": pytest.approx(0.2, abs=0.002)}


def test_what_a_model_gave_stays_until_it_is_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, tiny = str(tmp_path / "a.graph"), _model(tmp_path / "tiny")
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
    other = _model(tmp_path / "other", WORDS | {"barge": (1, 0.2)})
    build([_source(tmp_path, PAPERS | {"Barge": ""})], store, embeddings=other)
    assert len(read) == 10
    assert _related(store).keys() == {"ketch", "barge"}
    build([_source(tmp_path, PAPERS | {"Barge": ""})], store, forget_embeddings=True)
    assert _related(store) == {}


def test_a_text_that_changed_is_not_compared_by_what_it_was(tmp_path: Path) -> None:
    store, tiny = str(tmp_path / "a.graph"), _model(tmp_path / "tiny")
    build([_source(tmp_path, PAPERS)], store, embeddings=tiny)
    build([_source(tmp_path, PAPERS | {"Ketch": "Rye loaf."})], store)
    assert _related(store) == {}
    build([_source(tmp_path, PAPERS | {"Ketch": "Rye."})], store, embeddings=tiny)
    assert 0 < _related(store)["ketch"] < 0.2
    build([_source(tmp_path, PAPERS | {"Ketch": "Loaf."})], store, embeddings=tiny)
    assert 0 < _related(store)["ketch"] < 0.2


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(lambda f: f / "none", "is no folder", id="no folder"),
        pytest.param(lambda f: f.parent, "holds no model.onnx", id="no model"),
        pytest.param(
            lambda f: (f / "tokenizer.json").unlink() or f, "no tokenizer.json", id="no tokenizer"
        ),
        pytest.param(
            lambda f: (f / "onnx" / "model.onnx").write_bytes(b"x") and f,
            "cannot be read as a model",
            id="broken",
        ),
    ],
)
def test_bad_folder_is_one_line(tmp_path: Path, spoil: Any, said: str) -> None:
    folder = spoil(_model(tmp_path / "tiny"))
    with pytest.raises(ModelError, match=said) as caught:
        build([_source(tmp_path, PAPERS)], str(tmp_path / "a.graph"), embeddings=folder)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "a.graph").exists()


def test_missing_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ModelError, match=r"pip install 'citegraph\[embeddings\]'"):
        Embedder(_model(tmp_path / "tiny"))

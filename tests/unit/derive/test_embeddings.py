"""Folders of models: which are read, what is made of a text, and what is said of the others."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from graph.derive.embeddings import Embedder
from graph.errors import ModelError
from tests.tiny_models import WORDS, as_onnx, as_weights, bert_weights, of_words, write_tokenizer


def _vector(folder: Path, title: str = "yawl", abstract: str = "") -> list[float]:
    packed = Embedder(folder).vector(title, abstract)
    return [value / 4096 for value in np.frombuffer(packed, np.int16).tolist()]


def _pooling(folder: Path, mode: str) -> None:
    (folder / "1_Pooling").mkdir()
    settings = {"word_embedding_dimension": 2, f"pooling_mode_{mode}": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(settings), "utf-8")


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        pytest.param("yawl", "", id="one token"),
        pytest.param("yawl rye", "A loaf, a ketch. Rye! Yawl yawl rye loaf.", id="sentences"),
        pytest.param("rye ketch " * 8, "", id="as many as there are places"),
    ],
)
def test_weights_and_onnx_form_of_one_model_give_the_same(
    title: str, abstract: str, tmp_path: Path
) -> None:
    weights = bert_weights()
    ours = _vector(as_weights(tmp_path / "weights", weights), title, abstract)
    assert ours == pytest.approx(
        _vector(as_onnx(tmp_path / "onnx", weights), title, abstract), abs=2 / 4096
    )
    assert sum(v * v for v in ours) == pytest.approx(1, abs=0.01)


def test_text_is_cut_where_the_weights_have_no_more_places(tmp_path: Path) -> None:
    folder = as_weights(tmp_path / "weights", bert_weights())
    assert _vector(folder, "rye ketch " * 9) == _vector(folder, "rye ketch " * 8)


def test_weights_of_half_precision_and_by_other_names_are_read(tmp_path: Path) -> None:
    weights = bert_weights()
    half = {f"bert.{name}": value.astype(np.float16) for name, value in weights.items()}
    whole = _vector(as_weights(tmp_path / "whole", weights), "yawl rye")
    assert _vector(as_weights(tmp_path / "half", half), "yawl rye") == pytest.approx(
        whole, abs=0.02
    )


@pytest.mark.parametrize(
    "file", ["onnx/model.onnx", "model.onnx", "onnx/model_O2.onnx", "tiny.onnx"]
)
def test_model_is_found(file: str, tmp_path: Path) -> None:
    folder = of_words(tmp_path / "tiny", file=file)
    assert _vector(folder) == _vector(folder / file) == [1, 0]


def test_sentences_count_alike_and_the_title_twice(tmp_path: Path) -> None:
    folder = of_words(tmp_path / "tiny")
    across, up = _vector(folder, "yawl", "Loaf. Loaf, loaf loaf.")
    assert across == pytest.approx(up, abs=0.01)
    across, up = _vector(folder, "yawl", "loaf.")
    assert across == pytest.approx(2 * up, rel=0.01)
    assert _vector(folder, "", " ") == []


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        pytest.param("cls_token", [1, 0], id="first"),
        pytest.param("mean_tokens", [0.7071, 0.7071], id="mean"),
        pytest.param("mean_sqrt_len_tokens", [0.7071, 0.7071], id="mean by root"),
    ],
)
def test_tokens_are_joined_as_the_folder_says(
    mode: str, expected: list[float], tmp_path: Path
) -> None:
    folder = of_words(tmp_path / "tiny")
    _pooling(folder, mode)
    assert _vector(folder, "yawl loaf") == pytest.approx(expected, abs=0.001)


def test_text_is_cut_where_the_folder_says(tmp_path: Path) -> None:
    folder = of_words(tmp_path / "tiny")
    before = Embedder(folder).digest
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 1}', "utf-8")
    assert _vector(folder, "yawl loaf") == [1, 0]
    assert Embedder(folder).digest != before


def _nowhere(folder: Path) -> Path:
    return folder / "none"


def _above(folder: Path) -> Path:
    return folder.parent


def _without_tokenizer(folder: Path) -> Path:
    (folder / "tokenizer.json").unlink()
    return folder


def _broken_tokenizer(folder: Path) -> Path:
    (folder / "tokenizer.json").write_text("{", "utf-8")
    return folder


def _broken_onnx(folder: Path) -> Path:
    (folder / "onnx" / "model.onnx").write_bytes(b"x")
    return folder


def _other_output(folder: Path) -> Path:
    return of_words(folder, output="logits")


def _greatest(folder: Path) -> Path:
    _pooling(folder, "max_tokens")
    return folder


def _dense(folder: Path) -> Path:
    modules = [{"type": "sentence_transformers.models.Dense"}]
    (folder / "modules.json").write_text(json.dumps(modules), "utf-8")
    return folder


def _too_few_words(folder: Path) -> Path:
    write_tokenizer(folder, [*WORDS, "barge"])
    return folder


def _of_other_kind(folder: Path) -> Path:
    return as_weights(folder.with_name("roberta"), bert_weights(), model_type="roberta")


def _broken_weights(folder: Path) -> Path:
    made = as_weights(folder.with_name("bert"), bert_weights())
    (made / "model.safetensors").write_bytes(b"\xff" * 20)
    return made


def _lacking_weights(folder: Path) -> Path:
    return as_weights(folder.with_name("bert"), bert_weights(), num_hidden_layers=3)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_nowhere, "is no folder"),
        (_above, "holds no onnx/model.onnx, model.onnx, model.safetensors"),
        (_without_tokenizer, "no tokenizer.json"),
        (_broken_tokenizer, "cannot be read as a tokenizer"),
        (_broken_onnx, "cannot be read as a model"),
        (_other_output, "takes input_ids and gives logits"),
        (_greatest, "joins tokens by max_tokens"),
        (_dense, "Dense"),
        (_too_few_words, "the model failed"),
        (_of_other_kind, "roberta gelu, not bert. Save it in ONNX form"),
        (_broken_weights, "cannot be read as weights"),
        (_lacking_weights, "weights are not those"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(
    spoil: Callable[[Path], Path], said: str, tmp_path: Path
) -> None:
    folder = spoil(of_words(tmp_path / "tiny"))
    with pytest.raises(ModelError, match=said) as caught:
        Embedder(folder).vector("barge", "")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_missing_library_says_what_to_install(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModelError, match=f"needs {library}.*pip install onnxruntime tokenizers"):
        Embedder(of_words(tmp_path / "tiny"))

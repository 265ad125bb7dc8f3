"""Sentence-embedding models so small that a test makes them: real files, for real libraries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

Weights = dict[str, "np.ndarray[Any, Any]"]

# Boats go one way, bread the other.
WORDS = {"[UNK]": (0.01, 0.01), "yawl": (1, 0), "ketch": (1, 0.1), "loaf": (0, 1), "rye": (0.1, 1)}
HEADS, WIDTH, INNER, LAYERS, PLACES, EPSILON = 2, 8, 12, 2, 16, 1e-12


def of_words(
    folder: Path,
    words: Mapping[str, tuple[float, float]] = WORDS,
    file: str = "onnx/model.onnx",
    output: str = "last_hidden_state",
) -> Path:
    """Write a model in ONNX form that looks each word up in a table."""
    nodes = [helper.make_node("Gather", ["table", "input_ids"], [output])]
    table = np.array([*words.values()], np.float32)
    _save(folder / file, nodes, {"table": table}, ["input_ids"], output, table.shape[1])
    write_tokenizer(folder, [*words])
    return folder


def write_tokenizer(folder: Path, words: list[str]) -> None:
    numbers = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))


def bert_weights() -> Weights:
    """Draw the weights of a BERT of two layers."""
    rng = np.random.default_rng(8)
    shapes = {
        "embeddings.word_embeddings.weight": (len(WORDS), WIDTH),
        "embeddings.position_embeddings.weight": (PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        "embeddings.LayerNorm.weight": (WIDTH,),
        "embeddings.LayerNorm.bias": (WIDTH,),
    }
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}."
        linear = {
            **{f"attention.self.{name}": (WIDTH, WIDTH) for name in ("query", "key", "value")},
            "attention.output.dense": (WIDTH, WIDTH),
            "intermediate.dense": (INNER, WIDTH),
            "output.dense": (WIDTH, INNER),
        }
        for name, shape in linear.items():
            shapes |= {f"{layer}{name}.weight": shape, f"{layer}{name}.bias": shape[:1]}
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{layer}{name}.weight": (WIDTH,), f"{layer}{name}.bias": (WIDTH,)}
    return {
        name: rng.normal(0, 0.1 if name.endswith("bias") else 0.7, shape).astype(np.float32)
        for name, shape in shapes.items()
    }


def as_weights(folder: Path, weights: Weights, **config: object) -> Path:
    """Write a BERT as sentence-transformers keeps it."""
    folder.mkdir(parents=True)
    index, numbers = {}, b""
    for name, value in weights.items():
        end = len(numbers) + value.nbytes
        offsets = [len(numbers), end]
        kind = {"float32": "F32", "float16": "F16"}[str(value.dtype)]
        index[name] = {"dtype": kind, "shape": value.shape, "data_offsets": offsets}
        numbers += value.tobytes()
    head = json.dumps({"__metadata__": {"format": "pt"}, **index}).encode()
    (folder / "model.safetensors").write_bytes(len(head).to_bytes(8, "little") + head + numbers)
    told = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "num_attention_heads": HEADS,
        "num_hidden_layers": LAYERS,
        "layer_norm_eps": EPSILON,
    }
    (folder / "config.json").write_text(json.dumps(told | config), "utf-8")
    write_tokenizer(folder, [*WORDS])
    return folder


def as_onnx(folder: Path, weights: Weights) -> Path:
    """Write a BERT in ONNX form, with the operators that exporters use."""
    nodes: list[onnx.NodeProto] = []
    constants: Weights = dict(weights)

    def constant(value: object, kind: str = "int64") -> str:
        constants[f"c{len(constants)}"] = np.array(value, kind)
        return f"c{len(constants) - 1}"

    def op(kind: str, *inputs: str, **attributes: object) -> str:
        nodes.append(helper.make_node(kind, [*inputs], [f"o{len(nodes)}"], **attributes))
        return f"o{len(nodes) - 1}"

    def linear(rows: str, name: str) -> str:
        turned = op("Transpose", name + ".weight", perm=[1, 0])
        return op("Add", op("MatMul", rows, turned), name + ".bias")

    def normal(rows: str, name: str) -> str:
        return op("LayerNormalization", rows, name + ".weight", name + ".bias", epsilon=EPSILON)

    def heads(rows: str, perm: list[int]) -> str:
        shaped = op("Reshape", rows, constant([0, 0, HEADS, WIDTH // HEADS]))
        return op("Transpose", shaped, perm=perm)

    embedded = [f"embeddings.{name}_embeddings.weight" for name in ("word", "token_type")]
    words, kinds = (
        op("Gather", table, ids)
        for table, ids in zip(embedded, ["input_ids", "token_type_ids"], strict=True)
    )
    length = op("Slice", op("Shape", "input_ids"), constant([1]), constant([2]))
    table = "embeddings.position_embeddings.weight"
    places = op("Slice", table, constant([0]), length, constant([0]))
    state = normal(op("Add", op("Add", words, kinds), places), "embeddings.LayerNorm")
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}."
        query, key, value = (
            heads(linear(state, f"{layer}attention.self.{name}"), perm)
            for name, perm in (
                ("query", [0, 2, 1, 3]),
                ("key", [0, 2, 3, 1]),
                ("value", [0, 2, 1, 3]),
            )
        )
        root = constant((WIDTH / HEADS) ** 0.5, "float32")
        scores = op("Softmax", op("Div", op("MatMul", query, key), root), axis=-1)
        mixed = op("Transpose", op("MatMul", scores, value), perm=[0, 2, 1, 3])
        mixed = op("Reshape", mixed, constant([0, 0, WIDTH]))
        mixed = op("Add", state, linear(mixed, layer + "attention.output.dense"))
        state = normal(mixed, layer + "attention.output.LayerNorm")
        inner = linear(state, layer + "intermediate.dense")
        bent = op("Erf", op("Div", inner, constant(2**0.5, "float32")))
        bent = op("Add", bent, constant(1, "float32"))
        inner = op("Mul", op("Mul", inner, constant(0.5, "float32")), bent)
        state = normal(
            op("Add", state, linear(inner, layer + "output.dense")), layer + "output.LayerNorm"
        )
    nodes.append(helper.make_node("Identity", [state], ["last_hidden_state"]))
    inputs = ["input_ids", "attention_mask", "token_type_ids"]
    _save(folder / "onnx/model.onnx", nodes, constants, inputs, "last_hidden_state", WIDTH)
    write_tokenizer(folder, [*WORDS])
    return folder


def _save(
    path: Path,
    nodes: list[onnx.NodeProto],
    constants: Weights,
    inputs: list[str],
    output: str,
    width: int,
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    shape = ["texts", "words"]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in inputs],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [*shape, width])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(made, path)

"""A BERT encoder on weights as sentence-transformers keeps them: run by NumPy, without torch.

The architecture is that of Devlin et al. (2019), which most small
sentence-embedding models have.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelError

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

WEIGHTS, CONFIG = "model.safetensors", "config.json"
_TYPES = {"F32": "<f4", "F16": "<f2", "F64": "<f8"}
_TRY = (
    "Save it in ONNX form, with SentenceTransformer(FOLDER, backend='onnx').save_pretrained(OTHER)."
)


class BertEncoder:
    """Gives each token of a text a vector.

    Args:
        folder: With `model.safetensors` and `config.json`.

    Attributes:
        files: What the results depend on.
        longest: So many tokens a text may have.

    Raises:
        ModelError: It is no BERT model, or its files are broken.
    """

    pooled = False

    def __init__(self, folder: Path) -> None:
        self.files = [folder / WEIGHTS, folder / CONFIG]
        try:
            config = json.loads(self.files[1].read_text("utf-8"))
            kind = config["model_type"], config["hidden_act"]
            position = config.get("position_embedding_type", "absolute")
            self._heads = int(config["num_attention_heads"])
            self._layers = int(config["num_hidden_layers"])
            self._epsilon = float(config.get("layer_norm_eps", 1e-12))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{folder}: its {CONFIG} cannot be read. {_TRY}") from error
        if kind != ("bert", "gelu") or position != "absolute":
            raise ModelError(f"{folder}: is of kind {' '.join(map(str, kind))}, not bert. {_TRY}")
        self._weights = _weights(self.files[0])
        try:
            self.longest = len(self._weights["embeddings.position_embeddings.weight"])
            self.tokens([[0]])
        except (KeyError, ValueError, IndexError) as error:
            raise ModelError(
                f"{folder}: the weights are not those that {CONFIG} tells of ({error}). {_TRY}"
            ) from error

    def tokens(self, texts: Sequence[list[int]]) -> list[Numbers]:
        """Return the last hidden state of each text, one row a token.

        Texts lie one below the other, which makes products of matrices quicker;
        only where tokens attend to each other is each by itself.
        """
        import numpy as np

        words, kinds, places = (
            self._weights[f"embeddings.{name}_embeddings.weight"]
            for name in ("word", "token_type", "position")
        )
        ends = accumulate(map(len, texts), initial=0)
        spans = [slice(begin, end) for begin, end in pairwise(ends)]
        rows = np.concatenate([words[ids] + kinds[0] + places[: len(ids)] for ids in texts])
        state = self._normal("embeddings.LayerNorm", rows)
        for number in range(self._layers):
            layer = f"encoder.layer.{number}."
            mixed = self._attention(layer, state, spans)
            mixed = self._linear(layer + "attention.output.dense", mixed)
            state = self._normal(layer + "attention.output.LayerNorm", state + mixed)
            inner = _gelu(self._linear(layer + "intermediate.dense", state))
            state = self._normal(
                layer + "output.LayerNorm", state + self._linear(layer + "output.dense", inner)
            )
        return [state[span] for span in spans]

    def _attention(self, layer: str, state: Numbers, spans: Sequence[slice]) -> Numbers:
        import numpy as np

        queries, keys, values = (
            self._linear(f"{layer}attention.self.{name}", state)
            .reshape(len(state), self._heads, -1)
            .transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        mixed = np.empty_like(queries)
        for span in spans:
            scores = queries[:, span] @ keys[:, span].transpose(0, 2, 1)
            scores = scores / np.float32(np.sqrt(queries.shape[2]))
            scores = np.exp(scores - scores.max(axis=2, keepdims=True))
            mixed[:, span] = scores / scores.sum(axis=2, keepdims=True) @ values[:, span]
        joined: Numbers = mixed.transpose(1, 0, 2).reshape(len(state), -1)
        return joined

    def _linear(self, name: str, rows: Numbers) -> Numbers:
        found: Numbers = rows @ self._weights[name + ".weight"].T + self._weights[name + ".bias"]
        return found

    def _normal(self, name: str, rows: Numbers) -> Numbers:
        import numpy as np

        centred = rows - rows.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + np.float32(self._epsilon))
        found: Numbers = (
            centred / spread * self._weights[name + ".weight"] + self._weights[name + ".bias"]
        )
        return found


def _gelu(rows: Numbers) -> Numbers:
    import numpy as np
    from scipy.special import erf

    found: Numbers = rows * np.float32(0.5) * (1 + erf(rows * np.float32(0.5**0.5)))
    return found


def _weights(path: Path) -> dict[str, Numbers]:
    """Read a safetensors file: eight bytes that say how long its index is, the index, numbers."""
    import numpy as np

    try:
        with path.open("rb") as file:
            index = json.loads(file.read(int.from_bytes(file.read(8), "little")))
            numbers = file.read()
        index.pop("__metadata__", None)
        return {
            name.removeprefix("bert."): np.frombuffer(
                numbers[slice(*entry["data_offsets"])], _TYPES[entry["dtype"]]
            )
            .reshape(entry["shape"])
            .astype(np.float32)
            for name, entry in index.items()
            if entry["dtype"] in _TYPES
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ModelError(f"{path}: cannot be read as weights in safetensors form.") from error

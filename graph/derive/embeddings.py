"""A sentence-embedding model that the user has on disk: its files, and what it makes of a text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelError
from ..relate import MEANING_BITS
from ..text import sentences

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Numbers = np.ndarray[Any, np.dtype[Any]]

_FILES = ("model.onnx", "onnx/model.onnx")
# Where a folder does not say how long a text may be: what most of these models were made for.
_LONGEST = 256
# As for words: a title is short, and its words are chosen.
_TITLE = 2
_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
# In the order in which they are looked for: of the whole text, or of each token.
_OUTPUTS = ("sentence_embedding", "last_hidden_state", "token_embeddings")


class Embedder:
    """A model that gives sentences vectors.

    Tokens are averaged, unless the folder's `1_Pooling` wants the first one.

    Args:
        folder: With `model.onnx` or `onnx/model.onnx`, and `tokenizer.json`.

    Attributes:
        name: What the folder is called.
        digest: Another one for every other model, or other limit of length.

    Raises:
        ModelError: The folder holds no such model, or a library is not installed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        model, tokenizer = _model(folder), folder / "tokenizer.json"
        if not tokenizer.is_file():
            raise ModelError(f"{folder}: has {model.name}, but no tokenizer.json beside it.")
        self.name = folder.resolve().name
        longest = _setting(folder / "sentence_bert_config.json", "max_seq_length") or _LONGEST
        self._first = bool(_setting(folder / "1_Pooling/config.json", "pooling_mode_cls_token"))
        self._tokenizer, self._session = _opened(folder, model, tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(longest)
        self._inputs = {i.name for i in self._session.get_inputs()}
        outputs = [o.name for o in self._session.get_outputs()]
        self._output = next((name for name in _OUTPUTS if name in outputs), None)
        if self._inputs - _INPUTS or self._output is None:
            raise ModelError(
                f"{folder}: takes {', '.join(sorted(self._inputs))} and gives "
                f"{', '.join(outputs)}: no sentence-embedding model of a kind that is read."
            )
        settings = f"{longest} {self._first} {self._output}"
        self.digest = _digest([*sorted(model.parent.glob(f"{model.name}*")), tokenizer], settings)

    def vector(self, title: str, abstract: str) -> bytes:
        """Return the mean of the sentences, the title twice, scaled to length one.

        In 1/4096ths of two bytes, rounded towards zero. Sentences are taken one at
        a time: beside longer ones the last digits would differ. Where there is
        nothing to read, the result is empty.
        """
        import numpy as np

        texts = [title] * _TITLE + [abstract[a:b] for a, b in sentences(abstract)]
        whole = np.sum([self._sentence(text) for text in texts], axis=0)
        length = float(np.linalg.norm(whole))
        if not 0 < length < np.inf:
            return b""
        components = (whole / length * (1 << MEANING_BITS)).astype(np.int16)
        return bytes(components.tobytes())

    def _sentence(self, text: str) -> Numbers:
        import numpy as np

        ids = np.array([self._tokenizer.encode(text).ids], np.int64)
        given = {"input_ids": ids, "attention_mask": ids * 0 + 1, "token_type_ids": ids * 0}
        if not ids.size:
            return np.zeros(1)
        try:
            (found,) = self._session.run(
                [self._output], {name: given[name] for name in self._inputs}
            )
        except Exception as error:
            raise ModelError(f"{self._folder}: the model failed: {_line(error)}") from error
        tokens = np.asarray(found, np.float64).reshape(-1, np.shape(found)[-1])
        one = tokens[0] if self._first else tokens.mean(axis=0)
        scaled: Numbers = one / max(float(np.linalg.norm(one)), 1e-9)
        return scaled


def _model(folder: Path) -> Path:
    found = [folder / name for name in _FILES if (folder / name).is_file()]
    if not found:
        found = sorted([*folder.glob("*.onnx"), *folder.glob("onnx/*.onnx")])[:2]
        if len(found) != 1:
            what = "is no folder" if not folder.is_dir() else f"holds no {' or '.join(_FILES)}"
            raise ModelError(
                f"{folder}: {what}. Name the folder of a sentence-embedding model in ONNX form, "
                "with its tokenizer.json."
            )
    return found[0]


def _opened(folder: Path, model: Path, tokenizer: Path) -> tuple[Tokenizer, InferenceSession]:
    try:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelError(
            f"--embeddings needs {error.name}. Install it with: pip install 'citegraph[embeddings]'"
        ) from None
    options = SessionOptions()
    # Threads that wait busily would take a core for nothing between sentences.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return (
            Tokenizer.from_file(str(tokenizer)),
            InferenceSession(str(model), options, providers=["CPUExecutionProvider"]),
        )
    except Exception as error:
        raise ModelError(f"{folder}: cannot be read as a model: {_line(error)}") from error


def _setting(path: Path, name: str) -> int:
    """Return a number from a file of settings; 0 where it is not there."""
    try:
        found = json.loads(path.read_text("utf-8")).get(name)
    except FileNotFoundError:
        return 0
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"{path}: is no file of settings ({_line(error)}).") from error
    return found if isinstance(found, int) and found > 0 else 0


def _digest(files: list[Path], settings: str) -> bytes:
    whole = hashlib.sha256(settings.encode())
    for path in files:
        with path.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.digest()


def _line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200]

"""What turns the tokens of a text into numbers: a model in ONNX form, or the weights of one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import ModelError
from .bert import WEIGHTS, BertEncoder

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession

    Numbers = np.ndarray[Any, np.dtype[Any]]

_FILES = ("onnx/model.onnx", "model.onnx")
_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
# In the order in which they are looked for: of the whole text, or of each token.
_OUTPUTS = ("sentence_embedding", "last_hidden_state", "token_embeddings")


class Encoder(Protocol):
    """A model that reads tokens.

    Attributes:
        files: What the results depend on.
        pooled: It gives one row for the whole text, not one a token.
        longest: So many tokens a text may have; 0 where the model does not say.
    """

    files: list[Path]
    pooled: bool
    longest: int

    def tokens(self, texts: Sequence[list[int]]) -> list[Numbers]:
        """Return of each text a row for each token, or one for all."""


def opened(folder: Path) -> Encoder:
    """Return the model of a folder, or of one file in ONNX form.

    Raises:
        ModelError: There is none, or none that can be read.
    """
    if folder.is_file() and folder.suffix == ".onnx":
        return OnnxEncoder(folder)
    found = [folder / name for name in _FILES if (folder / name).is_file()]
    # Exports by other names, where there is no choice between several.
    found = found or sorted([*folder.glob("*.onnx"), *folder.glob("onnx/*.onnx")])
    if len(found) == 1 or (found and found[0].name == "model.onnx"):
        return OnnxEncoder(found[0])
    if (folder / WEIGHTS).is_file():
        return BertEncoder(folder)
    what = f"holds no {', '.join((*_FILES, WEIGHTS))}" if folder.is_dir() else "is no folder"
    raise ModelError(
        f"{folder}: {what}. Name the folder of a sentence-embedding model, as "
        "sentence-transformers saves it, with its tokenizer.json."
    )


class OnnxEncoder:
    """A model in ONNX form, run by onnxruntime on the processor.

    Raises:
        ModelError: onnxruntime is not installed, or the model is of another kind.
    """

    longest = 0

    def __init__(self, path: Path) -> None:
        self._path = path
        # Large models keep their numbers in files beside, by the same name.
        self.files = sorted(path.parent.glob(f"{path.name}*"))
        self._session = _session(path)
        self._inputs = {i.name for i in self._session.get_inputs()}
        outputs = [o.name for o in self._session.get_outputs()]
        self._output = next((name for name in _OUTPUTS if name in outputs), None)
        if self._inputs - _INPUTS or self._output is None:
            raise ModelError(
                f"{path}: takes {', '.join(sorted(self._inputs))} and gives "
                f"{', '.join(outputs)}: no sentence-embedding model of a kind that is read."
            )
        self.pooled = self._output == _OUTPUTS[0]

    def tokens(self, texts: Sequence[list[int]]) -> list[Numbers]:
        """Return of each text a row for each token, or one for all.

        Raises:
            ModelError: The model fails.
        """
        # Side by side they would be padded, which costs time and changes the last digits.
        return [self._rows(ids) for ids in texts]

    def _rows(self, ids: list[int]) -> Numbers:
        import numpy as np

        one = np.array([ids], np.int64)
        given = {"input_ids": one, "attention_mask": one * 0 + 1, "token_type_ids": one * 0}
        try:
            (found,) = self._session.run(
                [self._output], {name: given[name] for name in self._inputs}
            )
        # Its errors have no class of their own that it makes public.
        except Exception as error:
            raise ModelError(f"{self._path}: the model failed: {line(error)}") from error
        rows: Numbers = np.asarray(found, np.float64).reshape(-1, np.shape(found)[-1])
        return rows


def _session(path: Path) -> InferenceSession:
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError:
        raise missing("onnxruntime") from None
    options = SessionOptions()
    options.log_severity_level = 4  # what fails is told by us, in one line
    # Threads that wait busily would take a core for nothing between sentences.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"{path}: cannot be read as a model: {line(error)}") from error


def missing(library: str) -> ModelError:
    """Return what to say where a library of the extra is not installed."""
    return ModelError(
        f"A model needs {library}. Install the extra citegraph[embeddings], or: "
        "pip install onnxruntime tokenizers"
    )


def line(error: Exception) -> str:
    """Return the first line of what an error says."""
    return str(error).strip().partition("\n")[0][:200]

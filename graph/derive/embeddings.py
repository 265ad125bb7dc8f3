"""A sentence-embedding model that the user has on disk: its folder, and what it makes of a text."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelError
from ..relate import MEANING_BITS
from ..text import sentences
from .encoders import line, missing, opened

if TYPE_CHECKING:
    import numpy as np
    from tokenizers import Tokenizer

    Numbers = np.ndarray[Any, np.dtype[Any]]

# Where a folder does not say how long a text may be: what most of these models were made for.
_LONGEST = 256
# As for words: a title is short, and its words are chosen.
_TITLE = 2
# An abstract has ten; of a whole text given to `--text` the begin is like one.
_SENTENCES = 100
# How tokens become one vector. The mean over the root of their number has the same direction.
_FIRST, _MEANS = "cls_token", ("mean_tokens", "mean_sqrt_len_tokens")


class Embedder:
    """A model that gives sentences vectors.

    Tokens are averaged, unless the folder's `1_Pooling` wants the first one.

    Args:
        folder: As sentence-transformers saves it, or with a model in ONNX form beside a
            `tokenizer.json`; or that model itself.

    Attributes:
        name: What the folder is called.
        folder: Where it is.
        digest: Another one for every other model, or other limit of length.

    Raises:
        ModelError: There is no such model, or a library is not installed.
    """

    def __init__(self, folder: Path) -> None:
        self._encoder = opened(folder)
        self.folder = folder.resolve()
        self.name = self.folder.stem
        home = _home(folder, self._encoder.files[0])
        longest = _settings(home / "sentence_bert_config.json").get("max_seq_length")
        longest = longest if isinstance(longest, int) and longest > 0 else _LONGEST
        longest = min(longest, self._encoder.longest or longest)
        self._first = False if self._encoder.pooled else _takes_first(home)
        path = home / "tokenizer.json"
        self._tokenizer = _tokenizer(path)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(longest)
        settings = f"{longest} {self._first} {self._encoder.pooled}"
        self.digest = _digest([*self._encoder.files, path], settings)

    def vector(self, title: str, abstract: str) -> bytes:
        """Return the mean of the sentences, the title twice, scaled to length one.

        In 1/4096ths of two bytes, rounded towards zero. It depends on the text alone,
        not on what is read before or beside it. Where there is nothing to read, the
        result is empty.

        Raises:
            ModelError: The model fails.
        """
        import numpy as np

        told = [abstract[a:b] for a, b in islice(sentences(abstract), _SENTENCES)]
        counts = Counter([title] * _TITLE + told)
        texts = {text: self._tokenizer.encode(text).ids for text in counts if text.strip()}
        known = {text: ids for text, ids in texts.items() if ids}
        if not known:
            return b""
        rows = self._encoder.tokens([*known.values()])
        whole = np.sum(
            [counts[text] * self._one(mine) for text, mine in zip(known, rows, strict=True)], axis=0
        )
        components = (_scaled(whole) * (1 << MEANING_BITS)).astype(np.int16)
        return bytes(components.tobytes()) if components.any() else b""

    def _one(self, rows: Numbers) -> Numbers:
        """The vector of one sentence, of length one, from those of its tokens."""
        exact = rows.astype("float64")
        return _scaled(exact[0] if self._first else exact.mean(axis=0))


def _scaled(vector: Numbers) -> Numbers:
    """To length one; zero where there is no direction."""
    import numpy as np

    length = float(np.linalg.norm(vector))
    found: Numbers = vector / length if 0 < length < np.inf else np.zeros_like(vector)
    return found


def _home(folder: Path, model: Path) -> Path:
    """Where the tokenizer is: beside the model, or one folder above it."""
    places = (folder, model.parent, model.parent.parent)
    found = next((p for p in places if (p / "tokenizer.json").is_file()), None)
    if found is None:
        raise ModelError(f"{folder}: has {model.name}, but no tokenizer.json beside it.")
    return found


def _tokenizer(path: Path) -> Tokenizer:
    try:
        from tokenizers import Tokenizer
    except ImportError:
        raise missing("tokenizers") from None
    try:
        return Tokenizer.from_file(str(path))
    # Its errors are of the class Exception itself.
    except Exception as error:
        raise ModelError(f"{path}: cannot be read as a tokenizer: {line(error)}") from error


def _takes_first(home: Path) -> bool:
    """Whether the first token stands for a text, or else their mean does.

    Raises:
        ModelError: Something else does.
    """
    settings = _settings(home / "1_Pooling" / "config.json")
    modes = {name.removeprefix("pooling_mode_") for name, on in settings.items() if on is True}
    modes.discard("include_prompt")
    if len(modes) > 1 or modes - {_FIRST, *_MEANS}:
        raise ModelError(
            f"{home}: joins tokens by {', '.join(sorted(modes))}, which is not known here."
        )
    modules = _settings(home / "modules.json").get("modules", [])
    if any(str(m.get("type", "")).endswith("Dense") for m in modules if isinstance(m, dict)):
        raise ModelError(f"{home}: has a layer of kind Dense, which is not known here.")
    return modes == {_FIRST}


def _settings(path: Path) -> dict[str, Any]:
    """Return what a file of settings says, a list by the name of the file; nothing without one."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: is no file of settings ({line(error)}).") from error
    return found if isinstance(found, dict) else {path.stem: found}


def _digest(files: list[Path], settings: str) -> bytes:
    whole = hashlib.sha256(settings.encode())
    for path in files:
        with path.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.digest()

"""A text of the user's that is no record of any format: read, and looked at like an abstract."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from .errors import ReadError
from .extract import extractor
from .model import Origin, Paper, Passage
from .paper_json import as_json

# An abstract has two thousand characters; a file a thousand times as long is something else.
_MOST = 2_000_000


def facts_of(path: str) -> dict[str, Any]:
    """Return what a text says, as `graph extract` prints it, with an empty title.

    Args:
        path: A file, or `-` for standard input.

    Raises:
        ReadError: It cannot be read, is no text, or is empty.
    """
    paper = Paper(title="", passages=(Passage("abstract", _text(path)),), origin=Origin(path, 1))
    (findings,) = extractor(()).findings([paper])
    return as_json(paper, findings)


def _text(path: str) -> str:
    try:
        if path == "-":
            read = sys.stdin.buffer.read(_MOST + 1)
        else:
            with Path(path).open("rb") as file:
                read = file.read(_MOST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{path}: cannot be read ({reason}).") from error
    if len(read) > _MOST:
        raise ReadError(f"{path}: is longer than {_MOST:,} bytes. Give an abstract as plain text.")
    try:
        text = read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{path}: is no text in UTF-8 (byte {error.start + 1}). Give an abstract as plain text."
        ) from error
    if "\0" in text:
        raise ReadError(f"{path}: is no text. Give an abstract as plain text.")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise ReadError(f"{path}: holds no text.")
    return text

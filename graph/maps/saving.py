"""Writes a file so that it appears whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from ..errors import ExportError


def save(path: Path, text: str) -> int:
    """Write a text as UTF-8 and return its size in bytes.

    A link is followed; a pipe or a device is written to, never replaced.

    Raises:
        ExportError: The folder is missing, full or not ours to write to.
    """
    content = text.encode("utf-8")
    target = path.resolve()
    try:
        if target.is_dir():
            raise ExportError(
                f"{path}: is a folder. Name a file, for example {path.name}/map.html."
            )
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(
            f"{path}: the map cannot be written ({reason}). Name another file."
        ) from error
    return len(content)


def _replace(target: Path, content: bytes) -> None:
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)

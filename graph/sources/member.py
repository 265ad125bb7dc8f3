"""A member of an archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .content import Readable


@dataclass(frozen=True)
class Member:
    """One file in an archive.

    Attributes:
        name: As the archive has it; never used as a path.
        open: Gives its bytes; None where a note says why it is no source.
        trouble: Why it should be read and cannot.
    """

    name: str
    open: Callable[[], Readable] | None = None
    note: str = ""
    trouble: str = ""


def is_hidden(name: str) -> bool:
    """Tell whether a part of the name begins with a dot, or is what macOS adds."""
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part.strip(".") for part in parts)

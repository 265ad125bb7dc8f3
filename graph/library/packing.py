"""How facts lie in the file: JSON, compressed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any

# Level 6 costs twice the time of level 1 and saves a tenth of the bytes.
_LEVEL = 1


def pack(facts: dict[str, Any]) -> bytes:
    """Return facts as compressed JSON, the same bytes for the same facts."""
    return zlib.compress(
        json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode(), _LEVEL
    )


def unpack(packed: bytes) -> dict[str, Any]:
    """Return what `pack` was given."""
    facts: dict[str, Any] = json.loads(zlib.decompress(packed))
    return facts


def text_decoder() -> Callable[[bytes], tuple[str, str]]:
    """Return what gives title and abstract alone of what `pack` was given, in a fifth of the time.

    A function that makes one, since only what reads all papers needs its library.
    """
    import msgspec

    texts: Any = msgspec.defstruct("Texts", [("title", str), ("abstract", str)])
    decoder = msgspec.json.Decoder(texts)

    def text(packed: bytes) -> tuple[str, str]:
        found = decoder.decode(zlib.decompress(packed))
        return found.title, found.abstract

    return text

"""Names that stand out from those beside them: on their own page people print theirs in bold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .names import people
from .parts import Block, Part

_TITLES_DIFFER = 2  # entries with the same words in bold, which are then no title


def without_stress(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a list with such names printed like the others.

    A name is what has initials, or what stands out in several entries.
    """
    seen = Counter(text for block in _inner(blocks) for text in set(_stressed(block)))
    names = {
        text
        for text, entries in seen.items()
        if people(text) or (entries >= _TITLES_DIFFER and people(text, alone=True))
    }
    return [_plain(block, names) for block in blocks] if names else list(blocks)


def _inner(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _inner(block.below)


def _stressed(block: Block) -> Iterator[str]:
    """Yield what stands out in a block beside other words."""
    parts = [part for part in block.all_parts if part.text.strip()]
    if len(parts) > 1 and block.kind != "heading":
        yield from (_bare(part) for part in parts if _stands_out(part))


def _stands_out(part: Part) -> bool:
    return part.bold and not part.href and not part.image


def _bare(part: Part) -> str:
    return " ".join(part.text.split()).strip(" ,;:*†‡")


def _plain(block: Block, names: set[str]) -> Block:
    return replace(
        block,
        parts=_plain_parts(block.parts, names),
        cells=[_plain_parts(cell, names) for cell in block.cells],
        below=[_plain(inner, names) for inner in block.below],
    )


def _plain_parts(parts: Sequence[Part], names: set[str]) -> list[Part]:
    return [
        part._replace(bold=False) if _stands_out(part) and _bare(part) in names else part
        for part in parts
    ]

"""The text of a block in parts: what each is linked to, how it stands out, where lines end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

LINE = "\n"  # ends a line that may go on in the next
BREAK = "\v"  # ends a line for good: a line break, a paragraph, a cell

_BARE = re.compile(r"https?://[^\s<>\"\v]{3,1000}")
_CLOSING = ".,;:!?'*_"


class Part(NamedTuple):
    """Text that is linked, and stands out, in one way.

    Attributes:
        image: The text stands for a picture: what it shows, or what its address says.
    """

    text: str
    href: str = ""
    bold: bool = False
    italic: bool = False
    image: bool = False
    code: bool = False


@dataclass
class Block:
    """An item of a list, a paragraph, a row of a table, or a heading.

    Attributes:
        kind: `item`, `text`, `row`, `heading`, `label` (a line like a heading), `code`, `table`
            (begins one).
        level: Of a heading, from 1; of a row, whether it is the table's first.
        cells: Of a row, in place of parts.
        below: The items of a list within an item.
    """

    kind: str
    line: int
    parts: list[Part] = field(default_factory=list)
    level: int = 0
    cells: list[list[Part]] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)

    @property
    def all_parts(self) -> list[Part]:
        """The parts of the block, its cells parted by breaks."""
        found = list(self.parts)
        for cell in self.cells:
            found += [*cell, Part(BREAK)]
        return found

    @property
    def text(self) -> str:
        """The block in one line, without pictures."""
        return text_of(self.all_parts)


def text_of(parts: Iterable[Part]) -> str:
    """Return parts as one line, without pictures."""
    return " ".join("".join(p.text for p in parts if not p.image).split())


def linked(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, addresses in plain text made links of their own."""
    for part in parts:
        if part.href or part.image or "http" not in part.text:
            yield part
            continue
        at = 0
        for found in _BARE.finditer(part.text):
            address = _closed(found[0])
            if found.start() > at:
                yield part._replace(text=part.text[at : found.start()])
            at = found.start() + len(address)
            yield part._replace(text=address, href=address)
        if at < len(part.text):
            yield part._replace(text=part.text[at:])


def _closed(address: str) -> str:
    """Return an address without the signs that end a sentence or a bracket around it."""
    while address and (
        address[-1] in _CLOSING
        or (address[-1] == ")" and address.count(")") > address.count("("))
        or (address[-1] == "]" and address.count("]") > address.count("["))
    ):
        address = address[:-1]
    return address


def lines_of(parts: Iterable[Part]) -> list[list[Part]]:
    """Cut parts at the ends of lines."""
    lines: list[list[Part]] = [[]]
    for part in parts:
        pieces = re.split(f"[{LINE}{BREAK}]", part.text)
        for place, piece in enumerate(pieces):
            if place:
                lines.append([])
            if piece:
                lines[-1].append(part._replace(text=piece))
    return lines

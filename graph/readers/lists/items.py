"""Blocks as the items of a section: what stands on its own, with what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .entry import entry_of
from .evidence import Entry
from .parts import BREAK, LINE, Block, Part, lines_of, linked, text_of
from .table import Table
from .verdict import PLAIN
from .way import Way

_NUMBERED = re.compile(r"^\s*(?:\[\d{1,4}\]|\d{1,4}[.)])\s*\S")


class Item(NamedTuple):
    """What may be an entry: `kind` is that of its block, or `heading`."""

    line: int
    parts: list[Part]
    kind: str
    way: Way


def items(blocks: list[Block], way: Way) -> Iterator[Item]:
    """Yield the items of blocks that stand below one way of headings."""
    table = Table()
    for block in blocks:
        if block.kind == "code":
            yield Item(block.line, block.parts, "code", way)
        elif block.kind == "row":
            if parts := table.entry(block):
                yield Item(block.line, parts, "row", way)
        elif block.kind == "item":
            yield from _of_item(block, way)
        else:
            yield from _of_text(block, way)


def _of_item(block: Block, way: Way) -> Iterator[Item]:
    """Yield an item, what stands below it added, but for entries that stand there themselves."""
    parts = list(block.parts)
    entry = entry_of(block.parts)
    own: list[Block] = []
    for below in block.below:
        found = entry_of(below.all_parts)
        titled = found.title != "" and found.score >= PLAIN
        sure = (found.strong or found.placed) and not found.prose and found.outside < 15
        of_paper = entry.title and (found.named or (entry.strong and not found.strong))
        if below.below or (titled and not of_paper and (sure or not entry.title)):
            own.append(below)
        else:
            parts += [Part(BREAK), *below.all_parts]
    if reference := _reference(Item(block.line, parts, "item", way), block.below, entry):
        parts = [*reference.all_parts, Part(BREAK), *(p for p in linked(block.parts) if p.href)]
        own = []
    if own and not entry.strong and not (entry.placed and entry.title):
        text = block.text.strip(" :*-")
        if 0 < len(text.split()) <= 8:
            way = way.below(text)
        elif text:
            yield Item(block.line, parts, "item", way)
    else:
        yield Item(block.line, parts, "item", way)
    for below in own:
        yield from _of_item(below, way)


def _reference(item: Item, below: list[Block], entry: Entry) -> Block | None:
    """Return the item that gives a paper in full which the one above only calls by a name."""
    if not is_called(item, entry):
        return None
    found = [(one, entry_of(one.all_parts)) for one in below if not one.below]
    given = [one for one, e in found if gives(Item(one.line, one.all_parts, "item", item.way), e)]
    return given[0] if len(given) == 1 else None


def _of_text(block: Block, way: Way) -> Iterator[Item]:
    """Yield a paragraph; each of its lines, where several are entries of their own."""
    lines = lines_of(block.parts)
    alone = len(lines) < 2 or sum(map(_is_entry, lines)) < 2
    if alone and sum(map(_is_numbered, lines)) < 2:
        if any(p.text.strip() for p in block.parts):
            yield Item(block.line, block.parts, "text", way)
        return
    number, held, begun = block.line, list[Part](), block.line
    ends = [c for p in block.parts if not p.image for c in p.text if c in (LINE, BREAK)]
    numbered = sum(map(_is_numbered, lines)) >= 2
    for line, end in zip(lines, [*ends, LINE], strict=False):
        if (_is_numbered(line) if numbered else _is_entry(line)) and held:
            yield Item(begun, held, "text", way)
            held, begun = [], number
        elif not text_of(held):
            begun = number
        held += [*line, Part(LINE)]
        number += end == LINE
    if any(p.text.strip() for p in held):
        yield Item(begun, held, "text", way)


def _is_entry(line: list[Part]) -> bool:
    if not any(len(part.text) > 3 and not part.image for part in line):
        return False
    entry = entry_of(line)
    return bool(entry.title) and entry.score >= PLAIN and (entry.strong or entry.placed)


def _is_numbered(line: list[Part]) -> bool:
    return _NUMBERED.match(text_of(line)) is not None


def is_called(item: Item, entry: Entry) -> bool:
    """Tell whether a paper is only called by a name here: `Ebb [paper]`."""
    short = len(entry.title.split()) <= 4 and not (entry.href or entry.authors or entry.placed)
    return bool(entry.papers) and short and item.kind == "item"


def gives(item: Item, entry: Entry) -> bool:
    """Tell whether a paper is given in full here, but for its links."""
    has_links = any(part.href for part in linked(item.parts))
    led = entry.may_be_led and entry.identifiers
    long = entry.placed and len(entry.title.split()) > 2
    full = entry.title and (entry.authors or led or long)
    return item.kind == "item" and not has_links and bool(full)

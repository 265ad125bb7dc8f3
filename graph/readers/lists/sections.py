"""Entries of a list, one section after another, and which of them are papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import words
from .entry import entry_of
from .evidence import Entry
from .items import Item, gives, is_called, items
from .parts import BREAK, LINE, Block, Part, linked, text_of
from .stressed import without_stress
from .verdict import objection
from .way import Way

_LABEL = 7  # the level of a line that is like a heading
# What says that there is nothing, not yet: `Code: coming soon`, `论文：暂无`.
_EMPTY = re.compile(
    r"^\W*[\w ]{1,30}[:：]\s*(?:n/?a|none|tba|tbd|-|coming|soon|not (?:yet|available)"
    r"|暂无|无|还未|即将|未)",
    re.IGNORECASE,
)
_SHARE = 0.6  # of a section's entries that are papers, from which others like them are, too


@dataclass
class Record:
    """An entry, or what is none, and where it begins.

    Attributes:
        places: Venues and years that headings give, from the outermost.
        reason: Why it is no paper; None for a paper.
        fault: It should have been a paper.
    """

    line: int
    entry: Entry
    keywords: tuple[str, ...]
    places: tuple[str, ...] = ()
    reason: str | None = None
    fault: bool = False


def records(blocks: Iterable[Block]) -> Iterator[Record]:
    """Yield every entry of a list in reading order; headings become keywords."""
    sections = _Sections()
    for block in without_stress(list(blocks)):
        if block.kind == "heading" or sections.is_label(block):
            yield from sections.close()
            sections.head(block)
        else:
            sections.add(block)
    yield from sections.close()


@dataclass
class _Sections:
    _path: list[tuple[int, Way]] = field(default_factory=list)
    _heading: Block | None = None
    _blocks: list[Block] = field(default_factory=list)
    _begun: bool = False
    _led: int = 0  # entries that begin with names
    _may_be_led: int = 0
    _seen: int = 0

    def is_label(self, block: Block) -> bool:
        """Tell whether a paragraph is like a heading: one short line in bold, or a summary."""
        if block.kind == "label":
            return True
        filled = [p for p in block.parts if p.text.strip()]
        text = block.text
        if block.kind == "item" and not block.below and not any(p.href for p in filled):
            of_title = self._heading and self._heading.kind == "text" and not self._blocks
            return not of_title and (words.is_venue(text) or words.is_date(text))
        return (
            block.kind == "text"
            and bool(filled)
            and all(p.bold and not p.href and not p.image for p in filled)
            and LINE not in "".join(p.text for p in filled).strip()
            and len(text.split()) <= 8
            and not (words.is_venue(text) and words.year_in(text))
        )

    def head(self, block: Block) -> None:
        level = block.level or _LABEL
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        way = self._path[-1][1] if self._path else Way()
        title_of_all = not self._begun and level == 1
        self._path.append((level, way if title_of_all else way.below(text_of(block.parts))))
        self._begun = True
        self._heading = block

    def add(self, block: Block) -> None:
        self._begun = True
        self._blocks.append(block)

    def close(self) -> Iterator[Record]:
        """Yield the entries of the section that ends."""
        if not self._blocks and self._heading is None:
            return
        ways = [Way(), Way(), *(way for _, way in self._path)]
        section = list(_entries(self._blocks, self._heading, ways[-1], ways[-2]))
        yield from _judged(self._by_style(section))
        self._blocks, self._heading = [], None

    def _by_style(self, section: list[tuple[Item, Entry]]) -> list[tuple[Item, Entry]]:
        """Read entries again that may begin with names, where most of the list do."""
        listed = [entry for item, entry in section if item.kind != "text" and entry.title]
        self._seen += len(listed)
        self._led += sum(entry.led for entry in listed)
        self._may_be_led += sum(entry.may_be_led for entry in listed)
        led = sum(entry.led for entry in listed)
        may = sum(entry.may_be_led for entry in listed)
        here = led > 1 and led + may >= len(listed) / 2
        if not here and (self._led < 2 or self._led + self._may_be_led < _SHARE * self._seen):
            return section
        return [
            (item, entry_of(item.parts, names_first=True) if entry.may_be_led else entry)
            for item, entry in section
        ]


def _entries(
    blocks: list[Block], heading: Block | None, way: Way, above: Way
) -> Iterator[tuple[Item, Entry]]:
    held: tuple[Item, Entry] | None = None
    untitled: list[tuple[Item, Entry]] = []  # that stand right below the heading
    if heading and (of_heading := entry_of(heading.parts)).papers and of_heading.title:
        held = Item(heading.line, heading.parts, "heading", above), of_heading
    for item in items(blocks, way):
        entry = entry_of(item.parts)
        if not entry.title and item.kind in ("text", "item") and _says_something(entry):
            if held is None and heading:
                untitled.append((item, entry))
                continue
            if held and (item.kind == "text" or _is_title(*held)):
                held = _with(held[0], [item])
                continue
        if held and is_called(*held) and not entry.href and gives(item, entry):
            links = [part for part in linked(held[0].parts) if part.href]
            held = _with(item._replace(line=held[0].line), [held[0]._replace(parts=links)])
            continue
        yield from _under(heading, untitled, above)
        untitled = []
        if held:
            yield held
        held = item, entry
    yield from _under(heading, untitled, above)
    if held:
        yield held


def _under(
    heading: Block | None, untitled: list[tuple[Item, Entry]], above: Way
) -> Iterator[tuple[Item, Entry]]:
    """Yield what a heading is the title of; else what stands below it, as it is."""
    if heading and any(entry.strong for _, entry in untitled):
        title = Item(heading.line, heading.parts, "heading", above)
        yield _with(title, [item for item, _ in untitled])
    else:
        yield from untitled


def _with(item: Item, more: Iterable[Item]) -> tuple[Item, Entry]:
    parts = list(item.parts)
    for one in more:
        parts += [Part(BREAK), *one.parts]
    return item._replace(parts=parts), entry_of(parts)


def _is_title(item: Item, entry: Entry) -> bool:
    """Tell whether what says of itself what it links to, item by item, stands below this."""
    alone = item.kind == "text" and len(entry.title.split()) > 2 and entry.outside < 4
    return item.kind == "heading" or (alone and not entry.prose and any(p.bold for p in item.parts))


def _says_something(entry: Entry) -> bool:
    """Tell whether an entry without a title says more of the one above."""
    said = entry.strong or entry.other or entry.authors or entry.venues or entry.labelled
    return bool(said or _EMPTY.search(entry.text) or words.is_praise(entry.text))


def _judged(section: list[tuple[Item, Entry]]) -> Iterator[Record]:
    sure = [entry.title != "" and (entry.strong or entry.placed) for _, entry in section]
    others = sum(item.kind in ("item", "row") for item, _ in section)
    notes = bool(section) and section[0][0].kind == "heading"  # on the paper that it names
    most = sum(sure) >= _SHARE * max(others, 1)
    of_papers = most and not notes and any(entry.evident for _, entry in section)
    for item, entry in section:
        reason, fault = objection(entry, item.kind, item.way.places, of_papers)
        yield Record(item.line, entry, *item.way, reason, fault)

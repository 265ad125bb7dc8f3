"""Entries of a list, one section after another, and which of them are papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from . import words
from .entry import entry_of
from .evidence import Entry
from .parts import BREAK, LINE, Block, Part, lines_of, text_of
from .table import Table
from .verdict import PLAIN, objection

_LABEL = 7  # the level of a line that is like a heading
_GENERAL = words.word_set(
    """
    papers paper list lists contents content table of publication publications arxiv preprint
    preprints conference journal must read others other misc miscellaneous and related work
    works awesome reading references bibliography resources the all full recent latest new
    theme topic
    """
)
_SECTION_NUMBER = re.compile(
    r"^[\W_]*(?:(?:\d+|[ivx]+)[.)]\s*)*(?:\d+(?:\.\d+)*\s+)?", re.IGNORECASE
)
_PICTOGRAMS = re.compile(r":[a-z0-9_+-]{2,30}:")
_YEAR = re.compile(r"(?:year|in|papers of)?\s*((?:19|20)\d\d)(?:\s*年)?", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:\[\d{1,4}\]|\d{1,4}[.)])\s*\S")
# What says that there is nothing, not yet: `Code: coming soon`, `论文：暂无`.
_EMPTY = re.compile(
    r"^\W*[\w ]{1,30}[:：]\s*(?:n/?a|none|tba|tbd|-|coming|soon|not (?:yet|available)|暂无|无|还未|即将|未)",
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


class _Way(NamedTuple):
    """What the headings above an entry say."""

    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def below(self, text: str) -> _Way:
        """Return the way of what stands below one more heading, or below an item like one."""
        text = _PICTOGRAMS.sub("", text)
        text = _SECTION_NUMBER.sub("", text).strip(" :：#-–—*")
        year = _YEAR.fullmatch(text)
        if year or words.is_date(text) or _is_venue(text):
            return self._replace(places=(*self.places, year[1] if year else text))
        if not text or _GENERAL.issuperset(words.words(text)):
            return self
        return self._replace(keywords=(*self.keywords, text))


def _is_venue(text: str) -> bool:
    """Tell a venue from a topic, such as Nature or Science."""
    return words.is_venue(text) and (text.isupper() or any(c.isupper() for c in text[1:]))


class _Item(NamedTuple):
    line: int
    parts: list[Part]
    kind: str
    way: _Way


def records(blocks: Iterable[Block]) -> Iterator[Record]:
    """Yield every entry of a list in reading order; headings become keywords."""
    sections = _Sections()
    for block in blocks:
        if block.kind == "heading" or sections.is_label(block):
            yield from sections.close()
            sections.head(block)
        else:
            sections.add(block)
    yield from sections.close()


@dataclass
class _Sections:
    _path: list[tuple[int, _Way]] = field(default_factory=list)
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
        way = self._path[-1][1] if self._path else _Way()
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
        ways = [_Way(), _Way(), *(way for _, way in self._path)]
        section = list(_entries(self._blocks, self._heading, ways[-1], ways[-2]))
        yield from _judged(self._by_style(section))
        self._blocks, self._heading = [], None

    def _by_style(self, section: list[tuple[_Item, Entry]]) -> list[tuple[_Item, Entry]]:
        """Read entries again that may begin with names, where most of the list do."""
        listed = [entry for item, entry in section if item.kind != "text" and entry.title]
        self._seen += len(listed)
        self._led += sum(entry.led for entry in listed)
        self._may_be_led += sum(entry.may_be_led for entry in listed)
        if self._led < 2 or self._led + self._may_be_led < _SHARE * self._seen:
            return section
        return [
            (item, entry_of(item.parts, names_first=True) if entry.may_be_led else entry)
            for item, entry in section
        ]


def _entries(
    blocks: list[Block], heading: Block | None, way: _Way, above: _Way
) -> Iterator[tuple[_Item, Entry]]:
    held: tuple[_Item, Entry] | None = None
    untitled: list[tuple[_Item, Entry]] = []  # that stand right below the heading
    if heading and (of_heading := entry_of(heading.parts)).papers and of_heading.title:
        held = _Item(heading.line, heading.parts, "heading", above), of_heading
    for item in _items(blocks, way):
        entry = entry_of(item.parts)
        if not entry.title and item.kind in ("text", "item") and _says_something(entry):
            if held is None and heading:
                untitled.append((item, entry))
                continue
            if held and (item.kind == "text" or _is_title(*held)):
                held = _with(held[0], [item])
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
    heading: Block | None, untitled: list[tuple[_Item, Entry]], above: _Way
) -> Iterator[tuple[_Item, Entry]]:
    """Yield what a heading is the title of; else what stands below it, as it is."""
    if heading and any(entry.strong for _, entry in untitled):
        title = _Item(heading.line, heading.parts, "heading", above)
        yield _with(title, [item for item, _ in untitled])
    else:
        yield from untitled


def _with(item: _Item, more: Iterable[_Item]) -> tuple[_Item, Entry]:
    parts = list(item.parts)
    for one in more:
        parts += [Part(BREAK), *one.parts]
    return item._replace(parts=parts), entry_of(parts)


def _is_title(item: _Item, entry: Entry) -> bool:
    """Tell whether what says of itself what it links to, item by item, stands below this."""
    alone = item.kind == "text" and len(entry.title.split()) > 2 and entry.outside < 4
    return item.kind == "heading" or (alone and not entry.prose and any(p.bold for p in item.parts))


def _says_something(entry: Entry) -> bool:
    """Tell whether an entry without a title says more of the one above."""
    said = entry.strong or entry.other or entry.authors or entry.venues or entry.labelled
    return bool(said or _EMPTY.search(entry.text) or words.is_praise(entry.text))


def _items(blocks: list[Block], way: _Way) -> Iterator[_Item]:
    table = Table()
    for block in blocks:
        if block.kind == "code":
            yield _Item(block.line, block.parts, "code", way)
        elif block.kind == "row":
            if parts := table.entry(block):
                yield _Item(block.line, parts, "row", way)
        elif block.kind == "item":
            yield from _of_item(block, way)
        else:
            yield from _of_text(block, way)


def _of_item(block: Block, way: _Way) -> Iterator[_Item]:
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
    if own and not entry.strong and not (entry.placed and entry.title):
        text = block.text.strip(" :*-")
        if 0 < len(text.split()) <= 8:
            way = way.below(text)
        elif text:
            yield _Item(block.line, parts, "item", way)
    else:
        yield _Item(block.line, parts, "item", way)
    for below in own:
        yield from _of_item(below, way)


def _of_text(block: Block, way: _Way) -> Iterator[_Item]:
    """Yield a paragraph; each of its lines, where several are entries of their own."""
    lines = lines_of(block.parts)
    if sum(map(_is_entry, lines)) < 2 and sum(map(_is_numbered, lines)) < 2:
        if any(p.text.strip() for p in block.parts):
            yield _Item(block.line, block.parts, "text", way)
        return
    number, held, begun = block.line, list[Part](), block.line
    ends = [c for p in block.parts if not p.image for c in p.text if c in (LINE, BREAK)]
    numbered = sum(map(_is_numbered, lines)) >= 2
    for line, end in zip(lines, [*ends, LINE], strict=False):
        if (_is_numbered(line) if numbered else _is_entry(line)) and held:
            yield _Item(begun, held, "text", way)
            held, begun = [], number
        elif not text_of(held):
            begun = number
        held += [*line, Part(LINE)]
        number += end == LINE
    if any(p.text.strip() for p in held):
        yield _Item(begun, held, "text", way)


def _is_entry(line: list[Part]) -> bool:
    if not any(len(part.text) > 3 and not part.image for part in line):
        return False
    entry = entry_of(line)
    return bool(entry.title) and entry.score >= PLAIN and (entry.strong or entry.placed)


def _is_numbered(line: list[Part]) -> bool:
    return _NUMBERED.match(text_of(line)) is not None


def _judged(section: list[tuple[_Item, Entry]]) -> Iterator[Record]:
    sure = [entry.title != "" and (entry.strong or entry.placed) for _, entry in section]
    others = sum(item.kind in ("item", "row") for item, _ in section)
    of_papers = sum(sure) >= _SHARE * max(others, 1) and sum(sure) > 0
    for item, entry in section:
        reason, fault = objection(entry, item.kind, item.way.places, of_papers)
        yield Record(item.line, entry, *item.way, reason, fault)

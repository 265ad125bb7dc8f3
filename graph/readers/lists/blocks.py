"""A tree of elements as blocks of text, in reading order: items, paragraphs, rows, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .parts import BREAK, Block, Part
from .words import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"h[1-6]$")
_NOT_TEXT = word_set(
    """
    script style noscript template svg head nav form button select textarea iframe object math
    """
)
_OWN_LINE = word_set(
    """
    p div section article main header footer aside blockquote center figure figcaption address
    dt dd details table thead tbody tfoot caption ul ol dl hr pre body html
    """
)
_BOLD = frozenset(["b", "strong"])
_ITALIC = frozenset(["i", "em", "cite"])
_DEEP = 12  # lists within lists; what is deeper stands on its own
_LINE = "data-line"  # where a reader of Markdown leaves the number of an element's line


def line_of(element: _Element) -> int:
    """Return the number of an element's line, from 1."""
    return int(str(element.get(_LINE) or element.sourceline or 1))


def blocks_of(tree: _Element) -> Iterator[Block]:
    """Yield the blocks of a tree; what belongs to an item of a list stands within it."""
    return _Walk().read(tree)


class _Walk:
    """Follows the starts and ends of elements; never deeper in calls than one."""

    def __init__(self) -> None:
        self._open: list[Block] = []  # the block that text goes to is the last
        self._href: list[str] = []
        self._bold = self._italic = self._code = 0
        self._silent: _Element | None = None
        self._ready: list[Block] = []
        self._first_row = False

    def read(self, tree: _Element) -> Iterator[Block]:
        from lxml.etree import iterwalk

        line = line_of(tree)
        numbered = tree.get(_LINE) is not None
        for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
            if event == "start":
                if not numbered or element.get(_LINE):
                    line = line_of(element)
                if self._silent is None:
                    self._start(element, line)
            elif event == "end":
                if self._silent is element:
                    self._silent = None
                elif self._silent is None:
                    self._end(element, line)
            if event != "start" and self._silent is None and element is not tree:
                self._text(element.tail, line)
            yield from self._ready
            self._ready = []
        self._close_loose()
        yield from self._ready

    def _start(self, element: _Element, line: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _NOT_TEXT or element.get("hidden") is not None:
            self._silent = element
            return
        if _HEADING.match(tag):
            self._begin(Block("heading", line, level=int(tag[1])))
        elif tag == "summary":
            self._begin(Block("label", line))
        elif tag == "li":
            self._begin(Block("item", line))
        elif tag == "table":
            self._close_loose()
            self._first_row = True
        elif tag == "tr":
            self._begin(Block("row", line, level=int(self._first_row)))
            self._first_row = False
        elif tag == "td" and (element.get("rowspan") or "1") != "1":
            self._silent = element
            return
        elif tag in ("td", "th") and self._open:
            self._open[-1].cells.append([])
        elif tag == "pre":
            self._close_loose()
            # Markdown numbers the code within, not what holds it.
            begin = next((line_of(child) for child in element if child.get(_LINE)), line)
            text = "".join(map(str, element.itertext()))[:400]
            self._ready.append(Block("code", begin, [Part(text)]))
            self._silent = element
            return
        elif tag in _OWN_LINE:
            self._own_line()
        elif tag == "br":
            self._add(Part(BREAK), line)
        elif tag == "img":
            self._add(Part(_shown(element), self._linked(), image=True), line)
        elif tag == "a":
            self._href.append(element.get("href") or "")
        self._bold += tag in _BOLD
        self._italic += tag in _ITALIC
        self._code += tag == "code"
        self._text(element.text, line)

    def _end(self, element: _Element, line: int) -> None:
        tag = element.tag
        self._bold -= tag in _BOLD
        self._italic -= tag in _ITALIC
        self._code -= tag == "code"
        if tag == "a":
            self._href.pop()
        elif tag in ("li", "tr", "summary") or _HEADING.match(tag):
            self._close_loose()
            self._finish()
        elif tag in _OWN_LINE:
            self._own_line()

    def _begin(self, block: Block) -> None:
        self._close_loose()
        self._open.append(block)

    def _finish(self) -> None:
        if not self._open:
            return
        block = self._open.pop()
        below = self._open and self._open[-1].kind == "item" and len(self._open) < _DEEP
        if below and block.kind in ("item", "row"):
            self._open[-1].below.append(block)
        else:
            self._ready.append(block)

    def _close_loose(self) -> None:
        """End a paragraph that is no item, row or heading."""
        if self._open and self._open[-1].kind == "text":
            block = self._open.pop()
            if any(part.image or part.text.strip() for part in block.parts):
                self._ready.append(block)

    def _own_line(self) -> None:
        if self._open and self._open[-1].kind != "text":
            self._add(Part(BREAK), self._open[-1].line)
        else:
            self._close_loose()

    def _text(self, text: str | None, line: int) -> None:
        if text:
            stands_out = (self._bold > 0, self._italic > 0, False, self._code > 0)
            self._add(Part(text.replace(BREAK, " "), self._linked(), *stands_out), line)

    def _linked(self) -> str:
        return self._href[-1].strip() if self._href else ""

    def _add(self, part: Part, line: int) -> None:
        if not self._open:
            if not part.image and not part.text.strip():
                return
            self._open.append(Block("text", line))
        block = self._open[-1]
        if block.kind == "row" and block.cells:
            block.cells[-1].append(part)
        elif block.kind != "row":
            block.parts.append(part)


def _shown(image: _Element) -> str:
    """Return what a picture says: its description, or the words in a badge's address."""
    alt = (image.get("alt") or "").strip()
    source = image.get("src") or ""
    badge = re.search(r"/badge/([^?#]{1,200})", source)
    if badge and (not alt or alt.lower() in ("static badge", "badge")):
        alt = re.sub(r"%20|[_-]", " ", re.sub(r"-[\w]+(?:\.svg)?$", "", badge[1]))
    return alt or ("star" if "/stars/" in source else "")

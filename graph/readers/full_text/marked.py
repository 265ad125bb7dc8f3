"""Full texts with marked citations, as S2ORC and the formats that follow it have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from ...model import InTextCitation
from ..json.fields import Record
from ..json.shapes import items, objects
from .sections import Paragraph, Sections

Rewrite = Callable[[str], str]  # what takes the place of a mark in a text
_MARK = re.compile(r"\{\{\w+:[^{}\s]{1,80}\}\}")


class FullText:
    """The sections of a paper, and where each reference is cited in them.

    Args:
        paragraphs: Objects with `section`, `text` and `cite_spans`; those in a
            row with one heading make one section.
        rewrite: Told each mark (`{{formula:...}}`) that stands in a text.
    """

    def __init__(self, paragraphs: object, rewrite: Rewrite) -> None:
        self._found = Sections()
        self._rewrite = rewrite
        for heading, group in groupby(objects(paragraphs), key=_heading):
            self._found.add(heading, map(self._rewritten, group))

    @property
    def sections(self) -> list[Record]:
        """The sections as JSON Lines of papers have them."""
        return [{"id": p.id, "title": p.heading, "text": p.text} for p in self._found.passages]

    def contexts(self, *references: str | None) -> list[InTextCitation]:
        """Return the sentences that cite a reference by any of its names, at most five."""
        return list(self._found.contexts(*references))

    def _rewritten(self, paragraph: Record) -> Paragraph:
        """Return the text with its marks rewritten, and the reference cited at each place."""
        text = paragraph.get("text")
        if not isinstance(text, str):
            return Paragraph("", [])
        spans = sorted(_spans(paragraph, len(text)), reverse=True)
        parts: list[str] = []
        places: list[tuple[str, int]] = []
        at = size = 0
        for mark in _MARK.finditer(text):
            begin, end = mark.span()
            while spans and spans[-1][0] < begin:
                place, name = spans.pop()
                places.append((name, size + place - at))
            parts += text[at:begin], self._rewrite(mark[0])
            size += begin - at
            while spans and spans[-1][0] < end:
                places.append((spans.pop()[1], size))
            size += len(parts[-1])
            at = end
        places += [(name, size + place - at) for place, name in reversed(spans)]
        return Paragraph("".join([*parts, text[at:]]), places)


def _heading(paragraph: Record) -> str | None:
    heading = paragraph.get("section")
    return heading.strip() or None if isinstance(heading, str) else None


def _spans(paragraph: Record, end: int) -> Iterator[tuple[int, str]]:
    for span in objects(items(paragraph.get("cite_spans"))):
        begin, name = span.get("start"), span.get("ref_id")
        if type(begin) is int and 0 <= begin < end and isinstance(name, str):
            yield begin, name

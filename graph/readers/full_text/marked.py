"""Full texts with marked citations, as S2ORC and the formats that follow it have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from ...model import InTextCitation
from ..json.fields import Record
from ..json.shapes import items, objects
from .sections import Paragraph, Sections

Rewrite = Callable[[str], str]  # what takes the place of a mark in a text
_BARE = re.compile(r"\d{1,3}(?:[,\u2010-\u2015-]\d{1,3})*", re.ASCII)
_STOPPED = re.compile(r"[.!?][)\"'\u2019\u201d]?([\d\s,\u2010-\u2015-]*)$")
_NEAR = 80  # characters before a number, other raised numbers among them
_MARK = re.compile(r"\{\{\w+:[^{}\s]{1,80}\}\}")


class _Span(NamedTuple):
    """A citation: where it begins and ends (0 where that is not told), and of what."""

    begin: int
    end: int
    name: str


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
        spans = None
        if paragraph.get("cite_spans"):
            spans = sorted(_spans(paragraph, len(text)), reverse=True)
        if not spans:
            if "{{" in text:
                text = _MARK.sub(lambda mark: self._rewrite(mark[0]), text)
            return Paragraph(text, [])
        parts: list[str] = []
        places: list[tuple[str, int]] = []
        at = size = 0
        for begin, end, other in self._edits(text, spans):
            while spans and spans[-1].begin < begin:
                place, _, name = spans.pop()
                places.append((name, size + place - at))
            parts += text[at:begin], other
            size += begin - at
            while spans and spans[-1].begin < end:
                places.append((spans.pop().name, size))
            size += len(other)
            at = end
        places += [(span.name, size + span.begin - at) for span in reversed(spans)]
        return Paragraph("".join([*parts, text[at:]]), places)

    def _edits(self, text: str, spans: list[_Span]) -> list[tuple[int, int, str]]:
        """Return where the text changes: at marks, and at numbers that print would raise.

        A bare number behind a full stop cites for the sentence that this closes;
        without it the sentence ends there.
        """
        marks = _MARK.finditer(text) if "{{" in text else ()
        edits = {m.start(): (m.end(), self._rewrite(m[0])) for m in marks}
        for begin, end, _ in reversed(spans):
            if not end or begin in edits or not _BARE.fullmatch(text, begin, end):
                continue
            if stop := _STOPPED.search(text, max(0, begin - _NEAR), begin):
                edits[stop.start(1)] = end, ""
        return [(begin, *edits[begin]) for begin in sorted(edits)]


def _heading(paragraph: Record) -> str | None:
    heading = paragraph.get("section")
    return heading.strip() or None if isinstance(heading, str) else None


def _spans(paragraph: Record, length: int) -> Iterator[_Span]:
    for span in objects(items(paragraph.get("cite_spans"))):
        begin, end, name = span.get("start"), span.get("end"), span.get("ref_id")
        if type(begin) is int and 0 <= begin < length and isinstance(name, str):
            whole = type(end) is int and begin < end <= length
            yield _Span(begin, end if whole and isinstance(end, int) else 0, name)

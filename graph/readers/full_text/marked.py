"""Full texts with marked citations, as S2ORC and the formats that follow it have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from ...model import InTextCitation
from ...text import sentence_at, sentences
from ..json.fields import Record
from ..json.shapes import items, objects

_GAP = "\n\n"  # between paragraphs
_CONTEXTS = 5  # sentences kept a reference, as many as the graph shows

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
        self.sections: list[Record] = []
        self._rewrite = rewrite
        self._contexts: dict[str, list[InTextCitation]] = {}
        for heading, group in groupby(objects(paragraphs), key=_heading):
            self._add(heading, list(group))

    def contexts(self, reference: str) -> list[InTextCitation]:
        """Return the sentences that cite a reference, at most five."""
        return self._contexts.get(reference, [])

    def _add(self, heading: str | None, paragraphs: list[Record]) -> None:
        parts: list[str] = []
        size = 0
        name = f"s{len(self.sections) + 1}"
        for paragraph in paragraphs:
            text, places = self._rewritten(paragraph)
            if not text.strip():
                continue
            wanted = [cited for cited in places if len(self.contexts(cited[0])) < _CONTEXTS]
            # A sentence ends with its paragraph, whatever its last sign is.
            cuts = sentences(text) if wanted else []
            for reference, place in wanted:
                begin, end = sentence_at(cuts, place)
                self._cite(reference, text[begin:end], name, size + begin)
            parts.append(text)
            size += len(text) + len(_GAP)
        if parts:
            self.sections.append({"id": name, "title": heading, "text": _GAP.join(parts)})

    def _cite(self, reference: str, sentence: str, section: str, begin: int) -> None:
        found = self._contexts.setdefault(reference, [])
        if found and (found[-1].section, found[-1].start) == (section, begin):
            return
        if len(found) < _CONTEXTS:
            found.append(InTextCitation(sentence, section, begin, begin + len(sentence)))

    def _rewritten(self, paragraph: Record) -> tuple[str, list[tuple[str, int]]]:
        """Return the text with its marks rewritten, and the reference cited at each place."""
        text = paragraph.get("text")
        if not isinstance(text, str):
            return "", []
        spans = sorted(_spans(paragraph, len(text)))
        parts: list[str] = []
        places: list[tuple[str, int]] = []
        at = size = next_span = 0
        for mark in _MARK.finditer(text):
            start, end = mark.span()
            parts.append(text[at:start])
            size += start - at
            while next_span < len(spans) and (begin := spans[next_span][0]) < end:
                # One that begins within a mark is where the mark begins.
                places.append((spans[next_span][1], size - max(0, start - begin)))
                next_span += 1
            parts.append(self._rewrite(mark[0]))
            size += len(parts[-1])
            at = end
        places += [(name, size + begin - at) for begin, name in spans[next_span:]]
        return "".join([*parts, text[at:]]), places


def _heading(paragraph: Record) -> str | None:
    heading = paragraph.get("section")
    return heading.strip() or None if isinstance(heading, str) else None


def _spans(paragraph: Record, end: int) -> Iterator[tuple[int, str]]:
    for span in objects(items(paragraph.get("cite_spans"))):
        begin, name = span.get("start"), span.get("ref_id")
        if type(begin) is int and 0 <= begin < end and isinstance(name, str):
            yield begin, name

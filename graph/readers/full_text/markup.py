"""Running text in XML: its paragraphs as plain text, and the places where it cites."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from .sections import Paragraph, Sections

Element = Any  # of lxml, which has no types

# Set into the text while it is put together; XML has none of these characters.
_PLACE, _HIDE, _SHOW = "\x01", "\x02", "\x03"
_ADJOINING = re.compile(f"{_SHOW}([ ,;\u2010-\u2015-]*)({_PLACE}?){_HIDE}")
_HIDDEN = re.compile(f" ?{_HIDE}[^{_SHOW}]*{_SHOW}")
_BETWEEN_SPACES = re.compile(f"(^| )({_PLACE}+) ")

_NUMBER = re.compile(
    r"\s*\d{1,3}[a-z]?(?:\s*[,\u2010-\u2015-]\s*\d{1,3}[a-z]?)*\s*,?\s*$", re.ASCII
)
_LONGEST_NUMBER = 60
_PARTING = re.compile(r"[\s,;\u2010-\u2015-]*$")
# A number stands raised behind a word or a closing sign, and behind the end of a sentence.
_BEFORE_RAISED = re.compile(r"[\w.,;:!?)\]\"'\u2019\u201d%]$|[.!?][)\"'\u2019\u201d]?\s+$")
_NEAR = 8  # pieces of text before a number that tell whether it is raised
_RANGE_BEGINS = re.compile(r" ?[\[(]?(\d{1,4})[\])]? ?[\u2010-\u2015\u2212-] ?[\[(]? ?$", re.ASCII)
_RANGE_ENDS = re.compile(r" ?[\[(]?(\d{1,4})(?!\d)", re.ASCII)
_WIDEST = 100  # references that a range may stand for


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    name: str = element.tag.rpartition("}")[2]
    return name


def child(element: Element | None, name: str) -> Element | None:
    """Return the first element of a name, in any namespace, that stands directly in another."""
    return next(element.iterchildren("{*}" + name), None) if element is not None else None


class Markup(ABC):
    """How a format marks up running text.

    Attributes:
        left_out: Elements whose text is not kept.
        left_out_inside: The same, within a paragraph only.
        apart: Elements within a paragraph that spaces part from the words around.
        heading: Of a section.
        parts: Elements that are sections of their own.
        paragraphs: Elements that are a paragraph; others contain some.
    """

    left_out: frozenset[str]
    left_out_inside: frozenset[str] = frozenset()
    apart: frozenset[str]
    heading: str
    parts: frozenset[str]
    paragraphs: frozenset[str]

    def __init__(self, references: Sequence[str]) -> None:
        """Take the names of the references in the order of the bibliography."""
        self._names = references
        self._numbers = {name: number for number, name in enumerate(references)}
        self._inside = self.left_out | self.left_out_inside

    @abstractmethod
    def cited(self, element: Element, name: str) -> list[str] | None:
        """Return the references that an element cites by name; None if it is no citation."""

    def passed_over(self, element: Element, name: str) -> bool:
        """Tell whether an element within a paragraph, and all it holds, is not kept."""
        return name in self._inside

    def raised(self, element: Element, name: str) -> bool:
        """Tell whether nothing but citations, as raised numbers, stands in an element."""
        return False

    def sections(self, elements: Iterable[Element]) -> Sections:
        """Return the sections that stand in elements, those within others after their text."""
        found = Sections()
        for element in elements:
            self._section(element, found)
        return found

    def plain(self, element: Element | None) -> str:
        """Return the text of an element in one line, without what is left out."""
        return self.paragraph(element).text if element is not None else ""

    def paragraph(self, element: Element) -> Paragraph:
        """Return the text of a paragraph and where it cites."""
        if not len(element):
            return Paragraph(" ".join((element.text or "").split()), [])
        pieces: list[str] = []
        cited: list[list[str]] = []
        self._gather(element, pieces, cited)
        text = "".join(pieces)
        if not cited:
            return Paragraph(" ".join(text.split()), [])
        return self._placed(text, cited)

    def _section(self, element: Element, found: Sections) -> None:
        heading: str | None = None
        held: list[Paragraph] = []
        for child in element.iterchildren("*"):
            name = local(child)
            if name in self.left_out:
                continue
            if name == self.heading:
                heading = self.plain(child) or None
            elif name in self.parts:
                found.add(heading, held)
                held = []
                self._section(child, found)
            else:
                self._collect(child, name, held)
        found.add(heading, held)

    def _collect(self, element: Element, name: str, held: list[Paragraph]) -> None:
        if name in self.paragraphs:
            held.append(self.paragraph(element))
            return
        for child in element.iterchildren("*"):
            if (inside := local(child)) not in self.left_out:
                self._collect(child, inside, held)

    def _gather(self, element: Element, pieces: list[str], cited: list[list[str]]) -> None:
        if element.text:
            pieces.append(element.text)
        for child in element:
            name = local(child)
            if not self.passed_over(child, name):
                if (references := self.cited(child, name)) is not None:
                    cited.append(references)
                    label = "".join(child.itertext()) if len(child) else child.text or ""
                    raised = self.raised(child, name) or _stands_raised(label, pieces)
                    pieces += (_PLACE, _HIDE, label, _SHOW) if raised else (_PLACE, label)
                else:
                    around = (" ", " ") if name in self.apart else ("", "")
                    if self.raised(child, name):
                        around = (_HIDE, _SHOW)
                    pieces.append(around[0])
                    self._gather(child, pieces, cited)
                    pieces.append(around[1])
            if child.tail:
                pieces.append(child.tail)

    def _placed(self, text: str, cited: list[list[str]]) -> Paragraph:
        """Take the signs for places out of a text, and note where they stood."""
        text = " ".join(text.split())
        hidden = _HIDE in text
        shown = text.replace(_HIDE, "").replace(_SHOW, "") if hidden else text
        self._widen(shown.split(_PLACE), cited)
        if hidden:
            text = _ADJOINING.sub(r"\1\2", text)
            text = _HIDDEN.sub(lambda found: _PLACE * found[0].count(_PLACE), text)
            text = text.replace(_HIDE, "").replace(_SHOW, "")
        if f"{_PLACE} " in text:
            text = _BETWEEN_SPACES.sub(lambda found: found[2] + found[1], text)
        parts = text.split(_PLACE)
        places: list[tuple[str, int]] = []
        size = 0
        for part, names in zip(parts, cited, strict=False):
            size += len(part)
            places += ((name, size) for name in names)
        return Paragraph("".join(parts), places)

    def _widen(self, parts: list[str], cited: list[list[str]]) -> None:
        """Add the references between the ends of a range such as 3-5.

        Only where the numbers in the text and the order of the bibliography agree.
        """
        for place in range(len(cited) - 1):
            first, last = cited[place], cited[place + 1]
            begins = _RANGE_BEGINS.match(parts[place + 1]) if first and last else None
            ends = _RANGE_ENDS.match(parts[place + 2]) if begins else None
            if begins and ends:
                low, high = self._numbers.get(first[-1]), self._numbers.get(last[0])
                if low is None or high is None:
                    continue
                if 1 < high - low == int(ends[1]) - int(begins[1]) < _WIDEST:
                    cited[place] = [*first, *self._names[low + 1 : high]]


def _stands_raised(label: str, pieces: list[str]) -> bool:
    """Tell whether a number behind what was gathered can only be a raised one."""
    if len(label) > _LONGEST_NUMBER or not _NUMBER.match(label):
        return False
    parting = ""
    for place in range(len(pieces) - 1, max(-1, len(pieces) - 1 - _NEAR), -1):
        piece = pieces[place]
        if piece == _SHOW:
            return True
        if not _PARTING.match(piece):
            visible = place > 0 and pieces[place - 1] == _PLACE  # the label of another citation
            return not visible and bool(_BEFORE_RAISED.search(piece[-3:] + parting))
        parting = piece + parting
    return False

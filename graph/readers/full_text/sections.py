"""The sections of a full text as passages, and the sentences that cite its references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...model import CONTEXTS, InTextCitation, Passage
from ...text import sentence_at, sentences

_GAP = "\n\n"  # between paragraphs
_NUMBER = r"\d{1,3}[a-z]?(?!\d)"
# Numbers in brackets behind the full stop of the sentence that they are for.
_BEHIND = re.compile(
    rf"[\[(]\s*{_NUMBER}(?:[\s,;\[\]()\u2010-\u2015-]+{_NUMBER})*\s*[\])](?=\s+[\"(\u201c]?(\w)|\s*$)"
)


class Paragraph(NamedTuple):
    """A text, and the places where references are cited in it, by their names."""

    text: str
    places: list[tuple[str, int]]


class Sections:
    """Gathers sections in reading order.

    Attributes:
        passages: One a section that has text, named `s1`, `s2` and so on.
    """

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self._contexts: dict[str, list[InTextCitation]] = {}

    def contexts(self, *references: str | None) -> tuple[InTextCitation, ...]:
        """Return the sentences that cite a reference by any of its names, at most five."""
        found = [c for name in references if name for c in self._contexts.get(name, ())]
        return tuple(dict.fromkeys(found))[:CONTEXTS]

    def add(self, heading: str | None, paragraphs: Iterable[Paragraph]) -> None:
        """Add a section; one without text is left out."""
        parts: list[str] = []
        size = 0
        name = f"s{len(self.passages) + 1}"
        for text, places in paragraphs:
            if not text or text.isspace():
                continue
            cuts: list[tuple[int, int]] = []
            for reference, place in places:
                found = self._contexts.setdefault(reference, [])
                if len(found) < CONTEXTS:
                    # A sentence ends with its paragraph, whatever its last sign is.
                    cuts = cuts or list(_own(text, sentences(text)))
                    begin, end = sentence_at(cuts, place)
                    # A sentence that cites it again comes next to itself.
                    if not found or (found[-1].section, found[-1].start) != (name, size + begin):
                        sentence = text[begin:end]
                        found.append(InTextCitation(sentence, name, size + begin, size + end))
            parts.append(text)
            size += len(text) + len(_GAP)
        if parts:
            self.passages.append(Passage(name, _GAP.join(parts), heading))


def _own(text: str, cuts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield sentences without the numbers at their beginning that cite for the one before.

    In "Water waits. [1,2] Salt stays." these do; in "[1] asks why." they belong to their own.
    """
    for begin, end in cuts:
        numbers = _BEHIND.match(text, begin) if begin else None
        if numbers is None or (numbers[1] or "A").islower():
            yield begin, end
        elif numbers[1]:
            yield numbers.start(1), end

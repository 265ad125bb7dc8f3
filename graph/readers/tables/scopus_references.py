"""The column of references that Scopus exports, cut into references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile

from ...model import Reference
from .. import printed

_END = re.compile(r";\s+|;$")
_NAME = re.compile(r"(?:et al\.?|[^\W\d][\w'’. -]* (?:[^\W\d]\.[ -]?)+)$")
_YEAR = re.compile(r"\((1\d{3}|20\d{2})[a-z]?\)")
_PLACE = re.compile(r"(?:pp?\.|vol\.|no\.|art\.?)\s*.*|[\d() ./:–-]*\d[\d() A-Za-z.:–-]{0,12}")


def references(text: str) -> Iterator[Reference]:
    """Yield the references of a cell, which are parted by semicolons.

    A part that begins with a small letter belongs to the one before it: titles
    have semicolons too.
    """
    held = ""
    for part in _END.split(text):
        if held and not part[:1].islower():
            yield from _reference(held)
            held = ""
        held = f"{held}; {part}" if held else part
    yield from _reference(held)


def _reference(text: str) -> Iterator[Reference]:
    if found := printed.reference(text, title=_title(text)):
        yield found


def _title(text: str) -> str | None:
    """Return the title where it is sure which of the parts between commas it is.

    Both orders of Scopus are read: the year at the end, or behind the title.
    """
    parts = list(dropwhile(_NAME.match, (part.strip() for part in text.split(","))))
    year = _YEAR.search(text)
    if not parts or not year:
        return None
    rest = ", ".join(parts)
    within = _YEAR.search(rest)
    if within and rest[within.end() :].strip(" .,;"):
        return rest[: within.start()].strip(" ,") or None
    kept = [p for p in parts if not _YEAR.search(p) and not _PLACE.fullmatch(p)]
    return kept[0] if 1 <= len(kept) <= 2 and len(kept[0].split()) > 2 else None

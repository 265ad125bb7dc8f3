"""The lines of a page: numbered, without blank ones, put together where they were wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_ENDS = re.compile("\r\n?|\n")
_WRAPPED = 0.15  # share of lines that go on in the next, from which a text counts as wrapped
_SHORT = 45  # characters; a line that goes on in the next is longer
_STOPPED = re.compile(r"[.!?:。！？]['\"”’)\]]*$")
_NEVER_JOINED = re.compile(r"#{1,6}\s|[-*+>]\s|\d+\.\s|\||```|(\W)\1{2,}")


class Row(NamedTuple):
    """A line without white space around; `last` is the line it ends on, where joined."""

    number: int
    text: str
    last: int


def line_count(text: str) -> int:
    """Return how many line ends a text has."""
    return len(_ENDS.findall(text))


class Rows(NamedTuple):
    """The lines of a page; `wrapped` when several had to be joined into one."""

    rows: list[Row]
    wrapped: bool


def rows_of(text: str) -> Rows:
    r"""Return the lines that are not blank; lines end with `\n`, `\r\n` or `\r`.

    When many lines go on in the next with a small letter, as in text that was
    wrapped at a width, the lines of a paragraph become one, a space between.
    """
    numbered = enumerate(_ENDS.split(text), start=1)
    rows = [Row(n, bare, n) for n, line in numbered if (bare := line.strip())]
    going_on = sum(_goes_on(a, b) for a, b in pairwise(rows))
    if going_on < 2 or going_on < _WRAPPED * len(rows):
        return Rows(rows, wrapped=False)
    return Rows(list(_paragraphs(rows)), wrapped=True)


def _goes_on(row: Row, following: Row) -> bool:
    adjacent = following.number == row.number + 1
    return (
        adjacent
        and len(row.text) > _SHORT
        and following.text[0].islower()
        and not _STOPPED.search(row.text)
    )


def _paragraphs(rows: list[Row]) -> Iterator[Row]:
    width = sorted(len(r.text) for r in rows)[len(rows) * 9 // 10]
    held: list[Row] = []
    for row in rows:
        if held and not _same_paragraph(held[-1], row, width):
            yield _joined(held)
            held = []
        held.append(row)
    yield _joined(held)


def _same_paragraph(row: Row, following: Row, width: int) -> bool:
    if following.number != row.number + 1 or _NEVER_JOINED.match(following.text):
        return False
    if row.text.startswith(("#", "```")):
        return False
    # Had the paragraph gone on, its next word would have fitted on this line.
    fits = len(row.text) + 1 + len(following.text.split(maxsplit=1)[0]) <= width
    return following.text[0].islower() or not fits


def _joined(held: list[Row]) -> Row:
    return Row(held[0].number, " ".join(r.text for r in held), held[-1].number)

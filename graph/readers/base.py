"""What a reader is, and what readers share: encodings and lines within bounds."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import BinaryIO, NamedTuple, Protocol, runtime_checkable

from ..model import Warned
from .encodings import Read as Read
from .encodings import as_utf8 as as_utf8
from .encodings import in_utf8 as in_utf8

HEAD = 65_536  # bytes that a reader sees to recognise its format

BLANKS = 100  # blank lines in a row that are told of
REPLACED = "bytes that are not UTF-8 were replaced by U+FFFD"
_LINE_END = re.compile(rb"\r\n?|\n")
_SHOWN = 80  # characters of a rejected or skipped input that a report shows


class Recognition(Enum):
    """What a reader says of the first bytes of an input."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@runtime_checkable
class Reader(Protocol):
    """Turns the bytes of one format into papers.

    A reader may have `suffixes`, lower case with their dot, which decide
    between readers that recognise an input equally well.
    """

    name: str

    def recognises(self, head: bytes) -> Recognition:
        """Tell from the first bytes, decompressed, whether they are of this format."""
        ...

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield every paper, and all that is none with the reason, in reading order."""
        ...


class Line(NamedTuple):
    """A line as UTF-8 without its end; number from 1.

    Attributes:
        whole: False when the line was longer than the limit: `text` is its beginning.
    """

    number: int
    text: bytes
    whole: bool = True


Piece = tuple[int, bytes]  # the number of a line, and a part of it or all, with its end


def pieces(source: io.BufferedReader) -> Iterator[Piece]:
    r"""Yield lines, cut at `\n`; those of more than 64 KiB in several pieces.

    Of a hundred blank lines in a row the further ones are left out, of which
    there may be millions.
    """
    number, blanks = 1, 0
    while piece := source.readline(HEAD):
        yield number, piece
        number += piece.endswith(b"\n")
        blanks = blanks + 1 if is_blank(piece) else 0
        if blanks >= BLANKS:
            number += pass_blanks(source)


def is_blank(line: bytes) -> bool:
    """Tell a line with nothing on it but its end."""
    return line.isspace() and line.endswith(b"\n")


def pass_blanks(source: io.BufferedReader) -> int:
    """Pass over all blank lines that come next; return how many they are."""
    passed = 0
    while ahead := source.peek():
        blank = len(ahead) - len(ahead.lstrip())
        end = ahead.rfind(b"\n", 0, blank) + 1
        passed += ahead.count(b"\n", 0, end)
        source.read(end)
        if end < len(ahead):
            break
    return passed


def lines(source: Iterable[Piece], limit: int) -> Iterator[Line]:
    """Join pieces into lines, with at most `limit` bytes in memory."""
    held: list[bytes] = []
    size = number = 0
    for number, piece in source:
        if size < limit:
            held.append(piece[: limit - size])
        size += len(piece)
        if piece.endswith(b"\n"):
            yield Line(number, b"".join(held).rstrip(b"\r\n"), size <= limit)
            held, size = [], 0
    if held:
        yield Line(number, b"".join(held), size <= limit)


def decoded(text: bytes) -> tuple[str, bool]:
    """Return the text, U+FFFD for what does not decode, and whether all of it did."""
    try:
        return text.decode(), True
    except UnicodeDecodeError:
        return text.decode("utf-8", "replace"), False


def undecoded(data: bytes, origin: str) -> Iterator[Warned]:
    """Yield a warning for every line that does not decode."""
    for number, line in enumerate(_LINE_END.split(data), start=1):
        if not decoded(line)[1]:
            yield Warned(origin, number, REPLACED)


def shown(text: str) -> str:
    """Return as much of a text as a report shows."""
    return text.strip()[:_SHOWN]

"""What a reader is, and what readers share: encodings and lines within bounds."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from enum import Enum
from itertools import chain
from typing import BinaryIO, Protocol, runtime_checkable

from msgspec import Struct

from ..model import Warned
from .encodings import Read as Read
from .encodings import as_utf8 as as_utf8
from .encodings import in_utf8 as in_utf8

HEAD = 65_536  # bytes that a reader sees to recognise its format

REPLACED = "bytes that are not UTF-8 were replaced by U+FFFD"
_LINE_END = re.compile(rb"\r\n?|\n")
_BLOCK = 1 << 20  # bytes read at once, at most
_BLANK = 1 << 14  # bytes that may be blank lines and nothing else
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


class Line(Struct, frozen=True, gc=False):
    """A line as UTF-8 without its end; number from 1.

    Attributes:
        whole: False when the line was longer than the limit: `text` is its beginning.
    """

    number: int
    text: bytes
    whole: bool = True


def lines(
    source: io.BufferedReader, limit: int, *, before: bytes = b"", number: int = 1
) -> Iterator[Line]:
    r"""Yield lines, cut at `\n`, with little more than `limit` bytes in memory.

    Where there is nothing but white space for tens of thousands of bytes, the
    blank lines are left out: there may be millions.

    Args:
        before: What was read of the source already.
        number: Of the first line.
    """
    held: list[bytes] = []
    size = 0
    for block in chain([before], iter(lambda: source.read1(_BLOCK), b"")):
        if len(block) >= _BLANK and block.isspace():
            end = block.rfind(b"\n") + 1
            number += block.count(b"\n")
            block = block[end:]
        parts = block.split(b"\n")
        last = parts.pop()
        for part in parts:
            if held:
                size += len(part)
                part = b"".join(held) + part[: max(limit - size + len(part), 0)]
                yield Line(number, part.rstrip(b"\r"), size <= limit)
                held, size = [], 0
            elif len(part) > limit:
                yield Line(number, part[:limit], False)
            else:
                yield Line(number, part.rstrip(b"\r"))
            number += 1
        if last:
            if size < limit:
                held.append(last[: limit - size])
            size += len(last)
    if held:
        yield Line(number, b"".join(held).rstrip(b"\r"), size <= limit)


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

"""What a reader is, and what readers share: encodings and lines within bounds."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import BinaryIO, NamedTuple, Protocol, cast, runtime_checkable

from ..model import Paper, Rejected, Skipped, Warned

HEAD = 65_536  # bytes that a reader sees to recognise its format

Read = Paper | Rejected | Skipped | Warned

_DECLARED = 256  # bytes among which a declaration names the encoding
_SHOWN = 80  # characters of a rejected or skipped input that a report shows
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Becomes the byte FF when the text is written as UTF-8, which never holds that byte.
_UNDECODABLE = "citegraph-undecodable"


def _mark(error: UnicodeError) -> tuple[str, int]:
    return "\udcff", cast(UnicodeDecodeError, error).end


codecs.register_error(_UNDECODABLE, _mark)


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
    r"""Yield lines, cut at `\n`; those of more than 64 KiB in several pieces."""
    number = 1
    while piece := source.readline(HEAD):
        yield number, piece
        number += piece.endswith(b"\n")


def lines(source: Iterable[Piece], limit: int) -> Iterator[Line]:
    """Join pieces into lines, with at most `limit` bytes in memory."""
    held: list[bytes] = []
    size = number = 0
    for number, piece in source:
        size += len(piece)
        if size <= limit:
            held.append(piece)
        if piece.endswith(b"\n"):
            yield Line(number, b"".join(held).rstrip(b"\r\n"), size <= limit)
            held, size = [], 0
    if held:
        yield Line(number, b"".join(held), size <= limit)


def as_utf8(stream: BinaryIO, declared: Callable[[bytes], str] | None = None) -> io.BufferedReader:
    """Return the stream without its byte-order mark, other encodings turned into UTF-8.

    Bytes that do not decode come out as bytes that are no UTF-8 either, so that
    `decoded` sees them.

    Args:
        declared: Tells the encoding, by the name of its codec, from the first
            bytes of a stream that has no mark. Without it only marks count.
    """
    head, size = b"", _DECLARED if declared else 4
    while len(head) < size and (more := stream.read(size - len(head))):
        head += more
    default = declared(head) if declared else "utf-8"
    mark, encoding = next((m for m in _MARKS if head.startswith(m[0])), (b"", default))
    return io.BufferedReader(_Recoded(stream, head[len(mark) :], encoding), HEAD)


def decoded(text: bytes) -> tuple[str, bool]:
    """Return the text, U+FFFD for what does not decode, and whether all of it did."""
    try:
        return text.decode(), True
    except UnicodeDecodeError:
        return text.decode("utf-8", "replace"), False


def shown(text: str) -> str:
    """Return as much of a text as a report shows."""
    return text.strip()[:_SHOWN]


class _Recoded(io.RawIOBase):
    """The rest of a stream, after bytes already taken from it, in UTF-8."""

    def __init__(self, stream: BinaryIO, first: bytes, encoding: str) -> None:
        self._stream = stream
        self._pending = first
        self._ready = b""
        self._decoder = None
        if encoding != "utf-8":
            self._decoder = codecs.getincrementaldecoder(encoding)(_UNDECODABLE)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        ended = False
        while not self._ready and not ended:
            more = self._pending or self._stream.read(len(buffer))
            self._pending, ended = b"", not more
            if self._decoder is None:
                self._ready = more
            else:
                text = self._decoder.decode(more, final=ended)
                self._ready = text.encode("utf-8", "surrogateescape")
        piece, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)

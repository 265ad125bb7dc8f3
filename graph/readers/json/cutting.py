"""JSON text cut into values: fast where it is sound, and sign by sign where it is not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from ..base import HEAD, Line, as_utf8, lines
from ..bounds import largest, too_long

LIMIT = 64 << 20  # bytes of one value; a longer one is rejected
FOLLOWS = "follows the bracket that closes the array"
BLANK = b" \t\r\n\f"

_OPEN = "breaks off before its closing bracket"
_INSIDE = re.compile(rb'["\\\n]')
_OUTSIDE = re.compile(rb'["{}\[\],]')
_BLANKS = 100  # blank lines in a row that are told of
_BLOCK = 1 << 20  # bytes read at once
_MORE = -1  # the value goes on behind the text
_MOST = 8 << 20  # bytes of a value that is looked for in one piece
_BETWEEN = re.compile(rb"[ \t\r\n\f,]*")
_BEHIND = "JSON is malformed: trailing characters (byte "

Piece = tuple[int, bytes]  # the number of a line, and a part of it or all, with its end

_pass_over = msgspec.json.Decoder(msgspec.Raw).decode


class Value(msgspec.Struct, frozen=True, gc=False):
    """The text of one value and the line where it begins; `trouble` says why it has no end."""

    line: int
    text: bytes
    trouble: str | None = None


class Pieces:
    """The lines of a stream, those of more than 64 KiB in parts; or as much of it as is there."""

    def __init__(self, stream: BinaryIO) -> None:
        self._source = as_utf8(stream)
        self._held, self._at = b"", 0
        self._line = 1
        self._blanks = 0

    def __iter__(self) -> Iterator[Piece]:
        """Return itself: what one loop leaves, the next one gets."""
        return self

    def __next__(self) -> Piece:
        """Return the number of a line, and a part of it or all, with its end."""
        if self._held:
            most = min(self._at + HEAD, len(self._held))
            end = self._held.find(b"\n", self._at, most) + 1 or most
            piece, self._at = self._held[self._at : end], end
            if end == len(self._held):
                self._held, self._at = b"", 0
                if not piece.endswith(b"\n") and len(piece) < HEAD:  # its line goes on
                    piece += self._source.readline(HEAD - len(piece))
        else:
            if self._blanks >= _BLANKS:
                self._line += _pass_blanks(self._source)
            if not (piece := self._source.readline(HEAD)):
                raise StopIteration
        self._blanks = self._blanks + 1 if _is_blank(piece) else 0
        number = self._line
        self._line += piece.endswith(b"\n")
        return number, piece

    def put_back(self, number: int, text: bytes) -> None:
        """Let the text, which begins in this line, be what comes next."""
        self._held, self._at = text + self._held[self._at :], 0
        self._line = number

    def lines(self, limit: int) -> Iterator[Line]:
        """Return all that comes next in whole lines, quicker than in pieces."""
        before, self._held = self._held[self._at :], b""
        return lines(self._source, limit, before=before, number=self._line)

    def more(self, wanted: int) -> bytes:
        """Return at least so many bytes, if there are; what of them is not used is put back."""
        parts, size = [self._held[self._at :]], len(self._held) - self._at
        self._held, self._at = b"", 0
        while size < wanted and (part := self._source.read1(_BLOCK)):
            parts.append(part)
            size += len(part)
        return b"".join(parts)


def elements(source: Pieces) -> Iterator[Value]:
    """Yield the values of an array, and with `FOLLOWS` what stands behind it on its last line."""
    yield from _sound(source)
    yield from Spread(source, inside_array=True)


def _sound(source: Pieces) -> Iterator[Value]:
    """Yield the values of an array as long as each is sound; put back what is left as an array."""
    limit = largest(LIMIT)
    line, piece = next(source)
    text, at = piece.lstrip(BLANK)[1:], 0
    while True:
        begin = _after_gap(text, at)
        end = _end_of_value(text, begin)
        if end == _MORE and (more := _more(source, len(text) - begin)):
            # Of the gap only the last line is kept: it tells how far the value is indented.
            kept = max(at, text.rfind(b"\n", at, begin))
            line += text.count(b"\n", at, kept)
            text, at = text[kept:] + more, 0
            continue
        if end <= 0 or end - begin > limit or text[end] not in b",]":
            break
        line += text.count(b"\n", at, begin)
        yield Value(line, text[begin:end].rstrip(BLANK))
        line += text.count(b"\n", begin, end)
        at = end
    source.put_back(line, b"[" + text[at:begin].replace(b",", b"") + text[begin:])


def _more(source: Pieces, held: int) -> bytes:
    return source.more(max(_BLOCK, held)) if held < _MOST else b""


def _after_gap(text: bytes, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _end_of_value(text: bytes, begin: int) -> int:
    """Return where the sign stands that follows a value; `_MORE` or 0 where no value is whole.

    What decodes JSON says where it goes on behind a value, which is several times
    faster than to count brackets here.
    """
    if text[begin : begin + 1] == b"]":
        return 0
    try:
        _pass_over(memoryview(text)[begin:])
    except (msgspec.DecodeError, RecursionError) as error:
        message = str(error)
        place = message[len(_BEHIND) : -1]
        if message.startswith(_BEHIND) and place.isdecimal():
            return begin + int(place) - 1
        return _MORE if "truncated" in message else 0
    return _MORE


def _is_blank(line: bytes) -> bool:
    """Tell a line with nothing on it but its end."""
    return line.isspace() and line.endswith(b"\n")


def _pass_blanks(source: io.BufferedReader) -> int:
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


class Spread:
    """Cuts values that do not keep to lines.

    A value that lacks a quotation mark or a bracket ends where the next line
    begins that looks like the first of its kind: an opening brace with the
    same indentation.
    """

    def __init__(self, source: Iterable[Piece], *, inside_array: bool) -> None:
        self._source = source
        self._limit = largest(LIMIT)
        self._array = inside_array
        self._base = 1 if inside_array else 0
        self._depth = 0
        self._quoted = self._escaped = self._broken = False
        self._indent: int | None = None
        self._held: list[bytes] = []
        self._size = 0
        self._line = 0

    def __iter__(self) -> Iterator[Value]:
        """Yield the values, and what stands behind an array on its last line."""
        new_line = True
        for number, piece in self._source:
            if new_line and self._begins_anew(piece):
                yield from self._take(_OPEN)
                self._depth, self._quoted, self._broken = self._base, False, False
            new_line = piece.endswith(b"\n")
            yield from self._cut(number, piece)
            if self._array and self._depth == 0:
                return
        yield from self._take(_OPEN)

    def _begins_anew(self, piece: bytes) -> bool:
        bare = piece.lstrip(b" \t")
        if not self._held or not bare.startswith(b"{"):
            return False
        return len(piece) - len(bare) == self._indent and (self._broken or bool(self._indent))

    def _cut(self, number: int, piece: bytes) -> Iterator[Value]:
        at = begin = 0
        while found := (_INSIDE if self._quoted else _OUTSIDE).search(piece, self._skip(at)):
            start, at, sign = found.start(), found.end(), found[0]
            if self._quoted:
                self._in_text(sign, at == len(piece))
                at += sign == b"\\"
            elif sign == b'"':
                self._quoted = True
            elif sign in b"{[":
                if self._depth == self._base:
                    # A comma is missing when something precedes.
                    self._hold(number, piece[begin:start])
                    yield from self._take(None)
                    begin = start
                    self._note_indent(sign, piece[:start])
                elif self._depth < self._base:
                    begin = at
                self._depth += 1
            elif sign in b"}]" and self._depth > self._base:
                self._depth -= 1
                if self._depth == 0:
                    self._hold(number, piece[begin:at])
                    begin = at
                    yield from self._take(None)
            elif self._depth <= self._base:
                self._hold(number, piece[begin:start])
                begin = at
                yield from self._take(None)
                if sign == b"]" and self._array:
                    self._depth = 0
                    self._hold(number, piece[at:])
                    yield from self._take(FOLLOWS)
                    return
        self._hold(number, piece[begin:])

    def _note_indent(self, sign: bytes, before: bytes) -> None:
        if self._indent is None and sign == b"{":
            self._indent = len(before)

    def _skip(self, at: int) -> int:
        """Pass over the character after a backslash that ended the piece before."""
        escaped, self._escaped = self._escaped, False
        return at + escaped

    def _in_text(self, sign: bytes, last: bool) -> None:
        if sign == b"\\":
            self._escaped = last
        else:
            self._quoted = False
            self._broken |= sign == b"\n"

    def _hold(self, number: int, text: bytes) -> None:
        if not self._held:
            text = text.lstrip(BLANK)
            self._line = number
        if text and self._size < self._limit:
            self._held.append(text[: self._limit - self._size])
        self._size += len(text)

    def _take(self, trouble: str | None) -> Iterator[Value]:
        text = b"".join(self._held).strip(BLANK)
        if text:
            whole = trouble == _OPEN and self._depth <= self._base
            if self._size > self._limit:
                trouble = too_long(self._limit)
            elif whole:
                trouble = None
            yield Value(self._line, text, trouble)
        self._held, self._size = [], 0

"""JSON text cut into values, one a line or spread over lines, and decoded leniently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

import msgspec

from ..base import Piece, as_utf8, decoded, lines, pieces

LIMIT = 64 << 20  # bytes of one value; a longer one is rejected

_LONG = f"longer than {LIMIT >> 20} MiB"
FOLLOWS = "follows the bracket that closes the array"
_OPEN = "breaks off before its closing bracket"
_BLANK = b" \t\r\n\f"
_INSIDE = re.compile(rb'["\\\n]')
_OUTSIDE = re.compile(rb'["{}\[\],]')
# No value ends so; what does, goes on in the next line.
_GOES_ON = re.compile(rb"[\[{,:]\s*\n\Z")
_LONE = re.compile("[\ud800-\udfff]")
_DIGITS = 4000  # of a number; Python refuses to read more at 4,300

_decode = msgspec.json.Decoder().decode


class Value(NamedTuple):
    """The text of one value and the line where it begins; `trouble` says why it has no end."""

    line: int
    text: bytes
    trouble: str | None = None


def values(stream: BinaryIO) -> Iterator[Value]:
    """Yield the values of JSON Lines, of one array, or of objects that span lines.

    What the first line says holds for all: `[` begins an array, `{` alone or
    with fields that go on in the next line an object that spans lines; else
    every line is a value.
    """
    return values_of(pieces(as_utf8(stream)))


def elements(source: Iterable[Piece]) -> Iterator[Value]:
    """Yield the values of an array, and with `FOLLOWS` what stands behind it on its last line."""
    return iter(_Spread(source, inside_array=True))


def values_of(parts: Iterator[Piece]) -> Iterator[Value]:
    """Yield the values of what is in pieces already, like `values`."""
    for number, piece in parts:
        begin = piece.strip(_BLANK)
        if not begin:
            continue
        rest: Iterator[Piece] = chain([(number, piece)], parts)
        if begin.startswith(b"["):
            yield from _Spread(rest, inside_array=True)
        elif begin == b"{" or (begin.startswith(b"{") and _GOES_ON.search(piece)):
            following = list(_until_filled(parts))
            rest = chain([(number, piece)], following, parts)
            if following and following[-1][1].strip(_BLANK).startswith((b'"', b"}")):
                yield from _Spread(rest, inside_array=False)
        for line in lines(rest, LIMIT):
            text = line.text.strip(_BLANK)
            if text:
                yield Value(line.number, text, None if line.whole else _LONG)
        return


def _until_filled(source: Iterator[Piece]) -> Iterator[Piece]:
    for number, piece in source:
        yield number, piece
        if piece.strip(_BLANK):
            return


class _Spread:
    """Cuts values that do not keep to lines.

    A value that lacks a quotation mark or a bracket ends where the next line
    begins that looks like the first of its kind: an opening brace with the
    same indentation.
    """

    def __init__(self, source: Iterable[Piece], *, inside_array: bool) -> None:
        self._source = source
        self._array = inside_array
        self._base = 1 if inside_array else 0
        self._depth = 0
        self._quoted = self._escaped = self._broken = False
        self._indent: int | None = None
        self._held: list[bytes] = []
        self._size = 0
        self._line = 0

    def __iter__(self) -> Iterator[Value]:
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
            text = text.lstrip(_BLANK)
            self._line = number
        self._size += len(text)
        if text and self._size <= LIMIT:
            self._held.append(text)

    def _take(self, trouble: str | None) -> Iterator[Value]:
        text = b"".join(self._held).strip(_BLANK)
        if text:
            whole = trouble == _OPEN and self._depth <= self._base
            yield Value(
                self._line, text, _LONG if self._size > LIMIT else None if whole else trouble
            )
        self._held, self._size = [], 0


def decode(text: bytes) -> tuple[object, list[str]]:
    """Return a value, and what had to be put up with to read it.

    Beyond strict JSON it reads NaN and infinities, control characters in
    texts, and, as U+FFFD, bytes and escapes that stand for no character.

    Raises:
        ValueError: The text is no JSON; the message says why and where.
    """
    try:
        return _decode(text), []
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    readable, good = decoded(text)
    warnings = [] if good else ["bytes that are not UTF-8 were replaced by U+FFFD"]
    try:
        value = _whole(json.loads(readable, strict=False, parse_int=_number), warnings)
    except RecursionError:
        raise ValueError("not JSON that can be read: nested too deeply") from None
    except json.JSONDecodeError as error:
        reason = (error.msg[:1].lower() + error.msg[1:]).removesuffix(" starting at")
        raise ValueError(f"not JSON: {reason} at character {error.pos + 1}") from None
    return value, warnings


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) < _DIGITS else float("inf")


def _whole(value: object, warnings: list[str]) -> object:
    """Replace halves of surrogate pairs, which no other program would take, in all texts."""
    if isinstance(value, str):
        if not _LONE.search(value):
            return value
        reason = "escapes that stand for no character were replaced by U+FFFD"
        if reason not in warnings:
            warnings.append(reason)
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(v, warnings) for v in value]
    if isinstance(value, dict):
        return {_whole(k, warnings): _whole(v, warnings) for k, v in value.items()}
    return value

"""JSON text cut into values, one a line or spread over lines, and decoded leniently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from ..base import REPLACED, decoded
from ..bounds import largest, too_long
from .cutting import BLANK, LIMIT, Piece, Pieces, Spread, Value, elements

# No value ends so; what does, goes on in the next line.
_GOES_ON = re.compile(rb"[\[{,:]\s*\n\Z")
_LONE = re.compile("[\ud800-\udfff]")
_DIGITS = 4000  # of a number; Python refuses to read more at 4,300

_decode = msgspec.json.Decoder().decode


def values(stream: BinaryIO) -> Iterator[Value]:
    """Yield the values of JSON Lines, of one array, or of objects that span lines.

    What the first line says holds for all: `[` begins an array, `{` alone or
    with fields that go on in the next line an object that spans lines; else
    every line is a value.
    """
    return values_of(Pieces(stream))


def values_of(source: Pieces) -> Iterator[Value]:
    """Yield the values of what is in pieces already, like `values`."""
    for number, piece in source:
        begin = piece.strip(BLANK)
        if not begin:
            continue
        if begin.startswith(b"["):
            source.put_back(number, piece)
            yield from elements(source)
        elif begin == b"{" or (begin.startswith(b"{") and _GOES_ON.search(piece)):
            following = list(_until_filled(source))
            source.put_back(number, piece + b"".join(text for _, text in following))
            if following and following[-1][1].strip(BLANK).startswith((b'"', b"}")):
                yield from Spread(source, inside_array=False)
        else:
            source.put_back(number, piece)
        limit = largest(LIMIT)
        for line in source.lines(limit):
            text = line.text.strip(BLANK)
            if text:
                yield Value(line.number, text, None if line.whole else too_long(limit))
        return


def _until_filled(source: Iterator[Piece]) -> Iterator[Piece]:
    for number, piece in source:
        yield number, piece
        if piece.strip(BLANK):
            return


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
    warnings = [] if good else [REPLACED]
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

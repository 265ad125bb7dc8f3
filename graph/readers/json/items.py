"""A JSON document that keeps its records in a list called items, cut into their texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cutting import FOLLOWS, Pieces, Value, elements

_KEY = b"items"
_KEPT = 16  # bytes of a key that are enough to know it
_INSIDE = re.compile(rb'["\\]')
_OUTSIDE = re.compile(rb'["{}\[\]:,]')


def items(source: Pieces) -> Iterator[Value]:
    """Yield the values of the list that an object has under `items`, one in memory at a time.

    All else of the object is passed over without being decoded. A document
    that is a list itself gives its values.
    """
    return _Document(source).read()


class _Document:
    """Follows brackets and texts of an object, and remembers no more than the last key."""

    def __init__(self, source: Pieces) -> None:
        self._source = source
        self._depth = 0
        self._quoted = self._escaped = False
        self._text = self._key = b""

    def read(self) -> Iterator[Value]:
        for number, piece in self._source:
            while (at := self._list_begins(piece)) is not None:
                self._source.put_back(number, piece[at:])
                piece = b""
                for value in elements(self._source):
                    if value.trouble == FOLLOWS and self._depth:
                        number, piece = value.line, value.text
                    else:
                        yield value

    def _list_begins(self, piece: bytes) -> int | None:
        """Return where in a piece the list begins; None when it does not."""
        at, begin, self._escaped = int(self._escaped), 0, False
        while found := (_INSIDE if self._quoted else _OUTSIDE).search(piece, at):
            sign, at = found[0], found.end()
            if self._quoted:
                if sign == b"\\":
                    self._escaped = at == len(piece)
                    at += 1
                else:
                    self._quoted = False
                    self._keep(piece[begin : found.start()])
            elif sign == b'"':
                self._quoted, self._text, begin = True, b"", at
            elif sign == b":":
                self._key = self._text
            elif sign == b",":
                self._key = b""
            elif sign in b"{[":
                listed = sign == b"[" and (not self._depth or self._key == _KEY)
                if listed and self._depth < 2:
                    self._key = b""
                    return found.start()
                self._depth += 1
            else:
                self._depth -= 1
        if self._quoted:
            self._keep(piece[begin:])
        return None

    def _keep(self, text: bytes) -> None:
        self._text = (self._text + text[:_KEPT])[:_KEPT]

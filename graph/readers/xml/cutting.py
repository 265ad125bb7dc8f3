"""An XML document cut into the texts of its records, without parsing it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..base import HEAD, decoded
from ..bounds import too_long
from .opening import BEGUN, DOCTYPE, PASSED_OVER, TAG, Attributes, attributes, local_name

_MARKUP = re.compile(rb"<(?:!--|!\[CDATA\[|!DOCTYPE|\?|/?[A-Za-z_\x80-\xff])", re.IGNORECASE)
_LONGEST_MARK = 9
_TO_END = re.compile(rb"[^<>]*(?:>|(?=<))")
_NAMESPACE = re.compile(rb"""(?<=\s)(xmlns(?::[\w.-]+)?)\s*=\s*(?:"[^"<&]*"|'[^'<&]*')""")
_NAMESPACES = 100  # declarations that are kept
_SHOWN = 400  # bytes of a record that is too long


class Piece(NamedTuple):
    """The text of one record, or why it is not whole; `line` is that of its first tag.

    Attributes:
        namespaces: Declarations that stand above the record.
        above: Attributes of the elements around it that were asked for, by name.
    """

    line: int
    text: bytes
    namespaces: bytes = b""
    above: Mapping[str, Attributes] = {}
    trouble: str | None = None


class Cutter:
    """Finds where records begin and end, whatever stands between them.

    Comments, CDATA, processing instructions and the document type are passed
    over. Where something is missing, the search goes on at the next record.
    What is in memory is read in portions that double, so that looking again
    for an end that did not come costs no more than reading.
    """

    def __init__(
        self, source: io.BufferedReader, names: Iterable[str], around: Iterable[str], limit: int
    ) -> None:
        self._source = source
        self._names, self._around = frozenset(names), frozenset(around)
        self._limit = limit
        # What, within a record, ends it or shows that its end is missing.
        known = b"|".join(re.escape(n.encode()) for n in sorted(self._names | self._around))
        self._inside = re.compile(
            rb"<(?:!--|!\[CDATA\[|\?|/?(?:[\w.-]++:)?+(?:" + known + rb")(?=[\s/>]))"
        )
        self._buffer = b""
        self._at = 0
        self._ended = False
        self._line, self._counted = 1, 0
        self._passed = 0  # bytes before the buffer
        self._absent: dict[bytes, int] = {}
        self._doctype = True
        self._namespaces: dict[bytes, bytes] = {}
        self._above: dict[str, Attributes] = {}
        self._open: str | None = None

    @property
    def unclosed(self) -> str | None:
        """The root, as long as its end was not seen."""
        return self._open

    @property
    def line(self) -> int:
        """The line that was reached."""
        return self._line_of(self._at)

    def read(self) -> Iterator[Piece]:
        """Yield the records in the order they stand."""
        while True:
            found = _MARKUP.search(self._buffer, self._at)
            if not found:
                self._at = max(self._at, len(self._buffer) - _LONGEST_MARK)
                if not self._more():
                    return
                continue
            self._at = found.start()
            mark = found[0]
            if mark in PASSED_OVER or mark.upper() == b"<!DOCTYPE":
                self._pass_over(mark)
            elif (piece := self._tag()) is not None:
                yield piece

    def _may_grow(self) -> bool:
        return not self._ended and len(self._buffer) - self._at <= self._limit

    def _more(self) -> bool:
        """Read on, if what is in hand is not yet as long as a record may be."""
        if not self._may_grow():
            return False
        self._line_of(self._at)
        more = self._source.read(max(HEAD, len(self._buffer) - self._at))
        self._ended = not more
        self._passed += self._at
        self._buffer = self._buffer[self._at :] + more
        self._at = self._counted = 0
        return True

    def _line_of(self, at: int) -> int:
        self._line += self._buffer.count(b"\n", self._counted, at)
        self._counted = at
        return self._line

    def _pass_over(self, mark: bytes) -> None:
        """Go on behind a comment and its like; behind its mark where it has no end."""
        while (end := self._end_of(mark, self._at)) is None:
            if not self._more():
                end = self._at + len(mark)
                self._doctype = self._doctype and mark in PASSED_OVER
                break
        self._at = end

    def _end_of(self, mark: bytes, at: int) -> int | None:
        if mark not in PASSED_OVER:
            found = DOCTYPE.match(self._buffer, at) if self._doctype else None
            return found.end() if found else None
        closing = PASSED_OVER[mark]
        # Where a closing sign was looked for in vain it is not looked for again.
        known = self._absent.get(closing, 0) - self._passed
        end = self._buffer.find(closing, max(at + len(mark), known))
        if end < 0:
            self._absent[closing] = self._passed + len(self._buffer) - len(closing) + 1
            return None
        return end + len(closing)

    def _tag(self) -> Piece | None:
        """Take a tag outside of records; return the record that it begins."""
        while not (whole := TAG.match(self._buffer, self._at)):
            if self._buffer.find(b"<", self._at + 1) >= 0 or not self._more():
                break
        tag = whole or BEGUN.match(self._buffer, self._at)
        if tag is None:
            self._at += 1
            return None
        name = local_name(tag[1])
        closing, empty = tag[0].startswith(b"</"), whole is not None and whole[2].endswith(b"/")
        if name in self._names and not closing:
            return self._cut(tag.end()) if empty else self._record(tag[1])
        if closing:
            self._open = None if name == self._open else self._open
        else:
            self._open = self._open or (None if empty else name)
            self._look_around(name, whole[2] if whole else b"")
        self._at = tag.end()
        return None

    def _look_around(self, name: str, text: bytes) -> None:
        if name in self._around:
            self._above = {**self._above, name: attributes(text)}
        if b"xmlns" in text and len(self._namespaces) < _NAMESPACES:
            self._namespaces |= {found[1]: found[0] for found in _NAMESPACE.finditer(text)}

    def _record(self, name: bytes) -> Piece:
        """Return the record that begins here, and go on behind it."""
        closing, at = b"</" + name, self._at + len(name) + 1
        while True:
            found = self._inside.search(self._buffer, at)
            if found is None:
                last = self._buffer.rfind(b"<", at)
                at = last if last >= 0 else len(self._buffer)
            elif (mark := found[0]) in PASSED_OVER:
                at = found.start()
                end = self._end_of(mark, at)
                if end or not self._may_grow():
                    at = end or at + len(mark)
                    continue
            elif mark != closing:
                return self._cut(found.start(), f"not closed before {decoded(mark)[0]}>")
            elif end_sign := _TO_END.match(self._buffer, found.end()):
                return self._cut(end_sign.end())
            else:
                at = found.start()
            moved = self._at
            if not self._more():
                return self._cut(max(at, self._at + 1), "not closed before the input ends")
            at -= moved

    def _cut(self, end: int, trouble: str | None = None) -> Piece:
        line, text = self._line_of(self._at), self._buffer[self._at : end]
        self._at = end
        if len(text) > self._limit:
            trouble, text = too_long(self._limit), text[:_SHOWN]
        namespaces = b" ".join(self._namespaces.values())
        return Piece(line, text, namespaces, self._above, trouble)

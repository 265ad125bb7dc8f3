"""BibTeX text cut into entries by their brackets, with recovery where these do not match."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import BinaryIO, NamedTuple

from ..base import REPLACED, as_utf8, decoded
from ..bounds import largest, too_long

LIMIT = 16 << 20  # bytes of one entry; a longer one is rejected
_CHUNK = 1 << 20
_TAIL = 4096  # bytes kept between entries, so that a start torn by a chunk is seen whole

NO_ENTRIES = frozenset({"string", "preamble", "comment"})
START = re.compile(rb"(?<![\w.])@[ \t]*([A-Za-z][\w-]*)\s*([{(])")
# An entry that is still open where a line begins like this lacks a bracket.
_NEXT = re.compile(rb"[\r\n][ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]")
_BRACES = re.compile(rb"[{}]")
_ESCAPED_BRACES = re.compile(rb"\\[\\{}]|[{}]")
_SIGNS = re.compile(rb'[{}()"]')
_GOES_ON = re.compile(rb"[ \t]*,?\s*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\w]")

COMMENTED = "commented out"


class Record(NamedTuple):
    """What stands between the brackets of `@kind{...}`, and the line where it begins.

    Attributes:
        kind: Lower case.
        trouble: Why it cannot be read, or `COMMENTED`.
    """

    line: int
    kind: str
    text: str
    trouble: str | None = None
    warnings: tuple[str, ...] = ()


class _Extent(NamedTuple):
    """Where a record ends, and whether more fields follow the bracket that ends it."""

    end: int
    goes_on: bool = False


def records(stream: BinaryIO) -> Iterator[Record]:
    """Yield entries, string definitions and preambles in order; comments only if ill-formed.

    At most one entry is in memory. Text between entries is nothing,
    as BibTeX has it.
    """
    yield from _Cutter(stream)


class _Cutter:
    def __init__(self, stream: BinaryIO) -> None:
        self._source = as_utf8(stream)
        self._limit = largest(LIMIT)
        self._data = b""
        self._counted, self._line = 0, 1  # a place in the data, and its line
        self._patience = (
            4 * self._limit
        )  # bytes that may yet be searched for ends of comments in vain
        self._next_entry = -1
        self._without_next = 0  # up to here there is none
        self._ended = False

    def __iter__(self) -> Iterator[Record]:
        self._more()
        at = 0
        while True:
            at = self._forget(at)
            start = START.search(self._data, at)
            if start:
                at = yield from self._record(start)
            elif self._ended:
                return
            else:
                at = max(at, len(self._data) - _TAIL)
                self._more()

    def _record(self, start: re.Match[bytes]) -> Generator[Record, None, int]:
        """Yield the record that begins here, if it is one, and return where to go on."""
        kind, begin, opening = start[1].decode().lower(), start.start(), start.end()
        line = self._line_at(begin)
        if self._data[self._line_begin(begin) : begin].lstrip().startswith(b"%"):
            if kind not in NO_ENTRIES:
                yield Record(line, kind, self._shown(begin), COMMENTED)
            return opening
        if kind == "comment":
            return (yield from self._comment(opening, start[2]))
        limit, extent = self._closed(opening, start[2])
        if extent is None:
            if kind not in NO_ENTRIES:
                yield Record(line, kind, self._shown(begin), self._unclosed(opening, limit))
            return limit
        if extent.end - opening > self._limit:
            if kind not in NO_ENTRIES:
                yield Record(line, kind, self._shown(begin), too_long(self._limit))
            return extent.end + 1
        text, warnings = self._decoded(opening, extent.end)
        if extent.goes_on:
            warnings = (*warnings, "fields follow the bracket that closes the entry: left out")
        yield Record(line, kind, text, None, warnings)
        return extent.end + 1

    def _closed(self, opening: int, sign: bytes) -> tuple[int, _Extent | None]:
        """Read on until a record is closed, the next begins, or there is enough of it."""
        while True:
            limit = self._next(opening)
            extent = _extent(self._data, opening, limit, sign)
            if extent or limit < len(self._data) or self._enough(opening):
                return limit, extent
            self._more()

    def _next(self, opening: int) -> int:
        """Return where a line begins the next entry, or the end of what has been read."""
        # Sought once, not for every entry: there may be thousands on one line.
        if self._next_entry < opening:
            found = _NEXT.search(self._data, max(opening, self._without_next))
            self._without_next = max(opening, len(self._data) - _TAIL)
            if found is None:
                return len(self._data)
            self._next_entry = self._without_next = found.start()
        return self._next_entry

    def _unclosed(self, opening: int, limit: int) -> str:
        if following := _NEXT.match(self._data, limit):
            return f"not closed before the next entry, in line {self._line_at(following.end())}"
        return "not closed before the end" if self._ended else too_long(self._limit)

    def _comment(self, opening: int, sign: bytes) -> Generator[Record, None, int]:
        """Yield the entries that a comment holds; one that is never closed holds none."""
        extent = None
        while self._patience > 0:
            extent = _extent(self._data, opening, len(self._data), sign)
            if extent:
                break
            self._patience -= len(self._data) - opening
            if self._enough(opening):
                break
            self._more()
        if extent is None:
            return opening
        for inner in START.finditer(self._data, opening, extent.end):
            kind, begin = inner[1].decode().lower(), inner.start()
            if kind not in NO_ENTRIES:
                yield Record(self._line_at(begin), kind, self._shown(begin), COMMENTED)
        return extent.end + 1

    def _enough(self, opening: int) -> bool:
        return self._ended or len(self._data) - opening >= self._limit

    def _more(self) -> None:
        # As much again as there is, so that a long entry is not scanned too often.
        more = self._source.read(max(_CHUNK, len(self._data)))
        self._ended = not more
        self._data += more

    def _forget(self, at: int) -> int:
        """Forget most of what lies before a place; return where the place is now."""
        begin = self._line_begin(at)
        if begin < _CHUNK // 2:
            return at
        self._line = self._line_at(begin)
        self._counted = 0
        self._next_entry -= begin
        self._without_next = max(0, self._without_next - begin)
        self._data = self._data[begin:]
        return at - begin

    def _line_at(self, at: int) -> int:
        if at >= self._counted:
            self._line += self._data.count(b"\n", self._counted, at)
        else:
            self._line -= self._data.count(b"\n", at, self._counted)
        self._counted = at
        return self._line

    def _line_begin(self, at: int) -> int:
        begin = max(self._data.rfind(sign, max(0, at - _TAIL), at) for sign in (b"\n", b"\r")) + 1
        return begin or max(0, at - _TAIL)

    def _shown(self, at: int) -> str:
        return decoded(self._data[at : at + 400])[0]

    def _decoded(self, begin: int, end: int) -> tuple[str, tuple[str, ...]]:
        text, good = decoded(self._data[begin:end])
        return text, () if good else (REPLACED,)


def _extent(data: bytes, at: int, limit: int, opening: bytes) -> _Extent | None:
    """Find the bracket that closes a record; None if there is none before the limit.

    Braces count as BibTeX counts them, with a backslash before them or not;
    where that does not work out, those with a backslash are left out.
    """
    if opening == b"(":
        end = _closing_parenthesis(data, at, limit)
        return None if end is None else _Extent(end)
    end = _closing(_BRACES, data, at, limit)
    if end is not None and not _GOES_ON.match(data, end + 1, limit):
        return _Extent(end)
    if data.find(b"\\{", at, limit) < 0 and data.find(b"\\}", at, limit) < 0:
        return None if end is None else _Extent(end, goes_on=True)
    escaped = _closing(_ESCAPED_BRACES, data, at, limit)
    if escaped is not None and not _GOES_ON.match(data, escaped + 1, limit):
        return _Extent(escaped)
    return None if end is None else _Extent(end, goes_on=True)


def _closing(signs: re.Pattern[bytes], data: bytes, at: int, limit: int) -> int | None:
    depth = 1
    for found in signs.finditer(data, at, limit):
        sign = found[0]
        if sign == b"{":
            depth += 1
        elif sign == b"}":
            depth -= 1
            if not depth:
                return found.start()
    return None


def _closing_parenthesis(data: bytes, at: int, limit: int) -> int | None:
    depth, quoted = 0, False
    for found in _SIGNS.finditer(data, at, limit):
        sign = found[0]
        if sign == b"{":
            depth += 1
        elif sign == b"}":
            depth -= 1
        elif depth <= 0 and sign == b'"':
            quoted = not quoted
        elif depth <= 0 and sign == b")" and not quoted:
            return found.start()
    return None

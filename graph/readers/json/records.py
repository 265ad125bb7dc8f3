"""Records of paper indexes in JSON: one, a page of them, an array, or one a line."""

from __future__ import annotations

import io
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO, NamedTuple

import msgspec

from ...model import Origin, Rejected, Skipped, Warned
from ..base import Read, Recognition, decoded, in_utf8, shown
from .fields import Record
from .paper import paper_of
from .shapes import at, items, objects, opening
from .values import Value, decode, values

_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_ITEMS = msgspec.json.Decoder(list[msgspec.Raw]).decode


class _Found(NamedTuple):
    """A record, or why it cannot be read."""

    line: int
    text: bytes
    record: object = None
    warnings: Sequence[str] = ()
    trouble: str | None = None


class RecordsReader(ABC):
    """Reads the records of one index; a subclass says what they mean.

    Attributes:
        pages: Where a page of results may have its records: names of fields,
            from the outside in.
    """

    name: str
    suffixes = (".json", ".jsonl", ".ndjson")
    pages: Sequence[tuple[str, ...]] = ()

    @abstractmethod
    def fits(self, record: Record) -> bool:
        """Tell whether a record, or the beginning of one, is of this index."""

    @abstractmethod
    def described(self, record: Record) -> Record | str:
        """Return a record as JSON Lines of papers have it, or why it is no paper."""

    def is_record(self, page: Record) -> bool:
        """Tell whether what looks like a page is one record."""
        return False

    def notice(self, page: Record) -> str | None:
        """Return what a report should say of a page."""
        return None

    def recognises(self, head: bytes) -> Recognition:
        """Tell by the first record, even where it or its page is cut off."""
        value = _first_object(head)
        if value is not None and not self.is_record(value):
            path = self._path(value)
            value = next(iter(objects(at(value, *path))), None) if path else value
        fits = value is not None and self.fits(value)
        return Recognition.YES if fits else Recognition.NO

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield a paper, a rejection or a skip for every record, and warnings before it.

        One line, or one page, is in memory at a time, of at most 64 MiB.
        """
        for value in values(stream):
            whole = _decoded(value)
            path = None
            if isinstance(whole.record, dict) and not self.is_record(whole.record):
                path = self._path(whole.record)
                if path and (notice := self.notice(whole.record)):
                    yield Warned(origin, value.line, notice)
            if path and not whole.warnings:
                found = _records(value, items(at(whole.record, *path)), path)
            elif path or whole.trouble:
                if path is None and (path := self._opened_path(value)):
                    yield Warned(origin, value.line, f"the page is damaged ({whole.trouble})")
                found = _salvaged(value, path) if path else iter([whole])
            else:
                found = iter([whole])
            for one in found:
                yield from self._read(one, origin)

    def _path(self, page: Record) -> tuple[str, ...] | None:
        return next((p for p in self.pages if isinstance(at(page, *p), list)), None)

    def _opened_path(self, value: Value) -> tuple[str, ...] | None:
        """Find the records of a page that cannot be read as a whole."""
        page = opening(value.text)
        return self._path(page) if isinstance(page, dict) else None

    def _read(self, found: _Found, origin: str) -> Iterator[Read]:
        line = found.line
        try:
            if found.trouble:
                raise ValueError(found.trouble)
            if found.record is None:
                yield Skipped(origin, line, "null in the place of a record", "null")
                return
            if not isinstance(found.record, dict):
                raise ValueError("not an object in braces")
            described = self.described(found.record)
            if isinstance(described, str):
                yield Skipped(origin, line, described, _shown(found.text))
                return
            paper, left_out = paper_of(described, Origin(origin, line))
        except ValueError as error:
            yield Rejected(origin, line, str(error), _shown(found.text))
            return
        for reason in (*found.warnings, *left_out):
            yield Warned(origin, line, reason)
        yield paper


@lru_cache(maxsize=1)
def _first_object(head: bytes) -> Record | None:
    """Return the first object of an input, as much of it as its head holds."""
    for value in values(io.BytesIO(head)):
        found = _decoded(value)
        record = opening(value.text) if found.trouble else found.record
        if isinstance(record, dict):
            return record
    return None


def _decoded(value: Value, above: int = 0) -> _Found:
    line, text, trouble = value
    line += above
    if trouble:
        return _Found(line, text, trouble=trouble)
    try:
        return _Found(line, text, *decode(text))
    except ValueError as error:
        return _Found(line, text, trouble=str(error))


def _records(page: Value, records: list[object], path: tuple[str, ...]) -> Iterator[_Found]:
    """Yield the records of a page, each with the line where it begins."""
    raw = page.text
    try:
        for name in path:
            raw = bytes(_FIELDS(raw)[name])
        pieces = _ITEMS(raw)
    except msgspec.DecodeError:
        # Something in it is no JSON though it could be read, such as Infinity.
        yield from _salvaged(page, path)
        return
    at_end = page.text.find(raw)
    line = page.line + page.text.count(b"\n", 0, at_end)
    for record, piece in zip(records, pieces, strict=True):
        text = bytes(piece)
        begin = page.text.find(text, at_end)
        line += page.text.count(b"\n", at_end, begin)
        yield _Found(line, text, record)
        at_end = begin + len(text)
        line += text.count(b"\n")


def _salvaged(page: Value, path: tuple[str, ...]) -> Iterator[_Found]:
    """Yield the records of a page that is damaged somewhere, each read for itself."""
    begin = re.search(rb'"%s"\s*:\s*\[' % path[-1].encode(), page.text)
    if not begin:
        yield _Found(page.line, page.text, trouble="the page is damaged")
        return
    above = page.line - 1 + page.text.count(b"\n", 0, begin.end())
    for value in values(io.BytesIO(page.text[begin.end() - 1 :])):
        # What stands behind the records is the rest of the page.
        if not (value.trouble or "").startswith("follows"):
            yield _decoded(value, above)


def _shown(text: bytes) -> str:
    return shown(" ".join(decoded(text[:400])[0].split()))

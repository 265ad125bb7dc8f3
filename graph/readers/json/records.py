"""Records of paper indexes in JSON: one, a page of them, an array, or one a line."""

from __future__ import annotations

import io
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import BinaryIO, NamedTuple

import msgspec

from ...model import Origin, Rejected, Skipped, Warned
from ..base import Read, Recognition, decoded, in_utf8, shown
from .cutting import Value
from .fields import Record
from .paper import paper_of
from .shapes import at, objects, opening
from .values import decode, values

_decode = msgspec.json.Decoder().decode
_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class _Found(msgspec.Struct, frozen=True, gc=False):
    """A record, or why it cannot be read."""

    line: int
    text: bytes
    record: object = None
    warnings: list[str] = []
    trouble: str | None = None


class _Page(NamedTuple):
    """What a page says, with no more than the first of its records, and the list of them all."""

    outline: Record
    records: bytes


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
        may_be_page = True
        for value in values(stream):
            # Where a record stands in a line of its own, the next one most likely does.
            if may_be_page and (page := self._page(value)):
                yield from self._read_page(page, value, origin)
                continue
            whole = _decoded(value)
            path = None
            if whole.trouble:
                path = self._opened_path(value)
                if path:
                    yield Warned(origin, value.line, f"the page is damaged ({whole.trouble})")
            elif isinstance(whole.record, dict) and not self.is_record(whole.record):
                path = self._path(whole.record)
                may_be_page = path is not None
                if path and (page := self._page(value)):
                    yield from self._read_page(page, value, origin)
                    continue
            for one in _salvaged(value, path) if path else (whole,):
                yield from self._read(one, origin)

    def _page(self, value: Value) -> _Page | None:
        """Return a value as a page, if it is one and sound down to its records."""
        for path in self.pages:
            if _quoted(path[-1]) in value.text and (page := _opened(value.text, path)):
                return None if self.is_record(page.outline) else page
        return None

    def _read_page(self, page: _Page, value: Value, origin: str) -> Iterator[Read]:
        if notice := self.notice(page.outline):
            yield Warned(origin, value.line, notice)
        begin = value.text.find(page.records)
        above = value.line - 1 + value.text.count(b"\n", 0, begin)
        for record in values(io.BytesIO(page.records)):
            yield from self._read(_decoded(record, above), origin)

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
                yield Skipped(origin, line, " ".join(described.split()), _shown(found.text))
                return
            paper, left_out = paper_of(described, Origin(origin, line))
        except ValueError as error:
            yield Rejected(origin, line, str(error), _shown(found.text))
            return
        for reason in found.warnings + left_out:
            yield Warned(origin, line, reason)
        yield paper


@cache
def _quoted(name: str) -> bytes:
    return f'"{name}"'.encode()


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
    line, text, trouble = value.line + above, value.text, value.trouble
    if trouble:
        return _Found(line, text, trouble=trouble)
    try:
        return _Found(line, text, *decode(text))
    except ValueError as error:
        return _Found(line, text, trouble=str(error))


def _opened(text: bytes, path: tuple[str, ...]) -> _Page | None:
    """Return the records of a page without decoding more than the first; None if it has none."""
    try:
        fields = _FIELDS(text)
        raw = bytes(fields.pop(path[0]))
        for name in path[1:]:
            raw = bytes(_FIELDS(raw)[name])
        outline: dict[str, object] = {name: _decode(rest) for name, rest in fields.items()}
    except (KeyError, ValueError, RecursionError):
        return None
    if not raw.lstrip().startswith(b"["):
        return None
    inner: object = [_decoded(value).record for value in islice(values(io.BytesIO(raw)), 1)]
    for name in reversed(path[1:]):
        inner = {name: inner}
    return _Page(outline | {path[0]: inner}, raw)


def _salvaged(page: Value, path: tuple[str, ...]) -> Iterator[_Found]:
    """Yield the records of a page that is damaged somewhere, each read for itself."""
    begin = re.search(_quoted(path[-1]) + rb"\s*:\s*\[", page.text)
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

"""Lines that begin with a tag, gathered into records with their line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model import Origin, Warned
from ..base import REPLACED, Line, Read, decoded, shown
from ..bounds import largest, too_long
from ..draft import Draft

LIMIT = 64 << 20  # bytes of one record; a longer one is rejected
_OF_LINE = 100  # bytes that a line takes in memory beside its text


class Layout(NamedTuple):
    """How a format marks its records.

    Attributes:
        line: Matches a line with a tag; its groups are the tag and the value.
        begins: The tag of a record's first line.
        ends: The tag that closes a record; None where the next one does.
        between: Tags that stand outside of records and mean nothing.
        header: Matches lines before the first record that mean nothing.
    """

    line: re.Pattern[str]
    begins: str
    ends: str | None = None
    between: frozenset[str] = frozenset()
    header: re.Pattern[str] | None = None


@dataclass
class Record:
    """The fields of a record in the order they stand, and what is wrong with it.

    A value that goes on in the next lines holds them all, parted by line ends.
    """

    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    trouble: str | None = None
    _by_tag: dict[str, list[str]] = field(default_factory=dict)

    def all(self, *tags: str) -> list[str]:
        """Return the values of these tags that are not blank: by tag, then as they stand."""
        if not self._by_tag:
            for tag, value in self.fields:
                if value.strip():
                    self._by_tag.setdefault(tag, []).append(value)
        return [value for tag in tags for value in self._by_tag.get(tag, ())]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of these tags that has one, or nothing."""
        return next(iter(self.all(*tags)), "")


def records(source: Iterable[Line], layout: Layout, origin: str) -> Iterator[Record | Warned]:
    """Yield the records of a source, and a warning for each run of lines outside of any."""
    return _Records(layout, origin).read(source)


def result(draft: Draft, record: Record, origin: str) -> Iterator[Read]:
    """Yield a paper after its warnings, or why the record is none."""
    text = " ".join(f"{tag} {value}" for tag, value in record.fields[:4])
    origin_of = Origin(origin, record.line)
    return draft.result(origin_of, text, warnings=record.warnings, trouble=record.trouble)


class _Records:
    def __init__(self, layout: Layout, origin: str) -> None:
        self._limit = largest(LIMIT)
        self._layout = layout
        self._origin = origin
        self._record: Record | None = None
        self._tag = ""
        self._value: list[str] = []
        self._size = 0
        self._stray = False
        self._begun = False
        self._ready: list[Record | Warned] = []

    def read(self, source: Iterable[Line]) -> Iterator[Record | Warned]:
        for line in _split(source):
            self._take(line)
            if self._ready:
                yield from self._ready
                self._ready = []
        self._close(found=False)
        yield from self._ready

    def _take(self, line: Line) -> None:
        text, good = decoded(line.text)
        found = self._layout.line.match(text)
        if not found:
            self._go_on(line, text, good)
            return
        tag, value = found.groups()
        if tag in self._layout.between:
            return
        if tag == self._layout.begins:
            self._close(found=False)
        if tag == self._layout.ends:
            self._close(found=True)
            return
        self._stray = False
        if self._record is None:
            self._record = Record(line.number)
            self._begun, self._size = True, 0
            if tag != self._layout.begins:
                self._record.warnings.append(
                    f"the record does not begin with {self._layout.begins}"
                )
        self._flush()
        self._tag = tag
        self._hold(line, value.strip(), good)

    def _go_on(self, line: Line, text: str, good: bool) -> None:
        """Add a line without a tag to the value before it; outside of a record, tell it."""
        text = text.strip()
        if self._record:
            self._hold(line, text, good)
        elif text and not self._stray and not self._in_header(text):
            self._stray = True
            reason = f"lines outside of a record were left out, from: {shown(text)}"
            self._ready.append(Warned(self._origin, line.number, reason))

    def _in_header(self, text: str) -> bool:
        header = self._layout.header
        return not self._begun and header is not None and header.match(text) is not None

    def _hold(self, line: Line, text: str, good: bool) -> None:
        record = self._record
        if record is None:
            return
        self._size += len(line.text) + _OF_LINE
        if not line.whole or self._size > self._limit:
            record.trouble = too_long(self._limit)
        if not good and REPLACED not in record.warnings:
            record.warnings.append(REPLACED)
        if not record.trouble:
            self._value.append(text)

    def _flush(self) -> None:
        if self._record and self._value:
            self._record.fields.append((self._tag, "\n".join(self._value).rstrip()))
        self._value = []

    def _close(self, *, found: bool) -> None:
        self._flush()
        if self._record:
            if self._layout.ends and not found:
                self._record.warnings.append(
                    f"the record is not closed by {self._layout.ends}; some of it may be missing"
                )
            self._ready.append(self._record)
        self._record = None
        self._stray = False


def _split(source: Iterable[Line]) -> Iterator[Line]:
    """Cut lines at carriage returns alone, by which old programs end them."""
    added = 0
    for line in source:
        if b"\r" not in line.text:
            yield Line(line.number + added, line.text, line.whole) if added else line
            continue
        begin = 0
        # One by one: all at once would take many times the memory of the line.
        while (end := line.text.find(b"\r", begin)) >= 0:
            yield Line(line.number + added, line.text[begin:end], line.whole)
            begin, added = end + 1, added + 1
        yield Line(line.number + added, line.text[begin:], line.whole)

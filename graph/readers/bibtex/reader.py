"""BibTeX and BibLaTeX: entries of `@kind{key, field = value}`, as reference managers write them."""

from __future__ import annotations

import io
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from ...model import Rejected, Skipped, Warned
from ..base import Read, Recognition, as_utf8, in_utf8, shown
from ..bounds import largest
from .fields import Strings, parse
from .paper import PASSED, READ, Entry, paper_of, with_parent
from .records import COMMENTED, LIMIT, Record, records

_KINDS = (
    "article|book|mvbook|inbook|bookinbook|suppbook|booklet|collection|mvcollection|incollection"
    "|manual|misc|online|www|patent|periodical|proceedings|mvproceedings|inproceedings|conference"
    "|reference|report|techreport|thesis|phdthesis|mastersthesis|unpublished|software|dataset"
)
_ENTRY = re.compile(
    rb"^[ \t]*@[ \t]*(?:(?:comment|preamble|string)\s*[{(]"
    rb"|(?:" + _KINDS.encode() + rb")\s*[{(]"
    rb"|[a-z]\w*\s*\{[^{}=,\s]*\s*,\s*[a-z][\w-]*\s*=\s*[{\"\w])",
    re.IGNORECASE | re.MULTILINE,
)
_OTHER = re.compile(rb"\s*(?:[<{\[]|%PDF)")
_COMMENT_LINES = re.compile(rb"^[ \t]*%.*$", re.MULTILINE)
# Signs of a text that shows an entry or two: Markdown, a script, a LaTeX document.
_SHOWING = re.compile(rb"^[ \t]*(?:```|~~~|#{1,6} |\"\"\"|\\\w+)", re.MULTILINE)
_PREFACE = 2048  # bytes of other text that may precede the first entry

# What is no paper: settings of styles, sets of entries, fields for other entries.
_ASIDE = {
    "xdata": "fields for other entries",
    "set": "a set of other entries",
    "control": "settings of a style",
    "ieeetranbstctl": "settings of a style",
}
_ANCESTORS = 50  # from which one entry inherits at most
_HELD = 4  # times as long as one entry may be are those together that wait for another
_KNOWN = 2  # times as long are those together that others may inherit from


class BibtexReader:
    """Reads every entry that has a title, with what it inherits by `crossref` and `xdata`."""

    name = "bibtex"
    suffixes = (".bib", ".bibtex", ".biblatex")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes to entries that nothing precedes but comments or a short preface, else maybe."""
        text = as_utf8(io.BytesIO(head)).read()
        if _OTHER.match(text):
            return Recognition.NO
        first = _ENTRY.search(text)
        if first is None:
            return Recognition.NO
        preface = _COMMENT_LINES.sub(b"", text[: first.start()]).strip()
        alone = len(preface) <= _PREFACE and b"\0" not in text and not _SHOWING.search(preface)
        return Recognition.YES if alone else Recognition.MAYBE

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield a paper, rejection or skip for every entry, and warnings before their paper.

        An entry that inherits from a later one comes after it, at the end if
        there is none; the others keep their order.
        """
        bibliography = _Bibliography(origin)
        for record in records(stream):
            yield from bibliography.take(record)
        yield from bibliography.rest()


class _Bibliography:
    """What the entries of one file must know of each other."""

    def __init__(self, origin: str) -> None:
        self._limit = largest(LIMIT)
        self._origin = origin
        self._strings = Strings()
        self._lines: dict[str, int] = {}  # of keys, where they stood first
        self._parents: dict[str, dict[str, str]] = {}
        self._waiting: dict[str, list[Entry]] = defaultdict(list)
        self._held = self._known = 0

    def take(self, record: Record) -> Iterator[Read]:
        if record.kind == "preamble":
            return
        if record.kind == "string":
            for reason in (*record.warnings, *self._strings.define(record.text)):
                yield Warned(self._origin, record.line, reason)
            return
        if record.trouble:
            told = Skipped if record.trouble == COMMENTED else Rejected
            text = shown(" ".join(record.text.split()))
            yield told(self._origin, record.line, record.trouble, text)
            return
        key, values, warnings = parse(record.text, self._strings)
        read = {name: value for name, value in values.items() if name in READ}
        entry = Entry(record.line, record.kind, key, read)
        for reason in (*record.warnings, *warnings, *self._twice(entry)):
            yield Warned(self._origin, record.line, reason)
        if entry.kind in _ASIDE:
            yield Skipped(self._origin, record.line, _ASIDE[entry.kind], shown(key))
        elif wanted := self._lacking(entry):
            self._wait(wanted, entry)
        else:
            yield from self._paper(entry)
        yield from self._arrived(entry)
        if self._held > _HELD * self._limit:
            yield from self.rest()

    def rest(self) -> Iterator[Read]:
        """Yield the entries whose parents never came."""
        held = (entry for entries in self._waiting.values() for entry in entries)
        waiting = sorted(held, key=lambda entry: entry.line)
        self._waiting.clear()
        self._held = 0
        for entry in waiting:
            reason = f"inherits from {str(self._lacking(entry))[:60]}, which is not there"
            yield Warned(self._origin, entry.line, reason)
            yield from self._paper(entry)

    def _twice(self, entry: Entry) -> Iterator[str]:
        if entry.key in self._lines:
            yield f"key {entry.key[:60]} is also that of line {self._lines[entry.key]}"
        elif entry.key:
            self._lines[entry.key] = entry.line

    def _lacking(self, entry: Entry) -> str | None:
        """Return the key of an entry that this one inherits from and that is not yet there."""
        return next((key for key, known, _ in self._ancestors(entry) if known is None), None)

    def _ancestors(self, entry: Entry) -> Iterator[tuple[str, Mapping[str, str] | None, bool]]:
        """Yield keys and fields of what an entry inherits from, nearest first, each once.

        The last value tells whether it inherits all fields, as by `xdata`.
        """
        following = deque(_parents(entry.fields, whole=True))
        seen: set[str] = set()
        while following and len(seen) < _ANCESTORS:
            key, whole = following.popleft()
            name = key.lower()
            if name in seen:
                continue
            seen.add(name)
            known = self._parents.get(name)
            yield key, known, whole
            if known:
                following.extend(_parents(known, whole=whole))

    def _wait(self, wanted: str, entry: Entry) -> None:
        self._waiting[wanted.lower()].append(entry)
        self._held += sum(map(len, entry.fields.values()))

    def _arrived(self, entry: Entry) -> Iterator[Read]:
        """Remember what an entry passes on, and go on with those that waited for it."""
        key = entry.key.lower()
        if not key or key in self._parents or self._known > _KNOWN * self._limit:
            return
        passed = READ if entry.kind == "xdata" else PASSED
        self._parents[key] = known = {k: v for k, v in entry.fields.items() if k in passed and v}
        self._known += sum(map(len, known.values()))
        for child in self._waiting.pop(key, ()):
            self._held -= sum(map(len, child.fields.values()))
            if wanted := self._lacking(child):
                self._wait(wanted, child)
            else:
                yield from self._paper(child)

    def _paper(self, entry: Entry) -> Iterator[Read]:
        try:
            paper, left_out = paper_of(self._complete(entry), self._origin)
        except ValueError as error:
            yield Rejected(
                self._origin, entry.line, str(error), shown(f"@{entry.kind}{{{entry.key}")
            )
            return
        for reason in left_out:
            yield Warned(self._origin, entry.line, reason)
        yield paper

    def _complete(self, entry: Entry) -> Entry:
        for _, known, whole in self._ancestors(entry):
            entry = with_parent(entry, known or {}, whole=whole)
        return entry


def _parents(fields: Mapping[str, str], *, whole: bool) -> Iterator[tuple[str, bool]]:
    for name in ("xdata", "crossref"):
        for part in islice(fields.get(name, "").split(","), _ANCESTORS):
            if key := " ".join(part.split()):
                yield key, whole and name == "xdata"

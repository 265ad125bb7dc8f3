"""What a reference means among the papers that were read."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ..identifiers import SCHEMES, Identifier
from ..names import families
from ..text import normal, says_nothing

# A preprint is often cited with the year of its published version.
_YEARS_APART = 1
# Titles of fewer words ("Deep Learning") are those of several works.
_TELLING_WORDS = 3
# A title that stands within a reference as printed has at least so many words.
_OPENING = 4
# Characters of a reference as printed that are looked at, and parts that a title may have.
_LOOKED_AT, _PARTS = 2000, 8

# What parts the fields of a reference as printed. A title may have a comma, a colon or brackets.
_BREAK = re.compile(r"([.,;?!\"“”„‘’«»()\[\]']+)")
_STRONG = frozenset(".;?!\"“”„‘’«»')]")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


class Entry(NamedTuple):
    """One reference of one paper."""

    paper: int
    position: int
    title: str | None
    text: str | None
    year: int | None
    identifiers: frozenset[Identifier]
    named: Sequence[Sequence[Any]]  # pairs of a source and what it calls the paper
    target: int  # what it meant before; 0 is nothing


class _Read(NamedTuple):
    """A paper that was read."""

    paper: int
    year: int | None
    author: str | None


class _Parted(NamedTuple):
    """A paper that shares an identifier with another one; they sort by what was read of them."""

    title: str
    content: bytes
    origin: str
    name: str
    year: int | None
    paper: int


def _parted(connection: sqlite3.Connection, identifier: str) -> list[_Parted]:
    rows = connection.execute(
        "SELECT normal, content, origin, name, paper.year, paper.id FROM identifier "
        "JOIN paper ON paper.id = identifier.paper JOIN record ON record.id = paper.record "
        "JOIN source ON source.id = record.source WHERE value = ?",
        (identifier,),
    )
    return sorted({_Parted(*row) for row in rows}, key=lambda parted: parted[:4])


def _nearest(entry: Entry, papers: Sequence[_Parted]) -> int:
    """Return the paper whose title, else whose year a reference gives; else the first."""
    title = normal(entry.title or "")
    best = min(papers, key=lambda p: (p.title != title, p.year != entry.year))
    return best.paper


def trust(identifier: Identifier) -> tuple[int, str]:
    """Return what identifiers are sorted by: the most trusted first."""
    return SCHEMES.index(identifier.scheme), identifier.value


class Targets:
    """Finds papers that were read by identifier, by name within a source, or by title."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._by_identifier: dict[str, int] = {}
        # Papers that were parted by hand and have an identifier in common.
        self._shared: dict[str, list[_Parted]] = defaultdict(list)
        self._schemes: dict[int, set[str]] = defaultdict(set)
        for value, paper in connection.execute("SELECT value, paper FROM identifier"):
            if self._by_identifier.setdefault(value, paper) != paper:
                self._shared[value] = []
            self._schemes[paper].add(value.partition(":")[0])
        for value in self._shared:
            self._shared[value] = _parted(connection, value)
        self._by_local: dict[tuple[int, str], int] = {}
        for source, local, paper in connection.execute(
            "SELECT source, local, paper FROM record WHERE local IS NOT NULL ORDER BY line DESC"
        ):
            self._by_local[source, local] = paper
        self._by_title: dict[str, list[_Read]] = defaultdict(list)
        for paper, title, year, author in connection.execute(
            "SELECT paper.id, normal, year, coalesce(wrote.name, author.name) FROM paper "
            "LEFT JOIN wrote ON wrote.paper = paper.id AND position = 1 "
            "LEFT JOIN author ON author.id = author WHERE stub = 0"
        ):
            self._by_title[title].append(_Read(paper, year, author))

    @cached_property
    def _openings(self) -> set[str]:
        """How titles begin; many libraries have no reference that is looked at so closely."""
        return set(filter(None, (_opening(title.split()) for title in self._by_title)))

    def find(self, entry: Entry) -> Sequence[int]:
        """Return the papers that a reference may mean: one where it is clear, none or several."""
        for identifier in sorted(entry.identifiers, key=trust):
            if found := self._by_identifier.get(str(identifier)):
                shared = self._shared.get(str(identifier))
                return [_nearest(entry, shared) if shared else found]
        for source, local in entry.named:
            if found := self._by_local.get((source, local)):
                return [found]
        read = list(self._titled(entry))
        if not read and not entry.title and entry.text:
            read = self._within(entry, entry.text)
        if len(read) > 1:
            read = [r for r in read if r.year == entry.year] or read
        return [r.paper for r in read]

    def _titled(self, entry: Entry) -> Iterator[_Read]:
        """Yield papers of the title that a reference gives, if it is sure which work it is.

        A title of a few words needs the author, or a year that agrees; one that
        says nothing needs both; otherwise it is enough that no year speaks against it.
        """
        title = normal(entry.title or entry.text or "")
        found = self._by_title.get(title, ())
        for read in self._possible(entry, found):
            near = _near(read.year, entry.year)
            if near is False:
                continue
            if says_nothing(title):
                sure = bool(near) and _names(entry.text, read)
            elif title.count(" ") + 1 < _TELLING_WORDS:
                # A text with names in it that lacks the author's is of somebody else's work.
                sure = _names(entry.text, read) or (bool(near) and not _says_more(entry, title))
            else:
                sure = True
            if sure:
                yield read

    def _possible(self, entry: Entry, found: Iterable[_Read]) -> Iterator[_Read]:
        """Leave out papers that have another identifier of the same scheme."""
        schemes = {i.scheme for i in entry.identifiers}
        return (r for r in found if not schemes & self._schemes.get(r.paper, set()))

    def _within(self, entry: Entry, text: str) -> list[_Read]:
        """Return the papers whose whole title is a part of a reference as printed.

        The longest such title counts, if the rest names its first author or its
        year; both, where only a comma or a bracket tells title from the rest.
        """
        text = text[:_LOOKED_AT]
        words = normal(text).split()
        if not any(_opening(words[i:]) in self._openings for i in range(len(words))):
            return []
        pieces = _BREAK.split(text)
        parts, breaks = [normal(p) for p in pieces[::2]], ['"', *pieces[1::2], '"']
        best: tuple[int, list[_Read]] = (0, [])
        for begin in range(len(parts)):
            for end in range(begin + 1, min(begin + _PARTS, len(parts)) + 1):
                title = " ".join(filter(None, parts[begin:end]))
                found = self._by_title.get(title)
                if not found or len(title) <= best[0] or not _opening(title.split()):
                    continue
                strong = all(_STRONG & set(breaks[i]) for i in (begin, end))
                rest = " . ".join(parts[:begin] + parts[end:])
                read = [
                    r
                    for r in self._possible(entry, found)
                    if _told(r, entry.year, rest, both=not strong)
                ]
                if read:
                    best = len(title), read
        return best[1]


def _opening(words: Sequence[str]) -> str | None:
    return " ".join(words[:_OPENING]) if len(words) >= _OPENING else None


def _near(one: int | None, other: int | None) -> bool | None:
    return None if one is None or other is None else abs(one - other) <= _YEARS_APART


def _names(text: str | None, read: _Read) -> bool:
    return bool(text) and _has_family(normal(text or ""), read)


def _has_family(told: str, read: _Read) -> bool:
    families_read = families(read.author) if read.author else ()
    return any(f" {family} " in f" {told} " for family in families_read)


def _says_more(entry: Entry, title: str) -> bool:
    return bool(entry.text) and normal(entry.text or "") != title


def _told(read: _Read, year: int | None, rest: str, *, both: bool) -> bool:
    """Tell whether the rest of a reference names author or year, or, if asked, both."""
    years = {year} if year else {int(y) for y in _YEAR.findall(rest)}
    named = _has_family(rest, read)
    if any(_near(read.year, y) is False for y in years) and not any(
        _near(read.year, y) for y in years
    ):
        return False
    return (named and read.year in years) if both else (named or read.year in years)

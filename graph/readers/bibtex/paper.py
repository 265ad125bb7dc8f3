"""A BibTeX or BibLaTeX entry made into a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...model import Author, Link, Origin, Paper, Passage, Role
from ..printed import MONTHS, iso, unheaded
from .identifiers import identifiers_of
from .latex import address_of, text_of
from .names import people
from .references import references_of

_YEAR = re.compile(r"(?<!\d)(?!0000)(\d{4})(?!\d)", re.ASCII)
_DATE = re.compile(r"[~?%]*(?!0000)(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?=[T~?%/]|\Z)", re.ASCII)
_DAY = re.compile(r"(?<!\d)([12]\d|3[01]|0?[1-9])(?!\d)", re.ASCII)
_ENDS = tuple(".:?!…—")
_ADDRESS = re.compile(r"https?://[^\s{}\\]+")

# Works whose editors stand where other works have their authors.
_EDITED = frozenset(
    ("book", "collection", "mvbook", "mvcollection", "proceedings", "mvproceedings", "periodical")
)
_TITLES = ("title", "maintitle", "booktitle", "shorttitle")
_VENUES = ("journaltitle", "journal", "booktitle", "fjournal", "eventtitle")
_AT = ("school", "institution", "organization")
_KEYWORDS = ("author_keywords", "author-keywords", "keywords", "keyword")
_PAGES = ("ee", "link", "pdf", "website", "homepage", "howpublished", "note", "addendum")
_CODE = ("code", "repository", "github")
_PARENTS = ("title", "subtitle", "booktitle", "year", "date", "month", "author", "editor")
_PARENTS_TOO = ("journal", "journaltitle", "eventtitle", "institution", "school")
INHERITED = frozenset((*_PARENTS, *_PARENTS_TOO))
PASSED = INHERITED | {"crossref", "xdata"}
_DATES = frozenset(("year", "date", "month", "day"))

READ = INHERITED.union(
    *(_TITLES, _VENUES, _AT, _KEYWORDS, _PAGES, _CODE, _DATES),
    ("abstract", "url", "doi", "eprint", "eprinttype", "archiveprefix", "eprintclass"),
    ("primaryclass", "arxivid", "arxiv", "pmid", "pmcid", "openalex", "volume", "number"),
    ("biburl", "crossref", "xdata", "references", "cites", "cited-references", "openreview"),
)


class Entry(NamedTuple):
    """An entry with those of its fields that are read, as they stand in the file."""

    line: int
    kind: str
    key: str
    fields: Mapping[str, str]


def with_parent(entry: Entry, parent: Mapping[str, str], *, whole: bool) -> Entry:
    """Give an entry what it lacks and another has: all fields, or what a volume passes on.

    A volume's title is where its parts appeared. Its identifiers, address and
    abstract are its own.
    """
    given = dict(parent)
    if not whole:
        given = {k: v for k, v in parent.items() if k in INHERITED}
        if entry.fields.get("title"):
            given.setdefault("booktitle", given.get("title", ""))
            given.pop("subtitle", None)
    if any(entry.fields.get(name) for name in ("year", "date")):
        given = {k: v for k, v in given.items() if k not in _DATES}
    own = {name: value for name, value in entry.fields.items() if value}
    return entry._replace(fields={**given, **own})


def paper_of(entry: Entry, origin: str) -> tuple[Paper, list[str]]:
    """Make a paper of an entry.

    Returns:
        The paper, and what of the entry was left out because of its form.

    Raises:
        ValueError: The entry has no title; the message says so.
    """
    return _Reading(entry).paper(Origin(origin, entry.line))


class _Reading:
    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._fields = entry.fields
        self._warnings: list[str] = []

    def paper(self, origin: Origin) -> tuple[Paper, list[str]]:
        title = self._title()
        date = self._date()
        passages = [Passage("title", title)]
        if abstract := self._text("abstract"):
            passages.append(Passage("abstract", unheaded(abstract)))
        url, links = self._addresses()
        paper = Paper(
            title=title,
            identifiers=identifiers_of(self._fields, self._entry.key, self._left_out),
            authors=tuple(map(Author, self._authors())),
            year=int(date[:4]) if date else None,
            venue=self._venue(title),
            keywords=tuple(self._keywords()),
            date=date,
            url=url,
            links=links,
            references=tuple(references_of(self._fields)),
            passages=tuple(passages),
            local=self._entry.key or None,
            origin=origin,
        )
        return paper, self._warnings

    def _left_out(self, name: str, why: str) -> None:
        self._warnings.append(" ".join(f"{name} {why}: left out".split()))

    def _text(self, name: str) -> str:
        value = self._fields.get(name)
        return text_of(value) if value else ""

    def _first(self, names: tuple[str, ...]) -> str:
        return next(filter(None, map(self._text, names)), "")

    def _title(self) -> str:
        title = self._first(_TITLES)
        if not title:
            raise ValueError("the title is empty" if "title" in self._fields else "no title")
        subtitle = self._text("subtitle")
        if not subtitle or title != self._text("title"):
            return title
        return f"{title} {subtitle}" if title.endswith(_ENDS) else f"{title}: {subtitle}"

    def _authors(self) -> Iterator[str]:
        names = self._fields.get("author")
        if not names and self._entry.kind in _EDITED:
            names = self._fields.get("editor")
        return people(names) if names else iter(())

    def _venue(self, title: str) -> str | None:
        names = _VENUES + (_AT if self._entry.kind not in _EDITED else ())
        venue = self._first(names)
        return venue if venue and venue != title else None

    def _keywords(self) -> list[str]:
        text = self._first(_KEYWORDS)
        parts = text.split(";" if ";" in text else ",")
        return list(dict.fromkeys(filter(None, map(str.strip, parts))))

    def _date(self) -> str | None:
        """Return the date as exact as it is known; of a range, its beginning."""
        if date := self._text("date"):
            if found := _DATE.match(date):
                return iso(found[1], found[2], found[3])
            if not self._fields.get("year"):
                return self._year(date.replace("-", "0"), "date")  # a year BC is none
        year = self._text("year")
        if not year:
            return None
        if not year.isdigit():  # such as 2024-03-13, put where only a year belongs
            found = _DATE.match(year)
            return iso(found[1], found[2], found[3]) if found else self._year(year, "year")
        if not (known := self._year(year, "year")):
            return None
        month, day = self._month()
        return iso(known, month, day)

    def _year(self, text: str, name: str) -> str | None:
        found = _YEAR.search(text)
        if found:
            return found[1]
        self._left_out(name, f"is no year ({text[:20]})")
        return None

    def _month(self) -> tuple[str | None, str | None]:
        text = self._text("month").lower()
        for number, name in enumerate(MONTHS, start=1):
            if name in text:
                day = _DAY.search(self._text("day") or text)
                return str(number), day[1] if day else None
        if text.isdecimal() and 1 <= int(text[:3]) <= 12:
            day = _DAY.fullmatch(self._text("day"))
            return str(int(text)), day[1] if day else None
        return None, None

    def _addresses(self) -> tuple[str | None, tuple[Link, ...]]:
        found: dict[str, Role | None] = {}
        for name in ("url", *_CODE, *_PAGES):
            value = self._fields.get(name)
            if value and "http" in value and (url := _ADDRESS.search(address_of(value))):
                found.setdefault(url[0].rstrip(".,;)"), Role.OFFICIAL if name in _CODE else None)
        first = next((url for url, role in found.items() if role is None), None)
        return first, tuple(Link(u, role) for u, role in found.items() if u != first)

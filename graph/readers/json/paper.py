"""An object of JSON Lines made into a paper: every field in any usual shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...identifiers import orcid
from ...model import Author, Link, Origin, Paper, Passage, Role
from ..printed import spoken
from .fields import Record, identifiers_of, items_of, local_of, references_of, year_of
from .shapes import text_of

_DATE = re.compile(
    r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:[T ].*)?$", re.ASCII | re.DOTALL
)
_PLAIN_DATE = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII).fullmatch
_LIST = re.compile(r"\s*[;,]\s*")
_ROLES = {role.value: role for role in Role}
_NAMES = re.compile(r"\s*;\s*|\s+and\s+")


def paper_of(record: Record, origin: Origin) -> tuple[Paper, list[str]]:
    """Make a paper of an object.

    Returns:
        The paper, and what of the object was left out because of its form.

    Raises:
        ValueError: The object has no title; the message says so.
    """
    return _Reading(record).paper(origin)


class _Reading:
    def __init__(self, record: Record) -> None:
        self._record = record
        self._warnings: list[str] = []

    def paper(self, origin: Origin) -> tuple[Paper, list[str]]:
        title = self._record.get("title")
        if title is None:
            raise ValueError("no title")
        if not isinstance(title, str):
            raise ValueError("the title is not text")
        title = title.strip()
        if not title:
            raise ValueError("the title is empty")
        date = self._date()
        year = year_of(self._record, self._left_out)
        if "year" not in self._record and date:
            year = int(date[:4])
        paper = Paper(
            title=title,
            identifiers=identifiers_of(self._record, self._left_out),
            authors=tuple(self._authors()),
            year=year,
            venue=self._text("venue"),
            keywords=tuple(self._keywords()),
            date=date,
            url=self._text("url"),
            links=tuple(self._links()),
            references=tuple(references_of(self._record, self._left_out)),
            passages=(Passage("title", title), *self._passages()),
            local=local_of(self._record, self._left_out),
            origin=origin,
        )
        return paper, self._warnings

    def _text(self, key: str) -> str | None:
        value = self._record.get(key)
        if isinstance(value, str):
            return value.strip() or None
        if value is not None:
            self._left_out(key, "is not text")
        return None

    def _left_out(self, key: str, why: str) -> None:
        self._warnings.append(" ".join(f"{key} {why}: left out".split()))

    def _date(self) -> str | None:
        value = self._text("date")
        if not value:
            return None
        if _PLAIN_DATE(value):
            return value
        found = _DATE.match(value)
        if not found or found[1] == "0000":
            self._left_out("date", f"is not like 2024-03-13, 2024-03 or 2024 ({value[:20]})")
            return None
        return "-".join(part for part in found.groups() if part)

    def _authors(self) -> Iterator[Author]:
        value = self._record.get("authors")
        known = self._record.get("orcids")
        known = known if isinstance(known, dict) else {}
        if isinstance(value, str):
            value = [v for v in _NAMES.split(value) if v]
        elif value is not None and not isinstance(value, list):
            self._left_out("authors", "is neither a list nor text")
        for author in value if isinstance(value, list) else ():
            name = author.strip() if isinstance(author, str) else _name(author)
            if not name:
                self._left_out("an author", "has no name")
                continue
            given = author.get("orcid") if isinstance(author, dict) else known.get(name)
            number = None
            if given:
                number = orcid(given) if isinstance(given, str) else None
                if not number:
                    self._left_out("an ORCID iD", f"is none ({str(given)[:40]})")
            yield Author(name, number)

    def _keywords(self) -> Iterator[str]:
        value = self._record.get("keywords")
        words = (
            _LIST.split(value)
            if isinstance(value, str)
            else items_of(self._record, "keywords", self._left_out)
        )
        for word in words:
            if not isinstance(word, str):
                self._left_out("a keyword", "is not text")
            elif bare := word.strip():
                yield bare

    def _links(self) -> Iterator[Link]:
        for link in items_of(self._record, "links", self._left_out):
            entry = link if isinstance(link, dict) else {"url": link}
            url, role = entry.get("url"), entry.get("role")
            if isinstance(url, str) and url.strip():
                yield Link(url.strip(), _ROLES.get(role) if isinstance(role, str) else None)
            else:
                self._left_out("a link", "has no address")

    def _passages(self) -> Iterator[Passage]:
        abstract = self._record.get("abstract")
        if isinstance(abstract, list) and all(isinstance(part, str) for part in abstract):
            abstract = "\n\n".join(abstract)
        if isinstance(abstract, str):
            if abstract.strip():
                yield Passage("abstract", abstract.strip())
        elif abstract is not None:
            self._left_out("abstract", "is not text")
        if "sections" not in self._record:
            return
        taken = {"title", "abstract"}
        for place, section in enumerate(
            items_of(self._record, "sections", self._left_out), start=1
        ):
            entry = section if isinstance(section, dict) else {"text": section}
            text, name, heading = entry.get("text"), entry.get("id"), entry.get("title")
            if not isinstance(text, str) or not text.strip():
                self._left_out(f"section {place}", "has no text")
                continue
            if not isinstance(name, str) or not name or name in taken:
                name = next(n for n in _names(place) if n not in taken)
            taken.add(name)
            yield Passage(name, text, heading if isinstance(heading, str) and heading else None)


def _names(place: int) -> Iterator[str]:
    yield f"s{place}"
    while True:
        place += 1
        yield f"s{place}"


def _name(author: object) -> str:
    if isinstance(author, dict):
        name = author.get("name")
        if isinstance(name, str) and name:
            return name.strip()
        return "" if name else spoken(text_of(author, "given"), text_of(author, "family"))
    return ""

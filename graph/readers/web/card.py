"""One block of a page, read by the names, the tags and the texts of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import printed
from ..json.fields import Record
from ..lists import hosts, names, words
from ..lists.hosts import Kind
from ..lists.words import word_set
from .document import Document, names_of, text_of
from .titles import HEADINGS, LABEL, OF_AUTHOR, RELATIVE, TITLES, bare_title, title_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONG = 80  # characters of an abstract that no name marks
_LONG_NAME = 30  # characters of a title that no abstract says by chance
_YEAR_ALONE = 4
_CONTROL = re.compile(
    r"\s*(?:[△▽▲▼]\s*\w+|(?:show|read|see) (?:more|less)|(?:more|less))\s*$", re.IGNORECASE
)
# Named so, an element is about the paper and none of its words.
_NO_ABSTRACT = word_set("citation citations author authors meta venue journal tldr bibref snippet")
_VENUES = ("venue", "conference", "journal", "ispartof")
_VENUE_ENDS = re.compile(r"[\s.,;:(]*\b(?:19|20)\d\d\b.*", re.DOTALL)
_YEAR = re.compile(r"\d{4}\.")
_KEYWORDS = re.compile(r"key\s?words?\s*[:：]\s*(.{3,500})$", re.IGNORECASE)
_MONTH = re.compile(r"([012]\d)(0[1-9]|1[0-2])\.\d{4,5}")
_FIRST_VERSION = re.compile(r"\bv1\s+submitted\s+([^;]+)")
_SENTENCES = re.compile(r"[.!?。](?:\s|$)")
_LATER = re.compile(r"[;(].*|,\s*(?:last )?(?:modified|updated|revised)\b.*", re.IGNORECASE)
_DATED = re.compile(r"\b(?:submitted|published|posted|updated|date|on)\b", re.IGNORECASE)
_NONE: frozenset[str] = frozenset()


class Reading:
    """What the elements of one block say, by their names, their tags and their texts.

    Attributes:
        addresses: Where its links lead, that of the paper first.
    """

    def __init__(
        self, document: Document, elements: list[_Element], address: str, title: str
    ) -> None:
        """Read elements that belong to the paper at an address; its title where it is known."""
        self._document = document
        self._address = address
        self._title = title
        self._all = [e for root in elements for e in root.iter() if isinstance(e.tag, str)]
        self._words = {e: names for e in self._all if (names := names_of(e))}
        self._lines = text_of(*elements).split("\n")
        links = [document.resolved(e.get("href")) for e in self._all if e.tag == "a"]
        self.addresses = [a for a in dict.fromkeys([address, *links]) if a]

    def record(self) -> Record | None:
        """Return the paper, or None where nothing is like its title."""
        title = self._title or self._named_title()
        title = title if title.endswith("..") else title.removesuffix(".")
        if not title:
            return None
        papers = [a for a in self.addresses if hosts.kind(a) is Kind.PAPER or hosts.identified(a)]
        numbers = [str(n) for a in papers if (n := hosts.identified(a))]
        first = {n.split(":")[0]: n for n in reversed(numbers)}
        own = self._address
        url = (
            own
            if own.startswith("http")
            else next((a for a in papers if a.startswith("http")), None)
        )
        abstract = self._abstract(title)
        authors, year = self._authors(title)
        date = self._date(abstract) or year
        if not papers and not RELATIVE.search(own) and not (authors or abstract):
            return None
        return {
            "title": title,
            "abstract": abstract,
            "authors": authors,
            "date" if date and len(date) > _YEAR_ALONE else "year": date,
            "venue": self._venue(title),
            "keywords": next(filter(None, map(_keywords, self._lines)), ""),
            "identifiers": list(first.values()),
            "url": url,
            "links": [
                {"url": a, "role": "official"} for a in self.addresses if hosts.kind(a) is Kind.CODE
            ],
        }

    def _named(self, *wanted: str) -> Iterator[_Element]:
        """Yield the outermost elements that are named so."""
        inside: set[_Element] = set()
        for element in self._all:
            if element in inside or not self._words.get(element, _NONE).intersection(wanted):
                continue
            inside.update(element.iter())
            yield element

    def _venue(self, title: str) -> str:
        named = self._text_named(*_VENUES)
        if named and _apart(title, named):
            return _VENUE_ENDS.sub("", named)
        return next((t for t in self._lines if words.is_venue(t) and words.year_in(t)), "")

    def _text_named(self, *wanted: str) -> str:
        texts = (LABEL.sub("", text_of(e).replace("\n", " ")) for e in self._named(*wanted))
        return next((t for t in texts if 1 < len(t) < 200), "")

    def _named_title(self) -> str:
        for element in self._named(*TITLES):
            if title := bare_title(text_of(element)):
                return title
        headings = (title_of(text_of(e)) for e in self._all if e.tag in HEADINGS)
        return next(filter(None, headings), "")

    def _abstract(self, title: str) -> str:
        named = (_whole(text_of(e)) for e in self._abstracts())
        best = max((t for t in named if not t.startswith(title + "\n")), key=len, default="")
        if not best:
            texts = (
                _whole(text_of(e))
                for e in self._all
                if e.tag in ("p", "div", "span", "blockquote", "td")
                and not any(c.tag in ("p", "div") for c in e)
                and not self._words.get(e, _NONE) & _NO_ABSTRACT
            )
            long = (t for t in texts if len(t) > _LONG and len(_SENTENCES.findall(t)) > 1)
            best = max((t for t in long if _apart(title, t)), key=len, default="")
        return "\n\n".join(best.split("\n"))

    def _abstracts(self) -> Iterator[_Element]:
        for element in self._named("abstract", "summary", "description"):
            if "tldr" in self._words[element]:
                continue
            whole = [e for e in element.iter() if "full" in names_of(e)]
            yield from whole or [element]

    def _authors(self, title: str) -> tuple[list[str], str | None]:
        """Return the authors, and the year that is printed behind them."""
        named = list(self._named("author", "authors"))
        each = [_people(e) for e in named]
        if len(named) > 1 and all(len(people) == 1 for people in each):
            return list(dict.fromkeys(people[0] for people in each)), None
        for element, people in zip(named, each, strict=True):
            if people:
                return people, words.year_in(text_of(element))
        of_authors = (a for a in self._all if OF_AUTHOR.search(str(a.get("href") or "")))
        linked = list(dict.fromkeys(filter(_is_name, map(text_of, of_authors))))
        for line in self._lines:
            text = line.removeprefix(title)
            before = re.split(r"\s[-–—]\s|…", LABEL.sub("", text[:2000]))[0]
            people = names.people(before, alone=bool(LABEL.match(text))) or []
            if people:
                return (linked if len(linked) > len(people) else people), words.year_in(text)
        return linked, None

    def _date(self, abstract: str) -> str | None:
        for element in self._all:
            if element.tag == "time":
                given = str(element.get("datetime") or text_of(element))
                if found := printed.date(given):
                    return found
        for text in self._lines:
            if first := _FIRST_VERSION.search(text):
                return printed.date(first[1])
        numbered = next(filter(None, map(_of_number, self.addresses)), None)
        for text in self._lines:
            if len(text) >= 120 or text in abstract:
                continue
            said = _DATED.search(text)
            if not said and not words.is_date(text):
                continue
            found = printed.date(_DATED.sub(" ", _LATER.sub("", text)).strip())
            # A date alone, long after the paper, is that of a talk.
            if found and (said or numbered is None or int(found[:4]) <= int(numbered[:4]) + 1):
                return found
        for text in map(self._text_named, ("date", "datepublished", "pubdates", "journal")):
            if found := printed.date(text.partition(";")[0]):
                return found
        return numbered


def _apart(title: str, text: str) -> bool:
    """Tell whether a title is not within a text, but for a name that an abstract speaks of."""
    return len(title) < _LONG_NAME or title not in text


def _people(element: _Element) -> list[str]:
    """Return the authors that an element is named for."""
    shown = text_of(element).strip(" ,") or "".join(map(str, element.itertext()))  # in a button
    text = LABEL.sub("", shown.replace("\n", ", "))
    if text.count(".") == 1:
        text = text.removesuffix(".")  # it closes the list and is that of no initial
    linked = list(filter(_is_name, map(text_of, element.iter("a"))))
    people = linked or names.people(text, alone=True) or []
    return list(dict.fromkeys(map(printed.person, people)))


def _of_number(address: str) -> str | None:
    """Return what a number says of the date: of arXiv the month, of the ACL the year."""
    number = hosts.identified(address)
    if number is None:
        return None
    if number.scheme == "acl":
        return number.value[:4] if _YEAR.match(number.value) else None
    found = _MONTH.match(number.value) if number.scheme == "arxiv" else None
    return f"20{found[1]}-{found[2]}" if found else None


def _keywords(line: str) -> str:
    found = _KEYWORDS.match(line)
    return found[1] if found else ""


def _is_name(text: str) -> bool:
    plain = not any(c.isdigit() or c == "/" for c in text)
    return 3 < len(text) < 60 and plain and not words.is_label(text)


def _whole(text: str) -> str:
    """Return a text without the buttons at its end; nothing of one that breaks off."""
    text = LABEL.sub("", _CONTROL.sub("", text)).strip()
    return "" if text.endswith(("…", "...")) or text.startswith("…") or len(text) > 20_000 else text

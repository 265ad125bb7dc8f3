"""One block of a page, read by the names, the tags and the texts of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import printed
from ..json.fields import Record
from ..lists import hosts, names, words
from ..lists.hosts import Kind
from .document import Document, names_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_LONG = 80  # characters of an abstract that no name marks
_CONTROL = re.compile(
    r"\s*(?:[△▽▲▼]\s*\w+|(?:show|read|see) (?:more|less)|(?:more|less))\s*$", re.IGNORECASE
)
_SENTENCES = re.compile(r"[.!?。](?:\s|$)")
_DATED = re.compile(r"\b(?:submitted|published|posted|updated|date|on)\b", re.IGNORECASE)
_NONE: frozenset[str] = frozenset()
# Links to papers of sites that are told by their form alone.
RELATIVE = re.compile(
    r"^/?(?:papers?/[^/?]+|abs/[^?]+|pdf/[^?]+|forum\?id=[\w-]+|doi/[^?]+"
    r"|\d{4}\.[a-z0-9_-]+\.\d+/?)$",
    re.IGNORECASE,
)
# Numbers, hosts, and whole volumes.
_NO_TITLE = re.compile(
    r"\[?(?:arxiv\s*:?\s*)?(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})|10\.\d{4,}/|[\[(]?\d+[\])]?$"
    r"|(?:\[\w+\]\s*)?[\w-]+(?:\.[\w-]+)+$|proceedings of ",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:title|authors?|abstract|comments|subjects|journal-?ref|by)\s*[:：]\s*", re.IGNORECASE
)
OF_AUTHOR = re.compile(
    r"/(?:authors?|people|profile|a|user|citations)\b|searchtype=author", re.IGNORECASE
)


def title_of(text: str) -> str:
    """Return the text of a link where it is like a title."""
    text = " ".join(text.split())
    text = _LABEL.sub("", text)
    few = len(words.words(text)) < 2 and text.isascii()
    beside = words.is_label(text) or words.is_date(text) or _NO_TITLE.match(text)
    return "" if few or beside or len(text) > 400 or words.is_venue(text) else text


class Reading:
    """What the elements of one block say, by their names, their tags and their texts."""

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

    def record(self) -> Record | None:
        """Return the paper, or None where nothing is like its title."""
        title = self._title or self._named_title()
        if not title:
            return None
        addresses = self._addresses()
        papers = [a for a in addresses if hosts.kind(a) is Kind.PAPER or hosts.identified(a)]
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
        date = self._date(abstract)
        if not papers and not RELATIVE.match(own) and not (authors or abstract):
            return None
        return {
            "title": title,
            "abstract": abstract,
            "authors": authors,
            **({"year": year} if year and not date else {"date": date}),
            "venue": self._text_named("venue", "conference", "journal"),
            "identifiers": list(first.values()),
            "url": url,
            "links": [
                {"url": a, "role": "official"} for a in addresses if hosts.kind(a) is Kind.CODE
            ],
        }

    def _addresses(self) -> list[str]:
        given = [self._address]
        given += [self._document.resolved(e.get("href")) for e in self._all if e.tag == "a"]
        return [a for a in dict.fromkeys(given) if a]

    def _named(self, *wanted: str) -> Iterator[_Element]:
        """Yield the outermost elements that are named so."""
        inside: set[_Element] = set()
        for element in self._all:
            if element in inside or not self._words.get(element, _NONE).intersection(wanted):
                continue
            inside.update(element.iter())
            yield element

    def _text_named(self, *wanted: str) -> str | None:
        texts = (text_of(e).replace("\n", " ") for e in self._named(*wanted))
        return next((t for t in texts if 1 < len(t) < 200), None)

    def _named_title(self) -> str:
        for element in (*self._named("title"), *(e for e in self._all if e.tag in HEADINGS)):
            text = _LABEL.sub("", text_of(element).replace("\n", " "))
            if title := title_of(text):
                return title
        return ""

    def _abstract(self, title: str) -> str:
        best = max((_whole(text_of(e)) for e in self._abstracts()), key=len, default="")
        if not best:
            texts = (
                _whole(text_of(e))
                for e in self._all
                if e.tag in ("p", "div", "span", "blockquote", "td")
                and not any(c.tag in ("p", "div") for c in e)
            )
            long = (t for t in texts if len(t) > _LONG and len(_SENTENCES.findall(t)) > 1)
            best = max((t for t in long if title not in t), key=len, default="")
        return "\n\n".join(best.split("\n"))

    def _abstracts(self) -> Iterator[_Element]:
        for element in self._named("abstract", "summary", "description"):
            whole = [e for e in element.iter() if "full" in names_of(e)]
            yield from whole or [element]

    def _authors(self, title: str) -> tuple[list[str], str | None]:
        """Return the authors, and the year that is printed behind them."""
        for element in self._named("author", "authors"):
            text = _LABEL.sub("", text_of(element).replace("\n", ", "))
            linked = list(filter(_is_name, map(text_of, element.iter("a"))))
            if people := linked or names.people(text, alone=True):
                return list(dict.fromkeys(map(printed.person, people))), words.year_in(text)
        of_authors = (a for a in self._all if OF_AUTHOR.search(str(a.get("href") or "")))
        linked = list(dict.fromkeys(filter(_is_name, map(text_of, of_authors))))
        for text in self._lines:
            before = re.split(r"\s[-–—]\s|…", _LABEL.sub("", text[:2000]))[0]
            people = names.people(before, alone=bool(_LABEL.match(text)))
            if people and text != title:
                return (linked if len(linked) > len(people) else people), words.year_in(text)
        return linked, None

    def _date(self, abstract: str) -> str | None:
        for element in self._all:
            if element.tag == "time":
                given = str(element.get("datetime") or text_of(element))
                if found := printed.date(given):
                    return found
        for text in self._lines:
            short = len(text) < 120 and text not in abstract
            said = _DATED.search(text) or words.is_date(text)
            if (
                short
                and said
                and (found := printed.date(re.sub(r"[;(].*", "", _DATED.sub(" ", text)).strip()))
            ):
                return found
        return None


def _is_name(text: str) -> bool:
    return 3 < len(text) < 60 and not any(c.isdigit() for c in text) and not words.is_label(text)


def _whole(text: str) -> str:
    """Return a text without the buttons at its end; nothing of one that breaks off."""
    text = _LABEL.sub("", _CONTROL.sub("", text)).strip()
    return "" if text.endswith(("…", "...")) or text.startswith("…") or len(text) > 20_000 else text

"""EndNote XML, as EndNote, Zotero, Bookends and others export it."""

from __future__ import annotations

import re

from lxml import etree

from ...identifiers import Identifier
from .. import printed
from ..draft import Draft
from .elements import first, texts
from .opening import Opening
from .reader import XmlReader
from .stream import Layout, Record

_BOOKS = frozenset({"book", "edited book", "electronic book", "conference proceedings"})
_MARKS = {"ref-type", "rec-number", "source-app", "contributors"}
_PUBMED = re.compile(r"\b(?:nlm|medline|pubmed)\b", re.IGNORECASE)
_PMC = re.compile(r"PMC\d+")
_VENUES = ("titles/secondary-title", "periodical/full-title", "titles/alt-title")


class EndnoteReader(XmlReader):
    """Reads records; the styles of their texts mean nothing."""

    name = "endnote-xml"
    layout = Layout(records=("record",))

    def fits(self, found: Opening) -> bool:
        """Tell by the root and the fields of the first record."""
        if found.namespace or found.root not in ("xml", "records"):
            return False
        return "records" in found.names[:2] and (
            "record" not in found.names or bool(_MARKS & set(found.names))
        )

    def draft(self, record: Record) -> Draft:
        """Return a record's fields."""
        element = record.element
        kind = element.find("ref-type")
        book = kind is not None and kind.get("name", "").lower() in _BOOKS
        titled = first(element, "titles/title")
        draft = Draft(
            title=titled or (first(element, "titles/secondary-title") if book else ""),
            abstract=_lines(element, "abstract"),
            venue="" if book else first(element, *_VENUES),
            local=first(element, "rec-number"),
            dates=_dates(element),
            addresses=list(texts(element, "urls/*/url")),
        )
        for path in ("authors", "secondary-authors"):
            if not draft.authors:
                for name in texts(element, f"contributors/{path}/author"):
                    draft.name(name)
        for words in texts(element, "keywords/keyword"):
            draft.list_keywords(words)
        for doi in texts(element, "electronic-resource-num"):
            draft.identify(doi, "doi", "electronic-resource-num")
        draft.hint(_numbers(element))
        for path in ("notes", "research-notes"):
            draft.note(_lines(element, path))
        return draft


def _lines(element: etree._Element, path: str) -> str:
    """Return a text with the ends of its lines; old exports write them as carriage returns."""
    found = element.find(path)
    whole = "" if found is None else "".join(map(str, found.itertext()))
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def _dates(element: etree._Element) -> list[str]:
    year = first(element, "dates/year")
    days = list(texts(element, "dates/pub-dates/date"))
    return [year, *(day if year in day else f"{day} {year}" for day in days)]


def _numbers(element: etree._Element) -> list[Identifier | None]:
    """Return the PubMed numbers of a record, which stand in fields for any database."""
    number = first(element, "accession-num")
    found = []
    if _PUBMED.search(first(element, "remote-database-name")):
        found.append(printed.identifier(number, "pubmed"))
    for path in ("custom2", "user16"):
        if _PMC.fullmatch(value := first(element, path)):
            found.append(printed.identifier(value, "pmc"))
    return found

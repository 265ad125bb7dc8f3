"""DBLP: its dump, single records, pages of people, and answers of its search."""

from __future__ import annotations

import re

from lxml import etree

from ...identifiers import Identifier, orcid, parse
from ...model import Reference
from .. import printed
from ..draft import Draft
from .elements import first, text, texts
from .opening import Opening
from .reader import XmlReader
from .stream import Layout, Record

_PUBLICATIONS = (
    "article",
    "inproceedings",
    "proceedings",
    "book",
    "incollection",
    "phdthesis",
    "mastersthesis",
    "data",
)
_NAMESAKE = re.compile(r"\s+\d{4}$")
_VENUES = ("journal", "booktitle", "venue", "school")


class DblpReader(XmlReader):
    """Reads publications; what they cite where the dump says so."""

    name = "dblp"
    layout = Layout(records=(*_PUBLICATIONS, "www", "info"))

    def fits(self, found: Opening) -> bool:
        """Tell by the root; an answer of the search by what it holds."""
        if found.namespace:
            return False
        return found.root in ("dblp", "dblpperson") or (
            found.root == "result" and {"hits", "completions"} <= set(found.names)
        )

    def draft(self, record: Record) -> Draft | str:
        """Return a publication; pages of people and venues are none."""
        element = record.element
        if element.tag == "www":
            return "a page of a person or of the web"
        if element.tag == "info" and element.find("title") is None:
            return "a person or a venue"
        key = element.get("key") or first(element, "key")
        year = first(element, "year")
        draft = Draft(
            title=_title(first(element, "title")),
            venue=first(element, *(() if element.tag in ("book", "proceedings") else _VENUES)),
            local=key,
            dates=[f"{first(element, 'month')} {year}"] if year else [],
            addresses=[*texts(element, "ee")],
        )
        draft.hint([parse(key, "dblp"), _in_volume(draft.venue, first(element, "volume"))])
        for doi in texts(element, "doi"):
            draft.identify(doi, "doi", "doi")
        for path in ("author", "authors/author", "editor"):
            if not draft.authors:
                _name(draft, element, path)
        draft.references.extend(_references(element))
        return draft


def _title(title: str) -> str:
    """Drop the full stop that DBLP puts behind every title."""
    return title if title.endswith("..") else title.removesuffix(".")


def _in_volume(venue: str, volume: str) -> Identifier | None:
    """Return the arXiv number that is the volume of a preprint."""
    return printed.preprint(f"{venue} {volume}") if venue == "CoRR" else None


def _name(draft: Draft, element: etree._Element, path: str) -> None:
    """Add people without the number that tells namesakes apart."""
    for person in element.iterfind(path):
        given = person.get("orcid")
        draft.name(_NAMESAKE.sub("", text(person)), orcid(given) if given else None)


def _references(element: etree._Element) -> list[Reference]:
    """Return what is cited by key; dots stand for what DBLP does not have."""
    keys = [key for key in texts(element, "cite") if key.strip(".")]
    return [
        Reference(local=key, identifiers=frozenset(filter(None, [parse(key, "dblp")])))
        for key in keys
    ]

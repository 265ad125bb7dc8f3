"""DBLP: its dump, single records, pages of people and volumes, and answers of its search."""

from __future__ import annotations

import re

from ...identifiers import Identifier, orcid, parse
from ...model import Reference
from .. import printed
from ..draft import Draft
from .elements import Children, text
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
        return found.root in ("dblp", "dblpperson", "bht") or (
            found.root == "result" and {"hits", "completions"} <= set(found.names)
        )

    def draft(self, record: Record) -> Draft | str:
        """Return a publication; pages of people and venues are none."""
        element, fields = record.element, Children(record.element)
        if element.tag == "www":
            return "a page of a person or of the web"
        if element.tag == "info" and not fields.all("title"):
            return "a person or a venue"
        key = element.get("key") or fields.first("key")
        year = fields.first("year")
        draft = Draft(
            title=_title(fields.first("title")),
            venue=fields.first(*(() if element.tag in ("book", "proceedings") else _VENUES)),
            local=key,
            dates=[f"{fields.first('month')} {year}"] if year else [],
            addresses=fields.texts("ee"),
        )
        draft.hint([parse(key, "dblp"), _in_volume(draft.venue, fields.first("volume"))])
        draft.identify(fields.first("doi"), "doi", "doi")
        for person in fields.all("author", "authors", "editor"):
            for one in person.iterfind("author") if person.tag == "authors" else (person,):
                given = one.get("orcid")
                draft.name(_NAMESAKE.sub("", text(one)), orcid(given) if given else None)
        draft.references.extend(_references(fields.texts("cite")))
        return draft


def _title(title: str) -> str:
    """Drop the full stop that DBLP puts behind every title."""
    return title if title.endswith("..") else title.removesuffix(".")


def _in_volume(venue: str, volume: str) -> Identifier | None:
    """Return the arXiv number that is the volume of a preprint."""
    return printed.preprint(f"{venue} {volume}") if venue == "CoRR" else None


def _references(cited: list[str]) -> list[Reference]:
    """Return what is cited by key; dots stand for what DBLP does not have."""
    return [
        Reference(local=key, identifiers=frozenset(filter(None, [parse(key, "dblp")])))
        for key in cited
        if key.strip(".")
    ]

"""The ACL Anthology's own files: a collection, its volumes, their papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import BinaryIO

from lxml import etree

from ...identifiers import orcid
from ...model import Link, Rejected, Role, Warned
from ..draft import Draft
from .elements import Children, text
from .opening import Attributes, Opening
from .reader import XmlReader
from .stream import Layout, Record, records

_SITE = "https://aclanthology.org/"


class AclAnthologyReader(XmlReader):
    """Reads papers with the venue and date of their volumes; front matter is skipped."""

    name = "acl-anthology"
    layout = Layout(records=("paper", "frontmatter", "meta"), around=("collection", "volume"))

    def fits(self, found: Opening) -> bool:
        """Tell by a collection that has volumes; the older files have no more than one."""
        if found.namespace or found.root not in ("collection", "volume"):
            return False
        return ("volume" if found.root == "collection" else "paper") in found.names

    def records(self, stream: BinaryIO, origin: str) -> Iterator[Record | Rejected | Warned]:
        """Yield papers and front matter; what their volume says stands above them as `meta`."""
        said, volume = _NOTHING, None
        for record in records(stream, self.layout, origin):
            if isinstance(record, Record):
                around = record.above.get("volume")
                if record.element.tag == "meta":
                    said, volume = _said(record.element), around
                    continue
                record.above = {**record.above, "meta": said if around is volume else _NOTHING}
            yield record

    def draft(self, record: Record) -> Draft | str:
        """Return a paper; what was removed from the Anthology is none."""
        if record.element.tag == "frontmatter":
            return "the front matter of a volume"
        paper = Children(record.element)
        if paper.all("removed"):
            return "removed from the Anthology"
        year = paper.first("year") or record.around("meta", "year")
        number = _number(record)
        if _OLD_FRONT.search(number):
            return "the front matter of a volume"
        draft = Draft(
            title=paper.first("title"),
            abstract=paper.first("abstract"),
            venue=record.around("meta", "venue") or paper.first("booktitle"),
            local=number,
            dates=[f"{paper.first('month') or record.around('meta', 'month')} {year}"],
            addresses=[_SITE + number],
        )
        draft.identify(paper.first("doi"), "doi", "doi")
        for person in paper.all("author", "editor"):
            given = person.get("orcid")
            first, last = text(person.find("first")), text(person.find("last"))
            draft.name_parts(first, last, orcid=orcid(given) if given else None)
        for code in paper.all("pwccode"):
            if address := (code.get("url") or "").strip():
                draft.links.append(Link(address, Role.OFFICIAL))
        return draft


# Where the volume itself has a number among its papers, in the older files.
_OLD_FRONT = re.compile(r"^(?:[A-V]\d\d-\d000|W\d\d-\d\d00)$")
_NOTHING: Attributes = MappingProxyType({})


def _said(meta: etree._Element) -> Attributes:
    """Return what a volume says of all its papers."""
    fields = Children(meta)
    return MappingProxyType(
        {
            "venue": fields.first("journal-title", "booktitle"),
            "year": fields.first("year"),
            "month": fields.first("month"),
        }
    )


def _number(record: Record) -> str:
    """Return the Anthology's number of a paper.

    Before 2020 it was a letter, two digits of the year, and four of volume and
    paper: one and three, but of workshops and the like two and two.
    """
    collection, volume = record.around("collection", "id"), record.around("volume", "id")
    paper = record.element.get("id", "")
    if not collection:
        return f"{volume}-{paper}"
    if not (collection[:1].isalpha() and volume.isdecimal() and paper.isdecimal()):
        return f"{collection}-{volume}.{paper}"
    workshop = collection.startswith("W") or collection == "C69"
    if workshop or (collection == "D19" and int(volume) >= 5):
        return f"{collection}-{int(volume):02}{int(paper):02}"
    return f"{collection}-{int(volume)}{int(paper):03}"

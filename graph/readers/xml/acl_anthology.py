"""The ACL Anthology's own files: a collection, its volumes, their papers."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import BinaryIO

from ...identifiers import orcid, parse
from ...model import Link, Rejected, Role, Warned
from ..draft import Draft
from .elements import first
from .opening import Opening
from .reader import XmlReader
from .stream import Layout, Record, records

_SITE = "https://aclanthology.org/"


class AclAnthologyReader(XmlReader):
    """Reads papers with the venue and date of their volumes; front matter is skipped."""

    name = "acl-anthology"
    layout = Layout(records=("paper", "frontmatter", "meta"), around=("collection", "volume"))

    def fits(self, found: Opening) -> bool:
        """Tell by a collection that has volumes."""
        return found.root == "collection" and not found.namespace and "volume" in found.names

    def records(self, stream: BinaryIO, origin: str) -> Iterator[Record | Rejected | Warned]:
        """Yield papers and front matter, each with what its volume says of itself."""
        meta, volume = None, None
        for record in records(stream, self.layout, origin):
            if isinstance(record, Record):
                if record.element.tag == "meta":
                    meta, volume = record.element, record.above.get("volume")
                    continue
                if meta is not None and record.above.get("volume") is volume:
                    record.element.append(deepcopy(meta))
            yield record

    def draft(self, record: Record) -> Draft | str:
        """Return a paper; what was removed from the Anthology is none."""
        paper = record.element
        if paper.tag == "frontmatter":
            return "the front matter of a volume"
        if paper.find("removed") is not None:
            return "removed from the Anthology"
        number = _number(record)
        draft = Draft(
            title=first(paper, "title"),
            abstract=first(paper, "abstract"),
            venue=first(paper, "meta/journal-title", "meta/booktitle"),
            local=number,
            dates=[f"{first(paper, path + 'month')} {first(paper, path + 'year')}" for path in _OF],
            addresses=[_SITE + number if parse(number, "acl") else first(paper, "url")],
        )
        draft.identify(number, "acl", "the paper's number")
        draft.identify(first(paper, "doi"), "doi", "doi")
        for person in paper.findall("author") or paper.findall("editor"):
            known = orcid(person.get("orcid", ""))
            draft.name_parts(first(person, "first"), first(person, "last"), orcid=known)
        for code in paper.iterfind("pwccode"):
            if address := code.get("url", "").strip():
                draft.links.append(Link(address, Role.OFFICIAL))
        return draft


_OF = ("", "meta/")  # a paper may have a date of its own


def _number(record: Record) -> str:
    """Return the Anthology's number of a paper.

    Before 2020 it was a letter, two digits of the year, and four of volume and
    paper: one and three, but of workshops and the like two and two.
    """
    collection, volume = record.around("collection", "id"), record.around("volume", "id")
    paper = record.element.get("id", "")
    if not (collection[:1].isalpha() and volume.isdecimal() and paper.isdecimal()):
        return f"{collection}-{volume}.{paper}"
    workshop = collection.startswith("W") or collection == "C69"
    if workshop or (collection == "D19" and int(volume) >= 5):
        return f"{collection}-{int(volume):02}{int(paper):02}"
    return f"{collection}-{int(volume)}{int(paper):03}"

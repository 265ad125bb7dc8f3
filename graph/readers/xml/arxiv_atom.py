"""Answers of arXiv's API in Atom, and its daily feeds in Atom and RSS."""

from __future__ import annotations

import re

from .. import printed
from ..draft import Draft
from .elements import Children, text
from .opening import Opening
from .reader import XmlReader
from .stream import Layout, Record

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_ERRORS = "arxiv.org/api/errors"
# What a daily feed puts before the abstract.
_ANNOUNCED = re.compile(r"arXiv:\S+ Announce Type: \S+\s+Abstract:\s*")


class ArxivAtomReader(XmlReader):
    """Reads entries; a paper is dated by its first version."""

    name = "arxiv-atom"
    suffixes = (".atom", ".xml")
    layout = Layout(records=("entry", "item"))

    def fits(self, found: Opening) -> bool:
        """Tell by Atom or RSS with something of arXiv in it."""
        if _ARXIV[1:-1] not in found.namespaces:
            return False
        atom = found.root in ("feed", "entry") and found.namespace == _ATOM[1:-1]
        return atom or found.root == "rss"

    def draft(self, record: Record) -> Draft | str:
        """Return a paper; an entry that tells of an error is none."""
        entry = Children(record.element)
        if record.element.tag == "item":
            return _announced(entry)
        number = entry.first(f"{_ATOM}id")
        summary = entry.first(f"{_ATOM}summary")
        if _ERRORS in number:
            return f"an error of the index ({summary[:200]})"
        draft = Draft(
            title=entry.first(f"{_ATOM}title"),
            abstract=_ANNOUNCED.sub("", summary),
            venue=entry.first(f"{_ARXIV}journal_ref"),
            dates=entry.texts(f"{_ATOM}published"),
            addresses=[
                link.get("href") or ""
                for link in entry.all(f"{_ATOM}link")
                if link.get("rel", "alternate") == "alternate"
            ],
        )
        draft.identify(number, "arxiv", "id")
        draft.identify(entry.first(f"{_ARXIV}doi"), "doi", "doi")
        for author in entry.all(f"{_ATOM}author"):
            draft.name(text(author.find(f"{_ATOM}name")))
        for names in entry.texts(_CREATOR):
            for name in printed.people(names):
                draft.name(name)
        return draft


def _announced(item: Children) -> Draft:
    """Return a paper of a feed in RSS, whose date is that of its announcement.

    Only what is new is dated by that; a paper that was replaced may be old.
    """
    new = item.first(f"{_ARXIV}announce_type") in ("new", "cross")
    draft = Draft(
        title=item.first("title"),
        abstract=_ANNOUNCED.sub("", item.first("description")),
        venue=item.first(f"{_ARXIV}journal_reference"),
        dates=item.texts("pubDate") if new else [],
        addresses=item.texts("link"),
    )
    draft.identify(item.first("link", "guid"), "arxiv", "link")
    draft.identify(item.first(f"{_ARXIV}DOI", f"{_ARXIV}doi"), "doi", "doi")
    for names in item.texts(_CREATOR):
        for name in printed.people(names):
            draft.name(name)
    return draft

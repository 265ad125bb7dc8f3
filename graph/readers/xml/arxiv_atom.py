"""Answers of arXiv's API and its daily feeds, both in Atom."""

from __future__ import annotations

import re

from .. import printed
from ..draft import Draft
from .elements import first, texts
from .opening import Opening
from .reader import XmlReader
from .stream import Layout, Record

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_ERRORS = "arxiv.org/api/errors"
# What a daily feed puts before the abstract.
_ANNOUNCED = re.compile(r"\s*arXiv:\S+ Announce Type: \S+\s+Abstract:")


class ArxivAtomReader(XmlReader):
    """Reads entries; a paper is dated by its first version."""

    name = "arxiv-atom"
    suffixes = (".atom", ".xml")
    layout = Layout(records=("entry",))

    def fits(self, found: Opening) -> bool:
        """Tell by Atom with something of arXiv in it."""
        return (
            found.root in ("feed", "entry")
            and found.namespace == _ATOM[1:-1]
            and _ARXIV[1:-1] in found.namespaces
        )

    def draft(self, record: Record) -> Draft | str:
        """Return a paper; an entry that tells of an error is none."""
        entry = record.element
        number = first(entry, f"{_ATOM}id")
        summary = entry.findtext(f"{_ATOM}summary") or ""
        if _ERRORS in number:
            return f"an error of the index ({printed.plain(summary[:200])})"
        draft = Draft(
            title=first(entry, f"{_ATOM}title"),
            abstract=" ".join(_ANNOUNCED.sub("", summary).split()),
            venue=first(entry, f"{_ARXIV}journal_ref"),
            dates=list(texts(entry, f"{_ATOM}published")),
            addresses=[
                link.get("href", "")
                for link in entry.iterfind(f"{_ATOM}link")
                if link.get("rel", "alternate") == "alternate"
            ],
        )
        draft.identify(number, "arxiv", "id")
        for doi in texts(entry, f"{_ARXIV}doi"):
            draft.identify(doi, "doi", "doi")
            break
        for name in texts(entry, f"{_ATOM}author/{_ATOM}name"):
            draft.name(name)
        for names in texts(entry, _CREATOR):
            for name in printed.people(names):
                draft.name(name)
        return draft

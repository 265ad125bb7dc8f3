"""The page of one paper, told by its own address: it has one heading, an abstract, authors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..json.fields import Record
from ..lists import hosts
from .card import Reading
from .document import Document, line_of, text_of
from .embedded import Described, in_data
from .titles import HEADINGS, title_of

if TYPE_CHECKING:
    from lxml.etree import _Element


def of_its_address(document: Document) -> Described | None:
    """Return the paper that a page's address names, whatever others the page links to."""
    number = hosts.identified(document.address)
    if number is None:
        return None
    for described in in_data(document):
        known = described.record.get("identifiers")
        if isinstance(known, list) and str(number) in known:
            return described
    headings = list(document.body.iter("h1"))
    title = title_of(text_of(headings[0])) if len(headings) == 1 else ""
    if not title:
        return None
    reading = Reading(document, list(_of_paper(headings[0])), document.address, title)
    record: Record = {**(reading.record() or {"title": title}), "identifiers": [str(number)]}
    return Described(line_of(headings[0]), record)


def _of_paper(heading: _Element) -> Iterator[_Element]:
    """Yield what stands below a heading, up to that of something else than the abstract.

    Largest elements first, none within another.
    """
    element: _Element | None = heading
    while element is not None:
        for following in element.itersiblings("*"):
            inside = [e for e in following.iter(*HEADINGS) if not _of_abstract(e)]
            if not inside:
                yield following
                continue
            yield from _before(following, inside[0])
            return
        element = element.getparent()


def _before(element: _Element, heading: _Element) -> Iterator[_Element]:
    """Yield what an element holds before a heading."""
    above = {heading, *heading.iterancestors()}
    for child in element.iterchildren("*"):
        if child in above:
            if child is not heading:
                yield from _before(child, heading)
            return
        yield child


def _of_abstract(heading: _Element) -> bool:
    return text_of(heading).strip(" .:").lower() == "abstract"

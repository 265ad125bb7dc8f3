"""Blocks that a page repeats for every paper: found by links, read by what they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..json.fields import Record
from ..lists import hosts
from .anchors import OUTSIDE, Anchor
from .card import Reading
from .document import Document, line_of, text_of
from .embedded import Described
from .titles import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNTITLED = "no title stands by this link to a paper"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOT_OF_IT = OUTSIDE | HEADINGS  # a heading begins something else
_MORE = 4  # elements after a block that may still belong to it


@dataclass
class _Card:
    anchor: Anchor
    elements: list[_Element] = field(default_factory=list)


def cards(document: Document, found: list[Anchor]) -> Iterator[Described]:
    """Yield the papers of a page's blocks, in reading order.

    Where none says its date, the one year that the page's headings name is that of all.
    """
    papers = list(_described(document, found))
    year = None if any(_dated(d.record) for d in papers) else _year_of(document, papers)
    for described in papers:
        record = {**described.record, "year": year} if year else described.record
        yield described._replace(record=record)


def are_items(found: list[Anchor]) -> bool:
    """Tell whether papers stand in items of plain lists, of which some may have no link."""
    items = [next(anchor.element.iterancestors("li"), None) for anchor in found]
    return 2 * sum(item is not None and _is_one_of_several(item) for item in items) >= len(found)


def _dated(record: Record) -> bool:
    return bool(record.get("date") or record.get("year"))


def _year_of(document: Document, found: list[Described]) -> str | None:
    """Return the year that the headings of a page name, those of papers aside."""
    titles = {d.record.get("title") for d in found}
    texts = (text_of(e) for e in document.root.iter("title", "h1", "h2", "h3", "h4"))
    years = {year for text in texts if text not in titles for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _described(document: Document, found: list[Anchor]) -> Iterator[Described]:
    for card in _blocks(found):
        anchor = card.anchor
        reading = Reading(document, card.elements, anchor.address, anchor.title)
        line = line_of(anchor.element)
        if record := reading.record():
            yield Described(line, record, None, tuple(reading.addresses))
        elif hosts.identified(anchor.address):
            yield Described(line, {}, _UNTITLED, tuple(reading.addresses))


def _blocks(found: list[Anchor]) -> Iterator[_Card]:
    """Yield for each anchor the largest element that holds no other, and what follows it."""
    owners: dict[_Element, int] = {}
    for place, anchor in enumerate(found):
        above: _Element | None = anchor.element
        while above is not None and owners.get(above) not in (place, -1):
            owners[above] = -1 if above in owners else place
            above = above.getparent()
    cards = []
    for place, anchor in enumerate(found):
        root = anchor.element
        parent = root.getparent()
        while (
            parent is not None
            and owners.get(parent) == place
            and parent.tag not in ("body", "html")
            and not _is_one_of_several(root)
        ):
            root, parent = parent, parent.getparent()
        card = _Card(anchor, [root])
        for following in root.itersiblings():
            if (
                following in owners
                or len(card.elements) > _MORE
                or following.tag in _NOT_OF_IT
                or _is_one_of_several(following)
            ):
                break
            card.elements.append(following)
        cards.append(card)
    if len(cards) > 1:
        # What follows the last block may be the end of the page.
        usual = Counter(len(card.elements) for card in cards[:-1]).most_common(1)[0][0]
        cards[-1].elements = cards[-1].elements[:usual]
    yield from cards


def _is_one_of_several(element: _Element) -> bool:
    """Tell an item of a list: the others, though they have no link, are papers of their own."""
    beside = (element.getprevious(), element.getnext())
    return element.tag == "li" and any(e is not None and e.tag == "li" for e in beside)

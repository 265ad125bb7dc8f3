"""Blocks that a page repeats for every paper: found by links, read by what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..lists import hosts
from .anchors import OUTSIDE, Anchor, anchors
from .card import Reading
from .document import Document, line_of
from .embedded import Described

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNTITLED = "no title stands by this link to a paper"
_MORE = 4  # elements after a block that may still belong to it


@dataclass
class _Card:
    anchor: Anchor
    elements: list[_Element] = field(default_factory=list)


def cards(document: Document) -> Iterator[Described]:
    """Yield the papers of a page's blocks, in reading order."""
    for card in _blocks(anchors(document)):
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
        ):
            root, parent = parent, parent.getparent()
        card = _Card(anchor, [root])
        for following in root.itersiblings():
            if following in owners or len(card.elements) > _MORE or following.tag in OUTSIDE:
                break
            card.elements.append(following)
        cards.append(card)
    if len(cards) > 1:
        # What follows the last block may be the end of the page.
        usual = Counter(len(card.elements) for card in cards[:-1]).most_common(1)[0][0]
        cards[-1].elements = cards[-1].elements[:usual]
    yield from cards

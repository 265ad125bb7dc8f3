"""Blocks that a page repeats for every paper: found by links, read by what they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..lists import hosts
from ..lists.hosts import Kind
from .card import HEADINGS, OF_AUTHOR, RELATIVE, Reading, title_of
from .document import Document, line_of, text_of
from .embedded import Described

if TYPE_CHECKING:
    from lxml.etree import _Element

_OUTSIDE = frozenset(["nav", "footer", "aside", "script", "style", "template", "noscript", "head"])
_MORE = 4  # elements after a block that may still belong to it


@dataclass
class _Anchor:
    """The link, or the heading, by which a block is known."""

    element: _Element
    address: str
    title: str = ""


@dataclass
class _Card:
    anchor: _Anchor
    elements: list[_Element] = field(default_factory=list)


def cards(document: Document) -> Iterator[Described]:
    """Yield the papers of a page's blocks, in reading order."""
    anchors = _anchors(document)
    for card in _blocks(anchors):
        anchor = card.anchor
        reading = Reading(document, card.elements, anchor.address, anchor.title)
        if record := reading.record():
            yield Described(line_of(anchor.element), record)


def _anchors(document: Document) -> list[_Anchor]:
    """Return one link a paper: those with titles; else those that most blocks have."""
    found = list(_links(document))
    titled: dict[str, _Anchor] = {}
    for anchor in found:
        if anchor.title:
            titled.setdefault(_identity(anchor.address), anchor)
    if len(titled) > 1:
        return list(titled.values())
    shapes = Counter(_shape(anchor.address) for anchor in found)
    if not shapes:
        return list(titled.values())
    best = shapes.most_common(1)[0][0]
    bare: dict[str, _Anchor] = {}
    for anchor in found:
        if _shape(anchor.address) == best:
            bare.setdefault(_identity(anchor.address), anchor)
    return list(bare.values())


def _links(document: Document) -> Iterator[_Anchor]:
    """Yield links to papers, and the links of headings that are alike."""
    from lxml.etree import iterwalk

    outside: _Element | None = None
    of_headings: dict[tuple[str, str], list[_Anchor]] = {}
    heading: _Element | None = None
    found: list[_Anchor] = []
    for event, element in iterwalk(document.body, events=("start", "end")):
        if event == "end":
            outside = None if element is outside else outside
            heading = None if element is heading else heading
            continue
        if outside is not None or not isinstance(element.tag, str):
            continue
        if element.tag in _OUTSIDE:
            outside = element
        elif element.tag in HEADINGS:
            heading = element
        elif element.tag == "a" and (address := document.resolved(element.get("href"))):
            inner = next((e for e in element.iter(*HEADINGS)), None)
            above = heading if heading is not None else inner
            href = str(element.get("href"))
            title = "" if OF_AUTHOR.search(href) else title_of(text_of(element))
            anchor = _Anchor(element, address, title)
            if title and above is not None:
                signature = (str(above.tag), str(above.get("class") or ""))
                of_headings.setdefault(signature, []).append(anchor)
            if _is_paper(address, href) or (title and above is not None):
                found.append(anchor)
    alike = {a.element for group in of_headings.values() if len(group) > 1 for a in group}
    for anchor in found:
        if anchor.element in alike or _is_paper(anchor.address, str(anchor.element.get("href"))):
            yield anchor


def _is_paper(address: str, href: str) -> bool:
    if RELATIVE.match(href.partition("#")[0]):
        return True
    return hosts.kind(address) is Kind.PAPER


def _identity(address: str) -> str:
    number = hosts.identified(address)
    return str(number) if number else re.sub(r"^https?://(?:www\.)?|/$", "", address)


def _shape(address: str) -> str:
    """Return an address without what names the paper in it."""
    bare = re.sub(r"^https?://(?:www\.)?", "", address)
    return "/".join(bare.split("?")[0].split("/")[:2])


def _blocks(anchors: list[_Anchor]) -> Iterator[_Card]:
    """Yield for each anchor the largest element that holds no other, and what follows it."""
    owners: dict[_Element, int] = {}
    for place, anchor in enumerate(anchors):
        above: _Element | None = anchor.element
        while above is not None and owners.get(above) not in (place, -1):
            owners[above] = -1 if above in owners else place
            above = above.getparent()
    found = []
    for place, anchor in enumerate(anchors):
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
            if following in owners or len(card.elements) > _MORE or following.tag in _OUTSIDE:
                break
            card.elements.append(following)
        found.append(card)
    if len(found) > 1:
        # What follows the last block may be the end of the page.
        usual = Counter(len(card.elements) for card in found[:-1]).most_common(1)[0][0]
        found[-1].elements = found[-1].elements[:usual]
    yield from found

"""The links and titles by which the blocks of a page are known, one a paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lists import hosts
from ..lists.hosts import Kind
from .document import Document, names_of, text_of
from .titles import HEADINGS, OF_AUTHOR, RELATIVE, TITLES, bare_title, title_of

if TYPE_CHECKING:
    from lxml.etree import _Element

OUTSIDE = frozenset(["nav", "footer", "aside", "script", "style", "template", "noscript", "head"])
_FEWEST = 3  # titles without links that make a listing
_DIGITS = re.compile(r"\d+")

_Look = tuple[str, ...]


@dataclass
class Anchor:
    """The link, the heading or the title by which a block is known."""

    element: _Element
    address: str
    title: str = ""


def anchors(document: Document) -> list[Anchor]:
    """Return one anchor a paper: links that are titles, else titles, else links that are alike."""
    links = list(_links(document))
    titled, marked = _titled(links), _marked(document)
    if len(titled) > 1 and len(titled) * 5 >= len(marked) * 4:
        return titled
    bare = _bare(links)
    if len(marked) > max(len(bare), len(titled)):
        return marked
    return bare or titled


def _titled(links: list[Anchor]) -> list[Anchor]:
    """Return for each paper the link that is its title.

    Where links of one look are titles, a link of that look is one even if it
    is a single word, and what else leads to the paper (`12 authors`) is none.
    """
    papers: dict[str, list[Anchor]] = {}
    for link in links:
        papers.setdefault(_identity(link.address), []).append(link)
    seen = Counter(
        look
        for paper in papers.values()
        for look in {_look(link.element) for link in paper if link.title}
    )
    usual = max(
        (look for look in seen if seen[look] * 2 >= max(seen.values())),
        key=lambda look: (look[0] in HEADINGS or "title" in " ".join(look), seen[look]),
        default=None,
    )
    found = []
    for paper in papers.values():
        alike = [a for a in paper if usual is not None and _look(a.element) == usual]
        own = next((a for a in alike if a.title), None)
        if own is None and usual is not None and seen[usual] > 1:
            for link in alike:
                link.title = bare_title(text_of(link.element))
            own = next((a for a in alike if a.title), None)
        own = own or next((a for a in paper if a.title), None)
        if own is not None:
            found.append(own)
    return found


def _marked(document: Document) -> list[Anchor]:
    """Return the largest group of elements that are named for titles and look alike."""
    groups: dict[_Look, list[Anchor]] = {}
    for element in _inside(document.body):
        named = names_of(element) & TITLES or element.get("title") == "paper title"
        if not named or any(names_of(e) & TITLES for e in element.iterdescendants("*")):
            continue
        if title := bare_title(text_of(element)):
            link = next(element.iter("a"), None)
            address = document.resolved(link.get("href")) if link is not None else ""
            groups.setdefault(_look(element), []).append(Anchor(element, address, title))
    best = max(groups.values(), key=len, default=[])
    sure = sum(1 for anchor in best if title_of(anchor.title))
    different = len({anchor.title for anchor in best})
    return best if different >= _FEWEST and sure * 3 >= len(best) * 2 else []


def _bare(links: list[Anchor]) -> list[Anchor]:
    """Return the links of the shape that most have, one of those that stand side by side."""
    shapes = Counter(_shape(link.address) for link in links)
    if not shapes:
        return []
    best = shapes.most_common(1)[0][0]
    found: dict[str, Anchor] = {}
    parents: set[_Element | None] = set()
    for link in links:
        parent = link.element.getparent()
        if _shape(link.address) != best or parent in parents:
            continue
        if found.setdefault(_identity(link.address), link) is link:
            parents.add(parent)
    return list(found.values())


def _links(document: Document) -> Iterator[Anchor]:
    """Yield links to papers, and the links of headings that are alike."""
    of_headings: dict[_Look, list[Anchor]] = {}
    found: list[Anchor] = []
    for element in _inside(document.body):
        address = document.resolved(element.get("href")) if element.tag == "a" else ""
        if not address:
            continue
        heading = next(element.iterancestors(*HEADINGS), None)
        if heading is None:
            heading = next(element.iter(*HEADINGS), None)
        href = str(element.get("href"))
        title = "" if OF_AUTHOR.search(href) else title_of(text_of(element))
        anchor = Anchor(element, address, title)
        if title and heading is not None:
            look = (str(heading.tag), str(heading.get("class") or ""))
            of_headings.setdefault(look, []).append(anchor)
        if _is_paper(address, href) or (title and heading is not None):
            found.append(anchor)
    alike = {a.element for group in of_headings.values() if len(group) > 1 for a in group}
    for anchor in found:
        if anchor.element in alike or _is_paper(anchor.address, str(anchor.element.get("href"))):
            yield anchor


def _inside(body: _Element) -> Iterator[_Element]:
    """Yield the elements of a page but for its navigation and the like."""
    from lxml.etree import iterwalk

    walk = iterwalk(body, events=("start",))
    for _, element in walk:
        if element.tag in OUTSIDE:
            walk.skip_subtree()
        elif isinstance(element.tag, str):
            yield element


def _is_paper(address: str, href: str) -> bool:
    if RELATIVE.search(href.partition("#")[0]):
        return True
    return hosts.kind(address) is Kind.PAPER


def _look(element: _Element) -> _Look:
    """Return what elements have alike that a page repeats for each paper: its heading first."""
    heading = next(element.iterancestors(*HEADINGS), None)
    parent = element.getparent()
    return (
        str(heading.tag) if heading is not None else "",
        *(_DIGITS.sub("", str(e.get("class"))) for e in (element, parent) if e is not None),
        str(element.tag),
    )


def _identity(address: str) -> str:
    number = hosts.identified(address)
    return str(number) if number else re.sub(r"^https?://(?:www\.)?|/$", "", address)


def _shape(address: str) -> str:
    """Return an address without what names the paper in it."""
    bare = re.sub(r"^https?://(?:www\.)?", "", address)
    return "/".join(bare.split("?")[0].split("/")[:2])

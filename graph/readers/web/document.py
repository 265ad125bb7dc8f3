"""A saved page as a tree of elements, with the address that it was saved from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..base import decoded
from ..lists.words import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element

_SAVED_FROM = re.compile(rb"saved from url=\(\d+\)(\S+)")
_BLOCKS = word_set(
    """
    p div li dt dd tr td th h1 h2 h3 h4 h5 h6 br section article header footer ul ol dl blockquote
    """
)
_SILENT = frozenset(["script", "style", "noscript", "template", "svg", "math", "button", "select"])
# Where a page is from whose address is not told, by what its links are like.
_HOMES = (
    (re.compile(r"/(?:forum|pdf)\?id=[\w-]{8,}"), "https://openreview.net"),
    (re.compile(r"/(?:abs|pdf)/(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})"), "https://arxiv.org"),
    (re.compile(r"/papers/\d{4}\.\d{4,5}"), "https://huggingface.co"),
    (re.compile(r"/\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+/?$"), "https://aclanthology.org"),
    (re.compile(r"/paper/[^/]+/[0-9a-f]{40}"), "https://www.semanticscholar.org"),
    (re.compile(r"/paper(?:_files/paper)?/\d{4}/hash/"), "https://proceedings.neurips.cc"),
    (re.compile(r"/content\w*/.+_paper\.(?:html|pdf)$"), "https://openaccess.thecvf.com"),
)
_SPACE = re.compile(r"\s+")
_WORDS = re.compile(r"[a-z]+")


class Document:
    """A page.

    Attributes:
        good: Every byte of it was text.
        address: Its own, as far as it says so.
    """

    def __init__(self, data: bytes) -> None:
        from lxml import etree, html

        text, self.good = decoded(data)
        parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_pis=True)
        try:
            self.root: _Element = html.document_fromstring(
                text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True
            )
        except etree.ParserError:  # there is nothing but the beginning of a tag
            self.root = html.document_fromstring(b"<html></html>", parser=parser)
        self.address = self._address(data)

    @property
    def body(self) -> _Element:
        """What the page shows."""
        return next(iter(self.root.iterchildren("body")), self.root)

    def resolved(self, href: str | None) -> str:
        """Return an address in full, as far as that of the page is known; without its fragment."""
        address = (href or "").strip()
        if not address or address.startswith(("#", "javascript:", "mailto:", "data:")):
            return ""
        home = self.address or next((h for sign, h in _HOMES if sign.match(address)), "")
        try:
            return urljoin(home, address).partition("#")[0]
        except ValueError:
            return ""

    def meta(self) -> Iterator[tuple[str, str]]:
        """Yield the names and contents of the page's metadata, names in lower case."""
        for element in self.root.iter("meta"):
            name = element.get("name") or element.get("property") or ""
            content = (element.get("content") or "").strip()
            if name and content:
                yield str(name).lower(), content

    def _address(self, data: bytes) -> str:
        for tag, key, wanted in (("base", "href", None), ("link", "href", "canonical")):
            for element in self.root.iter(tag):
                if wanted is None or element.get("rel") == wanted:
                    return str(element.get(key) or "")
        told = dict(self.meta()).get("og:url", "")
        found = _SAVED_FROM.search(data[:4000])
        return told or (found[1].decode("ascii", "replace") if found else "")


def line_of(element: _Element) -> int:
    """Return the number of an element's line, from 1."""
    return int(str(element.sourceline or 1))


def text_of(*elements: _Element) -> str:
    """Return what elements show, a line for each of their blocks."""
    from lxml.etree import iterwalk

    texts: list[str] = []
    for element in elements:
        if not isinstance(element.tag, str):  # a comment
            continue
        silent = None
        for event, inner in iterwalk(element, events=("start", "end")):
            if event == "start" and silent is None:
                if inner.tag in _SILENT or not isinstance(inner.tag, str):
                    silent = inner
                    continue
                texts += ["\n" if inner.tag in _BLOCKS else "", _one_line(inner.text)]
            elif event == "end":
                if inner is silent:
                    silent = None
                if silent is None and inner is not element:
                    texts += [
                        "\n" if inner.tag in _BLOCKS else "",
                        _SPACE.sub(" ", inner.tail or ""),
                    ]
        texts.append("\n")
    lines = (" ".join(line.split()) for line in "".join(texts).split("\n"))
    return "\n".join(filter(None, lines))


def _one_line(text: str | None) -> str:
    """Return a text of the source, whose line ends mean no more than blanks do."""
    return _SPACE.sub(" ", text or "")


def names_of(element: _Element) -> frozenset[str]:
    """Return the words that the class, the id and the property of an element are made of."""
    given = (element.get(key) for key in ("class", "id", "itemprop", "data-test-id"))
    return frozenset(_WORDS.findall(" ".join(str(name)[:300] for name in given if name).lower()))

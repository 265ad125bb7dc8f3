"""Web pages as browsers save them: of one paper, and listings of many."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from ...model import Origin, Paper, Rejected, Skipped, Warned
from ..base import Read, Recognition, as_utf8, in_utf8
from ..bounds import beginning, largest, too_long
from ..json.paper import paper_of
from ..lists.hosts import Kind, identified, kind
from ..lists.reader import result
from .about import of_its_address
from .embedded import Described, in_data, of_one_paper

if TYPE_CHECKING:
    from .document import Document

LIMIT = 32 << 20  # bytes of a page; a list of links takes some forty times as much memory
_PAGE = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*(?:<!doctype\s+html\b|<html\b(?![^>]*\bofx))",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = re.compile(rb"\A\s*<(?:head|body|div|main|section|ul|ol|table|h[1-6]|p)\b", re.IGNORECASE)
_NOTHING = (
    "no paper is found on this page: save it when it shows them (scrolled down, not the source), "
    "or save its text as a .txt file"
)


class HtmlPageReader:
    """Reads what a page says for machines first, then its repeated blocks; knows no site.

    Scripts are never run, and nothing is fetched.
    """

    name = "html-page"
    suffixes = (".html", ".htm", ".xhtml")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes to a document, maybe to a piece of one."""
        text = as_utf8(io.BytesIO(head)).read()
        if _PAGE.match(text):
            return Recognition.YES
        return Recognition.MAYBE if _PIECE.match(text) else Recognition.NO

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield the papers of a page; the rest of it is one skip.

        The whole page is in memory, as far as it is read.
        """
        from .document import Document

        source = as_utf8(stream)
        limit = largest(LIMIT)
        data, whole = beginning(source, limit)
        if not data.strip():
            return
        document = Document(data)
        if not document.good:
            yield Warned(origin, 1, "bytes that do not decode were replaced by U+FFFD")
        found = list(_items(document, origin))
        if any(isinstance(item, Paper) for item in found):
            yield from found
        else:
            yield Rejected(origin, 1, _NOTHING)
        if not whole:
            reason = f"here the page gets {too_long(limit)}"
            yield Rejected(origin, data.count(b"\n") + 1, reason)


def _items(document: Document, origin: str) -> Iterator[Read]:
    from ..lists.blocks import blocks_of
    from ..lists.sections import records
    from .anchors import anchors
    from .cards import are_items, cards

    if one := of_one_paper(document) or of_its_address(document):
        yield from _papers([one], origin)
        return
    found = anchors(document)
    in_scripts, in_blocks = list(in_data(document)), list(cards(document, found))
    described = in_scripts if len(in_scripts) >= len(in_blocks) else in_blocks
    known = {name for d in described for name in _names(d)}
    plain = not in_scripts and not any(d.record.get("abstract") for d in described)
    may_be_list = plain and are_items(found)
    if described and not may_be_list and _few(_linked(document) - known, len(known)):
        listed = []
    else:
        listed = list(records(blocks_of(document.body)))
    papers = [r.entry for r in listed if r.reason is None]
    addresses = {_name(url) for entry in papers for url in entry.papers[:1]}
    more = may_be_list and len(papers) > len(described)
    if described and not more and _few(addresses - known, len(addresses)):
        yield from _papers(described, origin)
        yield Skipped(origin, 1, "page furniture: what stands around the papers")
        return
    for record in listed:
        yield from result(record, origin)


def _few(left_out: set[str], all_of_them: int) -> bool:
    return len(left_out) <= max(1, all_of_them // 5)


def _linked(document: Document) -> set[str]:
    """Return by what the papers are known that a page links to."""
    links = (document.resolved(a.get("href")) for a in document.body.iter("a"))
    return {_name(link) for link in links if link and kind(link) is Kind.PAPER}


def _names(described: Described) -> Iterator[str]:
    """Yield by what a paper is known: its identifiers, and the addresses that stand by it."""
    identifiers = described.record.get("identifiers")
    yield from map(str, identifiers if isinstance(identifiers, list) else ())
    yield _name(str(described.record.get("url")))
    yield from map(_name, described.addresses)


def _name(address: str) -> str:
    return str(identified(address) or address)


def _papers(found: list[Described], origin: str) -> Iterator[Read]:
    for line, record, trouble, _ in found:
        if trouble:
            yield Rejected(origin, line, trouble)
            continue
        try:
            paper, left_out = paper_of(record, Origin(origin, line))
        except ValueError as error:
            yield Rejected(origin, line, str(error))
            continue
        yield from (Warned(origin, line, reason) for reason in left_out)
        yield paper

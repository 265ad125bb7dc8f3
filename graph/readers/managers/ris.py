"""RIS, as reference managers and publishers export it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from ...identifiers import Identifier
from ...model import Skipped, Warned
from .. import printed
from ..base import Read, Recognition, as_utf8, in_utf8, lines, shown
from ..bounds import largest
from ..draft import Draft
from .tagged import LIMIT, Layout, Record, records, result

# Some programs close a record with the bare tag.
_LINE = re.compile(r"\s*([A-Z][A-Z0-9])(?:[ \t]{2}-[ \t]?|(?<=ER)\s*$)(.*)$")
_OF_OTHERS = re.compile(r"^\s*(?:PMID ?-|PT\b|FN )", re.MULTILINE)
_BEGIN = re.compile(rb"^[ \t]*TY {2}-[ \t]*\w", re.MULTILINE)

# Databases say above the records who gave the file, and in which encoding.
_HEADER = re.compile(r"\w[\w -]{0,30}:(?:\s|$)")
_ABOVE = 10  # lines that a header may have

_LAYOUT = Layout(
    _LINE,
    begins="TY",
    ends="ER",
    header=_HEADER,
)

_NO_PAPERS = {"NOTE": "a note", "ATTACHMENT": "an attachment"}
_BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK", "WHOLE"})
_ADDRESSES = re.compile(r"[\s;]+(?=https?://)")
_TITLES = ("TI", "T1", "CT")
_VENUES = ("JF", "JO", "T2", "BT", "C3", "JA", "J2", "J1")


class RisReader:
    """Reads records from TY to ER; tags without a place in a paper are ignored."""

    name = "ris"
    suffixes = (".ris",)

    def recognises(self, head: bytes) -> Recognition:
        """Say yes when the first tag is TY; a few lines of a database may precede."""
        text = as_utf8(io.BytesIO(head)).read()
        found = _BEGIN.search(text)
        if not found:
            return Recognition.NO
        before = text[: found.start()].decode("utf-8", "replace")
        if _OF_OTHERS.search(before):
            return Recognition.NO
        above = [line.strip() for line in before.splitlines() if line.strip()]
        header = len(above) < _ABOVE and all(map(_HEADER.match, above))
        return Recognition.YES if header else Recognition.MAYBE

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield, for every record, a paper, or the reason there is none."""
        for record in records(lines(as_utf8(stream), largest(LIMIT)), _LAYOUT, origin):
            if isinstance(record, Warned):
                yield record
                continue
            kind = record.first("TY").strip().upper()
            if reason := _NO_PAPERS.get(kind):
                text = record.first(*_TITLES, "N1", "AB")
                yield Skipped(origin, record.line, reason, shown(" ".join(text[:400].split())))
            else:
                yield from result(_draft(record, kind), record, origin)


def _draft(record: Record, kind: str) -> Draft:
    book = kind in _BOOKS
    draft = Draft(
        title=record.first(*_TITLES, *(("BT", "T2") if book else ()), "ST"),
        abstract=_abstract(record),
        venue="" if book else record.first(*_VENUES),
        local=record.first("ID"),
        dates=record.all("PY", "Y1", "DA"),
        addresses=[
            part for value in record.all("UR", "L2", "LK") for part in _ADDRESSES.split(value)
        ],
    )
    for name in record.all("AU", "A1") or record.all("ED", "A2"):
        draft.name(name)
    for value in record.all("KW"):
        draft.list_keywords(value)
    for value in record.all("DO"):
        draft.identify(value, "doi", "DO")
    for value in record.all("N1", "M1", "M3", "C2", "AN"):
        draft.note(value)
    draft.hint(_of_tags(record))
    return draft


def _abstract(record: Record) -> str:
    """Return the abstract; many programs write it twice, as AB and, cut short or not, as N2."""
    written = ("\n\n".join(dict.fromkeys(record.all(tag))) for tag in ("AB", "N2"))
    return max(written, key=len)


def _of_tags(record: Record) -> Iterator[Identifier | None]:
    """Yield what EndNote and PubMed's exports keep in tags without a name of their own."""
    for value in record.all("C2"):
        yield printed.identifier(value, "pmc") if value.strip().upper().startswith("PMC") else None
    for value in record.all("M1", "M3", "SE", "AN"):
        number = printed.identifier(value)
        yield number if number and number.scheme in ("arxiv", "pmc", "pubmed") else None
    if re.search(r"pubmed|medline", record.first("DB", "DP"), re.IGNORECASE):
        for value in record.all("AN"):
            yield printed.identifier(value, "pubmed")

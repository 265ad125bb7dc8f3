"""What PubMed exports: nbib files, and its MEDLINE display saved as text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from ...identifiers import orcid
from ...model import Warned
from ..base import Read, Recognition, as_utf8, in_utf8, lines
from ..bounds import largest
from ..draft import Draft
from .tagged import LIMIT, Layout, Record, records, result

_LAYOUT = Layout(re.compile(r"(?=.{2,4}-)([A-Z][A-Z0-9]{1,3}) *- ?(.*)$"), begins="PMID")
_BEGIN = re.compile(rb"\s*PMID ?- ?\d+\s*$", re.MULTILINE)
_INITIALS_LAST = re.compile(r"^([^,]+) ([A-Z]{1,4})$")  # how AU prints people
_OF_DOI = re.compile(r"\[doi\]|^doi\s*:|^10\.\d{4,9}/", re.IGNORECASE)


class NbibReader:
    """Reads records that begin with PMID; tags without a place in a paper are ignored."""

    name = "nbib"
    suffixes = (".nbib", ".txt")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes when the first line that is not blank is a PubMed number."""
        found = _BEGIN.match(as_utf8(io.BytesIO(head)).read())
        return Recognition.YES if found else Recognition.NO

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield, for every record, a paper, or the reason there is none."""
        for record in records(lines(as_utf8(stream), largest(LIMIT)), _LAYOUT, origin):
            if isinstance(record, Warned):
                yield record
            else:
                yield from result(_draft(record), record, origin)


def _draft(record: Record) -> Draft:
    draft = Draft(
        title=record.first("TI", "BTI", "TT"),
        abstract=_one_line(record.first("AB")),
        venue=record.first("JT", "TA", "CTI", "BTI" if record.first("TI") else "CTI"),
        local=record.first("PMID"),
        dates=record.all("DP", "DEP"),
        keywords=[" ".join(value.split()) for value in record.all("OT")],
    )
    _name_authors(draft, record)
    draft.identify(record.first("PMID"), "pubmed", "PMID")
    for value in record.all("PMC")[:1]:
        draft.identify(value, "pmc", "PMC")
    for value in [v for v in record.all("LID", "AID") if _OF_DOI.search(v)][:1]:
        draft.identify(value, "doi", "LID or AID")
    return draft


def _one_line(text: str) -> str:
    """Undo the wrapping; PubMed's abstracts have no paragraphs."""
    return " ".join(text.split())


def _name_authors(draft: Draft, record: Record) -> None:
    """Name people by FAU, with what AUID says behind it; by AU where there is no FAU."""
    tag = "FAU" if record.all("FAU") else "AU"
    names: list[tuple[str, str | None]] = []
    for found, value in record.fields:
        if found in (tag, "CN") and value.strip():
            names.append((value, None))
        elif found == "AUID" and names:
            names[-1] = (names[-1][0], orcid(value))
    for name, number in names:
        draft.name(_INITIALS_LAST.sub(r"\1, \2", name), number)

"""Tables that indexes and reference managers export as CSV or TSV, read by their column names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from ...model import Origin, Reference, Rejected, Skipped
from .. import printed
from ..base import HEAD, Read, Recognition, as_utf8, decoded, in_utf8, lines, pieces, shown
from ..draft import Draft
from .scopus_references import references as scopus_references
from .table import LIMIT, cells, rows

# Column names in small letters without signs, the best first. They come from the exports of
# Scopus, Lens, Dimensions, Publish or Perish, PubMed, IEEE Xplore and Zotero.
_COLUMNS = {
    "title": ("title", "documenttitle", "articletitle"),
    "abstract": ("abstract", "abstractnote", "abstracttext"),
    "authors": ("authorfullnames", "authors", "author", "inventors"),
    "year": ("year", "publicationyear", "pubyear"),
    "date": ("datepublished", "publicationdate", "publicationdateonline", "coverdate", "date"),
    "venue": (
        *("sourcetitle", "publicationtitle", "journalbook", "journal", "anthologytitle"),
        *("proceedingstitle", "booktitle", "conferencename", "venue", "source"),
    ),
    "keywords": ("authorkeywords", "keywords", "manualtags"),
    "doi": ("doi",),
    "pubmed": ("pmid", "pubmedid"),
    "pmc": ("pmcid",),
    "arxiv": ("arxivid", "arxiv"),
    "address": ("url", "link", "articleurl", "sourcelinkout", "externalurl", "pdflink"),
    "full_text": ("fulltexturl", "sourceurls", "dimensionsurl"),
    "references": ("references", "citedreferences"),
    "local": ("eid", "lensid", "publicationid", "key", "id"),
    "note": ("extra", "notes", "note"),
    "kind": ("itemtype",),
}
_NAMES = {name for names in _COLUMNS.values() for name in names}
_SIGNS = re.compile(r"[\s/()_.*-]+")
_NUMBER = re.compile(r"\s*\(\d{5,}\)")  # of an author, which Scopus puts behind the name
_LENS = re.compile(r"\d{3}-\d{3}-\d{3}-\d{3}-\d{2}[\dX]")
_DIMENSIONS = re.compile(r";(?=\[)")
_ADDRESSES = re.compile(r"[\s;]+(?=https?://)")
_NO_PAPERS = {"note": "a note", "attachment": "an attachment", "annotation": "an annotation"}

_ABOVE = 5  # lines among which the one with the names is; a few programs put others above it
_DELIMITERS = ("\t", ",", ";")


class Header(NamedTuple):
    """Where the names of the columns stand, what parts them, and how many lines to pass."""

    lines: int
    delimiter: str
    names: tuple[str, ...]

    def places(self) -> dict[str, list[int]]:
        """Return the columns of each field, the best first."""
        found = {
            field: [self.names.index(name) for name in names if name in self.names]
            for field, names in _COLUMNS.items()
        }
        return {field: places for field, places in found.items() if places}


class CsvReader:
    """Reads a paper a row; columns that no name tells are ignored."""

    name = "csv"
    suffixes = (".csv", ".tsv", ".txt")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes to a line of column names among the first, with a title and two more."""
        text = as_utf8(io.BytesIO(head)).read()
        first = text.lstrip().split(b"\n", _ABOVE)[:_ABOVE]
        whole = first if len(head) < HEAD else first[:-1]
        return Recognition.YES if _header(map(_text, whole)) else Recognition.NO

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield, for every row below the names, a paper, or the reason there is none."""
        source = lines(pieces(as_utf8(stream)), LIMIT)
        filled = (line for line in source if line.text.strip())
        first = list(islice(filled, _ABOVE))
        header = _header(_text(line.text) for line in first)
        if header is None:
            if first:
                reason = "no line names the columns of a table with a title and two more"
                yield Rejected(origin, first[0].number, reason, shown(_text(first[0].text[:400])))
            return
        places = header.places()
        rest = chain(first[header.lines :], source)
        for row in rows(rest, header.delimiter, len(header.names)):
            values = _values(places, row.cells)
            text = " ".join(cell[:100] for cell in row.cells[:8])
            if no_paper := _NO_PAPERS.get(values.get("kind", "").strip().lower()):
                yield Skipped(origin, row.line, no_paper, shown(" ".join(text.split())))
                continue
            yield from _draft(values).result(
                Origin(origin, row.line), text, warnings=row.warnings, trouble=row.trouble
            )


def _text(line: bytes) -> str:
    return decoded(line.rstrip(b"\r"))[0]


def _header(texts: Iterable[str]) -> Header | None:
    """Find the line of column names, and the delimiter by which it has most known ones."""
    for place, text in enumerate(texts, start=1):
        best: Header | None = None
        for delimiter in _DELIMITERS:
            try:
                found = cells(text, delimiter)
            except csv.Error:
                continue
            header = Header(place, delimiter, tuple(_SIGNS.sub("", n).lower() for n in found))
            if len(header.places()) >= (len(best.places()) + 1 if best else 3):
                best = header
        if best and "title" in best.places():
            return best
    return None


def _values(places: Mapping[str, Sequence[int]], row: Sequence[str]) -> dict[str, str]:
    """Return the fields of a row; of several columns the best that is filled."""
    return {
        field: next((row[i] for i in columns if i < len(row) and row[i].strip()), "")
        for field, columns in places.items()
    }


def _draft(values: Mapping[str, str]) -> Draft:
    draft = Draft(
        title=values.get("title", ""),
        abstract=_abstract(values.get("abstract", "")),
        venue=values.get("venue", ""),
        local=values.get("local", ""),
        dates=[values.get("year", ""), values.get("date", "")],
        addresses=[
            part
            for field in ("address", "full_text")
            for part in _ADDRESSES.split(values.get(field, ""))
        ],
        references=list(_references(values.get("references", ""))),
    )
    for name in printed.people(_NUMBER.sub("", values.get("authors", ""))):
        draft.name(name)
    draft.list_keywords(values.get("keywords", ""))
    for scheme in ("doi", "pubmed", "pmc", "arxiv"):
        draft.identify(values.get(scheme, ""), scheme, f"the column for {scheme}")
    draft.note(values.get("note", ""))
    return draft


def _abstract(text: str) -> str:
    # What Scopus writes where there is none.
    return "" if text.strip() == "[No abstract available]" else text


def _references(text: str) -> Iterator[Reference]:
    """Yield the references of a cell in the form of Lens, Dimensions or Scopus."""
    parts = [part.strip() for part in text.split(";")]
    if all(_LENS.fullmatch(part) for part in parts):
        yield from (Reference(text=part, local=part) for part in parts)
    elif text.lstrip().startswith("[") and "|" in text:
        for part in _DIMENSIONS.split(text):
            if found := _of_dimensions(part.strip()):
                yield found
    else:
        yield from scopus_references(text)


def _of_dimensions(text: str) -> Reference | None:
    """Make a reference of one whose parts stand between bars: people, venue, year and so on."""
    parts = [part.strip() for part in text.split("|")]
    found = printed.reference(", ".join(filter(None, parts)))
    local = next((part for part in parts if part.startswith("pub.")), None)
    return replace(found, local=local) if found else None

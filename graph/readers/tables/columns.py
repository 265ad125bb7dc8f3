"""What the columns of a table mean, by their names, and the paper that a row makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...model import Origin, Reference, Skipped, replace
from .. import printed
from ..base import Read, shown
from ..draft import Draft
from .scopus_references import references as scopus_references
from .table import Row

ENOUGH = 3  # fields that a header must name
ABOVE = 5  # lines among which the one with the names is; a few programs put others above it

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
        *("proceedingstitle", "booktitle", "conferencename", "conferencetitle", "venue", "source"),
    ),
    "keywords": ("authorkeywords", "keywords", "manualtags"),
    "doi": ("doi",),
    "pubmed": ("pmid", "pubmedid"),
    "pmc": ("pmcid",),
    "arxiv": ("arxivid", "arxiv"),
    "address": ("url", "link", "articleurl", "sourcelinkout", "externalurl", "pdflink"),
    "full_text": ("fulltexturl", "sourceurls", "dimensionsurl"),
    "references": ("references", "citedreferences"),
    "local": ("eid", "lensid", "publicationid", "utuniquewosid", "key", "id"),
    "note": ("extra", "notes", "note"),
    "kind": ("itemtype",),
}
_SIGNS = re.compile(r"[\s/()_.*-]+")
_NUMBER = re.compile(r"\s*\(\d{5,}\)")  # of an author, which Scopus puts behind the name
_LENS = re.compile(r"\d{3}-\d{3}-\d{3}-\d{3}-\d{2}[\dX]")
_WEB_OF_SCIENCE = re.compile(r"[^,;()]+, (?:1[5-9]|20)\d\d, ")
_DIMENSIONS = re.compile(r";(?=\[)")
_ADDRESSES = re.compile(r"[\s;]+(?=https?://)")
_NO_PAPERS = {"note": "a note", "attachment": "an attachment", "annotation": "an annotation"}

Places = Mapping[str, Sequence[int]]


def places(names: Iterable[str]) -> dict[str, list[int]]:
    """Return the columns of each field, the best first."""
    plain = [_SIGNS.sub("", name).lower() for name in names]
    found = {
        field: [plain.index(name) for name in wanted if name in plain]
        for field, wanted in _COLUMNS.items()
    }
    return {field: columns for field, columns in found.items() if columns}


def is_header(found: Places) -> bool:
    """Tell whether columns are those of a table of papers: a title and two more."""
    return "title" in found and len(found) >= ENOUGH


def results(found: Places, row: Row, origin: str) -> Iterator[Read]:
    """Yield the paper of a row after its warnings, or why there is none."""
    values = _values(found, row.cells)
    text = " ".join(cell[:100] for cell in row.cells[:8])
    if no_paper := _NO_PAPERS.get(values.get("kind", "").strip().lower()):
        yield Skipped(origin, row.line, no_paper, shown(" ".join(text.split())))
        return
    yield from _draft(values).result(
        Origin(origin, row.line), text, warnings=row.warnings, trouble=row.trouble
    )


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
    elif _WEB_OF_SCIENCE.match(text):
        yield from filter(None, map(printed.reference, parts))
    else:
        yield from scopus_references(text)


def _of_dimensions(text: str) -> Reference | None:
    """Make a reference of one whose parts stand between bars: people, venue, year and so on."""
    parts = [part.strip() for part in text.split("|")]
    found = printed.reference(", ".join(filter(None, parts)))
    local = next((part for part in parts if part.startswith("pub.")), None)
    return replace(found, local=local) if found else None

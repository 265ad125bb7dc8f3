"""Works of Crossref: single answers, pages of results, public data files."""

from __future__ import annotations

import re

from ...identifiers import parse
from .. import printed
from ..json.fields import Named, Record, reference_of
from ..json.records import RecordsReader
from ..json.shapes import at, first_text, items, objects, text_of

_DATES = ("issued", "published", "published-print", "published-online")
_MARKS = {"member", "prefix", "deposited", "indexed", "references-count", "reference-count"}
_NO_PAPERS = {
    "book-series",
    "book-set",
    "component",
    "database",
    "grant",
    "journal",
    "journal-issue",
    "journal-volume",
    "proceedings-series",
    "report-series",
    "report-component",
}
_YEAR = re.compile(r"\d{4}", re.ASCII)
_HEADING = re.compile(
    r"\s*<(?:jats:)?title>\s*(?:abstract|summary)\s*</(?:jats:)?title>", re.IGNORECASE
)
# What a reference says in parts, in the order in which one is printed.
_PRINTED = ("author", "year", "journal-title", "volume", "issue", "first-page")


class CrossrefReader(RecordsReader):
    """Reads works; of their references, those as printed and those in fields."""

    name = "crossref"
    pages = (("message", "items"), ("items",))

    def fits(self, record: Record) -> bool:
        """Tell by a DOI and what Crossref alone has; a title that is text is CSL-JSON."""
        work = _work(record)
        if not isinstance(work.get("DOI"), str) or isinstance(work.get("title"), str):
            return False
        return isinstance(work.get("title"), list) or bool(_MARKS & work.keys())

    def described(self, record: Record) -> Record | str:
        """Return a work; journals, issues, grants and figures are no papers."""
        work = _work(record)
        if (kind := first_text(work.get("type"))) in _NO_PAPERS:
            return f"no paper but a {str(kind).replace('-', ' ')}"
        date = _date(work)
        return {
            "title": _title(work),
            "abstract": _abstract(work.get("abstract")),
            "date": date,
            "year": int(date[:4]) if date else None,
            "authors": [
                {
                    "name": first_text(author.get("name"))
                    or printed.spoken(*(text_of(author, k) for k in ("given", "family", "suffix"))),
                    "orcid": author.get("ORCID"),
                }
                for author in objects(work.get("author"))
            ],
            "venue": _first(work.get("container-title")),
            "url": work.get("URL"),
            "doi": work.get("DOI"),
            "references": [_reference(entry) for entry in items(work.get("reference"))],
        }


def _work(record: Record) -> Record:
    """Return the work of a single answer, which stands in an envelope."""
    inner = record.get("message")
    return inner if isinstance(inner, dict) else record


def _abstract(value: object) -> object:
    if not isinstance(value, str):
        return value
    # Searched only where it is, since a search takes longer than all else here.
    text = _HEADING.sub("", value, count=1) if "title>" in value else value
    return printed.paragraphs(text)


def _first(value: object) -> str | None:
    text = first_text(*items(value))
    return printed.plain(text) if text else None


def _title(work: Record) -> str | None:
    title, subtitle = _first(work.get("title")), _first(work.get("subtitle"))
    if title and subtitle and subtitle.casefold() not in title.casefold():
        return f"{title.rstrip(':')}: {subtitle}"
    return title


def _date(work: Record) -> str | None:
    """Return the first date that has a year: months and days may lack."""
    for field in _DATES:
        parts = next(iter(items(at(work, field, "date-parts"))), None)
        # What is no number cuts the date off where it stands, as 0 does.
        numbers = [part if type(part) is int else 0 for part in items(parts)]
        if numbers and 0 < numbers[0] < 10_000:
            return printed.iso(f"{numbers[0]:04}", *map(str, numbers[1:3]))
    return None


def _reference(entry: object) -> object:
    if not isinstance(entry, dict):
        return entry
    title, text = _said(entry, "article-title", "volume-title"), _said(entry, "unstructured")
    if not (text or title):
        text = ", ".join(filter(None, [_said(entry, field) for field in _PRINTED])) or None
    identifiers: list[Named] = [("doi", entry["DOI"])] if entry.get("DOI") else []
    if text and not identifiers and (number := parse(text)):
        identifiers = [number]
    year = _YEAR.search(text_of(entry, "year")) if "year" in entry else None
    return reference_of(identifiers, text=text, title=title, year=int(year[0]) if year else None)


def _said(entry: Record, *fields: str) -> str | None:
    """Return the first of these fields that is filled, as plain text."""
    for field in fields:
        if field in entry:
            return printed.plain(text_of(entry, *fields)) or None
    return None

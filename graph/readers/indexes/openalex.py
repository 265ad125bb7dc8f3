"""Works of OpenAlex: single answers, pages of results, snapshot files."""

from __future__ import annotations

import re

from ...identifiers import arxiv
from .. import printed
from ..json.fields import Named, Record, reference_of
from ..json.records import RecordsReader
from ..json.shapes import at, first_text, items, objects, pmc_number

_WORK = re.compile(
    r"(?P<address>https?://(?:\w+\.)?openalex\.org/(?:works/)?)?W\d{4,}", re.IGNORECASE
)
_MARKS = {"authorships", "referenced_works", "abstract_inverted_index", "primary_location"}


class OpenAlexReader(RecordsReader):
    """Reads works; authors, sources and other kinds of records are not recognised.

    Keywords, topics and concepts are left out: no author of the paper chose them.
    """

    name = "openalex"
    pages = (("results",),)

    def fits(self, record: Record) -> bool:
        """Tell by the identifier of a work beside a field that OpenAlex alone has."""
        number = record.get("id")
        found = _WORK.fullmatch(number) if isinstance(number, str) else None
        # Others may name their papers so, too, but not by an address.
        is_named = "display_name" in record or (found and found["address"] and "title" in record)
        return bool(found and is_named) or bool(_MARKS & record.keys())

    def described(self, record: Record) -> Record | str:
        """Return a work; covers, tables of contents and the like are none."""
        if record.get("type") == "paratext" or record.get("is_paratext") is True:
            return "paratext, such as a cover or a table of contents"
        place = record.get("primary_location")
        return {
            "title": printed.plain(
                first_text(record.get("title"), record.get("display_name")) or ""
            )
            or None,
            "abstract": _abstract(record.get("abstract_inverted_index")),
            "year": record.get("publication_year"),
            "date": record.get("publication_date"),
            "authors": [
                {
                    "name": first_text(
                        at(author, "author", "display_name"), author.get("raw_author_name")
                    ),
                    "orcid": at(author, "author", "orcid"),
                }
                for author in objects(record.get("authorships"))
            ],
            "venue": first_text(
                at(place, "source", "display_name"), at(record, "host_venue", "display_name")
            ),
            "url": first_text(at(place, "landing_page_url"), record.get("doi")),
            "doi": record.get("doi"),
            "identifiers": _identifiers(record),
            "references": [
                reference_of([("openalex", number)])
                for number in items(record.get("referenced_works"))
            ],
        }


def _abstract(index: object) -> str | None:
    """Put an inverted index, from words to their places, back into running text."""
    placed: list[tuple[int, str]] = []
    for word, places in index.items() if isinstance(index, dict) else ():
        for place in items(places):
            if isinstance(place, int):
                placed.append((place, word))
    return " ".join([word for _, word in sorted(placed)]) or None


def _identifiers(record: Record) -> list[Named]:
    number = record.get("id") or at(record, "ids", "openalex")
    found: list[Named] = [("openalex", number)] if number is not None else []
    if pubmed := at(record, "ids", "pmid"):
        found.append(("pubmed", pubmed))
    if pmc := at(record, "ids", "pmcid"):
        found.append(("pmc", pmc_number(pmc)))
    for place in objects(record.get("locations")):
        address = place.get("landing_page_url")
        if isinstance(address, str) and "arxiv.org/" in address and (number := arxiv(address)):
            found.append(("arxiv", number))
    return found

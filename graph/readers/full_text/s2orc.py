"""S2ORC full texts: parses with paragraphs, and the dataset with annotations."""

from __future__ import annotations

from ...model import InTextCitation, Reference
from ..json.fields import Named, Record, reference_of
from ..json.records import RecordsReader
from ..json.shapes import at, first_text, items, objects, pmc_number, text_of
from ..printed import spoken
from .marked import FullText
from .s2orc_annotated import paper_of_annotations

_PARSES = ("pdf_parse", "latex_parse", "grobid_parse")
_IDENTIFIERS = {
    "doi": "doi",
    "arxiv_id": "arxiv",
    "arxiv": "arxiv",
    "acl_id": "acl",
    "pubmed_id": "pubmed",
    "pmc_id": "pmc",
    "pmcid": "pmc",
    "pmid": "pubmed",
}


class S2orcReader(RecordsReader):
    """Reads what the parsers of S2ORC write, CORD-19 included, and its dataset."""

    name = "s2orc"

    def fits(self, record: Record) -> bool:
        """Tell by the parts of a parse; one with the metadata of arXiv is unarXive's."""
        if "corpusid" in record:
            return any(isinstance(at(record, part, "text"), str) for part in ("content", "body"))
        parsed = any(isinstance(record.get(name), dict) for name in _PARSES)
        paragraphs = objects(record.get("body_text")) or objects(record.get("abstract"))
        plain = any("cite_spans" in paragraph for paragraph in paragraphs)
        return "paper_id" in record and (
            parsed or (plain and at(record, "metadata", "authors_parsed") is None)
        )

    def described(self, record: Record) -> Record | str:
        """Return a paper with its sections, references and the sentences that cite them."""
        if "corpusid" in record:
            return paper_of_annotations(record)
        metadata = record.get("metadata")
        told = metadata if isinstance(metadata, dict) else record
        parse = next((p for n in _PARSES if isinstance(p := record.get(n), dict)), record)
        paragraphs = [*items(parse.get("body_text")), *items(parse.get("back_matter"))]
        text = FullText(paragraphs, str)
        entries = parse.get("bib_entries")
        return {
            "title": first_text(told.get("title")),
            "abstract": _abstract(told, parse),
            "year": told.get("year"),
            "authors": _authors(told),
            "venue": first_text(told.get("venue"), told.get("journal")),
            "identifiers": _identifiers(record, told, told.get("identifiers")),
            "sections": text.sections,
            "references": [
                _reference(entry, text.contexts(name))
                for name, entry in (entries.items() if isinstance(entries, dict) else ())
                if isinstance(entry, dict)
            ],
        }


def _abstract(told: Record, parse: Record) -> str | None:
    if text := first_text(told.get("abstract")):
        return text
    parts = (first_text(part.get("text")) for part in objects(parse.get("abstract")))
    return "\n\n".join(filter(None, parts)) or None


def _authors(told: Record) -> list[str]:
    names = []
    for author in objects(told.get("authors")):
        middle = [part for part in items(author.get("middle")) if isinstance(part, str)]
        given = " ".join([text_of(author, "first"), *middle])
        if name := spoken(given, text_of(author, "last"), text_of(author, "suffix")):
            names.append(name)
    return names


def _identifiers(*given: object) -> list[Named]:
    """List the identifiers in the fields of objects; of several in one field, all."""
    found: list[Named] = []
    for record in given:
        for name, value in record.items() if isinstance(record, dict) else ():
            if scheme := _IDENTIFIERS.get(name.lower()):
                inner = value if isinstance(value, list) else [value]
                found += [(scheme, pmc_number(v) if scheme == "pmc" else v) for v in inner if v]
    if isinstance(number := at(given[0], "paper_id"), str) and number.startswith("PMC"):
        found.append(("pmc", number))
    return found


def _reference(entry: Record, contexts: list[InTextCitation]) -> Reference | Record:
    linked = entry.get("link") or entry.get("links")
    known = [("s2", linked)] if isinstance(linked, str) and linked else []
    return reference_of(
        [*known, *_identifiers(entry.get("other_ids"))],
        text=first_text(entry.get("raw_text")),
        title=first_text(entry.get("title")),
        year=entry.get("year"),
        contexts=contexts,
    )

"""unarXive: full texts of arXiv with their bibliographies."""

from __future__ import annotations

from ...identifiers import parse
from ...model import InTextCitation, Reference
from ..indexes.arxiv_json import metadata
from ..json.fields import Record, reference_of
from ..json.records import RecordsReader
from ..json.shapes import at, first_text, objects, pmc_number
from ..printed import one_line
from .marked import FullText

_IDENTIFIERS = {
    "open_alex_id": "openalex",
    "doi": "doi",
    "arxiv_id": "arxiv",
    "pubmed_id": "pubmed",
    "pmc_id": "pmc",
}


class UnarxiveReader(RecordsReader):
    """Reads sections, references and the sentences that cite them.

    Formulas stand in the text as LaTeX between dollar signs, citations as
    numbers in square brackets, figures and tables as those words.
    """

    name = "unarxive"

    def fits(self, record: Record) -> bool:
        """Tell by the metadata of arXiv within the record of a full text."""
        return "paper_id" in record and isinstance(at(record, "metadata", "authors_parsed"), list)

    def described(self, record: Record) -> Record | str:
        """Return a paper with its sections and references."""
        entries = record.get("bib_entries")
        entries = entries if isinstance(entries, dict) else {}
        numbers = {name: place for place, name in enumerate(entries, start=1)}
        given = record.get("ref_entries")
        formulas = given if isinstance(given, dict) else {}

        def rewrite(mark: str) -> str:
            kind, _, name = mark[2:-2].partition(":")
            if kind == "formula":
                entry = formulas.get(name)
                latex = entry.get("latex") if isinstance(entry, dict) else None
                latex = one_line(latex) if isinstance(latex, str) else ""
                return f"${latex}$" if latex else ""
            return f"[{numbers[name]}]" if name in numbers else kind

        text = FullText(record.get("body_text"), rewrite)
        described = metadata(_metadata(record))
        return described | {
            "sections": text.sections,
            "references": [
                _reference(entry, text.contexts(name))
                for name, entry in entries.items()
                if isinstance(entry, dict)
            ],
        }


def _metadata(record: Record) -> Record:
    inner = record.get("metadata")
    found = dict(inner) if isinstance(inner, dict) else {}
    found.setdefault("id", record.get("paper_id"))
    return found


def _reference(entry: Record, contexts: list[InTextCitation]) -> Reference | Record:
    given = at(entry, "ids")
    known = given.items() if isinstance(given, dict) else ()
    identifiers = [
        (_IDENTIFIERS[name], pmc_number(value) if name == "pmc_id" else value)
        for name, value in known
        if name in _IDENTIFIERS and value
    ]
    inside = [entry_id.get("id") for entry_id in objects(entry.get("contained_arXiv_ids"))]
    identifiers += [("arxiv", number) for number in inside if number]
    for link in objects(entry.get("contained_links")):
        if isinstance(address := link.get("url"), str) and (number := parse(address)):
            identifiers.append((number.scheme, number.value))
    return reference_of(identifiers, text=first_text(entry.get("bib_entry_raw")), contexts=contexts)

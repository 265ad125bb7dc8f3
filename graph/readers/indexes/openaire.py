"""Research products of OpenAIRE in JSON: answers of its Graph API, and its dumps."""

from __future__ import annotations

from ..json.fields import Record
from ..json.records import RecordsReader
from ..json.shapes import at, first_text, items, objects
from ..printed import paragraphs, person, spoken

_TITLES = ("mainTitle", "maintitle")
_MARKS = {"pids", "pid", "instances", "instance", "descriptions", "description"}
_SCHEMES = {"doi": "doi", "pmid": "pubmed", "pmc": "pmc", "arxiv": "arxiv"}


class OpenaireJsonReader(RecordsReader):
    """Reads publications; data sets and programs are skipped."""

    name = "openaire-json"
    pages = (("results",),)

    def fits(self, record: Record) -> bool:
        """Tell by the name of the title and a field beside it."""
        return any(name in record for name in _TITLES) and bool(_MARKS & record.keys())

    def described(self, record: Record) -> Record | str:
        """Return a publication."""
        kind = record.get("type", "publication")
        if isinstance(kind, str) and kind != "publication":
            return f"no paper but of the type {kind[:40]}"
        abstracts = [*items(_either(record, "descriptions", "description"))]
        texts = [paragraphs(text) for text in abstracts if isinstance(text, str)]
        addresses = [
            url
            for instance in objects(_either(record, "instances", "instance"))
            for url in items(_either(instance, "urls", "url"))
            if isinstance(url, str)
        ]
        return {
            "title": _either(record, *_TITLES),
            "abstract": max(texts, key=len, default=None),
            "date": _either(record, "publicationDate", "publicationdate"),
            "authors": [_author(a) for a in objects(_either(record, "authors", "author"))],
            "venue": first_text(at(record, "container", "name")),
            "url": addresses[0] if addresses else None,
            "id": record.get("id"),
            "identifiers": [
                {"scheme": _SCHEMES[scheme], "value": number.get("value")}
                for number in objects(_either(record, "pids", "pid"))
                if (scheme := str(number.get("scheme")).lower()) in _SCHEMES
            ],
            "keywords": [
                word
                for entry in objects(_either(record, "subjects", "subject"))
                if at(entry, "subject", "scheme") in ("keyword", "KEYWORD")
                and isinstance(word := at(entry, "subject", "value"), str)
            ],
        }


def _either(record: Record, *names: str) -> object:
    """Return the first of these fields that there is: the API has others than the dumps."""
    return next((record[name] for name in names if record.get(name) is not None), None)


def _author(author: Record) -> Record:
    given, family = first_text(author.get("name")), first_text(author.get("surname"))
    whole = first_text(_either(author, "fullName", "fullname")) or ""
    known = at(author, "pid", "id")
    number = known.get("value") if isinstance(known, dict) else None
    orcid = number if isinstance(number, str) and "orcid" in str(known).lower() else None
    return {"name": spoken(given, family) if given and family else person(whole), "orcid": orcid}

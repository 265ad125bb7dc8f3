"""CSL-JSON: what Zotero, Mendeley and pandoc exchange, and what DOIs resolve to on request."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from ...identifiers import orcid
from ...model import Reference, replace
from .. import printed
from ..base import Read, Recognition, in_utf8
from ..draft import Draft
from ..json.cutting import Pieces, Value
from ..json.drafts import drafted
from ..json.fields import Record
from ..json.items import items
from ..json.shapes import objects, strings, text_of
from ..json.values import decode, values_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The types of CSL 1.0.2, and those of Crossref that stand in their place in its answers.
_TYPES = _words(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
    journal-article proceedings-article book-chapter posted-content dissertation monograph
    """
)
# Fields that CSL has and JSON Lines of papers do not.
_MARKS = _words(
    """
    author editor issued accessed container-title collection-title citation-key publisher-place
    title-short page DOI URL ISSN ISBN PMID PMCID event-title event-place original-date
    """
)
_WRAPPED = re.compile(rb'\s*\{\s*"items"\s*:\s*\[')
_ENOUGH = 256  # bytes that tell whether the list stands under `items`
_GLANCE = 20  # values by which a document is recognised


class CslJsonReader:
    """Reads a list of items, one item, an item a line, or a list under `items`."""

    name = "csl-json"
    suffixes = (".json", ".csljson")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes to an object with a type of CSL and a field that only CSL has."""
        for place, value in enumerate(_values(io.BytesIO(head))):
            if place == _GLANCE or value.text[:1] != b"{":
                break
            try:
                record, _ = decode(value.text)
            except ValueError:
                continue
            if is_csl(record):
                return Recognition.YES
        return Recognition.NO

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield, for every item, a paper, or the reason there is none; one is in memory."""
        yield from drafted(_values(stream), origin, _fill)


def may_be_csl(record: Record) -> bool:
    """Tell whether an object has a type of CSL, or a field that only CSL has."""
    return text_of(record, "type") in _TYPES or not _MARKS.isdisjoint(record)


def is_csl(record: object) -> bool:
    """Tell whether a value is an item of CSL-JSON, and no object of another format."""
    if not isinstance(record, dict) or text_of(record, "type") not in _TYPES:
        return False
    return isinstance(record.get("title", ""), str) and not _MARKS.isdisjoint(record)


def _values(stream: BinaryIO) -> Iterator[Value]:
    source, first, line = Pieces(stream), b"", 1
    for number, piece in source:
        if not first.strip():
            first, line = b"", number
        first += piece
        if len(first.strip()) >= _ENOUGH:
            break
    source.put_back(line, first)
    return items(source) if _WRAPPED.match(first) else values_of(source)


def _fill(draft: Draft, record: Record) -> None:
    draft.title = text_of(record, "title")
    draft.abstract = text_of(record, "abstract")
    draft.venue = text_of(record, "container-title", "event-title", "event")
    draft.local = text_of(record, "id", "citation-key")
    draft.dates = [
        d for key in ("issued", "published", "submitted") if (d := _date(record.get(key)))
    ]
    draft.addresses = [text_of(record, "URL")]
    for person in [*objects(record.get("author"))] or [*objects(record.get("editor"))]:
        _name(draft, person)
    for word in strings(record, "keyword"):
        draft.list_keywords(word)
    for key, scheme in (("DOI", "doi"), ("PMID", "pubmed"), ("PMCID", "pmc")):
        draft.identify(text_of(record, key), scheme, key)
    draft.note(text_of(record, "note"))
    draft.hint(printed.preprint(text_of(record, key)) for key in ("number", "archive_location"))
    draft.references = [
        found for cited in objects(record.get("reference")) if (found := _cited(cited))
    ]


def _name(draft: Draft, person: Record) -> None:
    if len(person) == 2 and "given" in person and "family" in person:
        draft.name_parts(text_of(person, "given"), text_of(person, "family"))
        return
    particles = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(filter(None, (text_of(person, key) for key in particles)))
    draft.name_parts(
        text_of(person, "given"),
        family or text_of(person, "literal", "name"),
        text_of(person, "suffix"),
        orcid(text_of(person, "ORCID")),
    )


def _date(value: object) -> str:
    """Return a date as text; of a range its beginning."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else ()
    digits = [str(part) for part in first if type(part) in (int, str)] if first else []
    if digits and all(0 < len(part) < 5 and part.isascii() and part.isdecimal() for part in digits):
        return "-".join(digits)
    return text_of(value, "raw", "literal")


def _cited(cited: Record) -> Reference | None:
    """Make a reference of one in Crossref's form."""
    title = text_of(cited, "article-title", "volume-title", "series-title") or None
    parts = [text_of(cited, key) for key in ("author", "year", "article-title", "journal-title")]
    text = text_of(cited, "unstructured") or ", ".join(filter(None, parts))
    found = printed.reference(text, title=title and printed.plain(title)) or Reference()
    if number := printed.identifier(text_of(cited, "DOI")):
        found = replace(found, identifiers=frozenset({number}))
    return found if found.text or found.identifiers else None

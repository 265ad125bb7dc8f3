"""The identifiers in a BibTeX entry, in all the fields where people put them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from ...identifiers import SCHEMES, Identifier, parse
from .latex import address_of, text_of

LeftOut = Callable[[str, str], None]

_SCHEMES = {name: name for name in SCHEMES} | {"pmid": "pubmed", "pmcid": "pmc"}
_FIELDS = {
    "doi": "doi",
    "arxivid": "arxiv",
    "arxiv": "arxiv",
    "pmid": "pubmed",
    "pmcid": "pmc",
    "openalex": "openalex",
    "openreview": "openreview",
}
_ADDRESSES = ("url", "ee", "link", "pdf", "biburl")
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")
_PREPRINT = re.compile(r"arxiv(?: e-?prints?| preprint)*[:, ]+(?:arxiv:|abs/)?(\S+)", re.IGNORECASE)
_CORR = re.compile(r"(?:arxiv:|abs/)(\S+)", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:arxiv:|doi:?|https?://(?:dx\.)?doi\.org/|https?://arxiv\.org/)"
    r"\s*\S+(?:\s*\[[\w.-]+\])?\.?",
    re.IGNORECASE,
)
_QUERY = re.compile(
    r"(?<=10\.)(\d{4,9}(?:/|%2f)[^&?#]*?)(?:/(?:abstract|e?pdf|full|fulltext|meta|summary))?"
    r"(?:[&?#].*)?\Z",
    re.IGNORECASE,
)
_DBLP_HOST = re.compile(r"//dblp\.\S+?/rec/(?:bib\d?/)?")


def identifiers_of(fields: Mapping[str, str], key: str, left_out: LeftOut) -> frozenset[Identifier]:
    """Return all identifiers of an entry; a key like `DBLP:conf/...` is one too.

    A note counts only where it is nothing but an identifier, since others tell
    of other works.
    """
    found = set(_named(fields, left_out))
    found.update(_preprint(fields))
    for name in _ADDRESSES:
        if value := fields.get(name):
            address = _DBLP_HOST.sub("//dblp.org/rec/", address_of(value))
            number = parse(address)
            if number and number.scheme == "doi":
                # What follows in an address would be taken for a part of the DOI.
                number = None if fields.get("doi") else parse(_QUERY.sub(r"\1", address))
            if number and not _is_cut(address, number):
                found.add(number)
    for name in ("note", "howpublished", "addendum"):
        if (value := fields.get(name)) and _WHOLE.fullmatch(text := text_of(value)):
            found.add(parse(text))
    if key.startswith("DBLP:"):
        found.add(parse(key))
    return frozenset(n for n in found if n)


def _named(fields: Mapping[str, str], left_out: LeftOut) -> Iterator[Identifier | None]:
    for name, scheme in _FIELDS.items():
        if text := address_of(fields.get(name, "")):
            number = parse(text, scheme)
            if scheme == "doi" and number is None:
                number = parse(text)
            if number is None or _is_cut(text, number):
                left_out(name, f"is no such identifier ({text[:40]})")
            else:
                yield number
    if eprint := address_of(fields.get("eprint", "")):
        kind = (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip("{} ").lower()
        yield _eprint(eprint, kind, fields)


def _is_cut(text: str, number: Identifier) -> bool:
    """Tell of a DOI with angle brackets that is damaged: cut there, it is that of many papers."""
    return "<" in text and "<" not in number.value


def _eprint(eprint: str, kind: str, fields: Mapping[str, str]) -> Identifier | None:
    if kind in _SCHEMES:
        subject = fields.get("primaryclass") or fields.get("eprintclass")
        if kind == "arxiv" and subject and re.fullmatch(r"\d{7}(?:v\d+)?", eprint):
            eprint = f"{subject.strip()}/{eprint}"
        return parse(eprint, _SCHEMES[kind])
    if not kind and _ARXIV.fullmatch(eprint):
        return parse(eprint, "arxiv")
    return parse(eprint) if not kind else None


def _preprint(fields: Mapping[str, str]) -> Iterator[Identifier | None]:
    """Find the number in a journal called arXiv or CoRR, where programs without `eprint` put it."""
    for name in ("journal", "journaltitle", "booktitle"):
        journal = fields.get(name, "").strip("{} ")
        if found := _PREPRINT.match(journal):
            yield parse(found[1], "arxiv")
        elif journal.lower() in ("corr", "arxiv", "arxiv e-prints", "arxiv preprint"):
            for place in ("volume", "number"):
                if number := _CORR.search(address_of(fields.get(place, ""))):
                    yield parse(number[1], "arxiv")

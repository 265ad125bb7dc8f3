"""Research products of OpenAIRE in XML: answers of its search, and its OAI-PMH."""

from __future__ import annotations

from ...identifiers import orcid
from ..draft import Draft
from .elements import text, texts
from .opening import Opening
from .reader import XmlReader
from .stream import Layout, Record

_NAMESPACE = "http://namespace.openaire.eu/oaf"
_SCHEMES = {"doi": "doi", "pmid": "pubmed", "pmc": "pmc", "arxiv": "arxiv", "arXiv": "arxiv"}
# Of subjects the authors' own; others are classifications.
_KEYWORDS = {"", "keyword", "keywords"}


class OpenaireReader(XmlReader):
    """Reads publications; data sets, programs and projects are skipped."""

    name = "openaire"
    layout = Layout(records=("entity",))

    def fits(self, found: Opening) -> bool:
        """Tell by the namespace of OpenAIRE's entities."""
        return _NAMESPACE in found.namespaces

    def draft(self, record: Record) -> Draft | str:
        """Return a publication."""
        product = record.element.find(f"{{{_NAMESPACE}}}result")
        if product is None:
            return "no research product"
        kind = product.find("{*}resulttype")
        if kind is not None and (name := kind.get("classid", "publication")) != "publication":
            return f"no paper but of the type {name}"
        draft = Draft(
            venue=next(texts(product, "{*}journal"), ""),
            local=next(texts(record.element, ".//{*}objIdentifier"), ""),
            dates=list(texts(product, "{*}dateofacceptance")),
            addresses=list(texts(product, ".//{*}webresource/{*}url")),
        )
        titles = {e.get("classid", "main title"): text(e) for e in product.iterfind("{*}title")}
        draft.title = titles.get("main title") or next(iter(titles.values()), "")
        draft.abstract = max(texts(product, "{*}description"), key=len, default="")
        creators = list(product.iterfind("{*}creator"))
        for creator in sorted(creators, key=lambda c: _rank(c.get("rank", ""))):
            number = creator.get("orcid") or creator.get("orcid_pending") or ""
            if creator.get("surname"):
                given, family = creator.get("name", ""), creator.get("surname", "")
                draft.name_parts(given, family, orcid=orcid(number))
            else:
                draft.name(text(creator), orcid(number))
        for pid in product.iterfind("{*}pid"):
            if scheme := _SCHEMES.get(pid.get("classid", "")):
                draft.identify(text(pid), scheme, f"pid ({scheme})")
        for subject in product.iterfind("{*}subject"):
            if subject.get("classid", "") in _KEYWORDS:
                draft.list_keywords(text(subject))
        return draft


def _rank(printed: str) -> int:
    return int(printed) if printed.isdecimal() and len(printed) < 9 else 0

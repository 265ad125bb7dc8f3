"""The bibliography of an article in JATS."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Reference
from ..json.shapes import pmc_number
from ..xml.elements import text as inner
from .entries import Entry
from .markup import Element, local
from .sections import Sections

_CITATIONS = frozenset(["mixed-citation", "element-citation", "nlm-citation", "citation"])
_TITLES = frozenset(["article-title", "chapter-title", "part-title", "data-title"])
_SCHEMES = {"doi": "doi", "pmid": "pubmed", "pmcid": "pmc", "pmc": "pmc", "arxiv": "arxiv"}
_HREF = "{http://www.w3.org/1999/xlink}href"
# What the work itself is named by where no title stands within it.
_WHOLE = frozenset(["book", "thesis", "report", "software", "webpage", "web", "preprint"])


def entries(parts: list[Element]) -> list[Element]:
    """Return the entries of all bibliographies that stand in parts of an article."""
    return [entry for part in parts for entry in part.iter("{*}ref")]


def references(entries: list[Element], cited: Sections) -> Iterator[Reference]:
    """Yield a reference for each work; an entry may name several."""
    for entry in entries:
        name = entry.get("id")
        for citation in _citations(entry):
            contexts = cited.contexts(name, citation[0].get("id"))
            if reference := _entry(*citation).reference(contexts):
                yield reference


def _citations(entry: Element) -> Iterator[tuple[Element, Element]]:
    """Yield each work twice: as it is marked up, and as it is printed."""
    for child in entry.iterchildren("*"):
        name = local(child)
        if name == "citation-alternatives":
            both = {local(inner): inner for inner in child.iterchildren("*")}
            marked = next((both[n] for n in ("element-citation", *_CITATIONS) if n in both), None)
            if marked is not None:
                yield marked, both.get("mixed-citation", marked)
        elif name in _CITATIONS:
            yield child, child


def _entry(marked: Element, as_printed: Element) -> Entry:
    found = Entry()
    source = ""
    for part in marked.iter("*"):
        name = local(part)
        if name in _TITLES:
            found.title = found.title or inner(part)
        elif name == "surname":
            found.authors.append(_person(part))
        elif name == "collab":
            found.authors.append(inner(part))
        elif name == "source":
            source = source or inner(part)
        elif name == "year":
            found.year = found.year or inner(part)
        elif name == "volume":
            found.volume = inner(part)
        elif name in ("fpage", "elocation-id"):
            found.pages = inner(part)
        elif name == "lpage":
            found.pages = "\u2013".join(filter(None, (found.pages, inner(part))))
        elif name == "pub-id":
            _identify(found, part)
        elif name in ("ext-link", "uri"):
            found.identify(part.get(_HREF) or inner(part))
    found.container = source
    if not found.title and marked.get("publication-type") in _WHOLE:
        found.title = source
    found.text = _printed(as_printed)
    return found


def _person(surname: Element) -> str:
    """Return a name, and part it from what follows."""
    given = surname.getnext()
    if given is None or local(given) != "given-names":
        return inner(surname)
    surname.tail = surname.tail or " "
    return f"{inner(given)} {inner(surname)}"


def _identify(found: Entry, part: Element) -> None:
    scheme = _SCHEMES.get((part.get("pub-id-type") or "").lower())
    value = inner(part)
    if scheme == "pmc":
        value = pmc_number(value) or ""
    if scheme:
        found.identify(value, scheme)
    if scheme in ("pubmed", "pmc"):
        part.text = ""  # an archive added it to what is printed


def _printed(citation: Element) -> str:
    """Return a citation as printed; nothing where signs between its parts are left to programs."""
    between = [citation.text, *(child.tail for child in citation)]
    if any(piece and not piece.isspace() for piece in between):
        return inner(citation)
    return ""

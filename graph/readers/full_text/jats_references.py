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
_TITLES = ("article-title", "chapter-title", "part-title", "data-title")
_PLAIN = frozenset(["source", "year", "volume", "fpage", "lpage", "elocation-id", *_TITLES])
_SCHEMES = {"doi": "doi", "pmid": "pubmed", "pmcid": "pmc", "pmc": "pmc", "arxiv": "arxiv"}
# Parts of a word; other parts of an entry are words of their own even if nothing parts them.
_OF_LETTERS = frozenset(
    ["italic", "bold", "sup", "sub", "sc", "roman", "underline", "styled-content"]
)
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
    given: dict[str, str] = {}
    before = first_name = ""
    for part in marked.iter("*"):
        name = part.tag.rpartition("}")[2]
        if name in _PLAIN:
            if name not in given:
                given[name] = inner(part)
        elif name == "surname":
            found.authors.append(f"{first_name} {inner(part)}".lstrip())
            first_name = ""
        elif name == "given-names":
            if before == "surname":
                found.authors[-1] = f"{inner(part)} {found.authors[-1]}"
            else:
                first_name = inner(part)
        elif name == "collab":
            found.authors.append(inner(part))
        elif name == "pub-id":
            _identify(found, part)
        elif name in ("ext-link", "uri"):
            found.identify(part.get(_HREF) or inner(part))
        before = name
    _tell(found, given, marked.get("publication-type"))
    found.text = _printed(as_printed)
    return found


def _tell(found: Entry, given: dict[str, str], kind: str | None) -> None:
    found.container = given.get("source", "")
    titles = [given[name] for name in _TITLES if given.get(name)]
    if not titles and kind in _WHOLE:
        titles = [found.container]
    found.title = titles[0] if titles else ""
    found.year, found.volume = given.get("year", ""), given.get("volume", "")
    pages = given.get("fpage") or given.get("elocation-id"), given.get("lpage")
    found.pages = "\u2013".join(filter(None, pages))


def _identify(found: Entry, part: Element) -> None:
    if scheme := _SCHEMES.get((part.get("pub-id-type") or "").lower()):
        value = inner(part)
        found.identify((pmc_number(value) or "") if scheme == "pmc" else value, scheme)


def _printed(citation: Element) -> str:
    """Return a citation as printed; nothing where signs between its parts are left to programs."""
    between = "".join([citation.text or "", *[child.tail or "" for child in citation]])
    if not between.strip():
        return ""
    for part in citation.iterdescendants("*"):
        if not part.tail and local(part) not in _OF_LETTERS and part.getnext() is not None:
            part.tail = " "
    for number in citation.iter("{*}pub-id"):
        if number.get("pub-id-type") in ("pmid", "pmcid", "pmc"):
            number.text = ""  # an archive added it to what is printed
    return inner(citation)

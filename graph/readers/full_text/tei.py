"""TEI, as GROBID writes what it finds in a PDF."""

from __future__ import annotations

from collections.abc import Iterator

from ...identifiers import orcid
from ...model import Reference
from ..draft import Draft
from ..json.shapes import pmc_number
from ..xml.elements import text as inner
from ..xml.opening import Opening
from ..xml.reader import XmlReader
from ..xml.stream import Layout, Record
from .entries import Entry
from .markup import Element, Markup, child, local
from .sections import Sections

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SCHEMES = {
    "doi": "doi",
    "arxiv": "arxiv",
    "pmid": "pubmed",
    "pmcid": "pmc",
    "pmc": "pmc",
}
_NO_SECTIONS = frozenset(["acknowledgement", "funding", "references", "conflict", "contribution"])


class TeiText(Markup):
    """Running text in TEI."""

    left_out = frozenset(["figure", "table", "formula", "listBibl", "biblStruct", "graphic", "fw"])
    left_out_inside = frozenset(["note"])
    apart = frozenset(["s", "lb", "pb", "cb", "item", "list", "p", "quote", "label"])
    heading = "head"
    parts = frozenset(["div"])
    paragraphs = frozenset(["p", "item", "note", "ab"])

    def cited(self, element: Element, name: str) -> list[str] | None:
        """Return what a reference to the bibliography points to; GROBID may not know."""
        if name != "ref" or element.get("type") != "bibr":
            return None
        return [target.removeprefix("#") for target in (element.get("target") or "").split()]


class TeiReader(XmlReader):
    """Reads papers with a header: one, or several in a corpus."""

    name = "tei"
    suffixes = (".tei", ".xml")
    layout = Layout(records=("TEI",))

    def fits(self, found: Opening) -> bool:
        """Tell by the root and its header."""
        return found.root in ("TEI", "teiCorpus") and "teiHeader" in found.names

    def draft(self, record: Record) -> Draft:
        """Return what the header and the text say."""
        return _draft(record.element)


def _draft(root: Element) -> Draft:
    whole = child(root, "text")
    body, back = child(whole, "body"), child(whole, "back")
    lists = list(whole.iter("{*}listBibl")) if whole is not None else []
    listed = [
        entry for bibliography in lists for entry in bibliography.iterchildren("{*}biblStruct")
    ]
    text = TeiText([entry.get(_ID) or "" for entry in listed])
    draft = Draft()
    if (header := child(root, "teiHeader")) is not None:
        _describe(draft, header, text)
    parts = [body] if body is not None else []
    if back is not None:
        parts += [d for d in back.iterchildren("{*}div") if d.get("type") not in _NO_SECTIONS]
    cited = text.sections(parts)
    draft.sections = cited.passages
    draft.references = list(_references(listed, cited))
    return draft


def _describe(draft: Draft, header: Element, text: Markup) -> None:
    file, profile = child(header, "fileDesc"), child(header, "profileDesc")
    source = child(child(file, "sourceDesc"), "biblStruct")
    analytic, monogr = child(source, "analytic"), child(source, "monogr")
    draft.title = inner(child(child(file, "titleStmt"), "title")) or inner(child(analytic, "title"))
    draft.venue = inner(child(monogr, "title")) or inner(child(monogr, "meeting"))
    for parent in (child(monogr, "imprint"), child(file, "publicationStmt")):
        draft.dates += map(_date, parent.iterchildren("{*}date") if parent is not None else ())
    for author in analytic.iterchildren("{*}author") if analytic is not None else ():
        _name(draft, author)
    for number in source.iter("{*}idno") if source is not None else ():
        kind, value = (number.get("type") or "").lower(), inner(number)
        if scheme := _SCHEMES.get(kind):
            value = (pmc_number(value) or value) if scheme == "pmc" else value
            draft.identify(value, scheme, f"idno {number.get('type')}")
    keywords = child(child(profile, "textClass"), "keywords")
    if keywords is not None:
        terms = [inner(term) for term in keywords.iter("{*}term")]
        draft.keywords += filter(None, terms)
        if not terms:
            draft.list_keywords(inner(keywords))
    if (abstract := child(profile, "abstract")) is not None:
        draft.abstract = "\n\n".join(
            passage.text for passage in text.sections([abstract]).passages
        ) or text.plain(abstract)


def _date(date: Element) -> str:
    return date.get("when") or inner(date)


def _name(draft: Draft, author: Element) -> None:
    """Add an author; what has no name is an institution that stands beside them."""
    number = None
    for idno in author.iterchildren("{*}idno"):
        if (idno.get("type") or "").upper() == "ORCID":
            number = orcid(inner(idno))
            if not number:
                draft.warnings.append(f"an ORCID iD is none ({inner(idno)[:40]}): left out")
    given, family, suffix = _parts(child(author, "persName"))
    if given or family:
        draft.name_parts(given, family, suffix, number)
    elif group := inner(child(author, "orgName")):
        draft.name_parts("", group)


def _parts(person: Element | None) -> tuple[str, str, str]:
    if person is None:
        return "", "", ""
    given = " ".join(filter(None, map(inner, person.iterchildren("{*}forename"))))
    family = " ".join(filter(None, map(inner, person.iterchildren("{*}surname"))))
    if not given and not family:
        family = inner(person)
    return given, family, inner(child(person, "genName"))


def _references(listed: list[Element], cited: Sections) -> Iterator[Reference]:
    for entry in listed:
        if reference := _entry(entry).reference(cited.contexts(entry.get(_ID))):
            yield reference


def _entry(entry: Element) -> Entry:
    found = Entry()
    titles: dict[str, str] = {}
    for part in entry.iter("*"):
        match local(part):
            case "title":
                if text := inner(part):
                    titles.setdefault(part.get("level") or "m", text)
            case "persName":
                found.authors.append(" ".join(filter(None, _parts(part))))
            case "date":
                found.year = found.year or _date(part)
            case "biblScope":
                _scope(found, part)
            case "idno":
                scheme = _SCHEMES.get((part.get("type") or "").lower())
                if scheme:
                    value = inner(part)
                    found.identify((pmc_number(value) or "") if scheme == "pmc" else value, scheme)
            case "ptr" | "ref":
                found.identify(part.get("target") or "")
            case "note" if part.get("type") == "raw_reference":
                found.text = inner(part)
    found.container = titles.get("j") or titles.get("m") or titles.get("s") or ""
    found.title = titles.get("a") or titles.get("m") or ""
    return found


def _scope(found: Entry, part: Element) -> None:
    match part.get("unit") or part.get("type"):
        case "volume" | "vol":
            found.volume = inner(part)
        case "page" | "pp":
            ends = filter(None, (part.get("from"), part.get("to")))
            found.pages = inner(part) or "\u2013".join(ends)

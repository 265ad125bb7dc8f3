"""The front matter of an article in JATS: what is said of it before its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...identifiers import orcid
from ..draft import Draft
from ..json.shapes import pmc_number
from ..xml.elements import text as inner
from .markup import Element, Markup, child, local

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SCHEMES = {"doi": "doi", "pmid": "pubmed", "pmc": "pmc", "pmcid": "pmc", "arxiv": "arxiv"}
# Groups of keywords that are not the authors' own, or no keywords.
_NOT_THEIRS = frozenset(["research-organism", "abbreviations", "abbrev", "mesh", "lcsh"])
# The DOI of an abstract, as its last paragraph.
_OWN_DOI = re.compile(r"\n\n(?:DOI:\s*)?https?://(?:dx\.)?doi\.org/\S+$", re.IGNORECASE)
_LATER = ("pmc", "nihms", "release", "retract", "correct", "update")


def describe(draft: Draft, front: Element, text: Markup, language: str | None) -> None:
    """Tell a draft what the front matter says.

    Args:
        language: Of the article; what is told again in another one is left out.
    """
    journal, meta = child(front, "journal-meta"), child(front, "article-meta")
    if meta is None:
        return
    titles = child(meta, "title-group")
    title, further = (
        text.plain(child(titles, "article-title")),
        text.plain(child(titles, "subtitle")),
    )
    draft.title = f"{title.rstrip(':')}: {further}" if title and further else title
    draft.venue = _venue(journal, meta)
    draft.abstract = _abstract(meta, text)
    draft.dates = [date for _, date in sorted(_dates(meta), key=lambda dated: dated[0])]
    for group in meta.iterchildren("{*}contrib-group"):
        for person in group.iterchildren("{*}contrib"):
            if person.get("contrib-type", "author") == "author":
                _name(draft, person, text)
    groups = list(meta.iterchildren("{*}kwd-group"))
    theirs = [g for g in groups if g.get(LANGUAGE) in (None, language)] or groups
    for group in theirs:
        if (group.get("kwd-group-type") or "").lower() not in _NOT_THEIRS:
            draft.keywords += filter(None, map(text.plain, group.iterchildren("{*}kwd")))
    for number in meta.iterchildren("{*}article-id"):
        if scheme := _SCHEMES.get((number.get("pub-id-type") or "").lower()):
            value = inner(number)
            value = (pmc_number(value) or value) if scheme == "pmc" else value
            draft.identify(value, scheme, f"article-id {number.get('pub-id-type')}")
    for preprint in meta.iterfind("{*}pub-history/{*}event/{*}self-uri[@content-type='preprint']"):
        draft.identify(preprint.get(_HREF) or "", "doi", "self-uri preprint")
    draft.addresses += [uri.get(_HREF) or "" for uri in meta.iterchildren("{*}self-uri")]


def _venue(journal: Element | None, meta: Element) -> str:
    group = child(journal, "journal-title-group")
    for parent in (group, journal):
        if venue := inner(child(parent, "journal-title")) or inner(
            child(parent, "abbrev-journal-title")
        ):
            return venue
    return inner(child(child(meta, "conference"), "conf-name")) or inner(
        child(journal, "journal-id")
    )


def _name(draft: Draft, person: Element, text: Markup) -> None:
    given = next(
        (
            n
            for n in person.iter("{*}contrib-id", "{*}uri", "{*}ext-link")
            if "orcid" in (n.get("contrib-id-type") or n.get(_HREF) or "")
        ),
        None,
    )
    number = None
    if given is not None:
        said = inner(given) or given.get(_HREF) or ""
        number = orcid(said) or orcid(given.get(_HREF) or "")
        if not number:
            draft.warnings.append(f"an ORCID iD is none ({said[:40]}): left out")
    for part in person.iter("{*}name", "{*}string-name", "{*}collab", "{*}contrib-group"):
        match local(part):
            case "contrib-group":  # the members of a group that is an author
                return
            case "collab":
                draft.name_parts("", text.plain(part), orcid=number)
                return
            case "name" | "string-name":
                family = inner(child(part, "surname"))
                if not family:
                    draft.name(inner(part), number)
                else:
                    names = inner(child(part, "given-names")), family, inner(child(part, "suffix"))
                    draft.name_parts(*names, orcid=number)
                return


def _abstract(meta: Element, text: Markup) -> str:
    """Return the abstract; of one in sections, each paragraph behind its heading."""
    given = list(meta.iterchildren("{*}abstract"))
    usual = [a for a in given if not a.get("abstract-type")] or given
    if not usual:
        return ""
    own = text.plain(child(usual[0], "title"))
    parts = []
    for passage in text.sections(usual[:1]).passages:
        heading = passage.heading if passage.heading != own else None
        parts.append(f"{heading.rstrip(' :.')}: {passage.text}" if heading else passage.text)
    abstract = "\n\n".join(parts) or text.plain(usual[0])
    return _OWN_DOI.sub("", abstract)


def _dates(meta: Element) -> Iterator[tuple[int, str]]:
    """Yield dates with their rank: electronic, then other, printed, of a collection, archived."""
    for date in meta.iterchildren("{*}pub-date"):
        kind = " ".join(
            date.get(name) or "" for name in ("pub-type", "date-type", "publication-format")
        ).lower()
        if any(word in kind for word in _LATER):
            rank = 4
        elif "collection" in kind:
            rank = 3
        elif "epub-ppub" in kind or "ppub" in kind or "print" in kind.replace("preprint", ""):
            rank = 2
        else:
            rank = 0 if "epub" in kind or "electronic" in kind else 1
        yield rank, date.get("iso-8601-date") or _written(date)
    yield 5, inner(child(child(meta, "permissions"), "copyright-year"))


def _written(date: Element) -> str:
    year, month, day = (inner(child(date, name)) for name in ("year", "month", "day"))
    if year and month.isdecimal():
        return "-".join(filter(None, (year, month.zfill(2), day.zfill(2) if day else "")))
    return " ".join(filter(None, (day, month, year))) or inner(date)

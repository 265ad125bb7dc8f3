"""What a page says of papers for machines: metadata of one paper, and data in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ...identifiers import parse
from .. import printed
from ..json.fields import Record
from ..json.shapes import at, first_text, items
from ..json.values import decode
from .document import Document, line_of, names_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLES = ("citation_title", "dc.title", "eprints.title", "bepress_citation_title")
_DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "citation_year",
    "dc.date",
)
_VENUES = ("citation_journal_title", "citation_conference_title", "citation_inbook_title")
_ARTICLES = frozenset(["ScholarlyArticle", "MedicalScholarlyArticle", "Thesis", "Report"])
_LONG_ENOUGH = 80  # characters of a summary that tell a paper from other things with a title
_NUMBER = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?")


class Described(NamedTuple):
    """A paper in the form of JSON Lines, the line where the page says it, or what is wrong.

    Attributes:
        addresses: All that stand by it.
    """

    line: int
    record: Record
    trouble: str | None = None
    addresses: tuple[str, ...] = ()


def of_one_paper(document: Document) -> Described | None:
    """Return the paper that a page is about, by the metadata that search engines read."""
    told: dict[str, list[str]] = {}
    for name, content in document.meta():
        told.setdefault(name, []).append(content)
    title = next((told[name][0] for name in _TITLES[:1] if name in told), None)
    if title is None:
        return None
    numbers = [
        told.get("citation_doi", [""])[0],
        *(f"arXiv:{number}" for number in told.get("citation_arxiv_id", [])),
    ]
    addresses = [*told.get("citation_abstract_html_url", []), *told.get("og:url", [])]
    addresses += told.get("citation_pdf_url", [])
    numbers += [str(number) for url in addresses if (number := printed.in_address(url))]
    authors = told.get("citation_author") or told.get("citation_authors") or []
    if len(authors) == 1 and ";" in authors[0]:
        authors = authors[0].split(";")
    abstract = told.get("citation_abstract") or [_abstract(document)]
    return Described(
        1,
        {
            "title": printed.plain(title),
            "abstract": printed.paragraphs(abstract[0]),
            "authors": [printed.person(name) for name in authors],
            "date": next(
                (d for name in _DATES for t in told.get(name, []) if (d := printed.date(t))), None
            ),
            "venue": next((told[name][0] for name in _VENUES if name in told), None),
            "identifiers": _known(numbers),
            "url": next(iter(addresses), None),
            "keywords": [
                k
                for text in told.get("citation_keywords", [])
                for k in re.split(r"\s*[;,]\s*", text)
            ],
        },
    )


def _abstract(document: Document) -> str:
    """Return the longest text of the page whose element is named for an abstract."""
    texts = (
        text_of(e)
        for e in document.body.iter()
        if isinstance(e.tag, str) and "abstract" in names_of(e)
    )
    best = max(texts, key=len, default="")
    return re.sub(r"^\s*Abstract\b[\s:.]*", "", best) if len(best) < 20_000 else ""


def in_data(document: Document) -> Iterator[Described]:
    """Yield the papers in the page's JSON: of schema.org, and what its scripts fill it from."""
    seen: set[object] = set()
    for element in document.root.iter():
        if not isinstance(element.tag, str):
            continue
        for text in _data(element):
            try:
                found = list(_papers(text))
            except ValueError as error:
                if "ld+json" in str(element.get("type")) and "ScholarlyArticle" in text:
                    yield Described(line_of(element), {}, f"{error}")
                continue
            for record in found:
                title = record["title"]
                if title not in seen:
                    seen.add(title)
                    yield Described(line_of(element), record)


def _data(element: _Element) -> Iterator[str]:
    if element.tag == "script":
        if "json" in str(element.get("type") or ""):
            yield element.text or ""
        return
    for name, value in element.attrib.items():
        if (
            str(name).startswith("data-")
            and len(value) > 100
            and str(value).lstrip()[:1] in ("{", "[")
        ):
            yield str(value)


def _papers(text: str) -> Iterator[Record]:
    waiting = [decode(text.encode("utf-8", "replace"))[0]]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            if record := _of_schema(value) or _of_object(value):
                yield record
            else:
                waiting.extend(reversed(value.values()))


def _of_schema(value: Record) -> Record | None:
    """Return a scholarly article of schema.org."""
    kinds = value.get("@type")
    if not _ARTICLES & {
        k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)
    }:
        return None
    title = first_text(value.get("headline"), value.get("name"))
    if title is None:
        return {"title": None}
    people = value.get("author") or value.get("creator")
    given = people if isinstance(people, list) else [people]
    urls = [
        u
        for u in (value.get("url"), value.get("@id"))
        if isinstance(u, str) and u.startswith("http")
    ]
    numbers = [
        first_text(n, at(n, "value"))
        for n in (*items(value.get("identifier")), value.get("identifier"))
    ]
    same = value.get("sameAs")
    numbers += [first_text(u) for u in (*urls, *(same if isinstance(same, list) else [same]))]
    return {
        "title": printed.plain(title),
        "abstract": first_text(value.get("abstract"), value.get("description")),
        "authors": [n for p in given if (n := first_text(p, at(p, "name")))],
        "date": printed.date(
            first_text(value.get("datePublished"), value.get("dateCreated")) or ""
        ),
        "venue": first_text(
            at(value.get("isPartOf"), "name"), at(value.get("publication"), "name")
        ),
        "identifiers": _known(n for n in numbers if n),
        "url": next(iter(urls), None),
    }


def _of_object(value: Record) -> Record | None:
    """Return an object that has a title and, as papers have, a summary or authors and a number."""
    paper = value.get("paper") if isinstance(value.get("paper"), dict) else value
    if not isinstance(paper, dict):
        return None
    title = first_text(paper.get("title"), value.get("title"))
    abstract = first_text(paper.get("abstract"), paper.get("summary"), value.get("summary"))
    authors = [n for p in items(paper.get("authors")) if (n := first_text(p, at(p, "name")))]
    if title is None or not authors:
        return None
    number = first_text(paper.get("arxiv_id"), paper.get("arxivId"), paper.get("id"))
    numbers = [f"arXiv:{number}"] if number and _NUMBER.fullmatch(number) else []
    numbers += [n for key in ("doi", "url", "paperUrl") if (n := first_text(paper.get(key)))]
    known = _known(numbers)
    if len(abstract or "") < _LONG_ENOUGH and not known:
        return None
    given = (paper.get("publishedAt"), paper.get("published"), paper.get("date"), paper.get("year"))
    url = first_text(paper.get("url"))
    links = (paper.get("githubRepo"), paper.get("projectPage"), paper.get("codeUrl"))
    return {
        "title": printed.plain(title),
        "abstract": abstract,
        "authors": authors,
        "date": next((d for g in given if g and (d := printed.date(str(g)[:40]))), None),
        "venue": first_text(paper.get("venue")),
        "identifiers": known,
        "url": url if url and url.startswith("http") else None,
        "links": [
            {"url": u, "role": "official"}
            for u in links
            if isinstance(u, str) and u.startswith("http")
        ],
    }


def _known(numbers: object) -> list[str]:
    """Return those of the texts that are identifiers."""
    given = list(numbers) if not isinstance(numbers, str) else [numbers]  # type: ignore[call-overload]
    return list(dict.fromkeys(str(n) for text in given if (n := parse(str(text)[:2000]))))

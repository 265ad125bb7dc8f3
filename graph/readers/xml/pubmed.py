"""PubMed XML: articles and books, with what they cite."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...identifiers import Identifier, orcid
from ...model import Reference
from .. import printed
from ..draft import Draft
from .elements import first, text, texts
from .opening import Opening
from .reader import XmlReader
from .stream import Layout, Record

_ROOTS = {"PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle"}
_SCHEMES = {"doi": "doi", "pubmed": "pubmed", "pmc": "pmc", "pmcid": "pmc"}


class PubmedReader(XmlReader):
    """Reads articles and books; subject headings are not their authors' and are left out."""

    name = "pubmed-xml"
    layout = Layout(records=("PubmedArticle", "PubmedBookArticle"))

    def fits(self, found: Opening) -> bool:
        """Tell by the root."""
        return found.root in _ROOTS

    def draft(self, record: Record) -> Draft:
        """Return an article, or a book or its chapter."""
        citation = record.element.find("MedlineCitation")
        if citation is None:
            return _book(record.element)
        article = citation.find("Article")
        article = citation if article is None else article
        draft = Draft(
            title=first(article, "ArticleTitle", "VernacularTitle"),
            venue=first(article, "Journal/Title", "Journal/ISOAbbreviation")
            or first(citation, "MedlineJournalInfo/MedlineTA"),
            dates=[
                date
                for path in ("Journal/JournalIssue/PubDate", "ArticleDate")
                for date in _dates(article, path)
            ],
            keywords=list(texts(citation, "KeywordList/Keyword")),
        )
        _fill(draft, article, first(citation, "PMID"))
        history = record.element.find("PubmedData")
        if history is not None:
            _identify(draft, history)
            draft.references.extend(_references(history))
        draft.references.extend(_cited(citation) if not draft.references else ())
        return draft


def _book(element: etree._Element) -> Draft:
    """Return a book; a chapter has a title beside that of its book."""
    document = element.find("BookDocument")
    if document is None:
        return Draft()
    book = document.find("Book")
    book = document if book is None else book
    chapter, whole = first(document, "ArticleTitle"), first(book, "BookTitle")
    draft = Draft(
        title=chapter or whole,
        venue=whole if chapter else "",
        dates=list(_dates(book, "PubDate")),
        keywords=list(texts(document, "KeywordList/Keyword")),
    )
    _fill(draft, document, first(document, "PMID"))
    if not draft.authors:
        _name(draft, book)
    _identify(draft, document)
    for doi in texts(book, "ELocationID[@EIdType='doi']"):
        draft.identify(doi, "doi", "ELocationID")
        break
    draft.references.extend(_references(document))
    return draft


def _fill(draft: Draft, article: etree._Element, number: str) -> None:
    """Add what articles and books have alike."""
    draft.abstract = "\n\n".join(_abstract(article))
    draft.local = number
    draft.identify(number, "pubmed", "PMID")
    _name(draft, article)
    for location in article.iterfind("ELocationID[@EIdType='doi']"):
        if location.get("ValidYN") != "N":
            draft.hint([printed.identifier(text(location), "doi")])


def _abstract(article: etree._Element) -> Iterator[str]:
    for part in article.iterfind("Abstract/AbstractText"):
        if said := text(part):
            label = part.get("Label", "")
            yield said if label in ("", "UNLABELLED") else f"{label}: {said}"


def _name(draft: Draft, element: etree._Element) -> None:
    """Add the authors, of books that have none the editors."""
    for people in element.iterfind("AuthorList"):
        for author in people.iterfind("Author"):
            number = next(iter(texts(author, "Identifier[@Source='ORCID']")), "")
            known = orcid(number) if number else None
            if group := first(author, "CollectiveName"):
                draft.name_parts("", group)
            else:
                given = first(author, "ForeName", "Initials")
                suffix = first(author, "Suffix")
                draft.name_parts(given, first(author, "LastName"), suffix, known)
        if draft.authors:
            return


def _dates(element: etree._Element, path: str) -> Iterator[str]:
    for date in element.iterfind(path):
        year, month, day = (first(date, part) for part in ("Year", "Month", "Day"))
        if month.isdigit() and len(month) <= 2:
            # A number without its neighbours would be taken for a day.
            yield "-".join(filter(None, (year, month.zfill(2), day.zfill(2) if day else "")))
        else:
            yield " ".join(filter(None, (year, month, day))) or first(date, "MedlineDate")


def _identify(draft: Draft, element: etree._Element) -> None:
    for number in element.iterfind("ArticleIdList/ArticleId"):
        scheme = _SCHEMES.get(number.get("IdType", ""))
        value = text(number)
        # A number is that of the record where its list says otherwise.
        if scheme and scheme != "pubmed" and value:
            draft.identify(value, scheme, f"the ArticleId {number.get('IdType')}")


def _references(element: etree._Element) -> Iterator[Reference]:
    """Yield what is cited, of lists within lists too."""
    for entry in element.iter("Reference"):
        said, numbers = "", []
        for field in entry:
            if field.tag == "Citation":
                said = text(field)
            elif field.tag == "ArticleIdList":
                numbers += [number for one in field if (number := _number(one))]
        yield from _reference(said, numbers)


def _cited(citation: etree._Element) -> Iterator[Reference]:
    """Yield what is cited, as older files have it."""
    path = "CommentsCorrectionsList/CommentsCorrections[@RefType='Cites']"
    for entry in citation.iterfind(path):
        number = printed.identifier(first(entry, "PMID"), "pubmed")
        yield from _reference(first(entry, "RefSource"), [number] if number else [])


def _reference(said: str, given: list[Identifier]) -> Iterator[Reference]:
    numbers = frozenset(given)
    if found := printed.reference(said, numbers=numbers):
        yield found
    elif numbers:
        yield Reference(identifiers=numbers)


def _number(element: etree._Element) -> Identifier | None:
    scheme, value = _SCHEMES.get(element.get("IdType", "")), text(element)
    if scheme == "pubmed" and value.isdecimal() and value.isascii() and len(value) < 10:
        return Identifier(scheme, value)  # nine in ten are, and need no pattern
    return printed.identifier(value, scheme) if scheme else None

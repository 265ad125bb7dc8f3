"""Papers of Semantic Scholar: answers, pages of papers or references, the dataset of papers."""

from __future__ import annotations

from ...model import InTextCitation
from ..json.fields import Named, Record, reference_of
from ..json.records import RecordsReader
from ..json.shapes import at, first_text, items, objects, pmc_number

# What external identifiers are called in answers.
_SCHEMES = {
    "DOI": "doi",
    "ArXiv": "arxiv",
    "ACL": "acl",
    "DBLP": "dblp",
    "PubMed": "pubmed",
    "PubMedCentral": "pmc",
    "CorpusId": "s2",
}
_SCHEMES |= {name.lower(): scheme for name, scheme in _SCHEMES.items()}  # in the dataset
_ENDS = ("citedPaper", "citingPaper")  # of a citation
_CITING = "citingPaperInfo"


class SemanticScholarReader(RecordsReader):
    """Reads papers with the references that their answers hold.

    A page of references makes one paper, if it says which paper it belongs to;
    else what it lists is read, each cited paper for itself.
    """

    name = "semantic-scholar"
    pages = (("data",), ("recommendedPapers",), ("papers",))

    def fits(self, record: Record) -> bool:
        """Tell by the identifiers of papers that no other index has."""
        paper = _paper(record)
        return (
            "paperId" in paper
            or ("corpusid" in paper and not {"content", "body", "citingcorpusid"} & paper.keys())
            or ("corpusId" in paper and "title" in paper)
        )

    def is_record(self, page: Record) -> bool:
        """Tell whether these are the references of one paper that the page names."""
        return first_text(at(page, _CITING, "title")) is not None

    def notice(self, page: Record) -> str | None:
        """Tell of citations whose other end the page does not say."""
        for record in objects(page.get("data"))[:1]:
            if any(end in record for end in _ENDS):
                other = "cites" if _ENDS[0] in record else "is cited by"
                return f"does not say which paper {other} these: read as papers"
        return None

    def described(self, record: Record) -> Record | str:
        """Return a paper, with its references and the sentences that cite them."""
        paper, cited = _paper(record), record.get("data")
        if not self.is_record(record):
            cited = paper.get("references")
        return _described(paper, [_reference(entry) for entry in items(cited)])


def _paper(record: Record) -> Record:
    """Return the paper of a page of references, a citation or a snippet, else the record."""
    if "title" in record:
        return record
    for name in (_CITING, *_ENDS, *(["paper"] if "snippet" in record else [])):
        if isinstance(inner := record.get(name), dict):
            return inner
    return record


def _described(paper: Record, references: list[object]) -> Record:
    return {
        "title": paper.get("title"),
        "abstract": paper.get("abstract"),
        "year": paper.get("year"),
        "date": paper.get("publicationDate") or paper.get("publicationdate"),
        "authors": [
            {
                "name": author.get("name"),
                "orcid": first_text(*items(at(author, "externalIds", "ORCID"))),
            }
            for author in objects(paper.get("authors"))
        ],
        "venue": first_text(
            paper.get("venue"),
            at(paper, "publicationVenue", "name"),
            at(paper, "journal", "name"),
        ),
        "url": paper.get("url"),
        "identifiers": _identifiers(paper),
        "references": references,
    }


def _identifiers(paper: Record) -> list[Named]:
    given: list[Named] = []
    for name in ("corpusId", "corpusid", "paperId"):
        if (value := paper.get(name)) is not None:
            given.append(("s2", value))
    outside = paper.get("externalIds") or paper.get("externalids")
    if not isinstance(outside, dict):
        return given
    for name, value in outside.items():
        scheme = _SCHEMES.get(name) or _SCHEMES.get(name.lower())
        if scheme and value is not None:
            given.append((scheme, pmc_number(value) if scheme == "pmc" else value))
    return given


def _reference(entry: object) -> object:
    if not isinstance(entry, dict):
        return entry
    paper = _paper(entry)
    said: list[InTextCitation] = []
    if "contexts" in entry:
        # The answer has the sentences, but not the text that they stand in.
        sentences = map(first_text, items(entry["contexts"]))
        said = [InTextCitation(sentence, "", 0, 0) for sentence in sentences if sentence]
    return reference_of(
        _identifiers(paper),
        title=first_text(paper.get("title")),
        year=paper.get("year"),
        contexts=said,
    )

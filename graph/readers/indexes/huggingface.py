"""Papers of Hugging Face: single answers, the papers of a day, search results."""

from __future__ import annotations

from ..json.fields import Record
from ..json.records import RecordsReader
from ..json.shapes import first_text, objects

_MARKS = {"summary", "upvotes", "discussionId", "submittedOnDailyAt"}


class HuggingFaceReader(RecordsReader):
    """Reads papers, which are those of arXiv, with the code and the page that they name.

    Keywords and summaries that a machine wrote are left out.
    """

    name = "huggingface"
    pages = (("papers",), ("dailyPapers",))

    def fits(self, record: Record) -> bool:
        """Tell by the fields that surround a paper of arXiv."""
        paper = _paper(record)
        return isinstance(paper.get("id"), str) and "title" in paper and bool(_MARKS & paper.keys())

    def described(self, record: Record) -> Record | str:
        """Return a paper; its code is official, since the paper's page names it."""
        paper = _paper(record)
        number = paper.get("id")
        addresses = (paper.get("githubRepo"), paper.get("projectPage"))
        return {
            "title": first_text(paper.get("title"), record.get("title")),
            "abstract": paper.get("summary") or record.get("summary"),
            "date": paper.get("publishedAt") or record.get("publishedAt"),
            "authors": [author for author in objects(paper.get("authors")) if author.get("name")],
            "arxiv": number,
            "url": f"https://huggingface.co/papers/{number}" if isinstance(number, str) else None,
            "links": [{"url": address, "role": "official"} for address in addresses if address],
        }


def _paper(record: Record) -> Record:
    inner = record.get("paper")
    return inner if isinstance(inner, dict) else record

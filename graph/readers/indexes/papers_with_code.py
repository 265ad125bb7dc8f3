"""Dumps of Papers with Code: papers with abstracts, and links between papers and code."""

from __future__ import annotations

from ...identifiers import parse
from ..json.fields import Record
from ..json.records import RecordsReader
from ..json.shapes import first_text, items


class PapersWithCodeReader(RecordsReader):
    """Reads both dumps; their tasks become keywords, since people chose them for the paper."""

    name = "papers-with-code"
    pages = (("results",),)

    def fits(self, record: Record) -> bool:
        """Tell by the page that a paper has, beside its title."""
        page = record.get("paper_url")
        is_link = "repo_url" in record and ("paper_title" in record or "is_official" in record)
        is_paper = "title" in record and bool({"proceeding", "url_abs", "tasks"} & record.keys())
        return isinstance(page, str) and (is_link or is_paper)

    def described(self, record: Record) -> Record | str:
        """Return a paper, or the paper of a link with its code."""
        if "repo_url" in record:
            return _linked(record)
        return {
            "title": record.get("title"),
            "abstract": first_text(record.get("abstract"), record.get("short_abstract")),
            "date": record.get("date"),
            "authors": record.get("authors"),
            "venue": first_text(record.get("conference"), record.get("proceeding")),
            "url": first_text(record.get("url_abs"), record.get("paper_url")),
            "identifiers": _identifiers(
                record.get("arxiv_id"), record.get("openreview_id"), record.get("url_abs")
            ),
            "keywords": [
                task["name"] if isinstance(task, dict) and "name" in task else task
                for task in items(record.get("tasks"))
            ],
        }


def _linked(record: Record) -> Record:
    role = "official" if record.get("is_official") in (True, 1) else "mentioned"
    return {
        "title": record.get("paper_title"),
        "url": first_text(record.get("paper_url_abs"), record.get("paper_url")),
        "identifiers": _identifiers(
            record.get("paper_arxiv_id"), None, record.get("paper_url_abs")
        ),
        "links": [{"url": record.get("repo_url"), "role": role}],
    }


def _identifiers(arxiv: object, openreview: object, address: object) -> list[object]:
    """List what is there; an address counts where it is that of a known collection."""
    found: list[object] = []
    if arxiv:
        found.append(("arxiv", arxiv))
    if openreview:
        found.append(("openreview", openreview))
    if isinstance(address, str) and (number := parse(address)):
        found.append((number.scheme, number.value))
    return found

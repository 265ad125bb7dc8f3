"""Dumps of Papers with Code: papers, their links to code, and what introduced methods."""

from __future__ import annotations

from ...identifiers import parse
from ..json.fields import Record
from ..json.records import RecordsReader
from ..json.shapes import at, first_text, items

_RESULTS = {"task", "datasets", "subtasks"}
_INTRODUCED = {"introduced_year", "introduced_date"}


class PapersWithCodeReader(RecordsReader):
    """Reads papers, links, methods and data sets.

    Tasks become keywords, since people chose them for the paper; so do the names
    of a method or data set for the paper that introduced it. Tables of results are
    no papers.
    """

    name = "papers-with-code"
    pages = (("results",),)

    def fits(self, record: Record) -> bool:
        """Tell by the page that a paper has, beside its title, or by what only the dumps have."""
        if _is_introduction(record) or record.keys() >= _RESULTS:
            return True
        page = record.get("paper_url")
        is_link = "repo_url" in record and ("paper_title" in record or "is_official" in record)
        is_paper = "title" in record and bool({"proceeding", "url_abs", "tasks"} & record.keys())
        return isinstance(page, str) and (is_link or is_paper)

    def described(self, record: Record) -> Record | str:
        """Return a paper, that of a link with its code, or that which introduced a method."""
        if "repo_url" in record:
            return _linked(record)
        if _is_introduction(record):
            return _introducing(record)
        if record.keys() >= _RESULTS:
            return "a table of results, no paper"
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


def _is_introduction(record: Record) -> bool:
    return "full_name" in record and "name" in record and not _INTRODUCED.isdisjoint(record)


def _introducing(record: Record) -> Record | str:
    """Return the paper that introduced a method or a data set, if one is named.

    The description is that of the method and no abstract.
    """
    title = first_text(at(record, "paper", "title"), record.get("source_title"))
    name, full_name = first_text(record.get("name")), first_text(record.get("full_name"))
    if not title:
        return f"{name or full_name or 'no name'}: no paper is given that introduced it"
    addresses = (record.get("source_url"), at(record, "paper", "url"))
    pages = (record.get("code_snippet_url"), record.get("homepage"))
    return {
        "title": title,
        **({"year": year} if (year := record.get("introduced_year")) else {}),
        "date": record.get("introduced_date"),
        "url": first_text(*addresses),
        "identifiers": _identifiers(None, None, first_text(*addresses)),
        "keywords": [*dict.fromkeys(filter(None, (full_name, name)))],
        "links": [{"url": page, "role": "mentioned"} for page in pages if page],
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

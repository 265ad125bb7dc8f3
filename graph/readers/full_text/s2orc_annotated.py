"""A paper of the S2ORC dataset: texts, and annotations of parts of them by their offsets.

The dataset has had two forms: all in one `content`, and `body` and
`bibliography` apart, where names have underscores (`bib_ref` for `bibref`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ..json.fields import Record
from ..json.shapes import at, first_text, items, objects, pmc_number
from ..json.values import decode
from .marked import FullText

_SCHEMES = {
    "doi": "doi",
    "arxiv": "arxiv",
    "acl": "acl",
    "pubmed": "pubmed",
    "pubmedcentral": "pmc",
    "dblp": "dblp",
}

Part = tuple[int, int, Record]  # where it begins and ends, and its attributes


class _Annotations:
    """A text and the parts that are marked in it, each in order; names without underscores."""

    def __init__(self, content: object) -> None:
        text = at(content, "text")
        self.text = text if isinstance(text, str) else ""
        given = at(content, "annotations")
        known = given.items() if isinstance(given, dict) else ()
        self._given = {name.replace("_", ""): value for name, value in known}

    def of(self, name: str) -> list[Part]:
        given = self._given.get(name)
        if isinstance(given, str):  # JSON within JSON
            try:
                given, _ = decode(given.encode())
            except (ValueError, UnicodeEncodeError):
                given = None
        return sorted(self._parts(given), key=lambda part: part[:2])

    def _parts(self, given: object) -> Iterator[Part]:
        for part in objects(given):
            begin, end = (_offset(part.get(side)) for side in ("start", "end"))
            if begin is not None and end is not None and begin < end <= len(self.text):
                inner = part.get("attributes")
                yield begin, end, inner if isinstance(inner, dict) else {}

    def texts(self, name: str) -> list[str]:
        return [self.text[begin:end] for begin, end, _ in self.of(name)]


def _offset(value: object) -> int | None:
    """Read a number, which some releases write as text."""
    if isinstance(value, str) and value.isdecimal() and len(value) < 12:
        return int(value)
    return value if type(value) is int and value >= 0 else None


def paper_of_annotations(record: Record) -> Record:
    """Return a paper as JSON Lines of papers have it."""
    body = _Annotations(record.get("content") or record.get("body"))
    listed = _Annotations(record["bibliography"]) if "bibliography" in record else body
    text = FullText(list(_paragraphs(body)), str)
    named = [first_text(at(author, "name"), author) for author in items(record.get("authors"))]
    return {
        "title": first_text(record.get("title"), " ".join(body.texts("title"))),
        "abstract": "\n\n".join(part.strip() for part in body.texts("abstract")),
        "authors": [*filter(None, named)]
        or [" ".join(name.split()) for name in body.texts("author") if name.strip()],
        "identifiers": [{"scheme": "s2", "value": record.get("corpusid")}, *_outside(record)],
        "sections": text.sections,
        "references": list(_references(listed, text)),
    }


def _outside(record: Record) -> Iterator[Record]:
    """Yield the identifiers that other indexes have given the paper."""
    outside = record.get("externalids") or at(record, "openaccessinfo", "externalids")
    for name, value in outside.items() if isinstance(outside, dict) else ():
        if value and (scheme := _SCHEMES.get(name.lower())):
            yield {"scheme": scheme, "value": pmc_number(value) if scheme == "pmc" else value}


def _paragraphs(marked: _Annotations) -> Iterator[Record]:
    """Yield the paragraphs as parses have them, without those of the abstract."""
    headings, cited = marked.of("sectionheader"), marked.of("bibref")
    heads, cites = [h[0] for h in headings], [c[0] for c in cited]
    abstract = marked.of("abstract")
    for begin, end, _ in marked.of("paragraph"):
        if any(b <= begin < e for b, e, _ in abstract):
            continue
        place = bisect_right(heads, begin) - 1
        within = cited[bisect_left(cites, begin) : bisect_left(cites, end)]
        yield {
            "section": marked.text[slice(*headings[place][:2])] if place >= 0 else None,
            "text": marked.text[begin:end],
            "cite_spans": [
                {"start": start - begin, "end": stop - begin, "ref_id": str(inner.get("ref_id"))}
                for start, stop, inner in within
            ],
        }


def _references(marked: _Annotations, text: FullText) -> Iterator[Record]:
    titles = marked.of("bibtitle")
    begins = [title[0] for title in titles]
    for begin, end, inner in marked.of("bibentry"):
        within = titles[bisect_left(begins, begin) : bisect_left(begins, end)]
        title = marked.text[slice(*within[0][:2])] if within else None
        doi, number = inner.get("doi"), inner.get("matched_paper_id")
        yield {
            "text": first_text(marked.text[begin:end]),
            "title": first_text(inner.get("title"), title),
            "identifiers": [
                *([{"scheme": "s2", "value": number}] if number else []),
                *([{"scheme": "doi", "value": doi}] if doi else []),
            ],
            "contexts": text.contexts(str(inner.get("id"))),
        }

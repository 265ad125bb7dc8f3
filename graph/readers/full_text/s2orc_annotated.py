"""A paper of the S2ORC dataset: one text, and annotations of parts of it by their offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ...model import InTextCitation, Reference
from ..json.fields import Record, reference_of
from ..json.shapes import at, first_text, objects
from ..json.values import decode
from .marked import FullText

_SCHEMES = {"doi": "doi", "arxiv": "arxiv", "acl": "acl", "pubmed": "pubmed", "dblp": "dblp"}

Part = tuple[int, int, Record]  # where it begins and ends, and its attributes


class _Annotations:
    """The text of a paper and the parts that are marked in it, each in order."""

    def __init__(self, content: object) -> None:
        text = at(content, "text")
        self.text = text if isinstance(text, str) else ""
        self._given = at(content, "annotations")

    def of(self, name: str) -> list[Part]:
        given = at(self._given, name)
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
    marked = _Annotations(record.get("content"))
    text = FullText(list(_paragraphs(marked)), str)
    outside = record.get("externalids")
    known = outside.items() if isinstance(outside, dict) else ()
    return {
        "title": first_text(record.get("title"), " ".join(marked.texts("title"))),
        "abstract": "\n\n".join(part.strip() for part in marked.texts("abstract")),
        "authors": [" ".join(name.split()) for name in marked.texts("author") if name.strip()],
        "identifiers": [
            ("s2", record.get("corpusid")),
            *(
                (_SCHEMES[name.lower()], value)
                for name, value in known
                if name.lower() in _SCHEMES and value
            ),
        ],
        "sections": text.sections,
        "references": [
            _reference(marked.text[begin:end], inner, text.contexts(str(inner.get("id"))))
            for begin, end, inner in marked.of("bibentry")
        ],
    }


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
                {"start": start - begin, "ref_id": str(inner.get("ref_id"))}
                for start, _, inner in within
            ],
        }


def _reference(
    printed: str, attributes: Record, contexts: list[InTextCitation]
) -> Reference | Record:
    named = (("s2", attributes.get("matched_paper_id")), ("doi", attributes.get("doi")))
    return reference_of(
        [(scheme, value) for scheme, value in named if value],
        text=first_text(printed),
        title=first_text(attributes.get("title")),
        contexts=contexts,
    )

"""The saved text of a page of papers: furniture, then titles, each with its abstract."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from ..model import Origin, Paper, Passage, Rejected, Skipped, Warned
from .base import HEAD, Read, Recognition, as_utf8, decoded, shown
from .page_lines import Likeness, likeness
from .page_order import Kind, explain
from .page_rows import Row, line_count, rows_of

LIMIT = 64 << 20  # bytes of a page; what lies beyond is rejected, since a page is judged whole

_OTHER = re.compile(
    rb"\s*(?:[{<]|\[\s*[\[{\"\d]|%PDF|@\w+\s*[{(]|TY  - |PMID- |%0 |FN |\xff\xfe|\xfe\xff)",
    re.IGNORECASE,
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNDERLINE = re.compile(r"([=\-~^#*_])\1{2,}$")

_REPEATED = 3  # times that a short line stands on a page before it counts as furniture
_SURE = 2.5  # what that is worth, in the weights of page_lines


class PageReader:
    """Judges lines by what they are like and by their neighbours; knows no site."""

    name = "page"
    suffixes = (".txt", ".text")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes to two titles with abstracts, maybe to any other text."""
        text = _text(head)
        if text is None:
            return Recognition.NO
        rows = rows_of(text)
        if len(head) >= HEAD:
            rows = rows[:-1]  # torn by the end of the head
        kinds = explain(_likenesses(rows))
        pairs = kinds.count(Kind.ABSTRACT)
        return Recognition.YES if pairs > 1 and _is_page(kinds) else Recognition.MAYBE

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield a paper for every title; every other line, and why, in order.

        The whole page is in memory, at most 64 MiB of it.
        """
        source = as_utf8(stream)
        data = source.read(LIMIT)
        text, good = decoded(data)
        if not good:
            yield from _warnings(data, origin)
        rows = rows_of(text)
        likenesses = _likenesses(rows)
        kinds = explain(likenesses)
        if _is_page(kinds):
            yield from _papers(rows, kinds, likenesses, origin)
        else:
            reason = "no page: titles and abstracts do not take turns"
            yield from (Skipped(origin, r.number, reason, shown(r.text)) for r in rows)
        if source.read(1):
            number = line_count(text) + 1
            yield Rejected(origin, number, f"the page is longer than {LIMIT >> 20} MiB; split it")


def _text(head: bytes) -> str | None:
    """Return the head as text; None when it is binary or of another format."""
    readable = as_utf8(io.BytesIO(head)).read()
    if _OTHER.match(readable) or _BINARY.search(readable):
        return None
    return decoded(readable)[0]


def _warnings(data: bytes, origin: str) -> Iterator[Warned]:
    for number, line in enumerate(re.split(rb"\r\n?|\n", data), start=1):
        if not decoded(line)[1]:
            yield Warned(origin, number, "bytes that are not UTF-8 were replaced by U+FFFD")


def _likenesses(rows: Sequence[Row]) -> list[Likeness]:
    """Score the lines; what only the whole page shows is added to what each shows."""
    shapes = Counter(shape for r in rows if (shape := _shape(r.text)))
    found = []
    for place, row in enumerate(rows):
        score = likeness(row.text)
        if shapes[_shape(row.text)] >= _REPEATED and score.furniture < _SURE:
            score = _rather_furniture(score, "the same words stand on many lines")
        elif (
            place + 1 < len(rows) and len(row.text) < 100 and _UNDERLINE.match(rows[place + 1].text)
        ):
            score = _rather_furniture(score, "a heading, underlined")
        found.append(score)
    return found


def _shape(text: str) -> str:
    """Return a short line without its numbers; nothing for a longer one."""
    words = re.sub(r"[\d.,]+", "", text).lower().split()
    return " ".join(words) if len(words) < 4 else ""


def _rather_furniture(score: Likeness, reason: str) -> Likeness:
    return replace(
        score,
        title=score.title - _SURE,
        alone=score.alone - _SURE,
        furniture=max(score.furniture, _SURE),
        reason=reason,
    )


def _is_page(kinds: Sequence[Kind]) -> bool:
    """Tell a page from prose, where few paragraphs have anything like a title before them."""
    papers = kinds.count(Kind.ABSTRACT)
    further = kinds.count(Kind.MORE)
    return papers > 0 and further <= 3 * papers and kinds.count(Kind.ALONE) <= 2 * papers


def _papers(
    rows: Sequence[Row], kinds: Sequence[Kind], likenesses: Sequence[Likeness], origin: str
) -> Iterator[Read]:
    title: Row | None = None
    abstract: list[str] = []
    aside: list[Read] = []
    for row, kind, score in zip(rows, kinds, likenesses, strict=True):
        if kind in (Kind.ABSTRACT, Kind.MORE):
            abstract.append(row.text)
            continue
        if kind is Kind.GAP:
            aside.append(Skipped(origin, row.number, _reason(score), shown(row.text)))
            continue
        if title:
            yield _paper(title, abstract, origin)
        yield from aside
        title, abstract, aside = None, [], []
        if kind in (Kind.TITLE, Kind.ALONE):
            title = row
        elif kind is Kind.ORPHAN:
            reason = "an abstract without a title before it"
            yield Rejected(origin, row.number, reason, shown(row.text))
        else:
            yield Skipped(origin, row.number, _reason(score), shown(row.text))
    if title:
        yield _paper(title, abstract, origin)
    yield from aside


def _reason(score: Likeness) -> str:
    return f"page furniture: {score.reason}"


def _paper(title: Row, abstract: Sequence[str], origin: str) -> Paper:
    passages = [Passage("title", title.text)]
    if abstract:
        passages.append(Passage("abstract", "\n\n".join(abstract)))
    return Paper(title=title.text, passages=tuple(passages), origin=Origin(origin, title.number))

"""The saved text of a page of papers: furniture, then titles, each with its abstract."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from ...model import Origin, Paper, Passage, Rejected, Skipped
from ..base import HEAD, Read, Recognition, as_utf8, decoded, in_utf8, shown, undecoded
from ..bounds import beginning, largest, size
from .lines import LONGEST, Likeness, likeness
from .order import Kind, explain
from .rows import Row, line_count, rows_of
from .words import MARKUP_REASON, UNLIKE

# What lies beyond either is rejected, since a page is judged whole.
LIMIT = 64 << 20  # bytes of a page
_OF_LINE = 128  # bytes that a line has on average, at least
_GLANCE = 1_000  # lines by which a page is recognised

_MARKED_UP = re.compile(rb"\A\s*[{<]")  # JSON, XML and HTML
# Other JSON, PDF; bibliographies, wherever their first record begins; tables.
OTHER = re.compile(
    rb"\A\s*(?:\[\s*[\[{\"\d\]]|%PDF|#!)|^(?:TY  -|PMID- |%0 |FN )"
    rb"|\A(?:[^\n]*\n){0,4}(?:[^\n,;\t]+[,;\t])*\"?(?:\w+ )?title\"?[,;\t](?=\S)"
    rb"|\APT\t(?:[A-Z][A-Z0-9]\t){5}|\A(?:[^\n,;\t]+[,;\t])+\"?title\"?\r?\n",
    re.IGNORECASE | re.MULTILINE,
)
ENTRY = re.compile(rb"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE)  # of BibTeX
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNDERLINE = re.compile(r"([=\-~^#*_])\1{2,}$")

_LISTED = re.compile(r"\[?\d{1,4}[\].)]\s|[-*+•]\s")

_SHORT = 60  # characters of a line that may be a button or a heading
_REPEATED = 3  # times that a short line stands on a page before it counts as furniture
_OF_PAPERS = (Kind.TITLE, Kind.ABSTRACT, Kind.MORE, Kind.ALONE)
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
        rows, wrapped = rows_of(text)
        if len(head) >= HEAD:
            rows = rows[:-1]  # torn by the end of the head
        rows = rows[:_GLANCE]
        likenesses = _likenesses(rows)
        kinds = explain(likenesses)
        sure = kinds.count(Kind.ABSTRACT) > 1 and _is_page(rows, kinds, likenesses, wrapped)
        listed = (
            k in (Kind.ABSTRACT, Kind.MORE) and _LISTED.match(r.text)
            for r, k in zip(rows, kinds, strict=True)
        )
        sure = sure and sum(map(bool, listed)) < 2  # an abstract is no item of a list
        return Recognition.YES if sure else Recognition.MAYBE

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield a paper for every title; every other line, and why, in order.

        The whole page is in memory.
        """
        source = as_utf8(stream)
        limit = largest(LIMIT)
        most = limit // _OF_LINE
        data, whole = beginning(source, limit)
        if data.count(b"\n") > most:
            data, whole = b"\n".join(data.split(b"\n", most)[:-1]), False
        text, good = decoded(data)
        if not good:
            yield from undecoded(data, origin)
        rows, wrapped = rows_of(text)
        likenesses = _likenesses(rows)
        kinds = explain(likenesses)
        if _is_page(rows, kinds, likenesses, wrapped):
            yield from _papers(rows, kinds, likenesses, origin)
        else:
            reason = "no page: titles and abstracts do not take turns"
            yield from (Skipped(origin, r.number, reason, shown(r.text)) for r in rows)
        if not whole:
            reason = (
                f"here the page gets longer than {size(limit)} or {most:,} lines; "
                "--max-record raises the limit"
            )
            yield Rejected(origin, line_count(text) + 1, reason)


def _text(head: bytes) -> str | None:
    """Return the head as text; None when it is binary or of another format."""
    readable = as_utf8(io.BytesIO(head)).read()
    if any(sign.search(readable) for sign in (_MARKED_UP, OTHER, ENTRY, BINARY)):
        return None
    return decoded(readable)[0]


def _likenesses(rows: Sequence[Row]) -> list[Likeness]:
    """Score the lines; what only the whole page shows is added to what each shows."""
    times = Counter(r.text for r in rows if len(r.text) < _SHORT)
    found = []
    for place, row in enumerate(rows):
        score = likeness(row.text)
        following = rows[place + 1] if place + 1 < len(rows) else None
        if times[row.text] >= _REPEATED and score.furniture < _SURE:
            score = _rather_furniture(score, "the same words stand on many lines")
        elif following and _underlines(following, row):
            score = _rather_furniture(score, "a heading, underlined", 2 * _SURE)
        found.append(score)
    return found


def _underlines(following: Row, row: Row) -> bool:
    return (
        following.number == row.number + 1
        and len(row.text) == len(following.text)
        and _UNDERLINE.match(following.text) is not None
    )


def _rather_furniture(score: Likeness, reason: str, sure: float = _SURE) -> Likeness:
    return replace(
        score,
        title=score.title - sure,
        alone=score.alone - sure,
        furniture=max(score.furniture, sure),
        reason=reason,
    )


def _is_page(
    rows: Sequence[Row], kinds: Sequence[Kind], likenesses: Sequence[Likeness], wrapped: bool
) -> bool:
    """Tell a page from prose, programs and lists, where little is like a title with its abstract.

    Most titles and most abstracts must look the part on their own, and papers
    must make up a good part of the text. Wrapped text is more often prose with
    headings than a page, and must be nothing but papers.
    """
    scored = list(zip(kinds, likenesses, strict=True))
    titles = [score.title for kind, score in scored if kind is Kind.TITLE]
    abstracts = [score.abstract for kind, score in scored if kind is Kind.ABSTRACT]
    most, part, further = (0.9, 0.9, 0.5) if wrapped else (0.7, 0.4, 3.0)
    sizes = [len(row.text) if len(row.text) <= LONGEST else 0 for row in rows]
    of_papers = sum(size for size, kind in zip(sizes, kinds, strict=True) if kind in _OF_PAPERS)
    marked = sum(score.reason == MARKUP_REASON for score in likenesses)
    return (
        len(titles) > 0
        and sum(t > (1.5 if wrapped else -2.0) for t in titles) >= most * len(titles)
        and sum(a > (2.0 if wrapped else -1.5) for a in abstracts) >= most * len(titles)
        and of_papers >= part * sum(sizes)
        and kinds.count(Kind.MORE) <= further * len(titles)
        and kinds.count(Kind.ALONE) <= 2 * len(titles)
        and marked <= len(titles)
    )


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
    if score.reason == UNLIKE and score.title > 1.0:
        return "no abstract follows, and too little like a title to be a paper without one"
    return f"page furniture: {score.reason}"


def _paper(title: Row, abstract: Sequence[str], origin: str) -> Paper:
    passages = [Passage("title", title.text)]
    if abstract:
        passages.append(Passage("abstract", "\n\n".join(abstract)))
    return Paper(title=title.text, passages=tuple(passages), origin=Origin(origin, title.number))

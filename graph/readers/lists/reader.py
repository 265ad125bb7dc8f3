"""Reading lists in Markdown and plain text: one paper an item, a line, a paragraph or a row."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ...model import Author, Link, Origin, Rejected, Role, Skipped
from ..base import HEAD, Read, Recognition, as_utf8, decoded, in_utf8, shown, undecoded
from ..bounds import beginning, largest, too_long
from ..draft import Draft
from ..page.reader import BINARY, ENTRY, OTHER
from . import hosts, words
from .sections import Record, records

LIMIT = 8 << 20  # bytes of a list
_LINE = 1 << 16  # characters of a line; of a longer list it may be that part of the list

# Of what begins with a tag, only such that people put into Markdown.
_OTHER = re.compile(
    rb"\A\s*(?:\{|<(?!!--|(?:a|b|br|center|details|div|em|font|h[1-6]|hr|i|img|ol|p|picture|span"
    rb"|strong|su[bp]|table|ul)\b))",
    re.IGNORECASE,
)
# Lines of data and of tagged records: they hold addresses and titles, but are no lists.
_TAGGED = re.compile(
    r"\s*(?:- )?[a-z_][\w.-]*:(?:\s|$)|[A-Z][A-Z0-9]{1,3} {0,3}[-:] |\s*[{}\"]+[\w,]"
    r"|.{0,2000}\"[\w-]{1,40}\\?\":|\s*[\w+/=]{60,}$"
)
_HINT = re.compile(rb"https?://|(?:19|20)\d\d|\]\(|<a\s", re.IGNORECASE)
_BEFORE_VENUE = re.compile(r"^\s*(?:(?:to appear|accepted|published)\s+)?(?:in|at|to)[:\s]+", re.I)
_BESIDE_VENUE = re.compile(
    r"\(?['’]?(?:(?:19|20)\d\d|(?<=['’])\d\d)\)?|\b(?i:oral|spotlight|poster)\b"
    r"|\bet al\b\.?|\bfrom\b.*$"
)


class ReadingListReader:
    """Judges each entry by its links, its venue and its neighbours; knows no list."""

    name = "reading-list"
    suffixes = (".md", ".markdown", ".mkd", ".rst")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes where a good part of the entries are papers; else no."""
        readable = as_utf8(io.BytesIO(head)).read()
        if any(sign.search(readable) for sign in (_OTHER, OTHER, BINARY)) or not _HINT.search(
            readable
        ):
            return Recognition.NO
        lines = _lines(decoded(readable)[0])
        if len(head) >= HEAD:
            lines = lines[:-1]  # torn by the end of the head
        tagged = sum(map(_is_tagged, lines))
        if tagged * 4 > sum(bool(line.strip()) for line in lines):
            return Recognition.NO
        found = list(_records([line if len(line) <= _LINE else "" for line in lines]))
        papers = sum(record.reason is None for record in found)
        evident = any(record.reason is None and record.entry.evident for record in found)
        if len(ENTRY.findall(readable)) * 2 > papers:
            return Recognition.NO
        others = sum(
            record.reason is not None and "in this text" not in record.reason for record in found
        )
        sure = evident and ((papers > 2 and papers * 3 >= others) or papers >= others)
        return Recognition.YES if sure else Recognition.NO

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield a paper for every entry that is one; every other entry, and why, in order.

        The whole text is in memory.
        """
        source = as_utf8(stream)
        limit = largest(LIMIT)
        data, whole = beginning(source, limit)
        text, good = decoded(data)
        if not good:
            yield from undecoded(data, origin)
        lines = _lines(text)
        told: list[Read] = []
        of_line = max(_LINE, limit * _LINE // LIMIT)
        for number, line in enumerate(lines, start=1):
            if len(line) > of_line:
                reason = f"a line {too_long(of_line)}"
                told.append(Rejected(origin, number, reason, shown(line)))
                lines[number - 1] = ""
        for record in _records(lines):
            while told and isinstance(told[0], Rejected) and told[0].line < record.line:
                yield told.pop(0)
            yield from result(record, origin)
        yield from told
        if not whole:
            reason = f"here the list gets {too_long(limit)}"
            yield Rejected(origin, len(lines), reason)


def _is_tagged(line: str) -> bool:
    label, _, rest = line.partition(":")
    says_link = "http" in rest and words.is_label(label.strip(" -*"))
    return not says_link and _TAGGED.match(line) is not None


def _lines(text: str) -> list[str]:
    return re.split("\r\n?|\n", text.replace("\0", "\ufffd"))


def _records(lines: list[str]) -> Iterator[Record]:
    from .blocks import blocks_of
    from .markdown import trees

    yield from records(block for tree in trees(lines) for block in blocks_of(tree))


def result(record: Record, origin: str) -> Iterator[Read]:
    """Yield the paper that an entry describes, or why there is none."""
    entry = record.entry
    if record.reason is not None:
        kind = Rejected if record.fault else Skipped
        yield kind(origin, record.line, record.reason, shown(entry.text))
        return
    draft = Draft(title=entry.title, keywords=list(dict.fromkeys(record.keywords)))
    draft.addresses = entry.papers
    draft.hint(map(hosts.identified, entry.papers))
    for text in entry.identifiers:
        draft.note(text)
    draft.authors = [Author(name) for name in dict.fromkeys(entry.authors) if _is_whole(name)]
    above = record.places[::-1]
    draft.venue = _venue(entry.venues) or _venue(filter(words.is_venue, above))
    years = (filter(None, map(words.year_in, venues)) for venues in (entry.venues, above))
    draft.dates = [*next(years), *entry.dates, *next(years)]
    draft.links = [
        *(Link(url, Role.OFFICIAL if official else Role.MENTIONED) for url, official in entry.code),
        *(Link(url, Role.OFFICIAL) for url in entry.pages),
    ]
    yield from draft.result(Origin(origin, record.line), entry.text)


def _is_whole(name: str) -> bool:
    return " " in name or not name.isascii()


def _venue(venues: Iterable[str]) -> str:
    """Return the name of a venue without year, volume and pages."""
    for venue in venues:
        bare = re.split(
            r"[,(]?\s*(?<!\w)(?!\d+(?:st|nd|rd|th)\b)\d[\d.]*|[,;(]\s*(?:vol|pp|no)\b",
            _BESIDE_VENUE.sub(" ", _BEFORE_VENUE.sub("", venue)),
        )[0]
        if bare := " ".join(bare.split()).strip(" ,.;:()[]'’@-–"):
            return bare
    return ""

"""Better BibTeX JSON: the items of a Zotero library with all their fields."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from .. import printed
from ..base import Read, Recognition, as_utf8, in_utf8
from ..draft import Draft
from ..json.cutting import Pieces
from ..json.drafts import drafted
from ..json.fields import Record
from ..json.items import items
from ..json.shapes import objects, strings, text_of

_LABEL = re.compile(rb'"label"\s*:\s*"BetterBibTeX JSON"')
_ITEM = re.compile(rb'[{,]\s*"itemType"\s*:\s*"[a-z]+[A-Za-z]*"')
_BEGIN = re.compile(rb'\s*(?:\{\s*"|\[\s*\{\s*")')

_NO_PAPERS = {"note": "a note", "attachment": "an attachment", "annotation": "an annotation"}
_TITLES = ("title", "caseName", "nameOfAct", "subject", "shortTitle")
_VENUES = (
    *("publicationTitle", "proceedingsTitle", "bookTitle", "encyclopediaTitle"),
    *("dictionaryTitle", "blogTitle", "websiteTitle", "conferenceName", "meetingName"),
)
# Those who made an item, by the trust that they are whom a reference names.
_MAKERS = ("author", "inventor", "programmer", "director", "presenter", "editor", "contributor")


class ZoteroJsonReader:
    """Reads every item; its notes, attachments and collections mean nothing."""

    name = "better-bibtex-json"
    suffixes = (".json",)

    def recognises(self, head: bytes) -> Recognition:
        """Say yes to the label that Better BibTeX writes, and to items with a Zotero type."""
        text = as_utf8(io.BytesIO(head)).read()
        if not _BEGIN.match(text):
            return Recognition.NO
        known = _LABEL.search(text) or (_ITEM.search(text) and b'"items"' in text)
        return Recognition.YES if known else Recognition.NO

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield, for every item, a paper, or the reason there is none; one is in memory."""
        yield from drafted(items(Pieces(stream)), origin, _fill, _no_paper)


def _no_paper(record: Record) -> tuple[str, str] | None:
    reason = _NO_PAPERS.get(text_of(record, "itemType"))
    return (reason, text_of(record, "title", "note")) if reason else None


def _fill(draft: Draft, record: Record) -> None:
    draft.title = text_of(record, *_TITLES)
    draft.abstract = text_of(record, "abstractNote")
    draft.venue = text_of(record, *_VENUES)
    draft.local = text_of(record, "citationKey", "citekey", "itemKey", "key")
    draft.dates = [text_of(record, "date", "filingDate", "issueDate")]
    draft.addresses = [text_of(record, "url")]
    for maker in _makers(record):
        family = text_of(maker, "lastName", "name")
        draft.name_parts(text_of(maker, "firstName"), family)
    for tag in objects(record.get("tags")):
        draft.list_keywords(text_of(tag, "tag"))
    for word in strings(record, "tags"):
        draft.list_keywords(word)
    draft.identify(text_of(record, "DOI"), "doi", "DOI")
    draft.note("\n".join(strings(record, "extra")))
    draft.hint(printed.preprint(text_of(record, key)) for key in ("archiveID", "number"))


def _makers(record: Record) -> list[Record]:
    """Return those who made the item, in order; its editors only where nobody wrote it."""
    creators = [*objects(record.get("creators"))]
    for role in _MAKERS:
        if found := [c for c in creators if text_of(c, "creatorType") == role]:
            return found
    return []

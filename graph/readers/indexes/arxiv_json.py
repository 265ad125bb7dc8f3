"""The metadata of arXiv as JSON Lines, in the shape in which Kaggle distributes it."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime

from ..json.fields import Record
from ..json.records import RecordsReader
from ..json.shapes import first_text, items, objects
from ..printed import MONTHS, iso, one_line, spoken

_GREENWICH = re.compile(r"\w{3}, (\d{1,2}) (\w{3}) (\d{4}) [\d:]{8} GMT", re.ASCII)
_MONTHS = {name: str(n) for n, name in enumerate(MONTHS, start=1)}
_MARKS = {"authors_parsed", "update_date", "submitter", "categories"}


class ArxivJsonReader(RecordsReader):
    """Reads metadata records; categories are left out, being none of the paper's own words."""

    name = "arxiv-json"

    def fits(self, record: Record) -> bool:
        """Tell by two fields beside the number that no other format has together."""
        return "id" in record and "title" in record and len(_MARKS & record.keys()) >= 2

    def described(self, record: Record) -> Record | str:
        """Return a paper, dated by its first version."""
        return metadata(record)


def metadata(record: Record) -> dict[str, object]:
    """Return what the metadata of arXiv say of a paper, as JSON Lines of papers have it."""
    date = _first_version(record) or first_text(record.get("update_date"))
    journal = first_text(record.get("journal-ref"))
    number, title, abstract = (record.get(name) for name in ("id", "title", "abstract"))
    return {
        "title": first_text(title) if isinstance(title, str) else title,
        "abstract": _unwrapped(abstract) if isinstance(abstract, str) else abstract,
        "date": date,
        "authors": list(_authors(record)),
        "venue": journal,
        "arxiv": number,
        "doi": first_text(*str(record.get("doi") or "").split()[:1]),
        "url": f"https://arxiv.org/abs/{number}" if isinstance(number, str) else None,
    }


def _unwrapped(text: str) -> str:
    """Join lines that were wrapped; an indented line begins a paragraph."""
    text = text.strip()
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return "\n\n".join(filter(None, map(one_line, text.split("\n  "))))


def _authors(record: Record) -> list[str]:
    names = []
    for parts in items(record.get("authors_parsed")):
        # Family name, given names, and what follows, such as Jr.
        texts = [part if isinstance(part, str) else "" for part in items(parts)]
        family, given, suffix = texts if len(texts) == 3 else [*texts, "", "", ""][:3]
        if name := spoken(given, family, suffix):
            names.append(name)
    text = first_text(record.get("authors"))
    return names or ([text] if text else [])


def _first_version(record: Record) -> str | None:
    for version in objects(record.get("versions"))[:1]:
        text = str(version.get("created"))
        # As arXiv writes it; anything else that is a date costs ten times as much.
        if (found := _GREENWICH.fullmatch(text)) and (month := _MONTHS.get(found[2].lower())):
            return iso(found[3], month, found[1])
        try:
            created = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
        return created.astimezone(UTC).date().isoformat() if created.tzinfo else None
    return None

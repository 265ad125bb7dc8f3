"""What an entry says that it cites: keys of other entries, or references as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...identifiers import parse
from ...model import Reference
from .latex import text_of

# Web of Science ends each reference with a full stop, Scopus parts them by semicolons.
_STOP = re.compile(r"\.\s+(?=[^.,]{2,60}, (?:\d{4}|[^,]{2,60}), )")
_SEMICOLON = re.compile(r"\s*;\s+")
_KEYS = re.compile(r"\s*[,;]\s*|\s+")
_YEAR = re.compile(r"\(((?:1[5-9]|20)\d\d)\)|, ((?:1[5-9]|20)\d\d),")


def references_of(fields: Mapping[str, str]) -> Iterator[Reference]:
    """Yield the references of the fields that exports of Scopus, Web of Science and JabRef have."""
    for key in filter(None, _KEYS.split(fields.get("cites", "").strip())):
        number = parse(key)
        yield Reference(identifiers=frozenset({number} if number else ()), local=key)
    for name, separator in (("references", _SEMICOLON), ("cited-references", _STOP)):
        if text := text_of(fields.get(name, "")):
            yield from (_printed(part) for part in separator.split(text) if part.strip())


def _printed(text: str) -> Reference:
    number, year = parse(text), _YEAR.search(text)
    return Reference(
        text=text,
        year=int(year[1] or year[2]) if year else None,
        identifiers=frozenset({number} if number else ()),
    )

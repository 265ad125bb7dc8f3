"""Whether an entry is a paper: what speaks for it, and for its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import hosts, words
from .evidence import Entry
from .hosts import Kind

# How much like a title one must be that no link speaks for: only its neighbours do, its venue or
# authors with a year, a venue that is known.
_ELSE = re.compile(
    r"\b(?:blog|video|talk|slides?|course|lectures?|tutorial|book|thesis)s?\b", re.IGNORECASE
)
PLAIN, _PLACED, _KNOWN = 2.5, 2.0, -1.0


def objection(
    entry: Entry, kind: str, places: Iterable[str], of_papers: bool
) -> tuple[str | None, bool]:
    """Return why an entry is no paper, None where it is one, and whether it should be one."""
    if kind == "code":
        return "a program or an example", False
    if not entry.title:
        if entry.strong and kind != "text":
            return "a paper is linked, but its title is not given", True
        return _other(entry), False
    long = entry.outside > 25 and entry.outside > 2 * len(entry.title.split())
    reference = entry.strong and entry.quoted and bool(entry.authors)
    if kind == "text" and (entry.prose or long) and not reference:
        return "prose", False
    if entry.strong:
        return ("no paper: a word and a file", False) if _is_word(entry) else (None, False)
    if of_papers and kind == "row" and entry.href and entry.dated and Kind.MEDIA not in entry.other:
        return None, False
    known = entry.known or (entry.led and entry.placed)
    if entry.prose or entry.score < (_KNOWN if known else _PLACED if entry.placed else PLAIN):
        return _other(entry), False
    own = entry.other <= {Kind.CODE, Kind.PAGE}  # links that a paper has beside that to itself
    placed = entry.placed or any(map(words.is_venue, places))
    alike = of_papers and len(entry.title.split()) > 3 and kind in ("item", "row")
    printed = of_papers and bool(entry.authors) and Kind.MEDIA not in entry.other
    if placed and (own or entry.quoted or (printed and not _ELSE.search(entry.text))):
        return None, False
    if not placed and alike and (not entry.other or (entry.dated and own)):
        return None, False
    return _other(entry), False


def _is_word(entry: Entry) -> bool:
    """Tell whether a word names what a file is of, such as a school its reading list."""
    bare = not (entry.href or entry.quoted or entry.dated or entry.identifiers or entry.score >= 0)
    return bare and not any(map(hosts.identified, entry.papers))


def _other(entry: Entry) -> str:
    """Return what speaks against an entry's being a paper."""
    if entry.other:
        kinds = sorted(entry.other, key=list(Kind).index)
        return f"no paper: links to {kinds[0].value}"
    if entry.prose or entry.outside > 12:
        return "prose"
    return "no paper: no link to one, no venue, no authors with a year"

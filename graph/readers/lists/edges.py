"""What stands before and behind a title: numbers, names, venues, dates."""

from __future__ import annotations

import re
from dataclasses import replace

from . import names, words
from .evidence import Entry
from .pieces import Piece
from .titles import OUTER, bare_title

_NUMBERED = re.compile(
    r"^\s*(?:[\[(]?\d{1,4}(?:\.\d{1,3})*[\]).:、]\s*|\[[A-Za-z]{1,4}\+?\d{2,4}[a-z]?\]\s*|"
    r"#\d+\s+|№\s*\d+\s+|\d{1,3}\s*\|\s*)"
)
_BEFORE = re.compile(r"^\s*([^|:–—·\n]{1,60}?)\s*(?:[|:–—·]\s*|\s-\s+)(?=\S)")
_HYPHENS = re.compile(r"^\s*((?:19|20)?\d\d)\s*[-–_]\s*([A-Za-z]{2,12})\s*[-–_]\s*(?=\S)")
AFTER = re.compile(r"\s*(?:[,，|·]|\s[-–—]|[.;(（\[])\s*([^,，|·;(（\[]{1,160})[)）\]]?\s*\.?\s*$")
_IN = re.compile(r"(?<=[.?!])\s+In$")  # before a venue that stands out
_LED = re.compile(r"\s*([^:：“\"]{4,300}?)\s*[:：]\s+(?=\S)")
_PROCEEDINGS = re.compile(
    r"(?:in )?(?:proc(?:eedings)?\b|\d+(?:st|nd|rd|th) |(?:the )?(?:annual|ieee|acm|usenix)\b)",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?!(?:and|or)\b)[A-Z][^\W\d]*(?:\s+\S+){0,4}$")
_ACRONYM = re.compile(r"[A-Z][A-Z&/-]{2,11}")  # of a venue, before its year
INITIALS = re.compile(r"\bet\.? ?al\b|\b[A-Z]\.")


def without_names(entry: Entry, piece: Piece) -> Piece:
    """Take the names that stand before a colon; what is left may be a title."""
    listed, end = names.before_title(piece.text)
    several = len(listed) > 2 or any(map(INITIALS.search, listed)) or "et al" in piece.text[:end]
    more = "et al" in piece.text[:end] and len(words.words(piece.text[end:])) > 3
    titled = more or names.people(piece.text) is None
    if listed and (entry.names_first or several) and titled:
        entry.authors, entry.led = listed, True
        return replace(piece, text=piece.text[end:])
    entry.may_be_led = bool(listed)
    led = _LED.match(piece.text)
    before = led[1] if led else piece.bare
    people = names.people(before, alone=True)
    if people is None or (led is None and len(people) > 1):
        return piece
    if entry.names_first or (led and (len(people) > 2 or INITIALS.search(before))):
        entry.authors, entry.led = people, True
        return replace(piece, text=piece.text[led.end() :] if led else "")
    entry.may_be_led = True
    return piece


def take_names(entry: Entry, piece: Piece, before_title: bool) -> bool:
    """Take a list of names, with the venue or the date that stands behind them."""
    if entry.authors and not entry.has_candidate:
        return False  # a title of capitals and commas
    text = " ".join(piece.text.split()).strip(' ,;:"“')
    alone, trimmed = not entry.authors and (entry.has_candidate or before_title), before_title
    rest, behind = text, list[str]()
    while len(behind) < 3 and (found := AFTER.search(rest)) and found.start():
        said = found[1].strip(OUTER)
        venue = words.is_venue(said) or _ACRONYM.fullmatch(said) is not None
        if not (venue or words.is_date(said) or (words.year_in(said) and words.like_venue(said))):
            break
        rest, behind = rest[: found.start()], [*behind, said]
        if names.people(rest, alone=alone) is not None:
            for one in behind:
                (entry.dates if words.is_date(one) else entry.venues).append(one)
            text, trimmed, behind = rest, True, []
    people = names.people(text, alone=alone and trimmed)
    if people is None or (piece.href and len(people) == 1 and " et al" not in text):
        return False
    if not entry.authors:
        entry.authors = people
        _venue_behind(entry, text)
    return True


def _venue_behind(entry: Entry, text: str) -> None:
    behind = re.split(r"\bet\.? ?al\b\.?", text, maxsplit=1)
    if len(behind) == 2 and (venue := behind[1].strip(OUTER)):
        (entry.dates if words.is_date(venue) else entry.venues).append(venue)


def trimmed_title(entry: Entry, piece: Piece) -> str:
    """Return a candidate without number, venue, date and authors at its edges."""
    text = _NUMBERED.sub("", " ".join(piece.text.split()).lstrip(OUTER))
    found = _HYPHENS.match(text)
    if found and (len(found[1]) == 4 or words.is_venue(found[2]) or found[2].isupper()):
        year = words.year_in(found[1]) or words.year_in("’" + found[1])
        entry.venues.append(f"{found[2]} {year}")
        text = text[found.end() :]
    while found := _BEFORE.match(text):
        before = found[1].strip(OUTER + "[]()")
        colon = text[found.end(1) :].lstrip()[:1] == ":"
        if not before or not _beside(entry, before, sure=colon):
            break
        text = text[found.end() :]
    dated, stands_out = False, bool(piece.href or piece.bold)
    for _ in range(0 if piece.quoted else 4):
        found = AFTER.search(text)
        if not found or not found.start():
            break
        behind = found[1].strip(OUTER)
        after_title = entry.led and not entry.venues and _CAPITAL.match(behind)
        if dated and (words.is_journal(behind) or _ACRONYM.fullmatch(behind) or after_title):
            entry.venues.append(behind)
        elif (stands_out and not _sure_names(behind)) or not _beside(entry, behind, dated=dated):
            break
        dated = dated or words.is_date(behind)
        text = text[: found.start()]
    return bare_title(_IN.sub("", text))


def _like_place(text: str, dated: bool) -> bool:
    """Tell whether what stands behind a title is a venue; more words may be one before its year."""
    if _PROCEEDINGS.match(text) and words.like_venue(text[-60:]):
        return True
    few = len(text.split()) <= (12 if dated else 6)
    return few and (dated or words.year_in(text) is not None) and words.like_venue(text)


def _sure_names(text: str) -> bool:
    """Tell whether behind a title that stands out there are names, if names are like it."""
    return names.people(text) is None or INITIALS.search(text) is not None


def _beside(entry: Entry, text: str, *, sure: bool = False, dated: bool = False) -> bool:
    """Take what stands before or after a title; False when it belongs to it."""
    known = not sure or words.year_in(text) is not None
    if known and words.is_date(text):
        entry.dates.append(text)
    elif known and (words.is_venue(text) or (not sure and _like_place(text, dated))):
        entry.venues.append(text)
    elif not sure and (people := names.people(text)) and (len(people) > 1 or "et al" in text):
        entry.authors = entry.authors or people
        _venue_behind(entry, text)
    else:
        return sure and words.is_label(text) and bool(text)
    return True

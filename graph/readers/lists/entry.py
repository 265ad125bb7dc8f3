"""What one entry of a list says: its title, its links, and what speaks for a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from . import names, words
from .edges import AFTER, INITIALS, take_names, trimmed_title, without_names
from .evidence import Entry, sort_links
from .labels import DESCRIBES, take_labelled
from .parts import Part
from .pieces import Cut, Piece, cut
from .prose import is_prose
from .titles import bare_title, likeness

_YEAR_FIRST = re.compile(r"^((?:19|20)\d\d)[;,:]")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,6}")
_CAPITALS = re.compile(
    r"(?:[A-Z][^\W\d_]{2,}\s+){2,}[A-Z][^\W\d_]{2,}, [A-Z][\w’'-]+(?: [A-Z]\.?)? et al"
)


def entry_of(parts: Iterable[Part], *, names_first: bool = False) -> Entry:
    """Read an entry, whatever its style; `names_first` where its list begins with the authors."""
    found = cut(parts)
    text = " ".join(found.text.split())
    entry = Entry(text=text, identifiers=list(found.identifiers), names_first=names_first)
    candidates: list[tuple[float, int, Piece, str]] = []
    described = -1  # the row whose text describes the paper
    for place, piece in enumerate(found.pieces):
        if piece.row == described and not piece.href:
            continue
        _take(entry, piece, place, candidates, found)
        described = piece.row if DESCRIBES.match(piece.text) else -1
    unlabelled = bool(entry.authors) and not entry.labelled and " et al" not in entry.text
    if not candidates and unlabelled and found.pieces and not found.pieces[0].italic:
        # A title of capitals and commas, such as Attention, Memory and Planning.
        entry.authors, entry.named = [], True
        piece = next(p for p in found.pieces if any(c.isalpha() for c in p.text))
        listed, end = names.before_title(piece.text)
        if len(listed) > 1:  # names, and a title that is like one
            entry.authors, piece = listed, replace(piece, text=piece.text[end:])
        title = trimmed_title(entry, piece)
        candidates.append((likeness(title, piece, True), 0, piece, title))
    if candidates:
        best = max(candidates, key=lambda c: (c[0], -c[1]))
        entry.score, entry.title, entry.href = best[0], best[3], best[2].href
        entry.quoted = best[2].quoted
        entry.outside = sum(len(words.words(c[3])) for c in candidates if c is not best)
    entry.prose = is_prose(entry)
    sort_links(entry, found)
    entry.venues.sort(key=lambda venue: words.year_in(venue) is None)
    return entry


def _take(
    entry: Entry,
    piece: Piece,
    place: int,
    candidates: list[tuple[float, int, Piece, str]],
    found: Cut,
) -> None:
    text = piece.bare
    if not text or text.startswith(("http://", "https://")) or _HOST.fullmatch(text):
        return
    labelled = take_labelled(entry, piece)
    if labelled:
        candidates.append((8.0, place, piece, bare_title(labelled)))
    if labelled is not None or _take_aside(entry, piece, text):
        return
    first = not candidates
    if first and not (entry.authors or piece.href or piece.bold):
        piece = without_names(entry, piece)
        text = piece.bare
        if not text:
            return
    # Rather the title that begins an entry, in capitals: Deep Water Waves, Lee et al.
    titled = first and (piece.bold or _CAPITALS.match(text) is not None)
    before = found.pieces[place + 1 : place + 2]
    alone = bool(before and before[0].quoted)
    if not titled and take_names(entry, piece, alone):
        return
    if (not first or piece.aside) and _is_place(piece, text):
        entry.venues.append(_known_behind(text) or text)
        return
    title = trimmed_title(entry, piece)
    if title:
        candidates.append((likeness(title, piece, first), place, piece, title))
        entry.has_candidate = True


def _take_aside(entry: Entry, piece: Piece, text: str) -> bool:
    """Take a date, a venue that is known, or what only says what a link is."""
    label = words.is_label(text)
    of_link = label and (bool(piece.href) or piece.text.rstrip()[-1:] in (":", "："))
    dated = piece.aside and words.year_in(text) and not INITIALS.search(text)
    if words.is_date(text):
        entry.dates.append(text)
    elif not any(c.isalpha() for c in text) or words.is_praise(text):
        entry.dates += _YEAR_FIRST.findall(text)
    elif not of_link and (words.is_venue(text) or (dated and words.like_venue(text))):
        entry.venues.append(text)
    else:
        return label
    return True


def _is_place(piece: Piece, text: str) -> bool:
    """Tell whether what stands behind a title, or in brackets, is where the paper appeared."""
    if words.is_journal(re.split(r",\s+(?=\d)", text)[0]):
        return True
    return not piece.quoted and (_known_behind(text) is not None or words.like_venue(text))


def _known_behind(text: str) -> str | None:
    behind = AFTER.search(text)
    return behind[1] if behind and words.is_venue(behind[1]) else None

"""What one entry of a list says: its title, its links, and what speaks for a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from . import names, words
from .evidence import Entry, sort_links
from .parts import Part
from .pieces import Cut, Piece, cut
from .titles import OUTER, bare_title, likeness

_LABELLED = re.compile(
    r"^\W*(authors?|by|venue|publisher|publication|published(?: in| at)?|journal|conference|"
    r"source|year|date"
    r"|title|paper title|institutions?|affiliations?|organi[sz]ations?|keywords?|key|tags?|"
    r"env|tasks?|abstract|intro"
    r"|tl;?dr|summary|comments?|notes?|citations?|bibtex|description|contributions?|"
    r"highlights?|motivation|methods?"
    r"|datasets?|code|codes|github|project|website|links?|demo|model|作者|会议|期刊|时间|标题|摘要|关键词"
    r"|论文|代码|主页|项目|数据集|解读|视频)\d?\s*(?:[（(][^（()）]{0,40}[)）])?\s*[:：]\s*",
    re.IGNORECASE,
)
_FIELDS = {
    "author": "names",
    "authors": "names",
    "by": "names",
    "作者": "names",
    "venue": "venue",
    "publisher": "venue",
    "publication": "venue",
    "published": "venue",
    "published in": "venue",
    "published at": "venue",
    "journal": "venue",
    "conference": "venue",
    "会议": "venue",
    "期刊": "venue",
    "year": "date",
    "date": "date",
    "时间": "date",
    "title": "title",
    "paper title": "title",
    "标题": "title",
    "论文": "title",
}
_REMARKS = frozenset(["intro", "comment", "comments", "note", "notes"])
_DESCRIBES = re.compile(
    r"\W*(?:abstract|intro|tl;?dr|summary|comments?|notes?|description|contributions?|highlights?"
    r"|motivation|methods?|摘要)\s*[:：]\W*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^\s*(?:[\[(]?\d{1,4}(?:\.\d{1,3})*[\]).:、]\s*|\[[A-Za-z]{1,4}\+?\d{2,4}[a-z]?\]\s*|"
    r"#\d+\s+|№\s*\d+\s+|\d{1,3}\s*\|\s*)"
)
_BEFORE = re.compile(r"^\s*([^|:–—·\n]{1,60}?)\s*(?:[|:–—·]\s*|\s-\s+)(?=\S)")
_HYPHENS = re.compile(r"^\s*((?:19|20)\d\d)\s*[-–_]\s*([A-Za-z]{2,12})\s*[-–_]\s*(?=\S)")
_AFTER = re.compile(r"\s*(?:[,，|·]|\s[-–—]|[.;(（\[])\s*([^,，|·;(（\[]{1,160})[)）\]]?\s*\.?\s*$")
_PROSE = re.compile(
    r"\b(?:we|you|your|our|i(?![.\w])|please|this (?:repo|repository|list|page)|feel free|welcome|"
    r"thanks|check out)\b",
    re.IGNORECASE,
)


_LED = re.compile(r"\s*([^:：“\"]{4,300}?)\s*[:：]\s+(?=\S)")
_LED_BY_TWO = re.compile(
    r"\s*([^:：“\"]{4,300}? and (?:[A-Z][\w.’'-]*\s+){1,2}[A-Z][\w’'-]+),\s+(?=[A-Z])"
)
_PROCEEDINGS = re.compile(
    r"(?:in )?(?:proc(?:eedings)?\b|\d+(?:st|nd|rd|th) |(?:the )?(?:annual|ieee|acm|usenix)\b)",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z][A-Z&/-]{2,11}")  # of a venue, before its year
_INITIALS = re.compile(r"\bet\.? ?al\b|\b[A-Z]\.")
_YEAR_FIRST = re.compile(r"^((?:19|20)\d\d)[;,:]")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,6}")
_CAPITALS = re.compile(
    r"(?:[A-Z][^\W\d_]{2,}\s+){2,}[A-Z][^\W\d_]{2,}, [A-Z][\w’'-]+(?: [A-Z]\.?)? et al"
)
_CHINESE_PROSE = re.compile(
    "[我您]们?|欢迎|大家|本(?:项目|仓库|文档|文)|提交|汇总|合集|[，。].*[，。]"
)
_BEGINS_PROSE = re.compile(r"(?:we|our|if|please|this|these|here|for|to|you|i)\b", re.IGNORECASE)
_OF_LIST = re.compile(
    r"(?:this|these|the following|all) (?:\w+ ){0,2}"
    r"(?:lists?|repo|repository|page|papers|section)\b",
    re.IGNORECASE,
)
_PLAIN = 3.0  # how much like a title a text can be that nothing makes stand out


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
        described = piece.row if _DESCRIBES.match(piece.text) else -1
    unlabelled = bool(entry.authors) and not entry.labelled
    if not candidates and unlabelled and found.pieces and not found.pieces[0].italic:
        # A title of capitals and commas, such as Attention, Memory and Planning.
        entry.authors, entry.named = [], True
        piece = next(p for p in found.pieces if any(c.isalpha() for c in p.text))
        title = _trimmed(entry, piece)
        candidates.append((likeness(title, piece, True), 0, piece, title))
    if candidates:
        best = max(candidates, key=lambda c: (c[0], -c[1]))
        entry.score, entry.title, entry.href = best[0], best[3], best[2].href
        entry.quoted = best[2].quoted
        entry.outside = sum(len(words.words(c[3])) for c in candidates if c is not best)
    rest = entry.text.replace(entry.title, "", 1)
    plain = entry.score <= _PLAIN and entry.text[-1:] in (".", "!", ":")
    begins = plain and _BEGINS_PROSE.match(entry.text) is not None
    of_list = not entry.href and _OF_LIST.match(entry.text) is not None
    chinese = not entry.href and _CHINESE_PROSE.search(entry.text[:600]) is not None
    to_reader = bool(_PROSE.search(rest[:600])) and len(rest.split()) > 6
    entry.prose = begins or of_list or chinese or to_reader
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
    label = _LABELLED.match(piece.text) if not piece.href else None
    if label:
        entry.labelled = True
        text = piece.text[label.end() :].strip(OUTER)
        field_name = _FIELDS.get(label[1].lower(), "")
        if field_name == "names":
            entry.authors += names.people(text) or ([text] if 0 < len(text) < 80 else [])
        elif field_name == "venue" and text:
            entry.venues.append(text)
        elif label[1].lower() in _REMARKS and words.is_venue(text):
            entry.venues.append(text)
        elif field_name == "date" and text:
            entry.dates.append(text)
        elif field_name == "title" and len(text) > 3:
            candidates.append((8.0, place, piece, bare_title(text)))
        if field_name or not piece.href:
            return
    if words.is_date(text):
        entry.dates.append(text)
        return
    if not any(c.isalpha() for c in text) or words.is_praise(text):
        entry.dates += _YEAR_FIRST.findall(text)
        return
    label_of_link = piece.href and words.is_label(text)
    label_of_link = label_of_link or (words.is_label(text) and piece.text.rstrip()[-1:] in ":：")
    if words.is_venue(text) and not label_of_link:
        entry.venues.append(text)
        return
    if words.is_label(text):
        return
    first = not candidates
    if first and not (entry.authors or piece.href or piece.bold):
        piece = _without_names(entry, piece)
        text = piece.bare
        if not text:
            return
    # Rather the title that begins an entry, in capitals: Deep Water Waves, Lee et al.
    titled = first and (piece.bold or _CAPITALS.match(text) is not None)
    before = found.pieces[place + 1 : place + 2]
    alone = bool(before and before[0].quoted)
    if not titled and _take_names(entry, piece, alone):
        return
    behind = _AFTER.search(text)
    if not first and not piece.quoted and behind and words.is_venue(behind[1]):
        entry.venues.append(behind[1])
        return
    journal = not first and words.is_journal(re.split(r",\s+(?=\d)", text)[0])
    if journal or ((not first or piece.aside) and not piece.quoted and words.like_venue(text)):
        entry.venues.append(text)
        return
    title = _trimmed(entry, piece)
    if title:
        candidates.append((likeness(title, piece, first), place, piece, title))
        entry.has_candidate = True


def _without_names(entry: Entry, piece: Piece) -> Piece:
    """Take the names that stand before a colon; what is left may be a title."""
    led = _LED.match(piece.text) or _LED_BY_TWO.match(piece.text)
    before = led[1] if led else piece.bare
    people = names.people(before, alone=True)
    if people is None or (led is None and len(people) > 1):
        return piece
    if entry.names_first or (led and (len(people) > 2 or _INITIALS.search(before))):
        entry.authors, entry.led = people, True
        return replace(piece, text=piece.text[led.end() :] if led else "")
    entry.may_be_led = True
    return piece


def _take_names(entry: Entry, piece: Piece, before_title: bool) -> bool:
    """Take a list of names, with the venue or the date that stands behind them."""
    if entry.authors and not entry.has_candidate:
        return False  # a title of capitals and commas
    text = " ".join(piece.text.split()).strip(' ,;:"“')
    alone, trimmed = not entry.authors and (entry.has_candidate or before_title), before_title
    while (found := _AFTER.search(text)) and found.start():
        behind = found[1].strip(OUTER)
        if names.people(text[: found.start()], alone=alone) is None:
            break
        if words.is_date(behind):
            entry.dates.append(behind)
        elif words.is_venue(behind) or (words.year_in(behind) and words.like_venue(behind)):
            entry.venues.append(behind)
        else:
            break
        text, trimmed = text[: found.start()], True
    people = names.people(text, alone=alone and trimmed)
    if people is None or (piece.href and len(people) == 1):
        return False
    if not entry.authors:
        entry.authors = people
        _venue_behind(entry, text)
    return True


def _venue_behind(entry: Entry, text: str) -> None:
    behind = re.split(r"\bet\.? ?al\b\.?", text, maxsplit=1)
    if len(behind) == 2 and (venue := behind[1].strip(OUTER)):
        (entry.dates if words.is_date(venue) else entry.venues).append(venue)


def _trimmed(entry: Entry, piece: Piece) -> str:
    """Return a candidate without number, venue, date and authors at its edges."""
    text = _NUMBERED.sub("", " ".join(piece.text.split()).lstrip(OUTER))
    if found := _HYPHENS.match(text):
        entry.venues.append(f"{found[2]} {found[1]}")
        text = text[found.end() :]
    while found := _BEFORE.match(text):
        before = found[1].strip(OUTER + "[]()")
        colon = text[found.end(1) :].lstrip()[:1] == ":"
        if not before or not _beside(entry, before, sure=colon):
            break
        text = text[found.end() :]
    dated = False
    for _ in range(0 if piece.quoted else 4):
        found = _AFTER.search(text)
        if not found or not found.start():
            break
        behind = found[1].strip(OUTER)
        if dated and (words.is_journal(behind) or _ACRONYM.fullmatch(behind)):
            entry.venues.append(behind)
        elif (piece.href or piece.bold) and not _sure_names(behind):
            break
        elif not _beside(entry, behind, sure=False, dated=dated):
            break
        dated = dated or words.is_date(behind)
        text = text[: found.start()]
    return bare_title(text)


def _sure_names(text: str) -> bool:
    """Tell whether behind a title that stands out there are names, if names are like it."""
    return names.people(text) is None or _INITIALS.search(text) is not None


def _beside(entry: Entry, text: str, *, sure: bool, dated: bool = False) -> bool:
    """Take what stands before or after a title; False when it belongs to it."""
    year = words.year_in(text)
    if words.is_date(text) and (year or not sure):
        entry.dates.append(text)
    elif not sure and _PROCEEDINGS.match(text) and words.like_venue(text[-60:]):
        entry.venues.append(text)
    elif (words.is_venue(text) and (year or not sure)) or (
        not sure
        and (year or dated)
        and words.like_venue(text)
        and len(text.split()) <= (12 if dated else 6)
    ):
        entry.venues.append(text)
    elif not sure and (people := names.people(text)) and (len(people) > 1 or "et al" in text):
        entry.authors = entry.authors or people
        _venue_behind(entry, text)
    else:
        return sure and words.is_label(text) and bool(text)
    return True

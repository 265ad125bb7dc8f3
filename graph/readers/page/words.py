"""What the furniture of pages looks like: dates, counts, menus, names, notices."""

from __future__ import annotations

import re
from collections.abc import Sequence

MARKUP_REASON = "a line of markup"
UNLIKE = "like neither a title nor an abstract"

YOU = re.compile(r"\b(?:you|your|please|click|us|here)\b", re.IGNORECASE)
MARKUP = re.compile(r"#{1,6}\s|[-*>+]\s|\||```|~~~|\[!\[|!\[|<\w|\.\. |\$ ")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TH = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"(?:\w+:? ){0,2}(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:"
    rf"{_MONTH}\s+\d{{1,2}}{_TH}(?:,?\s*\d{{4}})?|\d{{1,2}}{_TH}\.?\s+{_MONTH}(?:,?\s*\d{{4}})?"
    rf"|{_MONTH},?\s+\d{{4}}|\d{{4}}[-/.年]\d{{1,2}}(?:[-/.月]\d{{1,2}}日?)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:,?\s+\d{1,2}:\d{2}.*)?",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"[^\w\s]*\s*[\d.,]+\s*[kKmM%+]?(?:\s+\w+){0,2}|#\d+\b.{0,40}|[(\[]\d[\d.,]*[kKmM]?[)\]]"
    r"|\d+\s?[a-z]{1,3}|[\W\d_]*"
)
_NAMED_COUNT = re.compile(r"(?:\w+ by|\w+):?\s+[#(\[]?\d[\d.,]*[kKmM]?[)\]]?")
_LABEL = re.compile(
    r"(?:categor(?:y|ies)|tags?|topics?|tasks?|areas?|keywords|venue|conference|journal"
    r"|sort(?: by)?|read(?:ing)? time|(?:last )?updated|submitted|date|source|license"
    r"|cited by|affiliations?|organi[sz]ation|comments|subjects?)\s*:",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|@\w+|\S+@\S+\.\w+|(?:[\w-]+\.)+(?:com|org|net|io|ai|co|edu)(?:/\S*)?"
)
_NUMBERED = re.compile(
    r"(?:arxiv|doi|isbn|pmid)\s*:?\s*\S+(?:\s+\[\S+\])?|(?:[a-z-]+\.[a-z]{2}[,;·\s]*)+",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:[Bb]y|(?:[Ss]ubmitted|[Pp]osted|[Pp]ublished|[Uu]pdated|[Cc]urated) (?:by|on|in)"
    r"|[Aa]uthors?:)(?:\s|(?=[A-Z]))"
)
_NOTICE = re.compile(
    r"\bcookies?\b.*\b(?:accept|agree|consent|experience|polic(?:y|ies)|preferences|services?"
    r"|settings|site|traffic|website)\b|\b(?:accept|agree|consent|services?|site|website)\b"
    r".*\bcookies?\b|\b(?:uses?|using|accept|our|all) cookies\b|(?:privacy|your) (?:policy|privacy)"
    r"|terms of (?:use|service)|all rights reserved|©|\(c\) \d{4}|newsletter|inbox|by e?-?mail"
    r"|subscri|\bdigest\b|sign (?:in|up)\b|log ?in\b|(?:free|new|an) account|^join \d|javascript"
    r"|your browser|free trial|powered by|follow us|隐私|订阅|登录|版权",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:universit\w+|institute|laboratory|labs?|department of|college|academy|inc|ltd|gmbh"
    r"|corporation)\b|大学|研究院",
    re.IGNORECASE,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that pages put on buttons, in menus and beside counts; a line of
# nothing else is furniture, unless it can only be a title.
_INTERFACE = _words(
    """
    new home about login log in sign up out register papers paper pdf html abstract abs code github
    gitlab arxiv huggingface project page pages website demo video slides poster share save cite
    bookmark bibtex upvote upvotes vote votes like likes liked comment comments star stars starred
    download downloads view views reads read more less load show all hide next previous prev back
    forward menu close open follow following followers terms privacy policy cookie cookies contact
    help faq feedback settings profile dark light mode theme rights reserved copyright powered by
    submitted published updated posted ago day days hour hours minute minutes min week weeks month
    months year years today yesterday daily weekly monthly trending latest popular top hot best most
    recent newest oldest sort filter filters date search browse explore discover subscribe free
    unsubscribe newsletter email inbox join now us team company careers press jobs blog docs
    documentation pricing datasets models spaces collection collections community discussion
    discussions topics categories tags accept decline reject ok cancel submit add remove edit
    report flag skip jump to content main the a of and on for your my get this it or with from
    link links copy source advertisement sponsored ad ads see also full text tldr expand collapse
    app tab window manage preferences upload issue rate helpful was export citation twitter discord
    our x you thanks reading built love recommended editor's picks today's
    result results showing last others author authors digest
    welcome account january february march april june july august september october november
    december mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday
    """
)
# Headings of a text, under which there is no paper.
_HEADINGS = _words(
    """
    abstract introduction background methods method methodology results discussion conclusion
    conclusions references bibliography acknowledgements acknowledgments appendix contents overview
    summary motivation installation install usage requirements license licence contributing
    features quickstart changelog configuration documentation development testing tests examples
    example citation authors keywords
    """
) | {"related work", "getting started", "table of contents", "future work", "quick start"}

_PARTICLES = _words("de da di del della der den van von la le bin ibn al el ter ten dos y jr sr")
_SEPARATOR = re.compile(r"\s*[,;·•|&，、；]\s*(?:and\s+)?|\s+and\s+")
_NOTE_MARKS = re.compile(r"[\d*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_MORE_NAMES = re.compile(r"\bet al\b|\band \d+ (?:others|more)\b|\+ ?\d+ authors")
_INITIAL = re.compile(r"(?:[A-Z]\.-?)+$")
_CHINESE_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


def furniture(text: str, words: Sequence[str], length: float) -> tuple[float, str]:
    """Return how sure it is that a line is furniture, and of which kind.

    Args:
        words: Of the line, as they stand.
        length: In Latin letters' worth.

    Returns:
        A weight, 0 when nothing betrays the line, and words for a report.
    """
    if not any(c.isalnum() for c in text):
        return 5.0, "nothing but signs"
    if length > 400:
        return 0.0, UNLIKE
    lower = [w.lower() for w in words]
    for weight, kind, found in (
        (4.5, "a date", _DATE.fullmatch(text)),
        (4.0, "an address or identifier", _ADDRESS.fullmatch(text) or _NUMBERED.fullmatch(text)),
        (3.5, MARKUP_REASON, MARKUP.match(text)),
        (3.5, "a notice or an invitation to readers", _NOTICE.search(text)),
        (3.5, "a heading of a text", " ".join(lower) in _HEADINGS),
        (3.0, "a line that says who or when", _BYLINE.match(text) and length < 150),
        (1.5, "a word with a number", _NAMED_COUNT.fullmatch(text)),
        (3.5, "menu words or buttons", _menu(lower)),
        (3.0, "a count", _COUNT.fullmatch(text)),
        (3.0, "a label with what it says", _LABEL.match(text) and length < 150),
        (3.0, "a list of names", _names(text)),
        (2.5, "an institution", len(lower) < 12 and _PLACE.search(text)),
    ):
        if found:
            return weight, kind
    return 0.0, UNLIKE


def _menu(words: Sequence[str]) -> bool:
    return 0 < len(words) <= 8 and _INTERFACE.issuperset(words)


def _names(text: str) -> bool:
    """Tell whether a line is names of people, at least two."""
    if len(text) < 200 and re.search(
        r"\bet al\b|\band \d+ (?:others|more)\b|\+ ?\d+ authors", text
    ):
        return True
    parts = [p for p in _SEPARATOR.split(text.strip(" *†‡")) if p]
    return len(parts) > 1 and all(_person(_NOTE_MARKS.sub("", p).strip()) for p in parts)


def _person(part: str) -> bool:
    words = part.split()
    if len(words) == 1:
        return _CHINESE_NAME.fullmatch(part) is not None
    return 2 <= len(words) <= 5 and all(map(_name, words))


def _name(word: str) -> bool:
    if word.lower() in _PARTICLES or _INITIAL.match(word):
        return True
    rest = word[1:].replace("-", "").replace("'", "").replace("’", "")
    return word[0].isupper() and rest.isalpha() and not word.isupper()

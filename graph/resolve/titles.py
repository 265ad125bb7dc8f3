"""Titles as they are compared: without markup, with what tells one work from its neighbours."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ..text import normal

# Markup of web pages and of LaTeX: an accented letter keeps the letter, a command its name.
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_ACCENT = re.compile(r"\\(?:[\"'`^~=.]|[uvHckrbdt](?![a-zA-Z]))\s*\{?\s*\\?([a-zA-Z])\s*\}?")
_LETTER = re.compile(r"\\(ss|aa|ae|oe|AA|AE|OE|[oOlLij])(?![a-zA-Z])(?:\{\})?\s*")
_LETTERS = {"aa": "a", "AA": "A"}
_STYLE = re.compile(
    r"\\(?:emph|text[a-z]{2}|textnormal|math[a-z]+|ensuremath|operatorname|boldsymbol|protect|"
    r"uppercase|lowercase|em|it|bf|sc|tt|rm|sf)(?![a-zA-Z])\s*"
)
# Soft hyphens, and spaces and joiners without width.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# What a copy says of itself, not of the work.
_NOTE = re.compile(
    r"(?i)[\s,.:;–—-]*[(\[]\s*(?:an?\s+)?(?:arxiv\s+)?(?:preprints?|pre-prints?|pdf|draft|eprint|"
    r"(?:extended|full|long|short|student|invited|technical)\s+(?:abstract|paper|talk|report)|"
    r"(?:extended|full|long|short)|poster|demo|oral|spotlight|with\s+discussion)"
    r"(?:\s+version)?(?:\s+arxiv:?\s*[\w./-]+)?\s*[)\]]\s*"
    r"|[.,:;–—-]\s*(?:an?\s+)?(?:arxiv\s+)?pre-?prints?(?:\s+arxiv\S*(?:\s*\[[\w.-]+\])?)?\W*$"
    r"|\s+a\s+preprint\W*$|\s*\[[jcmdr](?:/ol)?\]\W*$"
    r"|^\s*(?:\[pdf\]|arxiv:\s*\d{4}\.\d{4,5}(?:v\d+)?(?:\s*\[[\w.-]+\])?)\s*[:.-]?\s*"
    r"|[.,;]?\s*[(\[]?arxiv:\s*\d{4}\.\d{4,5}(?:v\d+)?(?:\s*\[[\w.-]+\])?[)\]]?\W*$"
)
_PART = re.compile(r"\s*[:：]\s*|\s+[-–―−]+\s+|\s*(?:—|―|-{2,3})\s*|[?!.](?:\s+(?=\w))|\s*;\s+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BROKEN = ("...", "…", "..", "[...]")
_PARTS = 6  # at most so many pieces of a title are looked at one by one

_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_ROMAN_LETTERS = {"i": "1", "v": "5", "x": "10"}
_COUNTS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        map(str, range(1, 11)),
        strict=True,
    )
)
_ORDINALS = dict(
    zip(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
            *("ninth", "tenth"),
        ),
        map(str, range(1, 11)),
        strict=True,
    )
)
_SERIES = frozenset(["part", "volume", "vol", "book", "chapter", "number", "no", "section", "act"])
_EDITION = frozenset(["edition", "ed", "edn"])
_REVISED = frozenset(["revised", "expanded", "extended", "updated", "international", "abridged"])
_ANOTHER = frozenset(["revisited", "revised", "extended", "reconsidered", "reloaded", "continued"])
_NUMBER = re.compile(r"\d+(?:[a-z](?![a-z]))?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")

# Notices about another paper and answers to it: how one begins, or what stands behind a title and
# a sign that parts them. Words that titles have, too, need something behind them.
_OF = r"(?=\s*(?:[:.)\]–—\"”'’]|-\s|$)|\s(?:to|of|on|for)\b)"
_KINDS = (
    (
        "correction",
        rf"errat\w+|corrigend\w+|addend\w+|(?:(?:author|publisher)(?:['’]s?)? )?corrections?{_OF}",
    ),
    ("retraction", r"retract(?:ed|ion)(?: article| notice| note)?|withdrawn|withdrawal"),
    ("concern", r"(?:editorial )?expression of concern"),
    ("reply", rf"(?:authors?(?:['’]s?)? )?(?:repl(?:y|ies)|responses?){_OF}|rejoinder|in reply"),
    ("comment", rf"(?:comments?|commentary|discussion){_OF}"),
    ("review", r"book reviews?|reviews?(?= of (?:the book )?[\"“'‘«])"),
    ("supplement", rf"supplement\w*(?: materials?| information| data)?{_OF}"),
    ("editorial", rf"(?:guest )?editorial|(?:preface|foreword|obituary){_OF}"),
)
_MODEST = r"(?:(?:an?|the|some|further|short|brief|invited) )*"
_NOTICE = re.compile(
    r"(?:^|[:(\[–—]\s*|\s-+\s)[\"“'‘«]?"
    rf"{_MODEST}(?:"
    + "|".join(f"(?P<k{place}>{text})" for place, (_, text) in enumerate(_KINDS))
    + ")(?![a-z])"
)
_OPENING_SIGNS = "[(<*\"“'‘« "


class Title(NamedTuple):
    """A title made ready for comparison.

    Attributes:
        words: Normal form; Roman numbers as digits, Greek letters by their names.
        compact: The same without spaces, so that none can be missing.
        pieces: Title and subtitles, each as `words`; one where nothing parts them.
        marks: Numbers, editions, letters of parts, in alphabetical order.
        kind: Of a notice or an answer (`correction`, `reply`), else empty.
        broken: It says itself that it was cut off.
    """

    words: str
    compact: str
    pieces: tuple[str, ...]
    marks: tuple[str, ...]
    kind: str
    broken: bool


@lru_cache(10_000)
def title_of(raw: str) -> Title:
    """Make a title as printed ready for comparison."""
    text = _plain(raw)
    split = [_words(piece) for piece in _PART.split(text, maxsplit=_PARTS - 1)]
    pieces = tuple(words for words in split if any(map(str.isalnum, words)))
    words = " ".join(pieces) or _words(text)
    broken = raw.rstrip().endswith(_BROKEN)
    compact = words.replace(" ", "")
    return Title(words, compact, pieces or (words,), marks_of(words), _kind(text), broken)


def _plain(raw: str) -> str:
    """Take markup and notes off; a title that is nothing else stays as it is."""
    text = raw
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text or "{" in text or "$" in text:
        text = _ACCENT.sub(r"\1", text)
        text = _LETTER.sub(lambda found: _LETTERS.get(found[1], found[1]), text)
        text = _STYLE.sub("", text).replace("\\-", "").replace("\\", "")
        text = text.replace("{", "").replace("}", "").replace("$", "").replace("~", " ")
    if "&" in text:
        text = text.replace("&", " and ")
    if "," in text:
        text = _THOUSANDS.sub("", text)
    if "rint" in text or "RINT" in text or "arXiv" in text or "(" in text or "[" in text:
        text = _NOTE.sub(" ", text)
    return text if text.strip() else raw


def _words(piece: str) -> str:
    words = normal(piece).split()
    if not piece.isascii():
        words = [_named(word) if len(word) == 1 else word for word in words]
    last = len(words) - 1
    for place, word in enumerate(words):
        if word in _ROMAN:
            words[place] = _ROMAN[word]
        elif word in _ROMAN_LETTERS and (place == last or words[place - 1] in _SERIES):
            words[place] = _ROMAN_LETTERS[word]
    return " ".join(words)


def _named(sign: str) -> str:
    """Return the name of a Greek letter that stands alone: LaTeX has nothing but that."""
    name = unicodedata.name(sign, "")
    return name.rpartition(" ")[2].lower() if name.startswith("GREEK SMALL LETTER ") else sign


def marks_of(words: str) -> tuple[str, ...]:
    """Return what tells works of one name apart: numbers, editions and letters of parts."""
    marks = _NUMBER.findall(_ORDINAL.sub(r"\1 ", words))
    told = words.split()
    for before, word in zip(["", *told], told, strict=False):
        if before in _SERIES:
            if number := _COUNTS.get(word) or _ORDINALS.get(word):
                marks.append(number)
            elif len(word) == 1 and word.isalpha():
                marks.append(f"part {word}")
        elif word in _EDITION and (number := _ORDINALS.get(before)):
            marks.append(number)
        elif word in _EDITION and before in _REVISED:
            marks.append(before)
        elif word in _COUNTS and word != "one":
            marks.append(_COUNTS[word])
    return tuple(sorted(marks))


def is_series(words: str) -> bool:
    """Tell whether what stands behind a title makes it one of a series: `part 2 proofs`."""
    told = words.split()
    if any(word.isdecimal() or word in _SERIES for word in told[:2]) or told[0] in _ANOTHER:
        return True
    return not _EDITION.isdisjoint(told) and bool(marks_of(words))


def _kind(text: str) -> str:
    """Return the kind of notice that a title says to be: `X: a reply`, `[Erratum] X`."""
    found = _NOTICE.search(text.casefold().lstrip(_OPENING_SIGNS))
    return _KINDS[int((found.lastgroup or "")[1:])][0] if found else ""

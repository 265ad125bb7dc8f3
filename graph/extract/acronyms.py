"""Short forms that a paper defines, with their long forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model import Acronym, Span
from .alignment import (
    LONG_WORD,
    are_initials,
    initials_fit,
    long_form,
    singular_head,
    without_plural,
)
from .cues import Cue
from .patterns import either
from .reading import Reading
from .words import Memo, word_set

# A bracket with a short form; the text before it may touch it.
_BRACKET = re.compile(r"[(\[]\s*+([^()\[\]]{2,100}+)[)\]]")
_SHORT = re.compile(r"[^\W_](?:[\w&+./-]{0,18}[\w+])")
_CALLED = re.compile(
    r"\b(?:\w+ly\s)?"
    + either(
        "termed dubbed named called abbreviated_(?:as|to) coined denoted_(?:as|by) "
        "referred_to_as short(?:ened)?_to"
    )
    + r"\s{1,4}(?:as\s)?[\"“'‘`]*"
)
_APPOSED = re.compile(r",\s(?:an?|the|our)\s+([^,.;:()\[\]]{6,120})")
_APPOSED_TO = re.compile(r"(?<![\w+-])[A-Z0-9][\w+-]{1,17}$")
# What ends the short form in a bracket, may lead to it, and one of two words.
_HEAD_END = re.compile(r"[;,]|\s+or\s|:\s|\s*=\s*")
_LEAD = re.compile(r"^(?:or|i\.e\.|a\.k\.a\.|aka|hereafter|henceforth|hence|denoted)\s+")
_TWO_WORDS = re.compile(r"[A-Z][\w-]{1,10} [A-Za-z][\w-]{1,10}")
# A short form before a bracket, what ends its long form there, and what may lead to that.
_HEAD = re.compile(r"([^\W_][\w&+-]{1,15})\s*$")
_LONG_END = re.compile(r"[;,]")
_LONG_LEAD = re.compile(r"^(?:an?|the|i\.e\.|or|short for|stands for)\s+")
_YEAR = re.compile(r"(?:19|20)\d\d[a-z]?")
_NUMBER = re.compile(r"[\d.,]+")
# "large language models, or LLMs, ..."
_OR = re.compile(r",\s(?:or|also\s(?:called|known\sas)|short)\s(?:simply\s)?[\"“'‘]*(?=[A-Z])")
# "(LLM-based)" defines LLM.
_ADJECTIVE_END = re.compile(r"-(?:based|driven|guided|aware|like|style|oriented)$")
_NUMBER_WORDS = word_set("million billion trillion thousand hundred")
_NOT_SHORT = word_set(
    "e.g i.e etc cf vs left right top bottom ours ii iii iv vi vii viii ix xi fig figure "
    "eq sec section table ref refs usa uk eu"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form with its long form, as they stand in one passage."""

    short: str
    long: str
    short_at: tuple[int, int]
    long_at: tuple[int, int]
    bracket: tuple[int, int] | None


def definitions(reading: Reading) -> list[Definition]:
    """Return what one passage defines, in order."""
    if not reading.cues & Cue.NAME:
        return []
    text, number, where = reading.text, reading.number, reading.defining
    brackets = where.brackets.get(number)
    found = list(_bracketed(text, brackets)) if brackets else []
    if number in where.called:
        found += _termed(text, _called(reading))
    if number in where.named:
        found += _termed(text, _OR.finditer(text))
    if number in where.apposed:
        found += _apposed(text)
    if not found:
        return found
    found = [
        d
        for d in found
        if not any(a < d.short_at[1] and d.short_at[0] < b for a, b in reading.addresses)
    ]
    return sorted(found, key=lambda d: d.short_at)


def acronyms(found: Mapping[str, list[Definition]]) -> tuple[Acronym, ...]:
    """Merge the definitions of a paper's passages: the first of a short form counts.

    The abstract is asked before the title, whose long forms are in capitals.
    """
    merged: dict[str, Acronym] = {}
    order = sorted(found, key=lambda passage: passage == "title")
    for passage in order:
        for d in found[passage]:
            short = without_plural(d.short)
            if short not in merged:
                spans = (Span(passage, *d.short_at), Span(passage, *d.long_at))
                merged[short] = Acronym(short, singular_head(d.long), spans)
    return tuple(merged.values())


def _bracketed(text: str, places: Iterable[int]) -> Iterator[Definition]:
    for m in filter(None, (_BRACKET.match(text, place) for place in places)):
        inner, start = m[1].rstrip(), m.start(1)
        if not 2 <= len(inner) <= 90:
            continue
        short, at = _short_in(inner)
        before = text[: m.start()]
        if short and is_short(short, before):
            place = (start + at, start + at + len(short))
            span = long_form(before, short)
            ending = _ADJECTIVE_END.search(short)
            if span and ending and text[: span[1]].endswith(ending[0]):
                cut = len(ending[0])
                span, short = (span[0], span[1] - cut), short[:-cut]
                place = (place[0], place[1] - cut)
            if span:
                yield Definition(short, text[slice(*span)], place, span, m.span())
                continue
        yield from _short_first(text, m)


def _short_in(inner: str) -> tuple[str | None, int]:
    """Return the short form in a bracket: alone, or before `;`, `,` or `or`."""
    head = _HEAD_END.split(inner, maxsplit=1)[0]
    at = len(head) - len(head.lstrip("\"'“‘` "))
    word = head.strip("\"'“”‘’` ")
    word = _LEAD.sub("", word)
    at = inner.find(word, at)
    if _SHORT.fullmatch(word):
        return word, at
    # Two words: "KV cache", "Flash Attn"; only with capitals in the first.
    if _TWO_WORDS.fullmatch(word) and word[1:2].isupper():
        return word, at
    return None, 0


def is_short(word: str, before: str = "") -> bool:
    """Tell whether a word can be a short form: 2 to 18 signs, a capital, no unit."""
    if not _FIT[word]:
        return False
    # Not "1 billion (B)".
    before = before.rstrip()
    last = before[before.rfind(" ") + 1 :]
    return last.lower() not in _NUMBER_WORDS and not _NUMBER.fullmatch(last)


def _fits(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    if not 2 <= len(word) <= 18 or not letters or word.lower().strip(".") in _NOT_SHORT:
        return False
    capitals = sum(c.isupper() for c in letters)
    if not capitals or _YEAR.fullmatch(word):
        return False
    return not (word[:1].isupper() and capitals == 1 and len(letters) > 5 and word.isalpha())


_FIT = Memo(_fits)


def _short_first(text: str, m: re.Match[str]) -> Iterator[Definition]:
    """Yield `LLM (large language model)`."""
    head = _HEAD.search(text[max(0, m.start() - 24) : m.start()])
    if not head or not is_short(head[1]) or len(m[1].split()) < 2:
        return
    long = _LONG_END.split(m[1], maxsplit=1)[0].strip()
    bare = _LONG_LEAD.sub("", long)
    span = long_form(bare, head[1])
    if span and span[0] == 0 and span[1] == len(bare):
        begin = m.start(1) + m[1].index(bare)
        place = m.start() - (len(head[0]))
        yield Definition(
            head[1], bare, (place, place + len(head[1])), (begin, begin + len(bare)), None
        )


def _called(reading: Reading) -> Iterator[re.Match[str]]:
    for sentence in reading.sentences:
        if sentence.cues & Cue.CALLED:
            yield from _CALLED.finditer(reading.text, sentence.start, sentence.end + 1)


def _termed(text: str, cues: Iterable[re.Match[str]]) -> Iterator[Definition]:
    """Yield `a long name, termed LN` and `a long name, or LN`."""
    for m in cues:
        name = _SHORT.match(text, m.end())
        if not name or not is_short(name[0].rstrip(".")):
            continue
        short = name[0].rstrip(".-/")
        span = long_form(text[: m.start()].rstrip(" ,"), short)
        if span and initials_fit(text[slice(*span)], without_plural(short)):
            yield Definition(short, text[slice(*span)], (m.end(), m.end() + len(short)), span, None)


def _apposed(text: str) -> Iterator[Definition]:
    """Yield `ABC, an adaptive block code, ...` where every capital begins a word."""
    for m in _APPOSED.finditer(text):
        before = _APPOSED_TO.search(text, max(0, m.start() - 18), m.start())
        short = before[0] if before else ""
        if not before or sum(c.isupper() for c in short) < 3 or not is_short(short):
            continue
        at = m.start(1)
        words = [w.end() for w in LONG_WORD.finditer(m[1])]
        for count in range(2, min(len(words), 9) + 1):
            long = m[1][: words[count - 1]]
            if are_initials(long, short):
                yield Definition(short, long, before.span(), (at, at + len(long)), None)
                break

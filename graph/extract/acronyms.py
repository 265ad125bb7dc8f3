"""Short forms that a paper defines, with their long forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import Acronym, Span
from .patterns import either
from .reading import Reading
from .words import singular, word_set

# A bracket with a short form; the text before it may touch it.
_BRACKET = re.compile(r"[(\[]\s*([^()\[\]]{2,90}?)\s*[)\]]")
_SHORT = re.compile(r"[^\W_](?:[\w&+./-]{0,18}[\w+])")
_LONG_WORD = re.compile(r"[^\s()\[\],;:\"“”]+")
_PIECE = re.compile(r"[^\W_]+")
_CALLED = re.compile(
    r"\b(?:\w+ly\s)?"
    + either(
        "termed dubbed named called abbreviated_(?:as|to) coined denoted_(?:as|by) "
        "referred_to_as short(?:ened)?_to"
    )
    + r"\s{1,4}(?:as\s)?[\"“'‘`]*"
)
_APPOSED = re.compile(
    r"(?<![\w+-])([A-Z0-9][\w+-]{1,17}),\s(?:an?|the|our)\s+([^,.;:()\[\]]{6,120})"
)
_NUMBER_WORDS = word_set("million billion trillion thousand hundred")
# Words that begin no long form, and at which one stops.
_EDGE = word_set(
    "a an the our their its this that these those we by of in on for with to and or using via as "
    "called termed dubbed named is are be from such"
)
_LINKS = word_set("of for and the in to on with by from a an as at via")
_NOT_SHORT = word_set(
    "e.g i.e eg ie etc cf vs left right top bottom ours ii iii iv vi vii viii ix xi fig figure "
    "eq sec section table ref refs usa uk eu"
)
_LEFT_OUT = word_set(
    "model method network algorithm scheme technique approach framework mechanism system task "
    "problem criterion function"
)
_DIGIT_SOUNDS = {"2": ("to", "two"), "4": ("for", "four"), "1": ("one",), "3": ("three",)}


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
    found = [*_bracketed(reading.text), *_termed(reading.text), *_apposed(reading.text)]
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


def without_plural(short: str) -> str:
    """Return `LLM` for `LLMs`; an s that is part of the name stays (`GANs` but `DDoS`)."""
    if len(short) > 2 and short.endswith("s") and short[-2].isupper() and short[-2] != "S":
        return short[:-1]
    return short


def singular_head(long: str) -> str:
    """Return a long form with its head noun in the singular.

    The head is the last word, or the one before `of`: "mixture of experts",
    "number of evaluations" keep their last words.
    """
    words = long.split(" ")
    at = next((i - 1 for i, w in enumerate(words) if w == "of" and i), len(words) - 1)
    stem, hyphen, last = words[at].rpartition("-")
    if stem.lower().endswith("-of"):
        return long
    one = singular(last.lower())
    if one != last.lower():
        same = next(
            (i for i, (a, b) in enumerate(zip(one, last.lower(), strict=False)) if a != b), len(one)
        )
        words[at] = stem + hyphen + last[:same] + one[same:]
    return " ".join(words)


def _bracketed(text: str) -> Iterator[Definition]:
    for m in _BRACKET.finditer(text):
        inner, start = m[1], m.start(1)
        short, at = _short_in(inner)
        before = text[: m.start()]
        if short and is_short(short, before):
            place = (start + at, start + at + len(short))
            span = long_form(before, short)
            if span:
                yield Definition(short, text[slice(*span)], place, span, m.span())
                continue
        yield from _short_first(text, m)


def _short_in(inner: str) -> tuple[str | None, int]:
    """Return the short form in a bracket: alone, or before `;`, `,` or `or`."""
    head = re.split(r"[;,]|\s+or\s|:\s|\s*=\s*", inner, maxsplit=1)[0]
    at = len(head) - len(head.lstrip("\"'“‘` "))
    word = head.strip("\"'“”‘’` ")
    word = re.sub(r"^(?:or|i\.e\.|a\.k\.a\.|aka|hereafter|henceforth|hence|denoted)\s+", "", word)
    at = inner.find(word, at)
    if _SHORT.fullmatch(word):
        return word, at
    # Two words: "KV cache", "Flash Attn"; only with capitals in the first.
    if re.fullmatch(r"[A-Z][\w-]{1,10} [A-Za-z][\w-]{1,10}", word) and word[1:2].isupper():
        return word, at
    return None, 0


def is_short(word: str, before: str = "") -> bool:
    """Tell whether a word can be a short form: 2 to 16 signs, a capital, no unit."""
    letters = [c for c in word if c.isalpha()]
    if not 2 <= len(word) <= 18 or not letters or word.lower().strip(".") in _NOT_SHORT:
        return False
    capitals = sum(c.isupper() for c in letters)
    if not capitals or re.fullmatch(r"(?:19|20)\d\d[a-z]?", word):
        return False
    if word[:1].isupper() and capitals == 1 and len(letters) > 5 and word.isalpha():
        return False
    last = before.rstrip().rsplit(" ", 1)[-1].lower()
    return last not in _NUMBER_WORDS and not re.fullmatch(r"[\d.,]+", last)


def _short_first(text: str, m: re.Match[str]) -> Iterator[Definition]:
    """Yield `LLM (large language model)`."""
    head = re.search(r"([^\W_][\w&+-]{1,15})\s*$", text[max(0, m.start() - 24) : m.start()])
    if not head or not is_short(head[1]) or len(m[1].split()) < 2:
        return
    long = re.split(r"[;,]", m[1], maxsplit=1)[0].strip()
    bare = re.sub(r"^(?:an?|the|i\.e\.|or|short for|stands for)\s+", "", long)
    span = long_form(bare, head[1])
    if span and span[0] == 0 and span[1] == len(bare):
        begin = m.start(1) + m[1].index(bare)
        place = m.start() - (len(head[0]))
        yield Definition(
            head[1], bare, (place, place + len(head[1])), (begin, begin + len(bare)), None
        )


def _termed(text: str) -> Iterator[Definition]:
    for m in _CALLED.finditer(text):
        name = _SHORT.match(text, m.end())
        if not name or not is_short(name[0].rstrip(".")):
            continue
        short = name[0].rstrip(".-/")
        span = long_form(text[: m.start()].rstrip(" ,"), short)
        if span and _initials_fit(text[slice(*span)], without_plural(short)):
            yield Definition(short, text[slice(*span)], (m.end(), m.end() + len(short)), span, None)


def _apposed(text: str) -> Iterator[Definition]:
    """Yield `ABC, an adaptive block code, ...` where every capital begins a word."""
    for m in _APPOSED.finditer(text):
        short = m[1]
        if not is_short(short) or sum(c.isupper() for c in short) < 3:
            continue
        words = [(w[0], w.start(), w.end()) for w in _LONG_WORD.finditer(m[2])]
        for count in range(2, min(len(words), 9) + 1):
            long = m[2][: words[count - 1][2]]
            if _strict_initials(long, short):
                at = m.start(2)
                yield Definition(short, long, m.span(1), (at, at + len(long)), None)
                break


def _strict_initials(long: str, short: str) -> bool:
    wanted = [c.lower() for c in without_plural(short) if c.isupper()]
    there = [p[0].lower() for p in _PIECE.findall(long) if p not in _LINKS]
    return wanted == there


def long_form(before: str, short: str) -> tuple[int, int] | None:
    """Return where the long form of a short one ends the text before it.

    Tries the alignment of Schwartz and Hearst (2003): each sign of the short form
    in order, from the right, the first one beginning a word; then short forms made of
    beginnings of words in another order.
    """
    trimmed = before.rstrip(" \t\n\"'“‘`")
    words = [(w.start(), w.end()) for w in _LONG_WORD.finditer(trimmed)]
    bare = without_plural(short)
    signs = [c.lower() for c in bare if c.isalnum()]
    reach = min(len(signs) + 5, len(signs) * 2)
    window = _window(trimmed, words, reach)
    if not window:
        return None
    start, end = _trimmed_initials(trimmed, window, signs)
    if start is None:
        start = _align(trimmed, window, signs, bare)
    if start is None:
        start = _rearranged(trimmed, window, bare)
    if start is None:
        return None
    long = trimmed[start:end]
    own = {p.lower() for p in _PIECE.findall(long)}
    if bare.lower() in own or len(long) < len(bare) + 1 or (len(own) < 2 and len(long) < 6):
        return None
    return start, end


def _trimmed_initials(
    text: str, window: list[tuple[int, int]], signs: list[str]
) -> tuple[int | None, int]:
    """Match initials without the last word, where it is one that a short form leaves out."""
    last = text[slice(*window[-1])].lower()
    if len(window) > 2 and len(signs) > 2 and singular(last) in _LEFT_OUT:
        begin = _by_initials(_pieces(text, window), signs)
        if begin is None:
            begin = _by_initials(_pieces(text, window[:-1]), signs)
            if begin is not None:
                return begin, window[-2][1]
    return None, len(text)


def _pieces(text: str, window: list[tuple[int, int]]) -> list[tuple[int, str]]:
    return [(s + p.start(), p[0].lower()) for s, e in window for p in _PIECE.finditer(text[s:e])]


def _window(text: str, words: list[tuple[int, int]], reach: int) -> list[tuple[int, int]]:
    """Return the words that a long form may have: the last ones, up to a break."""
    window: list[tuple[int, int]] = []
    end = len(text)
    for s, e in reversed(words[-reach:]):
        gap = text[e:end]
        if window and re.search(r"[.;:()\[\]]|,", gap):
            break
        if not window and gap.strip():
            break
        if window and text[e - 1] in ".!?" and not text[s:e].count(".") > 1:
            break
        window.append((s, e))
        end = s
    return window[::-1]


def _align(text: str, window: list[tuple[int, int]], signs: list[str], short: str) -> int | None:
    """Return where a long form begins by the rule of initials, else by Schwartz and Hearst."""
    pieces = _pieces(text, window)
    begin = _by_initials(pieces, signs)
    if begin is None:
        begin = _by_letters(text, window[0][0], signs)
        if begin is None or not _plausible(text[begin:], short):
            return None
    word_start = max((s for s, _ in window if s <= begin), default=begin)
    # A long form may begin within a hyphenated word only where that word's head is a prefix.
    if text[word_start:begin].strip("-\"'“‘`") == "" or begin == word_start:
        return begin
    return word_start


def _by_initials(pieces: list[tuple[int, str]], signs: list[str]) -> int | None:
    """Match each sign to the beginning of a word, from the right; small words may be skipped.

    A word may give several of its first letters (`MetaL` for "meta learning"),
    a digit its sound (`T2I`). The last word must take part.
    """

    def match(p: int, k: int, first: bool) -> int | None:
        if k < 0:
            return pieces[p + 1][0]
        if p < 0:
            return None
        word = pieces[p][1]
        for size in range(min(len(word), k + 1, 6), 0, -1):
            if word[:size] == "".join(signs[k - size + 1 : k + 1]):
                done = match(p - 1, k - size, False)
                if done is not None:
                    return done
        if word in _DIGIT_SOUNDS.get(signs[k], ()):
            done = match(p - 1, k - 1, False)
            if done is not None:
                return done
        if not first and (word in _LINKS):
            return match(p - 1, k, False)
        return None

    return match(len(pieces) - 1, len(signs) - 1, True)


def _by_letters(text: str, limit: int, signs: list[str]) -> int | None:
    at = len(text)
    for k in range(len(signs) - 1, -1, -1):
        while True:
            at -= 1
            if at < limit:
                return None
            if text[at].lower() == signs[k] and (
                k or at == limit or not text[at - 1].isalnum() or _camel(text, at)
            ):
                break
    return at


def _camel(text: str, at: int) -> bool:
    return text[at].isupper() and text[at - 1].islower()


def _plausible(long: str, short: str) -> bool:
    """Refuse alignments by letters that lie scattered over ordinary words.

    Half of the capitals must begin words, and the first word be no function word.
    """
    pieces = [p.lower() for p in _PIECE.findall(long)]
    if not pieces or pieces[0] in _EDGE or len(pieces) > len(short) + 2:
        return False
    initials = [p[0] for p in pieces]
    capitals = [c.lower() for c in short if c.isupper()]
    inner = [c.lower() for c in re.findall(r"(?<=[a-z])[A-Z]", long)]
    taken = sum(1 for c in capitals if c in initials or c in inner)
    content = [p for p in pieces if p not in _LINKS]
    missed = sum(1 for p in content if p[0] not in short.lower())
    return taken * 2 > len(capitals) and missed * 3 <= len(content)


def _initials_fit(long: str, short: str) -> bool:
    """Tell whether every sign begins a word, words in between allowed."""
    pieces = iter(p.lower() for p in _PIECE.findall(long))
    return all(any(p[0] == c for p in pieces) for c in short.lower() if c.isalnum())


def _rearranged(text: str, window: list[tuple[int, int]], short: str) -> int | None:
    """Match a short form cut into beginnings of words, in any order.

    For names such as `DiffuSIA` of a "spiral interaction architecture for text
    diffusion": all signs must be used, one piece must have three or more, and the
    last word take part.
    """
    pieces = _pieces(text, window)
    signs = "".join(c.lower() for c in short if c.isalnum())
    if len(signs) < 5 or not pieces:
        return None
    printed = [c for c in short if c.isalnum()]
    for size in range(min(len(signs) - 2, len(pieces[-1][1])), 2, -1):
        # A piece ends where small letters do.
        cut = printed[size - 1].islower() and printed[size].isupper()
        if cut and signs.startswith(pieces[-1][1][:size]):
            begin = _subsequence(pieces[:-1], signs[size:])
            if begin is not None:
                return begin
    return None


def _subsequence(pieces: list[tuple[int, str]], signs: str) -> int | None:
    """Return where words begin whose initials are the signs, one after the other."""
    for i in range(len(pieces) - len(signs), -1, -1):
        if all(pieces[i + k][1][0] == c for k, c in enumerate(signs)):
            return pieces[i][0]
    return None

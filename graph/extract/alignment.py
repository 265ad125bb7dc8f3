"""Where the long form of a short one stands: three ways to align letters with words."""

from __future__ import annotations

import re

from .words import Memo, singular, word_set

LONG_WORD = re.compile(r"[^\s()\[\],;:\"“”]+")
_BREAK = re.compile(r"[.;:()\[\],]")
_PIECE = re.compile(r"[^\W_]+")
# Words that begin no long form, and at which one stops.
_EDGE = word_set(
    "a an the our their its this that these those we by of in on for with to and or using via as "
    "called termed dubbed named is are be from such"
)
# Characters of a word, at most, where it is one of a long form.
_LONGEST_WORD = 60
# Where most words have fewer.
_USUAL_WORD = 12
_LINKS = word_set("of for and the in to on with by from a an as at via")
_LEFT_OUT = word_set(
    "model method network algorithm scheme technique approach framework mechanism system task "
    "problem criterion function"
)
_DIGIT_SOUNDS = {"2": ("to", "two"), "4": ("for", "four"), "1": ("one",), "3": ("three",)}


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
    if " of" not in long and "-" not in long:
        at = long.rfind(" ") + 1
        return long[:at] + _SINGULARS[long[at:]]
    words = long.split(" ")
    at = words.index("of", 1) - 1 if "of" in words[1:] else len(words) - 1
    stem, hyphen, last = words[at].rpartition("-")
    if stem.lower().endswith("-of"):
        return long
    words[at] = stem + hyphen + _SINGULARS[last]
    return " ".join(words)


def _printed_singular(word: str) -> str:
    """Return a singular in the letters of the word as it is printed."""
    low = word.lower()
    one = singular(low)
    if one == low:
        return word
    same = next((i for i, (a, b) in enumerate(zip(one, low, strict=False)) if a != b), len(one))
    return word[:same] + one[same:]


_SINGULARS = Memo(_printed_singular)


def long_form(before: str, short: str) -> tuple[int, int] | None:
    """Return where the long form of a short one ends the text before it.

    Tries the alignment of Schwartz and Hearst (2003): each sign of the short form
    in order, from the right, the first one beginning a word; then short forms made of
    beginnings of words in another order.
    """
    trimmed = before.rstrip(" \t\n\"'“‘`")
    bare = without_plural(short)
    signs = [c.lower() for c in bare if c.isalnum()]
    reach = min(len(signs) + 5, len(signs) * 2)
    window = _window(trimmed, _last_words(trimmed, reach), reach)
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


def _last_words(text: str, count: int) -> list[tuple[int, int]]:
    """Return where the last words of a text stand, so many of them if there are."""
    end = len(text)
    for letters in (_USUAL_WORD, _LONGEST_WORD):
        near = max(0, end - letters * count)
        if letters == _USUAL_WORD:
            near = text.rfind(" ", 0, near) + 1
        words = [w.span() for w in LONG_WORD.finditer(text, near)]
        if len(words) >= count:
            break
    return words


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
    found = _PIECE.finditer(text, window[0][0], window[-1][1])
    return [(p.start(), p[0].lower()) for p in found]


def _window(text: str, words: list[tuple[int, int]], reach: int) -> list[tuple[int, int]]:
    """Return the words that a long form may have: the last ones, up to a break."""
    window: list[tuple[int, int]] = []
    end = len(text)
    for s, e in reversed(words[-reach:]):
        gap = text[e:end]
        if window and gap != " " and _BREAK.search(gap):
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


def are_initials(long: str, short: str) -> bool:
    """Tell whether the capitals are the initials of all words, small ones aside."""
    wanted = [c.lower() for c in without_plural(short) if c.isupper()]
    there = [p[0].lower() for p in _PIECE.findall(long) if p not in _LINKS]
    return wanted == there


def initials_fit(long: str, short: str) -> bool:
    """Tell whether every sign begins a word, words in between allowed."""
    pieces = iter(p.lower() for p in _PIECE.findall(long))
    return all(any(p[0] == c for p in pieces) for c in short.lower() if c.isalnum())

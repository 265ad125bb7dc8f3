"""Names of people: read in either order of writing, compared, and put in one normal form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .text import normal

# Letters that no rule of Unicode takes apart, as names are written without them.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_INITIALS = re.compile(r"[A-Z]{2,3}")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_SUFFIXES = frozenset(["jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd", "md"])
_PARTICLES = frozenset(
    (
        *("af", "al", "at", "bin", "da", "das", "de", "del", "della", "den", "der", "des"),
        *("di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "ter", "ten"),
        *("tot", "van", "vom", "von", "y", "zu", "zum", "zur"),
    )
)
# German letters as they are written where they are missing.
_SPELLED_OUT = re.compile(r"([aou])e")
# Family names of fewer letters that differ in one are those of two families.
_LONG_FAMILY = 6


class Name(NamedTuple):
    """A name, taken apart.

    Attributes:
        families: What may be the family name: its last word, or its first.
        given: Given names or their initials, in order.
        words: All words in alphabetical order; order of writing does not count.
        form: Given names, particles, family name.
    """

    families: tuple[str, ...]
    given: tuple[str, ...]
    words: tuple[str, ...]
    form: str


@lru_cache(20_000)
def parsed(name: str) -> Name:
    """Take a name apart, written `Given Family` or `Family, Given`.

    A single letter at the end is an initial behind the family name. Endings
    such as Jr. count for nothing. Words without a comma may be in the order of
    East Asia: see `agree`.
    """
    parts = [_words(part) for part in _letters(name).split(",")]
    parts = [kept for part in parts if (kept := [w for w in part if w not in _SUFFIXES])] or parts
    if len(parts) > 1:
        family, given = parts[0], [word for part in parts[1:] for word in part]
    else:
        words = parts[0]
        cut = len(words) - 1
        if cut > 0 and len(words[-1]) == 1 and words[-1].isalpha() and len(words[0]) > 1:
            cut = next(i for i, word in enumerate(words) if len(word) == 1)
            family, given = words[:cut], words[cut:]
        else:
            while cut > 1 and words[cut - 1] in _PARTICLES:
                cut -= 1
            family, given = words[cut:], words[:cut]
    cores = [w for w in family if w not in _PARTICLES] or family
    first = tuple(dict.fromkeys([cores[-1], cores[0]])) if cores else ()
    trimmed = tuple(w for place, w in enumerate(given) if not place or w not in _PARTICLES)
    every = tuple(sorted([*trimmed, *cores]))
    return Name(first, trimmed, every, " ".join([*given, *family]))


def _letters(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _APOSTROPHES.sub("", folded).translate(_PLAIN)


def _words(part: str) -> list[str]:
    return normal(part).split()


def families(name: str) -> set[str]:
    """Return what may be the family name in either order of writing, in normal form."""
    found = parsed(name)
    first = found.form.split()[0] if "," not in name and found.form else ""
    return {*found.families, *([first] if len(first) > 1 else ())}


def form(name: str) -> str:
    """Return the normal form: given names before the family name, plain letters, no commas."""
    return parsed(name).form


@lru_cache(20_000)
def _readings(name: str) -> tuple[Name, ...]:
    """Return how a name may be meant: capitals may be initials, `Doe JR` and `JR Doe`."""
    words = name.split()
    found = [parsed(name)]
    if len(words) > 1 and "," not in name and not name.isupper():
        if _INITIALS.fullmatch(words[-1]):
            found.append(parsed(f"{' '.join(words[:-1])}, {' '.join(words[-1])}"))
        if _INITIALS.fullmatch(words[0]):
            found.append(parsed(f"{' '.join(words[1:])}, {' '.join(words[0])}"))
    return tuple(found)


def agree(one: str, other: str) -> bool:
    """Tell whether two names may be one person's.

    The same words in any order, or the same family name, one slip in a long one
    allowed, with given names that do not contradict: an initial agrees with a
    name that begins with it, and what one side lacks contradicts nothing.
    """
    return any(_agree(mine, theirs) for mine in _readings(one) for theirs in _readings(other))


def _agree(mine: Name, theirs: Name) -> bool:
    if not mine.words or not theirs.words:
        return False
    if mine.words == theirs.words:
        return True
    return any(_same_family(a, b) for a in mine.families for b in theirs.families) and (
        _compatible(mine.given, theirs.given)
    )


def _same_family(one: str, other: str) -> bool:
    if one == other or _SPELLED_OUT.sub(r"\1", one) == _SPELLED_OUT.sub(r"\1", other):
        return True
    return min(len(one), len(other)) >= _LONG_FAMILY and _one_slip(one, other)


def _one_slip(one: str, other: str) -> bool:
    """Tell whether a letter was left out, put in or changed, or two neighbours were swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    begin = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    one, other = one[begin:], other[begin:]
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return longer[1:] == shorter
    return one[1:] == other[1:] or (one[:2] == other[:2][::-1] and one[2:] == other[2:])


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Compare the first given names; where one side gives initials, letters are enough."""
    if not one or not other:
        return True
    first, second = one[0], other[0]
    if first[0] != second[0]:
        return False
    if first.startswith(second) or second.startswith(first):
        # "A. B." and "A. C." are two people.
        rest = zip(one[1:], other[1:], strict=False)
        return all(a[0] == b[0] for a, b in rest)
    return len(first) > 1 and _one_slip(first, second)


def fuller(one: str, other: str) -> str:
    """Return of two spellings of one name the one that says more, ties in alphabetical order."""
    return min(one, other, key=lambda name: (-sum(map(len, parsed(name).words)), form(name), name))

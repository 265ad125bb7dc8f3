"""Names of people as BibTeX lists them: parted by "and", in three orders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .latex import text_of

_AND = re.compile(r"\s+and\s+(?:and\s+)*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_SEMICOLON = re.compile(r"\s*;\s*")
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_LABELLED = re.compile(r"(given|family|prefix|suffix|useprefix)(?:-i)?\s*=\s*", re.IGNORECASE)
_MORE = re.compile(r"others\.?|et\.? al\.?", re.IGNORECASE)
_NAMESAKE = re.compile(r" 0\d{3}$")  # by which DBLP tells persons of one name apart
_SIGN = re.compile(r"[{}]")
_CHINESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_JUNIOR = re.compile(r"(?:jr|sr)\.?|[IVX]+", re.IGNORECASE)
_LITTLE = re.compile(r"\b(?:of|for|the|on|und|für|et|de l[a'’]|y|e)\b")
_MOST_WORDS = 5  # of a name


def people(raw: str) -> Iterator[str]:
    """Yield names as they are spoken: given, von, family, junior; "others" is none of them."""
    raw = " ".join(raw.split())
    parts = _apart(raw, _AND)
    if len(parts) == 1:
        if ";" in raw:
            parts = _apart(raw, _SEMICOLON)
        elif listed := _all_in_one(raw):
            parts = listed
    for part in parts:
        for name in _listed_again(part.strip(" ;")):
            if name and not _MORE.fullmatch(name):
                yield name


def _listed_again(part: str) -> list[str]:
    """Return the names of a part: one, unless it is a list with commas, as many write it."""
    commas = _apart(part, _COMMA)
    if commas and not commas[-1]:
        commas.pop()
        if all(" " in c for c in commas):
            return [_clean(c) for c in commas]
    if len(commas) > 2 and all(" " in c for c in commas):
        return [_clean(c) for c in commas]
    if commas and all(_LABELLED.match(c) for c in commas):
        return [_labelled(commas)]
    match commas:
        case [family, given]:
            if _CHINESE.fullmatch(family + given):
                name = family + given
            else:
                name = f"{family} {given}" if _JUNIOR.fullmatch(given) else f"{given} {family}"
        case [family, junior, given, *rest]:
            name = " ".join((given, family, junior, *rest))
        case _:
            name = " ".join(commas)
    return [_clean(name)]


def _labelled(parts: list[str]) -> str:
    """Return a name given as `family=..., given=..., prefix=...`, as BibLaTeX allows."""
    said = {}
    for part in parts:
        label = _LABELLED.match(part)
        if label and "-i" not in label[0]:
            said[label[1].lower()] = part[label.end() :]
    return _clean(" ".join(said.get(k, "") for k in ("given", "prefix", "family", "suffix")))


def _clean(name: str) -> str:
    return _NAMESAKE.sub("", text_of(name))


def _all_in_one(raw: str) -> list[str] | None:
    """Return the names of a list that stands in braces of its own, as if it were one name.

    Only where each has several words, few enough for a person, none of them
    like "of": what the name of an institution lists is more often single words.
    """
    if not (raw.startswith("{") and raw.endswith("}")) or _LITTLE.search(raw):
        return None
    parts = [p for p in _LISTED.split(raw[1:-1].strip()) if p]
    return parts if len(parts) > 1 and all(map(_person, parts)) else None


def _person(name: str) -> bool:
    words = name.split()
    return 1 < len(words) <= _MOST_WORDS and not (words[0].islower() or words[-1].islower())


def _apart(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split where the separator stands outside all braces."""
    if "{" not in text:
        return separator.split(text)
    parts, begin = [], 0
    for start, end in _outside(text):
        for found in separator.finditer(text, start, end):
            parts.append(text[begin : found.start()])
            begin = found.end()
    parts.append(text[begin:])
    return parts


def _outside(text: str) -> Iterator[tuple[int, int]]:
    depth = begin = 0
    for found in _SIGN.finditer(text):
        if found[0] == "{":
            if depth == 0:
                yield begin, found.start()
            depth += 1
        elif depth:
            depth -= 1
            begin = found.end()
    if depth == 0:
        yield begin, len(text)

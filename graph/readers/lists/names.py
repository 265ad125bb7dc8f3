"""Lists of authors, told from titles and put in the order they are spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import printed
from .words import word_set, words

_PARTICLES = word_set(
    """
    de da di del della der den van von la le bin ibn al el ter ten dos y jr sr du st ben
    """
)
_AND_NAMES = re.compile(r"\s*[;·•&|、；，]\s*(?:and\s+)?|,\s*(?:and|&)\s+|\s+and\s+|\s*,\s*")
_NOTES = re.compile(r"[\d*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰]+|\((?:[^()]{0,80})\)|\\\*")
_MORE_NAMES = re.compile(
    r"[,\s]*(?:\bet\.? ?al\b\.?|\band (?:\d+ )?(?:others|more|colleagues)\b|\+ ?\d+ authors|"
    r"等(?![\u4e00-\u9fff]))[\s.,;:]*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by|authors?|written by|作者)\s*[:：]?\s+|^(?:authors?|作者)\s*[:：]", re.IGNORECASE
)
_INITIAL = re.compile(r"(?:[A-Z]\.-?){1,3}$|[A-Z]{1,2}$|[A-Z]-[A-Z]\.?$")
_INITIALED = re.compile(r"(?:[A-Z]\.[\s-]?){1,3}[A-Z][^\W\d_]+(?:[\s-][A-Z][^\W\d_]+)?$")
_FAMILY_FIRST = re.compile(r"[A-Z][\w’'-]+(?: [A-Z]{1,3}){1,2}\.?")
_FIRST_TURNED = re.compile(
    r"[A-Z][\w’'-]+, [A-Z][\w’'-]+(?: [A-Z]\.)?,? and (?:[A-Z][\w’'.-]+ ){1,2}[A-Z][\w’'-]+"
)
_ONE_TURNED = re.compile(r"[A-Z][\w’'-]+, [A-Z][\w’'-]+(?: [A-Z]\.)*\.?")
# What goes on after a title: the rest of it, a venue, a year.
_NO_TITLE = re.compile(
    r"\s*(?:(?:and|or)\s|&|$|[A-Z][A-Z&/-]{2,11}(?:,|\s+\d|$)|\w{2,12}\s?\d{4}\b|\d|arxiv\b)",
)
_COMMA = re.compile(r",(?=\s)")
_LONG = 2000  # characters in which names are looked for before a title
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,4}")


def people(text: str, *, alone: bool = False) -> list[str] | None:
    """Return the authors that a text is a list of; None when it is something else.

    One name alone counts where the text says that it is one, as in `By Ann Lee`,
    `A. Lee` and `Ann Lee et al.`, or where it is `alone` in what stands around it.
    """
    text = text.lstrip(" .,;:*_()[]<>-–—").rstrip(" ,;:*_()[]<>")
    said = bool(_BYLINE.match(text))
    text = _BYLINE.sub("", text)
    if len(text) > 4000:
        return None
    found = _MORE_NAMES.search(text)
    if found:
        if len(words(text[found.end() :])) > 8:
            return None
        text, said = text[: found.start()], True
    bare = _NOTES.sub("", text).strip(" ,;")
    if with_places := _with_places(bare):
        return with_places
    parts = [_person(p) for p in _AND_NAMES.split(bare) if p.replace(".", " ").split()]
    if not parts or not all(map(_like_name, parts)):
        return None
    if turned := _turned_round(bare):
        return turned
    if (alone or len(parts) > 1) and all(map(_FAMILY_FIRST.fullmatch, parts)):
        return [printed.spoken(given, family) for family, given in (p.split(" ", 1) for p in parts)]
    whole = [p for p in parts if len(p.split()) > 1 or _CHINESE.fullmatch(p)]
    initials = [p for p in parts if _INITIAL.match(p)]
    if len(parts) == 1:
        sure = (said and (whole or found)) or (whole and (alone or _INITIALED.match(parts[0])))
        return parts if sure else None
    if len(parts) == 2 and not whole and found:
        return [printed.person(", ".join(parts))]
    if _FIRST_TURNED.fullmatch(bare.rstrip(".")) or (alone and _ONE_TURNED.fullmatch(bare)):
        return list(_joined(parts, False))
    if len(whole) < len(parts) / 2 and len(initials) < len(parts) / 3:
        return None
    initialed = any(_INITIAL.match(name) for p in parts for name in p.split())
    if not initialed and len(whole) < 4 and all(len(p.split()) > 2 for p in parts):
        return None  # rather a title in capitals with "and" in it
    return list(_joined(parts, bool(initials)))


def before_title(text: str) -> tuple[list[str], int]:
    """Return the names that begin a text, parted by commas, and where what follows them begins.

    `Ann Lee, Bo Li and C. Xu, A Title, ICML` begins with three. Where nothing is left for a
    title, it is what is last like a name.
    """
    text = text.rstrip(" ,.;")
    found: list[tuple[int, list[str]]] = []  # where each begins
    family, at = "", 0
    while comma := _COMMA.search(text, at, _LONG):
        begin, at = at, comma.end()
        segment = _NOTES.sub("", text[begin : comma.start()]).strip()
        several = list(filter(None, re.split(r"(?:^|\s+)(?:and|&)\s+", segment)))
        if re.fullmatch(r"et\.? ?al\.?", segment) and found:
            return [name for _, people in found for name in people], at
        if not found and " " not in segment and _capital(segment or "-"):
            # Of many authors, some styles turn round the first alone.
            if family:
                found.append((0, [printed.person(f"{family}, {segment}")]))
            family = segment
        elif all(map(_is_whole, several)) and (found or not family):
            found.append((begin, several))
        else:
            at = begin
            break
    if found and _NO_TITLE.match(text, at):
        at, _ = found.pop()
    return ([name for _, people in found for name in people], at) if found else ([], 0)


def _is_whole(name: str) -> bool:
    return 1 < len(name.split()) <= 5 and _like_name(_person(name))


def _with_places(text: str) -> list[str] | None:
    """Return the names of `Ann Lee, Some University; Bo Li, A Company`."""
    before = [person.split(",")[0].strip() for person in text.split(";") if person.strip()]
    if not all(before):
        return None
    people = [_person(name) for name in before]
    if len(people) < 2 or "," not in text:
        return None
    return people if all(" " in name and _like_name(name) for name in people) else None


def _person(part: str) -> str:
    """Return a name without a full stop that is not that of an initial."""
    part = part.strip(" .") + "." * part.rstrip().endswith(".")
    last = part.split()[-1:]
    return part if last and _INITIAL.match(last[0]) else part.rstrip(".")


def _turned_round(text: str) -> list[str] | None:
    """Return the names of `Doe, Jane and Roe, Richard M`, the form of BibTeX."""
    people = [person.strip(" ,.") for person in text.split(" and ")]
    if len(people) > 1 and all(person.count(",") == 1 for person in people):
        return list(map(printed.person, people))
    return None


def _like_name(part: str) -> bool:
    parts = part.split()
    if len(parts) == 1:
        return bool(_CHINESE.fullmatch(part) or _INITIAL.match(part) or _capital(part))
    return len(parts) <= 5 and all(
        n.lower() in _PARTICLES or n in ("II", "III", "IV") or _capital(n) for n in parts
    )


def _capital(name: str) -> bool:
    if _INITIAL.match(name):
        return True
    bare = name.strip(".").replace("-", "").replace("'", "").replace("’", "")
    return (
        name[0].isupper()
        and name[-1] != "-"
        and bare.isalpha()
        and (not name.isupper() or len(name) < 3)
    )


def _joined(parts: list[str], initials: bool) -> Iterator[str]:
    """Put family and given names, parted by commas, together again."""
    if initials:
        held = ""
        for part in parts:
            if held and all(map(_INITIAL.match, part.split())):
                yield printed.person(f"{held}, {part}")
                held = ""
                continue
            if held:
                yield printed.person(held)
            held = part
        if held:
            yield printed.person(held)
    elif len(parts) > 1 and " " not in parts[0] and not _CHINESE.fullmatch(parts[0]):
        # Of many authors, some styles turn round the first alone.
        yield printed.person(f"{parts[0]}, {parts[1]}")
        yield from map(printed.person, parts[2:])
    else:
        yield from map(printed.person, parts)

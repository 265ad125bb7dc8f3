"""Looking into JSON that may have any shape, or break off anywhere."""

from __future__ import annotations

import html
import re

from ..base import HEAD
from ..printed import one_line
from .fields import Record
from .values import decode

_SIGNS = re.compile(rb'"(?:[^"\\]|\\.)*+("|\\?\Z)|[{}\[\],]', re.DOTALL)
_DEEPEST = 64  # brackets within brackets that are looked into to tell a format
# The marks that publishers leave in titles and abstracts; "a < b" is none of them.
_TAGS = re.compile(
    r"</?(?:[a-z]+:[a-z-]+|i|b|u|em|strong|sub|sup|sc|scp|tt|p|br|span|italic|bold)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"</(?:[a-z]+:)?(?:p|title|sec|list-item)>|<br\s*/?>", re.IGNORECASE)


def at(value: object, *path: str) -> object:
    """Return what a path of field names leads to, None where it breaks off."""
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def items(value: object) -> list[object]:
    """Return a list, an empty one in the place of anything else."""
    return value if isinstance(value, list) else []


def objects(value: object) -> list[Record]:
    """Return the objects of a list; none where there is no list."""
    return [v for v in items(value) if isinstance(v, dict)]


def first_text(*given: object) -> str | None:
    """Return the first that is text and not blank, runs of white space as one space."""
    for value in given:
        if isinstance(value, str) and (text := one_line(value)):
            return text
    return None


def pmc_number(value: object) -> str | None:
    """Return a number of PubMed Central with its letters, which many leave out."""
    digits = re.search(r"(\d{3,9})/?$", str(value or ""), re.ASCII)
    return f"PMC{digits[1]}" if digits else None


def without_tags(text: str) -> str:
    """Return text without the tags of JATS, MathML and HTML; a paragraph a blank line apart."""
    if "<" not in text and "&" not in text:
        return text
    parts = [_TAGS.sub("", part) for part in _BREAKS.split(text)]
    return "\n\n".join(filter(None, (" ".join(html.unescape(p).split()) for p in parts)))


def opening(text: bytes) -> object:
    """Return what a value that breaks off or is broken holds up to there; None for nothing."""
    cuts = _cuts(text[:HEAD])
    good, bad = 0, len(cuts) + 1
    value: object = None
    while good + 1 < bad:
        # Tried last first: most texts are good to their end.
        middle = bad - 1 if bad > len(cuts) else (good + bad) // 2
        end, closing = cuts[middle - 1]
        try:
            value, _ = decode(text[:end] + closing)
        except ValueError:
            bad = middle
        else:
            good = middle
    return value


def _cuts(text: bytes) -> list[tuple[int, bytes]]:
    """Return the places where a value could end, and the brackets that would close it."""
    brackets: list[bytes] = []
    cuts: list[tuple[int, bytes]] = []
    for sign in _SIGNS.finditer(text):
        end = sign.end()
        match sign[0]:
            case b"{":
                brackets.append(b"}")
            case b"[":
                brackets.append(b"]")
            case b",":
                end -= 1
            case b"}" | b"]" if brackets:
                brackets.pop()
            case _ if sign[1] == b'"':
                continue
            case _:  # a text without its end, or a bracket too many
                break
        if len(brackets) > _DEEPEST:
            break
        cuts.append((end, b"".join(reversed(brackets))))
        if not brackets:
            break
    return cuts

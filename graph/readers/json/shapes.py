"""Looking into JSON that may have any shape, or break off anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base import HEAD
from ..printed import one_line
from .fields import Record
from .values import decode

_SIGNS = re.compile(rb'"(?:[^"\\]|\\.)*+("|\\?\Z)|[{}\[\],]', re.DOTALL)
_LARGE = 1 << 63  # a number beyond this names nothing
_DEEPEST = 64  # brackets within brackets that are looked into to tell a format


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


def text_of(record: Record, *keys: str) -> str:
    """Return the first of these fields that holds text or a whole number, or nothing.

    Of a list the first text counts.
    """
    for key in keys:
        value = record.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, str):
            if value and not value.isspace():
                return value
        elif type(value) is int and abs(value) < _LARGE:
            return str(value)
    return ""


def strings(record: Record, key: str) -> Iterator[str]:
    """Yield the texts of a field that holds one or a list."""
    value = record.get(key)
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one


def pmc_number(value: object) -> str | None:
    """Return a number of PubMed Central with its letters, which many leave out."""
    digits = re.search(r"(\d{3,9})/?$", str(value or ""), re.ASCII)
    return f"PMC{digits[1]}" if digits else None


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

"""Small mistakes that make XML unreadable, put right in the text of one record."""

from __future__ import annotations

import re
from html.entities import html5

from ..base import decoded

_SIGN = re.compile(
    r"<!\[CDATA\[.*?\]\]>"  # in which no sign means anything
    r"|&(?:#(?P<decimal>\d{1,9})|#[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<name>[A-Za-z][\w.-]{0,60}));"
    r"|(?P<bare>&)|(?P<less><(?![A-Za-z_/!?\x80-\U0010ffff]))",
    re.DOTALL,
)
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_CHARACTER = "characters that XML forbids were replaced by U+FFFD"
_PREDEFINED = ("amp", "lt", "gt", "quot", "apos")


def mended(text: bytes) -> tuple[bytes, list[str]]:
    """Return text that libxml2 could not read, with what it may stumble at replaced.

    Characters that HTML names (`&uuml;`) become those characters. No other
    entity is expanded, whatever a document type declares: its name stays.

    Returns:
        The text, and a warning for each kind of mistake.
    """
    plain, good = decoded(text)
    warnings: dict[str, str] = {}  # the first of each kind
    if not good:
        warnings["bytes"] = "bytes that do not decode were replaced by U+FFFD"

    def replaced(found: re.Match[str]) -> str:
        sign, kind, warning = _replaced(found)
        if kind:
            warnings.setdefault(kind, warning)
        return sign

    plain = _SIGN.sub(replaced, plain)
    if _FORBIDDEN.search(plain):
        warnings["character"] = _NO_CHARACTER
        plain = _FORBIDDEN.sub("\ufffd", plain)
    return plain.encode(), list(warnings.values())


def _replaced(found: re.Match[str]) -> tuple[str, str, str]:
    """Return what stands for a sign, the kind of mistake if it is one, and a warning."""
    number, hexadecimal, name = found["decimal"], found["hex"], found["name"]
    if number or hexadecimal:
        code = int(number) if number else int(hexadecimal, 16)
        if code > 0x10FFFF or _FORBIDDEN.match(chr(code)):
            return "\ufffd", "character", _NO_CHARACTER
    elif name and name not in _PREDEFINED:
        if known := html5.get(f"{name};"):
            return "".join(f"&#{ord(sign)};" for sign in known), "", ""
        return f"&amp;{name};", "entity", f"entities are not expanded (&{name};)"
    elif found["bare"]:
        return "&amp;", "&", "an & that stands for itself is not written as &amp;"
    elif found["less"]:
        return "&lt;", "<", "a < that stands for itself is not written as &lt;"
    return found[0], "", ""

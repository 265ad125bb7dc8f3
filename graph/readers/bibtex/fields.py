"""The fields of a BibTeX entry, with the @string names in them replaced."""

from __future__ import annotations

import re
from typing import NamedTuple

_KEY = re.compile(r"\s*+([^,=\"{}\n]*+)\s*+(?:,|\Z)")
_KEY_ALONE = re.compile(r"\s*+([^\s,=\"{}]++)\s++(?=[A-Za-z][\w:+.-]*\s*=)")
_GAP = re.compile(r"(?:[\s,]++|%[^\n]*+)*+")
_FIELD = re.compile(r"([^\s=,{}\"#%'()\\]+)\s*=\s*")
_NEXT = re.compile(r"[,\n][ \t]*(?=[A-Za-z][\w:+.-]*\s*=)")
_NESTED = r"[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+"
_BRACED = re.compile(rf"\{{({_NESTED})\}}")
_QUOTED = re.compile(
    r'"((?:[^{}"]++|\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\})*+)"'
)
_BARE = re.compile(r"[^\s,{}\"#]+")
_JOIN = re.compile(r"\s*#\s*")
_SPACE = re.compile(r"\s*")
_SIGN = re.compile(r'[{}"]')
_UP_TO_COMMA = re.compile(r"[^,\n]*")

# Longest text that names of @string may stand for, and all of them together: a name
# can be made of others, and so grow with every line.
_LONGEST = 1 << 16
_TOGETHER = 64 << 20

_MONTHS = {
    name[:3].lower(): name
    for name in (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    )
}


class Fields(NamedTuple):
    """The key and fields of an entry, names in lower case, values as they stand.

    Attributes:
        key: Empty where there is none.
        warnings: What was put up with.
    """

    key: str
    values: dict[str, str]
    warnings: list[str]


class Strings:
    """The names that @string has defined so far, and those of the months."""

    def __init__(self) -> None:
        self._known = dict(_MONTHS)
        self._size = 0

    def define(self, text: str) -> list[str]:
        """Take in the inside of one `@string{name = value}`; return warnings."""
        fields = parse(text, self, keyed=False)
        for name, value in fields.values.items():
            if len(value) > _LONGEST or self._size + len(value) > _TOGETHER:
                fields.warnings.append(f"@string {name[:40]} is too long: left out")
            else:
                self._size += len(value)
                self._known[name] = value
        return fields.warnings

    def get(self, name: str) -> str | None:
        """Return what a name stands for."""
        return self._known.get(name.lower())


def parse(text: str, strings: Strings, *, keyed: bool = True) -> Fields:
    """Parse what stands between the brackets of an entry.

    What is no field is told of and passed over; of a field that stands twice
    the first counts, as in BibTeX, unless it is empty.
    """
    return _Parsing(text, strings).fields(keyed)


class _Parsing:
    def __init__(self, text: str, strings: Strings) -> None:
        self._text = text
        self._strings = strings
        self._warnings: list[str] = []
        self._room = len(text) + _LONGEST  # characters that values may have together

    def fields(self, keyed: bool) -> Fields:
        text, values = self._text, dict[str, str]()
        key, at = "", 0
        if keyed and (found := _KEY.match(text)):
            key, at = " ".join(found[1].split()), found.end()
        elif keyed and (found := _KEY_ALONE.match(text)):
            key, at = found[1], found.end()
            self._warn("no comma follows the key")
        while True:
            at = _end(_GAP, text, at)
            if at >= len(text):
                return Fields(key, values, self._warnings)
            found = _FIELD.match(text, at)
            if found is None:
                at = self._pass_over(at)
                continue
            name = found[1].lower()
            value, at = self._value(name, found.end())
            if name in values and values[name] and value:
                if value != values[name]:
                    self._warn(f"field {name[:40]} stands twice: the first counts")
            else:
                values[name] = value

    def _pass_over(self, at: int) -> int:
        following = _NEXT.search(self._text, at)
        end = following.end() if following else len(self._text)
        self._warn(f"no field, left out: {' '.join(self._text[at : at + 40].split())}")
        return max(end, at + 1)

    def _value(self, name: str, at: int) -> tuple[str, int]:
        parts = []
        while True:
            part, at = self._part(name, at)
            parts.append(part)
            self._room -= len(part)
            if self._room < 0:
                self._warn(f"field {name[:40]}: names of @string stand for too much text")
                parts.pop()
            joined = _JOIN.match(self._text, at)
            if joined is None:
                break
            at = joined.end()
        at = _end(_SPACE, self._text, at)
        if at < len(self._text) and self._text[at] not in ",%" and not _FIELD.match(self._text, at):
            rest = _UP_TO_COMMA.match(self._text, at)
            if rest and rest[0].strip():
                parts.append(f" {rest[0].strip()}")
                at = rest.end()
                self._warn(f"field {name[:40]} has words outside its brackets")
        return "".join(parts), at

    def _part(self, name: str, at: int) -> tuple[str, int]:
        text = self._text
        sign = text[at : at + 1]
        if sign == "{":
            if found := _BRACED.match(text, at):
                return found[1], found.end()
            return self._counted(at + 1, "}")
        if sign == '"':
            if found := _QUOTED.match(text, at):
                return found[1], found.end()
            return self._counted(at + 1, '"')
        found = _BARE.match(text, at)
        if found is None:
            return "", at
        word = found[0]
        if word.isdigit():
            return word, found.end()
        known = self._strings.get(word)
        if known is None:
            self._warn(f"field {name[:40]}: no @string is called {word[:40]}")
        return word if known is None else known, found.end()

    def _counted(self, at: int, closing: str) -> tuple[str, int]:
        """Take a value up to the sign that closes it, or to the next field if none does."""
        depth = 0
        for found in _SIGN.finditer(self._text, at):
            sign = found[0]
            if sign == closing and depth == 0:
                return self._text[at : found.start()], found.end()
            depth += (sign == "{") - (sign == "}")
            if depth < 0:
                break
        following = _NEXT.search(self._text, at)
        end = following.start() if following else len(self._text)
        self._warn("a value is not closed")
        return self._text[at:end], end

    def _warn(self, reason: str) -> None:
        if len(self._warnings) < 9:
            self._warnings.append(reason)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at

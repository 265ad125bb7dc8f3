"""Fields of JSON objects as texts, whatever they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Record = Mapping[str, object]
_LARGE = 1 << 63  # a number beyond this names nothing


def text_of(record: Record, *keys: str) -> str:
    """Return the first of these fields that holds text or a whole number, or nothing.

    Of a list the first text counts.
    """
    for key in keys:
        value = record.get(key)
        if value is None:
            continue
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


def objects(record: Record, key: str) -> Iterator[Record]:
    """Yield the objects of a list; what else it holds is passed over."""
    value = record.get(key)
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            yield one

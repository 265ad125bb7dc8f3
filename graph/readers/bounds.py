"""How much of an input is in memory at once: what its format needs, or what the user allows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextvars import ContextVar, copy_context
from typing import TypeVar

_T = TypeVar("_T")

_PORTION = 1 << 20  # bytes read at once
_ALLOWED: ContextVar[int | None] = ContextVar("allowed", default=None)


def largest(usual: int) -> int:
    """Return how many bytes a record, or a page, may have: the usual, if nobody says otherwise.

    A generator asks when it runs, not when it is made: see `within`.
    """
    allowed = _ALLOWED.get()
    return usual if allowed is None else allowed


def too_long(limit: int) -> str:
    """Say that something is longer than it may be, and what to do."""
    return f"longer than {size(limit)}; --max-record raises the limit"


def size(count: int) -> str:
    """Return a number of bytes as people write it."""
    for shift, unit in ((30, "GiB"), (20, "MiB"), (10, "KiB")):
        if count >> shift:
            return f"{round(count / (1 << shift), 1):g} {unit}"
    return f"{count} bytes"


def beginning(source: io.BufferedReader, limit: int) -> tuple[bytes, bool]:
    """Return at most so many bytes of a stream, and whether that is all of it."""
    parts, left = [], limit
    # Portion by portion, since a stream makes room for all that it is asked for.
    while left and (part := source.read(min(left, _PORTION))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts), not source.read(1)


def within(allowed: int | None, found: Iterator[_T]) -> Iterator[_T]:
    """Yield what a reader finds, which may take so much at once; None for the usual.

    Others that run meanwhile keep their own limits.
    """
    context = copy_context()
    context.run(_ALLOWED.set, allowed)
    while True:
        try:
            item = context.run(next, found)
        except StopIteration:
            return
        yield item

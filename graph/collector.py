"""The collector of cycles, at rest where none are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest() -> Iterator[None]:
    """Keep it from running.

    It would look through a vocabulary, or all descriptions of papers, time and
    again: for a third of the time of reading the one, an eighth of linking the other.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()

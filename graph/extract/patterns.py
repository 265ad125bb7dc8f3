"""Regular expressions written as lists of words."""

from __future__ import annotations

import re


def either(words: str) -> str:
    r"""Return an expression for any of some words.

    `_` is white space, `_?` the same or nothing, `*` any ending.
    Other signs keep their sense, so that `studies?` or `propos(?:e|es)` can be listed.

    Example:
        >>> either("based_on us*")
        '(?:based\\s+on|us\\w*)'
    """
    parts = (
        w.replace("_?", r"\s?").replace("_", r"\s+").replace("*", r"\w*") for w in words.split()
    )
    return f"(?:{'|'.join(parts)})"


def pattern(text: str) -> re.Pattern[str]:
    """Compile an expression that reads over case."""
    return re.compile(text, re.IGNORECASE)

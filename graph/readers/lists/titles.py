"""What a title is like, and what is taken off its edges."""

from __future__ import annotations

import re

from . import hosts, words
from .hosts import Kind
from .pieces import Piece

OUTER = " \t\n\r\v.,;:|*_`~>–—\\，。：\u200b\xa0"
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"), ("【", "】"))
_QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("'", "'"), ("‘", "’"), *_BRACKETS)
_SENTENCE = re.compile(r"(?:there|it|this|these|that) (?:is|are|was|were)\b", re.IGNORECASE)
_LONG = 300  # characters of a title


def bare_title(text: str) -> str:
    """Return a title without the signs around it, and brackets that lack their other half."""
    text = " ".join(text.split()).strip(OUTER + "-")
    while (bare := _unquoted(text.strip(OUTER))) != text:
        text = bare
    return text


def _unquoted(text: str) -> str:
    for opening, closing in _QUOTES:
        inner = text[1:-1]
        if text[:1] == opening and text[-1:] == closing and not {opening, closing} & set(inner):
            return inner.strip(OUTER)
    for opening, closing in _BRACKETS:
        more = text.count(closing) - text.count(opening)
        if text.endswith(opening) or (text.endswith(closing) and more > 0):
            return text[:-1].rstrip(OUTER)
        if text.startswith(closing) or (text.startswith(opening) and more < 0):
            return text[1:].lstrip(OUTER)
    return text


def likeness(title: str, piece: Piece, first: bool) -> float:
    """Return how much a text is like a title, in weights that are compared with each other only."""
    kind = hosts.kind(piece.href) if piece.href else None
    score = {Kind.PAPER: 5.0, None: 0.0, Kind.ANCHOR: -6.0}.get(kind, 2.0)
    score += 5.0 * piece.quoted + 3.0 * piece.bold + 0.5 * (piece.italic and not piece.bold)
    score += 1.5 * first - 5.0 * piece.aside - 0.5 * min(piece.row, 4)
    count = len(words.words(title)) + len(_WIDE.findall(title)) // 3
    score += {0: -9.0, 1: -2.5, 2: -1.0, 3: 0.5}.get(count, 1.5)
    if len(title) > _LONG:
        score -= 6.0
    if _SENTENCE.match(title):
        score -= 4.0
    if title[:1].islower() and " " in title and title.split()[0].islower():
        score -= 1.0
    return score

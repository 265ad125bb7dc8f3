"""Brackets of an entry: those within a title, and those that say where, when and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from . import names, words
from .parts import BREAK, LINE, Part

_PAIRS = {"(": ")", "[": "]", "（": "）", "【": "】", "{": "}"}
_BRACKETS = re.compile(r"[()\[\]（）【】{}]")
# Brackets in a row before a title: its year, whose it is, what it is called.
_BEFORE_TITLE = re.compile(r"\W*(?:[\[【][^\[\]【】]{0,60}[\]】]\s*)*")
LISTED = re.compile(f"[,;|/•·，{LINE}{BREAK}]|\\s[-–—]\\s")
EDGES = " \t\n\r\v.,;:|*_`~>-–—\\=+/·•，。：\u200b\xa0"


class Run(NamedTuple):
    """A part of an entry and where it stands in its text; `end` is excluded."""

    start: int
    end: int
    part: Part


def is_aside(text: str) -> bool:
    """Tell whether a text says where, when or by whom, or only labels a link."""
    return (
        words.is_label(text)
        or words.is_date(text)
        or words.is_venue(text)
        or words.like_venue(text)
        or words.is_praise(text)
        or names.people(text) is not None
    )


def brackets(text: str, runs: list[Run]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of brackets, by their places, that hold no part of a title."""
    stack: list[int] = []
    for sign in _BRACKETS.finditer(text):
        at, bracket = sign.start(), sign[0]
        if bracket in _PAIRS:
            stack.append(at)
        elif any(_PAIRS[text[begin]] == bracket for begin in stack[-3:]):
            while _PAIRS[text[stack[-1]]] != bracket:
                stack.pop()
            begin = stack.pop()
            if not stack and _holds_no_title(text, begin, at, runs):
                yield begin, at


def _within_words(text: str, start: int, end: int, runs: list[Run]) -> bool:
    """Tell whether a bracket stands in the middle of a word, or of a title that stands out."""
    run = next((run for run in runs if run.start <= start and end < run.end), None)
    if run is None or text[start] not in "({":
        return False
    before, after = text[run.start : start], text[end + 1 : run.end]
    if before[-1:].isalnum() and after[:1] == " " and after.strip(EDGES)[:1].isalnum():
        return len(text[start:end].split()) == 1
    stands_out = run.part.href or run.part.bold
    return bool(stands_out and len(before.split()) > 1 and after.strip(EDGES)[:1].isalnum())


def _holds_no_title(text: str, start: int, end: int, runs: list[Run]) -> bool:
    if _within_words(text, start, end, runs):
        return False
    inner = text[start + 1 : end]
    bare = inner.strip(EDGES + "()[]{}（）【】")
    if not bare or is_aside(bare):
        return True
    within = [run for run in runs if run.start < end and run.end > start + 1]
    if within and all(
        run.part.href
        or not text[max(run.start, start + 1) : min(run.end, end)].strip(EDGES + "[]()")
        for run in within
    ):
        around = text[within[0].start : start] + text[end + 1 : within[-1].end]
        if not around.strip(EDGES + "[]()"):
            return True
    if len(bare) < 200 and all(
        is_aside(p) for piece in LISTED.split(bare) if (p := piece.strip(EDGES + "()[]"))
    ):
        return True
    begins = _BEFORE_TITLE.fullmatch(text[:start]) is not None
    if begins and len(bare.split()) <= 3:
        following = next((run for run in runs if run.end > end + 2), None)
        stands_out = (
            following is not None
            and following.start > start
            and bool(following.part.href or following.part.bold or following.part.italic)
        )
        return text[start] in "[【" or stands_out
    return False

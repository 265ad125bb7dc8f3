"""The text of an entry cut into what a title, a venue or a list of names may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from . import names, words
from .brackets import EDGES, LISTED, Run, brackets, is_aside
from .parts import BREAK, LINE, Part, linked

LONGEST = 6_000  # characters of an entry that are looked at
_PICTOGRAMS = re.compile(
    r":[a-z][a-z0-9_+-]{1,30}:|[\u2300-\u23ff\u2600-\u27bf\u2b50-\u2b55\U0001f000-\U0001fbff\ufe0f\u200d\u20e3]"
)
_IDENTIFIER = re.compile(
    r"\b(?:arxiv(?: preprint)?\s*:?\s*(?:arxiv\s*:?\s*)?\d{4}\.\d{4,5}(?:v\d+)?(?:\s*\[[\w.-]+\])?"
    r"|doi\s*:?\s*10\.\d{4,9}/[^\s\v,;)\]]+|10\.\d{4,9}/[^\s\v,;)\]]+)",
    re.IGNORECASE,
)
_QUOTED = re.compile('[“"«][^“”"«»\v]{3,400}[”"»]')
_SENTENCE = re.compile(
    r"(?<=[\w)\]\"”?!])\.(?=\s+[^\Wa-z_]|\s*$)|\s+\|\s+|\s+•\s+"
    r"|;\s+(?=(?i:authors?|venue|year|date|links?|code|paper|url|journal|doi|pdf)\s*:)"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(.])(?:[A-Z]|vs|etc|e\.g|i\.e|cf|no|vol|pp|jr|dr|st)$", re.IGNORECASE
)
_BY = re.compile(r"^\W*(?:by\s)?")
_FAMILY_FIRST = re.compile(r"[A-Z][\w’'-]+(?: [A-Z]{1,3}){1,2}")
# Whose an author, or a paper, is: `(Some University)`, `(@Company etc)`.
_AFFILIATION = re.compile(
    r"[(（]\s*(?:@[^()（）]{0,100}|(?![^()（）]{0,200}(?:thesis|dissertation|report|press|\d\d))"
    r"[^()（）]{0,100}\b(?:universit\w+|institut\w*|college|laborator\w+|academy)\b"
    r"[^()（）]{0,100})[)）]",
    re.IGNORECASE,
)


@dataclass
class Piece:
    """A stretch of text that stands out in one way.

    Attributes:
        start: Where in the text of the entry it begins.
        aside: It stands in brackets.
        row: How many breaks stand before it.
    """

    text: str
    start: int
    href: str = ""
    bold: bool = False
    italic: bool = False
    quoted: bool = False
    aside: bool = False
    row: int = 0

    @property
    def bare(self) -> str:
        """The text without white space and punctuation around."""
        return " ".join(self.text.split()).strip(EDGES)


class Linked(NamedTuple):
    """An address with the words that it is linked to, or that stand before it."""

    href: str
    label: str
    start: int


@dataclass
class Cut:
    """An entry in pieces."""

    text: str
    pieces: list[Piece] = field(default_factory=list)
    links: list[Linked] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)


def cut(parts: Iterable[Part]) -> Cut:
    """Cut an entry where its style, its link or its line changes, and at brackets and quotes."""
    found = Cut("")
    runs: list[Run] = []
    texts: list[str] = []
    at = 0
    for part in linked(parts):
        if part.image:
            if part.href:
                found.links.append(Linked(part.href, part.text, at))
            continue
        text = _PICTOGRAMS.sub(_blank, part.text)[: LONGEST - at]
        if part.href:
            text = text.replace(LINE, " ")
        if text and runs and runs[-1].part[1:] == part[1:]:
            runs[-1] = runs[-1]._replace(end=at + len(text))
            texts.append(text)
            at += len(text)
        elif text:
            runs.append(Run(at, at + len(text), part))
            texts.append(text)
            at += len(text)
    text = "".join(texts)
    found.identifiers = [number[0] for number in _IDENTIFIER.finditer(text)]
    found.text = text
    found.links += _links(text, runs)
    blank = _AFFILIATION.sub(_blank, _IDENTIFIER.sub(_blank, text))
    found.pieces = list(_merged(_pieces(blank, runs)))
    return found


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _links(text: str, runs: list[Run]) -> Iterator[Linked]:
    for run in runs:
        if not run.part.href:
            continue
        label = text[run.start : run.end].strip()
        bare = label == run.part.href or label.startswith(("http", "www."))
        before = re.split(f"[{BREAK}{LINE}.;]", text[max(0, run.start - 60) : run.start])[-1]
        if bare or before.rstrip().endswith((":", "：")):
            label = before.strip(EDGES + "([") + ("" if bare else f" {label}")
        yield Linked(run.part.href, label, run.start)


def _pieces(text: str, runs: list[Run]) -> Iterator[Piece]:
    marks = {0, len(text)}
    asides = [(start, end + 1) for start, end in brackets(text, runs)]
    for start, end in asides:
        marks.update((start, start + 1, end - 1, end))
        inner = text[start + 1 : end - 1]
        if not _is_one(inner):
            marks.update(start + 1 + found.start() for found in LISTED.finditer(inner))
    marks.update(m.start() for m in re.finditer(f"[{LINE}{BREAK}]", text))
    quotes = list(_quotes(text, asides))
    for start, end in quotes:
        marks.update((start, end))
    inside = quotes
    for run in runs:
        marks.update(m for m in (run.start, run.end) if not any(s < m < e for s, e in inside))
        if not (run.part.href or run.part.bold or run.part.italic):
            marks.update(_stops(text, run, asides, inside))
    yield from _between(text, runs, sorted(marks), asides, inside)


def _between(
    text: str,
    runs: list[Run],
    marks: list[int],
    asides: list[tuple[int, int]],
    quotes: list[tuple[int, int]],
) -> Iterator[Piece]:
    row = at = 0
    for start, end in pairwise(marks):
        while at < len(runs) - 1 and runs[at].end <= start:
            at += 1
        piece = text[start:end]
        row += BREAK in piece
        if not piece.strip(EDGES + '()[]{}（）【】"“”'):
            continue
        part = runs[at].part
        yield Piece(
            piece,
            start,
            part.href,
            part.bold,
            part.italic,
            quoted=(start, end) in quotes,
            aside=any(s <= start < e for s, e in asides),
            row=row,
        )


def _is_one(text: str) -> bool:
    bare = text.strip(EDGES + "()[]")
    return words.is_date(bare) or words.is_venue(bare) or names.people(bare) is not None


def _quotes(text: str, asides: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield quotations that are a whole title, not a part of one."""
    for found in _QUOTED.finditer(text):
        before = text[: found.start()].rstrip(" \t*_")
        after = text[found.end() : found.end() + 20].lstrip(" *_")
        held = any(s <= found.start() < e for s, e in asides)
        whole = (
            not before
            or before[-1] in ".,:;)]】）\n\v|>"
            or names.people(before[-300:]) is not None
        )
        inner = after[:1] == ":" or after[:1].islower() or after[:1] == "-"
        if whole and not inner and not held:
            yield found.start(), found.end()


def _stops(
    text: str, run: Run, asides: list[tuple[int, int]], quotes: list[tuple[int, int]]
) -> Iterator[int]:
    for stop in _SENTENCE.finditer(text, run.start, run.end):
        if any(s <= stop.start() < e for s, e in (*asides, *quotes)):
            continue
        before = text[max(run.start, stop.start() - 400) : stop.start()]
        if stop[0] == "." and _ABBREVIATED.search(before[-6:]) and not _ends_names(before):
            continue
        yield stop.end()


def _ends_names(text: str) -> bool:
    """Tell whether a text ends a list of names such as `Lee A, Xu B`."""
    people = [name for name in _BY.sub("", text).split(",") if name.strip()]
    return len(people) > 1 and all(_FAMILY_FIRST.fullmatch(name.strip()) for name in people)


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put a title together again whose name, or whose words, stand out from the rest of it."""
    held: Piece | None = None
    for piece in pieces:
        if held and _goes_on(held, piece):
            held.text += piece.text
            held.href = held.href or piece.href
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _goes_on(held: Piece, piece: Piece) -> bool:
    if held.aside or piece.aside or held.quoted or piece.quoted or held.row != piece.row:
        return False
    if held.start + len(held.text) != piece.start or held.text.rstrip()[-1:] in (".", "?", "!"):
        return False
    text = piece.text.lstrip(" *_")
    if held.href and held.href == piece.href and not text.startswith(LINE):
        return True
    if text.startswith("http"):
        return False
    if held.bold and piece.bold and held.href == piece.href and not text.startswith(LINE):
        return True
    same = (held.href, held.bold, held.italic) == (piece.href, piece.bold, piece.italic)
    if text.startswith(LINE):
        if names.people(held.bare) is not None and names.people(piece.bare) is None:
            return False
        return same and not held.href and (text[1:2].islower() or not is_aside(piece.bare))
    if held.href != piece.href and (held.href and piece.href):
        return False
    if is_aside(held.bare) or is_aside(piece.bare):
        return False
    few = len(held.bare.split()) <= 3
    if few and held.text.rstrip()[-1:] in (":", "：") and not same:
        return not held.href and not piece.href and len(piece.bare.split()) > 1
    if text.startswith((":", "：")) and few:
        return (
            len(piece.bare.split()) > 2 and not piece.text.rstrip().endswith(".")
        ) or not held.href
    if same:
        return False
    linked = held.href or piece.href
    return text[:1].islower() and not linked and not held.text.rstrip().endswith((",", ":", ";"))

"""The ways of writing what a vocabulary names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, product

from ..model import replace
from .short_forms import Entry
from .tables import CONCEPT_KINDS, NAME_KINDS, Kind, Row
from .words import STEMS, Memo, Words

# Nothing in these can be closed up.
_PLAIN = re.compile(r"[a-zA-Z]+(?: [a-zA-Z]+)*")
# The hyphens of these can.
_LETTERS = re.compile(r"[a-zA-Z]+(?:[ -][a-zA-Z]+)*")


def _small_stem(word: str) -> str:
    """Return the stem of a word of small letters, of any other nothing."""
    return STEMS[word] if word.islower() and word.isascii() and word.isalpha() else ""


_SMALL = Memo(_small_stem)

# Of each kind: whether it is one of concepts, of names, and its group.
_SORTS: dict[Kind, tuple[bool, bool, str]] = {
    kind: (concept := kind in CONCEPT_KINDS, kind in NAME_KINDS, "concept" if concept else kind)
    for kind in Kind
    if kind is not Kind.RULE
}


def spellings(row: Row) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield the ways of writing the names of a row, as stems, with what they lead to."""
    name, kind = row.name, row.kind
    concept, named, group = _SORTS.get(kind) or (False, False, f"rule {name}")
    plain = Entry(name, kind, None, (), concept, named, group)
    aliases = [(alias.text, alias.guard) for alias in row.aliases]
    if kind is not Kind.RULE and name not in [text for text, _ in aliases]:
        aliases.insert(0, (name, None))
    for text, guard in aliases:
        stems = tuple(map(_SMALL.__getitem__, text.split(" ")))
        if "" not in stems:  # most are nothing but small letters
            yield stems, plain if guard is None else replace(plain, guard=guard)
            continue
        for stems, cased in _spelt(text, named):
            yield stems, Entry(name, kind, guard, cased, concept, named, group)


def _spelt(text: str, named: bool) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield each way of writing a name, as stems and, where its case counts, as printed."""
    small = text == text.lower()
    if _PLAIN.fullmatch(text):
        words = text.split(" ")
        yield tuple(map(STEMS.__getitem__, words)), tuple(words)
        return
    if _LETTERS.fullmatch(text):
        words = re.split("([ -])", text)
        printed = words[::2]
        stems = list(map(STEMS.__getitem__, printed))
        closable = [i for i, sign in enumerate(words[1::2], start=1) if sign == "-"]
    else:
        cut = Words(text)
        printed, stems = cut.printed, cut.stems
        closable = [
            i
            for i in range(1, len(cut))
            if cut.hyphen_before(i) or (named and stems[i][0].isdigit() and cut.joined[i])
        ]
    if len(closable) < 2:  # nearly all
        for shut in ([], closable) if closable else ([],):
            yield tuple(_closed(stems, shut)), () if small else tuple(_closed(printed, shut))
        return
    seen = set()
    for choice in product((False, True), repeat=min(len(closable), 3)):
        shut = list(compress(closable, choice))
        closed = tuple(_closed(stems, shut))
        if closed not in seen:
            seen.add(closed)
            yield closed, () if small else tuple(_closed(printed, shut))


def _closed(words: list[str], shut: list[int]) -> list[str]:
    """Return words with some of them written together with the one before."""
    closed = words.copy()
    for i in reversed(shut):
        closed[i - 1 : i + 1] = [closed[i - 1] + closed[i]]
    return closed

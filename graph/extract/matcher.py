"""Finds the names of vocabularies in passages: longest match, whole words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from ..model import ConceptEntry
from .reading import PaperReading, Reading
from .short_forms import Entry
from .tables import CONCEPT_KINDS, NAME_KINDS, Alias, Kind, Row
from .words import Words, word_set

# A trie of stems; the key that no stem can be holds the entries that end here.
_Node = dict[str, Any]
_END = ""
_HYPHENS = "-‐‑‒–−"
# `attention-free` is not about attention, `non-autoregressive` not about autoregression.
_DENYING_AFTER = frozenset({"free", "less", "agnostic"})
_DENYING_BEFORE = frozenset({"non", "anti"})
# After a name and a hyphen these make no other name of it: CLIP-ViT is another, T5-large is not.
_SIZES = word_set("large base small tiny xl xxl mini medium huge")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first` to `last` of a passage, both included, and what they name."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Matcher:
    """Vocabulary rows compiled into tries over word stems.

    Attributes:
        entries: The concepts by name.
    """

    def __init__(self, rows: Iterable[Row], entries: Mapping[str, ConceptEntry]) -> None:
        self.entries = entries
        self._ancestors: dict[str, frozenset[str]] = {}
        self._names: _Node = {}
        self._rules: _Node = {}
        for row in rows:
            if row.kind is Kind.RULE and row.name not in entries:
                continue
            root = self._rules if row.kind is Kind.RULE else self._names
            forms = row.aliases if row.kind is Kind.RULE else _with_name(row)
            for alias in forms:
                _insert(root, row, alias)

    def find(self, reading: Reading, paper: PaperReading) -> Iterator[Hit]:
        """Yield what a passage names, in order, without overlaps.

        At each word the longest alias counts; where its guard forbids it, the
        next shorter one.
        """
        words = reading.words
        skips = paper.local.skips.get(reading.passage.id, {})
        firsts = paper.local.firsts
        i, count = 0, len(words)
        while i < count:
            best: Hit | None = None
            node = self._names.get(words.stems[i])
            if node is not None:
                for last, entries in _walk(node, words, i, skips):
                    kept = _accepted(entries, reading, paper, i, last)
                    if kept:
                        best = Hit(i, last, kept)
            own = paper.local.at(words, i) if words.printed[i] in firsts else None
            if own and (best is None or own[0] >= best.last):
                best = Hit(i, own[0], (own[1],)) if own[1] else None
            if best is None:
                i += 1
                continue
            if best.entries[0].kind is not Kind.NONE:
                yield best
            i = best.last + 1

    def find_rules(self, reading: Reading, paper: PaperReading) -> Iterator[Hit]:
        """Yield the triggers of rule rows; these take no words from each other."""
        words = reading.words
        skips = paper.local.skips.get(reading.passage.id, {})
        for i, first in enumerate(words.stems):
            node = self._rules.get(first)
            if node is None:
                continue
            for last, entries in _walk(node, words, i, skips):
                kept = _accepted(entries, reading, paper, i, last)
                if kept:
                    yield Hit(i, last, kept)

    def named(
        self, text: str, kinds: Collection[Kind] = CONCEPT_KINDS
    ) -> list[tuple[int, int, Entry]]:
        """Return what a short text names, guards aside: first word, last word, entry."""
        words = Words(text)
        found = []
        for i, first in enumerate(words.stems):
            node = self._names.get(first)
            for last, entries in _walk(node, words, i, {}) if node is not None else ():
                found += [
                    (i, last, e)
                    for e in entries
                    if e.kind in kinds and _case_fits(e, words, i, last)
                ]
        return found

    def ancestors(self, name: str) -> frozenset[str]:
        """Return every concept broader than one, however far up."""
        known = self._ancestors.get(name)
        if known is None:
            found: set[str] = set()
            todo = [name]
            while todo:
                entry = self.entries.get(todo.pop())
                new = [b for b in entry.broader if b not in found] if entry else []
                found.update(new)
                todo += new
            known = self._ancestors[name] = frozenset(found)
        return known

    def versions(self, words: Words, first: int, last: int) -> bool:
        """Tell whether a name is told apart by numbers that follow it: `Llama` by `2`, `3`."""
        node = self._names
        for i in range(first, last + 1):
            node = node.get(words.stems[i], {})
        return any(key[:1].isdigit() for key in node)


def _with_name(row: Row) -> list[Alias]:
    written = {a.text for a in row.aliases}
    return [*([] if row.name in written else [Alias(row.name)]), *row.aliases]


def _insert(root: _Node, row: Row, alias: Alias) -> None:
    words = Words(alias.text)
    entry_of: dict[tuple[str, ...], Entry] = {}
    for closed in _spellings(words, row.kind in NAME_KINDS):
        stems = tuple(s for s, _ in closed)
        printed = tuple(p for _, p in closed)
        cased = printed if any(c.isupper() for c in alias.text) else ()
        entry_of.setdefault(stems, Entry(row.name, row.kind, alias.guard, cased))
    for stems, entry in entry_of.items():
        node = root
        for stem in stems:
            node = node.setdefault(stem, {})
        entries = node.setdefault(_END, [])
        if entry not in entries:
            entries.append(entry)


def _spellings(words: Words, named: bool) -> Iterator[list[tuple[str, str]]]:
    """Yield an alias's words open and closed up: at hyphens, and in names before numbers."""
    closable = [
        i
        for i in range(1, len(words))
        if words.hyphen_before(i) or (named and words.stems[i][0].isdigit() and words.joined[i])
    ]
    for choice in product((False, True), repeat=min(len(closable), 3)):
        shut = {i for i, c in zip(closable, choice, strict=False) if c}
        out: list[tuple[str, str]] = []
        for i in range(len(words)):
            if i in shut:
                out[-1] = (out[-1][0] + words.stems[i], out[-1][1] + words.printed[i])
            else:
                out.append((words.stems[i], words.printed[i]))
        yield out


def _walk(
    node: _Node, words: Words, i: int, skips: Mapping[int, int]
) -> Iterator[tuple[int, list[Entry]]]:
    """Yield the last word and the entries of every alias that begins at word `i`."""
    stems, joined, count = words.stems, words.joined, len(words)
    while True:
        entries = node.get(_END)
        if entries:
            yield i, entries
        following = i + 1
        if following >= count or not joined[following]:
            following = skips.get(i, count)
            if following >= count:
                return
        deeper = node.get(stems[following])
        if deeper is None:
            return
        node, i = deeper, following


def _accepted(
    entries: list[Entry], reading: Reading, paper: PaperReading, first: int, last: int
) -> tuple[Entry, ...]:
    """Return the entries that case, guards and neighbours allow: at most one of a kind.

    Of several concepts one that a guard let through is surer than one without. Rules
    are of a kind each: the same words may speak for several concepts.
    """
    words = reading.words
    kept: dict[str, Entry] = {}
    for entry in entries:
        group = "concept" if entry.kind in CONCEPT_KINDS else entry.kind.value
        if entry.kind is Kind.RULE:
            group = f"rule {entry.name}"
        if group in kept and not (entry.guard and kept[group].guard is None):
            continue
        if entry.cased and not _case_fits(entry, words, first, last):
            continue
        if not _neighbours_fit(entry, words, first, last):
            continue
        if entry.guard and not entry.guard.lets(
            reading.sentence_forms(words.starts[first]), paper.forms
        ):
            continue
        kept[group] = entry
    if Kind.NONE.value in kept:
        guarded = [e for g, e in kept.items() if g != Kind.NONE.value and e.guard]
        return tuple(guarded) or (kept[Kind.NONE.value],)
    return tuple(kept.values())


def _case_fits(entry: Entry, words: Words, first: int, last: int) -> bool:
    if not entry.cased:
        return True
    if last - first + 1 != len(entry.cased):
        # An acronym's bracket stands inside; its words cannot be told apart here.
        return words.printed[first][:1].isupper()
    loose = entry.kind in NAME_KINDS and _distinctive(entry.cased)
    for wanted, there in zip(entry.cased, words.printed[first : last + 1], strict=True):
        if wanted.islower() or wanted.isdigit() or there in (wanted, wanted + "s"):
            continue
        if loose and there[:1].isupper() and not there[1:].islower():
            continue
        # A capitalised word of a longer name: Bayesian, Markov; also all in capitals.
        if wanted[1:].islower() and len(wanted) > 3 and there[:1].isupper():
            continue
        return False
    return True


def _distinctive(cased: tuple[str, ...]) -> bool:
    """Tell a name that no ordinary word is spelt like: ImageNet, LLaMA, CogVideoX."""
    text = "".join(cased)
    return len(text) > 4 and any(c.islower() for c in text) and any(c.isupper() for c in text[1:])


def _neighbours_fit(entry: Entry, words: Words, first: int, last: int) -> bool:
    before = words.text[words.starts[first] - 1 : words.starts[first]]
    after = words.text[words.ends[last] : words.ends[last] + 1]
    if entry.kind in NAME_KINDS:
        return _stands_alone(words, first, last, before, after)
    if before and before in _HYPHENS and first and words.stems[first - 1] in _DENYING_BEFORE:
        return False
    following = words.stems[last + 1] if last + 1 < len(words) else ""
    return not (after and after in _HYPHENS and following in _DENYING_AFTER)


def _stands_alone(words: Words, first: int, last: int, before: str, after: str) -> bool:
    """Tell whether a proper name is not a part of a longer one: ERNIE in ERNIE-Gram."""
    if before and before in _HYPHENS + "&_" and first:
        neighbour = words.printed[first - 1]
        if neighbour[-1:].isupper() or neighbour[:1].isupper() or before in "&_":
            return False
    if after and after in _HYPHENS + "&_" and last + 1 < len(words):
        neighbour = words.printed[last + 1]
        sized = neighbour.lower() in _SIZES or neighbour[:1].isdigit()
        return sized or (neighbour[:1].islower() and after not in "&_" and neighbour.islower())
    return True

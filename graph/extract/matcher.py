"""Finds the names of vocabularies in passages: longest match, whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import compress, count, product

from ..model import ConceptEntry
from .phrases import NAMES, RULES, Phrases
from .reading import PaperReading, Reading
from .short_forms import Entry
from .tables import CONCEPT_KINDS, NAME_KINDS, Alias, Kind, Row
from .words import STEMS, Memo, Words, word_set

_HYPHENS = frozenset("-‐‑‒–−")
# Nothing in these can be closed up.
_PLAIN = re.compile(r"[a-zA-Z]+(?: [a-zA-Z]+)*")
# What stands right beside a word and may make another word of it.
_TIGHT = _HYPHENS | {"&", "_"}
# `attention-free` is not about attention, `non-autoregressive` not about autoregression.
# "Diffusion for text-to-image" is not "diffusion for text".
_DENYING_AFTER = frozenset({"free", "less", "agnostic", "to"})
_DENYING_BEFORE = frozenset({"non", "anti"})
# After a name and a hyphen these make no other name of it: CLIP-ViT is another, T5-large is not.
_SIZES = word_set("large base small tiny xl xxl mini medium huge")


@dataclass(slots=True)
class Hit:
    """Words `first` to `last` of a passage, both included, and what they name."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Matcher:
    """Vocabulary rows, by the words of their names.

    Attributes:
        entries: The concepts by name.
        named: What a short text names, guards aside: first word, last word, entry.
    """

    def __init__(self, rows: Iterable[Row], entries: Mapping[str, ConceptEntry]) -> None:
        self.entries = entries
        self.named = Memo(self._named)
        self._ancestors: dict[str, frozenset[str]] = {}
        self._phrases = Phrases()
        for row in rows:
            place = RULES if row.kind is Kind.RULE else NAMES
            if place is NAMES or row.name in entries:
                for stems, entry in _entries(row):
                    self._phrases.add(stems, entry, place)

    def find(self, reading: Reading, paper: PaperReading) -> tuple[list[Hit], list[Hit]]:
        """Return what a passage names, in order, without overlaps; then triggers of rule rows.

        At each word the longest alias counts; where its guard forbids it, the
        next shorter one. Triggers take no words from each other or from names.
        """
        words, local = reading.words, paper.local
        skips = local.skips.get(reading.passage.id, {})
        shorts = set(compress(count(), map(local.firsts.__contains__, words.printed)))
        starts = self._phrases.starts(words, skips)
        hits: list[Hit] = []
        triggers: list[Hit] = []
        free = 0
        for i in sorted({*starts, *shorts}) if shorts else starts:
            best: Hit | None = None
            for last, node in self._phrases.walk(words, i, skips):
                if NAMES in node and i >= free:
                    kept = _accepted(node[NAMES], reading, paper, i, last)
                    best = Hit(i, last, kept) if kept else best
                if RULES in node:
                    kept = _accepted(node[RULES], reading, paper, i, last)
                    triggers += [Hit(i, last, kept)] if kept else []
            own = local.at(words, i) if i in shorts and i >= free else None
            if own and (best is None or own[0] >= best.last):
                best = Hit(i, own[0], (own[1],)) if own[1] else None
            if best is not None:
                free = best.last + 1
                hits += [best] if best.entries[0].kind is not Kind.NONE else []
        return hits, triggers

    def _named(self, text: str) -> list[tuple[int, int, Entry]]:
        words = Words(text)
        return [
            (i, last, entry)
            for i in self._phrases.starts(words)
            for last, node in self._phrases.walk(words, i, {})
            for entry in node.get(NAMES, ())
            if _case_fits(entry, words, i, last)
        ]

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
        return self._phrases.versions(words.stems[first : last + 1])


def _with_name(row: Row) -> tuple[Alias, ...]:
    if any(row.name == alias.text for alias in row.aliases):
        return row.aliases
    return (Alias(row.name), *row.aliases)


def _entries(row: Row) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield the ways of writing the names of a row, as stems, with what they lead to."""
    rule = row.kind is Kind.RULE
    concept, named = row.kind in CONCEPT_KINDS, row.kind in NAME_KINDS
    group = "concept" if concept else f"rule {row.name}" if rule else row.kind.value
    for alias in row.aliases if rule else _with_name(row):
        for stems, cased in _spelt(alias.text, named):
            yield stems, Entry(row.name, row.kind, alias.guard, cased, concept, named, group)


def _spelt(text: str, named: bool) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield each way of writing a name, as stems and, where its case counts, as printed."""
    small = text == text.lower()
    if _PLAIN.fullmatch(text):
        words = text.split()
        yield tuple(map(STEMS.__getitem__, words)), () if small else tuple(words)
        return
    seen = set()
    for closed in _spellings(Words(text), named):
        stems = tuple([s for s, _ in closed])
        if stems not in seen:
            seen.add(stems)
            yield stems, () if small else tuple([p for _, p in closed])


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


def _accepted(
    entries: list[Entry], reading: Reading, paper: PaperReading, first: int, last: int
) -> tuple[Entry, ...]:
    """Return the entries that case, guards and neighbours allow: at most one of a kind.

    Of several concepts one that a guard let through is surer than one without. Rules
    are of a kind each: the same words may speak for several concepts.
    """
    if len(entries) == 1:
        return (entries[0],) if _fits(entries[0], reading, paper, first, last) else ()
    kept: dict[str, Entry] = {}
    for entry in entries:
        group = entry.group
        if group in kept and not (entry.guard and kept[group].guard is None):
            continue
        if _fits(entry, reading, paper, first, last):
            kept[group] = entry
    if Kind.NONE.value in kept:
        guarded = [e for g, e in kept.items() if g != Kind.NONE.value and e.guard]
        return tuple(guarded) or (kept[Kind.NONE.value],)
    return tuple(kept.values())


def _fits(entry: Entry, reading: Reading, paper: PaperReading, first: int, last: int) -> bool:
    words, guard = reading.words, entry.guard
    if entry.cased and not _case_fits(entry, words, first, last):
        return False
    if not _neighbours_fit(entry, words, first, last):
        return False
    return guard is None or guard.lets(
        reading.sentence_forms(words.starts[first]), paper.forms if guard.asks_paper else ""
    )


def _case_fits(entry: Entry, words: Words, first: int, last: int) -> bool:
    if not entry.cased:
        return True
    if last - first + 1 != len(entry.cased):
        # An acronym's bracket stands inside; its words cannot be told apart here.
        return words.printed[first][:1].isupper()
    loose = entry.named and _distinctive(entry.cased)
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
    start, end = words.starts[first], words.ends[last]
    before = words.text[start - 1 : start]
    after = words.text[end : end + 1]
    if before not in _TIGHT and after not in _TIGHT:
        return True
    if entry.named:
        return _stands_alone(words, first, last, before, after)
    if before in _HYPHENS and first and words.stems[first - 1] in _DENYING_BEFORE:
        return False
    following = words.stems[last + 1] if last + 1 < len(words) else ""
    return not (after in _HYPHENS and following in _DENYING_AFTER)


def _stands_alone(words: Words, first: int, last: int, before: str, after: str) -> bool:
    """Tell whether a proper name is not a part of a longer one: ERNIE in ERNIE-Gram."""
    if before in _TIGHT and first:
        neighbour = words.printed[first - 1]
        if neighbour[-1:].isupper() or neighbour[:1].isupper() or before in "&_":
            return False
    if after in _TIGHT and last + 1 < len(words):
        neighbour = words.printed[last + 1]
        sized = neighbour.lower() in _SIZES or neighbour[:1].isdigit()
        return sized or (neighbour[:1].islower() and after not in "&_" and neighbour.islower())
    return True

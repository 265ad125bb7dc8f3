"""Finds the names of vocabularies in passages: longest match, whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise, product
from typing import NamedTuple

import numpy as np

from ..model import ConceptEntry
from .batch import Batch
from .lexicon import Ints
from .phrases import Phrases
from .reading import PaperReading, Reading
from .short_forms import Entry
from .signs import TIGHT, Bools
from .tables import CONCEPT_KINDS, NAME_KINDS, Kind, Row
from .tokens import Gap
from .words import STEMS, Memo, Words, word_set

_HYPHENS = frozenset("-‐‑‒–−")
# Nothing in these can be closed up.
_PLAIN = re.compile(r"[a-zA-Z]+(?: [a-zA-Z]+)*")
# The hyphens of these can.
_LETTERS = re.compile(r"[a-zA-Z]+(?:[ -][a-zA-Z]+)*")
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
    """Words `first` to `last` of a passage, both included, and what they name.

    Attributes:
        start: Where the first begins.
        end: Where the last ends.
        sentence: The number of their sentence in the passage.
    """

    first: int
    last: int
    start: int
    end: int
    sentence: int
    entries: Sequence[Entry]


# The fields of a candidate: there are many, and few have to be looked at.
_Row = tuple[int, int, int, int, int, int, bool]


class _Candidate(NamedTuple):
    """Words that may be a hit; `number` is that of a phrase, or -1 for what a paper defines.

    Attributes:
        back: The negative of the last word, so that of several the longest comes first.
        tight: A sign stands beside them that may make another word of them.
    """

    first: int
    back: int
    number: int
    start: int
    end: int
    sentence: int
    tight: bool


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
            rule = row.kind is Kind.RULE
            if not rule or row.name in entries:
                for stems, entry in _entries(row):
                    self._phrases.add(stems, entry, rule=rule)

    def find(self, batch: Batch, papers: Sequence[PaperReading]) -> None:
        """Give each paper what its passages name, in order and without overlaps, and its triggers.

        At each word the longest alias counts; where its guard forbids it, the
        next shorter one. Triggers take no words from each other or from names.
        """
        rows = self._candidates(batch, papers)
        number = 0
        for paper in papers:
            shorts = paper.local.meaning
            for reading in paper.passages:
                some = rows[number]
                number += 1
                if shorts:
                    some = sorted([*some, *_defined(batch, number - 1, reading, paper)])
                name = reading.passage.id
                paper.hits[name], paper.triggers[name] = self._hits(some, reading, paper)

    def _candidates(self, batch: Batch, papers: Sequence[PaperReading]) -> list[list[_Row]]:
        """Return, for each passage, what the vocabularies may find in it."""
        tokens, signs = batch.tokens, batch.signs
        following = np.append(np.arange(1, tokens.starts.size), -1)
        following[:-1][tokens.gaps[1:] & Gap.JOINED == 0] = -1
        number = 0
        for paper in papers:
            for reading in paper.passages:
                word, _ = batch.word_range(number)
                number += 1
                for before, after in paper.local.skips.get(reading.passage.id, {}).items():
                    if following[word + before] < 0:
                        following[word + before] = word + after
        stems = batch.lexicon.stem_keys[tokens.words]
        first, last, kinds = self._phrases.find(stems, following)
        of = np.searchsorted(tokens.bounds, first, "right") - 1
        begin, end = tokens.starts[first], tokens.ends[last]
        beside = (signs.kinds[begin - 1] | signs.kinds[end]) & TIGHT > 0
        tight = beside | ~np.array(signs.plain, np.bool_)[of]
        offset, base = signs.starts[of], tokens.bounds[of]
        spans = batch.spans
        sentence = np.searchsorted(spans.starts, begin, "right") - 1 - spans.bounds[of]
        # What a paper defines may take words before any other does.
        free = np.array([not p.local.meaning for p in papers for _ in p.passages], np.bool_)[of]
        kept = ~(free & _within(first, last, self._phrases.alone[kinds] & ~tight))
        kept |= self._phrases.ruled[kinds]
        columns = (
            first - base,
            base - last,
            kinds,
            begin - offset,
            end - offset,
            sentence,
            tight,
        )
        rows = list(zip(*(c[kept].tolist() for c in columns), strict=True))
        bounds = np.searchsorted(first[kept], tokens.bounds).tolist()
        return [rows[a:b] for a, b in pairwise(bounds)]

    def _hits(
        self, rows: Sequence[_Row], reading: Reading, paper: PaperReading
    ) -> tuple[list[Hit], list[Hit]]:
        names, rules = self._phrases.names, self._phrases.rules
        hits: list[Hit] = []
        triggers: list[Hit] = []
        free = 0
        for row in rows:
            first, back, number, start, end, sentence, tight = row
            kept: Sequence[Entry]
            if number >= 0:
                if rules[number] and (
                    kept := _accepted(rules[number], reading, paper, _Candidate(*row))
                ):
                    triggers.append(Hit(first, -back, start, end, sentence, kept))
                kept = names[number]
                if first < free or not kept:
                    continue
                if tight or len(kept) > 1 or kept[0].cased or kept[0].guard is not None:
                    kept = _accepted(kept, reading, paper, _Candidate(*row))
            elif first >= free:
                _, meaning = paper.local.at(reading.words, first) or (0, None)
                kept = () if meaning is None else (meaning,)
                # Where it means nothing here, shorter names at this word mean nothing either.
                free = first + 1
            else:
                continue
            if kept:
                free = 1 - back
                if kept[0].kind is not Kind.NONE:
                    hits.append(Hit(first, -back, start, end, sentence, kept))
        triggers.sort(key=lambda t: (t.first, t.last))
        return hits, triggers

    def _named(self, text: str) -> list[tuple[int, int, Entry]]:
        words = Words(text)
        return [
            (first, last, entry)
            for first, last, number in self._phrases.within(words)
            for entry in self._phrases.names[number]
            if _case_fits(entry, words.printed[first : last + 1])
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


def _entries(row: Row) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield the ways of writing the names of a row, as stems, with what they lead to."""
    name, kind = row.name, row.kind
    concept, named = kind in CONCEPT_KINDS, kind in NAME_KINDS
    group = "concept" if concept else f"rule {name}" if kind is Kind.RULE else kind.value
    aliases = [(alias.text, alias.guard) for alias in row.aliases]
    if kind is not Kind.RULE and all(text != name for text, _ in aliases):
        aliases.insert(0, (name, None))
    for text, guard in aliases:
        if text.islower() and _PLAIN.fullmatch(text):
            stems = tuple(map(STEMS.__getitem__, text.split(" ")))
            yield stems, Entry(name, kind, guard, (), concept, named, group)
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


def _within(first: Ints, last: Ints, alone: Bools) -> Bools:
    """Tell which candidates lie in another one that is sure to be a hit.

    Args:
        first: First words, in order.
        last: Last words; of candidates that begin together the longest comes first.
        alone: Candidates that are hits where their words are not taken.
    """
    reach = np.append(-1, np.maximum.accumulate(last))
    # What begins earlier does not reach so far.
    untaken = reach[np.searchsorted(first, first)] < first
    taken = np.append(-1, np.maximum.accumulate(np.where(alone & untaken, last, -1)))[:-1]
    found: Bools = first <= taken
    return found


def _defined(
    batch: Batch, number: int, reading: Reading, paper: PaperReading
) -> Iterator[_Candidate]:
    """Yield where the short forms stand that a paper defines."""
    base, end = batch.word_range(number)
    words = batch.tokens.words[base:end]
    for first in paper.local.firsts:
        for i in np.flatnonzero(words == batch.lexicon.number(first)).tolist():
            if found := paper.local.at(reading.words, i):
                last = found[0]
                begin, stop = reading.words.starts[i], reading.words.ends[last]
                sentence = reading.sentences.index(reading.sentence_at(begin))
                yield _Candidate(i, -last, -1, begin, stop, sentence, tight=False)


def _accepted(
    entries: Sequence[Entry], reading: Reading, paper: PaperReading, row: _Candidate
) -> Sequence[Entry]:
    """Return the entries that case, guards and neighbours allow: at most one of a kind.

    Of several concepts one that a guard let through is surer than one without. Rules
    are of a kind each: the same words may speak for several concepts.
    """
    if len(entries) == 1:
        return entries if _fits(entries[0], reading, paper, row) else ()
    kept: dict[str, Entry] = {}
    for entry in entries:
        group = entry.group
        if group in kept and not (entry.guard and kept[group].guard is None):
            continue
        if _fits(entry, reading, paper, row):
            kept[group] = entry
    if Kind.NONE.value in kept:
        guarded = [e for g, e in kept.items() if g != Kind.NONE.value and e.guard]
        return guarded or (kept[Kind.NONE.value],)
    return list(kept.values())


def _fits(entry: Entry, reading: Reading, paper: PaperReading, row: _Candidate) -> bool:
    if entry.cased and not _case_fits(entry, _printed(reading, row)):
        return False
    if row.tight and not _neighbours_fit(entry, reading, row):
        return False
    guard = entry.guard
    return guard is None or guard.lets(
        reading.sentence_forms(row.start), paper.forms if guard.asks_paper else ""
    )


def _printed(reading: Reading, row: _Candidate) -> list[str]:
    if row.first == -row.back:
        return [reading.text[row.start : row.end]]
    return reading.words.printed[row.first : 1 - row.back]


def _case_fits(entry: Entry, printed: Sequence[str]) -> bool:
    if not entry.cased:
        return True
    if len(printed) != len(entry.cased):
        # An acronym's bracket stands inside; its words cannot be told apart here.
        return printed[0][:1].isupper()
    loose = entry.named and _distinctive(entry.cased)
    for wanted, there in zip(entry.cased, printed, strict=True):
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


def _neighbours_fit(entry: Entry, reading: Reading, row: _Candidate) -> bool:
    words, first, last = reading.words, row.first, -row.back
    before = words.text[max(row.start - 1, 0) : row.start]
    after = words.text[row.end : row.end + 1]
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

"""Finds the names of vocabularies in passages: longest match, whole words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..model import ConceptEntry
from .acceptance import Candidate, accepted, case_fits
from .batch import Batch
from .lexicon import Ints
from .phrases import Phrases
from .reading import PaperReading, Reading
from .short_forms import Entry
from .signs import TIGHT, Bools
from .spellings import spellings
from .tables import Kind, Row
from .tokens import Gap
from .words import Memo, Words


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
                for stems, entry in spellings(row):
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
                    kept := accepted(rules[number], reading, paper, Candidate(*row))
                ):
                    triggers.append(Hit(first, -back, start, end, sentence, kept))
                kept = names[number]
                if first < free or not kept:
                    continue
                if tight or len(kept) > 1 or kept[0].cased or kept[0].guard is not None:
                    kept = accepted(kept, reading, paper, Candidate(*row))
            elif first >= free:
                _, meaning = paper.local.at(reading, first) or (0, None)
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
            if case_fits(entry, words.printed[first : last + 1])
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
) -> Iterator[Candidate]:
    """Yield where the short forms stand that a paper defines."""
    base, end = batch.word_range(number)
    numbers = batch.numbers[base:end]
    for first in paper.local.firsts:
        wanted = batch.lexicon.number(first)
        if wanted not in numbers:
            continue
        for i in [i for i, number in enumerate(numbers) if number == wanted]:
            if found := paper.local.at(reading, i):
                last = found[0]
                begin, stop = reading.word_start(i), reading.word_end(last)
                sentence = reading.sentence_number(begin)
                yield Candidate(i, -last, -1, begin, stop, sentence, tight=False)

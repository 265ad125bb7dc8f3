"""Finds the names of vocabularies in passages: longest match, whole words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from ..model import ConceptEntry
from .acceptance import Acceptance, Candidates
from .batch import Batch
from .lexicon import Ints
from .matched import Matched
from .phrases import Phrases
from .reading import PaperReading
from .short_forms import Entry
from .signs import TIGHT, Bools
from .spellings import spellings
from .spelt import case_fits
from .tables import Kind, Row
from .tokens import Gap
from .words import Memo, Words


class Matcher:
    """Vocabulary rows, by the words of their names.

    Attributes:
        entries: The concepts by name.
        named: What a short text names, guards aside: first word, last word, entry.
        whole: What all words of a short text together name.
    """

    def __init__(self, rows: Iterable[Row], entries: Mapping[str, ConceptEntry]) -> None:
        self.entries = entries
        self.named = Memo(self._named)
        self.whole = Memo(self._whole)
        self._ancestors: dict[str, frozenset[str]] = {}
        self._phrases = Phrases()
        for row in rows:
            rule = row.kind is Kind.RULE
            if not rule or row.name in entries:
                for stems, entry in spellings(row):
                    self._phrases.add(stems, entry, rule=rule)

    @cached_property
    def _acceptance(self) -> Acceptance:
        return Acceptance(self._phrases)

    def find(self, batch: Batch, papers: Sequence[PaperReading]) -> None:
        """Give the papers of a batch what their passages name, in order and without overlaps.

        At each word the longest alias counts; where its guard forbids it, the next shorter
        one. Triggers of rule rows take no words from each other or from names.
        """
        meanings: list[Entry | None] = []
        candidates = self._candidates(batch, papers, meanings)
        accepted, rules = self._acceptance.of(batch, papers, candidates)
        choices = self._acceptance.choices
        reach = np.where(accepted > 0, candidates.last, -1)
        for i in np.flatnonzero(candidates.kinds < 0).tolist():
            meaning = meanings[-1 - candidates.kinds[i]]
            if meaning is None:
                # Where it means nothing here, shorter names at this word mean nothing either.
                reach[i] = candidates.first[i]
            else:
                accepted[i], reach[i] = choices.add((meaning,)), candidates.last[i]
        taking = np.flatnonzero(reach >= 0)
        taken = taking[_apart(candidates.first[taking], reach[taking])]
        hits = taken[choices.names(accepted[taken])]
        rules.sort(key=lambda r: (int(candidates.first[r[0]]), int(candidates.last[r[0]])))
        triggers = candidates[np.array([i for i, _ in rules], np.int64)]
        matched = Matched(
            batch,
            [reading for paper in papers for reading in paper.passages],
            choices,
            candidates[hits],
            accepted[hits],
            triggers,
            [entries for _, entries in rules],
        )
        for number, paper in enumerate(papers):
            paper.matched, paper.number = matched, number

    def _candidates(
        self, batch: Batch, papers: Sequence[PaperReading], meanings: list[Entry | None]
    ) -> Candidates:
        """Return what may be found, in order, the longest first of what begins at one word.

        Args:
            batch: Holds the passages of the papers, and no others.
            papers: All of them.
            meanings: Gets what their own short forms mean, in the order of the kinds below 0.
        """
        tokens, signs, spans = batch.tokens, batch.signs, batch.spans
        following = _following(batch, papers)
        first, last, kinds = self._phrases.find(batch.lexicon, tokens.words, following)
        defines = np.array([bool(p.local.meaning) for p in papers], np.bool_)
        papers_of = np.repeat(np.arange(len(papers)), [len(p.passages) for p in papers])
        if defines.any():
            own = list(_defined(batch, papers))
            meanings += [meaning for _, _, meaning in own]
            first = np.append(first, np.array([a for a, _, _ in own], np.int64))
            last = np.append(last, np.array([b for _, b, _ in own], np.int64))
            kinds = np.append(kinds, -1 - np.arange(len(own)))
            order = np.lexsort((kinds, -last, first))
            first, last, kinds = first[order], last[order], kinds[order]
        passages = np.searchsorted(tokens.bounds, first, "right") - 1
        begin, end = tokens.starts[first], tokens.ends[last]
        beside = (signs.kinds[begin - 1] | signs.kinds[end]) & TIGHT > 0
        tight = beside | ~np.array(signs.plain, np.bool_)[passages]
        sentences = np.searchsorted(spans.starts, begin, "right") - 1
        # What a paper defines may take words before any other does.
        free = ~defines[papers_of[passages]]
        known = kinds >= 0
        kept = ~(free & _within(first, last, known & self._phrases.alone[kinds] & ~tight))
        kept |= known & self._phrases.ruled[kinds]
        found = Candidates(first, last, kinds, passages, papers_of[passages], sentences, tight)
        return found[kept]

    def _named(self, text: str) -> list[tuple[int, int, Entry]]:
        return list(self._within(Words(text)))

    def _whole(self, text: str) -> list[Entry]:
        words = Words(text)
        return [e for a, b, e in self._within(words) if a == 0 and b == len(words) - 1]

    def _within(self, words: Words) -> Iterator[tuple[int, int, Entry]]:
        for first, last, number in self._phrases.within(words):
            for entry in self._phrases.names[number]:
                if case_fits(entry, words.printed[first : last + 1]):
                    yield first, last, entry

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


def _following(batch: Batch, papers: Sequence[PaperReading]) -> Ints:
    """Return for each word the one that a phrase goes on with, -1 if none."""
    gaps = batch.tokens.gaps
    following = np.append(np.arange(1, gaps.size), -1)
    following[:-1][gaps[1:] & Gap.JOINED == 0] = -1
    for paper in papers:
        for passage, skips in paper.local.skips.items():
            word, _ = batch.word_range(paper.by_id[passage].number)
            for before, after in skips.items():
                if following[word + before] < 0:
                    following[word + before] = word + after
    return following


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


def _apart(first: Ints, last: Ints) -> Bools:
    """Tell which of some words, in order, are left if each takes its words from those after it."""
    before = np.append(-1, np.maximum.accumulate(last))[:-1]
    apart = first > before
    # Only what overlaps something has to be looked at one by one.
    group = np.cumsum(apart) - 1
    several = np.zeros(first.size, np.bool_)
    several[group[~apart]] = True
    rows = np.flatnonzero(several[group])
    free = 0
    for i, begin, end in zip(rows.tolist(), first[rows].tolist(), last[rows].tolist(), strict=True):
        apart[i] = begin >= free
        if begin >= free:
            free = end + 1
    return apart


def _defined(
    batch: Batch, papers: Sequence[PaperReading]
) -> Iterator[tuple[int, int, Entry | None]]:
    """Yield where the short forms stand that papers define, as words, with what they mean."""
    firsts = {batch.lexicon.number(first) for p in papers for first in p.local.firsts}
    wanted = np.zeros(len(batch.lexicon.printed), np.bool_)
    wanted[list(firsts)] = True
    readings = [(paper, reading) for paper in papers for reading in paper.passages]
    places = np.flatnonzero(wanted[batch.tokens.words])
    passages = np.searchsorted(batch.tokens.bounds, places, "right") - 1
    for place, i in zip(places.tolist(), passages.tolist(), strict=True):
        paper, reading = readings[i]
        base, _ = batch.word_range(i)
        if found := paper.local.at(reading, place - base):
            last, meaning = found
            yield place, base + last, meaning

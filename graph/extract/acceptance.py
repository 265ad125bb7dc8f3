"""What words are taken for: which entries case, guards and neighbours allow."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from .batch import Batch
from .choices import Choices
from .guards import Guards
from .lexicon import Ints, distinct
from .lists import Lists
from .phrases import Phrases
from .reading import PaperReading
from .short_forms import Entry
from .signs import Bools
from .spelt import Case, neighbours_fit
from .tables import Kind


@dataclass(slots=True)
class Candidates:
    """Words of a batch that may be names, as arrays of one length.

    Attributes:
        kinds: The number of the phrase; below 0 what a paper defines.
        papers: The place of the paper.
        tight: A sign stands beside them that may make another word of them.
    """

    first: Ints
    last: Ints
    kinds: Ints
    passages: Ints
    papers: Ints
    sentences: Ints
    tight: Bools

    def __getitem__(self, kept: Bools | Ints) -> Candidates:
        """Return some of them."""
        return Candidates(*[getattr(self, name)[kept] for name in self.__slots__])

    def and_more(self, others: Candidates) -> Candidates:
        """Return them with others behind."""
        both = [(getattr(self, name), getattr(others, name)) for name in self.__slots__]
        return Candidates(*map(np.concatenate, both))


class Acceptance:
    """Decides for all candidates of a batch at once; what is asked of a phrase is kept.

    Attributes:
        choices: What words were taken for.
    """

    def __init__(self, phrases: Phrases) -> None:
        self.choices = Choices()
        self._phrases = phrases
        self._guards = Guards(
            e.guard.signs for es in chain(phrases.names, phrases.rules) for e in es if e.guard
        )
        # Of a phrase the row of its entries, and what it is if it names one thing; -1: not met.
        self._rows, self._only = np.full((2, len(phrases.names)), -1)
        self._entries = Lists()
        # Of an entry, by its number.
        self._guard_of, self._cased, self._rules = array("q"), array("b"), array("b")
        self._case = Case()

    def of(
        self, batch: Batch, papers: Sequence[PaperReading], candidates: Candidates
    ) -> tuple[Ints, list[tuple[int, Sequence[Entry]]]]:
        """Return a choice for each candidate, and the rules for which some of them speak.

        Of several entries of one kind one is taken; one that a guard let through is surer
        than one without.
        """
        kinds = candidates.kinds
        self._meet(distinct(kinds[kinds >= 0]))
        found = np.zeros(kinds.size, np.int64)
        sure = (kinds >= 0) & self._phrases.alone[kinds] & ~candidates.tight
        found[sure] = self._only[kinds[sure]]
        asked = np.flatnonzero((kinds >= 0) & ~sure)
        owners, entries = self._entries.of(self._rows[kinds[asked]])
        at = asked[owners]
        fits = self._fit(batch, papers, candidates[at], entries)
        at, entries = at[fits], entries[fits]
        rule = np.array(self._rules, np.bool_)[entries]
        only = self._only[kinds[at]]
        alone = ~rule & (only >= 0)
        found[at[alone]] = only[alone]
        for i, several in self._several(at, entries, ~rule & (only < 0)):
            found[i] = self.choices.add(_one_of_a_kind(several))
        return found, [(i, _one_of_a_kind(s)) for i, s in self._several(at, entries, rule)]

    def _several(self, at: Ints, entries: Ints, which: Bools) -> Iterable[tuple[int, list[Entry]]]:
        found: defaultdict[int, list[Entry]] = defaultdict(list)
        for i, entry in zip(at[which].tolist(), entries[which].tolist(), strict=True):
            found[i].append(self.choices.entries[entry])
        return found.items()

    def _meet(self, kinds: Ints) -> None:
        """Look at the phrases that were not met before."""
        choices = self.choices
        for kind in kinds[self._rows[kinds] < 0].tolist():
            names, rules = self._phrases.names[kind], self._phrases.rules[kind]
            self._rows[kind] = self._entries.add([choices.number(e) for e in (*names, *rules)])
            if len(names) == 1:
                self._only[kind] = choices.add(names)
        for entry in choices.entries[len(self._cased) :]:
            self._guard_of.append(self._guards.number(entry.guard.signs) if entry.guard else -1)
            self._cased.append(bool(entry.cased))
            self._rules.append(entry.kind is Kind.RULE)

    def _fit(
        self,
        batch: Batch,
        papers: Sequence[PaperReading],
        candidates: Candidates,
        entries: Ints,
    ) -> Bools:
        """Tell of each candidate whether it can be an entry."""
        fits = np.ones(entries.size, np.bool_)
        cased = np.flatnonzero(np.array(self._cased, np.bool_)[entries])
        fits[cased] = self._case.fits(
            batch,
            candidates.first[cased],
            candidates.last[cased],
            entries[cased],
            self.choices.entries,
        )
        readings = [r for paper in papers for r in paper.passages]
        for i in np.flatnonzero(fits & candidates.tight).tolist():
            number = int(candidates.passages[i])
            base, _ = batch.word_range(number)
            words = int(candidates.first[i]) - base, int(candidates.last[i]) - base
            fits[i] = neighbours_fit(self.choices.entries[entries[i]], readings[number], *words)
        guards = np.array(self._guard_of)[entries]
        guarded = np.flatnonzero(fits & (guards >= 0))
        if guarded.size:
            where = candidates[guarded]
            fits[guarded] = self._guards.let(
                batch, papers, guards[guarded], where.sentences, where.papers
            )
        return fits


def _one_of_a_kind(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return at most one of a kind of some entries; rules are of a kind each.

    Of several concepts one that a guard let through is surer than one without.
    """
    if len(entries) == 1:
        return entries
    kept: dict[str, Entry] = {}
    for entry in entries:
        known = kept.get(entry.group)
        if known is None or (entry.guard and known.guard is None):
            kept[entry.group] = entry
    if Kind.NONE.value in kept:
        guarded = [e for g, e in kept.items() if g != Kind.NONE.value and e.guard]
        return guarded or (kept[Kind.NONE.value],)
    return list(kept.values())

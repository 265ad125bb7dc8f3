"""Whether case, guards and neighbours let words of a text be a name of a vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .reading import PaperReading, Reading
from .short_forms import Entry
from .tables import Kind
from .words import Words, word_set

_HYPHENS = frozenset("-‐‑‒–−")
# What stands right beside a word and may make another word of it.
_TIGHT = _HYPHENS | {"&", "_"}
# `attention-free` is not about attention, `non-autoregressive` not about autoregression.
# "Diffusion for text-to-image" is not "diffusion for text".
_DENYING_AFTER = frozenset({"free", "less", "agnostic", "to"})
_DENYING_BEFORE = frozenset({"non", "anti"})
# After a name and a hyphen these make no other name of it: CLIP-ViT is another, T5-large is not.
_SIZES = word_set("large base small tiny xl xxl mini medium huge")


class Candidate(NamedTuple):
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


def accepted(
    entries: Sequence[Entry], reading: Reading, paper: PaperReading, row: Candidate
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


def _fits(entry: Entry, reading: Reading, paper: PaperReading, row: Candidate) -> bool:
    if entry.cased and not case_fits(entry, _printed(reading, row)):
        return False
    if row.tight and not _neighbours_fit(entry, reading, row):
        return False
    guard = entry.guard
    if guard is None:
        return True
    return guard.lets(reading.sentence_forms(row.sentence), lambda: paper.forms)


def _printed(reading: Reading, row: Candidate) -> list[str]:
    if row.first == -row.back:
        return [reading.text[row.start : row.end]]
    return reading.printed(row.first, 1 - row.back)


def case_fits(entry: Entry, printed: Sequence[str]) -> bool:
    """Tell whether words as they are printed are in the case that a name asks for."""
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


def _neighbours_fit(entry: Entry, reading: Reading, row: Candidate) -> bool:
    text, first, last = reading.text, row.first, -row.back
    before, after = text[max(row.start - 1, 0) : row.start], text[row.end : row.end + 1]
    if before not in _TIGHT and after not in _TIGHT:
        return True
    if entry.named:
        return _stands_alone(reading.words, first, last, before, after)
    if before in _HYPHENS and reading.stem(first - 1) in _DENYING_BEFORE:
        return False
    return not (after in _HYPHENS and reading.stem(last + 1) in _DENYING_AFTER)


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

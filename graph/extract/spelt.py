"""Whether case and neighbours let words of a text be a name of a vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .batch import Batch
from .lexicon import Answers, Ints, Lexicon, row_keys
from .reading import Reading
from .short_forms import Entry
from .signs import Bools
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

# Words whose case for a name is remembered.
_MOST = 1 << 16


class Case:
    """Tells for many words at once whether their case fits; the same is asked once."""

    def __init__(self) -> None:
        self._told = Answers()
        self._lexicon = Lexicon()

    def fits(
        self, batch: Batch, first: Ints, last: Ints, names: Ints, entries: Sequence[Entry]
    ) -> Bools:
        """Tell which words are in the case that a name asks for.

        Args:
            batch: That of the words.
            first: The first ones, counted in the batch.
            last: The last ones.
            names: For each the number of an entry.
            entries: By their numbers.
        """
        if self._lexicon is not batch.lexicon or len(self._told) > _MOST:
            self._told, self._lexicon = Answers(), batch.lexicon
        words, forms = batch.tokens.words, batch.lexicon.printed

        def ask(i: int) -> bool:
            printed = [forms[n] for n in words[first[i] : last[i] + 1].tolist()]
            return case_fits(entries[names[i]], printed)

        keys = row_keys(names.astype(np.uint64), words, first, last)
        found: Bools = self._told.of(keys, ask) > 0
        return found


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


def neighbours_fit(entry: Entry, reading: Reading, first: int, last: int) -> bool:
    """Tell whether what stands right beside some words makes no other name of them."""
    text, start, end = reading.text, reading.word_start(first), reading.word_end(last)
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
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

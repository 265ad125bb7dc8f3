"""Words that guards look for, and where they stand in a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from .lexicon import Answers, Ints, Lexicon, row_keys
from .lists import Lists
from .signs import Bools
from .words import Words

_BITS = 62
# Words of which it is remembered whether they are a phrase.
_MOST = 1 << 16


class Sought:
    """Words and phrases by number: `word`, `two_words`, `beginning*`.

    A text's word is compared as it is folded, and without number in American spelling.

    Attributes:
        always: Those that are the beginning of any word.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._phrases = list(map(_phrase, texts))
        sizes = [len(p.words) for p in self._phrases]
        self._sizes = np.array(sizes, np.int64)
        self.always = np.array([p.begun and not p.words for p in self._phrases], np.bool_)
        self._firsts = _Words([(p, 0) for p in self._phrases])
        self._seconds = _Words([(p, 1) for p in self._phrases])
        self._met = _Met(Lexicon())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._phrases)

    def standing(self, lexicon: Lexicon, words: Ints, wanted: Bools) -> tuple[Ints, Ints, Ints]:
        """Return where in a row of words what is wanted begins, and ends, and its number.

        Args:
            lexicon: That of the words.
            words: Their numbers.
            wanted: Of all, what to find.
        """
        self._learn(lexicon)
        met = self._met
        known = np.flatnonzero(met.known[words])
        owners, found = met.firsts.of(words[known])
        kept = wanted[found]
        first, found = known[owners[kept]], found[kept]
        last = first + self._sizes[found] - 1
        alone = first == last
        longer = np.flatnonzero(~alone & (last < words.size))
        seconds = met.seconds[words[first[longer] + 1]]
        longer = longer[seconds >> (found[longer] % _BITS) & 1 > 0]
        alone[longer] = self._fit(words, first[longer], last[longer], found[longer])
        return first[alone], last[alone], found[alone]

    def _fit(self, words: Ints, first: Ints, last: Ints, phrases: Ints) -> Bools:
        """Tell which rows of words are phrases."""
        met = self._met
        if len(met.told) > _MOST:
            met.told = Answers()

        def ask(i: int) -> bool:
            there = words[first[i] : last[i] + 1].tolist()
            phrase = self._phrases[phrases[i]]
            return any(phrase.fits([form[word] for word in there]) for form in _forms(met.lexicon))

        keys = row_keys(phrases.astype(np.uint64), words, first, last)
        found: Bools = met.told.of(keys, ask) > 0
        return found

    def _learn(self, lexicon: Lexicon) -> None:
        """Look at the words that were not met before."""
        if lexicon is not self._met.lexicon:
            self._met = _Met(lexicon)
        met = self._met
        known, seconds = [], []
        for number in range(len(met.firsts), len(lexicon.printed)):
            forms = {f[number] for f in _forms(lexicon)}
            firsts = {i for form in forms for i in self._firsts.of(form)}
            met.firsts.add(firsts)
            known.append(bool(firsts))
            second = {i % _BITS for form in forms for i in self._seconds.of(form)}
            seconds.append(sum(1 << bit for bit in second))
        if known:
            met.known = np.append(met.known, np.array(known, np.bool_))
            met.seconds = np.append(met.seconds, np.array(seconds, np.int64))


class _Met:
    """What is known of the words of a lexicon, by their numbers.

    Attributes:
        firsts: The phrases that each begins.
        known: Whether there are any.
        seconds: The phrases whose second word it is, as bits: one bit is that of several.
        told: Whether some words are a phrase, by the key of both.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.firsts = Lists()
        self.known: Bools = np.zeros(0, np.bool_)
        self.seconds: Ints = np.zeros(0, np.int64)
        self.told = Answers()


def _forms(lexicon: Lexicon) -> tuple[list[str], list[str]]:
    return lexicon.folded, lexicon.stems


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words in a row; of the last one only the beginning, if it is `begun`."""

    words: tuple[str, ...]
    begun: bool

    def fits(self, there: list[str]) -> bool:
        """Tell whether as many words are these."""
        *before, last = self.words
        fits = there[-1].startswith(last) if self.begun else there[-1] == last
        return fits and there[:-1] == before


def _phrase(text: str) -> _Phrase:
    begun = text.endswith("*")
    words = Words(text.rstrip("*").replace("_", " "))
    return _Phrase(tuple([w.lower() for w in words.printed] if begun else words.stems), begun)


class _Words:
    """One word of each phrase: the numbers of the phrases by it."""

    def __init__(self, phrases: Iterable[tuple[_Phrase, int]]) -> None:
        """Take phrases, each with the place of the word in it; shorter ones have none."""
        self._whole: defaultdict[str, list[int]] = defaultdict(list)
        self._begun: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        begun = []
        for number, (phrase, place) in enumerate(phrases):
            if place + 1 == len(phrase.words) and phrase.begun:
                begun.append((phrase.words[place], number))
            elif place < len(phrase.words):
                self._whole[phrase.words[place]].append(number)
        self._lead = min((len(word) for word, _ in begun), default=0)
        for word, number in begun:
            self._begun[word[: self._lead]].append((word, number))

    def of(self, form: str) -> Iterator[int]:
        """Yield the phrases that have a word, or its beginning, at their place."""
        yield from self._whole.get(form, ())
        for word, number in self._begun.get(form[: self._lead], ()):
            if form.startswith(word):
                yield number

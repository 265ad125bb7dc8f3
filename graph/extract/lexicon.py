"""Numbers for words, with what is known of each in arrays: asked for a batch of papers at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from ..text import abbreviates
from .cues import cues
from .plain_words import LEADS
from .roles import role
from .words import fold, stem_of

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

# Words that are remembered: no input makes the tables grow for ever.
_MOST = 1 << 17
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


class Mark:
    """What is told of a word by its letters; each is one bit."""

    ABBREVIATES = 1  # a full stop behind it ends no sentence
    ALPHA = 2
    DIGIT_FIRST = 4
    DIGIT_LAST = 8
    LEADS = 16  # a noun phrase follows it
    ED = 32


class Numbers:
    """A table from keys of 64 bits to numbers, by open addressing; a quarter of it is filled."""

    def __init__(self, size: int = 1 << 12) -> None:
        self._reserve(size)

    def _reserve(self, size: int) -> None:
        self._filled = 0
        self._shift = np.uint64(64 - (size.bit_length() - 1))
        self._last = size - 1
        self._keys = np.zeros(size, np.uint64)
        self._numbers = np.full(size, -1, np.int64)

    def __len__(self) -> int:
        """Return how many keys there are."""
        return self._filled

    def _places(self, keys: Keys) -> Ints:
        return ((keys * _SPREAD) >> self._shift).view(np.int64)

    def find(self, keys: Keys) -> Ints:
        """Return the number of each key, -1 where there is none."""
        places = self._places(keys)
        found = self._numbers[places]
        left = np.flatnonzero((found >= 0) & (self._keys[places] != keys))
        places = places[left]
        while left.size:
            places = (places + 1) & self._last
            found[left] = numbers = self._numbers[places]
            more = (numbers >= 0) & (self._keys[places] != keys[left])
            left, places = left[more], places[more]
        return found

    def add(self, keys: Keys, numbers: Ints) -> None:
        """Give numbers to keys that have none, each of them given once."""
        size = self._last + 1
        if (self._filled + keys.size) * 4 > size:
            held = self._numbers >= 0
            keys = np.concatenate([self._keys[held], keys])
            numbers = np.concatenate([self._numbers[held], numbers])
            while keys.size * 4 > size:
                size *= 2
            self._reserve(size)
        self._filled += keys.size
        places = self._places(keys)
        while keys.size:
            # Of several that want one free place the last one gets it.
            free = self._numbers[places] < 0
            self._keys[places[free]] = keys[free]
            self._numbers[places[free]] = numbers[free]
            left = self._keys[places] != keys
            keys, numbers, places = keys[left], numbers[left], (places[left] + 1) & self._last


def mixed(first: Keys, second: Keys) -> Keys:
    """Return keys of pairs: of what a phrase has so far, and of its next stem."""
    both = (first ^ (first >> _HALF)) * _SPREAD + second
    mixed: Keys = (both ^ (both >> _HALF)) * _SPREAD
    return mixed


def distinct(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the different ones of some values, in rising order.

    It is what `np.unique` does, which loads all of masked arrays.
    """
    ordered = np.sort(values)
    new = np.ones(ordered.size, np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def among(values: Keys, some: Keys) -> npt.NDArray[np.bool_]:
    """Tell which values are among some, as `np.isin` does."""
    known = distinct(some)
    if not known.size:
        return np.zeros(values.size, np.bool_)
    found: npt.NDArray[np.bool_] = known[np.searchsorted(known[:-1], values)] == values
    return found


def stem_key(stem: str) -> int:
    """Return the key of a stem; equal stems have one, and others never within one's luck."""
    return hash(stem) & 0xFFFFFFFFFFFFFFFF


class Lexicon:
    """Every word that was met, by number.

    Attributes:
        printed: Each as it stands in texts.
        folded: In lower case, without diacritics.
        stems: Its stem.
        stem_keys: The key of that.
        cues: Its cues, see `cues.Cue`.
        roles: Where in a term it may stand, see `roles`.
        marks: See `Mark`.
    """

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._numbers = Numbers()
        self.printed: list[str] = []
        self.folded: list[str] = []
        self.stems: list[str] = []
        self.stem_keys = np.zeros(1 << 12, np.uint64)
        self.cues = np.zeros(1 << 12, np.int64)
        self.roles = np.zeros(1 << 12, np.uint8)
        self.marks = np.zeros(1 << 12, np.uint8)

    def number(self, word: str) -> int:
        """Return the number of a word."""
        known = self._known.get(word)
        return self._add(word) if known is None else known

    def numbers(self, keys: Keys, word: Callable[[int], str]) -> Ints:
        """Return the numbers of words by their keys.

        Args:
            keys: Equal where the words are.
            word: Gives the word with a place among the keys, where its key was never met.
        """
        found = self._numbers.find(keys)
        new = np.flatnonzero(found < 0)
        if new.size:
            kinds, first = np.unique(keys[new], return_index=True)
            numbers = [self.number(word(i)) for i in new[first].tolist()]
            self._numbers.add(kinds, np.array(numbers, np.int64))
            found[new] = self._numbers.find(keys[new])
        return found

    def _add(self, word: str) -> int:
        number = self._known[word] = len(self.printed)
        if number == self.cues.size:
            for name in ("stem_keys", "cues", "roles", "marks"):
                held = getattr(self, name)
                setattr(self, name, np.concatenate([held, np.zeros_like(held)]))
        stem = stem_of(word)
        self.printed.append(word)
        self.folded.append(fold(word))
        self.stems.append(stem)
        self.stem_keys[number] = stem_key(stem)
        self.cues[number] = cues(word)
        self.roles[number] = role(word)
        self.marks[number] = _marks(word)
        return number


def _marks(word: str) -> int:
    alpha, low = word.isalpha(), word.lower()
    return (
        (Mark.ABBREVIATES if alpha and abbreviates(word) else 0)
        | (Mark.ALPHA if alpha else 0)
        | (Mark.DIGIT_FIRST if word[0].isdigit() else 0)
        | (Mark.DIGIT_LAST if word[-1].isdigit() else 0)
        | (Mark.LEADS if low in LEADS else 0)
        | (Mark.ED if word.endswith("ed") else 0)
    )


_current = Lexicon()


def lexicon() -> Lexicon:
    """Return the lexicon for a new batch: that of all before, or an empty one if that is full."""
    global _current
    if len(_current.printed) > _MOST:
        _current = Lexicon()
    return _current

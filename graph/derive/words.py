"""Stems of the words in title and abstract, and what they are worth."""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import chain
from math import log
from typing import TYPE_CHECKING

from ..extract.plain_words import STOP
from ..library.packing import text_decoder
from .features import Valued, paired, parted, rarities

if TYPE_CHECKING:
    from .features import Numbers

_SHORTEST_WORD = 3
# What a title says, it says twice: it is short, and its words are chosen.
_TITLE = 2

_APOSTROPHES = "'’"
# Papers whose words are counted together: enough for NumPy, and few enough to be sorted quickly.
_PAPERS = 500


class _Separated(dict[int, str]):
    """What `str.translate` makes of characters: a space of those that part words."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        shown = self[code] = letter if letter.isalnum() or letter in _APOSTROPHES else " "
        return shown


class Stems(dict[str, int]):
    """The number of each word's stem, given when a word is first met; 0 for short words."""

    def __init__(self) -> None:
        from Stemmer import Stemmer

        self._stem = Stemmer("english", 0).stemWord
        self._separated = _Separated()
        self.numbers: dict[str, int] = {"": 0}

    def __missing__(self, quoted: str) -> int:
        """Give a word that is met for the first time the number of its stem."""
        word = quoted.strip(_APOSTROPHES)
        stem = self._stem(word) if len(word) >= _SHORTEST_WORD else ""
        number = self[quoted] = self.numbers.setdefault(stem, len(self.numbers))
        return number

    def of(self, title: str, abstract: str) -> list[int]:
        """Return the numbers of all words, those of the title as often as they count."""
        text = " ".join((title,) * _TITLE + (abstract,)).lower().translate(self._separated)
        # Two apostrophes are the end of what LaTeX quotes.
        return list(map(self.__getitem__, text.replace("''", " ").split()))

    def spellings(self) -> dict[int, str]:
        """Return for each stem the shortest spelling that occurs, ties by letter."""
        found: dict[int, str] = {}
        for quoted, number in self.items():
            word = quoted.strip(_APOSTROPHES)
            known = found.get(number)
            if known is None or (len(word), word) < (len(known), known):
                found[number] = word
        return found


def text_values(connection: sqlite3.Connection, total: int) -> tuple[Valued, Numbers]:
    """(1 + ln count) of each stem times its rarity; writes the stems with their spellings.

    Returns:
        Values, and how many words each paper has, by its number.
    """
    import numpy as np

    stems, text, last = Stems(), text_decoder(), 0
    pairs, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    rows = connection.execute(
        "SELECT id, inflated(json) FROM paper JOIN shown ON shown.number = paper.id ORDER BY key"
    )
    while some := rows.fetchmany(_PAPERS):
        found = [stems.of(*text(told)) for _, told in some]
        papers = np.array([paper for paper, _ in some], np.int64)
        last = max(last, int(papers.max()))
        owners = np.repeat(papers, [len(words) for words in found])
        words = np.fromiter(chain.from_iterable(found), np.int64, len(owners))
        one, count = np.unique(paired(owners, words)[words > 0], return_counts=True)
        pairs.append(one)
        counts.append(count)
    pair, times = np.concatenate(pairs), np.concatenate(counts)
    owners, features = parted(pair)
    frequency = np.bincount(features, minlength=len(stems.numbers))
    spelled = stems.spellings()
    connection.executemany(
        "INSERT INTO feature VALUES (?, ?, ?, ?)",
        (
            # A word that every paper could say is no reason to show.
            (number, stem, "" if spelled[number] in STOP else spelled[number], count)
            for (stem, number), count in zip(stems.numbers.items(), frequency.tolist(), strict=True)
            if number
        ),
    )
    values = (1 + np.log(times)) * rarities(frequency, total)[features]
    return Valued(pair, values), np.bincount(owners, times, minlength=last + 1)


def word_values(
    connection: sqlite3.Connection, title: str, abstract: str, total: int
) -> tuple[dict[int, float], int]:
    """Return what the stems of a text are worth that papers of the library have, and its words."""
    import numpy as np

    stems = Stems()
    counts = Counter(stems.of(title, abstract))
    del counts[0]
    values: dict[int, float] = {}
    for stem, number in stems.numbers.items():
        row = connection.execute(
            "SELECT id, papers FROM feature WHERE stem = ?", (stem,)
        ).fetchone()
        if row and number in counts:
            rarity = float(rarities(np.array([row[1]]), total)[0])
            values[int(row[0])] = (1 + log(counts[number])) * rarity
    return values, counts.total()

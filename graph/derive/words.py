"""Stems of the words in title and abstract, and what they are worth."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from math import log
from typing import TYPE_CHECKING, Any

from ..extract.plain_words import STOP
from ..library.packing import text_decoder
from .features import Valued, rarities

if TYPE_CHECKING:
    from .features import Numbers

_SHORTEST_WORD = 3
# What a title says, it says twice: it is short, and its words are chosen.
_TITLE = 2

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Stems(dict[str, int]):
    """The number of each word's stem, given when a word is first met; 0 for short words."""

    def __init__(self) -> None:
        from Stemmer import Stemmer

        self._stem = Stemmer("english", 0).stemWord
        self.numbers: dict[str, int] = {"": 0}

    def __missing__(self, word: str) -> int:
        """Give a word that is met for the first time the number of its stem."""
        stem = self._stem(word) if len(word) >= _SHORTEST_WORD else ""
        number = self[word] = self.numbers.setdefault(stem, len(self.numbers))
        return number

    def of(self, title: str, abstract: str) -> list[int]:
        """Return the numbers of all words, those of the title as often as they count."""
        title = title.lower()
        number = self.__getitem__
        words = _WORD.findall(title) * _TITLE + _WORD.findall(abstract.lower())
        return [number(word) for word in words]

    def spellings(self) -> dict[int, str]:
        """Return for each stem the shortest spelling that occurs, ties by letter."""
        found: dict[int, str] = {}
        for word, number in self.items():
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

    stems, text = Stems(), text_decoder()
    papers: list[int] = []
    found: list[Any] = []
    for paper, told in connection.execute(
        "SELECT id, inflated(json) FROM paper JOIN shown ON shown.number = paper.id ORDER BY key"
    ):
        papers.append(paper)
        found.append(np.array(stems.of(*text(told)), np.uint32))
    width = len(stems.numbers)
    places = np.repeat(np.arange(len(papers)), [len(f) for f in found])
    words = np.concatenate([np.zeros(0, np.uint32), *found]).astype(np.int64)
    pairs, counts = np.unique(places[words > 0] * width + words[words > 0], return_counts=True)
    features = pairs % width
    frequency = np.bincount(features, minlength=width)
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
    values = (1 + np.log(counts)) * rarities(frequency, total)[features]
    numbers = np.array(papers, np.int64)
    lengths = np.bincount(numbers[places[words > 0]], minlength=1 + max(papers, default=0))
    return Valued(numbers[pairs // width], features, values), lengths


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

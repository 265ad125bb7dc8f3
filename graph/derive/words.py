"""Stems of the words in title and abstract, and what they are worth."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import log
from typing import TYPE_CHECKING

from ..extract.plain_words import STOP
from ..library.packing import text_decoder
from ..text import PREFIXES
from .features import Valued, paired, parted, rarities

if TYPE_CHECKING:
    from .features import Numbers

_SHORTEST_WORD = 3
# What a title says, it says twice: it is short, and its words are chosen.
_TITLE = 2

# The hyphens of "pre-trained" and of "non-linear".
_JOINED = re.compile("-(?=[a-z])(?:" + "|".join(rf"(?<=\b{p}-)" for p in PREFIXES) + ")")
# What other compounds end in, "training-free": by itself it is no reason to show.
_ENDINGS = frozenset(
    (
        *("agnostic", "aware", "centric", "driven", "fold", "free", "grained", "guided", "level"),
        *("like", "oriented", "specific", "style", "wise"),
    )
)
_APOSTROPHES = "'’"
# Papers whose words are counted together: enough for NumPy, and few enough to be sorted quickly.
_PAPERS = 500


class _Separated(dict[int, str]):
    """What `str.translate` makes of characters: a space of those that part words."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        shown = self[code] = letter if letter.isalnum() or letter in _APOSTROPHES else " "
        return shown


class Words(dict[str, int]):
    """The number of each word, given when it is first met.

    Attributes:
        stems: The number of each stem.
        stem_of: For each word the number of its stem; 0 for short ones.
    """

    def __init__(self) -> None:
        from Stemmer import Stemmer

        self._stem = Stemmer("english", 0).stemWord
        self._separated = _Separated()
        self.stems: dict[str, int] = {"": 0}
        self.stem_of: list[int] = []

    def __missing__(self, quoted: str) -> int:
        """Give a word that is met for the first time its number."""
        word = quoted.strip(_APOSTROPHES)
        stem = self._stem(word) if len(word) >= _SHORTEST_WORD else ""
        self.stem_of.append(self.stems.setdefault(stem, len(self.stems)))
        number = self[quoted] = len(self)
        return number

    def of(self, title: str, abstract: str) -> list[int]:
        """Return the numbers of all words, those of the title as often as they count."""
        text = " ".join((title,) * _TITLE + (abstract,)).lower()
        text = _JOINED.sub("", text).translate(self._separated)
        # Two apostrophes are the end of what LaTeX quotes.
        return list(map(self.__getitem__, text.replace("''", " ").split()))

    def names(self, counts: Sequence[int]) -> list[str]:
        """Return for each stem the commonest word, ties to the shortest; nothing for plain ones.

        Args:
            counts: How often each word occurs.
        """
        best = [(0, 0, "")] * len(self.stems)
        for (quoted, stem), count in zip(zip(self, self.stem_of, strict=True), counts, strict=True):
            word = quoted.strip(_APOSTROPHES)
            best[stem] = min(best[stem], (-count, len(word), word))
        # A word that every paper could say is no reason to show.
        return ["" if word in STOP or word in _ENDINGS else word for _, _, word in best]


def text_values(connection: sqlite3.Connection, total: int) -> tuple[Valued, Numbers]:
    """(1 + ln count) of each stem times its rarity; writes the stems with their spellings.

    Returns:
        Values, and how many words each paper has, by its number.
    """
    import numpy as np

    words, text, last = Words(), text_decoder(), 0
    spelled = np.zeros(0, np.int64)
    pairs, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    rows = connection.execute(
        "SELECT id, inflated(json) FROM paper JOIN shown ON shown.number = paper.id ORDER BY key"
    )
    while some := rows.fetchmany(_PAPERS):
        found = [words.of(*text(told)) for _, told in some]
        papers = np.array([paper for paper, _ in some], np.int64)
        last = max(last, int(papers.max()))
        owners = np.repeat(papers, [len(numbers) for numbers in found])
        numbers = np.fromiter(chain.from_iterable(found), np.int64, len(owners))
        count = np.bincount(numbers, minlength=len(words))
        count[: len(spelled)] += spelled
        spelled = count
        stems = np.array(words.stem_of, np.int64)[numbers]
        one, count = np.unique(paired(owners, stems)[stems > 0], return_counts=True)
        pairs.append(one)
        counts.append(count)
    pair, times = np.concatenate(pairs), np.concatenate(counts)
    owners, features = parted(pair)
    frequency = np.bincount(features, minlength=len(words.stems))
    rows_of = zip(words.stems, words.names(spelled.tolist()), frequency.tolist(), strict=True)
    connection.executemany(
        "INSERT INTO feature VALUES (?, ?, ?, ?)",
        ((number, *row) for number, row in enumerate(rows_of) if number),
    )
    values = (1 + np.log(times)) * rarities(frequency, total)[features]
    return Valued(pair, values), np.bincount(owners, times, minlength=last + 1)


def word_values(
    connection: sqlite3.Connection, title: str, abstract: str, total: int
) -> tuple[dict[int, float], int]:
    """Return what the stems of a text are worth that papers of the library have, and its words."""
    import numpy as np

    words = Words()
    counts = Counter(words.stem_of[number] for number in words.of(title, abstract))
    del counts[0]
    values: dict[int, float] = {}
    for stem, number in words.stems.items():
        row = connection.execute(
            "SELECT id, papers FROM feature WHERE stem = ?", (stem,)
        ).fetchone()
        if row and number in counts:
            rarity = float(rarities(np.array([row[1]]), total)[0])
            values[int(row[0])] = (1 + log(counts[number])) * rarity
    return values, counts.total()

"""Words of a passage, with offsets and the forms in which vocabularies are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import accumulate
from typing import TypeVar

# C++ and C# keep their signs; letters may have combining marks.
_WORD = re.compile("([^\\W_](?:[^\\W_]|[\u0300-\u036f])*+[+#]*+)")
_ASCII_WORD = re.compile("([a-zA-Z0-9]++[+#]*+)")
# Belongs to no word.
_POSSESSIVE = re.compile("(?<=[\\w+#\u0300-\u036f])['’]s\\b")
# Stands in the place of one while words are cut; no text has it.
NOTHING = "\1\1"
# Signs between two words that leave them one phrase: no comma, no bracket, no clause dash.
_JOIN = re.compile(r"[’']?(?:\s+|\s*[-\u00ad‐‑‒–−/&@~]\s*|\s*—(?=\S))")
_HYPHEN = frozenset("-‐‑‒–−")
# Words that are remembered with what is known of them.
_MOST = 1 << 17

_Known = TypeVar("_Known")


class Memo(dict[str, _Known]):
    """What a function says of words, asked once for each.

    `map(memo.__getitem__, words)` runs without a step of Python for words met before. It
    is emptied when it holds too many, so that no input makes it grow for ever.
    """

    def __init__(self, function: Callable[[str], _Known]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> _Known:
        """Ask the function and remember its answer."""
        if len(self) >= _MOST:
            self.clear()
        known = self[word] = self._function(word)
        return known


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written as one text."""
    return frozenset(text.split())


# Words in -s whose other number is another word, or that have none.
_KEPT = word_set(
    "news lens gas bias series species corpus chaos atlas canvas pandas mars texas kudos ethos "
    "always perhaps whereas yes this thus plus versus its was has does as is us"
)
_SINGULAR = {
    "indices": "index",
    "vertices": "vertex",
    "matrices": "matrix",
    "corpora": "corpus",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "analyses": "analysis",
    "hypotheses": "hypothesis",
    "bases": "base",
    "theses": "thesis",
    "syntheses": "synthesis",
    "lenses": "lens",
    "biases": "bias",
    "buses": "bus",
    "children": "child",
    "people": "person",
    "mice": "mouse",
    "leaves": "leaf",
    "halves": "half",
    "lives": "life",
    "knives": "knife",
    "axes": "axis",
    "formulae": "formula",
    "spectra": "spectrum",
    "optima": "optimum",
    "minima": "minimum",
    "maxima": "maximum",
    "media": "medium",
    "datasets": "dataset",
    "metrics": "metric",
    "topics": "topic",
    "heuristics": "heuristic",
    "critics": "critic",
    "characteristics": "characteristic",
    "basics": "basic",
    "fabrics": "fabric",
    "clinics": "clinic",
    "viruses": "virus",
    "caches": "cache",
    "niches": "niche",
    "aches": "ache",
}
_ISE = re.compile(r"(?<=[a-z]{3})is(e|es|ed|er|ers|ing|ation|ations)$")


def stem(word: str) -> str:
    """Return a folded word without its number and in American spelling.

    A plural and its singular give the same, and so do -ise and -ize; nothing
    else is cut, so that two words of different sense stay different.
    """
    if len(word) > 3:
        word = singular(word)
        if "is" in word:
            word = _ISE.sub(r"iz\1", word)
        if len(word) > 5:
            word = word.replace("elling", "eling").replace("elled", "eled")
            if word.endswith(("aviour", "colour", "neighbour", "avioural")):
                word = word.replace("our", "or")
    return word


def singular(word: str) -> str:
    """Return the singular of a lower-case noun; any other word mostly as it is."""
    if word in _SINGULAR:
        return _SINGULAR[word]
    if not word.endswith("s") or len(word) < 4 or word in _KEPT:
        return word
    if word.endswith(("ss", "us", "is", "ics", "'s")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def fold(word: str) -> str:
    """Return a word in lower case, Latin letters without diacritics."""
    low = word.lower()
    if low.isascii():
        return low
    plain = unicodedata.normalize("NFKD", low)
    return "".join(c for c in plain if not "\u0300" <= c <= "\u036f")


def stem_of(printed: str) -> str:
    """Return the stem of a word as it is printed; `LMs` and `3Ds` are plurals too."""
    if len(printed) == 3 and printed[2] == "s" and printed[1].isupper():
        printed = printed[:2]
    return stem(fold(printed))


def gap_joins(gap: str) -> bool:
    """Tell whether what stands between two words, possessives aside, leaves them one phrase."""
    return _JOIN.fullmatch(gap.replace(NOTHING, "")) is not None


FOLDED = Memo(fold)
STEMS = Memo(stem_of)
_JOINED = Memo(gap_joins)


class Words:
    """The words of one text, as parallel lists.

    Attributes:
        starts: Where each begins in the text.
        ends: Where each ends, the end excluded.
        printed: As it stands in the text.
        stems: Folded, without number.
        gaps: What stands before it; in the place of a possessive or an address other signs.
        joined: Whether each follows the one before it within one phrase: only a
            space, a hyphen or the like between them.
    """

    __slots__ = ("ends", "gaps", "joined", "printed", "starts", "stems", "text")

    def __init__(self, text: str, holes: list[tuple[int, int]] | None = None) -> None:
        """Cut a text into words.

        Args:
            text: As it is in the passage.
            holes: Parts of it, in order, whose words are left out (addresses).
        """
        self.text = text
        shown = _without_holes(text, holes) if holes else text
        if "'s" in shown or "’s" in shown:
            shown = _POSSESSIVE.sub(NOTHING, shown)
        # Gaps and words take turns, a gap first and last.
        parts = (_ASCII_WORD if shown.isascii() else _WORD).split(shown)
        bounds = list(accumulate(map(len, parts)))
        self.starts = bounds[0:-1:2]
        self.ends = bounds[1::2]
        self.printed = parts[1::2]
        self.gaps = parts[0:-1:2]
        self.stems = list(map(STEMS.__getitem__, self.printed))
        self.joined = [False, *map(_JOINED.__getitem__, self.gaps[1:])][: len(self.starts)]
        if "." in parts:
            # Only within numbers: versions.
            for i in range(1, len(self.starts)):
                if parts[2 * i] == ".":
                    left, right = self.printed[i - 1], self.printed[i]
                    self.joined[i] = left[-1].isdigit() and right[0].isdigit()

    @classmethod
    def of(
        cls,
        text: str,
        starts: list[int],
        ends: list[int],
        printed: list[str],
        stems: list[str],
        joined: list[bool],
    ) -> Words:
        """Return words of a text that is cut already."""
        words = cls.__new__(cls)
        words.text, words.starts, words.ends = text, starts, ends
        words.printed, words.stems, words.joined = printed, stems, joined
        return words

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.starts)

    def hyphen_before(self, i: int) -> bool:
        """Tell whether a hyphen without spaces joins word `i` to the one before it."""
        return i > 0 and self.text[self.ends[i - 1] : self.starts[i]] in _HYPHEN

    def hyphen_after(self, i: int) -> bool:
        """Tell whether a hyphen without spaces joins word `i` to the next."""
        return i + 1 < len(self.starts) and self.hyphen_before(i + 1)


def _without_holes(text: str, holes: list[tuple[int, int]]) -> str:
    """Return a text of the same length with nothing a word could be made of in the holes."""
    for start, end in holes:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text

"""What one line of a page is like: how much of a title, of an abstract, of furniture.

The scores are weights of evidence; they were set by hand on pages of our own
and are only compared with each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from .words import MARKUP, UNLIKE, YOU, furniture

LONGEST = 100_000  # characters of an abstract; a book has ten times as many
_PROBE = 1200  # characters looked at; what a line is like shows long before

# One sign of Chinese, Japanese or Korean says about as much as this many letters.
_WIDE = 2.5
# Compiled when first met: so many signs take milliseconds.
_WIDE_SIGNS = r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]"

_CLOSERS = "['\"”’»)\\]]*"
_STOP = re.compile(rf"[.!?…؟۔।]{_CLOSERS}(?=\s+[^\Wa-z]|\s*$)|[。！？｡]")
_FULL_STOP = re.compile(rf"[.…۔।。！｡]{_CLOSERS}$")
_ABBREVIATION = re.compile(
    r"\b(?:al|e\.g|i\.e|cf|vs|etc|fig|eq|no|dr|prof|st|[A-Z])\.$", re.IGNORECASE
)
_PROSE = re.compile(
    r"\b(?:we|our|it|they|their|this|these|is|are|was|were|has|have|can|which|that|propose[sd]?"
    r"|show[sn]?|however|results?|method|approach|paper|code|existing|outperforms?|achieves?"
    r"|contains?|nous|notre|est|sont|cette|elles?|wir|unsere?|ist|sind|wird|nosotros|proponemos"
    r"|este|esta|мы|нами|показа\w+|предлага\w+)\b|本文|我们|提出|实验|该方法|提案|本論文",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"[\"“„«].*[.!?,]?[\"”»][^\"“”«»]{0,40}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_FEW_WORDS = {0: 2.0, 1: 1.8, 2: 1.8, 3: 0.5}  # what speaks against a title of so many words


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a line is like each kind, and in words why it may be furniture.

    Attributes:
        alone: Like the title of a paper without abstract.
        more: Like a further paragraph of an abstract.
    """

    title: float
    alone: float
    abstract: float
    more: float
    furniture: float
    reason: str


def likeness(text: str) -> Likeness:
    """Score one line, without white space around it, on its own."""
    if len(text) > LONGEST:
        return Likeness(-9.0, -9.0, -9.0, -9.0, 9.0, "longer than any abstract")
    line = _Line(text)
    sure, reason = furniture(line.text, line.words, line.length)
    if not sure and line.length < 160 and line.stops and YOU.search(text) and not line.prose:
        sure, reason = 0.7, "an invitation to readers"
    title = line.like_title() - 1.5 * sure
    # A notice is short; words of notices in a long text are what it is about.
    about = 1.5 * sure if line.length < 300 else 0.0
    abstract = line.like_abstract()
    return Likeness(
        title=title,
        alone=title + line.like_alone(),
        abstract=abstract - about,
        more=abstract + line.like_more() - about,
        furniture=sure or line.plain(),
        reason=reason if sure else UNLIKE,
    )


class _Line:
    """The signs that the scores are made of."""

    def __init__(self, text: str) -> None:
        self.text = text[:_PROBE]
        wide = 0 if text.isascii() else len(re.findall(_WIDE_SIGNS, self.text))
        self.latin = wide * 4 < len(self.text)
        self.length = len(text) + wide * (_WIDE - 1)
        self.stops = sum(
            not _ABBREVIATION.search(self.text, max(0, stop.start() - 8), stop.start() + 1)
            for stop in _STOP.finditer(self.text)
        )
        tail = text[-12:]
        self.full_stop = bool(_FULL_STOP.search(tail)) and not tail.endswith("...")

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text[:400])

    @cached_property
    def prose(self) -> int:
        """Words that sentences of abstracts are made of, as far as they count."""
        return min(len(_PROSE.findall(self.text[:400])), 4)

    @cached_property
    def capitals(self) -> float:
        """Share of the longer words that begin with a capital; a half where there is no case."""
        long = [w for w in self.words if len(w) > 3]
        if not long or not self.latin:
            return 0.5
        return sum(w[0].isupper() or w[-1].isupper() for w in long) / len(long)

    @cached_property
    def title_case(self) -> bool:
        """No sentence is written so, but for one of hardly more than names."""
        return self.latin and len(self.words) > 3 and self.capitals >= 0.7

    def like_title(self) -> float:
        if not any(c.isalnum() for c in self.text[:200]):
            return -6.0
        score = 2.0 + 1.5 * self.capitals + 0.5 * (":" in self.text[1:-1])
        if self.length > 160:
            score -= (self.length - 160) / 45
        if self.latin:
            score -= _FEW_WORDS.get(len(self.words), 0.0)
        if self.full_stop:
            sentence = self.prose and not self.title_case
            score -= 6.0 if sentence or self.length < 40 else 3.5
        score -= 1.2 * max(0, self.stops - 1)
        if _SPEECH.fullmatch(self.text):
            score -= 4.0
        # Not one that begins with the name of a system, such as xLSTM.
        if " " in self.text and self.text.split(maxsplit=1)[0].islower():
            score -= 1.5
        return score

    def like_alone(self) -> float:
        """What speaks against a title that no abstract follows, beyond being a title."""
        score = -2.5
        if len(self.words) < 4 and self.latin:
            score -= 2.5
        if self.latin and self.capitals < 0.4 and (len(self.words) < 6 or self.prose):
            score -= 1.0 + 0.5 * self.prose
        if YOU.search(self.text) and self.stops:
            score -= 2.0
        return score

    def like_abstract(self) -> float:
        score = min(self.length, 900.0) / 150 - 2.0
        score += min(self.stops, 3)
        score += 1.0 if self.full_stop else -1.0
        score += self.prose * 0.5
        if self.stops < 2 and self.length < 120:
            score -= 1.0 if self.prose or self.length > 50 else 3.0
        if len(self.words) < 5 and self.latin and not (self.full_stop and len(self.words) > 2):
            score -= 3.0
        if self.title_case and self.stops < 2 and self.length < 200:
            score -= 4.0
        if MARKUP.match(self.text):
            score -= 3.0
        if self.text[0].islower():
            score -= 2.0
        if self.length < 200 and YOU.search(self.text) and not self.prose:
            score -= 2.0
        return score

    def like_more(self) -> float:
        """What speaks against a further paragraph: it must be of sentences."""
        score = 1.0 if self.full_stop else 0.0
        if not self.stops:
            score -= 0.5 if self.prose and self.length > 80 else 3.0
        if self.length < 50 and not self.prose:
            score -= 1.5
        return score

    def plain(self) -> float:
        """Furniture that nothing betrays: the longer, the less likely."""
        score = -0.5 - min(self.length, 900.0) / 80
        words = len(self.words)
        if (words >= 4 and self.capitals >= 0.7) or (words >= 6 and not self.stops):
            score -= 1.5
        return score

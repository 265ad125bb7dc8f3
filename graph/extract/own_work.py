"""Which sentences come behind one that tells of the paper's own work."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .cues import Cue
from .introductions import speaks_of_itself
from .patterns import pattern
from .reading import Reading, Sentence
from .stance import contributes

_IS_CALLED = pattern(
    r"\b(?:this|the\s+(?:resulting|proposed|new|extended|final|whole|overall))\b[^.;]{0,60}?"
    r"\b(?:is|are)\s+(?:called|termed|named|dubbed)\b"
)
# Enough without any expression.
_PLAINLY = Cue.WE | Cue.OUR


def of_own_work(sentence: Sentence, known: Collection[str]) -> bool:
    """Tell whether a sentence tells of the paper's own work, of which some names are known."""
    if sentence.cues & _PLAINLY:
        return True
    if sentence.cues & Cue.CALLED and _IS_CALLED.search(sentence.text):
        return True
    return speaks_of_itself(sentence) or contributes(sentence, known)


class Told:
    """Says of sentences, in their order, whether one up to them tells of the own work.

    What comes before a sentence is read only when that is asked.
    """

    def __init__(self, passages: Sequence[Reading], known: Collection[str]) -> None:
        self._passages = passages
        self._known = known
        self._told = False
        # Which passage and which of its sentences is the next to be read.
        self._passage = self._sentence = 0

    def by(self, passage: int, sentence: int) -> bool:
        """Tell whether a sentence or one before it tells of the own work.

        Args:
            passage: Number of its passage.
            sentence: Its number in that; none before any that was asked for.
        """
        here = self._passages[passage].sentences
        if self._told or here[sentence].cues & _PLAINLY:
            self._told = True
            return True
        while self._passage <= passage:
            sentences = self._passages[self._passage].sentences
            last = sentence + 1 if self._passage == passage else len(sentences)
            while self._sentence < last:
                self._sentence += 1
                if of_own_work(sentences[self._sentence - 1], self._known):
                    self._told = True
                    return True
            if self._passage == passage:
                break
            self._passage, self._sentence = self._passage + 1, 0
        return False

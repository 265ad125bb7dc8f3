"""Where words of a kind stand: what begins with one is looked for there, not everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from .lexicon import Ints

if TYPE_CHECKING:
    from .batch import Batch


class Standing:
    """Words of a batch, by the sentences in which they stand."""

    def __init__(self, batch: Batch, words: Ints) -> None:
        """Take the numbers of words of the batch, in order."""
        self._starts: list[int] = batch.tokens.starts[words].tolist()
        self._bounds: list[int] = np.searchsorted(words, batch.spans.words).tolist()

    def of(self, sentence: int, offset: int) -> list[int]:
        """Return where they begin in a sentence of the batch, counted from an offset."""
        bounds = self._bounds
        return [s - offset for s in self._starts[bounds[sentence] : bounds[sentence + 1]]]


def finds(
    expression: re.Pattern[str], text: str, begin: int, end: int, places: Sequence[int] | None
) -> Iterator[re.Match[str]]:
    """Yield what an expression finds in a part of a text, as `finditer` does.

    Args:
        expression: It matches nowhere else than at the places.
        text: A text.
        begin: Where the part begins.
        end: Where it ends.
        places: Places of the text, in order; None for any.
    """
    if places is None:
        yield from expression.finditer(text, begin, end)
        return
    for place in places:
        if place >= begin and (found := expression.match(text, place, end)):
            yield found
            begin = found.end()

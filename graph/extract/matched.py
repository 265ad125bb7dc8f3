"""What the vocabularies find in a batch of passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .acceptance import Candidates
from .batch import Batch
from .choices import Choices
from .lexicon import Ints
from .reading import Reading
from .short_forms import Entry


@dataclass(slots=True)
class Hit:
    """Words `first` to `last` of a passage, both included, and what they name.

    Attributes:
        start: Where the first begins.
        end: Where the last ends.
    """

    first: int
    last: int
    start: int
    end: int
    entries: Sequence[Entry]


@dataclass(eq=False)
class Matched:
    """All hits of a batch, in order, and the triggers of rule rows.

    Attributes:
        readings: All passages of the batch.
        places: Where the hits are.
        chosen: What each is taken for.
        triggers: Where the triggers are.
        rules: What each of these speaks for.
    """

    batch: Batch
    readings: Sequence[Reading]
    choices: Choices
    places: Candidates
    chosen: Ints
    triggers: Candidates
    rules: Sequence[Sequence[Entry]]

    @cached_property
    def _bounds(self) -> list[int]:
        count = len(self.batch.passages)
        bounds: list[int] = np.searchsorted(self.places.passages, np.arange(count + 1)).tolist()
        return bounds

    @cached_property
    def _rows(self) -> list[tuple[int, int, int, int, int]]:
        tokens, places = self.batch.tokens, self.places
        base = tokens.bounds[places.passages]
        offset = self.batch.signs.starts[places.passages]
        first, last = places.first, places.last
        begin, end = tokens.starts[first] - offset, tokens.ends[last] - offset
        columns = (first - base, last - base, begin, end, self.chosen)
        return list(zip(*(c.tolist() for c in columns), strict=True))

    def hits(self, passage: int) -> list[Hit]:
        """Return the hits of a passage."""
        chosen = self.choices.chosen
        return [
            Hit(first, last, start, end, chosen[choice])
            for first, last, start, end, choice in self._rows[
                self._bounds[passage] : self._bounds[passage + 1]
            ]
        ]

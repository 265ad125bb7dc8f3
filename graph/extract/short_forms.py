"""What short forms stand for within one paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from .tables import Guard, Kind
from .words import Words

if TYPE_CHECKING:
    from .reading import Reading


class Entry(Struct, frozen=True, gc=False):
    """What one way of writing leads to.

    Attributes:
        cased: The words as printed where the case counts, else empty.
        concept: The kind is one of a concept.
        named: The kind is one of a proper name.
        group: Of several entries one of a group counts. Rules are a group each: the same
            words may speak for several concepts.
    """

    name: str
    kind: Kind
    guard: Guard | None
    cased: tuple[str, ...]
    concept: bool
    named: bool
    group: str


@dataclass(slots=True)
class LocalNames:
    """Short forms that one paper defines, which outrank the vocabulary.

    Attributes:
        meaning: Words of a short form, as printed, to the concept or the proper name it
            stands for; None where it stands for something no vocabulary has.
        skips: For each passage, word before an acronym's bracket to word after
            it: "language model (LM) decoding" is "language model decoding".
    """

    meaning: dict[tuple[str, ...], Entry | None] = field(default_factory=dict)
    skips: dict[str, dict[int, int]] = field(default_factory=dict)
    _by_first: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def add(self, short: str, entry: Entry | None) -> None:
        """Let a short form, in singular and plural, mean what an entry names, or nothing."""
        printed = _words(short)
        if printed and printed not in self.meaning:
            self.meaning[printed] = entry
            self._by_first.setdefault(printed[0], []).append(printed)
            if len(printed) == 1:
                self._by_first.setdefault(printed[0] + "s", []).append(printed)

    def concept(self, short: str) -> bool:
        """Tell whether a short form stands for a concept in this paper."""
        entry = self.meaning.get(_words(short))
        return entry is not None and entry.concept

    @property
    def firsts(self) -> Collection[str]:
        """The words, as printed, with which a short form can begin."""
        return self._by_first.keys()

    def at(self, reading: Reading, i: int) -> tuple[int, Entry | None] | None:
        """Return the last word and the meaning of a short form that begins at word `i`."""
        for printed in self._by_first.get(reading.printed(i, i + 1)[0], ()):
            last = i + len(printed) - 1
            if last >= reading.count or not reading.joins(i + 1, last + 1):
                continue
            there = reading.printed(i, last + 1)
            if there[:-1] == list(printed[:-1]) and there[-1] in (printed[-1], printed[-1] + "s"):
                return last, self.meaning[printed]
        return None


def _words(short: str) -> tuple[str, ...]:
    return (short,) if short.isalnum() else tuple(Words(short).printed)

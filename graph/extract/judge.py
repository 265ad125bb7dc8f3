"""Which words can be names of a paper's own: not concepts, not what others are known for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ..text import name_key
from .alignment import without_plural
from .naming import is_name_like
from .reading import PaperReading
from .short_forms import Entry
from .words import FOLDED, Memo


def _plain(name: str) -> str:
    return " ".join(FOLDED[w] for w in name.split()).rstrip("s")


_PLAIN, _KEYS = Memo(_plain), Memo(name_key)


class Judge:
    """Says which words can be names of a paper's own."""

    def __init__(self, paper: PaperReading) -> None:
        self._paper = paper

    @cached_property
    def _concepts(self) -> frozenset[str]:
        return frozenset([_PLAIN[text] for text, entry in self._named() if entry.concept])

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset([_KEYS[text] for text, entry in self._named() if entry.named])

    def _named(self) -> Iterator[tuple[str, Entry]]:
        for reading in self._paper.passages:
            for hit in self._paper.hits[reading.passage.id]:
                text = reading.text[hit.start : hit.end]
                yield from ((text, entry) for entry in hit.entries)

    def concept(self, name: str) -> bool:
        """Tell whether a name is a concept's, or a short form of one."""
        return self._paper.local.concept(without_plural(name)) or _PLAIN[name] in self._concepts

    def known(self, name: str) -> bool:
        """Tell whether the shipped names have it: most likely others made it."""
        return _KEYS[name] in self._known

    def allows(self, name: str, *, sure: bool = False) -> bool:
        """Tell whether a word spelt like a name can be one of the paper's own."""
        return is_name_like(name) and not self.concept(name) and (sure or not self.known(name))

    def allows_ordinary(self, name: str) -> bool:
        """Tell whether capitalised words can be a name, where the grammar leaves no doubt."""
        fits = " " in name or (name[:1].isupper() and name.isalpha() and len(name) > 2)
        return fits and not self.concept(name) and not self.known(name)

"""Which words can be names of a paper's own: not concepts, not what others are known for."""

from __future__ import annotations

from ..text import name_key
from .alignment import without_plural
from .naming import is_name_like
from .reading import PaperReading
from .tables import CONCEPT_KINDS, NAME_KINDS
from .words import FOLDED


class Judge:
    """Says which words can be names of a paper's own."""

    def __init__(self, paper: PaperReading) -> None:
        self._local = paper.local
        self._concepts: set[str] = set()
        self._known: set[str] = set()
        for reading in paper.passages:
            words = reading.words
            for hit in paper.hits[reading.passage.id]:
                text = reading.text[words.starts[hit.first] : words.ends[hit.last]]
                kinds = {e.kind for e in hit.entries}
                if kinds & set(CONCEPT_KINDS):
                    self._concepts.add(_plain(text))
                if kinds & set(NAME_KINDS):
                    self._known.add(name_key(text))

    def concept(self, name: str) -> bool:
        """Tell whether a name is a concept's, or a short form of one."""
        return self._local.concept(without_plural(name)) or _plain(name) in self._concepts

    def known(self, name: str) -> bool:
        """Tell whether the shipped names have it: most likely others made it."""
        return name_key(name) in self._known

    def allows(self, name: str, *, sure: bool = False) -> bool:
        """Tell whether a word spelt like a name can be one of the paper's own."""
        return is_name_like(name) and not self.concept(name) and (sure or not self.known(name))

    def allows_ordinary(self, name: str) -> bool:
        """Tell whether capitalised words can be a name, where the grammar leaves no doubt."""
        fits = " " in name or (name[:1].isupper() and name.isalpha() and len(name) > 2)
        return fits and not self.concept(name) and not self.known(name)


def _plain(name: str) -> str:
    return " ".join(FOLDED[w] for w in name.split()).rstrip("s")

"""What an extractor is, and which there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol, runtime_checkable

from ..model import Mention
from ..plugins import instances
from .reading import PaperReading

# In the order in which they run: each sees what those before it found.
BUILT_IN = {
    "systems": "systems:SystemExtractor",
    "repositories": "repositories:RepositoryExtractor",
    "names": "names:NameExtractor",
    "concepts": "concepts:ConceptExtractor",
}


@runtime_checkable
class Extractor(Protocol):
    """Finds mentions of one kind in papers that are cut into words and sentences."""

    name: str

    def extract(self, papers: Sequence[PaperReading]) -> Iterator[Sequence[Mention]]:
        """Yield, for each paper in order, its mentions in reading order."""
        ...


@cache
def extractors() -> tuple[Extractor, ...]:
    """Return every extractor: our own, then those of other packages, by name.

    Raises:
        GraphError: An extractor of another package cannot be loaded, or has a
            name that is taken.
    """
    found = instances("extractor", BUILT_IN, __package__, ("name", "extract"))
    return tuple(extractor for _, extractor in found)

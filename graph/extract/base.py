"""What an extractor is, and which there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from ..errors import GraphError
from ..model import Mention
from .reading import PaperReading

# In the order in which they run: each sees what those before it found.
BUILT_IN = {
    "systems": "systems:SystemExtractor",
    "repositories": "repositories:RepositoryExtractor",
    "names": "names:NameExtractor",
    "concepts": "concepts:ConceptExtractor",
}
_GROUP = "citegraph.extractors"


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
    found: dict[str, Extractor] = {}
    for name, place in BUILT_IN.items():
        module, _, extractor = place.partition(":")
        found[name] = getattr(import_module(f".{module}", __package__), extractor)()
    for entry in others():
        if entry.name in found:
            raise GraphError(f"{_whose(entry)}: an extractor is called {entry.name} already.")
        found[entry.name] = _load(entry)
    return tuple(found.values())


def others() -> list[EntryPoint]:
    """Return the extractors of other packages, not loaded yet."""
    return sorted(entry_points(group=_GROUP), key=lambda e: (e.name, e.value))


def _whose(entry: EntryPoint) -> str:
    owner = entry.dist.name if entry.dist else "an unknown distribution"
    return f"Extractor {entry.name} of {owner}"


def _load(entry: EntryPoint) -> Extractor:
    try:
        extractor = entry.load()()
    # Code of others may fail in any way; each is told with the name of its distribution.
    except Exception as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise GraphError(
            f"{_whose(entry)} cannot be loaded: {why}. Upgrade or uninstall that distribution."
        ) from error
    if not isinstance(extractor, Extractor):
        raise GraphError(f"{_whose(entry)} is no extractor: it lacks name or extract.")
    return extractor

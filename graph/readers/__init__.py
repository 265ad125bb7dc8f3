"""From bytes to papers: which readers there are, and which one fits an input.

The readers' modules, and what they import, are loaded when first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePath
from types import MappingProxyType

from ..errors import AmbiguousFormatError, GraphError, UnknownFormatError, UsageError
from .base import HEAD, Read, Reader, Recognition

__all__ = ["BUILT_IN", "HEAD", "Read", "Reader", "Recognition", "choose", "readers"]

BUILT_IN = {
    "jsonl": "jsonl:JsonLinesReader",
    "page": "page:PageReader",
}
_GROUP = "citegraph.readers"


@cache
def readers() -> Mapping[str, Reader]:
    """Return every reader by name: our own, then those of other packages.

    Raises:
        GraphError: A reader of another package cannot be loaded, or has a name
            that is taken.
    """
    found: dict[str, Reader] = {}
    for name, place in BUILT_IN.items():
        module, _, reader = place.partition(":")
        found[name] = getattr(import_module(f".{module}", __name__), reader)()
    for entry in sorted(entry_points(group=_GROUP), key=lambda e: (e.name, e.value)):
        if entry.name in found:
            raise GraphError(f"{_whose(entry)}: a reader is called {entry.name} already")
        found[entry.name] = _load(entry)
    return MappingProxyType(found)


def _whose(entry: EntryPoint) -> str:
    owner = entry.dist.name if entry.dist else "an unknown distribution"
    return f"Reader {entry.name} of {owner}"


def _load(entry: EntryPoint) -> Reader:
    try:
        reader = entry.load()()
    # Code of others may fail in any way; each is told with the name of its distribution.
    except Exception as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise GraphError(
            f"{_whose(entry)} cannot be loaded: {why}. Upgrade or uninstall that distribution."
        ) from error
    if not isinstance(reader, Reader):
        raise GraphError(f"{_whose(entry)} is no reader: it lacks name, recognises or read")
    return reader


def choose(head: bytes, origin: str, format: str | None = None) -> Reader:
    """Return the reader for an input.

    Readers decide by the content. When several would do equally well, the one
    that claims the suffix of the file is taken; never the first in some order.

    Args:
        head: The first `HEAD` bytes, or all where there are fewer.
        origin: For the message of an error, and for the suffix.
        format: Name of a reader; nothing is guessed then.

    Raises:
        UsageError: No reader has this name.
        UnknownFormatError: No reader recognises the input.
        AmbiguousFormatError: Several do.
    """
    known = readers()
    if format is not None:
        if format not in known:
            raise UsageError(f"No format is called {format}; formats are {', '.join(known)}.")
        return known[format]
    answers = {name: reader.recognises(head) for name, reader in known.items()}
    for wanted in (Recognition.YES, Recognition.MAYBE):
        names = [name for name, answer in answers.items() if answer is wanted]
        if len(names) > 1:
            names = _of_suffix(names, origin) or names
        if len(names) > 1:
            raise AmbiguousFormatError(origin, names)
        if names:
            return known[names[0]]
    raise UnknownFormatError(origin, known)


def _of_suffix(names: Iterable[str], origin: str) -> list[str]:
    path = PurePath(origin.lower().removesuffix(".gz"))
    return [n for n in names if path.suffix in getattr(readers()[n], "suffixes", ())]

"""What is found by name: our own readers, extractors and exports, and those of other packages.

Ours are named as `module:name` and loaded when asked for; other packages bring
theirs through entry points, and one that cannot be loaded is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from .errors import GraphError


def built_in(place: str, package: str) -> Any:
    """Load what stands at `module:name` of one of our packages."""
    module, _, name = place.partition(":")
    return getattr(import_module(f".{module}", package), name)


def brought(kind: str) -> list[EntryPoint]:
    """Return what other packages bring of a kind (`reader`, ...), by name, not loaded yet."""
    return sorted(entry_points(group=f"citegraph.{kind}s"), key=lambda e: (e.name, e.value))


def load(kind: str, entry: EntryPoint) -> Any:
    """Load what another package brings.

    Raises:
        GraphError: It cannot be loaded; the distribution that brings it is named.
    """
    try:
        return entry.load()
    # Code of others may fail in any way; each is told with the name of its distribution.
    except Exception as error:
        raise _unloadable(kind, entry, error) from error


def instances(
    kind: str, ours: Mapping[str, str], package: str, members: Sequence[str]
) -> Iterator[tuple[str, Any]]:
    """Yield the name and an instance of every class: ours in order, then those brought.

    Args:
        kind: `reader` or `extractor`.
        ours: Places of our own classes, by name.
        package: Where they are.
        members: What an instance must have.

    Raises:
        GraphError: A class of another package cannot be loaded or called, lacks a
            member, or has a name that is taken.
    """
    for name, place in ours.items():
        yield name, built_in(place, package)()
    yield from others(kind, ours, members)


def others(kind: str, ours: Iterable[str], members: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield what `instances` does of other packages alone; `ours` are names that are taken."""
    taken = set(ours)
    for entry in brought(kind):
        if entry.name in taken:
            raise GraphError(f"{_whose(kind, entry)}: another {kind} has this name already.")
        taken.add(entry.name)
        made = load(kind, entry)
        try:
            made = made()
        except Exception as error:
            raise _unloadable(kind, entry, error) from error
        lacking = [member for member in members if not hasattr(made, member)]
        if lacking:
            raise GraphError(f"{_whose(kind, entry)} is no {kind}: it lacks {', '.join(lacking)}.")
        yield entry.name, made


def _whose(kind: str, entry: EntryPoint) -> str:
    owner = entry.dist.name if entry.dist else "an unknown distribution"
    return f"{kind.capitalize()} {entry.name} of {owner}"


def _unloadable(kind: str, entry: EntryPoint, error: Exception) -> GraphError:
    why = " ".join(str(error).split()) or type(error).__name__
    return GraphError(
        f"{_whose(kind, entry)} cannot be loaded: {why}. Upgrade or uninstall that distribution."
    )

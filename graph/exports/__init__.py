"""Files of the graph for other programs; each format is a function of a module here."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

from ..errors import ExportError, UsageError
from ..schema import Graph

Export = Callable[[Graph, Path], None]

# By suffix or, without a dot, by the name given with --for: module and function.
BUILT_IN: dict[str, str] = {
    ".graphml": "graphml:write_graphml",
    ".json": "node_link:write_node_link",
}


def export(graph: Graph, path: Path, kind: str | None = None) -> None:
    """Write a graph as a file, whole or not at all.

    Args:
        graph: What to write.
        path: The file; one that is there is replaced when the new one is complete.
        kind: Name of a format; without it the suffix says which.

    Raises:
        UsageError: The format is not known.
        ExportError: The file cannot be written.
    """
    write = _found(path, kind)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if path.is_dir():
            raise ExportError(f"{path}: is a folder. Give the name of a file.")
        write(graph, fresh)
        fresh.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path}: cannot be written ({reason}). Try another folder.") from error
    finally:
        fresh.unlink(missing_ok=True)


def _found(path: Path, kind: str | None) -> Export:
    """Find the function: a built-in one, else one that another package brings."""
    wanted = kind if kind is not None else path.suffix.lower()
    if f".{wanted}" in BUILT_IN:
        wanted = f".{wanted}"
    if wanted in BUILT_IN:
        module, _, function = BUILT_IN[wanted].partition(":")
        return cast("Export", getattr(import_module(f".{module}", __name__), function))
    brought = entry_points(group="citegraph.exports")
    for entry in brought:
        if entry.name == wanted:
            try:
                return cast("Export", entry.load())
            except (ImportError, AttributeError) as error:
                by = entry.dist.name if entry.dist else entry.value
                raise ExportError(
                    f"{wanted}: the export that {by} brings cannot be loaded ({error}). "
                    "Install it anew, or remove it."
                ) from error
    names = sorted({*BUILT_IN, *(entry.name for entry in brought)})
    suffixes = ", ".join(name for name in names if name.startswith("."))
    others = ", ".join(name for name in names if not name.startswith("."))
    by_name = f"; with --for: {others}" if others else ""
    what = f"{wanted} is no known format" if wanted else "has no suffix that names a format"
    raise UsageError(f"{path.name}: {what}. Known are {suffixes}{by_name}.")

"""Files of the graph for other programs; each format is a function of a module here."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import cast

from ..errors import ExportError, UsageError
from ..plugins import brought, built_in, load
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
        GraphError: What another package brings for it cannot be loaded.
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
        return cast("Export", built_in(BUILT_IN[wanted], __name__))
    others = {entry.name: entry for entry in brought("export")}
    if wanted in others:
        return cast("Export", load("export", others[wanted]))
    names = sorted({*BUILT_IN, *others})
    suffixes = ", ".join(name for name in names if name.startswith("."))
    words = ", ".join(name for name in names if not name.startswith("."))
    by_name = f"; with --for: {words}" if words else ""
    what = f"{wanted} is no known format" if wanted else "has no suffix that names a format"
    raise UsageError(f"{path.name}: {what}. Known are {suffixes}{by_name}.")

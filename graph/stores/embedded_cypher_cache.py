"""Where engine files are kept, and which of them are thrown away."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from ..schema import Graph

# Raised when what is put into an engine file changes.
_FORMAT = 2

# Files of libraries that are gone (or were in memory only) are never asked for again.
_KEPT = 12


def cache_folder() -> Path:
    """Say where engine files lie: CITEGRAPH_CACHE, else the platform's cache folder."""
    if given := os.environ.get("CITEGRAPH_CACHE"):
        return Path(given)
    if xdg := os.environ.get("XDG_CACHE_HOME"):
        return Path(xdg) / "citegraph"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "citegraph"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home()) / "citegraph" / "Cache"
    return Path.home() / ".cache" / "citegraph"


def engine_file(graph: Graph, folder: Path) -> Path:
    """Name the file of a graph; the folder is made, and those of other generations go.

    The name is a hash: identifier and state of a library are texts that were read from a file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made_by = f"{_FORMAT} {version('kglite')} {graph.key}"
    library = sha256(made_by.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    state = sha256(f"{graph.generation} {graph.state}".encode("utf-8", "surrogatepass"))
    wanted = folder / f"{library}-{state.hexdigest()[:16]}.kgl"
    for other in folder.glob(f"{library}-*.kgl"):
        if other != wanted:
            other.unlink(missing_ok=True)
    by_age = sorted(folder.glob("*-*.kgl"), key=_age, reverse=True)
    for old in [file for file in by_age if file != wanted][_KEPT - 1 :]:
        old.unlink(missing_ok=True)
    return wanted


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0

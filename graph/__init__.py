"""citegraph: papers as a citation and knowledge graph.

The public names are loaded when first used, so that importing `graph` is
instant: Python runs this file before `__main__`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .answers import duplicates, related, search, show
    from .decide import merge, split
    from .pipeline import build, extract, load, open_library
    from .stores.networkx_store import networkx

_HOMES = {
    "build": "pipeline",
    "duplicates": "answers",
    "extract": "pipeline",
    "load": "pipeline",
    "merge": "decide",
    "open_library": "pipeline",
    "related": "answers",
    "search": "answers",
    "show": "answers",
    "split": "decide",
    "networkx": "stores.networkx_store",
}

__all__ = [
    "build",
    "duplicates",
    "extract",
    "load",
    "merge",
    "networkx",
    "open_library",
    "related",
    "search",
    "show",
    "split",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)

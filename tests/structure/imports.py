"""Reads the imports of the project's own modules, without running them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Import:
    """One import: by which module, in which line, of what.

    Modules of our own are named from `graph` on: `graph.stores.base`. `name` is a
    module where it can be told from an attribute, see `imports_in`.
    """

    module: str
    line: int
    name: str
    relative: bool


def sources() -> list[Path]:
    """All Python files of the product."""
    return [ROOT / "cli.py", *sorted((ROOT / "graph").rglob("*.py"))]


def module_name(path: Path) -> str:
    """`graph/stores/base.py` is `graph.stores.base`; an `__init__.py` is its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_in(text: str, module: str, *, package: bool = False) -> Iterator[Import]:
    """Yield every import in a source text, those inside functions too.

    `from ..stores import base` gives `graph.stores.base`: whether the last word is a module or a
    name in one makes no difference to the floor it stands on.

    Args:
        text: The source.
        module: Its dotted name.
        package: Whether it is an `__init__.py`, where one dot means the module itself.
    """
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, node.lineno, alias.name, relative=False)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")
            above = above[: len(above) - node.level + package] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                yield Import(module, node.lineno, f"{base}.{alias.name}", bool(node.level))


def all_imports() -> list[Import]:
    """Every import of the product."""
    return [
        found
        for path in sources()
        for found in imports_in(
            path.read_text("utf-8"), module_name(path), package=path.name == "__init__.py"
        )
    ]

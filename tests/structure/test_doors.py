"""Each library is imported by few modules, and every declared one is used."""

from __future__ import annotations

import re
import sys
import tomllib
from fnmatch import fnmatch

import pytest

from tests.structure.imports import ROOT, Import, all_imports, imports_in

# The doors of each library, as patterns of module names; * also stands for dots.
DOORS = {
    "Stemmer": ["graph.derive*"],
    "backports": ["graph.sources.content"],
    "charset_normalizer": ["graph.readers.encodings"],
    "click": ["cli"],
    "igraph": ["graph.maps.layout"],
    "jinja2": ["graph.maps.page"],
    "kglite": ["graph.stores.embedded_cypher*"],
    "lxml": [
        "graph.readers.xml*",
        "graph.readers.full_text.*",
        "graph.readers.lists.*",
        "graph.readers.web.*",
    ],
    "markdown_it": ["graph.readers.lists.markdown"],
    "msgspec": ["graph.model", "graph.readers.*", "graph.library.packing", "graph.extract.*"],
    "neo4j": ["graph.stores.neo4j*"],
    "networkx": ["graph.stores.networkx_store", "graph.exports.*"],
    "numpy": [
        "graph.extract.*",
        "graph.nearest",
        "graph.meanings",
        "graph.vectors",
        "graph.derive*",
        "graph.maps.layout",
        "graph.resolve.candidates",
    ],
    "onnxruntime": ["graph.derive.encoders"],
    "openpyxl": ["graph.readers.tables.excel"],
    "pylatexenc": ["graph.readers.bibtex.latex"],
    "pyvis": ["graph.maps.page"],
    "rapidfuzz": [
        "graph.library.*",
        "graph.resolve*",
        "graph.answers*",
        "graph.stores.neo4j*",
    ],
    "rdflib": ["graph.extract.thesaurus"],
    "rich": ["graph.terminal*"],
    "scipy": ["graph.nearest", "graph.derive*", "graph.maps.layout"],
    # Opened by the library; what is derived from it is given its connection, and names the type.
    "sqlite3": ["graph.library*", "graph.assemble", "graph.derive*", "graph.explain"],
    "tokenizers": ["graph.derive.embeddings"],
    "typer": ["cli"],
}

# Where a distribution has another name than its module.
DISTRIBUTIONS = {
    "Stemmer": "pystemmer",
    "charset_normalizer": "charset-normalizer",
    "markdown_it": "markdown-it-py",
}

# Of the standard library only what has a door of its own is watched.
# `compression` is part of it from Python 3.14 on.
UNWATCHED = (sys.stdlib_module_names - DOORS.keys()) | {"graph", "cli", "compression"}


def fault(found: Import) -> str | None:
    """Say what is wrong with an import of a library, if anything is."""
    library = found.name.split(".")[0]
    if found.relative or library in UNWATCHED:
        return None
    if library not in DOORS:
        return f"{found.module}:{found.line} imports {library}, which has no door"
    if not any(fnmatch(found.module, door) for door in DOORS[library]):
        return f"{found.module}:{found.line} imports {library}, but is not one of {DOORS[library]}"
    return None


def declared() -> set[str]:
    """The names of the libraries that an installation brings, with what is optional."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["embeddings"]
    return {re.split(r"[^\w-]", line)[0] for line in lines}


def test_libraries_are_imported_at_their_doors() -> None:
    assert list(filter(None, map(fault, all_imports()))) == []


def test_every_declared_library_is_used_and_every_used_one_declared() -> None:
    used = {found.name.split(".")[0] for found in all_imports() if not found.relative}
    used -= UNWATCHED | sys.stdlib_module_names
    assert {DISTRIBUTIONS.get(library, library) for library in used} == declared()


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        pytest.param("graph.answers", "import sqlite3", "not one of", id="past the door"),
        pytest.param(
            "graph.derive", "def f():\n    from networkx import Graph", ":2 imports", id="inside"
        ),
        pytest.param("graph.text", "import pandas", "no door", id="no door at all"),
        pytest.param("graph.nearest", "import scipy.sparse", None, id="a submodule at the door"),
        pytest.param("graph.library.writing", "import sqlite3", None, id="the library"),
        pytest.param("graph.text", "import json", None, id="standard library"),
        pytest.param("graph.stores.base", "from . import neo4j", None, id="own module"),
    ],
)
def test_doors_are_read_from_imports(module: str, source: str, expected: str | None) -> None:
    (found,) = imports_in(source, module)
    said = fault(found)
    assert said is None if expected is None else said and expected in said

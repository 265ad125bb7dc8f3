"""The names that `import graph` promises, and how little it loads."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import graph

ROOT = Path(__file__).resolve().parents[2]

# Adding a name is free; taking one away breaks those who use it.
NAMES = {"build", "extract", "load", "networkx", "open_library", "related", "search", "show"}

# Each takes as long to load as a whole short command.
HEAVY = {
    "IPython",
    "igraph",
    "jinja2",
    "kglite",
    "msgspec",
    "neo4j",
    "networkx",
    "numpy",
    "pydantic",
    "pyvis",
    "rich",
    "scipy",
}


def test_public_names_stay() -> None:
    assert set(graph.__all__) >= NAMES


@pytest.mark.parametrize("name", sorted(graph.__all__))
def test_public_name_loads_and_is_documented(name: str) -> None:
    assert getattr(graph, name).__doc__


def test_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = graph.no_such_name


def test_type_checkers_see_the_names_that_python_loads() -> None:
    tree = ast.parse((ROOT / "graph" / "__init__.py").read_text("utf-8"))
    seen = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    }
    assert seen == set(graph.__all__)


def loaded_by(code: str) -> set[str]:
    """The top-level modules in memory after some code ran in a fresh process."""
    code = f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"
    # Measuring coverage loads modules of its own.
    plain = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=plain,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.split(".")[0] for name in done.stderr.splitlines()[-1].split()}


def test_importing_graph_loads_no_library() -> None:
    assert loaded_by("import graph") & (HEAVY | {"typer", "click", "sqlite3"}) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--help"], id="help"),
        pytest.param(["related", "--help"], id="help of a command"),
        pytest.param(["related", "ELLA", "--store", "STORE", "--json"], id="related"),
        pytest.param(["show", "ELLA", "--store", "STORE", "--json"], id="show"),
    ],
)
def test_short_commands_load_nothing_heavy(arguments: list[str], example_store: Path) -> None:
    argv = ["graph", *(str(example_store) if word == "STORE" else word for word in arguments)]
    code = (
        f"sys.argv = {argv!r}\n"
        "from graph.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit as done:\n    assert not done.code, done.code"
    )
    assert loaded_by(code) & HEAVY == set()


@pytest.fixture(scope="module")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library built from the example of 41 papers."""
    store = tmp_path_factory.mktemp("example") / "trending-papers.graph"
    source = "examples/trending-papers.txt"
    subprocess.run(
        [sys.executable, "-m", "graph", "build", source, "--store", str(store)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return store

"""A module imports only the floors below its own, and its own folder."""

from __future__ import annotations

import pytest

from tests.structure.imports import Import, all_imports, imports_in, module_name, sources

FLOORS = {
    0: {"errors", "patterns", "_beside"},
    1: {
        "addresses",
        "collector",
        "coverage",
        "identifiers",
        "text",
        "schema",
        "model",
        "names",
        "paper_json",
        "plugins",
        "report",
    },
    2: {"sources", "readers", "extract", "resolve", "relate", "library", "queries"},
    3: {"derive", "assemble", "explain"},
    4: {"stores", "exports", "maps"},
    5: {"pipeline", "answers", "terminal"},
    6: {"", "__main__"},
    7: {"cli"},
}
FLOOR = {room: floor for floor, rooms in FLOORS.items() for room in rooms}

# A room of more than one module.
PART_OF = {
    "batches": "pipeline",
    "decide": "pipeline",
    "meanings": "relate",
    "nearest": "relate",
    "vectors": "relate",
    "opened": "answers",
    "plain_text": "answers",
    "related": "answers",
    "server_answers": "answers",
    "server_reasons": "answers",
}

# On these floors a room knows nothing of the others.
STRANGERS = {2, 4, 5}


def room(module: str) -> str:
    """The part of the name that has a floor: `stores` of `graph.stores.base`."""
    if not module.startswith("graph"):
        return module
    name = ([*module.split("."), ""])[1]
    return PART_OF.get(name, name)


def fault(found: Import) -> str | None:
    """Say what is wrong with an import between our own modules, if anything is."""
    if not found.name.startswith(("graph.", "cli.")) and found.name not in ("graph", "cli"):
        return None
    here, there = room(found.module), room(found.name)
    if here not in FLOOR:
        return f"{found.module} has no floor: add it to FLOORS"
    if there not in FLOOR:
        there = ""  # a public name of graph/__init__.py
    arrow = f"{found.module}:{found.line} -> {found.name}"
    if FLOOR[there] > FLOOR[here]:
        return f"{arrow} points up, from floor {FLOOR[here]} to {FLOOR[there]}"
    if FLOOR[there] == FLOOR[here] in STRANGERS and here != there:
        return f"{arrow} joins two strangers on floor {FLOOR[here]}"
    if not found.relative and found.module.startswith("graph"):
        return f"{arrow} is not relative"
    return None


def test_every_module_has_a_floor() -> None:
    assert [name for path in sources() if room(name := module_name(path)) not in FLOOR] == []


def test_no_arrow_points_up() -> None:
    assert list(filter(None, map(fault, all_imports()))) == []


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        pytest.param("graph.text", "from .stores import base", "points up", id="up"),
        pytest.param(
            "graph.text",
            "def f():\n    from .pipeline import build",
            "graph.text:2 -> graph.pipeline.build points up, from floor 1 to 5",
            id="up, inside a function",
        ),
        pytest.param("graph.maps.page", "from ..exports import csv", "strangers", id="strangers"),
        pytest.param("graph.answers", "from .pipeline import build", "strangers", id="one floor"),
        pytest.param("graph.derive", "from graph import model", "not relative", id="absolute"),
        pytest.param("graph.derive", "from . import build", "points up", id="a public name"),
        pytest.param("graph.answers", "import cli", "points up", id="the command line"),
        pytest.param("graph.maps.page", "from .layout import place", None, id="own folder"),
        pytest.param("graph.maps.page", "from ..model import Paper", None, id="floor below"),
        pytest.param("graph.model", "from .text import words", None, id="ground floor"),
        pytest.param("cli", "from graph.pipeline import build", None, id="cli from above"),
    ],
)
def test_the_plan_is_read_from_imports(module: str, source: str, expected: str | None) -> None:
    (found,) = imports_in(source, module)
    said = fault(found)
    assert said is None if expected is None else said and expected in said

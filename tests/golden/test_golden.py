"""Every case of a reader beside what it must give; `--regenerate` writes that anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.model import Findings, Paper, Rejected, Skipped, Warned, asdict
from graph.paper_json import as_json
from graph.readers import readers

HERE = Path(__file__).parent
CASES = sorted(
    path for path in HERE.glob("*/*") if path.parent.name in readers() and path.suffix != ".json"
)
# What follows from the rest, or is found by extraction.
_FOUND = {
    "key",
    "years",
    "stub",
    "origins",
    "concepts",
    "terms",
    "introduces",
    "uses",
    "datasets",
    "metrics",
    "acronyms",
    "repositories",
    "code_promised",
    "pages",
    "evidence",
    "mentions",
    "cited_by",
}


def described(item: Paper | Rejected | Skipped | Warned) -> dict[str, Any]:
    """Return a result of a reader as JSON, without what is empty."""
    if not isinstance(item, Paper):
        kind = type(item).__name__.lower()
        return {kind: {k: v for k, v in asdict(item).items() if k != "origin" and v}}
    fields = as_json(item, Findings())
    kept = {k: v for k, v in fields.items() if k not in _FOUND and v not in (None, [], {}, "")}
    return {"paper": {"line": item.origin.line} | kept}


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_case(path: Path, golden: Callable[[Path, str], None]) -> None:
    with path.open("rb") as stream:
        found = [described(item) for item in readers()[path.parent.name].read(stream, path.name)]

    expected = path.with_suffix(".json")
    golden(expected, json.dumps(found, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("name", sorted(readers()))
def test_every_reader_has_a_normal_a_broken_and_a_foreign_case(name: str) -> None:
    cases = [path for path in CASES if path.parent.name == name]
    given = [path.read_bytes() for path in cases]

    assert len(cases) >= 3
    assert any(not data.isascii() for data in given)

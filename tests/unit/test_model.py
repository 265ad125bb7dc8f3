"""What readers give: values."""

from __future__ import annotations

from collections.abc import Hashable

import pytest

from graph.identifiers import Identifier
from graph.model import Author, Link, Origin, Paper, Passage, Reference, Role, Skipped, replace


def _paper() -> Paper:
    return Paper(
        title="Routing",
        identifiers=frozenset({Identifier("doi", "10.1000/182")}),
        authors=(Author("Ada Roe"),),
        links=(Link("https://code.example/a", Role.OFFICIAL),),
        references=(Reference(text="A. Roe. Before. 2001.", year=2001),),
        passages=(Passage("title", "Routing"),),
        origin=Origin("a.jsonl", 3),
    )


@pytest.mark.parametrize(
    ("value", "field"),
    [
        pytest.param(_paper(), "title", id="paper"),
        pytest.param(Reference(text="x"), "text", id="reference"),
        pytest.param(Author("Ada Roe"), "orcid", id="author"),
        pytest.param(Origin("a.jsonl", 1), "line", id="origin"),
        pytest.param(Skipped("a.jsonl", 1, "blank"), "reason", id="skipped"),
    ],
)
def test_a_value_stays_as_it_was_made(value: Hashable, field: str) -> None:
    before = hash(value)

    with pytest.raises(AttributeError):
        setattr(value, field, None)

    assert hash(value) == before


def test_values_are_compared_by_what_they_hold() -> None:
    assert _paper() == _paper()
    assert len({_paper(), _paper(), replace(_paper(), year=2001)}) == 2

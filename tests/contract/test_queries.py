"""Every shipped query gives the same rows, in the same order, on every engine."""

from __future__ import annotations

from typing import Any

import pytest

from graph.queries import shipped
from graph.stores.base import Store
from tests.small_graph import CAFE, DATED, EMOJI, HEBREW, MARKS, STUB, WILD, A, B, C

ALPHA = "Alpha: masked diffusion"
ONE, TWO = "https://github.com/org/one", "https://github.com/org/two"
MASKED, DIFFUSION = "concept:masked-diffusion", "concept:diffusion"

ROWS: list[Any] = [
    pytest.param(
        "authors",
        {},
        [
            ["author:grace example", "Grace Example", 2, 2023, 2024],
            ["orcid:0000-0002-1825-0097", MARKS, 1, 2023, 2023],
        ],
        id="authors",
    ),
    pytest.param(
        "cited_most",
        {"limit": 2},
        [[CAFE, MARKS, 1999, 3, True], [B, HEBREW, 2023, 1, False]],
        id="cited_most, cut off",
    ),
    pytest.param(
        "co_occurring",
        {"concept": "Diffusion"},
        [[MASKED, "masked diffusion", "method", 1, -0.123457]],
        id="co_occurring, from the smaller key",
    ),
    pytest.param(
        "co_occurring",
        {"concept": MASKED},
        [[DIFFUSION, "diffusion", "field", 1, -0.123457]],
        id="co_occurring, from the larger key",
    ),
    pytest.param(
        "cocited",
        {"key": CAFE},
        [[B, HEBREW, 2023, 1, False], [STUB, WILD, None, 1, True]],
        id="cocited",
    ),
    pytest.param("cocited", {"key": "title:none"}, [], id="cocited, no such key"),
    pytest.param(
        "concept_papers",
        {"concept": "masked diffusion"},
        [
            [A, ALPHA, 2024, ["masked diffusion"], True, 0.9],
            [B, HEBREW, 2023, ["masked diffusion"], True, 0.6],
        ],
        id="concept_papers, none that rejects it",
    ),
    pytest.param(
        "concept_papers",
        {"concept": "DIFFUSION"},
        [
            [A, ALPHA, 2024, ["masked diffusion", "diffusion"], True, 0.9],
            [C, EMOJI, 2024, ["diffusion"], True, 0.7],
            [B, HEBREW, 2023, ["masked diffusion"], True, 0.6],
        ],
        id="concept_papers, narrower ones too",
    ),
    pytest.param(
        "concept_papers",
        {"concept": WILD},
        [[DATED, "2024-05-06", None, [WILD], True, 1.0]],
        id="concept_papers, signs in a name are only signs",
    ),
    pytest.param(
        "concept_years", {"concept": "diffusion"}, [[2023, 1], [2024, 2]], id="concept_years"
    ),
    pytest.param(
        "concepts",
        {},
        [
            [MASKED, "masked diffusion", "method", "vocabulary", 2, 2],
            [DIFFUSION, "diffusion", "field", "vocabulary", 2, 1],
            ["concept:wild", WILD, "task", "discovered", 1, 1],
        ],
        id="concepts",
    ),
    pytest.param("coupled", {"key": A}, [[B, HEBREW, 2023, 1], [C, EMOJI, 2024, 1]], id="coupled"),
    pytest.param("datasets", {}, [["dataset:ms coco", "MS COCO", 1, [A], [C]]], id="datasets"),
    pytest.param(
        "hubs",
        {},
        [
            [MASKED, "masked diffusion", "method", 2, 0.693147, 1.039721],
            [DIFFUSION, "diffusion", "field", 3, 0.287682, 0.231584],
        ],
        id="hubs",
    ),
    pytest.param(
        "path",
        {"from": A, "to": DATED},
        [
            [
                2,
                [A, "page:org.github.io/alpha", DATED],
                [ALPHA, "https://org.github.io/alpha", "2024-05-06"],
                ["HAS_PAGE", "HAS_PAGE"],
                [],
            ]
        ],
        id="path, over a page",
    ),
    pytest.param(
        "path",
        {"from": STUB, "to": DATED},
        [[2, [STUB, "system:clip", DATED], [WILD, "CLIP", "2024-05-06"], ["USES", "USES"], [STUB]]],
        id="path, over a name",
    ),
    pytest.param(
        "path",
        {"from": B, "to": "title:none"},
        [],
        id="path, to none",
    ),
    pytest.param(
        "path",
        {"from": B, "to": C},
        [[2, [B, A, C], [HEBREW, ALPHA, EMOJI], ["CITES", "MENTIONS"], []]],
        id="path, the first of several",
    ),
    pytest.param("path", {"from": A, "to": A}, [], id="path, to itself"),
    pytest.param(
        "related",
        {"key": A},
        [
            [1, B, HEBREW, 2023, 0.5, 0.3, 0.1, 0.05, 0.0, 0.05],
            [2, C, EMOJI, 2024, 0.27, 0.1, 0.05, 0.02, 0.1, 0.0],
        ],
        id="related",
    ),
    pytest.param(
        "shared_owners",
        {},
        [["org", "github.com", 3, [A, B, C], [ALPHA, HEBREW, EMOJI]]],
        id="shared_owners",
    ),
    pytest.param(
        "shared_repositories",
        {},
        [[ONE, 2, [A, B], [ALPHA, HEBREW]]],
        id="shared_repositories",
    ),
    pytest.param("systems", {}, [["Alpha", "system", A, ALPHA, 2024, 2, [B], [C]]], id="systems"),
    pytest.param(
        "to_read",
        {},
        [[CAFE, MARKS, 1999, 3, [A, B, C]], [STUB, WILD, None, 1, [B]]],
        id="to_read",
    ),
    pytest.param(
        "with_code",
        {},
        [
            [A, ALPHA, 2024, "official", ONE],
            [B, HEBREW, 2023, "mentioned", ONE],
            [C, EMOJI, 2024, "official", TWO],
        ],
        id="with_code",
    ),
]


@pytest.mark.parametrize(("name", "parameters", "rows"), ROWS)
def test_rows(engine: Store, name: str, parameters: dict[str, Any], rows: list[Any]) -> None:
    query = shipped()[name]
    table = engine.query(query, parameters)
    assert table.columns == list(query.returns)
    assert table.rows == rows
    assert table.notes == []


def test_every_query_is_tried() -> None:
    assert {row.values[0] for row in ROWS} == shipped().keys()

"""The library read as nodes and edges: what each holds, and with which evidence."""

from __future__ import annotations

from typing import Any

import pytest

from graph.schema import EDGE_PROPERTIES, Label, Relation
from tests.building import Json, built, contents, paper, write_papers

Edges = dict[tuple[str, str, str], dict[str, Any]]

PAPERS = [
    paper(
        "Glimmer: Text by Masked Diffusion",
        doi="10.1000/glimmer",
        year=2024,
        venue="Journal of Examples",
        authors=["Jane Doe", {"name": "Rick Roe", "orcid": "0000-0002-1825-0097"}, "Jane Doe"],
        keywords=["quibble folding"],
        abstract="We introduce GlimmerNet for masked diffusion, which quibble folding (QF) makes "
        "faster. It is trained on ImageNet and scores higher BLEU than BERT. Code is at "
        "https://github.com/Example-Org/Glimmer and demos at https://glimmer.github.io/demo.",
        references=[
            {
                "text": "Roe. The cited one. 2020.",
                "doi": "10.1000/cited",
                "contexts": [
                    {"sentence": f"Say {n}.", "section": "s1", "start": 0, "end": 6}
                    for n in range(7)
                ],
            },
            {"text": "Roe. Again.", "doi": "10.1000/cited"},
            "Nobody knows. This one.",
        ],
    ),
    paper(
        "Bramble",
        keywords=["Quibble folding"],
        abstract="We propose Bramble. It builds on GlimmerNet.",
    ),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Json:
    folder = tmp_path_factory.mktemp("assembled")
    built(folder / "a.graph", write_papers(folder / "a.jsonl", PAPERS))
    return contents(folder / "a.graph")


@pytest.fixture(scope="module")
def edges(told: Json) -> Edges:
    return {(r, s, t): p for r, s, t, p in told["edges"]}


@pytest.fixture(scope="module")
def nodes(told: Json) -> dict[str, dict[str, Any]]:
    return {k: {"label": label, **p} for label, k, p in told["nodes"]}


GLIMMER = "doi:10.1000/glimmer"


def test_paper_has_what_is_known_and_lacks_what_is_not(nodes: dict[str, dict[str, Any]]) -> None:
    found = nodes[GLIMMER]
    assert (found["year"], found["venue"], found["stub"]) == (2024, "Journal of Examples", False)
    assert (found["reference_count"], found["cited_by_count"]) == (3, 0)
    assert found["identifiers"] == [GLIMMER]
    assert "date" not in found
    assert nodes["doi:10.1000/cited"] == {
        "label": "Paper",
        "title": "doi:10.1000/cited",
        "identifiers": ["doi:10.1000/cited"],
        "reference_count": 0,
        "cited_by_count": 1,
        "stub": True,
    }


@pytest.mark.parametrize(
    ("key", "properties"),
    [
        ("author:jane doe", {"label": "Author", "name": "Jane Doe"}),
        ("orcid:0000-0002-1825-0097", {"label": "Author", "name": "Rick Roe"}),
        ("venue:journal of examples", {"label": "Venue", "name": "Journal of Examples"}),
        ("system:glimmernet", {"label": "System", "name": "GlimmerNet", "kind": "system"}),
        ("dataset:imagenet", {"label": "Dataset", "name": "ImageNet"}),
        ("metric:bleu", {"label": "Metric", "name": "BLEU"}),
        (
            "repository:github.com/example-org/glimmer",
            {
                "label": "Repository",
                "url": "https://github.com/example-org/glimmer",
                "host": "github.com",
                "owner": "example-org",
                "name": "glimmer",
            },
        ),
        ("page:glimmer.github.io/demo", {"label": "Page", "url": "https://glimmer.github.io/demo"}),
    ],
)
def test_other_nodes(
    nodes: dict[str, dict[str, Any]], key: str, properties: dict[str, Any]
) -> None:
    assert nodes[key] == properties


def test_author_named_twice_wrote_the_paper_once_at_the_first_place(edges: Edges) -> None:
    assert edges["WROTE", "author:jane doe", GLIMMER] == {"position": 1}
    assert edges["WROTE", "orcid:0000-0002-1825-0097", GLIMMER] == {"position": 2}


def test_citation_has_what_was_printed_and_at_most_five_contexts(edges: Edges) -> None:
    cited = edges["CITES", GLIMMER, "doi:10.1000/cited"]
    assert cited["raw"] == "Roe. The cited one. 2020."
    assert cited["contexts"] == [f"Say {n}." for n in range(5)]
    assert [t for r, _, t in edges if r == "CITES"] == ["doi:10.1000/cited"]


def test_concept_has_its_surfaces_and_a_sentence(edges: Edges) -> None:
    about = edges["ABOUT", GLIMMER, "concept:masked-diffusion"]
    assert about["central"] is True
    assert about["stance"] == "about"
    assert {"Masked Diffusion", "masked diffusion"} <= set(about["surfaces"])
    assert "masked diffusion" in about["sentence"].lower()
    assert 0 < about["weight"] <= 1


def test_concept_that_only_the_library_shows_has_the_sentence_of_its_term(edges: Edges) -> None:
    about = edges["ABOUT", GLIMMER, "concept:quibble-folding"]
    assert about["surfaces"][0] == "quibble folding"
    assert about["sentence"].startswith("We introduce GlimmerNet")


def test_names_carry_the_sentence_that_names_them(edges: Edges) -> None:
    assert edges["INTRODUCES", GLIMMER, "system:glimmernet"]["sentence"].startswith("We introduce")
    assert edges["USES", GLIMMER, "system:bert"]["stance"] == "compares"
    assert "ImageNet" in edges["USES", GLIMMER, "dataset:imagenet"]["sentence"]
    code = edges["HAS_CODE", GLIMMER, "repository:github.com/example-org/glimmer"]
    assert code["role"] == "official"
    assert edges["HAS_PAGE", GLIMMER, "page:glimmer.github.io/demo"] == {}
    mention = edges["MENTIONS", "title:bramble", GLIMMER]
    assert mention["by"] == ["GlimmerNet"]
    assert mention["sentence"] == "It builds on GlimmerNet."


def test_related_has_parts_that_add_up(edges: Edges) -> None:
    found = edges["RELATED", GLIMMER, "title:bramble"]
    # Where no model was used, there is no part of one.
    assert set(found) == set(EDGE_PROPERTIES[Relation.RELATED]) - {"meaning"}
    parts = sum(
        round(found[p] * 1e6) for p in ("concepts", "text", "citations", "mentions", "code")
    )
    assert round(found["score"] * 1e6) == parts > 0


def test_counts_are_those_of_the_graph(told: Json) -> None:
    nodes, edges = told["counts"]
    assert nodes == {label.value: sum(n[0] == label for n in told["nodes"]) for label in Label}
    assert edges == {r.value: sum(e[0] == r for e in told["edges"]) for r in Relation}

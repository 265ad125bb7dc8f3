"""Concepts that only the library shows, and how rare each concept is."""

from __future__ import annotations

from math import log
from pathlib import Path
from typing import Any

import pytest

from graph.answers import show
from tests.building import Json, built, contents, paper, write_papers

FOLDING = "We study quibble folding in depth. Quibble folding (QF) is hard; quibble folding pays."


def _concepts(store: Path) -> dict[str, dict[str, Any]]:
    return {p["name"]: p for label, _, p in contents(store)["nodes"] if label == "Concept"}


def _built(tmp_path: Path, papers: list[Json]) -> Path:
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers))
    return tmp_path / "a.graph"


def _tagged(*keywords: str, count: int = 2) -> list[Json]:
    return [
        paper(f"Paper {n} about {'x' * n}", keywords=list(keywords)) for n in range(1, count + 1)
    ]


def test_keyword_that_two_papers_share_is_a_concept(tmp_path: Path) -> None:
    papers = [*_tagged("Quibble Folding"), paper("Alone", keywords=["lonely keyword"])]
    store = _built(tmp_path, papers)
    concepts = _concepts(store)
    assert concepts["Quibble Folding"]["origin"] == "keyword"
    assert concepts["Quibble Folding"]["papers"] == 2
    assert "lonely keyword" not in concepts
    shown = show(str(store), "Paper 1 about x")
    assert [c["name"] for c in shown["concepts"]] == ["Quibble Folding"]


def test_keyword_of_the_vocabulary_is_that_concept(tmp_path: Path) -> None:
    papers = [
        paper(
            "On masked diffusion",
            abstract="We study masked diffusion.",
            keywords=["masked diffusion"],
        ),
        paper("More masked diffusion", keywords=["Masked Diffusion"]),
    ]
    concepts = _concepts(_built(tmp_path, papers))
    assert concepts["masked diffusion"]["origin"] == "vocabulary"
    assert "Masked Diffusion" not in concepts


def test_term_that_two_papers_share_moves_under_concepts(tmp_path: Path) -> None:
    papers = [paper(f"{word} quibble folding", abstract=FOLDING) for word in ("On", "Beyond")]
    store = _built(tmp_path, [*papers, paper("Else", abstract="Nothing of the kind.")])
    assert _concepts(store)["quibble folding"]["origin"] == "discovered"
    shown = show(str(store), "On quibble folding")
    found = next(c for c in shown["concepts"] if c["name"] == "quibble folding")
    assert (found["origin"], found["stance"]) == ("discovered", "about")
    assert found["surfaces"]
    assert "quibble folding" not in [t["name"] for t in shown["terms"]]


def test_term_of_one_paper_stays_a_term(tmp_path: Path) -> None:
    store = _built(tmp_path, [paper("On quibble folding", abstract=FOLDING), paper("Else")])
    assert "quibble folding" not in _concepts(store)
    assert "quibble folding" in [t["name"] for t in show(str(store), "On quibble folding")["terms"]]


def test_word_that_most_papers_have_is_no_concept(tmp_path: Path) -> None:
    assert "habit" in _concepts(_built(tmp_path, _tagged("habit", count=8)))
    assert "habit" not in _concepts(_built(tmp_path, _tagged("habit", count=40)))


def test_spelling_in_lower_case_names_the_concept(tmp_path: Path) -> None:
    papers = [*_tagged("Quibble Folding"), paper("Third", keywords=["quibble folding"])]
    assert "quibble folding" in _concepts(_built(tmp_path, papers))


def test_weight_is_the_log_of_the_inverse_share(tmp_path: Path) -> None:
    papers = [paper(f"On masked diffusion {n}", abstract="Masked diffusion.") for n in range(3)]
    papers += [paper(f"Else {n}") for n in range(5)]
    assert _concepts(_built(tmp_path, papers))["masked diffusion"]["weight"] == pytest.approx(
        log(8 / 3), abs=1e-6
    )


def test_papers_that_reject_a_concept_do_not_count(tmp_path: Path) -> None:
    papers = [
        paper("Glimmer", abstract="We introduce Glimmer, which does without masked diffusion."),
        paper("Bramble", abstract="This paper proposes Bramble, a masked diffusion model."),
    ]
    store = _built(tmp_path, papers)
    stances = {
        s: p["stance"]
        for r, s, t, p in contents(store)["edges"]
        if (r, t) == ("ABOUT", "concept:masked-diffusion")
    }
    assert stances == {"title:glimmer": "contrast", "title:bramble": "about"}
    assert _concepts(store)["masked diffusion"]["papers"] == 1


def test_broader_concepts_are_there_up_to_the_top(tmp_path: Path) -> None:
    store = _built(tmp_path, [paper("Masked", abstract="We study masked diffusion.")])
    edges = [(s, t) for r, s, t, _ in contents(store)["edges"] if r == "BROADER"]
    keys = {k for label, k, _ in contents(store)["nodes"] if label == "Concept"}
    assert ("concept:masked-diffusion", "concept:discrete-diffusion") in edges
    assert {k for edge in edges for k in edge} <= keys
    assert all(s != t for s, t in edges)

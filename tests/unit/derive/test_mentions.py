"""MENTIONS joins a paper that names a system to the paper that introduced it."""

from __future__ import annotations

from pathlib import Path

from graph.answers import show
from tests.building import Json, built, contents, paper, write_papers

GLIMMER = paper(
    "GlimmerNet", abstract="We introduce GlimmerNet, a masked diffusion model for text."
)
USER = paper(
    "Bramble", abstract="We propose Bramble. Bramble outperforms GlimmerNet and GPT-4 on text."
)


def _mentions(tmp_path: Path, papers: list[Json]) -> list[tuple[str, str]]:
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers), prune=True)
    return [(s, t) for r, s, t, _ in contents(tmp_path / "a.graph")["edges"] if r == "MENTIONS"]


def test_name_points_to_the_paper_that_introduced_it(tmp_path: Path) -> None:
    assert _mentions(tmp_path, [GLIMMER, USER]) == [("title:bramble", "title:glimmernet")]
    (mention,) = show(str(tmp_path / "a.graph"), "Bramble")["mentions"]
    assert (mention["key"], mention["title"]) == ("title:glimmernet", "GlimmerNet")
    assert (mention["by"], mention["stance"]) == ("GlimmerNet", "compares")
    assert mention["sentence"] == "Bramble outperforms GlimmerNet and GPT-4 on text."


def test_name_that_two_papers_introduce_points_to_neither(tmp_path: Path) -> None:
    rival = paper(
        "Another GlimmerNet", abstract="This paper introduces GlimmerNet, a parser of trees."
    )
    assert _mentions(tmp_path, [GLIMMER, rival, USER]) == []


def test_mention_goes_with_the_paper_it_points_to(tmp_path: Path) -> None:
    assert _mentions(tmp_path, [GLIMMER, USER]) == [("title:bramble", "title:glimmernet")]
    assert _mentions(tmp_path, [USER]) == []

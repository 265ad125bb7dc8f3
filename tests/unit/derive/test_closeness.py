"""RELATED: what makes papers close, and what must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.answers import related
from tests.building import ABSTRACTS, Json, built, contents, made_up, paper, write_papers

FAR = [paper(f"Far {n}", abstract=f"Cooking number {n} with carrots.") for n in range(6)]


def _parts(tmp_path: Path, one: Json, other: Json) -> dict[str, float]:
    papers = [one, other, *FAR]
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers), prune=True)
    found = related(str(tmp_path / "a.graph"), one["title"], 0)["related"]
    return next((r["parts"] for r in found if r["title"] == other["title"]), {})


def _because(tmp_path: Path, kind: str) -> list[Any]:
    found = related(str(tmp_path / "a.graph"), "One", 0)["related"]
    return [b for b in found[0]["because"] if b["kind"] == kind]


def test_papers_that_share_nothing_are_not_related(tmp_path: Path) -> None:
    assert (
        _parts(tmp_path, paper("One", abstract="Sailing."), paper("Two", abstract="Knitting."))
        == {}
    )


def test_concepts_count(tmp_path: Path) -> None:
    one = paper("One", abstract="We study masked diffusion.")
    parts = _parts(tmp_path, one, paper("Two", abstract="A masked diffusion model."))
    assert parts["concepts"] > parts["text"] > 0


def test_narrower_and_broader_concept_are_a_little_related(tmp_path: Path) -> None:
    one = paper("One", abstract="We study masked diffusion.")
    same = _parts(tmp_path, one, paper("Two", abstract="We study masked diffusion."))
    near = _parts(tmp_path, one, paper("Two", abstract="We study discrete diffusion."))
    assert same["concepts"] > near["concepts"] > 0


def test_direct_citation_coupling_and_co_citation(tmp_path: Path) -> None:
    cited = paper("One", references=["10.1000/two", "10.1000/x"], doi="10.1000/one")
    parts = _parts(tmp_path, cited, paper("Two", doi="10.1000/two"))
    assert parts["citations"] > 0
    assert [b["name"] for b in _because(tmp_path, "citation")] == ["Two"]

    coupled = paper("Two", references=["10.1000/x", "10.1000/y"])
    parts = _parts(tmp_path, paper("One", references=["10.1000/x"]), coupled)
    assert parts["citations"] > 0
    assert [b["name"] for b in _because(tmp_path, "reference")] == ["doi:10.1000/x"]

    both = [paper("One", doi="10.1000/a"), paper("Two", doi="10.1000/b")]
    citing = paper("Citing", references=["10.1000/a", "10.1000/b"])
    built(
        tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", [*both, citing, *FAR]), prune=True
    )
    found = {r["title"]: r for r in related(str(tmp_path / "a.graph"), "One", 0)["related"]}
    assert found["Two"]["parts"]["citations"] > 0
    assert ("cited_together", "Citing") in [(b["kind"], b["name"]) for b in found["Two"]["because"]]


def test_code_of_one_owner_counts_less_than_the_same_code(tmp_path: Path) -> None:
    def coded(title: str, place: str) -> Json:
        return paper(title, abstract=f"The code of this paper: https://github.com/{place}.")

    one = coded("One", "some-group/alpha")
    same = _parts(tmp_path, one, coded("Two", "some-group/alpha"))["code"]
    owner = _parts(tmp_path, one, coded("Two", "some-group/beta"))["code"]
    assert [b["name"] for b in _because(tmp_path, "owner")] == ["github.com/some-group"]
    other = _parts(tmp_path, one, coded("Two", "else/alpha"))["code"]
    assert same > owner > other == 0


def test_mention_counts(tmp_path: Path) -> None:
    one = paper("One", abstract="We introduce GlimmerNet, which sorts marbles.")
    parts = _parts(
        tmp_path, one, paper("Two", abstract="Our tool builds on GlimmerNet in kitchens.")
    )
    assert parts["mentions"] > 0
    assert [b["name"] for b in _because(tmp_path, "mention")] == ["One"]


def test_twenty_are_kept_with_ranks_and_the_scores_that_are_computed(tmp_path: Path) -> None:
    papers = [paper(f"Study {n} of {'x' * n}", abstract=ABSTRACTS[n % 5]) for n in range(60)]
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers))
    told = contents(tmp_path / "a.graph")
    kept: dict[str, list[tuple[int, str, float]]] = {}
    for relation, source, target, p in told["edges"]:
        if relation == "RELATED":
            kept.setdefault(source, []).append((p["rank"], target, p["score"]))
    for source, ranked in told["closeness"].items():
        expected = [(i, k, sum(p) / 1e6) for i, (k, p) in enumerate(ranked[:20], start=1)]
        assert sorted(kept.get(source, [])) == expected


def test_stubs_are_never_related(tmp_path: Path) -> None:
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", made_up(20)))
    told = contents(tmp_path / "a.graph")
    stubs = {k for label, k, p in told["nodes"] if label == "Paper" and p["stub"]}
    assert stubs
    assert not [s for r, s, t, _ in told["edges"] if r == "RELATED" and {s, t} & stubs]

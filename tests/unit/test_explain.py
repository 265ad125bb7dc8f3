"""Reasons why two papers are related: named, with the sentences of both, adding up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.answers import related
from tests.building import Json, built, paper, write_papers

ONE = paper(
    "Carrots in the kitchen",
    doi="10.1000/one",
    abstract="We introduce GlimmerNet for masked diffusion. Carrots are sliced by marmots. "
    "The code is at https://github.com/example-org/carrots.",
    references=[
        {
            "doi": "10.1000/shared",
            "contexts": [
                {"sentence": "Slicing is old [1].", "section": "s1", "start": 0, "end": 19}
            ],
        }
    ],
)
TWO = paper(
    "Marmots and their carrots",
    abstract="Masked diffusion is applied. Marmots slice a carrot. We build on GlimmerNet. "
    "The code is at https://github.com/example-org/marmots.",
    references=["10.1000/one", "10.1000/shared"],
)
FAR = [paper(f"Far {n}", abstract=f"Sailing boat {n} in winter.") for n in range(6)]


def _reasons(tmp_path: Path, one: Json = ONE, two: Json = TWO) -> dict[tuple[str, Any], Json]:
    source = write_papers(tmp_path / "a.jsonl", [one, two, *FAR])
    built(tmp_path / "a.graph", source, prune=True)
    (row,) = related(str(tmp_path / "a.graph"), one["title"], 1)["related"]
    assert row["title"] == two["title"]
    return {(b["kind"], b["name"]): b for b in row["because"]}


def test_every_kind_of_reason_is_named_with_its_sentences(tmp_path: Path) -> None:
    because = _reasons(tmp_path)
    concept = because["concept", "masked diffusion"]
    assert concept["sentences"] == [
        "We introduce GlimmerNet for masked diffusion.",
        "Masked diffusion is applied.",
    ]
    mention = because["mention", "Carrots in the kitchen"]
    assert mention["sentences"] == [None, "We build on GlimmerNet."]
    assert because["citation", "Carrots in the kitchen"]["sentences"] == [None, None]
    reference = because["reference", "doi:10.1000/shared"]
    assert reference["sentences"] == ["Slicing is old [1].", None]
    owner = because["owner", "github.com/example-org"]
    assert owner["sentences"][0] == "The code is at https://github.com/example-org/carrots."


def test_word_is_named_as_it_is_mostly_written_and_shown_in_the_form_that_occurs(
    tmp_path: Path,
) -> None:
    because = _reasons(tmp_path)
    word = because["term", "carrots"]
    assert word["sentences"] == ["Carrots are sliced by marmots.", "Marmots slice a carrot."]


def test_words_with_and_without_hyphen_are_one_and_both_are_shown(tmp_path: Path) -> None:
    one = paper("One", abstract="A pre-trained marmot sleeps.")
    two = paper("Two", abstract="Nobody wakes pretrained marmots. Pretrained ones snore.")
    because = _reasons(tmp_path, one, two)
    assert because["term", "pretrained"]["sentences"] == [
        "A pre-trained marmot sleeps.",
        "Nobody wakes pretrained marmots.",
    ]


def test_endings_of_compounds_are_no_reason_by_themselves(tmp_path: Path) -> None:
    one = paper("One", abstract="A salt-free and wind-driven marmot sleeps.")
    two = paper("Two", abstract="Sugar-free, water-driven marmots wake up.")
    names = {name for kind, name in _reasons(tmp_path, one, two) if kind == "term"}
    assert names == {"marmot", None}


def test_narrower_concept_shows_why_the_broader_is_shared(tmp_path: Path) -> None:
    one = paper("One", abstract="We study masked diffusion.")
    two = paper("Two", abstract="We study discrete diffusion.")
    because = _reasons(tmp_path, one, two)
    broader = because["concept", "discrete diffusion"]
    assert broader["sentences"] == ["We study masked diffusion.", "We study discrete diffusion."]


def test_reasons_come_largest_first_and_nameless_rests_last(tmp_path: Path) -> None:
    because = list(_reasons(tmp_path).values())
    named = [b for b in because if b["name"] is not None]
    assert because[: len(named)] == named
    shares = [b["share"] for b in named]
    assert shares == sorted(shares, reverse=True)
    assert all(b["sentences"] == [None, None] for b in because[len(named) :])


def test_words_beyond_the_first_six_are_one_nameless_reason(tmp_path: Path) -> None:
    words = "alder birch cedar dogwood elder fir gorse hazel ivy juniper"
    because = _reasons(tmp_path, paper("One", abstract=words), paper("Two", abstract=words))
    assert len([name for kind, name in because if kind == "term" and name]) == 6
    assert because["term", None]["share"] > 0

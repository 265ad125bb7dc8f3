"""graph related: filters, several papers at once, and texts that are not in the library."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from graph.answers import related, related_to_text
from graph.errors import NotFoundError, ReadError, UsageError
from graph.explain import REST_KIND
from graph.related import Wanted
from tests.building import ABSTRACTS, Json, built, made_up, paper, write_papers

GLIMMER = paper(
    "Glimmer: masked diffusion for text",
    abstract=ABSTRACTS[0],
    year=2021,
    id="a",
    keywords=["text infilling"],
)
EXPERTS = paper("Routing tokens to experts", abstract=ABSTRACTS[1], year=2023, references=["a"])
TOKENS = paper("Tokenizers and diffusion", abstract=ABSTRACTS[4], year=2024, references=["a"])
REWARDS = paper("Bramble learns rewards", abstract=ABSTRACTS[3], year=2022)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("related")
    papers = [GLIMMER, EXPERTS, TOKENS, REWARDS]
    built(folder / "a.graph", write_papers(folder / "a.jsonl", papers))
    return str(folder / "a.graph")


def _titles(answer: Json) -> list[str]:
    return [row["title"] for row in answer["related"]]


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        pytest.param(Wanted(years="2023.."), {"Routing", "Tokenizers"}, id="from a year on"),
        pytest.param(Wanted(years="..2023"), {"Routing", "Bramble"}, id="up to a year"),
        pytest.param(Wanted(years="2022..2023"), {"Routing", "Bramble"}, id="between years"),
        pytest.param(Wanted(years="2024"), {"Tokenizers"}, id="one year"),
        pytest.param(Wanted(concepts=("Masked Diffusion",)), {"Tokenizers"}, id="a concept"),
        pytest.param(Wanted(concepts=("diffusion models",)), {"Tokenizers"}, id="a broader one"),
        pytest.param(Wanted("2024", ("mixture of experts",)), set(), id="all must hold"),
        pytest.param(Wanted(with_code=True), set(), id="none has code"),
    ],
)
def test_filters_keep_the_order_of_what_they_keep(
    library: str, wanted: Wanted, kept: set[str]
) -> None:
    everyone = _titles(related(library, GLIMMER["title"], 0))
    found = _titles(related(library, GLIMMER["title"], 0, wanted))
    assert {title.split()[0] for title in found} == kept
    assert found == [title for title in everyone if title in found]
    assert _titles(related(library, GLIMMER["title"], 1, wanted)) == found[:1]


def test_with_code_keeps_papers_whose_own_code_is_known(library: str) -> None:
    found = related(library, TOKENS["title"], 0, Wanted(with_code=True))
    assert _titles(found) == [GLIMMER["title"]]


@pytest.mark.parametrize("years", ["abc", "", "20", "2024..2020", "2020-2021", "2020 2021"])
def test_what_is_no_span_of_years_is_wrong_usage(library: str, years: str) -> None:
    with pytest.raises(UsageError, match="--year"):
        related(library, GLIMMER["title"], 5, Wanted(years=years))


def test_unknown_concept_is_an_error_with_close_names(library: str) -> None:
    with pytest.raises(NotFoundError, match="masked diffusion") as caught:
        related(library, GLIMMER["title"], 5, Wanted(concepts=("maskd diffusion",)))
    assert caught.value.code == "unknown_concept"


def test_several_papers_are_asked_about_at_once(library: str) -> None:
    answer = related(library, [EXPERTS["title"], TOKENS["title"]], 0)
    assert [p["title"] for p in answer["papers"]] == [EXPERTS["title"], TOKENS["title"]]
    assert _titles(answer)[0] == GLIMMER["title"]
    assert not {EXPERTS["title"], TOKENS["title"]} & set(_titles(answer))
    single = [
        {r["title"]: r["score"] for r in related(library, t["title"], 0)["related"]}
        for t in (EXPERTS, TOKENS)
    ]
    for row in answer["related"]:
        mean = sum(scores[row["title"]] for scores in single) / 2
        assert row["score"] == pytest.approx(mean, abs=1e-5)
        _adds_up(row)


def test_words_without_quotes_are_one_title(library: str) -> None:
    answer = related(library, ["Routing", "tokens", "to", "experts"], 5)
    assert answer["paper"]["title"] == EXPERTS["title"]
    assert "papers" not in answer


def test_names_that_are_no_title_together_are_titles_each(library: str) -> None:
    answer = related(library, ["Glimmer", "Bramble"], 5)
    assert [p["title"] for p in answer["papers"]] == [GLIMMER["title"], REWARDS["title"]]


def test_text_is_related_like_a_paper_that_says_the_same(library: str, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(
        "We build on Glimmer for masked diffusion and text infilling. "
        "See https://github.com/example-org/glimmer.",
        "utf-8",
    )
    answer = related_to_text(library, str(file), 0)
    assert answer["paper"]["key"] is None
    best = answer["related"][0]
    assert best["title"] == GLIMMER["title"]
    assert {name for name, part in best["parts"].items() if part} >= {"concepts", "text", "code"}
    _adds_up(best)
    named = {b["name"]: b["sentences"] for b in best["because"]}
    assert named["masked diffusion"][0].startswith("We build on Glimmer")
    years = related_to_text(library, str(file), 0, Wanted(years="2024"))
    assert _titles(years) == [TOKENS["title"]]


def test_text_of_a_paper_finds_it(library: str, tmp_path: Path) -> None:
    for known in (GLIMMER, EXPERTS, TOKENS, REWARDS):
        file = tmp_path / "text.txt"
        file.write_bytes(b"\xef\xbb\xbf" + known["abstract"].encode() + b"\r\n")
        assert _titles(related_to_text(library, str(file), 1)) == [known["title"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "holds no text", id="empty"),
        pytest.param(b" \n\t\n", "holds no text", id="blank"),
        pytest.param(b"\xff\xfe\x00A", "no text in UTF-8", id="bytes"),
        pytest.param(b"text\x00text", "is no text", id="a zero byte"),
        pytest.param(b"a" * 2_000_001, "longer than", id="too long"),
        pytest.param(None, "cannot be read", id="absent"),
    ],
)
def test_bad_texts_are_one_line(
    library: str, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "text.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ReadError, match=said) as caught:
        related_to_text(library, str(file))
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_text(library: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        related_to_text(library, str(tmp_path))


def test_scores_are_their_parts_and_parts_their_shares_for_a_thousand_pairs(
    tmp_path: Path,
) -> None:
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", made_up(60)))
    store = str(tmp_path / "a.graph")
    rows: list[Json] = []
    for number in range(0, 60, 3):
        rows += related(store, f"doi:10.1000/p{number}", 0)["related"]
    assert len(rows) >= 1000
    for row in random.Random(1).sample(rows, 1000):
        _adds_up(row)


def _adds_up(row: Json) -> None:
    millionths = {family: round(part * 1e6) for family, part in row["parts"].items()}
    assert all(part * 1e6 == pytest.approx(whole, abs=1e-6) for part, whole in _pairs(row))
    assert round(row["score"] * 1e6) == sum(millionths.values())
    told: dict[str, int] = defaultdict(int)
    for reason in row["because"]:
        told[_FAMILY[reason["kind"]]] += round(reason["share"] * 1e6)
    assert told == {family: whole for family, whole in millionths.items() if whole}


def _pairs(row: Json) -> list[tuple[float, int]]:
    numbers: list[Any] = [*row["parts"].values(), *(b["share"] for b in row["because"])]
    return [(number, round(number * 1e6)) for number in numbers]


_FAMILY = {kind: family for family, kind in REST_KIND.items()} | {
    "citation": "citations",
    "cited_together": "citations",
    "owner": "code",
}

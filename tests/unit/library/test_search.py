"""Titles are found as people type them: cut off, misspelled, in another order."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import NotFoundError
from graph.library.file import open_existing
from graph.library.names import search
from graph.library.search import find_paper, find_papers
from graph.pipeline import build
from tests.building import built, paper, write_papers

PAGE = Path(__file__).parents[3] / "examples" / "trending-papers.txt"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = tmp_path_factory.mktemp("page") / "page.graph"
    build([str(PAGE)], str(store))
    return str(store)


def _swapped(title: str, rng: random.Random) -> str:
    at = rng.randrange(len(title) - 1)
    return title[:at] + title[at + 1] + title[at] + title[at + 2 :]


def _dropped(title: str, rng: random.Random) -> str:
    at = rng.randrange(len(title))
    return title[:at] + title[at + 1 :]


def _replaced(title: str, rng: random.Random) -> str:
    at = rng.randrange(len(title))
    return title[:at] + rng.choice("aeiourstln") + title[at + 1 :]


def _times(number: int, *changes: Callable[[str, random.Random], str]) -> Callable[..., str]:
    def changed(title: str, rng: random.Random) -> str:
        for _ in range(number):
            title = rng.choice(changes)(title, rng)
        return title

    return changed


def _cut_off(title: str, rng: random.Random) -> str:
    words = title.split()
    return " ".join(words[: max(4, len(words) * 2 // 3)])


def _word_left_out(title: str, rng: random.Random) -> str:
    words = title.split()
    del words[rng.randrange(len(words))]
    return " ".join(words)


def _two_words_changed_over(title: str, rng: random.Random) -> str:
    words = title.split()
    at = rng.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


TYPING = {
    "two typos": _times(2, _swapped, _dropped, _replaced),
    "five typos": _times(5, _swapped, _dropped, _replaced),
    "cut off": _cut_off,
    "a word left out": _word_left_out,
    "two words changed over": _two_words_changed_over,
    "in capitals without signs": lambda t, _: "".join(
        c for c in t.upper() if c.isalnum() or c == " "
    ),
}


@pytest.mark.parametrize("typing", TYPING.values(), ids=TYPING.keys())
def test_nine_titles_of_ten_are_found_however_typed(
    page: str, typing: Callable[[str, random.Random], str]
) -> None:
    rng = random.Random(11)
    wrong = []
    with open_existing(page) as library:
        rows = library.connection.execute("SELECT key, title FROM paper ORDER BY key").fetchall()
        assert len(rows) == 41
        for key, title in rows:
            asked = typing(title, rng)
            try:
                found = find_paper(library, asked).key
            except NotFoundError:
                found = None
            if found != key:
                wrong.append((asked, found))
    assert len(wrong) <= 4, wrong


@pytest.mark.parametrize("asked", ["Deep nets", "doi:10.1/x", "title:deep nets", "FernNet"])
def test_no_title_is_looked_through_for_an_exact_one(page: str, asked: str) -> None:
    statements: list[str] = []
    with open_existing(page) as library:
        library.connection.set_trace_callback(statements.append)
        find_papers(library, asked, limit=1)
        library.connection.set_trace_callback(None)
        exact = [s for s in statements if "FROM paper WHERE" in s and "stub = 0" in s]
        plans = [
            plan
            for statement in exact
            if "= " in statement.partition("WHERE")[2].partition("stub")[0]
            for *_, plan in library.connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]
    assert not [plan for plan in plans if plan.startswith("SCAN")]


def test_exact_title_is_found_beside_longer_ones_that_hold_it(tmp_path: Path) -> None:
    titles = ["Graph Learning", "Graph Learning for Graphs", "On Graph Learning"]
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", [paper(t) for t in titles]))
    with open_existing(str(tmp_path / "a.graph")) as library:
        for title in titles:
            assert find_paper(library, title.upper()).title == title
        with pytest.raises(NotFoundError) as told:
            find_paper(library, "learning graph")
    assert {c["title"] for c in told.value.candidates} >= {"Graph Learning", "On Graph Learning"}


def test_candidates_come_best_first_and_ties_by_key(tmp_path: Path) -> None:
    titles = [f"Study of Something {c}" for c in "dbac"]
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", [paper(t) for t in titles]))
    with open_existing(str(tmp_path / "a.graph")) as library:
        found = find_papers(library, "study of something", limit=10)
    assert [f.key for f in found] == sorted(f.key for f in found)
    assert len({f.score for f in found}) == 1


@pytest.mark.parametrize(
    "title",
    [
        "C++ templates",
        "日本語の論文",
        "שלום עולם",
        "++",
        "A",
        "NOT AND OR NEAR",
        '"quoted"',
        "50% *",
    ],
)
def test_any_title_is_found_as_it_is(tmp_path: Path, title: str) -> None:
    papers = [paper(title), paper("Some other paper")]
    built(tmp_path / "a.graph", write_papers(tmp_path / "a.jsonl", papers))
    with open_existing(str(tmp_path / "a.graph")) as library:
        assert find_paper(library, title).title == title
        assert title in {r["name"] for r in search(library, title, 0)}

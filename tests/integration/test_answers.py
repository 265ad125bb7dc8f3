"""A loaded server answers as the library does: the same papers, scores, parts and rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import answers
from graph.errors import NotFoundError
from graph.pipeline import build, load
from tests.neo4j_server import available_server

HUBS = ("masked diffusion", "llm text encoder", "mixture of experts", "tokenization")
TITLES = ("ELLA", "masked difusion models time agnostic", "BERT", "arXiv:1706.03762")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[tuple[str, str]]:
    """Both examples, as a library and loaded into a server."""
    server = available_server()
    file = str(tmp_path_factory.mktemp("answers") / "both.graph")
    examples = [root / "examples" / n for n in ("trending-papers.txt", "small-references.jsonl")]
    build([str(e) for e in examples], file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", server.username)
        patch.setenv("NEO4J_PASSWORD", server.password)
        load(server.address, file)
        yield file, server.address
    server.empty()


@pytest.mark.parametrize("title", TITLES)
def test_related_has_the_same_order_scores_and_parts(stores: tuple[str, str], title: str) -> None:
    here, there = (answers.related(store, title, 20) for store in stores)
    assert there["paper"] == here["paper"]
    rows = [
        [(r["key"], r["title"], r["year"], r["score"], r["parts"]) for r in answer["related"]]
        for answer in (here, there)
    ]
    assert rows[0]
    assert rows[1] == rows[0]


def test_shares_on_a_server_add_up_and_name_concepts(stores: tuple[str, str]) -> None:
    answer = answers.related(stores[1], "ELLA", 20)
    for row in answer["related"]:
        shares = sum(round(reason["share"] * 1e6) for reason in row["because"])
        assert shares == round(row["score"] * 1e6)
    named = {reason["name"] for reason in answer["related"][0]["because"]}
    assert "llm text encoder" in named


@pytest.mark.parametrize("title", TITLES)
def test_show_tells_the_same_facts(stores: tuple[str, str], title: str) -> None:
    here, there = (answers.show(store, title) for store in stores)
    for name in ("key", "title", "year", "venue", "authors", "abstract", "identifiers", "cited_by"):
        assert there[name] == here[name]
    assert (there["citing"], there["coverage"]) == (here["citing"], here["coverage"])
    cited = [
        {r["key"]: r["paper"] for r in shown["references"] if r["key"]} for shown in (here, there)
    ]
    assert cited[1] == cited[0]
    assert {c["key"] for c in there["concepts"]} == {c["key"] for c in here["concepts"]}
    assert {r["url"] for r in there["repositories"]} == {r["url"] for r in here["repositories"]}
    assert {m["key"] for m in there["mentions"]} == {m["key"] for m in here["mentions"]}


@pytest.mark.parametrize("name", ["cited_most", "to_read", "cocited", "path", "related"])
def test_what_citations_rest_on_is_told_alike(stores: tuple[str, str], name: str) -> None:
    keys = {"cocited": ("key",), "related": ("key",), "path": ("from", "to")}.get(name, ())
    parameters = dict(zip(keys, ("ELLA", "BERT"), strict=False))
    here, there = (answers.query(store, name, parameters) for store in stores)
    assert there.rows == here.rows
    assert str(here.coverage) == "references known for 16 of 57 papers"
    assert there.coverage == here.coverage


def test_a_paper_only_cited_is_one_on_a_server(stores: tuple[str, str]) -> None:
    stub = answers.query(stores[0], "to_read", {}).rows[0][0]
    for store in stores:
        answer = answers.related(store, stub)
        assert (answer["paper"]["stub"], answer["related"]) == (True, [])
        assert answer["coverage"] == {"references_known": 16, "papers": 57}
        assert answers.show(store, stub)["stub"] is True


@pytest.mark.parametrize("hub", HUBS)
def test_a_hub_has_the_same_papers_in_query_server_and_map(
    stores: tuple[str, str], hub: str, tmp_path: Path
) -> None:
    here, there = (answers.query(s, "concept_papers", {"concept": hub}) for s in stores)
    assert here.rows
    assert there.rows == here.rows
    papers = {row[here.columns.index("key")] for row in here.rows}
    for name, store in zip(("library", "server"), stores, strict=True):
        page = tmp_path / f"{name}.html"
        answers.write_map(store, page)
        assert _papers_of(page, hub) == papers


def _papers_of(page: Path, concept: str) -> set[str]:
    """The papers that a concept's panel lists in the map."""
    block = re.search(
        r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page.read_text(), re.S
    )
    assert block
    things: list[dict[str, Any]] = json.loads(block[1])["things"]
    (panel,) = (t for t in things if t["kind"] == "concept" and t["name"] == concept)
    return {things[row[0]]["key"] for row in panel["papers"]}


def test_search_finds_papers_and_names(stores: tuple[str, str]) -> None:
    for store in stores:
        found = answers.search(store, "masked difusion", 10)["found"]
        assert {"kind": "Concept", "key": "concept:masked-diffusion"}.items() <= found[0].items()


def test_a_title_that_fits_nothing_is_told_alike(stores: tuple[str, str]) -> None:
    for store in stores:
        with pytest.raises(NotFoundError) as error:
            answers.related(store, "zzz qqq", 3)
        assert error.value.code == "not_found"

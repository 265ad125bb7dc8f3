"""Code that a source links to a paper, in the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.answers import show
from tests.building import built, paper, write_papers

TITLE = "Birdsong in the City"
OFFICIAL = {"url": "https://github.com/ada-park/birdsong", "role": "official"}
OTHER = {"url": "https://github.com/someone/birdsong-torch", "role": "mentioned"}


@pytest.mark.parametrize("order", [1, -1], ids=["as-given", "reversed"])
def test_every_record_of_a_paper_adds_its_links(tmp_path: Path, order: int) -> None:
    records = [
        paper(TITLE, arxiv="1901.00021", abstract="Birds sing louder in cities than in woods."),
        paper(TITLE, arxiv="1901.00021", links=[OTHER]),
        paper(TITLE, arxiv="1901.00021", links=[OFFICIAL]),
    ]
    source = write_papers(tmp_path / "x.jsonl", records[::order])
    store = tmp_path / "x.graph"

    report = built(store, source)
    found = show(str(store), TITLE)

    assert report.edges["HAS_CODE"] == 2
    assert sorted((r["url"], r["role"]) for r in found["repositories"]) == [
        (OFFICIAL["url"], "official"),
        (OTHER["url"], "mentioned"),
    ]
    assert found["abstract"].startswith("Birds")


def test_a_table_of_links_gives_code_with_the_role_it_says(tmp_path: Path) -> None:
    links = [
        {
            "paper_url": "https://paperswithcode.com/paper/birdsong",
            "paper_title": TITLE,
            "paper_arxiv_id": "1901.00021",
            "repo_url": link["url"],
            "is_official": link is OFFICIAL,
        }
        for link in (OTHER, OFFICIAL)
    ]
    source = tmp_path / "links.json"
    source.write_text(json.dumps(links), encoding="utf-8")
    store = tmp_path / "x.graph"

    built(store, str(source))

    assert {r["role"] for r in show(str(store), TITLE)["repositories"]} == {
        "official",
        "mentioned",
    }

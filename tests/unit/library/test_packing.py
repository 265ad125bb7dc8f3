"""Facts come out of a library as they went in, and take little room."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.library.file import create_or_open
from graph.library.folding import count_places, fold, reasons, unfold
from graph.library.packing import Packer, unpack
from graph.model import Findings, Origin, Paper, Passage
from graph.paper_json import as_json

Json = dict[str, Any]

TITLE = "Ferns: counted by light"
ABSTRACT = "Ferns grow slowly. We count ferns by light, as FernNet [1] does. Ferns again."


def facts(**told: Any) -> Json:
    """Facts of one paper, with what a test tells of it, but for what a library keeps apart."""
    paper = Paper(
        title=TITLE,
        passages=(Passage("title", TITLE), Passage("abstract", ABSTRACT)),
        origin=Origin("a.txt", 1),
    )
    return as_json(paper, Findings()) | {"key": None, "origins": []} | told


def surface(passage: str, text: str, start: int) -> Json:
    return {"text": text, "passage": passage, "start": start, "end": start + len(text)}


def concept(name: str, *surfaces: Json, **told: Any) -> Json:
    return {
        "key": f"concept:{name}",
        "name": name,
        "kind": "field",
        "count": len(surfaces),
        "weight": 0.5,
        "central": True,
        "stance": "about",
        "surfaces": list(surfaces),
        "sentence": "We count ferns by light, as FernNet [1] does.",
    } | told


def reference(**told: Any) -> Json:
    return {
        "text": None,
        "title": None,
        "year": None,
        "identifiers": {},
        "other_identifiers": [],
        "local": None,
        "key": None,
        "contexts": [],
    } | told


FERNS = surface("title", "Ferns", 0), surface("abstract", "ferns", 28), surface("abstract", "F", 0)
CONTEXT = {"sentence": "Ferns again.", "section": "abstract", "start": 65, "end": 77}

CASES = [
    pytest.param({}, id="nothing known"),
    pytest.param({"concepts": [concept("ferns", *FERNS)]}, id="surfaces in two passages"),
    pytest.param({"concepts": [concept("ferns", FERNS[1])]}, id="a sentence before its surface"),
    pytest.param({"concepts": [concept("ferns", FERNS[0])]}, id="a sentence elsewhere"),
    pytest.param({"concepts": [concept("ferns")]}, id="no surface"),
    pytest.param(
        {"concepts": [concept("ferns", surface("abstract", "moss", 3))]}, id="other than it stands"
    ),
    pytest.param({"concepts": [concept("ferns", surface("gone", "x", 0))]}, id="no such passage"),
    pytest.param({"concepts": [concept("c++", FERNS[1], key="concept:c")]}, id="a key of its own"),
    pytest.param(
        {"terms": [{"name": "slow ferns", "weight": 1.0, "surfaces": [FERNS[0], FERNS[2]]}]},
        id="a term",
    ),
    pytest.param(
        {"evidence": [{"key": "system:fernnet", "sentence": "Ferns grow slowly.", "start": None}]},
        id="evidence",
    ),
    pytest.param({"references": [reference(text="p1", local="p1")]}, id="a reference by name"),
    pytest.param({"references": [reference(text="p1", local="p2")]}, id="a name and a text"),
    pytest.param({"references": [reference()]}, id="an empty reference"),
    pytest.param(
        {"references": [reference(title="Moss", year=1999, contexts=[CONTEXT])]}, id="cited in text"
    ),
    pytest.param(
        {"references": [reference(contexts=[CONTEXT | {"start": 3}])]}, id="cited elsewhere"
    ),
    pytest.param({"references": [reference(named=[[1, "p1"]])]}, id="as several sources name it"),
    pytest.param({"known_as": {"A. Moss": "Ann Moss"}}, id="what only merged papers have"),
    pytest.param({"sections": [{"id": "s1", "title": "", "text": "Ferns"}]}, id="a section"),
]


@pytest.mark.parametrize("told", CASES)
def test_facts_are_whole_again_to_the_letter(told: Json) -> None:
    whole = facts(**told)
    before = json.dumps(whole)
    again = unfold(json.loads(json.dumps(fold(whole))))
    assert json.dumps(again) == before == json.dumps(whole)


@pytest.mark.parametrize("told", CASES)
def test_reasons_are_those_of_all_facts(told: Json) -> None:
    whole = facts(**told)
    found = reasons(fold(whole))
    assert (found["title"], found["abstract"]) == (TITLE, ABSTRACT)
    for name, fields in (
        ("concepts", ("key", "weight", "sentence")),
        ("references", ("contexts",)),
    ):
        assert found[name] == [{f: item[f] for f in fields} for item in whole[name]]


def test_surfaces_are_counted_without_their_texts() -> None:
    odd = surface("abstract", "moss", 3)
    (term,) = fold(facts(terms=[{"name": "f", "weight": 1.0, "surfaces": [*FERNS, odd]}]))["terms"]
    assert count_places(term[2:]) == 4


def test_what_the_first_papers_said_makes_the_next_ones_small() -> None:
    with create_or_open("memory:") as library:
        packer = Packer(library.connection)
        papers = [facts(authors=[f"A. Fern {number}"]) for number in range(20)]
        alone = len(packer.pack(papers[9]))
        packer.begin(papers[:5])
        packed = packer.pack(papers[9])
        packer.begin(papers[5:])
        assert len(packed) < alone / 4
        (told,) = library.connection.execute("SELECT inflated(?)", (packed,)).fetchone()
        assert unpack(told) == papers[9]
        assert Packer(library.connection).pack(papers[9]) == packed

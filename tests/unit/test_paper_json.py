"""Keys, and a paper with its findings as JSON."""

from __future__ import annotations

import json

import pytest

from graph.extract import extractor
from graph.identifiers import Identifier, parse
from graph.model import EntityKind, Findings, Link, Origin, Paper, Passage, Reference, Role, replace
from graph.paper_json import as_json, distinguishing_hash, entity_key, identifier_fields, paper_key
from graph.schema import label_of


def _paper(*identifiers: str, title: str = "Sparse Routing!", abstract: str = "") -> Paper:
    parsed = [parse(i) for i in identifiers]
    return Paper(
        title=title,
        identifiers=frozenset(i for i in parsed if i),
        passages=(Passage("title", title), Passage("abstract", abstract)),
        origin=Origin("x.jsonl", 1),
    )


@pytest.mark.parametrize(
    ("identifiers", "key"),
    [
        ((), "title:sparse routing"),
        (("2101.00001v2",), "arxiv:2101.00001"),
        (("2101.00001", "10.1000/B", "10.1000/a"), "doi:10.1000/a"),
        (("W2741809807", "pmid:123"), "openalex:W2741809807"),
    ],
)
def test_key_is_the_most_trusted_identifier(identifiers: tuple[str, ...], key: str) -> None:
    assert paper_key(_paper(*identifiers)) == key


def test_hash_tells_namesakes_apart_by_author_and_year_only() -> None:
    assert distinguishing_hash("Jane Doe", 2020) == distinguishing_hash("JANE DOE.", 2020)
    told = {distinguishing_hash(a, y) for a in ("", "Jane Doe") for y in (None, 2020)}
    assert len(told) == 4
    assert all(len(h) == 8 for h in told)


@pytest.mark.parametrize(
    ("kind", "name", "key"),
    [
        (EntityKind.CONCEPT, "Masked Diffusion", "concept:masked-diffusion"),
        (EntityKind.SYSTEM, "GPT-4 o", "system:gpt4o"),
        (EntityKind.MODEL, "Llama 2", "system:llama2"),
        (EntityKind.DATASET, "MS COCO", "dataset:mscoco"),
        (EntityKind.METRIC, "BLEU@4", "metric:bleu@4"),
        (EntityKind.REPOSITORY, "GitHub.com/Org/Tool", "repository:github.com/org/tool"),
        (EntityKind.PAGE, "https://www.Org.github.io/x/", "page:org.github.io/x"),
    ],
)
def test_keys_of_entities(kind: EntityKind, name: str, key: str) -> None:
    assert entity_key(kind, name) == key
    assert label_of(key).value.lower() in (key.partition(":")[0], kind.value)


def test_several_identifiers_of_one_scheme() -> None:
    found = frozenset(Identifier("doi", f"10.1000/{c}") for c in "ba")
    assert identifier_fields(found) == (
        {"doi": "10.1000/a"},
        [{"scheme": "doi", "value": "10.1000/b"}],
    )


def test_surfaces_stand_where_they_say_and_json_is_json() -> None:
    abstract = (
        "We introduce GlimmerNet, a masked diffusion model 𝔘nlike BERT. Masked diffusion wins."
    )
    paper = _paper(abstract=abstract)
    (findings,) = extractor().findings([paper])
    told = as_json(paper, findings)
    assert told["mentions"] == told["cited_by"] == []
    assert json.loads(json.dumps(told)) == told
    passages = {"title": paper.title, "abstract": abstract}
    for found in (*told["concepts"], *told["terms"]):
        for s in found["surfaces"]:
            assert passages[s["passage"]][s["start"] : s["end"]] == s["text"]
    for entry in told["evidence"]:
        assert passages[entry["passage"]][entry["start"] : entry["end"]] == entry["name"]
        assert entry["sentence"] in abstract
    assert {e["key"] for e in told["evidence"]} >= {"system:glimmernet", "system:bert"}


def test_reference_has_no_key_before_it_is_resolved() -> None:
    paper = Paper(
        title="x",
        references=(
            Reference(text="Doe. x.", identifiers=frozenset({Identifier("doi", "10.1/a")})),
        ),
        origin=Origin("x", 1),
    )
    (reference,) = as_json(paper, Findings())["references"]
    assert reference["key"] is None
    assert (reference["text"], reference["identifiers"]) == ("Doe. x.", {"doi": "10.1/a"})


def _linked(text: str, *links: Link) -> dict[str, object]:
    paper = replace(_paper(abstract=text), links=links)
    (findings,) = extractor().findings([paper])
    return as_json(paper, findings)


@pytest.mark.parametrize(
    ("text", "link", "repositories", "pages"),
    [
        pytest.param(
            "",
            Link("https://github.com/Org/Tool.git", Role.OFFICIAL),
            [("https://github.com/Org/Tool", "official")],
            [],
            id="official-code",
        ),
        pytest.param(
            "",
            Link("https://gitlab.com/org/tool/-/tree/main"),
            [("https://gitlab.com/org/tool", "mentioned")],
            [],
            id="a-role-that-no-source-says",
        ),
        pytest.param(
            "We compare with https://github.com/org/tool closely.",
            Link("http://www.github.com/Org/Tool", Role.OFFICIAL),
            [("https://github.com/org/tool", "official")],
            [],
            id="the-stronger-role-counts",
        ),
        pytest.param(
            "Code is available at https://github.com/org/tool.",
            Link("https://github.com/org/tool", Role.MENTIONED),
            [("https://github.com/org/tool", "official")],
            [],
            id="the-text-may-be-the-stronger",
        ),
        pytest.param(
            "",
            Link("https://org.github.io/tool", Role.OFFICIAL),
            [],
            ["https://org.github.io/tool"],
            id="official-page",
        ),
        pytest.param("", Link("https://example.org/a.pdf"), [], [], id="any-address"),
        pytest.param("", Link("javascript:alert(1)", Role.OFFICIAL), [], [], id="no-web-address"),
        pytest.param(
            "",
            Link("https://github.com/org", Role.OFFICIAL),
            [],
            ["https://github.com/org"],
            id="an-owner",
        ),
    ],
)
def test_links_name_code_and_pages(
    text: str, link: Link, repositories: list[tuple[str, str]], pages: list[str]
) -> None:
    facts = _linked(text, link)

    assert [(r["url"], r["role"]) for r in facts["repositories"]] == repositories  # type: ignore[attr-defined]
    assert facts["pages"] == pages

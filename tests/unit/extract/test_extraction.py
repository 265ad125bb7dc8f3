"""All of extraction together: order, repetition, plain data in and out."""

from __future__ import annotations

import json

import pytest

from graph.extract.extraction import Extraction
from graph.model import Origin, Paper, Passage
from graph.paper_json import as_json

TITLES = ["Masked diffusion for text", "A survey of tokenizers", "Zorbo: an agent that digs", ""]


def papers(count: int) -> list[Paper]:
    found = []
    for i in range(count):
        title = TITLES[i % len(TITLES)]
        text = f"We introduce Zorbo{i}, an agent. Zorbo{i} digs with a mixture of experts (MoE)."
        passages = (Passage("title", title), Passage("abstract", text))
        found.append(Paper(title=title, passages=passages, origin=Origin("test", i + 1)))
    return found


def test_same_order_and_length_in_any_batch(shipped: Extraction) -> None:
    many = papers(150)
    together = shipped.findings(many)
    assert together == [shipped.findings([p])[0] for p in many]


def test_twice_is_the_same(shipped: Extraction) -> None:
    assert shipped.findings(papers(3)) == shipped.findings(papers(3))


def test_no_papers(shipped: Extraction) -> None:
    assert shipped.findings([]) == []


def test_one_mention_a_span(shipped: Extraction) -> None:
    for found in shipped.findings(papers(8)):
        spans = [m.span for m in found.mentions]
        assert len(spans) == len(set(spans))


def test_text_of_a_paper_is_only_text(shipped: Extraction) -> None:
    text = "<b>LoRA</b> ${x} {0} \\1 (?P<n>) [a] `MATCH (n) DELETE n` ../../x \x00 (ABC"
    title = "(.*): <i>x</i>"
    paper = Paper(
        title=title,
        passages=(Passage("title", title), Passage("abstract", text)),
        origin=Origin("test", 1),
    )
    json.dumps(as_json(paper, shipped.findings([paper])[0]))


LONG = {
    "capitalised words": "Abc " * 20_000,
    "hyphens": "A-" * 20_000,
    "white space": " " * 50_000,
    "one word": "x" * 100_000,
    "brackets": "(A" * 10_000,
    "an address": "https://github.com/a_b" + "\\_" * 10_000,
    "names": "we introduce ABC, " * 4_000,
    "short forms": ("a " * 18 + "(AAAAAAAAA) ") * 300,
    "data sets": "dataset such as ABC, " * 2_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_hostile_text_ends(text: str, shipped: Extraction) -> None:
    # Without bounds on what an expression may run over, these take minutes to hours.
    for title in ("A note", text[:3000]):
        paper = Paper(
            title=title,
            passages=(Passage("title", title), Passage("abstract", text)),
            origin=Origin("test", 1),
        )
        assert len(shipped.findings([paper])) == 1

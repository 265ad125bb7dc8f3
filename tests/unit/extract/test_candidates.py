"""Candidate terms: noun phrases that no vocabulary has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings

Find = Callable[..., Findings]

FOUND = {
    "in the title": ("", "Mining with zonal holes", "zonal hole"),
    "repeated": ("We dig zonal holes. Then zonal holes are dug.", "A note", "zonal hole"),
    "after an article": ("We dig on the zonal hole and stop.", "A note", "zonal hole"),
    "a long form": ("We use wet zonal holes (WZHs).", "A note", "wet zonal hole"),
    "names keep capitals": ("", "The ZGX hole of ants", "ZGX hole"),
}
NOT_FOUND = {
    "function words": "We show that this is of the best and for all.",
    "boilerplate": "Extensive experiments demonstrate the effectiveness of the proposed method.",
    "what a verb does": "It falls short. It delves deeper. Vice versa.",
    "an adjective at the end": "We dig in the zonal robust. We dig in the zonal robust.",
    "a concept": "We study reinforcement learning. We like reinforcement learning.",
    "an address": "See https://example.org/zonal-holes. See https://example.org/zonal-holes.",
}


@pytest.mark.parametrize(("text", "title", "term"), FOUND.values(), ids=FOUND)
def test_a_term(text: str, title: str, term: str, find: Find) -> None:
    assert term in [t.text for t in find(text, title).terms]


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=NOT_FOUND)
def test_no_term(text: str, find: Find) -> None:
    assert find(text, "A note").terms == ()


def test_best_first_at_most_twenty_with_spans(find: Find) -> None:
    text = " ".join(f"We dig the zonal hole{i} pit{i} of it." for i in range(10, 60))
    terms = find(text, "Of zonal ants").terms
    assert len(terms) == 20
    assert [t.weight for t in terms] == sorted((t.weight for t in terms), reverse=True)
    assert all(0 <= t.weight <= 1 and t.spans for t in terms)
    assert terms[0].text == "zonal ant"


def test_a_part_of_a_longer_term_is_none_whatever_joins_its_words(find: Find) -> None:
    text = "We dig on the zonal/wet hole here. Then the zonal/wet hole is dug."
    assert [t.text for t in find(text, "A note").terms] == ["zonal/wet hole"]


def test_places_are_in_reading_order(find: Find) -> None:
    text = "A zonal hole and the zonal hole zonal hole of it."
    (term,) = [t for t in find(text, "Of zonal holes").terms if t.text == "zonal hole"]
    places = [(s.passage == "abstract", s.start) for s in term.spans]
    assert places == sorted(places)
    assert len(places) == 4

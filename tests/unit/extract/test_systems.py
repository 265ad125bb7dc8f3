"""What a paper introduces: positive and negative sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import EntityKind, Findings
from graph.schema import Relation

Find = Callable[..., Findings]
NOTE = "An untitled note"

INTRODUCED = {
    "before a colon": ("Zorbo3: digging deeper", "We dig. Zorbo3 digs well.", {"Zorbo3"}),
    "a word that is a name": ("Zorbo: digging deeper", "We dig, and Zorbo digs.", {"Zorbo"}),
    "a phrase in quotes": (
        "Dig your holes: a way to dig",
        "We follow a 'dig your holes' scheme.",
        {"dig your holes", "Dig your holes"},
    ),
    "a phrase, in the plural": (
        "Large Hole Diggers: a way to dig",
        'We build a "Large Hole Digger" today.',
        {"Large Hole Digger"},
    ),
    "the object": (NOTE, "We propose ZorBo, a way to dig.", {"ZorBo"}),
    "the object, an ordinary word": (NOTE, "We introduce Zorbo, a way to dig.", {"Zorbo"}),
    "after its kind": (NOTE, "We introduce a novel digger, ZorBo, which digs.", {"ZorBo"}),
    "called": (NOTE, "This paper proposes a framework called ZorBo, which digs.", {"ZorBo"}),
    "termed": (NOTE, "We design a simple digging strategy, termed ZorBo, that digs.", {"ZorBo"}),
    "by its short form": (NOTE, "We present a zonal ore boring unit (ZOBU).", {"ZOBU"}),
    "passive": (NOTE, "To this end, a zonal ore boring unit (ZOBU) is proposed.", {"ZOBU"}),
    "its own adjective": (NOTE, "We dig with our proposed ZorBo today.", {"ZorBo"}),
    "a phrase": (NOTE, "We propose Equal-Size Holes, a way to dig.", {"Equal-Size Holes"}),
    "with a size": (
        "ZorBo: digging deeper",
        "We train ZorBo. Then ZorBo-10B digs.",
        {"ZorBo", "ZorBo-10B"},
    ),
    "a part": (NOTE, "Our method also includes a Dig&Fill technique to close holes.", {"Dig&Fill"}),
    "a winner": (NOTE, "Our results show that ZRB outperforms all others.", {"ZRB"}),
}
NOT_INTRODUCED = {
    "an ordinary title": ("Digging deep: a way to dig", "We dig deep."),
    "a survey": ("A survey of diggers", "We introduce ZorBo, a list."),
    "a baseline": (NOTE, "Recent ZorBo digs. We dig better than ZorBo."),
    "a concept": (NOTE, "We train large language models (LLMs). We present an LLM that digs."),
    "an adjective": (NOTE, "We propose an LLM-based way to dig."),
    "an ordinary phrase": (NOTE, "We propose a simple way to dig."),
    "hardware": (NOTE, "We use A100 GPUs to dig."),
    "words run together": (NOTE, "It digs without change it.We introduce two ways to dig."),
}


def introduced(found: Findings) -> set[str]:
    return {m.entity for m in found.mentions if m.relation is Relation.INTRODUCES}


@pytest.mark.parametrize(("title", "text", "expected"), INTRODUCED.values(), ids=INTRODUCED)
def test_it_introduces(title: str, text: str, expected: set[str], find: Find) -> None:
    assert introduced(find(text, title)) == expected


@pytest.mark.parametrize(("title", "text"), NOT_INTRODUCED.values(), ids=NOT_INTRODUCED)
def test_it_introduces_nothing(title: str, text: str, find: Find) -> None:
    assert introduced(find(text, title)) == set()


DATA = {
    "by its form": "We introduce HoleBench, with many holes.",
    "by the word before": "We collect a new dataset HoLes which has many.",
    "by the word after": "We develop a HoLes-refined dataset of holes.",
    "by apposition": "We present HoLes, a challenging benchmark of holes.",
    "by its size": "We introduce HoLes which contains 7,000 holes.",
    "by its long form": "We release the deep hole graph benchmark (DHG-B).",
}


@pytest.mark.parametrize("text", DATA.values(), ids=DATA)
def test_a_data_set_of_its_own(text: str, find: Find) -> None:
    (own,) = [m for m in find(text).mentions if m.relation is Relation.INTRODUCES]
    assert own.kind is EntityKind.DATASET

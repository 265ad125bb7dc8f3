"""Longest match, whole words, case, guards: on a vocabulary of our own invention."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings

Find = Callable[..., Findings]

ROWS = [
    "zorbing | method | | ",
    "deep zorbing | method | zorbing | DZ;zorb-tuning",
    "quaffle | task | | ",
    "quaffle model | model | | ",
    "zonal grid zorb | task | | ",
    "MoZ | model | | moz [+zorb*]",
    "grunting | property | | grunt [-pig] ",
    "whole zorbing line | none | | ",
    "teamed zorbing | rule | | ",
    "snorkeling | task | | blue snorkel",
    "snorkeling | rule | | flipper [+water]",
]

CASES = {
    "the name itself": ("We study zorbing here.", {"zorbing"}),
    "longest match": ("We study deep zorbing here.", {"deep zorbing"}),
    "capitals of a title": ("We study Deep Zorbing here.", {"deep zorbing"}),
    "a hyphen for a space": ("We study deep-zorbing here.", {"deep zorbing"}),
    "an alias with a hyphen, spaced": ("We use zorb tuning here.", {"deep zorbing"}),
    "an alias with a hyphen, closed up": ("We use zorbtuning here.", {"deep zorbing"}),
    "a plural": ("Two quaffles are here.", {"quaffle"}),
    "not within a word": ("A quafflement is here.", set()),
    "not over a comma": ("It is deep, zorbing is not.", {"zorbing"}),
    "not over a sentence": ("It is deep. Zorbing is not.", {"zorbing"}),
    "case kept": ("We use DZ here.", {"deep zorbing"}),
    "case kept, plural": ("We use DZs here.", {"deep zorbing"}),
    "another case": ("We use dz here.", set()),
    "a guard that holds": ("A moz for zorbing.", {"MoZ", "zorbing"}),
    "a guard that does not": ("A moz for walking.", set()),
    "a forbidden neighbour": ("The grunt of a pig.", set()),
    "no forbidden neighbour": ("The grunt of a horse.", {"grunting"}),
    "a row that swallows": ("A whole zorbing line is here.", set()),
    "denied by a suffix": ("A quaffle-free design.", set()),
    "denied by a prefix": ("A non-quaffle design.", set()),
    "a bracket inside": ("Zonal grids (ZGs) zorb well.", {"zonal grid zorb"}),
    "a comma after a bracket": ("Zonal grids (ZGs), zorb well.", set()),
    "an address names nothing": ("See https://example.org/deep-zorbing now.", set()),
    "a rule takes no words away": ("A blue snorkel flipper in water.", {"snorkeling"}),
}
OURS = {"zorbing", "deep zorbing", "quaffle", "quaffle model", "MoZ", "grunting", "snorkeling"}
OURS |= {"zonal grid zorb"}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_a_sentence_names(text: str, expected: set[str], find_with: Find) -> None:
    found = find_with(ROWS, text)
    assert {c.name for c in found.concepts} & OURS == expected


def test_surfaces_are_printed_text(find_with: Find) -> None:
    text = "Deep\nZorbing and DZs: deep zorbing."
    (concept,) = [c for c in find_with(ROWS, text).concepts if c.name == "deep zorbing"]
    assert [text[s.start : s.end] for s in concept.spans] == [
        "Deep\nZorbing",
        "DZs",
        "deep zorbing",
    ]


SHORT_WORDS = {
    "LoRA in exploration": ("The exploration goes on.", "lora"),
    "DiT in conditional": ("A conditional edition, additionally edited.", "diffusion transformer"),
    "MoE in small letters": ("They took some moe along.", "mixture of experts"),
    "SMILES in a smile": ("The smiles of a crowd.", "smiles"),
    "a class token": ("We learn class tokens.", "tokenization"),
    "attention of people": ("It has attracted increasing attention.", "attention mechanism"),
    "lessons distilled": ("Four years are distilled into lessons.", "knowledge distillation"),
}


@pytest.mark.parametrize(("text", "concept"), SHORT_WORDS.values(), ids=SHORT_WORDS)
def test_what_only_looks_like_a_concept(text: str, concept: str, find: Find) -> None:
    assert concept not in {c.name for c in find(text).concepts}

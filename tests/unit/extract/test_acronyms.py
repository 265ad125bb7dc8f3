"""Short forms with their long forms: tables of sentences that define one and that do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings

Find = Callable[..., Findings]

DEFINED = {
    "the usual way": ("We use zonal grid search (ZGS).", {"ZGS": "zonal grid search"}),
    "plural": ("Zonal grid engines (ZGEs) are old.", {"ZGE": "Zonal grid engine"}),
    "long form in plural": ("We compare Zonal Grid Engines (ZGE).", {"ZGE": "Zonal Grid Engine"}),
    "no space": ("We use zonal grid search(ZGS).", {"ZGS": "zonal grid search"}),
    "short form first": ("ZGS (zonal grid search) is old.", {"ZGS": "zonal grid search"}),
    "mixed case": ("A mixture of zebras (MoZ) runs.", {"MoZ": "mixture of zebras"}),
    "a small word left out": ("Number of zonal evaluations (NZE).", None),
    "hyphenated": ("We use first-hit sampling (FHS).", {"FHS": "first-hit sampling"}),
    "a letter inside": ("We train a ZonalFormer (ZF).", {"ZF": "ZonalFormer"}),
    "a digit for a word": ("Text-to-zone (T2Z) mapping.", {"T2Z": "Text-to-zone"}),
    "nested": ("A ZGS-Infused Grid Mapper (ZI-GriM).", {"ZI-GriM": "ZGS-Infused Grid Mapper"}),
    "a suffix": (
        "A Zonal Understanding and Tracing adapter (ZUT-adapter).",
        {"ZUT-adapter": "Zonal Understanding and Tracing adapter"},
    ),
    "reordered": (
        "A spinal folding unit for slow zonation (ZonatSFU).",
        {"ZonatSFU": "spinal folding unit for slow zonation"},
    ),
    "termed": (
        "An Agile Zonal Grid Mapper, termed AZGM, is built.",
        {"AZGM": "Agile Zonal Grid Mapper"},
    ),
    "after or": ("Zonal grid searches, or ZGS, help.", {"ZGS": "Zonal grid search"}),
    "an adjective of it": ("Zonal Grid Map-based (ZGM-based) ants run.", {"ZGM": "Zonal Grid Map"}),
    "square brackets": ("Zonal grid maps [ZGMs] are old.", {"ZGM": "Zonal grid map"}),
    "with its source": ("Zonal grid maps (ZGM; Ant 1992) are old.", {"ZGM": "Zonal grid map"}),
    "two in one sentence": (
        "Zonal grids (ZGs) and fast zonal maps (FZMs).",
        {"ZG": "Zonal grid", "FZM": "fast zonal map"},
    ),
    "a noun that the short form leaves out": (
        "The zonal random field model (ZRF).",
        {"ZRF": "zonal random field"},
    ),
}
NOT_DEFINED = {
    "a unit": "We train with 3 billion (B) weights.",
    "a unit of data": "We took 2 million (M) pairs.",
    "a citation": "An old idea (Smith et al., 2019) came back.",
    "a year": "An old idea (2019) came back.",
    "an example": "Zonal maps (e.g., the one of Paris) are old.",
    "a gloss": "We plan ahead (for reasoning) and act.",
    "a number in brackets": "We list aims: (ii) zonal maps.",
    "no letters in common": "Zonal maps (QXW) are old.",
    "words in brackets": "Zonal maps (also of Paris) are old.",
    "a figure": "Zonal maps (Figure 3) are old.",
}


@pytest.mark.parametrize(("text", "expected"), DEFINED.values(), ids=DEFINED)
def test_a_definition(text: str, expected: dict[str, str] | None, find: Find) -> None:
    if expected is None:
        expected = {"NZE": "Number of zonal evaluations"}
    assert {a.short: a.long for a in find(text).acronyms} == expected


@pytest.mark.parametrize("text", NOT_DEFINED.values(), ids=NOT_DEFINED)
def test_no_definition(text: str, find: Find) -> None:
    assert find(text).acronyms == ()


def test_spans_of_both_forms(find: Find) -> None:
    text = "We use zonal grid search (ZGS)."
    (acronym,) = find(text).acronyms
    assert [text[s.start : s.end] for s in acronym.spans] == ["ZGS", "zonal grid search"]


def test_a_short_form_counts_for_the_concept_of_its_long_form(find: Find) -> None:
    text = "Masked diffusion models (MDMs) are old. We train an MDM. MDMs are good."
    (concept,) = [c for c in find(text).concepts if c.name == "masked diffusion"]
    found = [text[s.start : s.end] for s in concept.spans]
    assert found == ["Masked diffusion models", "MDMs", "MDM", "MDMs"]


def test_a_short_form_defined_as_something_else_does_not(find: Find) -> None:
    text = "A masked diffusion idea. Molecule dynamics makers (MDMs) move. An MDM is small."
    (concept,) = [c for c in find(text).concepts if c.name == "masked diffusion"]
    assert [text[s.start : s.end] for s in concept.spans] == ["masked diffusion"]


def test_another_wording_keeps_the_concept(find: Find) -> None:
    text = "We scale mixtures of expert layers (MoE). The MoE is large."
    assert "mixture of experts" in {c.name for c in find(text).concepts}

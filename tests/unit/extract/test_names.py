"""Models, data sets and metrics of others, and how a paper stands to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import EntityKind, Findings, Use
from graph.schema import Relation

Find = Callable[..., Findings]


def used(found: Findings, *kinds: EntityKind) -> list[str]:
    return [m.surface for m in found.mentions if m.relation is Relation.USES and m.kind in kinds]


MODELS = {
    "known": ("We compare BERT and RoBERTa.", ["BERT", "RoBERTa"]),
    "possessive": ("We follow BERT's way.", ["BERT"]),
    "with an adjective": ("We use CLIP-based scores.", ["CLIP"]),
    "part of a longer name": ("We compare with ERNIE-Gram and BERT-Attack.", []),
    "with its version": ("We fine-tune Llama 2 and Llama-3.", ["Llama 2", "Llama-3"]),
    "a version not listed": ("We fine-tune GPT-99 today.", ["GPT-99"]),
    "a family and its one version": (
        "Tuning Stable Diffusion. We tune Stable Diffusion 2.",
        ["Stable Diffusion 2"],
    ),
    "in small letters": ("They clip a t5 bert.", []),
}


@pytest.mark.parametrize(("text", "expected"), MODELS.values(), ids=MODELS)
def test_models(text: str, expected: list[str], find: Find) -> None:
    found = find(text)
    kept = used(found, EntityKind.MODEL, EntityKind.SYSTEM)
    assert [n for n in kept if n not in ("BERT-Attack", "ERNIE-Gram")] == expected


DATASETS = {
    "known": ("We report results on ImageNet.", ["ImageNet"]),
    "without the noun": ("We use the KILT benchmark.", ["KILT"]),
    "unknown, by its noun": ("We test on the HoLes dataset.", ["HoLes"]),
    "a list": ("We test on the HoLes3, PiTs and DiGs benchmarks.", ["HoLes3", "PiTs", "DiGs"]),
    "after its noun": ("We use benchmarks such as HoLes and PiTs.", ["HoLes", "PiTs"]),
    "a capitalised word": ("We test on the Zorbtown dataset.", ["Zorbtown"]),
    "several words": ("We test on the Words in Holes dataset.", ["Words in Holes"]),
    "behind a language": ("We test on the Zorbish Holetown corpus.", ["Holetown"]),
    "with its size": ("We test on the Zorb-5K dataset.", ["Zorb-5K"]),
    "evaluated on": ("It reaches high accuracy on ZorbQuest.", ["ZorbQuest"]),
    "its long form told": (
        "We test on the Zonal Language Inference (ZoLI) corpus.",
        ["ZoLI"],
    ),
    "known, its long form told": (
        "We test on Stanford Natural Language Inference (SNLI).",
        ["SNLI"],
    ),
    "no name before a challenge": ("It is the Grand Challenge of ants.", []),
    "a language": ("We test on the Zorbish dataset.", []),
    "an author": ("We compare corpora (Barzorb and Elhazad 2003).", []),
}


@pytest.mark.parametrize(("text", "expected"), DATASETS.values(), ids=DATASETS)
def test_datasets(text: str, expected: list[str], find: Find) -> None:
    assert used(find(text), EntityKind.DATASET) == expected


SYSTEMS = {
    "recent": ("It needs a tenth of the data of recent ZORBO.", ["ZORBO"]),
    "compared": ("We dig faster compared to ZorBo and DigGer.", ["ZorBo", "DigGer"]),
    "hardware": ("We dig on A100 GPUs compared to CPUs.", []),
}


@pytest.mark.parametrize(("text", "expected"), SYSTEMS.values(), ids=SYSTEMS)
def test_systems_by_their_place(text: str, expected: list[str], find: Find) -> None:
    assert used(find(text), EntityKind.SYSTEM) == expected


STANCES = {
    "compared": ("Our way outperforms BERT.", Use.COMPARES),
    "a baseline": ("It is better than the baseline BERT.", Use.COMPARES),
    "built on": ("Our way is based on BERT.", Use.BUILDS_ON),
    "tuned": ("We fine-tune BERT.", Use.BUILDS_ON),
    "used": ("We employ BERT.", Use.USES),
    "said": ("Think of BERT.", Use.MENTIONS),
}


@pytest.mark.parametrize(("text", "stance"), STANCES.values(), ids=STANCES)
def test_how_a_paper_stands_to_a_model(text: str, stance: Use, find: Find) -> None:
    (mention,) = [m for m in find(text).mentions if m.kind is EntityKind.MODEL]
    assert mention.stance is stance


def test_what_a_paper_introduces_it_does_not_use(find: Find) -> None:
    found = find("We introduce BERT, a new encoder. BERT is large.")
    assert {m.relation for m in found.mentions if m.surface == "BERT"} == {Relation.INTRODUCES}


def test_metrics(find: Find) -> None:
    assert "perplexity" in used(find("We report perplexity."), EntityKind.METRIC)

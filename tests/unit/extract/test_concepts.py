"""Stance, weight and what a paper is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.extract.extraction import Extraction
from graph.model import ConceptUse, Findings, Origin, Paper, Passage, Stance

Find = Callable[..., Findings]


def concept(found: Findings, name: str) -> ConceptUse:
    return next(c for c in found.concepts if c.name == name)


STANCES = {
    "its own work": ("We study reinforcement learning.", Stance.ABOUT),
    "background": ("Reinforcement learning has grown fast.", Stance.BACKGROUND),
    "what goes on with one's own": (
        "We teach a dog to fetch. Reinforcement learning shapes its habits.",
        Stance.ABOUT,
    ),
    "before one's own": (
        "Reinforcement learning shapes the habits of a dog. We teach one to fetch.",
        Stance.BACKGROUND,
    ),
    "a turn back to others": (
        "We teach a dog to fetch. Earlier trainers knew reinforcement learning.",
        Stance.BACKGROUND,
    ),
    "what is only compared with": (
        "Our whistle teaches a dog faster than reinforcement learning.",
        Stance.BACKGROUND,
    ),
    "what is outperformed": (
        "We whistle, and that outperforms a kennel with reinforcement learning.",
        Stance.BACKGROUND,
    ),
    "what a comparison is about": (
        "Our reinforcement learning teaches a dog faster than a whistle.",
        Stance.ABOUT,
    ),
    "without": ("We walk without reinforcement learning.", Stance.CONTRAST),
    "without requiring": ("It walks without requiring reinforcement learning.", Stance.CONTRAST),
    "unlike": ("Unlike reinforcement learning, walking is simple.", Stance.CONTRAST),
    "instead of": ("We walk instead of reinforcement learning.", Stance.CONTRAST),
    "rather than": ("We walk rather than use reinforcement learning.", Stance.CONTRAST),
    "contrary to": ("Contrary to trends in reinforcement learning, we walk.", Stance.CONTRAST),
    "no need": ("It circumvents the need for reinforcement learning.", Stance.CONTRAST),
    "what others do": (
        "Existing methods mostly rely on reinforcement learning.",
        Stance.CONTRAST,
    ),
    "the kind of the others": (
        "Existing reinforcement learning methods fail to walk.",
        Stance.CONTRAST,
    ),
    "neither": ("We walk with neither reinforcement learning nor maps.", Stance.CONTRAST),
    "needs no": ("Our walker needs no reinforcement learning.", Stance.CONTRAST),
    "no such thing is needed": ("No reinforcement learning is needed.", Stance.CONTRAST),
    "got rid of": ("We get rid of reinforcement learning.", Stance.CONTRAST),
    "avoids": ("Walking avoids reinforcement learning.", Stance.CONTRAST),
    "after what is avoided": (
        "We list the hills that are avoided in reinforcement learning.",
        Stance.ABOUT,
    ),
    "replaced": ("We replace reinforcement learning by maps.", Stance.CONTRAST),
    "what replaces it": ("We replace maps with reinforcement learning.", Stance.ABOUT),
    "dispensed with": ("We walk and dispense with reinforcement learning.", Stance.CONTRAST),
    "an alternative": ("Maps are our alternative to reinforcement learning.", Stance.CONTRAST),
    "beside what is not required": (
        "No map is required and reinforcement learning is done by us.",
        Stance.ABOUT,
    ),
    "they suffer": (
        "Reinforcement learning methods are popular. However, they suffer from noise. We walk.",
        Stance.CONTRAST,
    ),
    "such methods, however": (
        "Reinforcement learning methods have won. Such methods, however, are slow. We walk.",
        Stance.CONTRAST,
    ),
    "many rely on it, which is costly": (
        "Many approaches rely on reinforcement learning. Unfortunately, this is costly. We walk.",
        Stance.CONTRAST,
    ),
    "many rely on it": (
        "Many approaches rely on reinforcement learning. Ants do not. We walk.",
        Stance.BACKGROUND,
    ),
    "what is costly is another thing": (
        "Reinforcement learning methods are popular. However, ants are slow. We walk.",
        Stance.BACKGROUND,
    ),
    "what they do it for": (
        "Many approaches use maps for reinforcement learning. However, they are slow. We walk.",
        Stance.BACKGROUND,
    ),
    "wanting, then mended": (
        "Reinforcement learning methods are slow. They suffer. We speed up reinforcement learning.",
        Stance.ABOUT,
    ),
    "after the scope": ("We walk without fear, and study reinforcement learning.", Stance.ABOUT),
    "the aim of the others": (
        "Existing methods rely on maps for reinforcement learning.",
        Stance.BACKGROUND,
    ),
    "a loss is no denial": (
        "We walk without a drop in reinforcement learning.",
        Stance.ABOUT,
    ),
    "rejected, then done": (
        "Existing methods rely on reinforcement learning. We improve reinforcement learning.",
        Stance.ABOUT,
    ),
}


@pytest.mark.parametrize(("text", "stance"), STANCES.values(), ids=STANCES)
def test_stance(text: str, stance: Stance, find: Find) -> None:
    assert concept(find(text), "reinforcement learning").stance is stance


def test_a_title_is_about_its_concepts(find: Find) -> None:
    found = find("", "Scaling beyond reinforcement learning")
    assert concept(found, "reinforcement learning").central


def test_a_property_said_once_is_not_central_a_method_is(find: Find) -> None:
    found = find("We dig holes with beam search. Our digger has robustness.", "A note").concepts
    central = {c.name: (c.kind, c.central) for c in found}
    assert central["beam search"] == ("method", True)
    assert central["robustness"] == ("property", False)


def test_central_is_what_comes_back_or_stands_early_as_its_own(find: Find) -> None:
    filler = "We walk along the long road and look at the trees, one after the other. " * 6
    text = (
        "Robotics has grown. Transfer learning is old. "
        f"We study reinforcement learning. {filler}"
        "Transfer learning is still old. Finally, we test question answering."
    )
    found = find(text)
    central = {c.name: c.central for c in found.concepts}
    assert central["reinforcement learning"]
    assert central["transfer learning"]
    assert not central["question answering"]
    assert not any(c.central for c in found.concepts if c.stance is not Stance.ABOUT)


def test_weight_orders_title_before_text_before_background(find: Find) -> None:
    found = find(
        "Transfer learning is old. We study question answering.", "On reinforcement learning"
    )
    names = ("reinforcement learning", "question answering", "transfer learning")
    weights = [concept(found, name).weight for name in names]
    assert 1 > weights[0] > weights[1] > weights[2] > 0
    assert [c.weight for c in found.concepts] == sorted(
        (c.weight for c in found.concepts), reverse=True
    )


def test_the_sentence_shows_what_the_paper_does(find: Find) -> None:
    text = "Reinforcement learning has grown. We improve reinforcement learning by walking."
    span = concept(find(text), "reinforcement learning").sentence
    assert text[span.start : span.end] == "We improve reinforcement learning by walking."


def test_a_task_named_by_its_model_is_both(find: Find) -> None:
    names = {c.name for c in find("We study text-guided diffusion models.").concepts}
    assert {"text-to-image generation", "diffusion model"} <= names


def test_sections_weigh_less_and_are_found(shipped: Extraction) -> None:
    passages = (
        Passage("title", "A note"),
        Passage("abstract", "We study question answering."),
        Passage("s1", "We study transfer learning.", "Method"),
    )
    paper = Paper(title="A note", passages=passages, origin=Origin("test", 1))
    (found,) = shipped.findings([paper])
    section = concept(found, "transfer learning")
    assert section.spans[0].passage == "s1"
    assert section.weight < concept(found, "question answering").weight
    assert not section.central


HUBS = {
    "absorbing processes": (
        "Discrete diffusion models with absorbing processes are good.",
        "masked diffusion",
    ),
    "absorbing diffusion": ("We study absorbing discrete diffusion.", "masked diffusion"),
    "an encoder of prompts": (
        "We use large language models as prompt encoders in text-to-image diffusion models.",
        "llm text encoder",
    ),
    "equipped": (
        "We equip text-to-image diffusion models with LLMs for better semantic alignment.",
        "llm text encoder",
    ),
    "experts": ("The router of an MoE activates two experts.", "mixture of experts"),
    "a tokenizer": ("We compare tokenizers of language models.", "tokenization"),
}


@pytest.mark.parametrize(("text", "name"), HUBS.values(), ids=HUBS)
def test_a_hub_said_in_other_words(text: str, name: str, find: Find) -> None:
    assert name in {c.name for c in find(text).concepts}

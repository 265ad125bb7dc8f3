"""Concepts said in other words, and words that only look like one: our own sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings

Find = Callable[..., Findings]

# Concept, then sentences that speak of it without its name.
SAID = {
    "robot manipulation": ("A robot hand learns grasping from touch.",),
    "masked diffusion": (
        "We study discrete diffusion with an absorbing state over words.",
        "Each symbol moves to an absorbing state of the discrete diffusion and back.",
        "Mask tokens act as the absorbing state of a discrete diffusion.",
        "We train MDLM on code.",
        "The diffusion sampler starts from mask tokens and fills them in.",
        "A discrete diffusion model replaces words by masked tokens until none is left.",
        "For diffusion language models we learn in which order unmasking pays.",
        "Masked discrete diffusion writes all words at once.",
    ),
    "llm text encoder": (
        "We replace the CLIP text encoder by an LLM for text-to-image synthesis.",
        "Swapping T5 for a decoder-only language model as the text encoder helps image generation.",
        "We equip a text-to-image diffusion model with features of a frozen large language model.",
        "Our adapter conditions text-to-image diffusion on LLM features.",
        "Large language models are poor prompt encoders for images until they are tuned.",
        "Hidden states of an LLM condition the text-to-image model.",
    ),
    "mixture of experts": (
        "Sparsely activated experts keep the cost of a large network low.",
        "We replace feed-forward layers with expert layers and route each token to two of them.",
        "The transformer routes tokens to experts by a learned gate.",
        "An MoE with sixty experts is trained.",
        "Sparse expert models grow without more compute per token.",
        "A router sends each token of the language model to one expert.",
    ),
    "tokenization": (
        "Words are tokenized before the model sees them.",
        "A tokenizer that knows no Finnish splits every word.",
        "We study how tokenisation shapes arithmetic.",
        "A vocabulary-free language model reads rendered words, not subwords.",
    ),
    "subword tokenization": (
        "Subword segmentation is learned with the model.",
        "We merge frequent pairs by BPE.",
        "SentencePiece and WordPiece give other pieces.",
        "Byte pair encoding fails on rare names.",
    ),
    "byte-level language model": (
        "A byte-level model needs no word list.",
        "We train a tokenizer-free network on raw bytes.",
    ),
    "probabilistic graphical model": ("Belief propagation on a factor graph converges.",),
    "boosting": ("Gradient boosting wins on tables.",),
    "figurative language": ("Metaphor in language is hard for machines.",),
    "social influence": ("We measure social influence among friends.",),
    "constraint satisfaction": ("The puzzle is a constraint satisfaction problem.",),
    "low-rank approximation": ("A low-rank matrix is recovered from few entries.",),
    "multilingual modeling": ("It works in many languages.",),
    "matrix decomposition": ("We decompose the matrix of weights.",),
    "prompt engineering": ("Users manipulate prompts until a picture pleases.",),
}
# Concept, then sentences with its words in another sense.
NOT_SAID = {
    "robot manipulation": ("It limits how well they grasp dense prompts with many objects.",),
    "masked diffusion": (
        "Masked language modeling hides words of BERT's input.",
        "Absorbing boundary layers damp waves.",
        "Ink diffusion through masked silicon is slow.",
        "Continuous diffusion models denoise images.",
        "The absorbing Markov chain ends in one of two states.",
    ),
    "llm text encoder": (
        "An LLM rewrites prompts before a text-to-image model paints them.",
        "A multi-modal LLM judges images of text-to-image models.",
        "We survey large language models and diffusion models.",
        "An LLM plans the layout for text-to-image generation.",
        "The text encoder of CLIP is frozen in our text-to-image model.",
        "Large language models caption pictures to train text-to-image models.",
    ),
    "mixture of experts": (
        "Domain experts annotated each answer.",
        "We asked three experts, and gated no answer.",
        "Questions are routed to human experts on the forum.",
        "A mixture of natural and programming languages is used.",
        "Expert annotators rated layers of paint.",
    ),
    "tokenization": (
        "Class tokens of the vision transformer are averaged.",
        "We enhance token interaction during decoding.",
        "Blockchain tokenization of assets changes ownership.",
        "Security tokens are sent by mail.",
    ),
    "subword tokenization": ("A piece of bread was in the subway.",),
    "attention mechanism": (
        "The field has attracted increasing attention.",
        "Fairness receives much attention from lawyers.",
    ),
    "knowledge distillation": ("Our findings are distilled into four lessons.",),
    "sarcasm detection": ("We interpret metaphors of daily language.",),
    "error analysis": ("Error correction of typed input is fast.",),
    "convolutional neural network": ("Convolutional codes protect the channel.",),
    "multilingual modeling": ("Many language models know this.", "Many language tasks are hard."),
    "style transfer": ("Style transfer paints a photo as an image by a master.",),
    "benchmarking": ("We present an empirical comparison of two ways.",),
    "review mining": ("In this survey we review analysis methods.",),
    "programming language": ("A grammar in type theory of records is built.",),
    "business intelligence": ("A tourist information system answers calls.",),
    "answer set programming": ("Bids need constraint satisfaction in real time.",),
    "conditional random field": ("Belief propagation finds the likely nodes.",),
    "model scaling": ("Such toy efforts will never scale up to real text.",),
    "disease diagnosis": ("Patients with diabetes were asked to walk.",),
    "text embedding": ("Constraints, not textual representation, carry the meaning.",),
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in SAID.items() for text in texts]
)
def test_said_in_other_words(name: str, text: str, find: Find) -> None:
    assert name in {c.name for c in find(text).concepts}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in NOT_SAID.items() for text in texts]
)
def test_other_senses_of_the_words(name: str, text: str, find: Find) -> None:
    assert name not in {c.name for c in find(text).concepts}

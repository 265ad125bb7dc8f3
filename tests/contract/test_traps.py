"""Texts that a naive reading gets wrong, by class, each beside a twin where it is right.

A row has what is looked at, a name, a text that must not give the name, and one that must.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import pytest

from graph.extract import extractor
from graph.extract.extraction import Extraction
from graph.model import EntityKind, Findings, Origin, Paper, Passage, Stance, Use
from graph.readers.page.reader import PageReader
from graph.schema import Relation

Row = tuple[str, str, str, str]

# What a title is followed by, so that a page has a paper.
_BODY = (
    "\n\nAnts dig holes. We count how many holes a hundred ants dig in a day of work, and why.\n\n"
)
_HEAD = "Two Ants and a Hole" + _BODY

PAGE = {
    "chrome with an exclamation mark": (
        "Get new burrows in your inbox!\n\nThe latest from AZ and the digging community\n\n",
        "Get new burrows in your inbox!",
        "Dig, Ants, Dig: A Study of Holes!" + _BODY,
        "Dig, Ants, Dig: A Study of Holes!",
    ),
    "a date": (
        "Oct 31\n\n",
        "Oct 31",
        "October Holes: What Ants Do\n" + _BODY,
        "October Holes: What Ants Do",
    ),
    "one word": ("new\n\n", "new", "News of Ants and Holes" + _BODY, "News of Ants and Holes"),
    "a question": (
        "Do Ants Dig Deep: Are Holes Really Better?" + _BODY,
        "Do Ants Dig Deep",
        "Do Ants Dig Deep: Are Holes Really Better?" + _BODY,
        "Do Ants Dig Deep: Are Holes Really Better?",
    ),
}

LINKS = {
    "the full stop of the sentence": (
        "repositories",
        "github.com/ant/hill.",
        "Our code is at https://github.com/ant/hill.",
        "",
    ),
    "a page at github.io is no repository": (
        "repositories",
        "github.com/ant/hill",
        "See our project page https://ant.github.io/hill.",
        "Our code is at https://github.com/ant/hill/.",
    ),
    "colours of LaTeX": (
        "pages",
        "ant.github.io/hill}",
        "The page is at magenta{https://ant.github.io/hill}",
        "",
    ),
    "a page without its brackets": (
        "pages",
        "ant.github.io/hill",
        "We count 9 hills of ant.github.",
        "The page is at magenta{https://ant.github.io/hill/}",
    ),
    "a list of papers is not the code": (
        "official",
        "github.com/ant/digging-hills",
        "This survey keeps a list of resources at https://github.com/ant/digging-hills.",
        "Our code is at https://github.com/ant/digging-hills.",
    ),
    "a promise": (
        "promised",
        "Code and data will be released.",
        "Code is released at https://github.com/ant/hill.",
        "Code and data will be released.",
    ),
    "a promise is no topic": (
        "concepts",
        "security",
        "The digger will be available after security checks.",
        "We study computer security.",
    ),
    "an umbrella is not the system": (
        "introduces",
        "ANTS",
        "We propose ANTS-Dig, a digger. Code: https://github.com/Hill/ANTS.",
        "We propose ANTS, a digger. Code: https://github.com/Hill/ANTS.",
    ),
}

SIGNS = {
    "a unit is no short form": (
        "acronyms",
        "MM",
        "It has 3 million (MM) ants.",
        "The Mound Margin (MM) grows.",
    ),
    "an ampersand within a name": (
        "introduces",
        "Fill",
        "We propose a Dig&Fill technique.",
        "We propose a Fill technique, named Fill.",
    ),
    "the name with its ampersand": (
        "introduces",
        "Dig&Fill",
        "We propose to dig and fill holes.",
        "We propose a Dig&Fill technique.",
    ),
    "escaped signs": (
        "concepts",
        "language model",
        r"We gain 3\% in na\"ive models of language use.",
        r"We gain 3\% with a na\"ive language model.",
    ),
    "an adjective is no model": (
        "uses",
        "GPT-4o-base",
        "It beats the GPT-4o-based baseline.",
        "",
    ),
}

SHORT_FORMS = {
    "a word within a word": (
        "concepts",
        "diffusion transformer",
        "Additionally, editing is conditional. Every ditch is dug.",
        "We compare our digger with DiT, a diffusion transformer.",
    ),
    "capitals tell": (
        "concepts",
        "mixture of experts",
        "The ant moe is a small one.",
        "We train an MoE language model.",
    ),
    "head of overhead": (
        "concepts",
        "attention head",
        "It has little overhead and pays much attention.",
        "We prune attention heads.",
    ),
    "termed": (
        "acronyms",
        "AZGM",
        "The agile zonal grid mapper beats AZGM.",
        "An Agile Zonal Grid Mapper, termed AZGM, is built.",
    ),
    "a part of its own, not what the letters mean elsewhere": (
        "concepts",
        "class activation map",
        "We add a Crooked Ant Module (CAM). The CAM digs.",
        "We inspect class activation maps.",
    ),
    "a longer name is another": (
        "uses",
        "LDM",
        "We propose LDMole, a digger of moles.",
        "We compare our diffusion model with LDM and SDXL.",
    ),
    "a name of two letters": (
        "uses",
        "DeepFloyd IF",
        "We ask if deep floods matter.",
        "We compare with DeepFloyd IF on pictures.",
    ),
    "another order": (
        "acronyms",
        "ZonatSFU",
        "Slow zonation is old (see Ant).",
        "A spinal folding unit for slow zonation (ZonatSFU).",
    ),
}

SENSES = {
    "masked words": (
        "concepts",
        "masked diffusion",
        "We train BERT by masking single words of its input.",
        "We train a masked diffusion language model.",
    ),
    "tokens of a class": (
        "concepts",
        "tokenization",
        "We learn an embedding for each class token.",
        "We study tokenization of words.",
    ),
    "tokens of a decoder": (
        "concepts",
        "tokenization",
        "Tokens of the caption interact during inference.",
        "A tokenizer splits the caption.",
    ),
    "compression of text": (
        "concepts",
        "model compression",
        "A new text compression scheme cuts texts in blocks.",
        "We study model compression.",
    ),
    "shorter inputs": (
        "concepts",
        "model compression",
        "They compress the context to fit.",
        "We study compression of large language models.",
    ),
    "distilled lessons": (
        "concepts",
        "knowledge distillation",
        "All this is distilled into three lessons.",
        "A large teacher is distilled into a small student network.",
    ),
    "a mixture of data": (
        "concepts",
        "mixture of experts",
        "We train on a mixture of Dutch and Greek.",
        "We train a mixture of experts.",
    ),
    "attention of people": (
        "concepts",
        "attention mechanism",
        "Ants have attracted growing attention.",
        "We replace the attention mechanism of a transformer.",
    ),
    "patching activations": (
        "concepts",
        "patch embedding",
        "We use activation patching to find the layer.",
        "The transformer reads image patches.",
    ),
    "text in pictures": (
        "concepts",
        "text generation",
        "We locate textual generation in image diffusion models, which draws letters.",
        "We study text generation with language models.",
    ),
    "pictures to text": (
        "concepts",
        "text-to-image generation",
        "We study image-to-text generation.",
        "We study text-to-image generation.",
    ),
    "cut through a word": (
        "concepts",
        "diffusion language model",
        "We shift diffusion for text-to-image generation.",
        "We study diffusion for text.",
    ),
    "a search for noise": (
        "concepts",
        "retrieval",
        "We search for better noise to start from.",
        "We search documents by information retrieval.",
    ),
    "a search space": (
        "concepts",
        "discrete diffusion",
        "We search the discrete space of prompts of a diffusion model.",
        "We study discrete diffusion over words.",
    ),
    "retrieval of drafts": (
        "concepts",
        "document retrieval",
        "Drafts come from a fixed retrieval scheme.",
        "We study document retrieval.",
    ),
    "scaling of steps": (
        "concepts",
        "scaling laws",
        "We go beyond scaling the number of steps.",
        "We fit scaling laws of loss and size.",
    ),
    "the cost of judging": (
        "concepts",
        "model scaling",
        "The cost of judges limits scalability.",
        "We study model scaling.",
    ),
    "trained before": (
        "concepts",
        "language model pretraining",
        "We join two pre-trained vision models.",
        "We study language model pre-training.",
    ),
    "bias of places": (
        "concepts",
        "bias in language models",
        "A decoder has a bias for places near its end.",
        "We measure social bias.",
    ),
    "bias of people": (
        "concepts",
        "positional encoding",
        "We find bias against women in texts.",
        "We compare positional encodings.",
    ),
    "no free lunch": (
        "concepts",
        "no free lunch theorem",
        "There is a free lunch in digging.",
        "",
    ),
    "a long description": (
        "concepts",
        "long context",
        "It follows long descriptions of pictures.",
        "We train a language model for long contexts.",
    ),
    "molecules": (
        "concepts",
        "latent diffusion",
        "The feature space tells of chemistry.",
        "We train a latent diffusion model of molecules.",
    ),
}

STANCES = {
    "what others rely on": (
        "about",
        "diffusion model",
        "Existing methods rely on diffusion models. We dig holes.",
        "We rely on diffusion models.",
    ),
    "what is not needed": (
        "about",
        "in-context learning",
        "We dig holes and circumvent the need for in-context learning.",
        "We dig holes by in-context learning.",
    ),
    "without": (
        "about",
        "reinforcement learning",
        "We dig without reinforcement learning.",
        "We dig with reinforcement learning.",
    ),
    "what has grown": (
        "about",
        "text-to-image generation",
        "Such models shine at text-to-image generation. We write captions.",
        "We improve text-to-image generation.",
    ),
    "frozen": (
        "about",
        "u-net",
        "We dig without training the U-Net.",
        "We train a U-Net.",
    ),
    "instead of": (
        "about",
        "diffusion model",
        "We align to a language model instead of a diffusion model.",
        "We align to a diffusion model.",
    ),
    "unlike": (
        "about",
        "large language model",
        "Unlike large language models, our diggers are small.",
        "Like them, our large language models are small.",
    ),
    "an example in brackets": (
        "about",
        "in-context learning",
        "Such models have new abilities (e.g., in-context learning). We dig.",
        "We study their new abilities (e.g., in-context learning).",
    ),
    "not required": (
        "about",
        "fine-tuning",
        "Existing approaches require fine-tuning. We dig without any.",
        "Our approach requires fine-tuning.",
    ),
    "contrary to": (
        "about",
        "pruning",
        "Contrary to trends in model pruning, we dig all.",
        "We follow trends in model pruning.",
    ),
    "beaten, not built on": (
        "builds_on",
        "Stable Diffusion 3",
        "We dig better, and surpass Stable Diffusion 3.",
        "Our digger is built upon Stable Diffusion 3.",
    ),
    "beaten, with others": (
        "compares",
        "RoBERTa",
        "We fine-tune RoBERTa.",
        "It outperforms models like XLNet and RoBERTa.",
    ),
    "what it distils": (
        "compares",
        "GPT-4o",
        "We distill GPT-4o into a small digger.",
        "It outperforms GPT-4o.",
    ),
    "a list that is none": (
        "introduces",
        "ELLA",
        "Zorbo3 digs. Next to recent ELLA, Zorbo3 wins. We propose Zorbo3, a digger.",
        "We propose ELLA, a digger.",
    ),
}

OTHER_WORDS = {
    "drafts that are verified": (
        "concepts",
        "speculative decoding",
        "A draft of this note was verified by two ants.",
        "The large language model verifies tokens that a small draft model proposes.",
    ),
    "models that judge": (
        "concepts",
        "mllm-as-a-judge",
        "A judge reads of multimodal large language models.",
        "Automatic evaluation of text-to-image models relies on multimodal large language models.",
    ),
    "a learned token": (
        "concepts",
        "token embedding optimisation",
        "We embed every single token of the text.",
        "One input token gets an embedding of its own, learnt for a text-to-image model.",
    ),
    "diffusion of text": (
        "concepts",
        "diffusion language model",
        "Ink diffusion ruins the text of a letter.",
        "A continuous diffusion process meets discrete text in our captions.",
    ),
    "harmful text": (
        "concepts",
        "safety",
        "Toxic metals poison ants.",
        "We stop models from writing toxic text.",
    ),
    "filling in": (
        "concepts",
        "fill-in-the-middle",
        "Ants fill in the hole.",
        "We sample by infilling code with a language model.",
    ),
    "one concept with and without a hyphen": (
        "concepts",
        "multimodal large language model",
        "Modal logic is not language.",
        "We use multi-modal large language models.",
    ),
}


def _concepts(found: Findings) -> Iterable[str]:
    return (c.name for c in found.concepts)


def _mentioned(relation: Relation) -> Callable[[Findings], Iterable[str]]:
    return lambda found: (m.entity for m in found.mentions if m.relation is relation)


def _stance(use: Use) -> Callable[[Findings], Iterable[str]]:
    return lambda found: (m.entity for m in found.mentions if m.stance is use)


def _linked(kind: EntityKind) -> Callable[[Findings], Iterable[str]]:
    return lambda found: (m.entity for m in found.mentions if m.kind is kind)


LOOK: dict[str, Callable[[Findings], Iterable[str]]] = {
    "concepts": _concepts,
    "about": lambda found: (c.name for c in found.concepts if c.stance is Stance.ABOUT),
    "acronyms": lambda found: (a.short for a in found.acronyms),
    "introduces": _mentioned(Relation.INTRODUCES),
    "uses": _mentioned(Relation.USES),
    "builds_on": _stance(Use.BUILDS_ON),
    "compares": _stance(Use.COMPARES),
    "repositories": _linked(EntityKind.REPOSITORY),
    "pages": lambda found: (
        m.entity.removeprefix("https://") for m in found.mentions if m.kind is EntityKind.PAGE
    ),
    "official": lambda found: (
        m.entity
        for m in found.mentions
        if m.relation is Relation.HAS_CODE and m.stance == "official"
    ),
    "promised": lambda found: filter(None, [found.code_promised]),
}


@pytest.fixture(scope="module")
def shipped() -> Extraction:
    return extractor()


def _rows() -> Iterable[object]:
    classes = {
        "links": LINKS,
        "signs": SIGNS,
        "short forms": SHORT_FORMS,
        "senses": SENSES,
        "stances": STANCES,
        "other words": OTHER_WORDS,
    }
    for title, table in classes.items():
        for name, row in table.items():
            yield pytest.param(*row, id=f"{title}, {name}")


def _found(text: str, shipped: Extraction) -> Findings:
    passages = (Passage("title", "An untitled note"), Passage("abstract", text))
    (found,) = shipped.findings(
        [Paper(title="An untitled note", passages=passages, origin=Origin("test", 1))]
    )
    return found


@pytest.mark.parametrize(("what", "name", "trap", "twin"), list(_rows()))
def test_a_trap_and_its_twin(
    what: str, name: str, trap: str, twin: str, shipped: Extraction
) -> None:
    assert name not in set(LOOK[what](_found(trap, shipped)))
    if twin:
        assert name in set(LOOK[what](_found(twin, shipped)))


@pytest.mark.parametrize(("trap", "wrong", "twin", "right"), PAGE.values(), ids=PAGE)
def test_a_trap_of_the_page(trap: str, wrong: str, twin: str, right: str) -> None:
    def titles(text: str) -> set[str]:
        read = PageReader().read(io.BytesIO(text.encode()), "page.txt")
        return {one.title for one in read if isinstance(one, Paper)}

    assert wrong not in titles(trap + _HEAD)
    assert right in titles(_HEAD + twin)

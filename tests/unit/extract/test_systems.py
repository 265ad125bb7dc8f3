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


DIGS = "This paper digs holes. "
SAID_OTHERWISE = {
    "this paper": ("This paper introduces ZorBo, a way to dig.", {"ZorBo"}),
    "the article": ("The article describes ZorBo, which digs.", {"ZorBo"}),
    "the authors": ("The authors propose ZorBo.", {"ZorBo"}),
    "the present work": ("The present work devises a network called ZorBo.", {"ZorBo"}),
    "it, the paper": (DIGS + "It then introduces DigFormer, a model of holes.", {"DigFormer"}),
    "glued to a heading": ("AbstractWe introduce Zorbo, a way to dig.", {"Zorbo"}),
    "in this paper between": ("We present in this paper ZorBo, a digger.", {"ZorBo"}),
    "a long name": ("This thesis develops the Zonal Ore Boring Unit (ZOBU).", {"ZOBU"}),
    "a derived one": (DIGS + "From this it derives ZorBo, which is faster.", {"ZorBo"}),
    "put forward": ("This paper puts forward ZorBo, an engine to dig.", {"ZorBo"}),
    "a release number": ("We present ZorBo 2.0, a digger.", {"ZorBo 2.0"}),
    "in quotes": ("We propose a novel 'Digging Lexicon' for holes.", {"Digging Lexicon"}),
    "two": ("This paper introduces ZorBo and a benchmark, HoLes.", {"ZorBo", "HoLes"}),
    "two models": (
        "This paper introduces two models, ZorBo and DigFormer.",
        {"ZorBo", "DigFormer"},
    ),
    "two, apposed": (
        "The paper introduces ZorBo for digging, and HoLes, a dataset of holes.",
        {"ZorBo", "HoLes"},
    ),
    "passive": ("ZorBo is introduced, a model of holes.", {"ZorBo"}),
    "passive, apposed": ("ZorBo, a digging model, is presented in this article.", {"ZorBo"}),
    "passive, after its kind": ("A digging scheme, ZorBo, is proposed.", {"ZorBo"}),
    "passive, built": (DIGS + "A new corpus, HoLes, was built for this.", {"HoLes"}),
    "inverted": ("Presented here is ZorBo, a digger.", {"ZorBo"}),
    "to be released": (DIGS + "ZorBo-7B will be made available.", {"ZorBo-7B"}),
    "a new one": ("A new benchmark, HoLes, measures how deep models dig.", {"HoLes"}),
    "apposed as new": ("ZorBo, a novel framework to dig, halves the cost.", {"ZorBo"}),
    "the proposed": ("Digging is slow, and the proposed ZorBo speeds it up.", {"ZorBo"}),
    "the proposed phrase": ("The proposed Equal-Size Holes cut the cost.", {"Equal-Size Holes"}),
    "the resulting": (DIGS + "The resulting model, ZorBo, digs twice as fast.", {"ZorBo"}),
    "its part": (DIGS + "Its Hole-Aware Gate Module (HAGM) stops it.", {"HAGM"}),
    "its lemma": (DIGS + "Its Hole Mapping Lemma says when to stop.", {"Hole Mapping Lemma"}),
    "a part": (DIGS + "A Hole-Aware Gate Module (HAGM) stops it.", {"HAGM"}),
    "a part called": (DIGS + "A module called DigGate decides when to stop.", {"DigGate"}),
    "a part trained with": (DIGS + "It is trained with a Hole-Match (HM) loss.", {"HM"}),
    "the better one": (
        DIGS + "Built on it, the Hole-Infused Digger (HI-Dig) digs better than others.",
        {"HI-Dig"},
    ),
    "we call it": ("We call it ZorBo.", {"ZorBo"}),
    "we term the scheme": ("We term this scheme ZorBo.", {"ZorBo"}),
    "that it calls": ("This paper presents a scheme that it calls ZorBo.", {"ZorBo"}),
    "only ever a subject": (
        "ZorBo is a digger that needs no training. ZorBo finds the hole first.",
        {"ZorBo"},
    ),
}
OF_OTHERS = {
    "compared with": "We compare with a model called DigNet.",
    "used": "We use DigNet, a recent digger.",
    "fine-tuned": "This paper fine-tunes DigNet on holes.",
    "built on": "This work builds upon the DigNet framework.",
    "lately introduced": "We fine-tune the recently introduced DigNet.",
    "newly released": "We evaluate the newly released DigNet model.",
    "introduced by others": "DigNet was introduced by others. We improve it.",
    "proposed elsewhere": "DigNet was proposed in earlier work; we study it.",
    "proposed lately": "Recently, DigNet was proposed. We study why it fails.",
    "has been proposed": "DigNet has been proposed to dig. This paper asks why.",
    "good before us": "DigNet achieves good results but is slow. We propose to dig less.",
    "introducing something": "This paper extends DigNet, which introduces DigGate.",
    "a set of experiments": "We present experiments on two datasets, HoLes and DigSet.",
    "a comparison": "The paper presents a comparison with DigNet, a strong baseline.",
    "its authors": "The authors of DigNet propose a digger.",
    "languages": "This study provides English, German and French holes.",
    "often used": "A digger called DigNet is often used. We dig better.",
    "an existing one": "An existing digger, called DigNet, is extended here.",
    "to improve": "This paper proposes a method to improve DigNet.",
    "a study": "We present a study of DigNet.",
    "studied": "This paper studies DigNet (DN), a digger of holes.",
    "outdone": "It outperforms DigNet, a new method for digging.",
    "of a user": "The user then provides DIGCODE for holes, and this paper digs.",
    "what a corpus is of": "We introduce a corpus of Hole Safety Council (HSC) speeches.",
    "in a passive": "Digging using DIGCODE is proposed.",
}


@pytest.mark.parametrize(("text", "expected"), SAID_OTHERWISE.values(), ids=SAID_OTHERWISE)
def test_it_introduces_in_other_words(text: str, expected: set[str], find: Find) -> None:
    assert introduced(find(text)) == expected


@pytest.mark.parametrize("text", OF_OTHERS.values(), ids=OF_OTHERS)
def test_what_others_made_is_not_introduced(text: str, find: Find) -> None:
    assert introduced(find(text)) == set()


DATA = {
    "by its form": "We introduce HoleBench, with many holes.",
    "by the word before": "We collect a new dataset HoLes which has many.",
    "by the word after": "We develop a HoLes-refined dataset of holes.",
    "by apposition": "We present HoLes, a challenging benchmark of holes.",
    "by its size": "We introduce HoLes which contains 7,000 holes.",
    "by its long form": "We release the deep hole graph benchmark (DHG-B).",
    "by a number": "This paper introduces HoLes, 7,000 holes for evaluation.",
    "by a noun of": "The study presents a corpus of holes (HoLes) with entries.",
    "by a late apposition": "To this end, HoLes was collected, a corpus of many holes.",
    "by its own noun": "This paper introduces the HoLes Dataset, with many holes.",
    "as new": "A new data set, HoLes, is released.",
    "as its own": "This paper digs. Its new dataset HoLes holds 9,000 holes.",
}
NO_DATA = {
    "beside a benchmark": "This paper proposes the Deep Hole Model (DHM). On datasets DHM wins.",
    "for benchmarks": "We introduce ZorBo, a method for building benchmarks.",
    "of a long form": "This paper introduces the Hole Data Builder (HDB), a generator of datasets.",
    "by a compound": "We introduce ZorBo, a dataset distillation method.",
    "with parameters": "We introduce ZorBo which contains 7 billion parameters.",
}


@pytest.mark.parametrize("text", DATA.values(), ids=DATA)
def test_a_data_set_of_its_own(text: str, find: Find) -> None:
    (own,) = [m for m in find(text).mentions if m.relation is Relation.INTRODUCES]
    assert own.kind is EntityKind.DATASET


@pytest.mark.parametrize("text", NO_DATA.values(), ids=NO_DATA)
def test_a_system_among_data_sets(text: str, find: Find) -> None:
    (own,) = {
        m.entity: m for m in find(text).mentions if m.relation is Relation.INTRODUCES
    }.values()
    assert own.kind is EntityKind.SYSTEM

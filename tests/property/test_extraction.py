"""Whatever a text is: offsets fit, scores lie within bounds, nothing is raised."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extract import extractor
from graph.extract.extraction import Extraction
from graph.model import Origin, Paper, Passage

# Pieces that extractors look for, so that random texts meet their expressions.
PIECES = [
    "masked diffusion models", "(MDMs)", "LLMs", "LLM", "(LLM)", "We propose", "we introduce",
    "ABC", "ZorBo", "ZorBo-10B", "called", "termed", "dataset", "the", "of", "and", ",", ".",
    ":", "(", ")", "https://github.com/a/b.", "https://a.github.io/b/", "without", "unlike",
    "Existing methods rely on", "BERT", "Llama 2", "’s", "'s", "--", "—", "İ", "ß", "é",
    "e\u0301", "中文", "\n", "\t", "\u00a0", "{", "}", "\\_", "%", "“", "”", "is proposed",
    "will be released", "mixture of experts", "-", "U-Net", "3D",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.text(max_size=200),
)


@cache
def shipped() -> Extraction:
    return extractor()


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, abstract=TEXTS)
def test_offsets_and_scores_fit(title: str, abstract: str) -> None:
    passages = {"title": title, "abstract": abstract}
    paper = Paper(
        title=title,
        passages=tuple(Passage(k, v) for k, v in passages.items()),
        origin=Origin("test", 1),
    )
    (found,) = shipped().findings([paper])
    for mention in found.mentions:
        text = passages[mention.span.passage]
        assert text[mention.span.start : mention.span.end] == mention.surface
        assert mention.surface
        assert 0 <= mention.score <= 1
    spans = [s for c in found.concepts for s in (*c.spans, c.sentence)]
    spans += [s for t in found.terms for s in t.spans] + [
        s for a in found.acronyms for s in a.spans
    ]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(passages[span.passage])
    for acronym in found.acronyms:
        short = acronym.spans[0]
        assert passages[short.passage][short.start : short.end].startswith(acronym.short)
    assert all(0 <= c.weight <= 1 for c in found.concepts)
    assert all(0 <= t.weight <= 1 for t in found.terms)

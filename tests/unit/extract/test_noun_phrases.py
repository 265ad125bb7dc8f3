"""Phrases around what is found."""

from __future__ import annotations

import pytest

from graph.extract.extraction import Extraction
from graph.extract.noun_phrases import named_phrases
from graph.model import Passage

from .conftest import paper

PHRASES = {
    "the modifiers of a concept": ("We build a robust statistical parser.", ["statistical parser"]),
    "its head": ("It needs machine translation evaluation.", ["machine translation evaluation"]),
    "only what judges": ("The proposed novel efficient parser", ["parser"]),
    "a hyphenated word whole": (
        "We use real-time video compression.",
        ["real-time video compression"],
    ),
    "not cut within one": ("They have new-style parsers.", ["new-style parsers"]),
    "a bracket after it": (
        "Then a bent support vector machine (SVM) was tried.",
        ["bent support vector machine (SVM)"],
    ),
    "a noun of research": ("The corpus is for this parser.", ["corpus", "parser"]),
    "no experiments": ("Our experiments give good results and better performance.", []),
    "before a verb": ("The zonal rules indicate it.", ["zonal rules"]),
    "a doing before a noun": ("by holding zonal candidates", ["zonal candidates"]),
    "two parted by a comma": ("on wet holes, zonal holes", ["wet holes", "zonal holes"]),
    "no word": ("...", []),
}


@pytest.mark.parametrize(("text", "phrases"), PHRASES.values(), ids=PHRASES)
def test_phrases_that_name_something(text: str, phrases: list[str], shipped: Extraction) -> None:
    passage = Passage("abstract", text)
    (findings,) = shipped.findings([paper(text)])
    assert [text[a:b] for a, b in named_phrases(passage, findings)] == phrases

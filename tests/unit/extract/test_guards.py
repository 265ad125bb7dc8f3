"""Guards: which words around let a name through."""

from __future__ import annotations

import numpy as np
import pytest

from graph.extract.batch import Batch
from graph.extract.guards import Guards
from graph.extract.matcher import Matcher
from graph.extract.reading import PaperReading, Reading
from graph.model import Origin, Paper, Passage

# The guard, the sentence of the name, what else the paper says, and whether it is let through.
GUARDS = {
    "a word in the sentence": ("+noise", "we cut the noise", "", True),
    "none of it": ("+noise", "we cut the cost", "", False),
    "one of several": ("+noise +drum", "of a drum", "", True),
    "a plural": ("+drum", "of two drums", "", True),
    "only whole words": ("+drum", "of drumming", "", False),
    "the beginning of a word": ("+drum*", "of drumming", "", True),
    "a forbidden word": ("-audio", "of audio", "", False),
    "a phrase": ("+drum_machine", "of drum machines", "", True),
    "a word of the paper": ("~drum", "of noise", "drums are loud", True),
    "a word the paper lacks": ("~drum", "of noise", "pianos are loud", False),
    "a phrase begun": ("+drum_mach*", "of drum machines", "", True),
    "a phrase of other words": ("+drum_machine", "of drum and machine", "", False),
    "a phrase that is not all there": ("+drum_machine", "of a drum", "", False),
    "no phrase over two sentences": ("+drum_machine", "of a drum", "Machines are loud.", False),
    "one word here and one anywhere": ("+drum ~piano", "of a drum", "Pianos are loud.", True),
    "all must be met": ("+drum -noise", "of drum noise", "", False),
    "a keyword": ("~vibraphone", "of noise", "", True),
    "the beginning of anything": ("+*", "of noise", "", True),
    "nothing": ("+", "of noise", "", True),
    "a hyphenated word": ("+text-to-image", "for text to image work", "", True),
}


def _let(cases: list[tuple[str, str, str]]) -> list[bool]:
    """Return which guards let through something in the second sentence of their paper."""
    abstracts = [f"We hum. It is {text}. {more}" for _, text, more in cases]
    papers = [
        Paper(
            title="Hums",
            passages=(Passage("title", "Hums"), Passage("abstract", abstract)),
            keywords=("deep vibraphones",),
            origin=Origin("x", 1),
        )
        for abstract in abstracts
    ]
    batch = Batch([passage for paper in papers for passage in paper.passages])
    readings = [Reading(passage, batch, i) for i, passage in enumerate(batch.passages)]
    matcher = Matcher([], {})
    read = [PaperReading(p, matcher, readings[2 * i : 2 * i + 2]) for i, p in enumerate(papers)]
    guards = Guards(signs for signs, _, _ in cases)
    numbers = np.array([guards.number(signs) for signs, _, _ in cases])
    sentences = np.array([batch.first_sentence(2 * i + 1) + 1 for i in range(len(papers))])
    let: list[bool] = guards.let(batch, read, numbers, sentences, np.arange(len(papers))).tolist()
    return let


@pytest.mark.parametrize(("signs", "text", "more", "lets"), GUARDS.values(), ids=GUARDS)
def test_a_guard(signs: str, text: str, more: str, lets: bool) -> None:
    assert _let([(signs, text, more)]) == [lets]


def test_guards_of_many_papers() -> None:
    cases = list(GUARDS.values())
    assert _let([(s, text, more) for s, text, more, _ in cases]) == [lets for *_, lets in cases]

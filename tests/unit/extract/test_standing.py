"""Where words of a kind stand, and what is found there alone."""

from __future__ import annotations

import re

import numpy as np
import pytest

from graph.extract.batch import Batch
from graph.extract.cues import Cue
from graph.extract.lexicon import Ints
from graph.extract.reading import Reading
from graph.extract.standing import finds
from graph.model import Passage

TWO = re.compile(r"\b(?:deep\s+)?zorb\b(?:\s+zorb\b)?")
# A text, the places that are asked (None: any), and the beginnings of what is found.
FOUND = {
    "where it stands": ("a zorb and a deep zorb", [2, 13], [2, 13]),
    "nowhere else": ("a zorb and a deep zorb", [13], [13]),
    "not within what was found": ("zorb zorb zorb", [0, 5, 10], [0, 10]),
    "anywhere": ("a zorb and a deep zorb", None, [2, 13]),
    "not a longer word": ("zorbing", [0], []),
}


@pytest.mark.parametrize(("text", "places", "expected"), FOUND.values(), ids=FOUND)
def test_what_is_found(text: str, places: list[int] | None, expected: list[int]) -> None:
    assert [m.start() for m in finds(TWO, text, 0, len(text), places)] == expected


def _denials(batch: Batch) -> Ints:
    return np.flatnonzero(batch.cues_of_words & Cue.DENIES > 0)


def test_words_of_a_kind_are_known_by_sentence() -> None:
    text = "It digs. We avoid holes without end."
    passages = [Passage("title", "Not here"), Passage("abstract", text)]
    batch = Batch(passages)
    title, abstract = (Reading(passage, batch, i) for i, passage in enumerate(passages))
    assert title.standing(_denials, 0) == [0]
    assert abstract.standing(_denials, 0) == []
    there = abstract.standing(_denials, 1) or ()
    assert [text[at:].split()[0] for at in there] == ["avoid", "without"]


def test_beside_an_address_nothing_is_known() -> None:
    reading = Reading(Passage("abstract", "We avoid https://example.org/without/end here."))
    assert reading.standing(_denials, 0) is None

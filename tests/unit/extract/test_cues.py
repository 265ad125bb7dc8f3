"""Which words let an expression of the grammar be tried."""

from __future__ import annotations

import pytest

from graph.extract.cues import Cue, cues, cues_of
from graph.extract.reading import Reading
from graph.model import Passage

HAVE = {
    "in capitals": ("WE", Cue.WE),
    "any ending": ("avoiding", Cue.DENIES),
    "the ending of a verb": ("outperforms", Cue.CLAIMS),
    "a capital": ("Zorb", Cue.NAME),
    "an inner capital": ("zoRb", Cue.SPELT),
    "a capital and a digit": ("Z4", Cue.SPELT),
}
LACK = {
    "another ending": ("outperforming", Cue.CLAIMS),
    "a longer word": ("weather", Cue.WE),
    "small letters": ("zorb", Cue.NAME | Cue.OPENER),
    "an ordinary capitalised word": ("Zorb", Cue.SPELT),
}


@pytest.mark.parametrize(("word", "cue"), HAVE.values(), ids=HAVE)
def test_a_word_has_a_cue(word: str, cue: int) -> None:
    assert cues(word) & cue


@pytest.mark.parametrize(("word", "cue"), LACK.values(), ids=LACK)
def test_a_word_has_none(word: str, cue: int) -> None:
    assert not cues(word) & cue


def test_a_text_has_the_cues_of_its_words() -> None:
    assert cues_of("A survey of zorbs, without us") & Cue.SURVEY
    assert not cues_of("") & Cue.SURVEY


def test_the_first_word_of_a_sentence_names_nothing_if_plain() -> None:
    reading = Reading(
        Passage("abstract", "We dig holes. Then Zorb digs. It is The Hole that digs.")
    )
    assert [bool(s.cues & Cue.NAME) for s in reading.sentences] == [False, True, True]

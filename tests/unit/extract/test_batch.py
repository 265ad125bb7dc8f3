"""Passages cut together are cut as each would be alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extract.batch import Batch
from graph.extract.lexicon import Numbers, mixed
from graph.extract.spans import LONGEST, cut_sentences
from graph.extract.words import Words
from graph.model import Passage

PIECES = [
    "Holes", "dig", "Mr. Zorb", "et al. Then", "e.g.", "R. Digger.", "2.6", "C++", "C#", "'s",
    "’s", "''", " – ", "—", "é", "e\u0301", "İ", "中文。", "\u00a0", "\n\n", "\t", ". ", "? ", "! ",
    ".) ", ".\" ", ".[3] ", ".[3], [4] ", "...", "-", "_", "&", "A&B", "(LM)", "\0", "\x1c",
    "https://a.example/b. ", "www.a.example. ", "x" * 30, "          ", "\u00ad", "“q”",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)

SENTENCES = {
    "two": ("It digs. It fills.", ["It digs.", "It fills."]),
    "an abbreviation": ("Zorb et al. dig. So do we.", ["Zorb et al. dig.", "So do we."]),
    "an initial": ("So does R. Digger. And we.", ["So does R. Digger.", "And we."]),
    "a small letter": ("It digs. and fills.", ["It digs. and fills."]),
    "brackets": ("It digs (deep.) It fills.", ["It digs (deep.)", "It fills."]),
    "a question": ("Why dig? et al. do.", ["Why dig?", "et al. do."]),
    "white space around": ("  It digs.\n\n  It fills.  ", ["It digs.", "It fills."]),
    "signs beyond ASCII": ("It digs – “deep”. Naïve holes.", ["It digs – “deep”.", "Naïve holes."]),
    "nothing": ("", [""]),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_sentences_of_one_passage_among_others(text: str, expected: list[str]) -> None:
    batch = Batch([Passage("abstract", t) for t in ("Before. Else.", text, "Behind it")])
    assert [text[start:end] for start, end, *_ in batch.sentences(1)] == expected


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4), title=TEXTS)
def test_together_is_as_alone(texts: list[str], title: str) -> None:
    passages = [Passage("title", title), *(Passage("abstract", text) for text in texts)]
    batch = Batch(passages)
    for i, passage in enumerate(passages):
        alone, together = Words(passage.text, batch.addresses[i]), batch.words(i)
        for name in ("starts", "ends", "printed", "stems", "joined"):
            assert getattr(together, name) == getattr(alone, name), name
        spans = [(start, end) for start, end, *_ in batch.sentences(i)]
        assert spans == cut_sentences(passage.text, title=passage.id == "title")


@pytest.mark.parametrize(
    ("one", "other"), [("HoleDiggingRobot", "holediggingrobot"), ("informatIon", "Information")]
)
def test_words_that_differ_in_case_here_and_there_are_two(one: str, other: str) -> None:
    batch = Batch([Passage("abstract", f"{one} {other} {one}")])
    assert batch.printed(0, 0, 3) == [one, other, one]


def test_no_sentence_is_without_end() -> None:
    batch = Batch([Passage("abstract", "hole " * LONGEST)])
    assert all(end - start <= LONGEST for start, end, *_ in batch.sentences(0))


@settings(max_examples=50, deadline=None)
@given(keys=st.lists(st.integers(0, (1 << 64) - 1), unique=True, max_size=300))
def test_a_key_has_the_number_that_it_was_given(keys: list[int]) -> None:
    table = Numbers(16)
    held = np.array(keys, np.uint64)
    half = len(keys) // 2
    table.add(held[:half], np.arange(half))
    assert table.find(held).tolist() == [*range(half), *[-1] * (len(keys) - half)]
    table.add(held[half:], np.arange(half, len(keys)))
    assert table.find(held).tolist() == list(range(len(keys)))


def test_keys_of_pairs_depend_on_the_order() -> None:
    one, two = np.array([3], np.uint64), np.array([5], np.uint64)
    assert mixed(one, two) != mixed(two, one)

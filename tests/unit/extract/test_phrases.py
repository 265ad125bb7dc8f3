"""Where the names of a vocabulary begin and end in a text."""

from __future__ import annotations

import numpy as np
import pytest

from graph.extract.lexicon import Lexicon
from graph.extract.phrases import Phrases
from graph.extract.short_forms import Entry
from graph.extract.tables import Kind
from graph.extract.words import Words

NAMED = ("zorb", "deep zorb", "deep zorb grid", "zorb 2", "quaffle of many holes")
CASES = {
    "one word": ("a zorb here", {}, ["zorb"]),
    "two that begin at one word": ("deep zorb grids", {}, ["deep zorb grids", "deep zorb", "zorb"]),
    "none over a comma": ("deep, zorb", {}, ["zorb"]),
    "not the whole of it": ("a quaffle of many", {}, []),
    "at the end": ("one quaffle of many holes", {}, ["quaffle of many holes"]),
    "past a bracket": ("deep (D) zorb", {0: 2}, ["deep (D) zorb", "zorb"]),
    "past a bracket at the end": ("zorb (Z)", {0: 1}, ["zorb"]),
    "nothing": ("", {}, []),
}


@pytest.fixture
def phrases() -> Phrases:
    made = Phrases()
    for name in NAMED:
        entry = Entry(name, Kind.METHOD, None, (), concept=True, named=False, group="concept")
        made.add(tuple(Words(name).stems), entry)
    return made


@pytest.mark.parametrize(("text", "skips", "expected"), CASES.values(), ids=CASES)
def test_phrases_of_a_text(
    text: str, skips: dict[int, int], expected: list[str], phrases: Phrases
) -> None:
    words = Words(text)
    following = [i + 1 if joined else skips.get(i, -1) for i, joined in enumerate(words.joined[1:])]
    following += [-1] if words.stems else []
    lexicon = Lexicon()
    numbers = np.array([lexicon.number(word) for word in words.printed], np.int64)
    first, last, _ = phrases.find(lexicon, numbers, np.array(following, np.int64))
    found = [
        text[words.starts[a] : words.ends[b]]
        for a, b in zip(first.tolist(), last.tolist(), strict=True)
    ]
    assert found == expected


def test_a_name_with_numbers_behind_it_has_versions(phrases: Phrases) -> None:
    assert phrases.versions(["zorb"])
    assert not phrases.versions(["deep", "zorb"])

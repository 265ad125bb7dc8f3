"""Which words are the same word, and where they stand."""

from __future__ import annotations

import pytest

from graph.extract import words as words_module
from graph.extract.words import Memo, Words, singular, stem_of

SAME = {
    "a plural": ("models", "model"),
    "a plural in -ies": ("policies", "policy"),
    "a plural in -xes": ("boxes", "box"),
    "a Latin plural": ("matrices", "matrix"),
    "capitals": ("Transformers", "transformer"),
    "British spelling": ("tokenisation", "tokenization"),
    "a doubled letter": ("modelling", "modeling"),
    "diacritics": ("Naïve", "naive"),
}
DIFFERENT = {
    "news and new": ("news", "new"),
    "a name in -ics and an adjective": ("dynamics", "dynamic"),
    "loss and los": ("loss", "los"),
    "bias and bia": ("bias", "bia"),
    "a verb form": ("prune", "pruning"),
    "analysis and analyst": ("analysis", "analyst"),
}


@pytest.mark.parametrize(("left", "right"), SAME.values(), ids=SAME)
def test_one_word_in_two_forms(left: str, right: str) -> None:
    assert stem_of(left) == stem_of(right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT.values(), ids=DIFFERENT)
def test_two_words(left: str, right: str) -> None:
    assert stem_of(left) != stem_of(right)


@pytest.mark.parametrize("word", ["always", "bus", "corpus", "basis", "physics", "class"])
def test_what_only_looks_like_a_plural_stays(word: str) -> None:
    assert singular(word) == word


PHRASES = {
    "a space": ("graph search", True),
    "a hyphen": ("graph-search", True),
    "a non-breaking hyphen": ("graph\u2011search", True),
    "a line break": ("graph\nsearch", True),
    "a possessive": ("graph's search", True),
    "a slash": ("graph/search", True),
    "a comma": ("graph, search", False),
    "a full stop": ("graph. Search", False),
    "a bracket": ("graph (search", False),
    "a colon": ("graph: search", False),
    "a clause dash": ("graph – then", True),
}


@pytest.mark.parametrize(("text", "joined"), PHRASES.values(), ids=PHRASES)
def test_what_leaves_two_words_one_phrase(text: str, joined: bool) -> None:
    assert Words(text).joined == [False, joined]


def test_versions_are_one_phrase_and_sentences_are_not() -> None:
    assert Words("V2.6").joined == [False, True]
    assert Words("end.Next").joined == [False, False]


def test_words_of_an_address_are_left_out() -> None:
    text = "code at github.com/a/graph now"
    begin, end = text.index("github"), text.index(" now")
    assert Words(text, [(begin, end)]).printed == ["code", "at", "now"]


def test_offsets_point_into_the_text_as_given() -> None:
    text = "Ünïcode’s İstanbul — C++ and don't"
    words = Words(text)
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == words.printed
    assert "C++" in words.printed


@pytest.mark.parametrize("text", ["Ünï's graph", "a graph''s end", "C++'s use, the graphs' use"])
def test_a_possessive_is_no_word_and_moves_nothing(text: str) -> None:
    words = Words(text)
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == words.printed
    assert ("s" in words.printed) is ("''s" in text)


def test_what_is_remembered_of_words_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words_module, "_MOST", 10)
    memo = Memo(str.upper)
    assert [memo[f"w{i}"] for i in range(25)] == [f"W{i}" for i in range(25)]
    assert len(memo) <= 10

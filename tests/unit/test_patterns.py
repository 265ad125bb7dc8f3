"""Expressions that wait until they are used."""

from __future__ import annotations

import re

import pytest

from graph.patterns import later


def test_an_expression_that_waited_finds_what_a_compiled_one_does() -> None:
    waiting, compiled = later(r"b(\d)", re.IGNORECASE), re.compile(r"b(\d)", re.IGNORECASE)
    for text in ("a B1 b2", "", "b"):
        assert waiting.sub("-", text) == compiled.sub("-", text)
        assert bool(waiting.search(text)) == bool(compiled.search(text))
        assert bool(waiting.fullmatch(text)) == bool(compiled.fullmatch(text))


def test_a_wrong_expression_is_told_when_it_is_used() -> None:
    waiting = later("(")
    with pytest.raises(re.error):
        waiting.search("a")

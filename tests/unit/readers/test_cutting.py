"""JSON cut into values: the quick way and the thorough one agree, on lines too."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.readers.json import cutting
from graph.readers.json.cutting import Pieces, Spread, Value, elements


def cut(text: bytes) -> list[Value]:
    return list(elements(Pieces(io.BytesIO(text))))


def thoroughly(text: bytes) -> list[Value]:
    return list(Spread(Pieces(io.BytesIO(text)), inside_array=True))


_values = st.recursive(
    st.one_of(st.none(), st.integers(), st.text('a"\\{}[],:é\n', max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text('a}"', max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
_between = st.sampled_from([",", " ,", ",\n", "\n\n,  ", ",\r\n  "])
_damage = st.sampled_from(["", "]", "}", '"', ",", "NaN", '{"a": ', "\n{", "]\n[1]"])


@given(st.lists(_values, max_size=5), st.data(), st.sampled_from([3, 40, 1 << 20]))
def test_quick_and_thorough_cutting_agree(
    given: list[object], data: st.DataObject, block: int
) -> None:
    parts = [json.dumps(value, ensure_ascii=False) + data.draw(_between) for value in given]
    text = "[" + "".join(parts).rstrip(",\n\r ") + "]" + data.draw(st.sampled_from(["", " \n"]))
    at = data.draw(st.integers(0, len(text)))
    damaged = (text[:at] + data.draw(_damage) + text[at:]).encode()
    if not damaged.startswith(b"["):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_BLOCK", block)
        found = cut(damaged)

    # What a broken value takes with it depends on what was seen before it.
    line = damaged.count(b"\n", 0, at) + 1
    expected = thoroughly(damaged)
    assert [v for v in found if v.line < line] == [v for v in expected if v.line < line]
    assert any(v.trouble for v in found) == any(v.trouble for v in expected)


@pytest.mark.parametrize(
    ("text", "found", "left"),
    [
        pytest.param(b'[{"a": 1},\n {"b": "]}"}]', 2, b"[]", id="all of it"),
        pytest.param(b'[{"a": 1}, {"b": NaN}, {"c": 2}]', 1, b'[ {"b": NaN}, {"c": 2}]', id="odd"),
        pytest.param(b'[1, {"a": ', 1, b'[ {"a": ', id="cut off"),
        pytest.param(b"[" * 5_000, 0, b"[" * 5_000, id="deep"),
    ],
)
def test_what_is_sound_is_cut_without_counting_brackets(
    text: bytes, found: int, left: bytes
) -> None:
    source = Pieces(io.BytesIO(text))

    assert len(list(cutting._sound(source))) == found
    assert b"".join(piece for _, piece in source) == left


def test_what_is_put_back_keeps_its_line() -> None:
    source = Pieces(io.BytesIO(b"one\ntwo\nthree"))
    number, piece = next(source)
    source.put_back(number, piece)

    assert list(source) == [(1, b"one\n"), (2, b"two\n"), (3, b"three")]

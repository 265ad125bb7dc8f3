"""Bibliographies put together at random: every entry is accounted for, wherever it breaks."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Paper, Warned
from graph.readers import Read, readers

_pieces = st.sampled_from(
    [
        *(
            "@article{k, ",
            "@string{",
            "@comment{",
            "@preamble(",
            "@misc(",
            "@xdata{x, ",
            "title",
            "=",
        ),
        *("{", "}", "(", ")", '"', "#", ",", "%", "\n", "\r", " ", "\\", "$", "~", "--", "\0"),
        *("author = {A and B, C}", "title = {T}", "crossref = {k}", "xdata = {x}", "year = 2000"),
        *("\\'e", "\\frac{a}", "\\url{", "^_", "jan", "doi = {10.1/a}", "é", "date = {2000-13}"),
    ]
)
_inside = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}@"), max_size=30)


def read(data: bytes) -> list[Read]:
    return list(readers()["bibtex"].read(io.BytesIO(data), "x"))


@settings(deadline=None)
@given(st.lists(_pieces, max_size=60).map("".join))
def test_any_pieces_are_read_without_an_error(text: str) -> None:
    for item in read(text.encode()):
        if isinstance(item, Paper):
            assert item.title == item.title.strip() != ""
            assert item.abstract == item.abstract.strip()
        else:
            assert item.reason
            assert "\n" not in item.reason


@settings(deadline=None)
@given(st.lists(st.tuples(_inside, st.sampled_from(["", "}", "{", '"', ","])), max_size=6))
def test_entries_at_the_beginning_of_a_line_are_never_lost(given: list[tuple[str, str]]) -> None:
    entries = [
        f"@article{{k{n}, title = {{A{n}}}, note = {{{text}{fault}}}\n}}\n"
        for n, (text, fault) in enumerate(given)
    ]

    found = [item for item in read("".join(entries).encode()) if not isinstance(item, Warned)]

    assert len(found) == len(entries)
    whole = [f"A{n}" for n, (_, fault) in enumerate(given) if not fault]
    assert set(whole) <= {item.title for item in found if isinstance(item, Paper)}

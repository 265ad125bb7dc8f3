"""Normal forms and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text import (
    name_key,
    normal,
    says_nothing,
    sentence_around,
    sentence_at,
    sentences,
    slug,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Attention Is All You Need!", "attention is all you need"),
        ("  BERT:   Pre-training ", "bert pre training"),
        ("Café Ångström", "cafe angstrom"),
        ("ﬁne-tuning", "fine tuning"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("C++ and C#", "c++ and c#"),
        ("日本語の論文", "日本語の論文"),
        ("שלום, עולם", "שלום עולם"),
        ("हिन्दी", "हिन्दी"),
        ("𝐋𝐥𝐚𝐦𝐚", "llama"),
        ("E = mc²", "e mc2"),
        ("“Quoted” — dash", "quoted dash"),
        ("!!!", "!!!"),
        ("", ""),
        ("\n\t ", ""),
    ],
)
def test_normal_form(text: str, expected: str) -> None:
    assert normal(text) == expected


def test_letters_of_other_scripts_keep_their_marks() -> None:
    assert normal("की") != normal("क")
    assert normal("が") != normal("か")
    assert normal("й") != normal("и") or normal("й") == "и"


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Llama-2", "Llama 2", "LLAMA2", "Llama\u20112"), "llama2"),
        (("BLEU@4", "bleu@4"), "bleu@4"),
        (("GPT-4o", "GPT 4o"), "gpt4o"),
        (("SD1.5",), "sd1.5"),
        (("-",), "-"),
    ],
)
def test_names_that_are_one(names: tuple[str, ...], key: str) -> None:
    assert {name_key(name) for name in names} == {key}


def test_names_that_are_not_one() -> None:
    assert name_key("Llama 2") != name_key("Llama 3")
    assert name_key("C") != name_key("C++")


def test_slug_has_hyphens() -> None:
    assert slug("Mixture of Experts (MoE)") == "mixture-of-experts-moe"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Editorial", True),
        ("Guest Editorial 3", True),
        ("Introduction to the Special Issue", True),
        ("Preface to Volume XII", True),
        ("2", True),
        ("Introduction to the Special Issue on Rain", False),
        ("A Review of Rain", False),
        ("Deep Learning", False),
        ("王道", False),
    ],
)
def test_title_that_says_nothing(title: str, expected: bool) -> None:
    assert says_nothing(normal(title)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One. Two. Three", ["One.", "Two.", "Three"], id="plain"),
        pytest.param(
            "Doe et al. (2020) say so. Yes.", ["Doe et al. (2020) say so.", "Yes."], id="et al"
        ),
        pytest.param("E.g. this, i.e. That. End.", ["E.g. this, i.e. That.", "End."], id="e.g."),
        pytest.param(
            "It is 3.5 times as fast. Good.", ["It is 3.5 times as fast.", "Good."], id="number"
        ),
        pytest.param("By J. R. Smith. More.", ["By J. R. Smith.", "More."], id="initials"),
        pytest.param("See Fig. 2. Then.", ["See Fig. 2.", "Then."], id="figure"),
        pytest.param("Really? Yes! So.", ["Really?", "Yes!", "So."], id="other signs"),
        pytest.param("“It works.” He left.", ["“It works.”", "He left."], id="quotation"),
        pytest.param("At github.com/a/b. Next.", ["At github.com/a/b.", "Next."], id="address"),
        pytest.param("第一句。第二句。", ["第一句。", "第二句。"], id="no spaces"),
        pytest.param("Line one\nline two. End.", ["Line one\nline two.", "End."], id="line break"),
        pytest.param("  ", [], id="blank"),
        pytest.param("No end", ["No end"], id="no end"),
        pytest.param(
            "Ends with etc. and goes on.", ["Ends with etc. and goes on."], id="lower case"
        ),
        pytest.param(
            "It rains.[3], [4] It pours.[1–2]", ["It rains.[3], [4]", "It pours.[1–2]"], id="cited"
        ),
        pytest.param("As Vale et al.[3] D has", ["As Vale et al.[3] D has"], id="cited inside"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == expected


def test_sentence_at_a_position() -> None:
    spans = sentences("One. Two.  Three.")
    assert [sentence_at(spans, p) for p in (0, 3, 5, 9, 11, 99)] == [
        (0, 4), (0, 4), (5, 9), (5, 9), (11, 17), (11, 17)
    ]  # fmt: skip


_PIECES = [
    "It rains",
    "al",
    "e.g",
    "R",
    "so",
    " ",
    " ",
    "\n",
    ".",
    "!",
    "?",
    "。",
    "…",
    '"',
    ")",
    "[3]",
    "3.1",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_sentence_around_a_position_is_the_one_that_holds_it(text: str) -> None:
    for start, end in sentences(text):
        for position in range(start, end):
            if not text[position].isspace():
                assert sentence_around(text, position) == (start, end)

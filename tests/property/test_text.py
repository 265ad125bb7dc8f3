"""Normal forms, sentences and identifiers of any text at all."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from graph.identifiers import SCHEMES, doi, parse
from graph.text import name_key, normal, sentence_at, sentences, slug

ANY = st.text(max_size=200)
# Signs that end sentences, and words that seem to, are rare in random text.
PROSE = st.lists(
    st.sampled_from(
        [
            "We",
            "et al.",
            "e.g.",
            "A.",
            "3.5",
            "end.",
            "really?",
            "“so.”",
            "(see Fig. 2)",
            "。",
            "\n",
        ]
    )
    | ANY,
    max_size=30,
).map(" ".join)
IDENTIFIERS = st.one_of(
    st.from_regex(r"10\.\d{4,9}/[A-Za-z0-9.()/;_-]{1,30}", fullmatch=True),
    st.from_regex(r"(arXiv:)?\d\d(0[1-9]|1[0-2])\.\d{4,5}(v[1-9])?", fullmatch=True),
    st.from_regex(r"arXiv:[a-z]{2,6}(-[a-z]{2})?/\d{7}(v\d)?", fullmatch=True),
    st.from_regex(r"W\d{4,12}", fullmatch=True),
    st.from_regex(r"PMC\d{3,9}", fullmatch=True),
    st.from_regex(r"pmid:\d{1,9}", fullmatch=True),
    st.from_regex(r"https://aclanthology\.org/[A-Z]\d\d-\d{4}/?", fullmatch=True),
    st.from_regex(r"https://openreview\.net/forum\?id=[A-Za-z0-9_-]{8,12}", fullmatch=True),
)


@given(ANY)
@example("\u0301")
@example("𝐋arge")
@example("ﬁ İ ẞ")
@example("1\u20321/2 ½ ①")
@example("\u0345\u03b1")
def test_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(ANY)
def test_no_text_has_an_empty_normal_form_but_a_blank_one(text: str) -> None:
    assert bool(normal(text)) == bool(text.strip())
    assert slug(text) == normal(text).replace(" ", "-")


@given(ANY)
@example("R¸")
def test_name_key_of_a_name_key_is_itself(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@given(PROSE)
def test_sentences_cover_the_text_in_order(text: str) -> None:
    spans = sentences(text)
    ends = [0, *(end for _, end in spans)]
    assert all(begin < end <= len(text) for begin, end in spans)
    assert all(begin >= before for (begin, _), before in zip(spans, ends, strict=False))
    assert all(text[begin:end] == text[begin:end].strip() for begin, end in spans)
    between = "".join(
        text[before:begin]
        for (begin, _), before in zip([*spans, (len(text), 0)], ends, strict=True)
    )
    assert not between.strip()


@given(PROSE, st.integers(0, 400))
def test_every_position_has_a_sentence(text: str, position: int) -> None:
    spans = sentences(text)
    if spans:
        assert sentence_at(spans, position) in spans


@given(IDENTIFIERS | ANY)
@example("arXiv:hep-th/9901001")
@example("10.1000/(x)y)")
@example("doi:10.1000/%2525")
@example("10.1000/%25252")
def test_identifier_in_its_normal_spelling_is_read_as_itself(text: str) -> None:
    if found := parse(text):
        assert found.scheme in SCHEMES
        assert parse(str(found)) == found
        assert parse(found.value, found.scheme) == found


@given(st.from_regex(r"10\.\d{4,9}/\S{1,30}", fullmatch=True))
def test_doi_within_a_sentence_is_the_same_doi(text: str) -> None:
    assert doi(f"See {text}, and more.") == doi(text)

"""Identifiers in the spellings that people and files use."""

from __future__ import annotations

import pytest

from graph.identifiers import (
    Identifier,
    doi,
    is_preprint,
    kind,
    orcid,
    parse,
    told_identifiers,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1000/ABC.def", "doi:10.1000/abc.def"),
        ("doi:10.1000/abc", "doi:10.1000/abc"),
        ("DOI 10.1000/abc", "doi:10.1000/abc"),
        ("https://doi.org/10.1000/abc", "doi:10.1000/abc"),
        ("http://dx.doi.org/10.1000/abc", "doi:10.1000/abc"),
        ("https://doi.org/10.1000%2Fabc", "doi:10.1000/abc"),
        ("https://publisher.example/doi/full/10.1000/abc", "doi:10.1000/abc"),
        ("10.1000/abc.", "doi:10.1000/abc"),
        ("(10.1000/abc)", "doi:10.1000/abc"),
        ("10.1016/S0140-6736(20)30183-5", "doi:10.1016/s0140-6736(20)30183-5"),
        ("10.1002/(SICI)1097-4571(199806)49:8", "doi:10.1002/(sici)1097-4571(199806)49:8"),
        (
            "10.1002/(SICI)1097-0000(19980615)49:8<693::AID-XX4>3.0.CO;2-O",
            "doi:10.1002/(sici)1097-0000(19980615)49:8<693::aid-xx4>3.0.co;2-o",
        ),
        (
            "https://doi.org/10.1000/1520-0000(1983)022%3C0744:ABCDEF%3E2.0.CO;2.",
            "doi:10.1000/1520-0000(1983)022<0744:abcdef>2.0.co;2",
        ),
        ("10.1000/182</b:DOI>", "doi:10.1000/182"),
        ("10.1000/182<br>2.0", "doi:10.1000/182"),
        ("2403.05135", "arxiv:2403.05135"),
        ("2403.05135v2", "arxiv:2403.05135"),
        ("arXiv:2403.05135", "arxiv:2403.05135"),
        ("ARXIV: 2403.05135v10", "arxiv:2403.05135"),
        ("arXiv preprint arXiv:1706.03762", "arxiv:1706.03762"),
        ("https://arxiv.org/abs/2403.05135v1", "arxiv:2403.05135"),
        ("https://arxiv.org/pdf/2403.05135.pdf", "arxiv:2403.05135"),
        ("arXiv:hep-th/9901001v3", "arxiv:hep-th/9901001"),
        ("https://arxiv.org/abs/math.GT/0309136", "arxiv:math/0309136"),
        ("https://arxiv.org/pdf/hep-th/9901001v2", "arxiv:hep-th/9901001"),
        ("10.48550/arXiv.2403.05135", "arxiv:2403.05135"),
        ("10.48550/arXiv.hep-th/9901001", "arxiv:hep-th/9901001"),
        ("https://doi.org/10.48550/ARXIV.2403.05135", "arxiv:2403.05135"),
        ("https://openalex.org/W2741809807", "openalex:W2741809807"),
        ("w2741809807", "openalex:W2741809807"),
        ("pmid: 12345678", "pubmed:12345678"),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", "pubmed:12345678"),
        ("pmc1234567", "pmc:PMC1234567"),
        ("https://aclanthology.org/P16-1162/", "acl:P16-1162"),
        ("https://aclanthology.org/2020.acl-main.1.pdf", "acl:2020.acl-main.1"),
        ("https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17.html", "dblp:conf/nips/VaswaniSPUJGKP17"),
        ("https://openreview.net/forum?id=rJXMpikCZ", "openreview:rJXMpikCZ"),
    ],
)
def test_usual_spelling(text: str, expected: str) -> None:
    assert str(parse(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "A title",
        "10.5 percent",
        "Figure 10.1000",
        "12345678",
        "1234.56789",
        "2413.00001",
        "2403.051",
        "version 2403.05135 of it",
        "GPT-4.5",
        "W-net",
        "arXiv",
        "doi:",
        "https://example.org/2403.05135",
    ],
)
def test_what_only_looks_like_an_identifier(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "scheme", "value"),
    [
        ("2403.05135v2", "arxiv", "2403.05135"),
        ("hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("12345678", "pubmed", "12345678"),
        ("P16-1162", "acl", "P16-1162"),
        ("10.48550/arXiv.2403.05135", "doi", "2403.05135"),
        ("conf/nips/Someone17", "dblp", "conf/nips/Someone17"),
        (
            "0123456789abcdef0123456789abcdef01234567",
            "s2",
            "0123456789abcdef0123456789abcdef01234567",
        ),
    ],
)
def test_bare_value_of_a_named_scheme(text: str, scheme: str, value: str) -> None:
    found = parse(text, scheme)
    assert found is not None
    assert found.value == value
    if scheme != "doi":
        assert found.scheme == scheme


def test_wrong_value_of_a_named_scheme_is_none() -> None:
    assert parse("not a DOI", "doi") is None
    assert parse("10.1000/abc", "arxiv") is None
    assert parse("abc", "pubmed") is None


SICI = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(SICI.upper(), SICI, id="bare"),
        pytest.param(f"doi: {SICI}.", SICI, id="behind its name"),
        pytest.param(
            "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
            SICI,
            id="escaped in an address",
        ),
        pytest.param(
            "https://doi.org/10.1002%2F(SICI)1097-4571(199806)49%3A8%3C693%3A%3AAID-ASI4%3E3.0.CO%3B2-O",
            SICI,
            id="all escaped",
        ),
        pytest.param(SICI.replace("<", "&lt;").replace(">", "&gt;"), SICI, id="escaped for HTML"),
        pytest.param(
            "10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2",
            "10.1175/1520-0469(1963)020<0130:dnf>2.0.co;2",
            id="of a publisher without the word",
        ),
        pytest.param("<i>10.1000/182</i>", "10.1000/182", id="text in a tag"),
        pytest.param("10.1000/182<br>3.0 more", "10.1000/182", id="text before a tag"),
        pytest.param("10.1000/182&lt;p&gt;", "10.1000/182", id="text before an escaped tag"),
        pytest.param("10.1002/(SICI)1097(1998)49:8<693:", "10.1002/(sici)1097(1998)49:8", id="cut"),
    ],
)
def test_angle_brackets_belong_to_old_dois_alone(text: str, value: str) -> None:
    assert str(parse(text)) == f"doi:{value}"
    assert str(parse(text, "doi")) == f"doi:{value}"
    assert str(parse(value, "doi")) == f"doi:{value}"


def test_doi_in_a_sentence() -> None:
    assert doi("It is at https://doi.org/10.1000/xyz123, she says.") == "10.1000/xyz123"
    assert doi("no doi here") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", None),
        ("0000-0002-1825", None),
        ("", None),
    ],
)
def test_orcid_is_checked(text: str, expected: str | None) -> None:
    assert orcid(text) == expected


def test_identifier_prints_as_its_key() -> None:
    assert str(Identifier("doi", "10.1/x")) == "doi:10.1/x"


@pytest.mark.parametrize(
    ("text", "preprint"),
    [
        ("10.1101/2020.01.01.123456", True),
        ("10.1101/gr.12345", False),
        ("10.21203/rs.3.rs-7/v1", True),
        ("10.2139/ssrn.1234567", True),
        ("10.1000/182", False),
        ("arXiv:2001.00001", True),
        ("dblp:journals/corr/abs-2001-00001", True),
        ("dblp:conf/x/Doe20", False),
    ],
)
def test_identifiers_of_preprints(text: str, preprint: bool) -> None:
    found = parse(text)
    assert found
    assert is_preprint(found) is preprint


def test_published_and_preprint_have_identifiers_of_two_kinds() -> None:
    texts = ["10.1000/182", "10.21203/rs.3.rs-7/v1", "dblp:conf/x/Doe20", "s2:12", "s2:" + "a" * 40]
    assert len({kind(found) for text in texts if (found := parse(text))}) == len(texts)


def test_published_identifier_comes_first() -> None:
    told = told_identifiers(["doi:10.1101/2020.01.01.1", "doi:10.5555/x", "arxiv:2001.00001"])
    assert told == (
        {"arxiv": "2001.00001", "doi": "10.5555/x"},
        [{"scheme": "doi", "value": "10.1101/2020.01.01.1"}],
    )

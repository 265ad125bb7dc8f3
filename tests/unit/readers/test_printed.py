"""Names, dates, notes, addresses and references as bibliographies print them."""

from __future__ import annotations

import pytest

from graph.identifiers import Identifier
from graph.readers import printed
from graph.readers.draft import Draft
from graph.readers.tables.scopus_references import references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2019", "2019", id="a year"),
        pytest.param("2016/10/19/", "2016-10-19", id="as RIS has it"),
        pytest.param("2009///", "2009", id="RIS with a year only"),
        pytest.param("2015/october", "2015-10", id="RIS with a month by name"),
        pytest.param("2019-03-07T10:00:00Z", "2019-03-07", id="with a time"),
        pytest.param("2019 Mar 7", "2019-03-07", id="as PubMed has it"),
        pytest.param("MAR 7 2019", "2019-03-07", id="as Web of Science has it"),
        pytest.param("March 7th, 2019", "2019-03-07", id="in words"),
        pytest.param("7 September 2019", "2019-09-07", id="day first, in words"),
        pytest.param("30-Mar-2020", "2020-03-30", id="with hyphens"),
        pytest.param("2001 May-Jun", "2001", id="two months are none"),
        pytest.param("2019-2021", "2019", id="a range of years"),
        pytest.param("2019-03/2019-05", "2019-03", id="a range of months"),
        pytest.param("12/2009", "2009-12", id="month and year"),
        pytest.param("03/07/2019", "2019", id="day and month cannot be told apart"),
        pytest.param("2019-13-45", "2019", id="no such month"),
        pytest.param("2014-24", "2014", id="a season as month"),
        pytest.param("c. 1923", "1923", id="about a year"),
        pytest.param("[1923]", "1923", id="in brackets"),
        pytest.param("in press", None, id="no year"),
        pytest.param("-2011", None, id="before our era"),
        pytest.param("12345", None, id="a number"),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    assert printed.date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doe, Jane", "Jane Doe"),
        ("Doe, Jane, Jr.", "Jane Doe Jr."),
        ("Jane Doe", "Jane Doe"),
        ("van der Berg, A.", "A. van der Berg"),
        ("张, 伟", "张伟"),
        ("The Bay Survey", "The Bay Survey"),
        ("Doe,", "Doe"),
        (" , ", ""),
        ("One, two, three, and four", "One, two, three, and four"),
    ],
)
def test_names_come_in_the_order_they_are_spoken(text: str, expected: str) -> None:
    assert printed.person(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Doe, Jane; Roe, Bob", ["Jane Doe", "Bob Roe"], id="semicolons"),
        pytest.param("J Doe, B Roe", ["J Doe", "B Roe"], id="commas between names"),
        pytest.param("Doe J., Roe B.", ["Doe J.", "Roe B."], id="commas, initials last"),
        pytest.param("Doe, Jane", ["Jane Doe"], id="one name"),
        pytest.param("", [], id="nobody"),
    ],
)
def test_lists_of_people(text: str, expected: list[str]) -> None:
    assert list(printed.people(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("doi: 10.1000/182", ["doi:10.1000/182"]),
        ("DOI: doi:10.1000/182", ["doi:10.1000/182"]),
        ("read twice\narXiv: 2111.01234v2 [cs]", ["arxiv:2111.01234"]),
        ("PMID: 123; PMCID: PMC456", ["pubmed:123", "pmc:PMC456"]),
        ("tex.eprint: 2111.01234", ["arxiv:2111.01234"]),
        ("an erratum has the doi 10.1000/183", []),
        ("arXiv: to appear", []),
    ],
)
def test_notes_give_identifiers_behind_their_names_alone(text: str, expected: list[str]) -> None:
    assert [str(number) for number in printed.noted(text)] == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://doi.org/10.1000/182", "doi:10.1000/182"),
        ("https://doi.org/10.1000/a?b", "doi:10.1000/a?b"),
        ("https://press.example/doi/full/10.1000/182?journal=x#top", "doi:10.1000/182"),
        ("https://press.example/doi/10.1000/182/full", "doi:10.1000/182"),
        ("https://press.example/content/pdf/10.1000/182.pdf", "doi:10.1000/182"),
        ("https://arxiv.org/pdf/2111.01234v3", "arxiv:2111.01234"),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "pubmed:123"),
        ("https://press.example/2111.01234", "None"),
        ("http://[", "None"),
    ],
)
def test_addresses_tell_of_which_paper_they_are(url: str, expected: str) -> None:
    assert str(printed.in_address(url)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<i>In</i> vitro H<sub>2</sub>O", "In vitro H2O"),
        ('<span class="nocase">pH</span>', "pH"),
        ("<jats:p>One</jats:p>", "One"),
        ("a < b > c and x<y", "a < b > c and x<y"),
        ("R&amp;D &lt;3 &copy; AT&T &nosuchthing;", "R&D <3 © AT&T &nosuchthing;"),
        ("&#55296;", "\ufffd"),
        ("two\n lines", "two lines"),
    ],
)
def test_markup_of_titles_is_taken_off_and_nothing_else(text: str, expected: str) -> None:
    assert printed.plain(text) == expected


def test_what_a_field_says_is_trusted_before_notes_and_addresses() -> None:
    draft = Draft(title="A", addresses=["https://doi.org/10.1000/2"])
    draft.identify("10.1000/1", "doi", "DO")
    draft.note("doi: 10.1000/3\nPMID: 7")

    assert draft._all_identifiers() == {Identifier("doi", "10.1000/1"), Identifier("pubmed", "7")}


@pytest.mark.parametrize(
    ("text", "year", "number"),
    [
        ("Poe A, 2001, J BAYS, V3, DOI 10.1000/poe.2001", 2001, "doi:10.1000/poe.2001"),
        ("Poe A, 2001, J BAYS, DOI [10.1000/a, 10.1000/b]", 2001, "doi:10.1000/a"),
        ("Moe C, ARXIV, DOI DOI 10.48550/ARXIV.2001.01234", None, "arxiv:2001.01234"),
        ("Loe B, 1999, HARBOURS 2000", None, None),
        ("Loe B (1999) Harbours, pp. 1999-2004", 1999, None),
    ],
)
def test_references_as_printed(text: str, year: int | None, number: str | None) -> None:
    found = printed.reference(text)

    assert found is not None
    assert (found.text, found.year) == (text, year)
    assert [str(n) for n in found.identifiers] == ([number] if number else [])


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param(
            "Poe A., On narrow bays, Bays, 3, (2001)", ["On narrow bays"], id="title first"
        ),
        pytest.param(
            "Poe A.-B., van Loe C., On bays, and poles (2001) Bays, 3, pp. 1-2.",
            ["On bays, and poles"],
            id="year in the middle",
        ),
        pytest.param("Poe A., One, two and three, Bays, (2001)", [None], id="a title with a comma"),
        pytest.param("Poe, Ann, On narrow bays, Bays, (2001)", [None], id="names in full"),
        pytest.param("Bay Office, [Online]", [None], id="no year"),
        pytest.param(
            "Poe A., On bays; with maps, (2001); Loe B., On narrow poles, (2002);",
            ["On bays; with maps", "On narrow poles"],
            id="a semicolon in a title",
        ),
        pytest.param("", [], id="nothing"),
    ],
)
def test_references_of_scopus(text: str, titles: list[str | None]) -> None:
    assert [found.title for found in references(text)] == titles


@pytest.mark.parametrize("length", [10, 1_000], ids=["short", "long"])
@pytest.mark.parametrize(
    "white",
    [
        *("\n", "\r\n", "\r", "\t", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f"),
        *("  ", "\u00a0", "\u2028", "\u3000"),
    ],
    ids=ascii,
)
def test_all_white_space_becomes_one_space(white: str, length: int) -> None:
    words = ["word"] * length

    assert printed.one_line(f"{white}{' '.join(words)}{white}last ") == " ".join([*words, "last"])


@pytest.mark.parametrize(
    ("abstract", "text"),
    [
        pytest.param("AbstractThis is about rain.", "This is about rain.", id="glued"),
        pytest.param("Abstract: rain falls.", "rain falls.", id="colon"),
        pytest.param("Abstract. Rain falls.", "Rain falls.", id="full-stop"),
        pytest.param("ABSTRACT Rain falls.", "Rain falls.", id="capitals"),
        pytest.param("Abstract\n\nRain falls.", "Rain falls.", id="line"),
        pytest.param("Abstract rain is painted.", "Abstract rain is painted.", id="a-word"),
        pytest.param("Abstract-level rain.", "Abstract-level rain.", id="hyphen"),
        pytest.param("Abstraction is hard.", "Abstraction is hard.", id="longer-word"),
        pytest.param("Abstract", "Abstract", id="nothing-else"),
    ],
)
def test_the_heading_of_an_abstract_is_no_part_of_it(abstract: str, text: str) -> None:
    assert printed.unheaded(abstract) == text

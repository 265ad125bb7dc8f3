"""Names of people: which may be one person's, and in what form they are keyed."""

from __future__ import annotations

import pytest

from graph.names import agree, families, form, fuller


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Jane Doe", "Doe, Jane", id="family name first"),
        pytest.param("Jane Doe", "J. Doe", id="an initial"),
        pytest.param("J. R. Smith", "Smith, J.R.", id="initials without a space"),
        pytest.param("Doe J", "Jane Doe", id="an initial behind the family name"),
        pytest.param("Jan van der Berg", "Berg, Jan van der", id="particles behind"),
        pytest.param("van der Berg, J.", "Jan van der Berg", id="particles before"),
        pytest.param("Łukasz Żak", "Lukasz Zak", id="letters that do not come apart"),
        pytest.param("Jürgen Müller", "J. Mueller", id="an umlaut spelled out"),
        pytest.param("Wei Li", "Li Wei", id="in the order of East Asia"),
        pytest.param("李伟", "李伟", id="Chinese"),
        pytest.param("O'Brien, Pat", "Pat O’Brien", id="another apostrophe"),
        pytest.param("John Doe Jr.", "Doe, John", id="junior"),
        pytest.param("Maria Lindqvist", "Maria Lindqwist", id="a slip in a long family name"),
        pytest.param("Ana García Luna", "García Luna, Ana", id="two family names"),
        pytest.param("Doe", "Jane Doe", id="a family name alone"),
        pytest.param("Y. Noe", "Yara Noe", id="an initial that is a particle elsewhere"),
    ],
)
def test_may_be_one_person(one: str, other: str) -> None:
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Jane Doe", "Jane Roe", id="another family name"),
        pytest.param("Jane Doe", "Rick Doe", id="another given name"),
        pytest.param("J. Doe", "Rick Doe", id="another initial"),
        pytest.param("A. B. Smith", "A. C. Smith", id="another second initial"),
        pytest.param("Jane Lee", "Jane Lea", id="a letter in a short family name"),
        pytest.param("Y. Noe", "Ivo Noe", id="an initial that is a particle elsewhere"),
        pytest.param("", "Jane Doe", id="no name"),
        pytest.param(" , ", " , ", id="signs only"),
    ],
)
def test_are_two_people(one: str, other: str) -> None:
    assert not agree(one, other)
    assert not agree(other, one)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Doe, Jane", "jane doe"),
        ("Jane Doe", "jane doe"),
        ("José  de la Cruz", "jose de la cruz"),
        ("de la Cruz, José", "jose de la cruz"),
        ("王 小明", "王 小明"),
        ("J.R. Smith", "j r smith"),
        ("", ""),
    ],
)
def test_form_has_given_names_first(name: str, expected: str) -> None:
    assert form(name) == expected


def test_what_may_be_the_family_name() -> None:
    assert families("Jane Doe") == {"jane", "doe"}
    assert families("Doe, Jane") == {"doe"}


def test_fuller_name_says_more() -> None:
    assert fuller("J. Doe", "Doe, Jane") == "Doe, Jane"
    assert fuller("Doe, Jane", "J. Doe") == "Doe, Jane"

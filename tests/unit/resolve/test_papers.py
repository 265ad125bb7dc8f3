"""Which descriptions are the same paper."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.identifiers import Identifier, parse
from graph.model import Description
from graph.resolve import papers as resolved
from graph.resolve import same_paper


def _described(
    title: str, author: str | None = None, year: int | None = None, *identifiers: str
) -> Description:
    parsed = [parse(i) for i in identifiers]
    authors = (author,) if author else ()
    return Description(title, authors, year, frozenset(i for i in parsed if i))


DOI, ARXIV = "10.1000/one", "arXiv:2101.00001"


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        pytest.param(_described("a title"), _described("a title"), "title", id="equal titles"),
        pytest.param(_described("a title"), _described("b title"), None, id="other titles"),
        pytest.param(
            _described("a title", None, None, DOI),
            _described("another", None, None, DOI),
            "doi",
            id="one DOI, other titles",
        ),
        pytest.param(
            _described("a title", "Doe", 2020, DOI),
            _described("a title", "Doe", 2020, "10.1000/two"),
            None,
            id="other DOIs",
        ),
        pytest.param(
            _described("a title", "Doe", 2020, DOI),
            _described("a title", "Doe", 2021, ARXIV),
            "title, authors and year",
            id="preprint and published",
        ),
        pytest.param(
            _described("a title", None, 2018), _described("a title", None, 2020), None, id="years"
        ),
        pytest.param(
            _described("a title", None, 2018), _described("a title"), "title", id="year unknown"
        ),
        pytest.param(
            _described("a title", "Jane Doe"),
            _described("a title", "Doe, J."),
            "title and authors",
            id="author in the other order",
        ),
        pytest.param(
            _described("a title", "Li Wei"),
            _described("a title", "Wei Li"),
            "title and authors",
            id="family name first",
        ),
        pytest.param(
            _described("a title", "Jane Doe"),
            _described("a title", "Jane Roe"),
            None,
            id="a given name in common",
        ),
        pytest.param(
            _described("a title", "Jane Doe"),
            _described("a title", "Rick Roe"),
            None,
            id="other authors",
        ),
        pytest.param(
            _described("editorial"), _described("editorial"), None, id="a title that says nothing"
        ),
        pytest.param(
            _described("editorial", "Jane Doe", 2020),
            _described("editorial", "J. Doe", 2020),
            "title, authors and year",
            id="says nothing, but author and year agree",
        ),
        pytest.param(
            _described("editorial", "Jane Doe", 2020),
            _described("editorial", None, 2020),
            None,
            id="says nothing, and one has no author",
        ),
        pytest.param(
            _described("a title", "!!!"),
            _described("a title", "Jane Doe"),
            None,
            id="an author of signs only",
        ),
        pytest.param(
            _described("a title", " , "),
            _described("a title", "Jane Doe"),
            None,
            id="an author that is a comma",
        ),
    ],
)
def test_two_descriptions(one: Description, other: Description, rule: str | None) -> None:
    assert same_paper(one, other) == rule
    assert same_paper(other, one) == rule


def _parts(descriptions: list[Description]) -> set[frozenset[Description]]:
    return {frozenset(descriptions[i] for i in group) for group in resolved(descriptions).groups}


BARE = _described("the title")
WITH_DOI = _described("the title", None, None, DOI)
WITH_OTHER_DOI = _described("the title", None, None, "10.1000/two")
WITH_ARXIV = _described("another title", None, None, ARXIV)
WITH_BOTH = _described("a third title", None, None, DOI, ARXIV)
OLD, NEW = _described("long title", None, 2010), _described("long title", None, 2020)
UNDATED = _described("long title", "Doe")


@pytest.mark.parametrize(
    ("descriptions", "papers"),
    [
        pytest.param([WITH_DOI, WITH_ARXIV, WITH_BOTH], 1, id="joined by a third"),
        pytest.param([WITH_DOI, WITH_OTHER_DOI, BARE], 2, id="two that would do"),
        pytest.param([OLD, NEW, UNDATED], 2, id="years apart, and one without"),
        pytest.param([WITH_ARXIV, WITH_BOTH, BARE], 2, id="title of a joined one differs"),
        pytest.param([WITH_OTHER_DOI, WITH_BOTH, BARE, WITH_DOI], 2, id="veto of a joined one"),
        pytest.param([_described(""), _described("")], 2, id="no titles"),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_order_does_not_matter(descriptions: list[Description], papers: int) -> None:
    expected = _parts(descriptions)
    assert len(resolved(descriptions).groups) == papers
    for shuffled in permutations(descriptions):
        assert _parts(list(shuffled)) == expected


def test_thousands_of_equal_descriptions_are_parted_at_once() -> None:
    same = [BARE] * 5000
    editorials = [_described("editorial")] * 5000
    assert len(resolved(same + editorials).groups) == 5001


def test_identifier_that_many_share_joins_all() -> None:
    found = [
        Description(f"title {n}", (), None, frozenset({Identifier("doi", DOI)}))
        for n in range(3000)
    ]
    assert resolved(found).groups == [list(range(3000))]

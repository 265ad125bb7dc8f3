"""What joins two descriptions of one paper, what parts those of two, and what is in doubt."""

from __future__ import annotations

import pytest

from graph.identifiers import parse
from graph.model import Description, Hand
from graph.resolve import papers

TITLE = "Robust Parsing of Learner Language: A Study of Essays"
AUTHORS = ("Jane Doe", "Rick Roe", "Ann Noe")


def _told(
    title: str = TITLE,
    authors: tuple[str, ...] = AUTHORS,
    year: int | None = 2020,
    *identifiers: str,
) -> Description:
    parsed = (parse(text) for text in identifiers)
    return Description(title, authors, year, frozenset(i for i in parsed if i))


ONE_PAPER = [
    pytest.param(_told(), _told(TITLE.upper()), id="upper case"),
    pytest.param(
        _told(), _told("Robust parsing of leamer language: A study of essays"), id="a typo"
    ),
    pytest.param(_told(), _told("Robust Parsign of Learner Langauge: A Study of Essays"), id="two"),
    pytest.param(
        _told(),
        _told(r"{R}obust \emph{Parsing} of Learner {L}anguage: A Study of Essays"),
        id="LaTeX",
    ),
    pytest.param(
        _told(),
        _told("Robust parsing of learner&nbsp;language: <i>a study</i> of essays"),
        id="markup of a web page",
    ),
    pytest.param(_told("R&D in small labs"), _told("R&amp;D in Small Labs"), id="an entity"),
    pytest.param(_told("R&D in small labs"), _told("R and D in small labs"), id="and"),
    pytest.param(
        _told("On Erdős–Rényi graphs"),
        _told(r"On Erd{\H{o}}s--R\'enyi Graphs"),
        id="accents in LaTeX",
    ),
    pytest.param(_told("Fits of $\\alpha$ decay"), _told("Fits of α Decay"), id="Greek letters"),
    pytest.param(_told(), _told("Robust Parsing of Learner Language"), id="subtitle lost"),
    pytest.param(
        _told(), _told("Robust Parsing of Learner Language – A Study of Essays"), id="dash"
    ),
    pytest.param(_told(), _told("Robust Parsing of Learner Language: A Stu"), id="cut in a word"),
    pytest.param(_told(), _told("Robust Parsing of Learner Language: A…"), id="cut with a mark"),
    pytest.param(
        _told("Fine-tuning of multi-modal data sets"),
        _told("Finetuning of multimodal datasets"),
        id="hyphens and spaces",
    ),
    pytest.param(
        _told(), _told("Robust Parsing of Learner Language: Study of the Essays"), id="the"
    ),
    pytest.param(_told(), _told(TITLE + " (preprint)"), id="a note"),
    pytest.param(_told(), _told("arXiv:2001.00001 [cs.CL] " + TITLE), id="a number before it"),
    pytest.param(
        _told("Models of rain, Part II"), _told("Models of rain. Part 2"), id="Roman part"
    ),
    pytest.param(_told(), _told(TITLE, ("Doe, J.", "Roe, R.", "Noe, A.")), id="initials"),
    pytest.param(_told(), _told(TITLE, ("Rick Roe", "Jane Doe", "Ann Noe")), id="authors swapped"),
    pytest.param(_told(), _told(TITLE, ("Jane Doe",)), id="first author only"),
    pytest.param(_told(), _told(year=2019), id="a year apart"),
    pytest.param(_told(), _told(year=2018), id="two years apart, all authors agree"),
    pytest.param(_told(), _told(year=None), id="year unknown"),
    pytest.param(_told(), _told(TITLE, ()), id="authors unknown, the same year"),
    pytest.param(_told("ELK: " + TITLE, ()), _told(TITLE, ()), id="a name before a long title"),
    pytest.param(
        _told(TITLE, AUTHORS, 2020, "10.1000/x"),
        _told(TITLE, AUTHORS, 2019, "2001.00001"),
        id="preprint and published",
    ),
    pytest.param(
        _told(TITLE, AUTHORS, 2020, "10.1000/x"),
        _told(TITLE, AUTHORS, 2020, "10.21203/rs.3.rs-1/v1"),
        id="DOI of a preprint",
    ),
    pytest.param(
        _told("A", (), 1999, "10.1000/x"), _told("B", (), 2020, "10.1000/x"), id="one DOI"
    ),
    pytest.param(
        _told("A", (), None, "arXiv:2001.00001v1"),
        _told("B", (), None, "2001.00001v3"),
        id="versions at arXiv",
    ),
    pytest.param(
        _told("Editorial", ("Jane Doe",)),
        _told("Editorial", ("J. Doe",)),
        id="says nothing, author and year agree",
    ),
    pytest.param(_told("学習者の文章の解析"), _told("学習者の文章の解析"), id="Japanese"),
    pytest.param(
        _told("Разбор текстов учащихся"), _told("разбор текстов учащихся."), id="Cyrillic"
    ),
]

TWO_PAPERS = [
    pytest.param(
        _told("Llama 2: Open Chat Models"), _told("Llama 3: Open Chat Models"), id="Llama"
    ),
    pytest.param(_told("GPT-3 technical report"), _told("GPT-4 technical report"), id="GPT"),
    pytest.param(_told("GPT-4 technical report"), _told("GPT-4V technical report"), id="a letter"),
    pytest.param(_told("Models of rain"), _told("Models of rain, Part II"), id="a second part"),
    pytest.param(_told("Models of rain: Part 1"), _told("Models of rain: Part 2"), id="two parts"),
    pytest.param(_told("Models of rain, Part A"), _told("Models of rain, Part B"), id="parts A, B"),
    pytest.param(_told("Models of rain I"), _told("Models of rain II"), id="Roman numbers"),
    pytest.param(
        _told("Handbook of rain"), _told("Handbook of rain, second edition"), id="edition"
    ),
    pytest.param(
        _told("Shared task 2018: overview"), _told("Shared task 2019: overview"), id="years"
    ),
    pytest.param(_told("Two-phase parsing"), _told("Three-phase parsing"), id="numbers in words"),
    pytest.param(_told(), _told("Erratum to: " + TITLE), id="erratum"),
    pytest.param(_told(), _told(TITLE + " [Corrigendum]"), id="corrigendum behind it"),
    pytest.param(_told(), _told("Author Correction: " + TITLE), id="correction"),
    pytest.param(_told(), _told("RETRACTED: " + TITLE), id="retracted"),
    pytest.param(_told(), _told("Retraction notice to “" + TITLE + "”"), id="notice"),
    pytest.param(_told(), _told("Comment on “" + TITLE + "”"), id="comment"),
    pytest.param(_told(), _told("A reply to: " + TITLE), id="reply"),
    pytest.param(_told(), _told(TITLE + ": Rejoinder"), id="rejoinder"),
    pytest.param(
        _told("Supervised parsing of text"), _told("Unsupervised parsing of text"), id="un"
    ),
    pytest.param(_told(), _told(TITLE, ("Ivo Poe", "Zoe Loe")), id="other authors"),
    pytest.param(_told(year=2010), _told(year=2020), id="ten years apart"),
    pytest.param(_told("Editorial", ()), _told("Editorial", ()), id="says nothing"),
    pytest.param(
        _told("Guest editorial", AUTHORS, None),
        _told("Guest editorial", AUTHORS, None),
        id="says nothing, without a year",
    ),
    pytest.param(
        _told("Introduction to the special issue", AUTHORS, 2018),
        _told("Introduction to the Special Issue", AUTHORS, 2020),
        id="another issue",
    ),
    pytest.param(_told("Rain: first results"), _told("Rain: final results"), id="other subtitles"),
    pytest.param(_told("Learning BERT"), _told("Learning BART"), id="short names"),
    pytest.param(_told("论文一"), _told("论文二"), id="Chinese"),
    pytest.param(_told("", (), None), _told("", (), None), id="no titles"),
    pytest.param(_told("???", AUTHORS), _told("!!!", AUTHORS), id="titles of signs"),
]

IN_DOUBT = [
    pytest.param(_told(year=2017), _told(), "years differ by three", id="three years"),
    pytest.param(
        _told(),
        _told("Robust Tagging of Learner Language: A Study of Essays"),
        "a word differs",
        id="another word",
    ),
    pytest.param(
        _told(),
        _told(TITLE, ("Jane Doe", "Ivo Poe", "Zoe Loe")),
        "few authors in common",
        id="few authors",
    ),
    pytest.param(
        _told(),
        _told("Robust Parsing of Learner Language", ()),
        "authors unknown",
        id="subtitle lost, authors unknown",
    ),
    pytest.param(
        _told(TITLE, AUTHORS, 2020, "10.1000/x"),
        _told(TITLE, AUTHORS, 2020, "10.1000/y"),
        "different DOIs",
        id="other DOIs",
    ),
    pytest.param(
        _told("Models of very heavy rain"),
        _told("Models of very heavy rain in practice"),
        "one goes on",
        id="a title that goes on",
    ),
    pytest.param(
        _told(TITLE, AUTHORS, 2020, "10.1000/x", "2001.00001"),
        _told(TITLE, AUTHORS, 2020, "10.1000/y", "2001.00001"),
        "different DOIs",
        id="one preprint, two DOIs",
    ),
]


@pytest.mark.parametrize(("one", "other"), ONE_PAPER)
def test_one_paper(one: Description, other: Description) -> None:
    for pair in ([one, other], [other, one]):
        assert papers(pair).groups == [[0, 1]]


@pytest.mark.parametrize(("one", "other"), TWO_PAPERS)
def test_two_papers(one: Description, other: Description) -> None:
    for pair in ([one, other], [other, one]):
        assert papers(pair).groups == [[0], [1]]


@pytest.mark.parametrize(("one", "other", "why"), IN_DOUBT)
def test_in_doubt_is_listed_and_not_merged(one: Description, other: Description, why: str) -> None:
    for pair in ([one, other], [other, one]):
        found = papers(pair)
        assert found.groups == [[0], [1]]
        (doubt,) = found.doubts
        assert why in doubt.why
        assert 0.75 <= doubt.score < 0.9


def test_title_without_its_subtitle_joins_one_of_two_papers() -> None:
    told = [_told("Rain: first results"), _told("Rain: final results"), _told("Rain")]
    assert len(papers(told).groups) == 2


def test_evidence_names_rule_and_value_the_surest_first() -> None:
    told = [
        _told(TITLE, AUTHORS, 2020, "10.1000/x"),
        _told("Another title", (), None, "10.1000/x"),
        _told(TITLE.lower(), AUTHORS, 2019),
    ]
    (evidence,) = papers(told).evidence
    assert [(e.rule, e.value) for e in evidence] == [
        ("doi", "10.1000/x"),
        ("title, authors and year", None),
    ]
    assert evidence[1].score is not None
    assert 0.9 <= evidence[1].score <= 1


def test_what_was_decided_by_hand_counts_most() -> None:
    told = [_told(), _told(), _told("Something else", ("Ivo Poe",), 1999)]
    assert papers(told, Hand(parted=((0, 1),))).groups == [[0], [1], [2]]
    assert papers(told, Hand(joined=((0, 2),))).groups == [[0, 1, 2]]
    assert papers(told, Hand(joined=((0, 2),), parted=((1, 2),))).groups == [[0, 2], [1]]


def test_pair_parted_by_hand_is_not_in_doubt() -> None:
    told = [_told(year=2017), _told()]
    assert papers(told).doubts
    assert not papers(told, Hand(parted=((0, 1),))).doubts

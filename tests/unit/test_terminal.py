"""What is printed steers no terminal, fits it, and stays readable."""

from __future__ import annotations

import json

import pytest

from graph import terminal
from graph.errors import LibraryError, NotFoundError
from graph.model import Rejected, Warned
from graph.report import Report
from graph.stores.base import Table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("bell\x07 back\x08 nul\x00 delete\x7f", "bell back nul delete"),
        ("return\rover", "return over"),
        ("\u202eevil\u202c \u2066isolate\u2069", "evil isolate"),
        ("csi \x9b31m", "csi 31m"),
        ("שלום 日本 👩‍🔬", "שלום 日本 👩‍🔬"),
        ("line\u2028separator", "line separator"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert terminal.clean(text) == expected


def test_error_is_one_line_whatever_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show_error(LibraryError("a\nb\x1b]0;title\x07c"), as_json=False)
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "graph: a b]0;titlec\n")


def test_candidates_are_listed_with_year_and_key(capsys: pytest.CaptureFixture[str]) -> None:
    candidates = [
        {"key": "doi:1", "title": "One\x1b", "year": 2020, "score": 90.0},
        {"key": "doi:2", "title": "Two", "year": None, "score": 80.0},
    ]
    terminal.show_error(NotFoundError("Which?", "ambiguous", candidates), as_json=False)
    assert capsys.readouterr().err.splitlines() == [
        "graph: Which?",
        "  One (2020)  [doi:1]",
        "  Two  [doi:2]",
    ]


@pytest.mark.parametrize("width", [60, 80, 200])
def test_table_fits_the_terminal(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    rows = [["k" * 90, "a title " * 20, 1, None], ["x", "y", 0.123456, ["a", "b"]]]
    terminal.show_table(Table(["key", "title", "n", "more"], rows), as_json=False, as_csv=False)
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= width for line in lines)
    assert lines[0].split() == ["key", "title", "n", "more"]
    assert lines[-1] == "(2 rows)"
    assert "0.1235" in lines[-2]
    assert '["a", "b"]' in lines[-2]


def test_table_without_columns_or_rows(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show_table(Table(["name"], []), as_json=False, as_csv=False)
    terminal.show_table(Table([], []), as_json=False, as_csv=False)
    assert capsys.readouterr().out.splitlines()[-1] == "(0 rows)"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "' x"),
        ("\r=1", '"\'\n=1"'),
        ("two\r\nlines", '"two\nlines"'),
        ("\x1b[31mred", "[31mred"),
        ("a=1", "a=1"),
        (-1, "-1"),
        (1.5, "1.5"),
        (None, ""),
        (["=1", "b"], '"[""=1"", ""b""]"'),
    ],
)
def test_csv_cells(cell: object, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show_table(Table(["x", "y"], [[cell, "end"]]), as_json=False, as_csv=True)
    told = capsys.readouterr().out
    assert told == f"x,y\n{expected},end\n"


def test_trouble_beyond_twenty_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report("x.graph")
    report.rejected = [Rejected("a.bib", n, "no title") for n in range(1, 26)]
    report.warnings = [Warned("a.bib", 3, "a key used twice")]
    terminal.show_trouble(report)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "graph: rejected: a.bib, line 1: no title"
    assert len(lines) == 22
    assert "5 more" in lines[20]
    assert lines[21] == "graph: warning: a.bib, line 3: a key used twice"


def test_numbers_that_json_cannot_say_are_an_error_not_wrong_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        terminal.print_json({"x": float("nan")})


def test_json_shows_no_character_that_steers_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    wild = {"title": "esc \x1b csi \x9b override \u202e delete \x7f 日本"}
    for show in (terminal.print_json, terminal.print_line):
        show(wild)
        told = capsys.readouterr().out
        assert json.loads(told) == wild
        assert terminal.clean(told) == told.replace("\n", " ")
        assert "日本" in told

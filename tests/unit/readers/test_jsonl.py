"""JSON Lines, arrays and objects over several lines: what is read, warned of and rejected."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest

from graph.identifiers import Identifier
from graph.model import Author, Link, Origin, Paper, Passage, Reference, Rejected, Role, Warned
from graph.readers import Read, Recognition, within
from graph.readers.json.cutting import LIMIT
from graph.readers.json.lines import JsonLinesReader


def read(text: str | bytes) -> list[Read]:
    data = text.encode() if isinstance(text, str) else text
    return list(JsonLinesReader().read(io.BytesIO(data), "x.jsonl"))


def one(**fields: object) -> tuple[Paper, list[str]]:
    """Read one object with a title, and what it is warned of."""
    *warned, paper = read(json.dumps({"title": "T"} | fields))
    assert isinstance(paper, Paper)
    return paper, [w.reason for w in warned if isinstance(w, Warned)]


def titles(found: list[Read]) -> list[tuple[str, int]]:
    return [(p.title, p.origin.line) for p in found if isinstance(p, Paper)]


def rejected(found: list[Read]) -> list[tuple[int, str]]:
    return [(r.line, r.reason) for r in found if isinstance(r, Rejected)]


def test_every_field_of_the_interface() -> None:
    paper, warned = one(
        title="  On Tides\n",
        abstract=" Tides turn. We ask why.\n",
        year=2024,
        date="2024-03-13",
        authors=["Ada Park", {"name": "Bela Nagy", "orcid": "0000-0002-1825-0097"}],
        venue="Journal of Water",
        id="park2024",
        doi="https://doi.org/10.1000/ABC",
        arxiv="arXiv:2403.05135v2",
        identifiers={"s2": "1234567", "pubmed": ["123", "456"]},
        url="https://example.org/tides",
        keywords=["tides", "moon"],
        sections=[{"id": "s1", "title": "Introduction", "text": " Water rises.\n"}],
    )

    assert warned == []
    assert paper == Paper(
        title="On Tides",
        identifiers=frozenset(
            {
                Identifier("doi", "10.1000/abc"),
                Identifier("arxiv", "2403.05135"),
                Identifier("s2", "1234567"),
                Identifier("pubmed", "123"),
                Identifier("pubmed", "456"),
            }
        ),
        authors=(Author("Ada Park"), Author("Bela Nagy", "0000-0002-1825-0097")),
        year=2024,
        venue="Journal of Water",
        keywords=("tides", "moon"),
        date="2024-03-13",
        url="https://example.org/tides",
        passages=(
            Passage("title", "On Tides"),
            Passage("abstract", "Tides turn. We ask why."),
            Passage("s1", " Water rises.\n", "Introduction"),
        ),
        local="park2024",
        origin=Origin("x.jsonl", 1),
    )


@pytest.mark.parametrize(
    ("given", "year"),
    [
        pytest.param(2020, 2020, id="number"),
        pytest.param("2020", 2020, id="digits"),
        pytest.param(" 2020 ", 2020, id="digits-in-space"),
        pytest.param(2020.0, 2020, id="whole-float"),
        pytest.param(None, None, id="null"),
        pytest.param("", None, id="empty"),
    ],
)
def test_years(given: object, year: int | None) -> None:
    paper, warned = one(year=given)

    assert (paper.year, warned) == (year, [])


@pytest.mark.parametrize(
    "given",
    [
        "None",
        "c. 2020",
        "20201",
        2020.5,
        -5,
        0,
        10**30,
        True,
        [2020],
        {"y": 1},
        "２０２０年",
        float("nan"),
    ],
    ids=str,
)
def test_what_is_no_year_is_a_warning(given: object) -> None:
    paper, warned = one(year=given)

    assert paper.year is None
    assert len(warned) == 1
    assert warned[0].startswith("year is no year")


@pytest.mark.parametrize(
    ("field", "given", "reason"),
    [
        pytest.param("abstract", 7, "abstract is not text", id="abstract"),
        pytest.param("date", "March", "date is not like", id="date"),
        pytest.param("date", "2024-13", "date is not like", id="month-13"),
        pytest.param("venue", ["A"], "venue is not text", id="venue"),
        pytest.param("authors", 7, "authors is neither a list nor text", id="authors"),
        pytest.param("authors", [""], "an author has no name", id="author"),
        pytest.param(
            "authors",
            [{"name": "A", "orcid": "0000-0002-1825-0098"}],
            "an ORCID iD is none",
            id="orcid",
        ),
        pytest.param("doi", "ten", "doi is no such identifier", id="doi"),
        pytest.param("arxiv", 2403.05135, "arxiv is no such identifier", id="arxiv-as-number"),
        pytest.param(
            "identifiers", {"mag": "1"}, "identifier mag is of no known kind", id="scheme"
        ),
        pytest.param("identifiers", 7, "identifiers is neither", id="identifiers"),
        pytest.param("keywords", {"a": 1}, "keywords is not a list", id="keywords"),
        pytest.param("keywords", [1], "a keyword is not text", id="keyword"),
        pytest.param("sections", ["", {"title": "A"}], "section 1 has no text", id="section"),
        pytest.param("references", "10.1/x", "references is not a list", id="references"),
        pytest.param("references", [{}], "a reference says nothing", id="reference"),
        pytest.param("references", [{"title": "A", "year": "x"}], "year is no year", id="its-year"),
        pytest.param("id", ["a"], "id is neither", id="id"),
        pytest.param("links", [{}], "a link has no address", id="link"),
    ],
)
def test_a_field_of_the_wrong_form_is_left_out_with_a_warning(
    field: str, given: object, reason: str
) -> None:
    paper, warned = one(**{field: given})

    assert paper.title == "T"
    assert warned
    assert warned[0].startswith(reason)


def test_a_warning_is_one_line() -> None:
    _, warned = one(doi="none\nof these")
    assert warned == ["doi is no such identifier (none of these): left out"]


@pytest.mark.parametrize(
    ("given", "reference"),
    [
        pytest.param(
            "10.1000/XYZ",
            Reference(
                identifiers=frozenset({Identifier("doi", "10.1000/xyz")}), local="10.1000/XYZ"
            ),
            id="doi",
        ),
        pytest.param(
            "arXiv: 2403.05135",
            Reference(
                identifiers=frozenset({Identifier("arxiv", "2403.05135")}),
                local="arXiv: 2403.05135",
            ),
            id="arxiv",
        ),
        pytest.param("park2024", Reference(text="park2024", local="park2024"), id="another-line"),
        pytest.param(7, Reference(text="7", local="7"), id="another-line-by-number"),
        pytest.param(
            "A. Park. Tides. 2020. doi:10.1000/xyz.",
            Reference(
                text="A. Park. Tides. 2020. doi:10.1000/xyz.",
                identifiers=frozenset({Identifier("doi", "10.1000/xyz")}),
            ),
            id="as-printed-with-doi",
        ),
        pytest.param(
            {"title": "Tides", "year": "2020", "doi": "10.1000/xyz"},
            Reference(
                title="Tides", year=2020, identifiers=frozenset({Identifier("doi", "10.1000/xyz")})
            ),
            id="object",
        ),
        pytest.param(
            {"text": "Park, Tides, arXiv:2403.05135"},
            Reference(
                text="Park, Tides, arXiv:2403.05135",
                identifiers=frozenset({Identifier("arxiv", "2403.05135")}),
            ),
            id="object-as-printed",
        ),
    ],
)
def test_references(given: object, reference: Reference) -> None:
    paper, warned = one(references=[given])

    assert (paper.references, warned) == ((reference,), [])


def test_shapes_that_others_write() -> None:
    paper, warned = one(
        authors="Ada Park and Bela Nagy; Chen Wu",
        keywords="tides; moon, water",
        abstract=["One part.", "Another."],
        identifiers=[{"scheme": "DOI", "value": "10.1000/x12"}, "arXiv:2403.05135"],
        links=["https://a.org", {"url": "https://b.org", "role": "official"}],
        sections=["Text alone.", {"id": "abstract", "text": "A taken name."}],
        date="2024-03-13T10:00:00Z",
    )

    assert warned == []
    assert [a.name for a in paper.authors] == ["Ada Park", "Bela Nagy", "Chen Wu"]
    assert paper.keywords == ("tides", "moon", "water")
    assert paper.abstract == "One part.\n\nAnother."
    assert {str(i) for i in paper.identifiers} == {"doi:10.1000/x12", "arxiv:2403.05135"}
    assert paper.links == (Link("https://a.org"), Link("https://b.org", Role.OFFICIAL))
    assert [p.id for p in paper.passages] == ["title", "abstract", "s1", "s2"]
    assert (paper.date, paper.year) == ("2024-03-13", 2024)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("{'title': 'A'}", "not JSON", id="not-json"),
        pytest.param('{"title": "A"', "not JSON", id="cut-off"),
        pytest.param("some words", "not JSON", id="words"),
        pytest.param('"a text"', "not an object", id="a-text"),
        pytest.param("42", "not an object", id="a-number"),
        pytest.param("null", "not an object", id="null"),
        pytest.param('{"name": "A"}', "no title", id="no-title"),
        pytest.param('{"title": null}', "no title", id="null-title"),
        pytest.param('{"title": 7}', "the title is not text", id="number-as-title"),
        pytest.param('{"title": " "}', "the title is empty", id="blank-title"),
        pytest.param('{"title": "A", "x": ' + "[" * 100_000, "nested too deeply", id="brackets"),
        pytest.param(
            '{"title": "A", "x": ' + "[" * 9000 + "]" * 9000 + "}", "nested too", id="deep"
        ),
        pytest.param('{"title": "A\0', "not JSON", id="nul-and-no-end"),
    ],
)
def test_a_bad_line_between_two_good_ones(line: str, reason: str) -> None:
    found = read('{"title": "One"}\n' + line + '\n\n{"title": "Two"}')

    assert titles(found) == [("One", 1), ("Two", 4)]
    (bad,) = [r for r in found if isinstance(r, Rejected)]
    assert (bad.line, bad.text) == (2, line[:80].strip())
    assert reason in bad.reason
    assert len(bad.reason) < 100


@pytest.mark.parametrize(
    ("line", "title"),
    [
        pytest.param(b'{"title": "A", "title": "B"}', "B", id="duplicate-keys"),
        pytest.param(b'{"title": "A", "n": 1e999}', "A", id="infinite"),
        pytest.param(b'{"title": "A", "n": ' + b"9" * 6000 + b"}", "A", id="long-number"),
        pytest.param(b'{"title": "A", "n": NaN}', "A", id="nan"),
        pytest.param(b'{"title": "A\\ud800B"}', "A\ufffdB", id="lone-surrogate"),
        pytest.param(b'{"title": "A\\ud83d\\ude00"}', "A\U0001f600", id="surrogate-pair"),
        pytest.param(b'{"title": "A\tB"}', "A\tB", id="raw-tab"),
        pytest.param(b'{"title": "A\\u0000B"}', "A\0B", id="nul"),
        pytest.param(b'{"title": "caf\xe9"}', "café", id="latin-1"),
        pytest.param(b'{"title": "caf\x81"}', "caf\ufffd", id="no-encoding"),
        pytest.param(b'  {"title": "A"}  \r', "A", id="space-around"),
    ],
)
def test_odd_lines_that_are_read(line: bytes, title: str) -> None:
    assert titles(read(b'{"title": "One"}\n' + line + b'\n{"title": "Two"}')) == [
        ("One", 1),
        (title, 2),
        ("Two", 3),
    ]


def test_what_is_replaced_is_warned_of() -> None:
    found = read(b'{"title": "caf\x81"}\n{"title": "A\\ud800B"}')

    assert [(w.line, w.reason.split(" were")[0]) for w in found if isinstance(w, Warned)] == [
        (1, "bytes that are not UTF-8"),
        (2, "escapes that stand for no character"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark(encoding: str) -> None:
    data = '{"title": "Grüße 你好 😀"}\n{"title": "Two"}\n'.encode(encoding)

    assert titles(read(data)) == [("Grüße 你好 😀", 1), ("Two", 2)]
    assert JsonLinesReader().recognises(data) is Recognition.YES


PRETTY = json.dumps([{"title": "One", "x": [{"a": "]}"}]}, {"title": 'Two "quoted"'}], indent=2)


@pytest.mark.parametrize(
    ("text", "papers", "bad"),
    [
        pytest.param(PRETTY, [("One", 2), ('Two "quoted"', 10)], [], id="array-over-lines"),
        pytest.param('[{"title":"One"},{"title":"Two"}]', [("One", 1), ("Two", 1)], [], id="array"),
        pytest.param("[]", [], [], id="empty-array"),
        pytest.param(
            '[\n{"title": "One},\n{"title": "Two"}\n]', [("Two", 3)], [2], id="an-object-a-line"
        ),
        pytest.param(
            '[\n{"title": "One"},\n7,\n{"title": "Two"}]',
            [("One", 2), ("Two", 4)],
            [3],
            id="a-number-in-it",
        ),
        pytest.param(
            '[\n{"title": "One"}\n{"title": "Two"}\n]',
            [("One", 2), ("Two", 3)],
            [],
            id="a-comma-lacks",
        ),
        pytest.param(
            '[{"title": "One"},\n{"title": "Two"}', [("One", 1), ("Two", 2)], [], id="its-end-lacks"
        ),
        pytest.param('[{"title": "One"},\n{"title": "Tw', [("One", 1)], [2], id="cut-off"),
        pytest.param('[{"title": "One"}] and more', [("One", 1)], [1], id="more-behind-it"),
        pytest.param(
            '[{"title": "One"}]\n{"title": "Two"}',
            [("One", 1), ("Two", 2)],
            [],
            id="lines-behind-it",
        ),
        pytest.param(
            '{\n"title": "One"\n}\n{\n"title": "Two"\n}',
            [("One", 1), ("Two", 4)],
            [],
            id="objects-over-lines",
        ),
        pytest.param(
            '{\n{"title": "One"}\n{"title": "Two"}',
            [("One", 2), ("Two", 3)],
            [1],
            id="a-stray-brace",
        ),
        pytest.param(
            PRETTY.replace('"One",', '"One,'),
            [('Two "quoted"', 10)],
            [2],
            id="a-quotation-mark-lacks",
        ),
        pytest.param(
            PRETTY.replace("    ]\n", ""), [('Two "quoted"', 9)], [2], id="a-bracket-lacks"
        ),
    ],
)
def test_values_that_do_not_keep_to_lines(
    text: str, papers: list[tuple[str, int]], bad: list[int]
) -> None:
    found = read(text)

    assert titles(found) == papers
    assert [line for line, _ in rejected(found)] == bad


def test_an_array_of_one_line_is_read_piece_by_piece() -> None:
    many = [{"title": f'Paper "{i}" \\', "abstract": "x\\" * i} for i in range(600)]

    assert titles(read(json.dumps(many))) == [(p["title"], 1) for p in many]


def test_a_value_that_is_too_long_is_rejected_and_reading_goes_on() -> None:
    long = json.dumps({"title": "Long", "abstract": "x" * 300_000})

    for text in (f'[{long},\n{{"title": "Two"}}]', f'{long}\n{{"title": "Two"}}'):
        found = list(within(200_000, JsonLinesReader().read(io.BytesIO(text.encode()), "x")))

        assert titles(found) == [("Two", 2)]
        assert [line for line, _ in rejected(found)] == [1]


class Endless(io.RawIOBase):
    """A line of a given number of bytes, then others."""

    def __init__(self, size: int, after: bytes) -> None:
        self._left = size
        self._after: Iterator[int] = iter(after)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        taken = min(self._left, len(buffer))
        self._left -= taken
        data = b"x" * taken or bytes(
            b for b, _ in zip(self._after, range(len(buffer)), strict=False)
        )
        buffer[: len(data)] = data
        return len(data)


def test_a_line_that_is_too_long_is_rejected_and_reading_goes_on() -> None:
    stream = io.BufferedReader(Endless(LIMIT + 1000, b'\n{"title": "After"}\n'))

    found = list(JsonLinesReader().read(stream, "x"))

    assert rejected(found) == [(1, "longer than 64 MiB; --max-record raises the limit")]
    assert titles(found) == [("After", 2)]


def test_a_line_of_many_megabytes_is_read() -> None:
    text = "word " * 2_000_000

    (paper,) = read(json.dumps({"title": "Long", "abstract": text}))

    assert isinstance(paper, Paper)
    assert paper.abstract == text.strip()


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        pytest.param('{"title": "A"}\n', Recognition.YES, id="a-line"),
        pytest.param(
            '\n\n{"abstract": "x", "title": "A"}', Recognition.YES, id="blank-lines-first"
        ),
        pytest.param('broken\n{"title": "A"}\n', Recognition.YES, id="a-broken-line-first"),
        pytest.param('[{"title": "A"}]', Recognition.YES, id="an-array"),
        pytest.param(
            '{"title": "A", "abstract": "' + "x" * 70_000, Recognition.YES, id="a-long-line"
        ),
        pytest.param('{"title": "A", "paperId": "x"}', Recognition.MAYBE, id="of-another-program"),
        pytest.param('{"data": [{"title": "A"}]}', Recognition.MAYBE, id="other-json"),
        pytest.param("[1, 2]", Recognition.NO, id="numbers"),
        pytest.param("", Recognition.NO, id="nothing"),
        pytest.param("Title\n\nAn abstract.", Recognition.NO, id="a-page"),
        pytest.param("@article{a, title={B}}", Recognition.NO, id="bibtex"),
        pytest.param("\0\1\2", Recognition.NO, id="binary"),
    ],
)
def test_recognition(head: str, answer: Recognition) -> None:
    assert JsonLinesReader().recognises(head.encode()[:65_536]) is answer

"""Formats of records: bounds, odd files, and that every record is accounted for."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from graph.model import Paper, Rejected, Skipped, Warned
from graph.readers import HEAD, Read, choose, readers, within

RIS = b"TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\nER  - \n"


def read(name: str, data: bytes, most: int | None = None) -> list[Read]:
    return list(within(most, readers()[name].read(io.BytesIO(data), "x")))


def told(results: list[Read]) -> list[tuple[str, int, str]]:
    """Of every result its kind, its line, and the title or the reason."""
    return [
        (type(r).__name__, r.origin.line, r.title)
        if isinstance(r, Paper)
        else (type(r).__name__, r.line, r.reason)
        for r in results
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(RIS, [(1, "One"), (4, "Two")], id="plain"),
        pytest.param(RIS.replace(b"\n", b"\r\n"), [(1, "One"), (4, "Two")], id="of Windows"),
        pytest.param(RIS.replace(b"\n", b"\r"), [(1, "One"), (4, "Two")], id="of old programs"),
        pytest.param(b"\xef\xbb\xbf" + RIS, [(1, "One"), (4, "Two")], id="with a byte-order mark"),
        pytest.param(RIS.decode().encode("utf-16"), [(1, "One"), (4, "Two")], id="UTF-16"),
        pytest.param(b"Database: X\n\n" + RIS, [(3, "One"), (6, "Two")], id="below a header"),
        pytest.param(RIS.replace(b"ER  - ", b"ER  -"), [(1, "One"), (4, "Two")], id="bare ends"),
    ],
)
def test_ris_with_any_line_ends(data: bytes, expected: list[tuple[int, str]]) -> None:
    assert choose(data, "x").name == "ris"
    assert told(read("ris", data)) == [("Paper", *e) for e in expected]


def test_bytes_that_do_not_decode_are_told_with_their_record() -> None:
    data = RIS.replace(b"One", b"Caf\x81")

    assert told(read("ris", data)) == [
        ("Warned", 1, "bytes that are not UTF-8 were replaced by U+FFFD"),
        ("Paper", 1, "Caf\ufffd"),
        ("Paper", 4, "Two"),
    ]


@pytest.mark.parametrize("line", [b"VR", b"ER", b"TI", b"", b"a b", b"   TI A"])
def test_lines_of_web_of_science_need_hold_nothing(line: bytes) -> None:
    data = b"PT J\nTI One\nER\n" + line + b"\nPT J\nTI Two\n" + line + b"\nER\n"

    assert next(r.title for r in read("wos", data) if isinstance(r, Paper)) == "One"


@pytest.mark.parametrize(
    "long",
    [
        pytest.param(b"AB  - " + b"x" * 5_000, id="a long line"),
        pytest.param(b"KW  - y\n" * 500, id="many lines"),
    ],
)
def test_a_record_beyond_the_limit_is_rejected_and_the_next_is_read(long: bytes) -> None:
    data = b"TY  - JOUR\nTI  - One\n" + long.rstrip() + b"\nER  - \n" + RIS

    kinds = [(type(r).__name__, getattr(r, "title", "")) for r in read("ris", data, 4_000)]

    assert kinds == [("Rejected", ""), ("Paper", "One"), ("Paper", "Two")]


def test_a_row_beyond_the_limit_is_rejected_and_the_next_is_read() -> None:
    row = b'One,10.1000/1,2001,"' + b"x\n" * 3_000 + b'"\n'

    data = b"title,doi,year,abstract\n" + row + b"Two,10.1000/2,2002,\n"
    results = read("csv", data, 4_000)

    assert [type(r).__name__ for r in results] == ["Rejected", "Paper"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param(
            "ris",
            b"TY  - JOUR\nTI  - A\nUR  - https://a.example/10.1000/" + b"/pdf" * 10**6,
            id="address",
        ),
        pytest.param("ris", b"TY  - JOUR\nTI  - A\nDO  - 10.1000/" + b")" * 10**6, id="brackets"),
        pytest.param(
            "csv", b'title,year,references\nA,2001,"' + b"Poe A., " * 10**6 + b'"\n', id="names"
        ),
    ],
)
def test_long_values_take_time_in_proportion(name: str, data: bytes) -> None:
    """A reader that went over a value again for each of its parts would not come to an end here."""
    assert [r.title for r in read(name, data) if isinstance(r, Paper)] == ["A"]


# What would be taken for a page, did nothing stand above it.
ROWS = "A Title of Some Words\n" + "This is a sentence of an abstract, and it is long. " * 8 + "\n"
ROWS += ROWS.replace("Some", "Other").replace("sentence", "part")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("title;doi;year\nA;10.1000/1;2001\n", "csv", id="semicolons"),
        pytest.param('sep=,\n"Title","DOI","Year"\n"A","","2001"\n', "csv", id="a line for Excel"),
        pytest.param('"Document Title",Authors,"Publication Year"\nA,B,2001\n', "csv", id="IEEE"),
        pytest.param("PMID,Title,Authors,DOI\n1,A,Doe J,\n", "csv", id="PubMed as a table"),
        pytest.param("FN Web of Science\nVR 1.0\nEF\n", "wos", id="no record"),
        pytest.param(
            '{"config": {"label": "BetterBibTeX JSON"}, "items": []}',
            "better-bibtex-json",
            id="no item",
        ),
        pytest.param(
            '{"type": "book", "title": "A", "publisher-place": "B"}',
            "csl-json",
            id="one item of CSL",
        ),
        pytest.param(
            '{"type": "book", "title": "A", "year": 2001}', "jsonl", id="a type of our own"
        ),
        pytest.param(
            '[{"title": "A", "authors": ["B"], "doi": "10.1000/1"}]', "jsonl", id="a list of ours"
        ),
        pytest.param("PMID- 1\nTI  - A\n", "nbib", id="two fields of PubMed"),
        pytest.param("PMID- 1\nTI  - A\nTY  - B\n", "nbib", id="PubMed with a tag of RIS"),
        pytest.param("PT J\nTI A\nTY  - B\nER\n", "wos", id="Web of Science with one of RIS"),
        pytest.param(
            '[{"type": "book", "title": "A"}, {"type": "book", "title": "B", "DOI": "C"}]',
            "csl-json",
            id="CSL that begins with little",
        ),
        pytest.param("title,doi,year\nA,,2001\nTY  - JOUR\n", "csv", id="a table with a tag"),
        pytest.param('[{"type": {}, "title": "A", "DOI": "B"}]', "jsonl", id="a type of no form"),
        pytest.param(
            "About the data: of a day\nRank,DOI,Title,PubYear,Abstract\n" + ROWS, "csv", id="prose"
        ),
        pytest.param("PT\tAU\tTI\tSO\tPY\tAB\tDI\n" + ROWS, "wos", id="prose under tags"),
    ],
)
def test_formats_are_told_apart(text: str, expected: str) -> None:
    assert choose(text.encode(), "x").name == expected


DEEP = "[" * 100_000
LONG = "9" * 400


@pytest.mark.parametrize("name", ["csl-json", "better-bibtex-json"])
@pytest.mark.parametrize(
    ("items", "titles", "rejected"),
    [
        pytest.param(f'{{"title": "A", "x": {DEEP}', [], 1, id="deep and open"),
        pytest.param(
            f'{{"title": "A", "x": {DEEP}{"]" * 100_000}}}, {{"title": "B"}}', ["B"], 1, id="deep"
        ),
        pytest.param(f'{{"title": "A", "x": {LONG}}}', ["A"], 0, id="a long number"),
        pytest.param('{"title": "A", "title": "B"}', ["B"], 0, id="a key twice"),
        pytest.param('{"title": "A"}], "items": [{"title": "B"}', ["A", "B"], 0, id="items twice"),
        pytest.param('{"title": "A\\"}, {\\""}', ['A"}, {"'], 0, id="brackets in text"),
    ],
)
def test_documents_of_any_form(name: str, items: str, titles: list[str], rejected: int) -> None:
    results = read(name, f'{{"items": [{items}]}}'.encode())

    assert [r.title for r in results if isinstance(r, Paper)] == titles
    assert sum(isinstance(r, Rejected) for r in results) == rejected


@pytest.mark.parametrize("size", [1, 3, 64])
def test_items_are_found_however_the_document_is_cut(size: int) -> None:
    document = (
        '{"a\\"items": [1], "b": {"items": [2]}, "items" :\n [{"title": "A"},\n{"title": "B"}]\n,'
        '"after": ["items", {"c": 1}]}'
    )

    class Trickle(io.BytesIO):
        def read(self, wanted: int | None = -1) -> bytes:
            return super().read(min(wanted, size) if wanted and wanted > 0 else wanted)

    results = list(readers()["better-bibtex-json"].read(Trickle(document.encode()), "x"))

    assert told(results) == [("Paper", 2, "A"), ("Paper", 3, "B")]


def test_notes_and_attachments_of_a_table_are_skipped() -> None:
    data = b"Key,Item Type,Title,Date\nA,attachment,a.pdf,\nB,note,,\nC,book,A Book,1923\n"

    assert told(read("csv", data)) == [
        ("Skipped", 2, "an attachment"),
        ("Skipped", 3, "a note"),
        ("Paper", 4, "A Book"),
    ]


def dumb_count(path: Path, data: bytes) -> int | None:
    """Count records without knowing more than how they begin; None for other formats."""
    if path.suffix == ".ris":
        return len(re.findall(rb"^TY  -", data, re.MULTILINE))
    if path.suffix == ".isi":
        return len(re.findall(rb"^PT ", data, re.MULTILINE))
    if path.suffix == ".txt" and data.startswith(b"PMID"):
        return len(re.findall(rb"^PMID", data, re.MULTILINE))
    if path.suffix == ".json":
        document = json.loads(data)
        return len(document if isinstance(document, list) else document["items"])
    return None


@pytest.mark.shared
def test_every_record_of_real_files_is_accounted_for(shared: Path) -> None:
    counted, wrong = 0, []
    for path in sorted((shared / "data" / "bibliographies").rglob("*.*")):
        data = path.read_bytes() if path.is_file() else b""
        expected = dumb_count(path, data)
        if not expected:
            continue
        found = choose(data[:HEAD], path.name).read(io.BytesIO(data), path.name)
        records = sum(isinstance(r, Paper | Rejected | Skipped) for r in found)
        counted += records
        if records != expected:
            wrong.append((path.name, records, expected))

    assert wrong == []
    assert counted > 900


@pytest.mark.shared
def test_few_of_real_records_are_rejected(shared: Path) -> None:
    """Those that are have no title: a case to fill in, a patent with its journal, and the like."""
    reasons = []
    for path in sorted((shared / "data" / "bibliographies").rglob("*.*")):
        data = path.read_bytes() if path.is_file() else b""
        if dumb_count(path, data):
            found = choose(data[:HEAD], path.name).read(io.BytesIO(data), path.name)
            reasons += [r.reason for r in found if isinstance(r, Rejected)]
            assert not any(isinstance(r, Warned) and "bytes" in r.reason for r in found)

    assert set(reasons) == {"no title"}
    assert len(reasons) < 12

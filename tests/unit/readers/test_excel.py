"""Workbooks of Excel: sheets, cells, and what is none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest

from graph.model import Paper, Rejected, Skipped
from graph.readers import Read, choose, readers
from graph.readers.tables import excel
from tests.workbooks import Rows, changed, shared, workbook

HEADER = ["Title", "Year", "DOI", "Date"]
SHEET = "xl/worksheets/sheet1.xml"


def read(data: bytes) -> list[Read]:
    return list(readers()["excel"].read(io.BytesIO(data), "x"))


def papers(data: bytes) -> list[Paper]:
    found = read(data)
    assert all(isinstance(item, Paper) for item in found), found
    return [item for item in found if isinstance(item, Paper)]


@pytest.mark.parametrize("shaped", [bytes, shared], ids=["texts in cells", "texts apart"])
def test_rows_are_papers_with_their_numbers(shaped: Callable[[bytes], bytes]) -> None:
    data = shaped(workbook([HEADER, ["One", 2001, "10.1000/1"], [], ["Two", "2002", None]]))

    assert choose(data, "x").name == "excel"
    assert [(p.title, p.year, p.origin.line) for p in papers(data)] == [
        ("One", 2001, 2),
        ("Two", 2002, 4),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param([2001, None], (2001, None), id="a number"),
        pytest.param([2001.0, None], (2001, None), id="a number with a point"),
        pytest.param(["2001", None], (2001, None), id="a text"),
        pytest.param([None, date(2001, 3, 7)], (2001, "2001-03-07"), id="a date"),
        pytest.param([None, datetime(2001, 3, 7, 1)], (2001, "2001-03-07"), id="a time"),
        pytest.param([2001, "#N/A"], (2001, None), id="an error"),
        pytest.param(["#REF!", "2001-03-07"], (2001, "2001-03-07"), id="another error"),
    ],
)
def test_cells_are_read_as_they_look(cells: list[object], expected: tuple[int, str | None]) -> None:
    (paper,) = papers(workbook([HEADER, ["One", cells[0], None, cells[1]]]))

    assert (paper.year, paper.date) == expected


def test_a_formula_counts_as_what_excel_made_of_it() -> None:
    data = workbook([HEADER, ['=HYPERLINK("https://a.example","One")', "=1000+1001"]])
    data = changed(data, SHEET, 'One")</f><v></v>', 'One")</f><v>One</v>')
    data = changed(data, SHEET, "1000+1001</f><v></v>", "1000+1001</f><v>2001</v>")
    data = changed(data, SHEET, '<c r="A2">', '<c r="A2" t="str">')

    (paper,) = papers(data)

    assert (paper.title, paper.year) == ("One", 2001)


def test_all_sheets_with_a_header_are_read_and_the_others_skipped() -> None:
    table: Rows = [HEADER, ["One", 2001]]
    data = workbook(
        {
            "About": [["Exported for us"], ["by somebody"]],
            "Papers": table,
            "Empty": [],
            "More": [["Exported for us"], [], ["Year", "Article Title", "DOI"], [2002, "Two"]],
        }
    )

    one, two, aside = read(data)

    assert isinstance(one, Paper)
    assert isinstance(two, Paper)
    assert (one.title, two.title, two.origin.line) == ("One", "Two", 4)
    assert isinstance(aside, Skipped)
    assert (aside.text, aside.line) == ("About", 1)


def test_a_workbook_without_a_table_of_papers_is_rejected() -> None:
    (found,) = read(workbook([["Name", "Price"], ["Tea", 3]]))

    assert isinstance(found, Rejected)
    assert "no row names the columns" in found.reason


def test_a_sheet_that_lies_about_its_size_is_read_to_its_end() -> None:
    data = changed(
        workbook([HEADER, ["One", 2001], ["Two", 2002]]), SHEET, 'ref="A1:D3"', 'ref="A1"'
    )

    assert [p.title for p in papers(data)] == ["One", "Two"]


def test_rows_beyond_those_of_excel_are_not_counted_up_to() -> None:
    data = workbook([HEADER, ["One", 2001], ["Two", 2002]])
    data = changed(data, SHEET, '<row r="3"', '<row r="99999999999"')

    assert [p.title for p in papers(data)] == ["One"]


def test_cells_far_to_the_right_are_left_alone() -> None:
    data = workbook([HEADER, ["One", 2001], ["Two", 2002]])
    data = changed(data, SHEET, 'r="B3"', 'r="XFD3"')

    assert [(p.title, p.year) for p in papers(data)] == [("One", 2001), ("Two", None)]


_ENTITIES = "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
_BOMB = f'<!DOCTYPE x [<!ENTITY a "ha">{_ENTITIES}]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [
        pytest.param(SHEET, "<worksheet", _BOMB + "<worksheet", id="entities declared"),
        pytest.param(SHEET, "<sheetData>", "<sheetData><row", id="broken sheet"),
        pytest.param("xl/workbook.xml", "<workbook", "<other", id="other workbook"),
        pytest.param("xl/workbook.xml", "<sheets>", "<shoots>", id="broken workbook"),
        pytest.param("xl/sharedStrings.xml", "<sst", "<rust", id="broken texts"),
        pytest.param("[Content_Types].xml", "Types", "Typos", id="other types"),
        pytest.param("xl/styles.xml", "<styleSheet", "<x", id="broken styles"),
        pytest.param("xl/_rels/workbook.xml.rels", "sheet1.xml", "../../../up.xml", id="leads out"),
    ],
)
def test_a_damaged_workbook_is_told(member: str, old: str, new: str) -> None:
    found = read(changed(shared(workbook([HEADER, ["One", 2001]])), member, old, new))

    assert all(isinstance(item, Paper | Rejected) for item in found)
    assert len(found) <= 1 or isinstance(found[-1], Rejected)


@pytest.mark.parametrize("entities", [_BOMB, _OUTSIDE], ids=["a bomb", "a file"])
@pytest.mark.parametrize(
    ("member", "root", "text"),
    [
        pytest.param("xl/sharedStrings.xml", "<sst", ">One<", id="texts"),
        pytest.param(SHEET, "<worksheet", ">2001<", id="sheet"),
        pytest.param("docProps/core.xml", "<cp:coreProperties", ">openpyxl<", id="properties"),
    ],
)
def test_entities_neither_grow_nor_reach_a_file(
    member: str, root: str, text: str, entities: str
) -> None:
    data = changed(shared(workbook([HEADER, ["One", 2001]])), member, text, ">&j;<")

    found = read(changed(data, member, root, entities + root))

    assert not any("root:" in str(item) or "haha" in str(item) for item in found)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        pytest.param("LIMIT", 1000, "longer than", id="long"),
        pytest.param("LIMIT", 20_000, "unpacks to more", id="a large part"),
        pytest.param("_TOTAL", 0, "unpacks to more", id="large in all"),
        pytest.param("_MEMBERS", 100, "far too many parts", id="many parts"),
    ],
)
def test_a_workbook_is_bounded(
    name: str, value: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = workbook([HEADER, *[[f"Paper {n}", 2001] for n in range(500)]])
    monkeypatch.setattr(excel, name, value)

    (found,) = read(data)

    assert isinstance(found, Rejected)
    assert message in found.reason


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"no workbook", id="text"),
        pytest.param(workbook([HEADER, ["One"]])[:3000], id="cut off"),
        pytest.param(b"PK\x03\x04" + bytes(60), id="a beginning"),
    ],
)
def test_what_is_no_workbook_is_rejected(data: bytes) -> None:
    (found,) = read(data)

    assert isinstance(found, Rejected)
    assert "the workbook cannot be read" in found.reason


def test_other_archives_are_not_taken_for_workbooks() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert readers()["excel"].recognises(packed.getvalue()).name == "NO"

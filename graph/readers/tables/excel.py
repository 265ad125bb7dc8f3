"""Workbooks of Excel (.xlsx) with a paper a row, read by their column names."""

from __future__ import annotations

import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from ...model import Rejected, Skipped
from ..base import HEAD, Read, Recognition
from ..bounds import largest, size, too_long
from .columns import ABOVE, Places, is_header, places, results
from .table import Row

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LIMIT = 256 << 20  # bytes of a workbook, and of one sheet, or of all its texts, unpacked
_SPOOL = 64 << 20  # bytes in memory; a longer workbook waits in a temporary file
_TOTAL = 4  # times as much is all that a workbook unpacks to
_MEMBERS = 4 << 20  # bytes of the list of what it holds
_ROWS = 1_048_576  # of a sheet; Excel knows no more
_COLUMNS = 256  # of a sheet that are looked at; the widest exports have eighty
_AT_ONCE = 100  # rows
_ZIP = b"PK\x03\x04"
_NOTHING = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}

# What openpyxl raises on a workbook that is damaged, or that nobody made with Excel.
_DAMAGE = (
    *(AttributeError, AssertionError, LookupError, TypeError, ValueError, ArithmeticError),
    *(OSError, EOFError, SyntaxError, NotImplementedError, RecursionError),
    *(zipfile.BadZipFile, zlib.error),
)


_Numbered = tuple[int, tuple[object, ...]]


class ExcelReader:
    """Reads a paper a row of each sheet whose first rows name its columns.

    Formulas count as what Excel last made of them; they are not evaluated.
    """

    name = "excel"
    suffixes = (".xlsx", ".xlsm")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes to a zip archive among whose first members are those of a workbook."""
        return (
            Recognition.YES if any(n.startswith(b"xl/") for n in _names(head)) else Recognition.NO
        )

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield, for every row below a header, a paper, or the reason there is none.

        Sheets without a header are skipped as a whole. Lines are rows of a sheet.
        """
        with _Spool(_SPOOL) as spool:
            try:
                if _filled(spool, stream):
                    with closing(_opened(cast(BinaryIO, spool))) as workbook:
                        yield from _sheets(workbook, origin)
            except _UnreadableError as error:
                yield Rejected(origin, 1, f"the workbook cannot be read: {error}")


class _UnreadableError(Exception):
    """A workbook is damaged, or too large."""


@contextmanager
def _guarded() -> Iterator[None]:
    """Turn what openpyxl raises into one error, and leave out what it warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles, extensions and dates that are none
        try:
            yield
        except _DAMAGE as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise _UnreadableError(reason) from error


class _Spool(tempfile.SpooledTemporaryFile[bytes]):
    """A file that gives little at once, so that no list of members fills the memory."""

    def read(self, *size: int) -> bytes:
        if size and size[0] > _MEMBERS:
            raise ValueError("it holds far too many parts")
        return super().read(*size)


def _names(head: bytes) -> Iterator[bytes]:
    """Yield the names of the members that a head shows."""
    at = 0
    while (at := head.find(_ZIP, at)) >= 0:
        size = int.from_bytes(head[at + 26 : at + 28], "little")
        yield head[at + 30 : at + 30 + size]
        at += 4


def _filled(spool: _Spool, stream: BinaryIO) -> bool:
    """Copy a workbook; tell whether there is anything."""
    filled, limit = False, largest(LIMIT)
    while piece := stream.read(HEAD):
        spool.write(piece)
        filled = filled or bool(piece.strip())
        if spool.tell() > limit:
            raise _UnreadableError(f"it is {too_long(limit)}")
    spool.seek(0)
    return filled


def _opened(file: BinaryIO) -> Workbook:
    from openpyxl import load_workbook

    limit = largest(LIMIT)
    with _guarded():
        with zipfile.ZipFile(file) as archive:
            # No part gives more than it says.
            sizes = [info.file_size for info in archive.infolist()]
        if max(sizes, default=0) > limit or sum(sizes) > _TOTAL * limit:
            raise ValueError(
                f"it unpacks to more than {size(limit)} a sheet or {size(_TOTAL * limit)} in all; "
                "--max-record raises the limit"
            )
        file.seek(0)
        return load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _sheets(workbook: Workbook, origin: str) -> Iterator[Read]:
    found = False
    aside: list[Skipped] = []
    for sheet in workbook.worksheets:
        cells = _rows(sheet)
        first = list(islice(cells, ABOVE))
        header = next((r for r in first if is_header(places(r.cells))), None)
        if header is None:
            if first:
                reason = "a sheet whose first rows do not name the columns of a table of papers"
                aside.append(Skipped(origin, first[0].line, reason, str(sheet.title)[:80]))
            continue
        found = True
        yield from _papers(places(header.cells), first[first.index(header) + 1 :], origin)
        yield from _papers(places(header.cells), cells, origin)
    if found:
        yield from aside
        return
    for sheet_aside in aside:
        reason = "no row names the columns of a table with a title and two more"
        yield Rejected(origin, sheet_aside.line, reason, sheet_aside.text)


def _papers(columns: Places, rows: Any, origin: str) -> Iterator[Read]:
    for row in rows:
        yield from results(columns, row, origin)


def _rows(sheet: Any) -> Iterator[Row]:
    """Yield the rows of a sheet that hold something."""
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong
    source = enumerate(sheet.iter_rows(max_col=_COLUMNS, values_only=True), start=1)
    while batch := _batch(source):
        for number, values in batch:
            if number > _ROWS:
                return
            cells = [_text(value) for value in _cells(values)]
            if any(cells):
                yield Row(number, cells)


def _cells(values: tuple[object, ...]) -> tuple[object, ...]:
    """Leave out the empty cells at the end of a row."""
    size = len(values)
    while size and values[size - 1] is None:
        size -= 1
    return values[:size]


def _batch(source: Iterator[_Numbered]) -> list[_Numbered]:
    with _guarded():
        return list(islice(source, _AT_ONCE))


def _text(value: object) -> str:
    """Return a cell as it would stand in CSV: whole numbers without a point, dates as ISO."""
    if value is None or value in _NOTHING:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)

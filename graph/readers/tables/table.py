"""Tables as text: rows with their lines, also behind one whose quotation mark is not closed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..base import REPLACED, Line, decoded
from ..bounds import largest, too_long

LIMIT = 64 << 20  # bytes of one row; a longer one is rejected
_OF_LINE = 100  # bytes that a line takes in memory beside its text
_OPEN = "a quotation mark is not closed"
_TELLING = 4  # columns from which a line that has them all is taken for a row of its own


class Row(NamedTuple):
    """A row and the line where it begins; `trouble` says why it cannot be read."""

    line: int
    cells: Sequence[str]
    warnings: tuple[str, ...] = ()
    trouble: str | None = None


def cells(text: str, delimiter: str, *, quoted: bool = True) -> list[str]:
    """Return the cells of one row, which may span lines where cells are quoted.

    Raises:
        csv.Error: The text is no such row.
    """
    if not quoted:
        return text.split(delimiter)
    if csv.field_size_limit() < len(text):
        csv.field_size_limit(len(text))
    return next(csv.reader([text], delimiter=delimiter), [])


def rows(
    source: Iterable[Line], delimiter: str, columns: int, *, quoted: bool = True
) -> Iterator[Row]:
    """Yield the rows below a header of so many columns; blank lines are nothing.

    A row whose quotation mark is not closed ends where a line follows that is
    a whole row by itself.
    """
    return _Rows(delimiter, columns, quoted).read(source)


class _Rows:
    def __init__(self, delimiter: str, columns: int, quoted: bool) -> None:
        self._limit = largest(LIMIT)
        self._delimiter = delimiter
        self._columns = columns
        self._quoted = quoted
        self._begin = self._size = 0
        self._held: list[str] = []
        self._good = self._whole = True
        self._inside = False

    def read(self, source: Iterable[Line]) -> Iterator[Row]:
        for line in source:
            text, good = decoded(line.text)
            if self._held and self._is_row(text):
                yield self._row(_OPEN)
            if not self._held and not text.strip():
                continue
            self._hold(line, text, good)
            if not self._inside:
                yield self._row(None)
        if self._held:
            yield self._row(_OPEN)

    def _hold(self, line: Line, text: str, good: bool) -> None:
        if not self._held:
            self._begin = line.number
        self._size += len(line.text) + _OF_LINE
        self._good &= good
        self._whole &= line.whole and self._size <= self._limit
        if self._whole or not self._held:
            self._held.append(text)
        self._inside = self._quoted and self._ends_inside(text)

    def _ends_inside(self, text: str) -> bool:
        """Tell whether a quoted cell goes on in the next line; a quote opens only a cell."""
        at, inside = 0, self._inside
        while True:
            if inside:
                at = text.find('"', at)
                if at < 0:
                    return True
                doubled = text.startswith('""', at)
                at, inside = at + 1 + doubled, doubled
            elif at == 0 and text.startswith('"'):
                at, inside = 1, True
            else:
                at = text.find(f'{self._delimiter}"', at)
                if at < 0:
                    return False
                at, inside = at + 2, True

    def _is_row(self, text: str) -> bool:
        if self._columns < _TELLING or text.count(self._delimiter) < self._columns - 1:
            return False
        inside, self._inside = self._inside, False
        whole = not self._ends_inside(text)
        self._inside = inside
        try:
            return whole and len(cells(text, self._delimiter)) == self._columns
        except csv.Error:
            return False

    def _row(self, trouble: str | None) -> Row:
        text, line = "\n".join(self._held), self._begin
        trouble = trouble if self._whole else too_long(self._limit)
        warnings = [] if self._good else [REPLACED]
        self._held, self._size, self._inside = [], 0, False
        self._good = self._whole = True
        if trouble:
            return Row(line, [text], trouble=trouble)
        try:
            found = cells(text, self._delimiter, quoted=self._quoted)
        except csv.Error as error:
            return Row(line, [text], trouble=f"not a row of a table: {error}")
        if any(cell.strip() for cell in found[self._columns :]):
            trouble = f"has {len(found)} cells, the header {self._columns}"
            return Row(line, found, trouble=trouble)
        if len(found) < self._columns:
            warnings.append(f"has only {len(found)} cells of {self._columns}")
        return Row(line, found, tuple(warnings))

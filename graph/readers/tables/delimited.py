"""Tables that indexes and reference managers export as CSV or TSV, read by their column names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from ...model import Rejected
from ..base import HEAD, Read, Recognition, as_utf8, decoded, in_utf8, lines, shown
from ..bounds import largest
from .columns import ABOVE, ENOUGH, Places, is_header, places, results
from .table import LIMIT, cells, rows

_DELIMITERS = ("\t", ",", ";")


class Header(NamedTuple):
    """Where the names of the columns stand, what parts them, and how many lines to pass."""

    lines: int
    delimiter: str
    columns: int
    places: Places


class CsvReader:
    """Reads a paper a row; columns that no name tells are ignored."""

    name = "csv"
    suffixes = (".csv", ".tsv", ".txt")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes to a line of column names among the first, with a title and two more."""
        text = as_utf8(io.BytesIO(head)).read()
        first = text.lstrip().split(b"\n", ABOVE)[:ABOVE]
        whole = first if len(head) < HEAD else first[:-1]
        return Recognition.YES if _header(map(_text, whole)) else Recognition.NO

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield, for every row below the names, a paper, or the reason there is none."""
        source = lines(as_utf8(stream), largest(LIMIT))
        filled = (line for line in source if line.text.strip())
        first = list(islice(filled, ABOVE))
        header = _header(_text(line.text) for line in first)
        if header is None:
            if first:
                reason = "no line names the columns of a table with a title and two more"
                yield Rejected(origin, first[0].number, reason, shown(_text(first[0].text[:400])))
            return
        rest = chain(first[header.lines :], source)
        for row in rows(rest, header.delimiter, header.columns):
            yield from results(header.places, row, origin)


def _text(line: bytes) -> str:
    return decoded(line.rstrip(b"\r"))[0]


def _header(texts: Iterable[str]) -> Header | None:
    """Find the line of column names, and the delimiter by which it has most known ones."""
    for place, text in enumerate(texts, start=1):
        best: Header | None = None
        for delimiter in _DELIMITERS:
            try:
                found = cells(text, delimiter)
            except csv.Error:
                continue
            header = Header(place, delimiter, len(found), places(found))
            if len(header.places) >= (len(best.places) + 1 if best else ENOUGH):
                best = header
        if best and is_header(best.places):
            return best
    return None

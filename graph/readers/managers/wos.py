"""Web of Science: plain text with tags of two letters, and the same tags as columns."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import BinaryIO

from ...identifiers import orcid
from ...model import Origin, Warned
from .. import printed
from ..base import Line, Read, Recognition, as_utf8, decoded, in_utf8, lines
from ..bounds import largest
from ..draft import Draft
from ..tables.table import LIMIT, rows
from .tagged import Layout, records, result

Values = Mapping[str, Sequence[str]]  # of a tag; a list has several, everything else one

_LAYOUT = Layout(
    re.compile(r"([A-Z][A-Z0-9])(?: |\s*$)(.*)$"),
    begins="PT",
    ends="ER",
    between=frozenset({"FN", "VR", "EF"}),
)
_PLAIN = re.compile(rb"(?:FN [^\n]*\n\s*(?:VR [^\n]*\n\s*)?)?PT [A-Z]\b")
_ONLY_HEADER = re.compile(rb"FN [^\n]*\n\s*VR \d")
_COLUMNS = re.compile(rb"PT\t(?:[A-Z][A-Z0-9]\t){5,}")
_HEADER = 20  # lines within which the first that is not blank tells the form
_LISTS = ("AU", "AF", "BE", "CA", "CR")
_WRAPPED = re.compile(r"\s*\n\s*")


class WosReader:
    """Reads records from PT to ER, or a record a line below a line of tags."""

    name = "wos"
    suffixes = (".ciw", ".isi", ".txt")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes to the header of either form."""
        text = as_utf8(io.BytesIO(head)).read().lstrip()
        known = _PLAIN.match(text) or _ONLY_HEADER.match(text) or _COLUMNS.match(text)
        return Recognition.YES if known else Recognition.NO

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield, for every record, a paper, or the reason there is none."""
        parts = lines(as_utf8(stream), largest(LIMIT))
        head = list(islice(parts, _HEADER))
        columns = _columns(head)
        if columns:
            yield from _of_table(chain(head, parts), columns, origin)
            return
        for record in records(chain(head, parts), _LAYOUT, origin):
            if isinstance(record, Warned):
                yield record
                continue
            values = {
                tag: value.split("\n") if tag in _LISTS else [_WRAPPED.sub(" ", value)]
                for tag, value in record.fields
            }
            yield from result(_draft(values), record, origin)


def _columns(head: Sequence[Line]) -> list[str]:
    """Return the tags above a table, if that is what begins here."""
    first = next((line.text for line in head if line.text.strip()), b"").lstrip()
    return decoded(first)[0].strip().split("\t") if _COLUMNS.match(first) else []


def _of_table(source: Iterable[Line], columns: Sequence[str], origin: str) -> Iterator[Read]:
    next(line for line in source if line.text.strip())  # the header
    for row in rows(source, "\t", len(columns), quoted=False):
        values = {
            tag: [part.strip() for part in cell.split(";" if tag in _LISTS else "\t")]
            for tag, cell in zip(columns, row.cells, strict=False)
        }
        yield from _draft(values).result(
            Origin(origin, row.line),
            " ".join(row.cells),
            warnings=row.warnings,
            trouble=row.trouble,
        )


def _draft(values: Values) -> Draft:
    draft = Draft(
        title=_one(values, "TI"),
        abstract=_one(values, "AB"),
        venue=_one(values, "SO", "J9", "CT"),
        local=_one(values, "UT"),
        dates=_dates(values),
    )
    draft.list_keywords(_one(values, "DE"))
    known = _orcids(_one(values, "OI"))
    names = next((v for tag in ("AF", "AU", "CA", "BE") if any(v := values.get(tag, ()))), ())
    for name in names:
        draft.name(name, known.get(name.strip().lower()))
    draft.identify(_one(values, "DI", "D2"), "doi", "DI")
    draft.identify(_one(values, "PM"), "pubmed", "PM")
    cited = map(printed.reference, values.get("CR", ()))
    draft.references = [reference for reference in cited if reference]
    return draft


def _one(values: Values, *tags: str) -> str:
    """Return what the first of these tags holds that is not blank, or nothing."""
    return next((text for tag in tags for text in values.get(tag, ()) if text.strip()), "")


def _dates(values: Values) -> list[str]:
    """Return the year, and month and day with it, which stand in tags of their own."""
    year = _one(values, "PY").strip()
    day = _one(values, "PD").strip()
    return [
        text
        for text in (year, f"{day} {year}" if day and year else day, _one(values, "EA"))
        if text
    ]


def _orcids(text: str) -> dict[str, str]:
    """Return the ORCID iDs by name, as printed in the list of authors, in small letters."""
    found = {}
    for part in text.split(";"):
        name, _, number = part.rpartition("/")
        if value := orcid(number):
            found[name.strip().lower()] = value
    return found

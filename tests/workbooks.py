"""Workbooks of Excel, made for tests."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_INLINE = re.compile(r'<c r="(\w+)" t="inlineStr"><is>(.*?)</is></c>')

Rows = Sequence[Sequence[object]]


def workbook(sheets: Mapping[str, Rows] | Rows) -> bytes:
    """Return a workbook of sheets by name, or of one sheet, as openpyxl writes it."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in (sheets if isinstance(sheets, Mapping) else {"Sheet1": sheets}).items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def changed(data: bytes, member: str, old: str, new: str) -> bytes:
    """Return a workbook in one part of which a text was replaced."""
    parts = _parts(data)
    assert old in parts[member]
    parts[member] = parts[member].replace(old, new)
    return _packed(parts)


def shared(data: bytes) -> bytes:
    """Return a workbook whose texts stand in a part of their own, as Excel writes it."""
    parts = _parts(data)
    texts: list[str] = []

    def moved(cell: re.Match[str]) -> str:
        texts.append(cell[2])
        return f'<c r="{cell[1]}" t="s"><v>{len(texts) - 1}</v></c>'

    for name in [name for name in parts if name.startswith("xl/worksheets/")]:
        parts[name] = _INLINE.sub(moved, parts[name])
    strings = "".join(f"<si>{text}</si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>",
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    return _packed(parts)


def _parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _packed(parts: Mapping[str, str]) -> bytes:
    """Pack the types first, as Excel does, and all parts with one date."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (not name.startswith("[Content"), name)):
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, parts[name])
    return packed.getvalue()

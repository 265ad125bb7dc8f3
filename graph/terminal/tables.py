"""Rows in columns or as CSV: what was found, queries, and what they give."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

from .printing import CONTROL, Json, clean, out, print_json, say

if TYPE_CHECKING:
    from ..stores.base import Table


def show_search(answer: Json, *, as_json: bool) -> None:
    """Print what was found by words."""
    if as_json:
        print_json(answer)
        return
    if not answer["found"]:
        out(f"Nothing fits “{clean(answer['asked'])}”.")
        return
    _table(
        ["kind", "name", "papers", "key"],
        [[r["kind"], r["name"], r["papers"], r["key"]] for r in answer["found"]],
    )


def show_queries(answer: Json, *, as_json: bool) -> None:
    """Print the shipped queries with their parameters."""
    if as_json:
        print_json(answer)
        return
    for query in answer["queries"]:
        out(f"{query['name']}: {query['about']}")
        for p in query["parameters"]:
            value = json.dumps(
                p["example"] if p["default"] is None else p["default"], ensure_ascii=False
            )
            kind = "example" if p["default"] is None else "default"
            out(f"    --param {p['name']}=...  {p['about']} ({kind} {value})")


def show_table(table: Table, *, as_json: bool, as_csv: bool) -> None:
    """Print the rows of a query."""
    for note in getattr(table, "notes", ()):
        say(f"graph: {note}")
    covered = {"coverage": table.coverage.as_json()} if table.coverage else {}
    if as_json:
        print_json({"columns": table.columns, "rows": table.rows, **covered})
    elif as_csv:
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([[_csv_cell(cell) for cell in row] for row in table.rows])
        if table.coverage:
            say(f"graph: {table.coverage}")
    else:
        _table(table.columns, table.rows)
        if table.coverage:
            out(f"({table.coverage})")


def _csv_cell(cell: object) -> object:
    """A text that a spreadsheet would run as a formula is marked as text."""
    if isinstance(cell, (dict, list)):
        cell = json.dumps(cell, ensure_ascii=False)
    if isinstance(cell, str):
        mark = "'" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else ""
        lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return mark + "\n".join(CONTROL.sub("", line.replace("\t", " ")) for line in lines)
    return "" if cell is None else cell


def _table(columns: list[str], rows: list[list[Any]]) -> None:
    """Print rows in columns, the widest cut so that a line fits the terminal."""
    cells = [[clean(_cell(c)) for c in row] for row in rows]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(columns)]
    room = max(shutil.get_terminal_size((120, 24)).columns, 60)
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths, default=0) > 12:
        widths[widths.index(max(widths))] -= 1
    for row in [columns, ["-" * w for w in widths], *cells]:
        out("  ".join(_fit(text, w) for text, w in zip(row, widths, strict=True)).rstrip())
    out(f"({len(rows)} row{'' if len(rows) == 1 else 's'})")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _fit(text: str, width: int) -> str:
    return text[: width - 1] + "…" if len(text) > width else text.ljust(width)

"""How answers look: plain tables and cards, JSON, CSV, progress and errors.

Results go to standard output, everything else to standard error; control
characters that came from a paper are taken out of both, except in JSON, which
escapes them.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

from .errors import GraphError

if TYPE_CHECKING:
    from pathlib import Path

    from .maps import MapReport
    from .report import Report
    from .stores.base import Loaded, Table

Json = dict[str, Any]

# Control characters, and those that reorder the text of a whole line.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(f"[\x00-\x1f]|{_STEERING.pattern}")
_BREAK = re.compile("[\t-\r\x85\u2028\u2029]")
_SHOWN_TROUBLE = 20


def clean(text: str) -> str:
    """Return a text on one line, without what could steer a terminal."""
    return _CONTROL.sub("", _BREAK.sub(" ", text))


def write_utf_8() -> None:
    """Write UTF-8 whatever the terminal's settings say: JSON is, and names need more than ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print a line on standard error."""
    print(clean(text), file=sys.stderr)  # noqa: T201


def _out(text: str = "") -> None:
    print(text)  # noqa: T201


def print_json(document: Any) -> None:
    """Print one document, indented."""
    _out(_escaped(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)))


def print_line(document: Any) -> None:
    """Print one document on one line."""
    _out(_escaped(json.dumps(document, ensure_ascii=False, allow_nan=False)))


def _escaped(document: str) -> str:
    """Escape what JSON lets stand though it steers terminals; it can only be within texts."""
    return _STEERING.sub(lambda c: f"\\u{ord(c[0]):04x}", document)


def show_error(error: GraphError, *, as_json: bool) -> None:
    """Print what went wrong on standard error; with `as_json` as a document, too."""
    say(f"graph: {error}")
    candidates = getattr(error, "candidates", [])
    papers = [c for c in candidates if isinstance(c, dict)]
    for candidate in papers:
        year = f" ({candidate['year']})" if candidate.get("year") else ""
        say(f"  {candidate['title']}{year}  [{candidate['key']}]")
    if as_json:
        print_error(error.code, str(error), papers)


def print_error(code: str, message: str, candidates: Sequence[Json] = ()) -> None:
    """Print what went wrong as one document."""
    print_json({"error": {"code": code, "message": message, "candidates": list(candidates)}})


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Give a function that shows how far a build is; silent where no terminal watches."""
    if not sys.stderr.isatty():
        yield lambda stage, done: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as line:

        def tell(stage: str, done: int) -> None:
            line.update(f"{stage}: {done:,}")

        yield tell


def show_report(report: Report, *, as_json: bool) -> None:
    """Print what a build did."""
    from dataclasses import asdict

    if as_json:
        document = {
            "store": report.store,
            "sources": [asdict(s) for s in report.sources],
            "papers": asdict(report.papers),
            "rejected": [asdict(r) for r in report.rejected],
            "skipped": [asdict(s) for s in report.skipped],
            "warnings": [asdict(w) for w in report.warnings],
            "failed": report.failed,
            "nodes": report.nodes,
            "edges": report.edges,
            "seconds": report.seconds,
        }
        print_json(document)
    else:
        papers = asdict(report.papers)
        told = ", ".join(f"{name} {n:,}" for name, n in papers.items() if n and name != "read")
        read = f"{papers['read']:,} papers read ({told})"
        _out(f"{report.store}: {read}, {report.seconds:.1f} s")
        _out(_counted(report.nodes))
        if report.skipped:
            _out(f"{len(report.skipped)} lines were no papers and were skipped; --json lists them.")
    show_trouble(report)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{n:,} {_plural(label, n)}" for label, n in counts.items() if n)


def _plural(label: str, number: int) -> str:
    name = label.lower()
    if number == 1:
        return name
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def show_trouble(report: Report) -> None:
    """Print on standard error what was rejected, could not be read or looked wrong."""
    for failed in report.failed:
        say(f"graph: {failed}")
    for kind, rows in (("rejected", report.rejected), ("warning", report.warnings)):
        for row in rows[:_SHOWN_TROUBLE]:
            say(f"graph: {kind}: {row.origin}, line {row.line}: {row.reason}")
        if len(rows) > _SHOWN_TROUBLE:
            say(f"graph: ... and {len(rows) - _SHOWN_TROUBLE} more; --json lists them all")


def show_related(answer: Json, *, as_json: bool) -> None:
    """Print related papers, with what each shares with the one asked about."""
    if as_json:
        print_json(answer)
        return
    _out(f"Related to: {clean(answer['paper']['title'])}")
    if not answer["related"]:
        _out("Nothing in this library is related to it.")
    for number, row in enumerate(answer["related"], start=1):
        year = f" ({row['year']})" if row["year"] else ""
        _out(f"\n{number:2}. {clean(row['title'])}{year}")
        parts = ", ".join(f"{name} {value:.2f}" for name, value in row["parts"].items() if value)
        _out(f"    {row['score']:.3f} = {parts}")
        reasons = [b for b in row["because"] if b["name"] is not None and b["kind"] != "term"][:4]
        reasons = reasons or [b for b in row["because"] if b["name"] is not None][:4]
        _out("    " + "; ".join(map(_reason, reasons)))
        for told in reasons[:1]:
            for side, sentence in zip(("here", "there"), told["sentences"], strict=True):
                if sentence:
                    _out(f"    {side + ':':<6} {_cut(clean(sentence), 11)}")


def _reason(reason: Json) -> str:
    name = clean(reason["name"])
    return name if reason["kind"] == "concept" else f"{reason['kind'].replace('_', ' ')}: {name}"


def _cut(text: str, indent: int) -> str:
    width = max(40, shutil.get_terminal_size((100, 24)).columns - indent)
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def show_paper(paper: Json, *, as_json: bool) -> None:
    """Print everything known of a paper."""
    if as_json:
        print_json(paper)
        return
    _out(clean(paper["title"]) + ("  (known only because it is cited)" if paper["stub"] else ""))
    about = [", ".join(paper["authors"]), str(paper["year"] or ""), paper["venue"] or ""]
    if any(about):
        _out(clean("; ".join(a for a in about if a)))
    _out(clean(paper["key"]))
    for name, value in _facts(paper):
        if value:
            _out(f"{name + ':':<14}{clean(value)}")
    if paper["abstract"]:
        import textwrap

        width = min(100, shutil.get_terminal_size((100, 24)).columns)
        _out()
        for paragraph in paper["abstract"].split("\n"):
            _out(textwrap.fill(clean(paragraph), width))


def _facts(paper: Json) -> Iterator[tuple[str, str]]:
    concepts = paper["concepts"]
    yield "about", ", ".join(c["name"] for c in concepts if c["central"])
    yield (
        "also",
        ", ".join(c["name"] for c in concepts if not c["central"] and c["stance"] != "contrast"),
    )
    yield "not", ", ".join(c["name"] for c in concepts if c["stance"] == "contrast")
    yield "introduces", ", ".join(i["name"] for i in paper["introduces"])
    yield "uses", ", ".join(f"{u['name']} ({u['stance']})" for u in paper["uses"])
    yield "datasets", ", ".join(paper["datasets"])
    yield "metrics", ", ".join(paper["metrics"])
    yield "acronyms", ", ".join(f"{k} = {v}" for k, v in paper["acronyms"].items())
    yield "code", ", ".join(f"{r['url']} ({r['role']})" for r in paper["repositories"])
    yield "promised", paper["code_promised"] or ""
    yield "pages", ", ".join(paper["pages"])
    yield "mentions", "; ".join(f"{m['title']} (as {m['by']})" for m in paper["mentions"])
    yield "references", _references(paper["references"])
    yield "cited by", ", ".join(paper["cited_by"])
    yield "read from", ", ".join(f"{o['origin']}:{o['line']}" for o in paper["origins"])


def _references(references: list[Json]) -> str:
    shown = [
        r["text"] or r.get("title") or r["key"] or next(iter(r["identifiers"].values()), "")
        for r in references
    ]
    return "; ".join(shown)


def show_search(answer: Json, *, as_json: bool) -> None:
    """Print what was found by words."""
    if as_json:
        print_json(answer)
        return
    if not answer["found"]:
        _out(f"Nothing fits “{clean(answer['asked'])}”.")
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
        _out(f"{query['name']}: {query['about']}")
        for p in query["parameters"]:
            value = json.dumps(
                p["example"] if p["default"] is None else p["default"], ensure_ascii=False
            )
            kind = "example" if p["default"] is None else "default"
            _out(f"    --param {p['name']}=...  {p['about']} ({kind} {value})")


def show_table(table: Table, *, as_json: bool, as_csv: bool) -> None:
    """Print the rows of a query."""
    for note in getattr(table, "notes", ()):
        say(f"graph: {note}")
    if as_json:
        print_json({"columns": table.columns, "rows": table.rows})
    elif as_csv:
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([[_csv_cell(cell) for cell in row] for row in table.rows])
    else:
        _table(table.columns, table.rows)


def _csv_cell(cell: object) -> object:
    """A text that a spreadsheet would run as a formula is marked as text."""
    if isinstance(cell, (dict, list)):
        cell = json.dumps(cell, ensure_ascii=False)
    if isinstance(cell, str):
        mark = "'" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else ""
        lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return mark + "\n".join(_CONTROL.sub("", line.replace("\t", " ")) for line in lines)
    return "" if cell is None else cell


def _table(columns: list[str], rows: list[list[Any]]) -> None:
    """Print rows in columns, the widest cut so that a line fits the terminal."""
    cells = [[clean(_cell(c)) for c in row] for row in rows]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(columns)]
    room = max(shutil.get_terminal_size((120, 24)).columns, 60)
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths, default=0) > 12:
        widths[widths.index(max(widths))] -= 1
    for row in [columns, ["-" * w for w in widths], *cells]:
        _out("  ".join(_fit(text, w) for text, w in zip(row, widths, strict=True)).rstrip())
    _out(f"({len(rows)} row{'' if len(rows) == 1 else 's'})")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _fit(text: str, width: int) -> str:
    return text[: width - 1] + "…" if len(text) > width else text.ljust(width)


def show_status(answer: Json, *, as_json: bool) -> None:
    """Print what a library holds."""
    if as_json:
        print_json(answer)
        return
    _out(f"{answer['store']}: {answer['papers']:,} papers, generation {answer['generation']}")
    for source in answer["sources"]:
        _out(f"  {clean(source['origin'])} ({source['format']}): {source['records']:,}")
    _out("nodes: " + _counted(answer["nodes"]))
    _out("edges: " + ", ".join(f"{n:,} {name}" for name, n in answer["edges"].items() if n))


def show_map(path: Path | None, report: MapReport) -> None:
    """Print what a map shows and what it leaves out."""
    size = f"{report.size_bytes / 1e6:.1f} MB"
    _out(f"Wrote {path}: {report.papers:,} papers, {report.nodes:,} nodes, {size}")
    if report.left_out:
        told = ", ".join(f"{n:,} {name}" for name, n in report.left_out.items())
        _out(f"Not drawn: {told}")


def show_loaded(target: str, loaded: Loaded, *, dry_run: bool, as_json: bool) -> None:
    """Print what a store holds after loading."""
    if as_json:
        print_json(
            {
                "store": target,
                "nodes": loaded.nodes,
                "edges": loaded.edges,
                "seconds": loaded.seconds,
            }
        )
        return
    verb = "Would hold" if dry_run else "Holds"
    _out(
        f"{target}: {verb.lower()} {sum(loaded.nodes.values()):,} nodes, "
        f"{sum(loaded.edges.values()):,} edges ({loaded.seconds:.1f} s)"
    )

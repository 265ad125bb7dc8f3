"""How a build, a library, a map and a load are reported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .citations import counted, coverage
from .printing import Json, clean, out, print_json, say

if TYPE_CHECKING:
    from ..maps import MapReport
    from ..report import Report
    from ..stores.base import Loaded

_SHOWN_TROUBLE = 20


def show_report(report: Report, *, as_json: bool) -> None:
    """Print what a build did."""
    # Loaded by a build already; what only asks a graph starts without these.
    from dataclasses import asdict

    if as_json:
        from ..model import asdict as fields

        document: Json = {
            "store": report.store,
            "sources": [asdict(s) for s in report.sources],
            "papers": asdict(report.papers),
            "rejected": [fields(r) for r in report.rejected],
            "skipped": [fields(s) for s in report.skipped],
            "warnings": [fields(w) for w in report.warnings],
            "failed": report.failed,
            "nodes": report.nodes,
            "edges": report.edges,
            "seconds": report.seconds,
        }
        if report.vocabulary:
            document["vocabulary"] = asdict(report.vocabulary)
        print_json(document)
    else:
        papers = asdict(report.papers)
        told = ", ".join(f"{name} {n:,}" for name, n in papers.items() if n and name != "read")
        read = f"{_number(papers['read'], 'Paper')} read ({told})"
        out(f"{report.store}: {read}, {report.seconds:.1f} s")
        out("graph: " + _counted(report.nodes, report.papers.read))
        if report.vocabulary:
            brought = report.vocabulary
            out(
                f"vocabulary: {brought.added:,} concepts added, {brought.joined:,} joined with "
                "those of the same label"
            )
        if report.skipped:
            skipped = _number(len(report.skipped), "Entry")
            out(f"Skipped {skipped} that are no papers; --json lists what and why.")
    show_trouble(report)


def _counted(counts: dict[str, int], read: int) -> str:
    told = {label: _number(n, label) for label, n in counts.items() if n}
    if counts.get("Paper", 0) > read:
        told["Paper"] += " (also those only cited)"
    return ", ".join(told.values())


def _number(count: int, label: str) -> str:
    name = label.lower()
    if count != 1:
        name = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
    return f"{count:,} {name}"


def show_trouble(report: Report) -> None:
    """Print on standard error what was rejected, could not be read or looked wrong."""
    for failed in report.failed[:_SHOWN_TROUBLE]:
        say(f"graph: {failed}")
    _say_more(report.failed)
    for kind, rows in (("rejected", report.rejected), ("warning", report.warnings)):
        for row in rows[:_SHOWN_TROUBLE]:
            say(f"graph: {kind}: {row.origin}, line {row.line}: {row.reason}")
        _say_more(rows)


def _say_more(rows: Sequence[object]) -> None:
    if len(rows) > _SHOWN_TROUBLE:
        say(f"graph: ... and {len(rows) - _SHOWN_TROUBLE} more; --json lists them all")


def show_status(answer: Json, *, as_json: bool) -> None:
    """Print what a library holds."""
    if as_json:
        print_json(answer)
        return
    out(f"{answer['store']}: {_number(answer['papers'], 'Paper')} read")
    for source in answer["sources"]:
        out(f"  {clean(source['origin'])} ({source['format']}): {source['records']:,}")
    out("nodes: " + _counted(answer["nodes"], answer["papers"]))
    out("edges: " + ", ".join(f"{n:,} {name}" for name, n in answer["edges"].items() if n))
    total, *kinds = answer["references"].values()
    led = f": {counted(*kinds)}" if total else ""
    out(f"references: {total:,}{led} ({coverage(answer)})")


def show_map(path: Path | None, report: MapReport) -> None:
    """Print what a map shows and what it leaves out."""
    size = f"{report.size_bytes / 1e6:.1f} MB"
    out(f"Wrote {path}: {report.papers:,} papers, {report.nodes:,} nodes, {size}")
    if report.left_out:
        told = ", ".join(f"{n:,} {name}" for name, n in report.left_out.items())
        out(f"Not drawn: {told}")


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
    out(
        f"{target}: {verb.lower()} {sum(loaded.nodes.values()):,} nodes, "
        f"{sum(loaded.edges.values()):,} edges ({loaded.seconds:.1f} s)"
    )

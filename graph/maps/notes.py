"""What the page says of itself: counts, and what is not drawn."""

from __future__ import annotations

from collections import Counter

from .drawing import Drawing

_SINGULAR = {
    "papers": "paper",
    "cited papers": "cited paper",
    "concepts": "concept",
    "systems": "system",
    "data sets": "data set",
    "repositories": "repository",
}


def counted(drawing: Drawing) -> str:
    """Return one line that counts the dots: `41 papers, 46 concepts`."""
    kinds = Counter(drawing.things[thing]["kind"] for thing, _, _, _ in drawing.dots)
    names = {"paper": "papers", "concept": "concepts"}
    told = [_number(kinds[kind], name) for kind, name in names.items() if kinds[kind]]
    others = sum(count for kind, count in kinds.items() if kind not in names)
    if others:
        told.append(f"{others:,} more things" if others > 1 else "1 more thing")
    return ", ".join(told) or "no papers"


def notes(drawing: Drawing) -> list[str]:
    """Return sentences on what the map shows and what it leaves out."""
    if not drawing.dots:
        return ["There is nothing to draw: no paper of this graph fits what was asked for."]
    told = [
        "What lies near belongs together. Each paper is joined to its closest relatives "
        "and to the concepts it is most about; select a dot to see all of its lines."
    ]
    if drawing.hubs:
        names = [drawing.things[thing]["name"] for thing in drawing.hubs[:4]]
        more = len(drawing.hubs) - len(names)
        told.append(
            f"Shared by so many papers that their lines show only while selected: "
            f"{', '.join(names)}{f' and {more:,} more' if more else ''}."
        )
    if drawing.coverage:
        told.append(
            f"Citations are those of papers whose bibliography was read: {drawing.coverage}."
        )
    papers = drawing.left_out.get("papers")
    if papers:
        told.append(
            f"Only the best connected papers are here; {_number(papers, 'papers')} "
            f"{'is' if papers == 1 else 'are'} left out."
        )
    undrawn = [_number(count, kind) for kind, count in drawing.left_out.items() if kind != "papers"]
    if undrawn:
        told.append(
            f"Without a dot, but found by the search: {', '.join(undrawn)}, "
            f"most of them named by one paper only."
        )
    return told


def _number(count: int, name: str) -> str:
    return f"{count:,} {_SINGULAR[name] if count == 1 else name}"

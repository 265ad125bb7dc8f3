"""Which records were merged into one paper, which may be, and what was decided by hand."""

from __future__ import annotations

from collections.abc import Sequence
from shlex import quote

from .printing import Json, clean, cut, out, print_json


def show_duplicates(answer: Json, limit: int, *, as_json: bool) -> None:
    """Print pairs in doubt and merges made, at most `limit` of each; 0 for all."""
    if as_json:
        print_json(answer)
        return
    merged, doubtful = answer["merged"], answer["doubtful"]
    if not merged and not doubtful:
        out("No two records are one paper, and none may be.")
        return
    if doubtful:
        out(f"In doubt: {_number(len(doubtful), 'pair')} of papers that may be one.")
        for pair in doubtful[: limit or None]:
            out(f"\n{pair['score']:.2f}  {clean(pair['why'])}")
            for paper in pair["papers"]:
                out(_titled(paper))
        _more(doubtful, limit)
        out("\nTo decide: graph merge KEY KEY")
    if merged:
        space = "\n" if doubtful else ""
        out(f"{space}Merged: {_number(len(merged), 'paper')} of several records.")
        for paper in merged[: limit or None]:
            out()
            _paper(paper)
        _more(merged, limit)
        out("\nTo part one: graph split KEY [--member ORIGIN:LINE]")


def show_merged(paper: Json, *, as_json: bool) -> None:
    """Print the paper that several have become."""
    if as_json:
        print_json(paper)
        return
    out("One paper now:")
    _paper(paper)
    out(f"To take it back: graph split {quote(clean(paper['key']))}")


def show_split(answer: Json, *, as_json: bool) -> None:
    """Print the papers that one has become."""
    if as_json:
        print_json(answer)
        return
    papers = answer["papers"]
    out(f"{_number(len(papers), 'paper')} now:")
    for paper in papers:
        out(_titled(paper))
    keys = " ".join(quote(clean(paper["key"])) for paper in papers)
    out(f"To take it back: graph merge {keys}")


def _paper(paper: Json) -> None:
    out(_titled(paper, indent=""))
    told = [f"by {paper['by']}", *filter(None, [_evidence(paper["evidence"])])]
    out(f"  {': '.join(told)}")
    for member in paper["members"]:
        place = f"{clean(member['origin'])}:{member['line']}"
        year = f" ({member['year']})" if member["year"] else ""
        out(f"  {place}  {cut(clean(member['title']), 4 + len(place) + len(year))}{year}")


def _evidence(told: Sequence[Json]) -> str:
    parts = []
    for one in told:
        rule = clean(one["rule"])
        if "value" in one:
            parts.append(f"{rule} {clean(one['value'])}")
        elif "score" in one:
            parts.append(f"{rule} {one['score']:.2f}")
        elif rule != "hand":
            parts.append(f"{rule} records")
    return "; ".join(parts)


def _titled(paper: Json, indent: str = "    ") -> str:
    year = f" ({paper['year']})" if paper.get("year") else ""
    end = f"{year}  [{clean(paper['key'])}]"
    return f"{indent}{cut(clean(paper['title']), len(indent) + len(end))}{end}"


def _number(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def _more(listed: Sequence[object], limit: int) -> None:
    if limit and len(listed) > limit:
        out(f"\n… and {len(listed) - limit:,} more; --limit 0 lists them all")

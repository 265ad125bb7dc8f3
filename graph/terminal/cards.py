"""How related papers and one paper look."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

from .citations import citing, coverage, references
from .printing import Json, clean, cut, out, print_json, say


def show_related(answer: Json, *, as_json: bool) -> None:
    """Print related papers, with what each shares with the one asked about."""
    for note in answer.get("notes", ()):
        say(f"graph: {note}")
    if as_json:
        print_json(answer)
        return
    asked = [p["title"] for p in answer.get("papers", [answer["paper"]])]
    title = "; ".join(clean(title or "the text") for title in asked)
    if answer["paper"]["stub"]:
        out(f"“{title}” is known only because it is cited. It was not read: nothing is related.")
        return
    out(f"Related to: {title}")
    if not answer["related"]:
        out("Nothing in this library is related to it.")
    for number, row in enumerate(answer["related"], start=1):
        year = f" ({row['year']})" if row["year"] else ""
        out(f"\n{number:2}. {clean(row['title'])}{year}")
        parts = ", ".join(f"{name} {value:.2f}" for name, value in row["parts"].items() if value)
        out(f"    {row['score']:.3f} = {parts}")
        reasons = [b for b in row["because"] if b["name"] is not None and b["kind"] != "term"][:4]
        reasons = reasons or [b for b in row["because"] if b["name"] is not None][:4]
        shown = "; ".join(map(_reason, reasons))
        out("    " + (shown or "titles and abstracts mean alike, as a model reads them"))
        for told in reasons[:1]:
            for side, sentence in zip(("here", "there"), told["sentences"], strict=True):
                if sentence:
                    out(f"    {side + ':':<6} {cut(clean(sentence), 11)}")
    if any(row["parts"]["citations"] for row in answer["related"]):
        out(f"\n(citations: {coverage(answer)})")


def _reason(reason: Json) -> str:
    name = clean(reason["name"])
    return name if reason["kind"] == "concept" else f"{reason['kind'].replace('_', ' ')}: {name}"


def show_paper(paper: Json, *, as_json: bool) -> None:
    """Print everything known of a paper."""
    if as_json:
        print_json(paper)
        return
    out(clean(paper["title"]) + ("  (known only because it is cited)" if paper["stub"] else ""))
    about = [", ".join(paper["authors"]), str(paper["year"] or ""), paper["venue"] or ""]
    if any(about):
        out(clean("; ".join(a for a in about if a)))
    out(clean(paper["key"]))
    width = min(100, shutil.get_terminal_size((100, 24)).columns)
    for name, value in _facts(paper):
        if value:
            out(_wrapped(name, clean(value), width))
    if paper["abstract"]:
        out()
        for paragraph in paper["abstract"].split("\n"):
            out(textwrap.fill(clean(paragraph), width))
    out()
    for line in [*([] if paper["stub"] else references(paper)), *citing(paper)]:
        out(line)


def _wrapped(name: str, value: str, width: int) -> str:
    """Return a fact in lines of a width; addresses and hyphenated names stay whole."""
    return textwrap.fill(
        value,
        width,
        initial_indent=f"{name + ':':<14}",
        subsequent_indent=" " * 14,
        break_long_words=False,
        break_on_hyphens=False,
    )


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
    yield "read from", ", ".join(f"{o['origin']}:{o['line']}" for o in paper["origins"])

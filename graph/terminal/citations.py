"""What a paper cites and who cites it, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..coverage import Coverage
from .printing import Json, clean, cut

# Lines of a list; the rest is counted.
_LISTED = 12


def coverage(answer: Json) -> Coverage:
    """Return what an answer's counts of citations rest on."""
    return Coverage(**answer["coverage"])


def counted(read: int, only_cited: int, as_printed: int) -> str:
    """Return what references led to, in words; what there is none of is left out."""
    told = [f"{read:,} to papers read", f"{only_cited:,} to papers only cited"]
    told += [f"{as_printed:,} as printed"]
    numbers = (read, only_cited, as_printed)
    return ", ".join(text for text, number in zip(told, numbers, strict=True) if number)


def references(paper: Json) -> Iterator[str]:
    """Yield a heading and a line for each reference: to papers read, only cited, as printed."""
    read: dict[str, str] = {}
    cited: dict[str, str] = {}
    printed: list[str] = []
    for reference in paper["references"]:
        target = reference.get("paper")
        if target is None:
            text = reference["text"] or reference.get("title")
            text = text or next(iter(reference["identifiers"].values()), "")
            printed.append(f"  as printed: {cut(clean(text), 14)}")
        elif target["stub"]:
            # A stub without a title is called by its identifier; the bibliography says more.
            bare = target["title"].casefold() == reference["key"].casefold()
            told = target | {"title": reference["text"]} if bare and reference["text"] else target
            cited[reference["key"]] = _titled(reference["key"], told, "only cited: ")
        else:
            read[reference["key"]] = _titled(reference["key"], target)
    lines = [*read.values(), *cited.values(), *printed]
    if not lines:
        yield "references:   none known"
        return
    yield f"references:   {len(lines):,}: {counted(len(read), len(cited), len(printed))}"
    yield from lines[:_LISTED]
    yield from _more(lines)


def citing(paper: Json) -> Iterator[str]:
    """Yield how many papers cite one, and each of them with a sentence."""
    papers, covered = paper["citing"], coverage(paper)
    number = f"{len(papers):,}" if covered.references_known else "unknown"
    yield f"cited by:     {number} ({covered})"
    for other in papers[:_LISTED]:
        yield _titled(other["key"], other)
        if other["sentence"]:
            yield f"      “{cut(clean(other['sentence']), 8)}”"
    yield from _more(papers)


def _more(listed: Sequence[object]) -> Iterator[str]:
    if len(listed) > _LISTED:
        yield f"  … and {len(listed) - _LISTED:,} more; --json lists them all"


def _titled(key: str, paper: Json, mark: str = "") -> str:
    """Return title, year and key; it is the title that is cut, as the key finds the paper."""
    key, title = clean(key), clean(paper["title"] or "")
    year = f" ({paper['year']})" if paper["year"] else ""
    if title.casefold() == key.casefold():
        return f"  {mark}{key}{year}"
    end = f"{year}  [{key}]"
    return f"  {mark}{cut(title, 2 + len(mark) + len(end))}{end}"

"""Rows of a table as entries: which column is the title, and what the others are."""

from __future__ import annotations

from . import words
from .parts import BREAK, Block, Part, text_of

_TITLES = (
    "title",
    "paper title",
    "paper",
    "papers",
    "paper name",
    "work",
    "article",
    "publication title",
    "标题",
    "论文",
)
_COLUMNS = {
    "Authors: ": ("author", "authors", "作者"),
    "Venue: ": (
        "venue",
        "publication",
        "conference",
        "journal",
        "publisher",
        "pub",
        "pub.",
        "where",
        "source",
        "published",
        "published in",
        "conf",
        "conference/journal",
        "venues",
        "会议",
    ),
    "Date: ": (
        "date",
        "year",
        "time",
        "published date",
        "publish date",
        "pub. date",
        "release date",
        "submit date",
        "years",
        "when",
        "时间",
        "年份",
    ),
}
_ELSE = words.word_set("blog post docs doc documentation video news tweet twitter zhihu slides")
_LABELS = {name: label for label, names in _COLUMNS.items() for name in names}


class Table:
    """Remembers the columns of the table that rows belong to."""

    def __init__(self) -> None:
        self._columns: list[str] = []

    def entry(self, row: Block) -> list[Part]:
        """Return the parts of a row, its title first; nothing for the heads of columns."""
        heads = [text_of(cell).strip(" *").lower() for cell in row.cells]
        if row.level:
            self._columns = []
            if _are_heads(row, heads):
                self._columns = heads
                return []
        # A cell that stands for several rows is missing from all but the first.
        missing = max(len(self._columns) - len(row.cells), 0)
        cells = list(enumerate(row.cells, start=missing))
        title = next(
            (at for at, cell in cells if self._column(at) in _TITLES and _says(cell)), None
        )
        if title is not None:
            cells.insert(0, cells.pop(title - missing))
        parts: list[Part] = []
        for at, cell in cells:
            parts += [*self._labelled(at, cell, title), Part(BREAK)]
        return parts

    def _column(self, at: int) -> str:
        return self._columns[at] if at < len(self._columns) else ""

    def _labelled(self, at: int, cell: list[Part], title: int | None) -> list[Part]:
        """Return a cell with what its column says of it."""
        column = self._column(at)
        if at == title or not column:
            return cell
        text = text_of(cell)
        if (label := _LABELS.get(column)) and text and not any(part.href for part in cell):
            return [Part(label + text)] if text != "-" else []
        if words.promises(column):
            return [part._replace(text=column) if _is_bare(part) else part for part in cell]
        return cell


def _are_heads(row: Block, heads: list[str]) -> bool:
    known = sum(head in _TITLES or head in _LABELS or words.is_label(head) for head in heads)
    return known > 0 and not any(
        p.href and not p.href.startswith("#") for c in row.cells for p in c
    )


def _is_bare(part: Part) -> bool:
    """Tell whether a link leaves it to its column to say what it leads to."""
    said = words.words(part.text)
    return bool(part.href) and not (words.is_label(part.text) and _ELSE.intersection(said))


def _says(cell: list[Part]) -> bool:
    return not words.is_label(text_of(cell))

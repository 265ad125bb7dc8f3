"""Several vocabularies as one: what they call alike is one concept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model import replace
from .tables import CONCEPT_KINDS, Alias, Row, read_rows
from .thesaurus import form_of, thesaurus_rows
from .words import Words


class Vocabularies:
    """The rows of several files, in order.

    A concept whose label is one of an earlier file, its name or an alias that
    stands for itself, is that concept, and adds its aliases and broader concepts.

    Attributes:
        rows: Of all files.
        added: How many concepts the files after the first `shipped` ones brought.
        joined: How many of these an earlier file had.
    """

    def __init__(self, files: Sequence[tuple[Path, bytes]], shipped: int) -> None:
        """Read the files.

        Raises:
            ReadError: A file is not of a known form; it names file and line.
        """
        self.rows: list[Row] = []
        self.added = self.joined = 0
        known: dict[str, str] = {}
        for place, (path, content) in enumerate(files):
            rows = list(_read(path, content))
            if place >= shipped:
                rows = list(self._joined(rows, known))
            self.rows += rows
            if len(files) > shipped:  # else nobody asks
                _note(rows, known)

    def _joined(self, rows: list[Row], known: dict[str, str]) -> Iterator[Row]:
        concepts = {row.name for row in rows if row.kind in CONCEPT_KINDS}
        earlier = {name: known[label] for name in concepts if (label := _label(name)) in known}
        self.added += len(concepts) - len(earlier)
        self.joined += len(earlier)
        for row in rows:
            name = earlier.get(row.name, row.name)
            broader = dict.fromkeys(earlier.get(b, b) for b in row.broader)
            yield replace(row, name=name, broader=tuple(b for b in broader if b != name))


def _read(path: Path, content: bytes) -> Iterator[Row]:
    form = form_of(path, content)
    yield from thesaurus_rows(path, content, form) if form else read_rows(path, content)


def _note(rows: list[Row], known: dict[str, str]) -> None:
    concepts = [row for row in rows if row.kind in CONCEPT_KINDS]
    for row in concepts:
        known.setdefault(_label(row.name), row.name)
    for row in concepts:
        for alias in row.aliases:
            if _stands_for_itself(alias):
                known.setdefault(_label(alias.text), row.name)


def _stands_for_itself(alias: Alias) -> bool:
    return alias.guard is None and (" " in alias.text or len(alias.text) > 3)


def _label(name: str) -> str:
    """Return a label in the form in which they are compared: case, number and hyphens aside."""
    return " ".join(Words(name).stems) or name

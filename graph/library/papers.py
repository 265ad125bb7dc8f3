"""The papers that records make: what each shows of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..text import normal
from .file import Library
from .keys import formed
from .merged import joined
from .packing import Packer, unpack
from .rows import RowWriter

Json = dict[str, Any]


class Papers:
    """Writes the table of papers and their facts; always within a transaction of its user."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._connection = library.connection
        self._rows = RowWriter(library.connection)
        self.packer = Packer(library.connection)

    def forget(self) -> None:
        """Drop what is remembered: the transaction was undone."""
        self._rows.forget()
        self.packer.forget()

    def new(self, key: str | None = None) -> int:
        """Return the number of a new paper, empty until `refresh`.

        Its key lasts until linking gives it the one that all papers together
        decide on; what is asked for is given if no other paper has it.
        """
        row = self._connection.execute(
            "INSERT INTO paper (given, title) "
            "SELECT iif(?1 IS NULL OR EXISTS (SELECT 1 FROM paper WHERE key = ?1), "
            "coalesce(?1, 'new:') || '~' || lower(hex(randomblob(8))), ?1), ''",
            (key,),
        )
        return int(row.lastrowid or 0)

    def refresh(self, paper: int) -> None:
        """Make a paper what its records say; remove it when it has none left."""
        connection = self._connection
        old = connection.execute("SELECT normal FROM paper WHERE id = ?", (paper,)).fetchone()
        if old[0]:
            connection.execute(
                "INSERT INTO title_words (title_words, rowid, normal) VALUES ('delete', ?, ?)",
                (paper, old[0]),
            )
        records = [
            (-length, facts["title"], *rest, record, source, facts)
            for record, source, length, told, *rest in connection.execute(
                "SELECT record.id, source, length, inflated(json), content, origin, name "
                "FROM record JOIN facts ON record = record.id JOIN source ON source.id = source "
                "WHERE paper = ?",
                (paper,),
            )
            for facts in (unpack(told),)
        ]
        if not records:
            # It may still be cited: linking makes a stub of it again.
            connection.execute("DELETE FROM paper WHERE id = ?", (paper,))
            return
        records.sort(key=lambda told: told[:-1])
        self._rows.clear(paper)
        self._show(paper, [told[-3:] for told in records])

    def first(self, paper: int, record: int, source: int, facts: Json) -> None:
        """Make a new paper what its only record says."""
        self._show(paper, [(record, source, facts)])

    def _show(self, paper: int, records: Sequence[tuple[int, int, Json]]) -> None:
        facts = joined([(source, mine) for _, source, mine in records])
        title = normal(facts["title"])
        # Its key stays what it was: only linking changes it.
        self._connection.execute(
            "UPDATE paper SET given = nullif(key, 'title:' || ?1), title = ?2, formed = ?3, "
            "year = ?4, date = ?5, venue = ?6, url = ?7, record = ?8, merged = ?9 WHERE id = ?10",
            (
                title,
                facts["title"],
                formed(facts["title"], title),
                facts["year"],
                facts["date"],
                facts["venue"],
                facts["url"],
                records[0][0],
                self.packer.pack(facts) if len(records) > 1 else None,
                paper,
            ),
        )
        self._connection.execute(
            "INSERT INTO title_words (rowid, normal) VALUES (?, ?)", (paper, title)
        )
        self._rows.insert(paper, facts)

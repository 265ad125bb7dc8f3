"""The papers that records make: what each shows of them."""

from __future__ import annotations

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

    def new(self) -> int:
        """Return the number of a new paper, empty until `refresh`; its key lasts until linking."""
        row = self._connection.execute(
            "INSERT INTO paper (given, title) VALUES ('new:' || lower(hex(randomblob(8))), '')"
        )
        return int(row.lastrowid or 0)

    def first(self, key: str, facts: Json) -> int:
        """Return the number of a new paper that shows the facts of its first record.

        It has the key until linking gives it the one that all papers together
        decide on; another one if a paper has that already. `shows` is still to
        be told.
        """
        title = normal(facts["title"])
        row = self._connection.execute(
            "INSERT INTO paper (given, title, formed, year, date, venue, url) "
            "SELECT nullif(iif(EXISTS (SELECT 1 FROM paper WHERE key = ?1), "
            "?1 || '~' || lower(hex(randomblob(8))), ?1), 'title:' || ?2), ?3, ?4, ?5, ?6, ?7, ?8",
            (key, title, facts["title"], formed(facts["title"], title), *_told(facts)),
        )
        paper = int(row.lastrowid or 0)
        self._write(paper, title, facts)
        return paper

    def shows(self, paper: int, record: int) -> None:
        """Tell which record a new paper shows."""
        self._connection.execute("UPDATE paper SET record = ? WHERE id = ?", (record, paper))

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
        shown = [told[-3:] for told in records]
        facts = joined([(source, mine) for _, source, mine in shown])
        title = normal(facts["title"])
        merged = self.packer.pack(facts) if len(shown) > 1 else None
        # Its key stays what it was: only linking changes it.
        connection.execute(
            "UPDATE paper SET given = nullif(key, 'title:' || ?1), title = ?2, formed = ?3, "
            "year = ?4, date = ?5, venue = ?6, url = ?7, record = ?8, merged = ?9 WHERE id = ?10",
            (
                title,
                facts["title"],
                formed(facts["title"], title),
                *_told(facts),
                shown[0][0],
                merged,
                paper,
            ),
        )
        self._write(paper, title, facts)

    def _write(self, paper: int, title: str, facts: Json) -> None:
        self._connection.execute(
            "INSERT INTO title_words (rowid, normal) VALUES (?, ?)", (paper, title)
        )
        self._rows.insert(paper, facts)


def _told(facts: Json) -> tuple[Any, ...]:
    return facts["year"], facts["date"], facts["venue"], facts["url"]

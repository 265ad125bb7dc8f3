"""The papers that records make: what each shows of them."""

from __future__ import annotations

from ..text import normal
from .file import Library
from .merged import joined
from .packing import pack, unpack
from .rows import RowWriter


class Papers:
    """Writes the table of papers and their facts; always within a transaction of its user."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._connection = library.connection
        self._rows = RowWriter(library.connection)

    def forget(self) -> None:
        """Drop what is remembered of rows: the transaction was undone."""
        self._rows.forget()

    def new(self, key: str | None = None) -> int:
        """Return the number of a new paper, empty until `refresh`.

        Its key lasts until linking gives it the one that all papers together
        decide on; what is asked for is given if no other paper has it.
        """
        row = self._connection.execute(
            "INSERT INTO paper (key, title, normal) "
            "SELECT iif(?1 IS NULL OR EXISTS (SELECT 1 FROM paper WHERE key = ?1), "
            "coalesce(?1, 'new:') || '~' || lower(hex(randomblob(8))), ?1), '', ''",
            (key,),
        )
        return int(row.lastrowid or 0)

    def refresh(self, paper: int) -> None:
        """Make a paper what its records say; remove it when it has none left."""
        records = self._connection.execute(
            "SELECT record.id, source, json FROM record JOIN facts ON record = record.id "
            "JOIN source ON source.id = source WHERE paper = ? "
            "ORDER BY length DESC, record.title, content, origin, name",
            (paper,),
        ).fetchall()
        old = self._connection.execute("SELECT normal FROM paper WHERE id = ?", (paper,)).fetchone()
        if old[0]:
            self._connection.execute(
                "INSERT INTO title_words (title_words, rowid, normal) VALUES ('delete', ?, ?)",
                (paper, old[0]),
            )
        if not records:
            # It may still be cited: linking makes a stub of it again.
            self._connection.execute("DELETE FROM paper WHERE id = ?", (paper,))
            return
        facts = joined([(source, unpack(packed)) for _, source, packed in records])
        self._connection.execute(
            "UPDATE paper SET title = ?, normal = ?, year = ?, date = ?, venue = ?, url = ?, "
            "record = ?, merged = ? WHERE id = ?",
            (
                facts["title"],
                normal(facts["title"]),
                facts["year"],
                facts["date"],
                facts["venue"],
                facts["url"],
                records[0][0],
                pack(facts) if len(records) > 1 else None,
                paper,
            ),
        )
        self._connection.execute(
            "INSERT INTO title_words (rowid, normal) SELECT id, normal FROM paper WHERE id = ?",
            (paper,),
        )
        self._rows.replace(paper, facts)

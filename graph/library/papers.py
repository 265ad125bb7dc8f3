"""The papers that records make: which one a record belongs to, what it shows, and its key."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

from ..identifiers import Identifier
from ..model import Description, Paper, first_identifier
from ..paper_json import distinguishing_hash, title_key
from ..text import normal
from .file import Library
from .packing import unpack
from .reading import merged_fields
from .rows import RowWriter

Same = Callable[[Description, Description], str | None]


class Papers:
    """Writes the table of papers and their facts; always within a transaction of its user.

    Args:
        same: Tells whether two descriptions are one paper; the rule by which, or None.
    """

    def __init__(self, library: Library, same: Same) -> None:
        self._library = library
        self._connection = library.connection
        self._same = same
        self._rows = RowWriter(library.connection)

    def forget(self) -> None:
        """Drop what is remembered of rows: the transaction was undone."""
        self._rows.forget()

    def paper_for(self, paper: Paper, identifiers: list[str]) -> tuple[int, bool, bool]:
        """Return a new record's paper, whether it is new, and whether it was a stub."""
        mine = Description(
            normal(paper.title),
            paper.authors[0].name if paper.authors else None,
            paper.year,
            paper.identifiers,
        )
        for candidate in self._candidates(mine.title, identifiers):
            if self._same(mine, self._description(candidate)):
                stub = self._connection.execute(
                    "SELECT stub FROM paper WHERE id = ?", (candidate,)
                ).fetchone()[0]
                return candidate, False, bool(stub)
        # The key is final once the record is there: this one is unique and short-lived.
        new = self._connection.execute(
            "INSERT INTO paper (key, title, normal) VALUES ('new:' || hex(randomblob(8)), '', '')"
        ).lastrowid
        return int(new or 0), True, False

    def _candidates(self, title: str, identifiers: list[str]) -> list[int]:
        found: dict[int, None] = {}
        for value in identifiers:
            for table in ("identifier", "stub_identifier"):
                for (paper,) in self._connection.execute(
                    f"SELECT paper FROM {table} WHERE value = ?",  # noqa: S608
                    (value,),
                ):
                    found[int(paper)] = None
        for (paper,) in self._connection.execute(
            "SELECT id FROM paper WHERE normal = ? ORDER BY stub, key", (title,)
        ):
            found[int(paper)] = None
        return list(found)

    def _description(self, paper: int) -> Description:
        title, year = self._connection.execute(
            "SELECT normal, year FROM paper WHERE id = ?", (paper,)
        ).fetchone()
        author = self._connection.execute(
            "SELECT name FROM wrote JOIN author ON author.id = author WHERE paper = ? "
            "ORDER BY position LIMIT 1",
            (paper,),
        ).fetchone()
        return Description(title, author[0] if author else None, year, self._identifiers(paper))

    def _identifiers(self, paper: int) -> frozenset[Identifier]:
        return frozenset(
            Identifier(*value.split(":", 1))
            for table in ("identifier", "stub_identifier")
            for (value,) in self._connection.execute(
                f"SELECT value FROM {table} WHERE paper = ?",  # noqa: S608
                (paper,),
            )
        )

    def refresh(self, paper: int) -> None:
        """Make a paper what its records say; remove it when it has none left."""
        best = self._connection.execute(
            "SELECT record.id, json FROM record JOIN facts ON record = record.id WHERE paper = ? "
            "ORDER BY length DESC, name, content LIMIT 1",
            (paper,),
        ).fetchone()
        old = self._connection.execute(
            "SELECT key, normal, stub FROM paper WHERE id = ?", (paper,)
        ).fetchone()
        indexed = bool(old[1]) and not old[2]
        if indexed:
            self._connection.execute(
                "INSERT INTO title_words (title_words, rowid, normal) VALUES ('delete', ?, ?)",
                (paper, old[1]),
            )
        if best is None:
            # It may still be cited: linking makes a stub of it again.
            self._connection.execute("DELETE FROM paper WHERE id = ?", (paper,))
            return
        facts = unpack(best[1])
        merged_fields(self._library, paper, facts)
        self._connection.execute(
            "UPDATE paper SET title = ?, normal = ?, year = ?, date = ?, venue = ?, url = ?, "
            "stub = 0, record = ? WHERE id = ?",
            (
                facts["title"],
                normal(facts["title"]),
                facts["year"],
                facts["date"],
                facts["venue"],
                facts["url"],
                best[0],
                paper,
            ),
        )
        self._connection.execute(
            "INSERT INTO title_words (rowid, normal) SELECT id, normal FROM paper WHERE id = ?",
            (paper,),
        )
        self._rows.replace(paper, facts)
        self._assign_key(paper, old[0], facts)

    def _assign_key(self, paper: int, old: str, facts: dict[str, object]) -> None:
        best = first_identifier(self._identifiers(paper))
        key = str(best) if best else title_key(str(facts["title"]))
        if best is None and key != old:
            namesakes = self._connection.execute(
                "SELECT id, key FROM paper WHERE (key = ? OR key GLOB ?) AND id <> ?",
                (key, f"{_glob(key)}~*", paper),
            ).fetchall()
            for other, other_key in namesakes:
                if other_key == key:
                    self._set_key(int(other), key, self._namesake(int(other), key))
            if namesakes:
                key = self._namesake(paper, key)
        if key != old:
            self._set_key(paper, old, key)

    def _namesake(self, paper: int, key: str) -> str:
        packed = self._connection.execute(
            "SELECT json FROM facts JOIN paper ON paper.record = facts.record WHERE paper.id = ?",
            (paper,),
        ).fetchone()
        facts = unpack(packed[0]) if packed else {"authors": [], "year": None, "abstract": ""}
        authors = facts["authors"]
        name = f"{key}~{distinguishing_hash(authors[0] if authors else '', facts['year'])}"
        taken = self._connection.execute(
            "SELECT 1 FROM paper WHERE key = ? AND id <> ?", (name, paper)
        ).fetchone()
        if not taken:
            return name
        # Same first author and year, or neither known: only the text is left to tell them apart.
        return f"{key}~{blake2b(str(facts['abstract']).encode(), digest_size=4).hexdigest()}"

    def _set_key(self, paper: int, old: str, key: str) -> None:
        self._connection.execute("UPDATE paper SET key = ? WHERE id = ?", (key, paper))
        self._connection.execute("DELETE FROM former_key WHERE key = ?", (key,))
        if not old.startswith("new:"):
            self._connection.execute(
                "INSERT OR REPLACE INTO former_key VALUES (?, ?)", (old, paper)
            )


def strings(identifiers: frozenset[Identifier]) -> list[str]:
    """Return identifiers as `scheme:value`, in order."""
    return sorted(str(i) for i in identifiers)


def _glob(text: str) -> str:
    return text.replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")

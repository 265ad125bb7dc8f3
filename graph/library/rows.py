"""Facts of one paper as rows of the typed tables."""

from __future__ import annotations

import sqlite3
from typing import Any

from ..model import Stance
from ..names import form
from ..schema import label_of
from ..text import normal
from .keys import formed

Json = dict[str, Any]

_TABLES_OF_A_PAPER = ("wrote", "about", "names")
# There may be millions: of so many it is remembered that they are written.
_AUTHORS = 100_000
_STOOD = {stance.value: place for place, stance in enumerate(Stance)}


class RowWriter:
    """Writes the facts of papers; knows the numbers of what it has written before."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._authors: dict[str, tuple[int, str]] = {}

    def forget(self) -> None:
        """Drop remembered numbers: a transaction was undone, or rows were removed."""
        self._numbers.clear()
        self._authors.clear()

    def clear(self, paper: int) -> None:
        """Remove the facts of a paper."""
        for table in _TABLES_OF_A_PAPER:
            self._connection.execute(f"DELETE FROM {table} WHERE paper = ?", (paper,))  # noqa: S608

    def insert(self, paper: int, facts: Json) -> None:
        """Write the facts of a paper that has none yet."""
        many = self._connection.executemany
        orcids, full = facts.get("orcids") or {}, facts.get("known_as") or {}
        many(
            "INSERT OR IGNORE INTO wrote VALUES (?, ?, ?, ?)",
            [
                (paper, position, *self._author(spelled, orcids.get(name)))
                for position, name in enumerate(facts["authors"], start=1)
                if (spelled := full.get(name, name).strip())
            ],
        )
        many(
            "INSERT OR IGNORE INTO about (paper, concept, count, weight, central, stood) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    paper,
                    self.concept(c["key"], c["name"], c["kind"], "vocabulary"),
                    c["count"],
                    round(c["weight"] * 1000),
                    c["central"],
                    _STOOD[c["stance"]],
                )
                for c in facts["concepts"]
            ],
        )
        many(
            "INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    paper,
                    e["relation"],
                    self._entity(e),
                    position,
                    e["name"],
                    e["kind"],
                    e["stance"],
                    e["sentence"],
                )
                for position, e in enumerate(facts["evidence"])
            ],
        )

    def concept(self, key: str, name: str, kind: str, origin: str) -> int:
        """Return the number of a concept, made if it is new."""
        return self._number(
            "concept",
            key,
            "INSERT INTO concept (key, name, kind, origin) VALUES (?, ?, ?, ?)",
            (key, name, kind, origin),
        )

    def _author(self, name: str, orcid: str | None) -> tuple[int, str | None]:
        """Return the number of an author, made if new, and the name if the author has another."""
        key = f"orcid:{orcid}" if orcid else f"author:{form(name) or normal(name)}"
        known = self._authors.get(key)
        if known is None:
            known = self._connection.execute(
                "SELECT id, name FROM author WHERE key = ?", (key,)
            ).fetchone()
            if known is None:
                made = self._connection.execute(
                    "INSERT INTO author (given, name) VALUES (?, ?)",
                    (formed(f"author:{name}", key), name),
                )
                known = int(made.lastrowid or 0), name
            if len(self._authors) >= _AUTHORS:
                self._authors.clear()
            self._authors[key] = known
        number, spelled = known
        return number, None if name == spelled else name

    def _entity(self, evidence: Json) -> int:
        key = evidence["key"]
        return self._number(
            "entity",
            key,
            "INSERT INTO entity (key, label, name, kind) VALUES (?, ?, ?, ?)",
            (key, label_of(key).value, evidence["name"], evidence["kind"]),
        )

    def _number(self, table: str, key: str, insert: str, values: tuple[object, ...]) -> int:
        number = self._numbers.get(key)
        if number is None:
            found = self._connection.execute(
                f"SELECT id FROM {table} WHERE key = ?",  # noqa: S608
                (key,),
            ).fetchone()
            number = (
                int(found[0])
                if found
                else int(self._connection.execute(insert, values).lastrowid or 0)
            )
            self._numbers[key] = number
        return number

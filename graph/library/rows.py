"""Facts of one paper as rows of the typed tables."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from ..names import form
from ..schema import label_of
from ..text import normal, slug
from .bibliography import identifiers_of

Json = dict[str, Any]

_TABLES_OF_A_PAPER = ("wrote", "about", "names", "term", "reference")


class RowWriter:
    """Writes the facts of papers; knows the numbers of what it has written before."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}

    def forget(self) -> None:
        """Drop remembered numbers: a transaction was undone, or rows were removed."""
        self._numbers.clear()

    def replace(self, paper: int, facts: Json) -> None:
        """Write the facts of a paper in place of those it had."""
        for table in _TABLES_OF_A_PAPER:
            self._connection.execute(f"DELETE FROM {table} WHERE paper = ?", (paper,))  # noqa: S608
        self.insert(paper, facts)

    def insert(self, paper: int, facts: Json) -> None:
        """Write the facts of a paper that has none yet."""
        many = self._connection.executemany
        orcids, full = facts.get("orcids") or {}, facts.get("known_as") or {}
        many(
            "INSERT OR IGNORE INTO wrote VALUES (?, ?, ?, ?)",
            [
                (paper, position, self._author(full.get(name, name), orcids.get(name)), spelled)
                for position, name in enumerate(facts["authors"], start=1)
                if (spelled := full.get(name, name).strip())
            ],
        )
        many(
            "INSERT OR IGNORE INTO about VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    paper,
                    self.concept(c["key"], c["name"], c["kind"], "vocabulary"),
                    c["count"],
                    round(c["weight"] * 1000),
                    c["central"],
                    c["stance"],
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
        many("INSERT OR IGNORE INTO term VALUES (?, ?, ?, ?, ?, ?)", _terms(paper, facts))
        many(
            "INSERT INTO reference VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            [
                (
                    paper,
                    position,
                    r["text"],
                    r["title"],
                    r["year"],
                    " ".join(map(str, identifiers_of(r))),
                    next((c["sentence"] for c in r["contexts"]), None),
                    json.dumps(r["named"], ensure_ascii=False) if r["named"] else None,
                )
                for position, r in enumerate(facts["references"])
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

    def _author(self, name: str, orcid: str | None) -> int:
        key = f"orcid:{orcid}" if orcid else f"author:{form(name) or normal(name)}"
        return self._number(
            "author", key, "INSERT INTO author (key, name) VALUES (?, ?)", (key, name.strip())
        )

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


def _terms(paper: int, facts: Json) -> list[tuple[object, ...]]:
    known = {c["key"] for c in facts["concepts"]}
    rows: list[tuple[object, ...]] = []
    for keyword in facts["keywords"]:
        if (body := slug(keyword)) and f"concept:{body}" not in known:
            rows.append((paper, "keyword", body, keyword, 0, 500))
    for term in facts["terms"]:
        if body := slug(term["name"]):
            rows.append(
                (
                    paper,
                    "discovered",
                    body,
                    term["name"],
                    len(term["surfaces"]),
                    round(term["weight"] * 1000),
                )
            )
    return rows

"""Vectors of every paper, and RELATED: the twenty closest of each."""

from __future__ import annotations

import sqlite3

from ..nearest import Vectors
from ..relate import FAMILIES, PARTS
from ..vectors import pack_ranked
from .features import citation_values, code_values, concept_values, mention_values
from .meaning import meanings
from .words import text_values

KEPT = 20


def write_vectors(connection: sqlite3.Connection) -> None:
    """Write the vectors of every paper that was read, in the order of `relate.PARTS`."""
    connection.execute("DELETE FROM vector")
    connection.execute("DELETE FROM feature")
    papers = [p for (p,) in connection.execute("SELECT id FROM paper WHERE stub = 0 ORDER BY id")]
    text, words = text_values(connection, len(papers))
    families = {
        "concepts": concept_values(connection, words, len(papers)),
        "text": text,
        "citations": citation_values(connection, len(papers)),
        "mentions": mention_values(connection),
        "code": code_values(connection),
    }
    columns = [families[family].packed(papers) for family in FAMILIES]
    meaning = meanings(connection, papers)
    connection.executemany(
        "INSERT INTO vector VALUES (?, ?, ?, ?, ?, ?, ?)",
        zip(papers, *columns, meaning, strict=True),
    )


def write_related(connection: sqlite3.Connection) -> None:
    """Write the closest papers of each, in their order; pairs with a score of zero are left out."""
    connection.execute("DELETE FROM related")
    papers = [
        p
        for (p,) in connection.execute(
            "SELECT paper FROM vector JOIN paper ON paper.id = paper ORDER BY key"
        )
    ]
    vectors = load_vectors(connection)
    connection.executemany(
        "INSERT INTO related VALUES (?, ?, ?)",
        (
            (
                papers[place],
                len(ranked),
                pack_ranked([(papers[other.place], other.parts) for other in ranked]),
            )
            for place, ranked in enumerate(vectors.rank_all(KEPT))
            if ranked
        ),
    )


def load_vectors(connection: sqlite3.Connection) -> Vectors:
    """Return the vectors of all papers that were read, in key order."""
    return Vectors(
        connection.execute(
            f"SELECT {', '.join(PARTS)} FROM vector "  # noqa: S608
            "JOIN paper ON paper.id = paper ORDER BY key"
        )
    )

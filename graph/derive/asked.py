"""The vectors of a text that is not in the library, made of what the library knows of its words."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ..relate import FAMILIES, Vector
from ..text import slug
from ..vectors import pack_vector, unpack_vector
from .features import (
    concept_slack,
    mentioned,
    of_repositories,
    rarities,
    reach,
    standing,
)
from .words import word_values


def text_vectors(connection: sqlite3.Connection, facts: Mapping[str, Any]) -> dict[str, Vector]:
    """Return the vectors of a text, by family, as `write_vectors` makes them of a paper.

    It cites nothing that is known, and what no paper of the library has says nothing.
    """
    import numpy as np

    total = connection.execute("SELECT count(*) FROM paper WHERE stub = 0").fetchone()[0]
    text, words = word_values(connection, facts["title"], facts["abstract"], total)
    values = {
        "concepts": _concepts(connection, facts, total),
        "text": text,
        "mentions": mentioned(connection, [e["key"] for e in facts["evidence"]]),
        "code": of_repositories(
            connection, [e["key"] for e in facts["evidence"] if e["relation"] == "HAS_CODE"]
        ),
    }
    slack = {"concepts": float(concept_slack(np.array([words]), total)[0])}
    return {
        family: unpack_vector(pack_vector(values.get(family, {}), slack.get(family, 0.0)))
        for family in FAMILIES
    }


def _concepts(
    connection: sqlite3.Connection, facts: Mapping[str, Any], total: int
) -> dict[int, float]:
    import numpy as np

    found = [
        (c["key"], standing(round(c["weight"] * 1000), c["central"], c["stance"]))
        for c in facts["concepts"]
    ]
    # What the library itself showed to be a concept is a term of the text.
    found += [
        (f"concept:{slug(t['name'])}", standing(round(t["weight"] * 1000), 0, "about"))
        for t in facts["terms"]
    ]
    spread = reach(connection)
    best: dict[int, float] = defaultdict(float)
    for key, strength in found:
        row = connection.execute("SELECT id FROM concept WHERE key = ?", (key,)).fetchone()
        for concept, part in spread[int(row[0])].items() if row else ():
            best[concept] = max(best[concept], strength * part)
    values = {}
    for concept, strength in best.items():
        (papers,) = connection.execute(
            "SELECT spread FROM concept WHERE id = ?", (concept,)
        ).fetchone()
        if papers:
            values[concept] = strength * float(rarities(np.array([papers]), total)[0])
    return values

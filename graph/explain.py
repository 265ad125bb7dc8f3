"""Why two papers are related: the shares of single concepts, terms, references and names."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .library.packing import unpack
from .relate import (
    FAMILIES,
    MEANING,
    MILLION,
    OWNERS,
    PARTS,
    Query,
    Vector,
    meaning_share,
    shares,
    unpack_all,
)
from .text import sentences

Json = dict[str, Any]

# So many reasons are named in each family; the rest of a part is one nameless entry.
_NAMED = {"concepts": 8, "text": 6, "citations": 6, "mentions": 4, "code": 4}
REST_KIND = {
    "concepts": "concept",
    "text": "term",
    "citations": "reference",
    "mentions": "mention",
    "code": "repository",
    MEANING: "meaning",
}


class Side:
    """One paper of a pair: its vectors, and its texts where a reason is looked up.

    Args:
        paper: Its number; 0 for a text that is not in the library.
        facts: As `graph extract` prints them.
    """

    def __init__(self, paper: int, vectors: Mapping[str, Vector], facts: Mapping[str, Any]) -> None:
        self.paper = paper
        self.vectors = vectors
        self.facts = facts
        self._sentences: list[str] | None = None

    @classmethod
    def of(cls, connection: sqlite3.Connection, paper: int) -> Side:
        """Return a paper of the library."""
        row = connection.execute(
            f"SELECT {', '.join(PARTS)} FROM vector WHERE paper = ?",  # noqa: S608
            (paper,),
        ).fetchone()
        (packed,) = connection.execute(
            "SELECT json FROM shown WHERE number = ?", (paper,)
        ).fetchone()
        return cls(paper, unpack_all(row) if row else {}, unpack(packed))

    @property
    def sentences(self) -> list[str]:
        """The title and the sentences of the abstract."""
        if self._sentences is None:
            text = self.facts["abstract"]
            self._sentences = [text[a:b] for a, b in sentences(text)] + [self.facts["title"]]
        return self._sentences


def because(connection: sqlite3.Connection, asked: Sequence[Side], other: Side) -> list[Json]:
    """Return why a paper is related to those asked about, largest share first; rests last.

    The shares of one family add up to its part exactly. Of several asked about, the
    one that has most of a reason shows it.
    """
    query = Query.of([side.vectors for side in asked])
    named: list[Json] = []
    rests: list[Json] = []
    above = 0
    for family in FAMILIES:
        total, single = shares(family, query, other.vectors.get(family, {}))
        above += total
        left = total
        tell = _TELL[family]
        count = 0
        for feature, share in single:
            if share == 0 or count == _NAMED[family]:
                break
            one = max(asked, key=lambda s: s.vectors.get(family, {}).get(feature, 0))
            kind, name, told = tell(connection, feature, one, other)
            if name:
                named.append({"kind": kind, "name": name, "share": share, "sentences": told})
                left -= share
                count += 1
        if left:
            rests.append(_rest(family, left))
    if whole := min(meaning_share(query, other.vectors), MILLION - above):
        # A model compares texts as wholes: no word of them has a share of its own.
        rests.append(_rest(MEANING, whole))
    named.sort(key=lambda r: (-r["share"], r["kind"], r["name"]))
    for reason in named + rests:
        reason["share"] /= MILLION
    return named + rests


def _rest(family: str, share: int) -> Json:
    return {"kind": REST_KIND[family], "name": None, "share": share, "sentences": [None, None]}


Told = tuple[str, str, list[str | None]]


def _concept(connection: sqlite3.Connection, feature: int, one: Side, other: Side) -> Told:
    key, name = connection.execute(
        "SELECT key, name FROM concept WHERE id = ?", (feature,)
    ).fetchone()
    narrower = {
        k
        for (k,) in connection.execute(
            "WITH RECURSIVE below(id) AS (VALUES (?) UNION SELECT concept FROM broader "
            "JOIN below ON broader.broader = below.id) "
            "SELECT key FROM concept JOIN below USING (id)",
            (feature,),
        )
    }
    return "concept", name, [_concept_sentence(side, key, name, narrower) for side in (one, other)]


def _concept_sentence(side: Side, key: str, name: str, narrower: set[str]) -> str | None:
    """The sentence that shows the concept itself, or else one narrower than it."""
    found = [c for c in side.facts["concepts"] if c["key"] in narrower]
    if found:
        best = max(found, key=lambda c: (c["key"] == key, c["weight"]))
        return str(best["sentence"])
    # A concept that only the library shows: the paper has it as a term or keyword.
    return _with_word(side, name.lower())


def _term(connection: sqlite3.Connection, feature: int, one: Side, other: Side) -> Told:
    """Tell of a word; one that says nothing has no name."""
    row = connection.execute("SELECT name FROM feature WHERE id = ?", (feature,)).fetchone()
    word = str(row[0])
    if not word:
        return "term", word, [None, None]
    return "term", word, [_with_stem(side, word) for side in (one, other)]


def _with_stem(side: Side, word: str) -> str | None:
    """The first sentence with the word, or else with another form of it."""
    for size in (len(word), max(4, len(word) - 2), max(3, len(word) - 4)):
        if found := _with_word(side, word[:size]):
            return found
    return None


def _with_word(side: Side, begin: str) -> str | None:
    for sentence in side.sentences:
        lower = sentence.lower()
        at = lower.find(begin)
        while at >= 0:
            if at == 0 or not lower[at - 1].isalnum():
                return sentence
            at = lower.find(begin, at + 1)
    return None


def _citation(connection: sqlite3.Connection, feature: int, one: Side, other: Side) -> Told:
    paper, citing = feature >> 1, feature & 1
    (title,) = connection.execute("SELECT title FROM paper WHERE id = ?", (paper,)).fetchone()
    if citing:
        return "cited_together", title, [None, None]
    kind = "citation" if paper in (one.paper, other.paper) else "reference"
    return kind, title, [_in_text(connection, side, paper) for side in (one, other)]


def _in_text(connection: sqlite3.Connection, side: Side, target: int) -> str | None:
    for (position,) in connection.execute(
        "SELECT position FROM reference WHERE paper = ? AND target = ? ORDER BY position",
        (side.paper, target),
    ):
        for context in side.facts["references"][position]["contexts"]:
            return str(context["sentence"])
    return None


def _mention(connection: sqlite3.Connection, feature: int, one: Side, other: Side) -> Told:
    (title,) = connection.execute("SELECT title FROM paper WHERE id = ?", (feature,)).fetchone()
    told: list[str | None] = []
    for side in (one, other):
        row = connection.execute(
            "SELECT sentence FROM mentions WHERE paper = ? AND target = ?", (side.paper, feature)
        ).fetchone()
        told.append(row[0] if row else None)
    return "mention", title, told


def _code(connection: sqlite3.Connection, feature: int, one: Side, other: Side) -> Told:
    is_owner = feature >= OWNERS
    (key,) = connection.execute(
        "SELECT key FROM entity WHERE id = ?", (feature - OWNERS if is_owner else feature,)
    ).fetchone()
    address = key.partition(":")[2]
    name = address.rpartition("/")[0] if is_owner else address
    told = []
    for side in (one, other):
        row = connection.execute(
            "SELECT sentence FROM names JOIN entity ON entity.id = entity WHERE paper = ? "
            "AND relation = 'HAS_CODE' AND (entity.key = ? OR substr(entity.key, 1, ?) = ?) "
            "ORDER BY entity.key",
            (side.paper, key, len(f"repository:{name}/"), f"repository:{name}/"),
        ).fetchone()
        told.append(row[0] if row else None)
    return ("owner" if is_owner else "repository"), name, told


_TELL: dict[str, Callable[[sqlite3.Connection, int, Side, Side], Told]] = {
    "concepts": _concept,
    "text": _term,
    "citations": _citation,
    "mentions": _mention,
    "code": _code,
}


def parts_json(parts: Sequence[int]) -> dict[str, float]:
    """Return parts in millionths, in the order of `PARTS`; that of a model where there is one."""
    told = zip(PARTS, parts, strict=True)
    return {name: p / MILLION for name, p in told if p or name != MEANING}

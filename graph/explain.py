"""Why two papers are related: the shares of single concepts, terms, references and names."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from .library.folding import reasons
from .library.reading import bibliography
from .relate import FAMILIES, MEANING, MILLION, OWNERS, PARTS, Query, Vector, meaning_share, shares
from .text import PREFIXES, sentence_around
from .vectors import unpack_all

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
        facts: As `graph extract` prints them, or as much of it as reasons quote.
    """

    def __init__(self, paper: int, vectors: Mapping[str, Vector], facts: Mapping[str, Any]) -> None:
        self.paper = paper
        self.vectors = vectors
        self.facts = facts
        self._spans: list[tuple[int, int]] = []

    @classmethod
    def of(cls, connection: sqlite3.Connection, paper: int) -> Side:
        """Return a paper of the library."""
        row = connection.execute(
            f"SELECT {', '.join(PARTS)} FROM vector WHERE paper = ?",  # noqa: S608
            (paper,),
        ).fetchone()
        (told,) = connection.execute(
            "SELECT inflated(json) FROM shown WHERE number = ?", (paper,)
        ).fetchone()
        return cls(paper, unpack_all(row) if row else {}, reasons(json.loads(told)))

    @cached_property
    def concepts(self) -> dict[str, Json]:
        """Those found in its texts, by key."""
        return {concept["key"]: concept for concept in self.facts["concepts"]}

    @cached_property
    def _texts(self) -> list[tuple[str, str]]:
        return [(text, _lower(text)) for text in (self.facts["abstract"], self.facts["title"])]

    def quote(self, *begins: str) -> str | None:
        """Return the first sentence with a word that begins in one of these ways.

        The title comes last, and a way before those behind it.
        """
        for number, (text, lower) in enumerate(self._texts):
            for begin in begins:
                at = lower.find(begin)
                while at > 0 and lower[at - 1].isalnum():
                    at = lower.find(begin, at + 1)
                if at >= 0:
                    start, end = (0, len(text)) if number else self._around(at)
                    return text[start:end]
        return None

    def _around(self, position: int) -> tuple[int, int]:
        """The sentence of the abstract that holds a position: often one that was shown already."""
        for start, end in self._spans:
            if start <= position < end:
                return start, end
        self._spans.append(sentence_around(self.facts["abstract"], position))
        return self._spans[-1]


def _lower(text: str) -> str:
    """Return a text in lower case, letter by letter: a few become two letters, and stay."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Told(NamedTuple):
    """A feature as reasons show it.

    Attributes:
        name: Empty for what says nothing.
        quote: What gives the sentence of a paper that shows it.
        paper: The one that it is, of a reference.
    """

    kind: str
    name: str
    quote: Callable[[Side], str | None]
    paper: int = -1


class Shown(NamedTuple):
    """A feature of those asked about: the one that has most of it, and its sentence."""

    told: Told
    one: Side
    sentence: str | None

    def beside(self, other: Side, share: int) -> Json:
        """Return it as a reason for another paper."""
        told = self.told
        kind = "citation" if told.paper in (self.one.paper, other.paper) else told.kind
        sentences = [self.sentence, told.quote(other)]
        return {"kind": kind, "name": told.name, "share": share, "sentences": sentences}


class Reasons:
    """Why papers are related to those that are asked about."""

    def __init__(self, connection: sqlite3.Connection, asked: Sequence[Side]) -> None:
        self._connection = connection
        self._asked = asked
        self._query = Query.of([side.vectors for side in asked])
        # The same for every paper that has the feature; None for what says nothing.
        self._known: dict[tuple[str, int], Shown | None] = {}

    def of(self, other: Side) -> list[Json]:
        """Return the reasons for one paper, largest share first; rests last.

        The shares of one family add up to its part exactly. Of several asked about, the
        one that has most of a reason shows it.
        """
        named: list[Json] = []
        rests: list[Json] = []
        above = 0
        for family in FAMILIES:
            left, single = shares(family, self._query, other.vectors.get(family, {}))
            above += left
            count = 0
            for feature, share in single:
                if share == 0 or count == _NAMED[family]:
                    break
                if shown := self._shown(family, feature):
                    named.append(shown.beside(other, share))
                    left -= share
                    count += 1
            if left:
                rests.append(_rest(family, left))
        if whole := min(meaning_share(self._query, other.vectors), MILLION - above):
            # A model compares texts as wholes: no word of them has a share of its own.
            rests.append(_rest(MEANING, whole))
        named.sort(key=lambda r: (-r["share"], r["kind"], r["name"]))
        for reason in named + rests:
            reason["share"] /= MILLION
        return named + rests

    def _shown(self, family: str, feature: int) -> Shown | None:
        at = family, feature
        if at not in self._known:
            told = _TELL[family](self._connection, feature)
            one = max(self._asked, key=lambda s: s.vectors.get(family, {}).get(feature, 0))
            self._known[at] = Shown(told, one, told.quote(one)) if told.name else None
        return self._known[at]


def _rest(family: str, share: int) -> Json:
    return {"kind": REST_KIND[family], "name": None, "share": share, "sentences": [None, None]}


def _concept(connection: sqlite3.Connection, feature: int) -> Told:
    key, name = connection.execute(
        "SELECT key, name FROM concept WHERE id = ?", (feature,)
    ).fetchone()
    narrower = set[str]()

    def quote(side: Side) -> str | None:
        """The sentence that shows the concept itself, or else one narrower than it."""
        concepts = side.concepts
        if key in concepts:
            return str(concepts[key]["sentence"])
        if not narrower:
            narrower.update(_narrower(connection, feature))
        if found := concepts.keys() & narrower:
            # Of equal weight the one that the paper names first.
            best = max((c for k, c in concepts.items() if k in found), key=lambda c: c["weight"])
            return str(best["sentence"])
        # A concept that only the library shows: the paper has it as a term or keyword.
        return side.quote(name.lower())

    return Told("concept", name, quote)


def _narrower(connection: sqlite3.Connection, concept: int) -> Iterator[str]:
    """The keys of a concept and of all below it."""
    for (key,) in connection.execute(
        "WITH RECURSIVE below(id) AS (VALUES (?) UNION SELECT concept FROM broader "
        "JOIN below ON broader.broader = below.id) "
        "SELECT key FROM concept JOIN below USING (id)",
        (concept,),
    ):
        yield key


def _term(connection: sqlite3.Connection, feature: int) -> Told:
    word, stem = connection.execute(
        "SELECT name, stem FROM feature WHERE id = ?", (feature,)
    ).fetchone()
    # "studi" is the stem of "study", and "pre-trained" counts as "pretrained".
    shorter = word[: max(4, len(word) - 2)], stem, stem[: max(3, len(stem) - 1)]
    forms = list(dict.fromkeys([word, *shorter]))
    if stem.startswith(PREFIXES):
        forms += [f"{p}-{stem[len(p) : -1]}" for p in PREFIXES if stem.startswith(p)]
    return Told("term", word, lambda side: side.quote(*forms))


def _citation(connection: sqlite3.Connection, feature: int) -> Told:
    paper, citing = feature >> 1, feature & 1
    (title,) = connection.execute("SELECT title FROM paper WHERE id = ?", (paper,)).fetchone()
    if citing:
        return Told("cited_together", title, lambda side: None)
    return Told("reference", title, lambda side: _in_text(connection, side, paper), paper)


def _in_text(connection: sqlite3.Connection, side: Side, target: int) -> str | None:
    for reference, known in zip(
        side.facts["references"], bibliography(connection, side.paper), strict=False
    ):
        if known == target:
            for context in reference["contexts"]:
                return str(context["sentence"])
    return None


def _mention(connection: sqlite3.Connection, feature: int) -> Told:
    (title,) = connection.execute("SELECT title FROM paper WHERE id = ?", (feature,)).fetchone()

    def quote(side: Side) -> str | None:
        row = connection.execute(
            "SELECT sentence FROM mentions WHERE paper = ? AND target = ?", (side.paper, feature)
        ).fetchone()
        return row[0] if row else None

    return Told("mention", title, quote)


def _code(connection: sqlite3.Connection, feature: int) -> Told:
    is_owner = feature >= OWNERS
    (key,) = connection.execute(
        "SELECT key FROM entity WHERE id = ?", (feature - OWNERS if is_owner else feature,)
    ).fetchone()
    address = key.partition(":")[2]
    name = address.rpartition("/")[0] if is_owner else address

    def quote(side: Side) -> str | None:
        row = connection.execute(
            "SELECT sentence FROM names JOIN entity ON entity.id = entity WHERE paper = ? "
            "AND relation = 'HAS_CODE' AND (entity.key = ? OR substr(entity.key, 1, ?) = ?) "
            "ORDER BY entity.key",
            (side.paper, key, len(f"repository:{name}/"), f"repository:{name}/"),
        ).fetchone()
        return row[0] if row else None

    return Told("owner" if is_owner else "repository", name, quote)


_TELL: dict[str, Callable[[sqlite3.Connection, int], Told]] = {
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

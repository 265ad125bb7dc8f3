"""Vectors of every paper, and RELATED: the twenty closest of each."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log

from ..library.packing import unpack
from ..relate import FAMILIES, OWNERS, Vectors, pack_vector

KEPT = 20
# How much a concept counts, by how the paper stands to it.
_CENTRAL, _ABOUT, _BACKGROUND, _CONTRAST = 1.0, 0.55, 0.3, 0.12
# A concept that only this library shows is worth less than one a vocabulary has.
_DISCOVERED = 0.35
# A broader concept is shared at this part of the narrower one's value, a step.
_BROADER = 0.5
# Features of more papers than this say nothing, and would make every pair a neighbour.
_HUB_PAPERS, _HUB_SHARE = 2000, 1 / 30
# Citation features: the paper itself, what it cites, and who cites it.
_SELF, _CITED = 0, 1
# Of two repositories of one owner this much is common (the owner's component squared).
_SAME_REPOSITORY, _SAME_OWNER = 0.8, 0.6

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

Values = dict[int, float]


def write_vectors(connection: sqlite3.Connection) -> None:
    """Write the five vectors of every paper that was read, in the order of `relate.FAMILIES`."""
    connection.execute("DELETE FROM vector")
    connection.execute("DELETE FROM feature")
    papers = [p for (p,) in connection.execute("SELECT id FROM paper WHERE stub = 0 ORDER BY key")]
    families = {
        "concepts": _concept_values(connection, len(papers)),
        "text": _text_values(connection, len(papers)),
        "citations": _citation_values(connection, len(papers)),
        "mentions": _mention_values(connection),
        "code": _code_values(connection),
    }
    connection.executemany(
        "INSERT INTO vector VALUES (?, ?, ?, ?, ?, ?)",
        (
            (paper, *(pack_vector(families[family].pop(paper, {})) for family in FAMILIES))
            for paper in papers
        ),
    )


def write_related(connection: sqlite3.Connection) -> None:
    """Write the closest papers of each, ranks from 1; pairs with a score of zero are left out."""
    connection.execute("DELETE FROM related")
    papers = [
        p
        for (p,) in connection.execute(
            "SELECT paper FROM vector JOIN paper ON paper.id = paper ORDER BY key"
        )
    ]
    vectors = load_vectors(connection)
    connection.executemany(
        "INSERT INTO related VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (papers[place], rank, papers[other.place], *other.parts)
            for place, ranked in enumerate(vectors.rank_all(KEPT))
            for rank, other in enumerate(ranked, start=1)
        ),
    )


def load_vectors(connection: sqlite3.Connection) -> Vectors:
    """Return the vectors of all papers that were read, in key order."""
    return Vectors(
        connection.execute(
            f"SELECT {', '.join(FAMILIES)} FROM vector "  # noqa: S608
            "JOIN paper ON paper.id = paper ORDER BY key"
        )
    )


def _too_common(papers: int, total: int) -> bool:
    return papers > max(_HUB_PAPERS, total * _HUB_SHARE)


def _concept_values(connection: sqlite3.Connection, total: int) -> dict[int, Values]:
    """Strength of each concept and, at a discount, of its broader ones, times rarity."""
    above = defaultdict(list)
    for concept, broader in connection.execute("SELECT concept, broader FROM broader"):
        above[concept].append(broader)
    discovered = {
        c for (c,) in connection.execute("SELECT id FROM concept WHERE origin <> 'vocabulary'")
    }
    values: dict[int, Values] = defaultdict(dict)
    for paper, concept, weight, central, stance in connection.execute(
        "SELECT paper, concept, weight, central, stance FROM about"
    ):
        strength = (0.5 + weight / 2000) * _strength(central, stance)
        if concept in discovered:
            strength *= _DISCOVERED
        _spread(values[paper], concept, strength, above)
    frequency = Counter(c for mine in values.values() for c in mine)
    rarity = {
        c: 0.0 if _too_common(n, total) else log((total + 1) / n) for c, n in frequency.items()
    }
    return {
        paper: {c: v * rarity[c] for c, v in mine.items() if rarity[c]}
        for paper, mine in values.items()
    }


def _strength(central: int, stance: str) -> float:
    if central:
        return _CENTRAL
    return {"about": _ABOUT, "background": _BACKGROUND}.get(stance, _CONTRAST)


def _spread(values: Values, concept: int, strength: float, above: dict[int, list[int]]) -> None:
    """Give a concept and, step by step, its broader ones the best strength they have."""
    if values.get(concept, 0.0) < strength:
        values[concept] = strength
        for broader in above[concept]:
            _spread(values, broader, strength * _BROADER, above)


def _text_values(connection: sqlite3.Connection, total: int) -> dict[int, Values]:
    """Stems of title and abstract: (1 + ln count) times the log of their rarity."""
    numbers: dict[str, int] = {}
    spelled: list[Counter[str]] = []
    papers: list[int] = []
    counts: dict[int, dict[int, int]] = {}
    for paper, words in _words(connection):
        mine: Counter[int] = Counter()
        for word, stem in words:
            number = numbers.setdefault(stem, len(numbers))
            if number == len(papers):
                papers.append(0)
                spelled.append(Counter())
            if number not in mine:
                papers[number] += 1
            if len(spelled[number]) < 4 or word in spelled[number]:
                spelled[number][word] += 1
            mine[number] += 1
        counts[paper] = dict(mine)
    connection.executemany(
        "INSERT INTO feature VALUES (?, ?)",
        (
            (number, min(spelled[number], key=lambda w: (-spelled[number][w], w)))
            for number, n in enumerate(papers)
            if n > 1
        ),
    )
    rarity = [0.0 if _too_common(n, total) else log((total + 1) / n) for n in papers]
    return {
        paper: {f: (1 + log(n)) * rarity[f] for f, n in mine.items() if rarity[f]}
        for paper, mine in counts.items()
    }


def _words(connection: sqlite3.Connection) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    from Stemmer import Stemmer

    stemmer = Stemmer("english", 0)
    stems: dict[str, str] = {}
    for paper, packed in connection.execute(
        "SELECT paper.id, json FROM paper JOIN facts ON facts.record = paper.record ORDER BY key"
    ):
        facts = unpack(packed)
        words = []
        for word in _WORD.findall(f"{facts['title']} {facts['abstract']}".lower()):
            if word not in stems:
                stems[word] = stemmer.stemWord(word)
            if len(word) > 1:
                words.append((word, stems[word]))
        yield paper, words


def _citation_values(connection: sqlite3.Connection, total: int) -> dict[int, Values]:
    """Itself, its references and those who cite it, the last two by rarity.

    A direct citation makes the cited paper's own feature common to both;
    common references are bibliographic coupling, common citing papers
    co-citation.
    """
    cites = connection.execute(
        "SELECT DISTINCT paper, target FROM reference WHERE target IS NOT NULL"
    ).fetchall()
    cited = Counter(target for _, target in cites)
    citing = Counter(paper for paper, _ in cites)
    values: dict[int, Values] = defaultdict(dict)
    for paper, target in cites:
        for one in (paper, target):
            values[one][2 * one + _SELF] = log(total + 1)
        if not _too_common(cited[target], total):
            values[paper][2 * target + _SELF] = log((total + 1) / min(cited[target], total))
        if not _too_common(citing[paper], total):
            values[target][2 * paper + _CITED] = log(1 + total / citing[paper])
    return values


def _mention_values(connection: sqlite3.Connection) -> dict[int, Values]:
    values: dict[int, Values] = defaultdict(dict)
    for paper, target in connection.execute("SELECT paper, target FROM mentions"):
        values[paper][target] = 1.0
        values[paper][paper] = values[target][target] = 1.0
    return values


def _code_values(connection: sqlite3.Connection) -> dict[int, Values]:
    """Repositories and their owners, hosts kept apart."""
    values: dict[int, Values] = defaultdict(dict)
    owners: dict[str, int] = {}
    for paper, entity, key in connection.execute(
        "SELECT paper, entity, key FROM names JOIN entity ON entity.id = entity "
        "WHERE relation = 'HAS_CODE' ORDER BY key"
    ):
        owner = key.rpartition("/")[0]
        values[paper][entity] = _SAME_REPOSITORY
        values[paper][OWNERS + owners.setdefault(owner, entity)] = _SAME_OWNER
    return values

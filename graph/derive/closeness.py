"""Vectors of every paper, and RELATED: the twenty closest of each."""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from math import log

from ..library.packing import unpack
from ..relate import FAMILIES, OWNERS, Vectors, pack_vector

KEPT = 20
# How much a concept counts, by how the paper stands to it.
_CENTRAL, _ABOUT, _BACKGROUND, _CONTRAST = 1.0, 0.8, 0.6, 0.3
# A property says how a thing is, not what the paper works on.
_PROPERTY = 0.6
# A concept that only this library shows is worth less than one a vocabulary has.
_DISCOVERED = 0.7
# A broader concept is shared at this part of the narrower one's value, a step.
_BROADER = 0.2
# Rarity counts once in the product of two concept values, and a little more in that of stems.
_CONCEPT_RARITY, _STEM_RARITY = 0.5, 0.75
_SHORTEST_WORD = 3
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
    concepts = _concept_values(connection, len(papers))
    # A paper of which few concepts are known is not taken for one that has only these: the
    # mean squared length of all is added to each.
    squares = sum(v * v for mine in concepts.values() for v in mine.values())
    slack = {"concepts": squares / max(1, len(papers))}
    families: dict[str, Mapping[int, Values] | _TextValues] = {
        "concepts": concepts,
        "text": _TextValues(connection, len(papers)),
        "citations": _citation_values(connection, len(papers)),
        "mentions": _mention_values(connection),
        "code": _code_values(connection),
    }
    connection.executemany(
        "INSERT INTO vector VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                paper,
                *(pack_vector(families[f].get(paper, {}), slack.get(f, 0.0)) for f in FAMILIES),
            )
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
    factor = {
        concept: (_PROPERTY if kind == "property" else 1.0)
        * (_DISCOVERED if origin != "vocabulary" else 1.0)
        for concept, kind, origin in connection.execute("SELECT id, kind, origin FROM concept")
    }
    values: dict[int, Values] = defaultdict(dict)
    for paper, concept, weight, central, stance in connection.execute(
        "SELECT paper, concept, weight, central, stance FROM about"
    ):
        strength = (0.5 + weight / 2000) * _strength(central, stance) * factor[concept]
        _spread(values[paper], concept, strength, above)
    frequency = Counter(c for mine in values.values() for c in mine)
    rarity = {
        c: 0.0 if _too_common(n, total) else log((total + 1) / n) ** _CONCEPT_RARITY
        for c, n in frequency.items()
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


class _TextValues:
    """Stems of title and abstract: (1 + ln count) times the log of their rarity.

    Counts are kept as arrays, a sixth of what dictionaries would take, and
    become values only when a paper is asked for.
    """

    def __init__(self, connection: sqlite3.Connection, total: int) -> None:
        self._counts: dict[int, tuple[array[int], array[int]]] = {}
        numbers: dict[str, int] = {}
        papers: list[int] = []
        spelled: list[str] = []
        for paper, words in _words(connection):
            mine: Counter[int] = Counter()
            for word, stem in words:
                number = numbers.setdefault(stem, len(numbers))
                if number == len(papers):
                    papers.append(0)
                    spelled.append(word)
                # The shortest spelling that occurs stands for the stem, ties by letter.
                known = spelled[number]
                if word != known and (len(word), word) < (len(known), known):
                    spelled[number] = word
                if number not in mine:
                    papers[number] += 1
                mine[number] += 1
            self._counts[paper] = array("I", mine.keys()), array("H", map(_capped, mine.values()))
        connection.executemany(
            "INSERT INTO feature VALUES (?, ?)",
            ((number, spelled[number]) for number, n in enumerate(papers) if n > 1),
        )
        self._rarity = [
            0.0 if _too_common(n, total) else log((total + 1) / n) ** _STEM_RARITY for n in papers
        ]

    def get(self, paper: int, default: Values) -> Values:
        """Return the values of a paper, the default for one without words."""
        if paper not in self._counts:
            return default
        return {
            feature: (1 + log(count)) * self._rarity[feature]
            for feature, count in zip(*self._counts[paper], strict=True)
            if self._rarity[feature]
        }


def _capped(count: int) -> int:
    return min(count, 0xFFFF)


def _words(connection: sqlite3.Connection) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    from Stemmer import Stemmer

    stemmer = Stemmer("english", 0)
    stems: dict[str, str] = {}
    for paper, packed in connection.execute(
        "SELECT id, json FROM paper JOIN shown ON shown.number = paper.id ORDER BY key"
    ):
        facts = unpack(packed)
        words = []
        for word in _WORD.findall(f"{facts['title']} {facts['abstract']}".lower()):
            if word not in stems:
                stems[word] = stemmer.stemWord(word)
            if len(word) >= _SHORTEST_WORD:
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

"""Finds papers by key, identifier, title or a part of one; typos forgiven.

Candidates come from the full-text index in a cascade - all words, all but one, the
rarest - where a word that no title has stands for those that nearly are it. They
are ranked by edit distance.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ..errors import NotFoundError
from ..identifiers import parse
from ..text import name_key, normal
from .file import Library

# How a paper is found by the normal form of its title: by the index of how titles begin.
SAME_TITLE = "opening = substr(:title, 1, 20) AND normal = :title"
# A candidate as good as this is an answer, unless another is as close as _MARGIN.
_ENOUGH = 72.0
_MARGIN = 4.0
# Below this nothing is worth showing as "did you mean".
_FAINT = 45.0
_CANDIDATES = 400
# With one as good as this no more are looked for.
_SURE = 88.0
_LIKELY = 12
# Of a title as long as a page only so many words are looked up.
_WORDS = 40
_LEFT_OUT = 5
# A word that no title has is looked for among those with the same first letters.
_PREFIX = 3
_NEAR = 4
# So few titles are compared one by one, where no word leads to one.
_FEW_TITLES = 2000
# A word in more than this share of the titles says little; it is left out first.
_COMMON = 1 / 20


class Found(NamedTuple):
    """A paper, and how well it fits from 0 to 100."""

    id: int
    key: str
    title: str
    year: int | None
    score: float
    stub: bool = False

    def as_candidate(self) -> dict[str, Any]:
        """Return it as `interface` shows candidates."""
        return {
            "key": self.key,
            "title": self.title,
            "year": self.year,
            "score": round(self.score, 1),
        }


def find_paper(library: Library, asked: str) -> Found:
    """Return the one paper that is meant.

    Raises:
        NotFoundError: None fits, or several fit about equally well; it has the candidates.
    """
    found = find_papers(library, asked, limit=10)
    return the_one(asked, found)


def the_one(asked: str, found: Sequence[Found]) -> Found:
    """Return the first of what was found, best first, if it is clearly meant.

    Raises:
        NotFoundError: As `find_paper`.
    """
    if not asked.strip():
        raise NotFoundError(
            "No title was given. Give a title, a part of one or an identifier.", "not_found"
        )
    good = [f for f in found if f.score >= _ENOUGH]
    candidates = [f.as_candidate() for f in found][:10]
    if not good:
        hint = " The nearest are listed." if candidates else " graph search finds words and names."
        raise NotFoundError(f"No paper fits {shown(asked)}.{hint}", "not_found", candidates)
    close = [f for f in good if f.score > good[0].score - _MARGIN]
    if good[0].score >= 100 and sum(f.score >= 100 for f in good) == 1:
        close = good[:1]
    if len(close) > 1:
        raise NotFoundError(
            f"{len(close)}{' or more' if len(close) == len(found) else ''} papers fit "
            f"{shown(asked)} about equally well. "
            "Give more of the title, or a key.",
            "ambiguous",
            [f.as_candidate() for f in close],
        )
    return good[0]


def shown(asked: str) -> str:
    """Return what was asked for in quotation marks, cut where it is long."""
    return f"“{asked if len(asked) <= 80 else asked[:77] + '...'}”"


def find_papers(library: Library, asked: str, limit: int) -> list[Found]:
    """Return papers that may be meant, best first, ties by key; at most `limit`."""
    connection = library.connection
    exact = _by_key(connection, asked.strip()) or _by_title(connection, asked)
    if exact:
        return _rows(connection, dict.fromkeys(exact, 100.0))[:limit]
    scores = dict.fromkeys(_by_system(connection, asked), 97.0)
    if len(scores) != 1:
        scores = _fuzzy(connection, normal(asked)) | scores
    return _rows(connection, scores)[:limit]


def _by_key(connection: sqlite3.Connection, asked: str) -> list[int]:
    for statement in (
        "SELECT id FROM paper WHERE key = ?",
        "SELECT paper FROM former_key WHERE key = ?",
    ):
        if row := connection.execute(statement, (asked,)).fetchone():
            return [int(row[0])]
    identifier = parse(asked)
    if identifier is None:
        return []
    return [
        int(paper)
        for table in ("identifier", "stub_identifier")
        for (paper,) in connection.execute(
            f"SELECT DISTINCT paper FROM {table} WHERE value = ?",  # noqa: S608
            (str(identifier),),
        )
    ]


def _by_title(connection: sqlite3.Connection, asked: str) -> list[int]:
    rows = connection.execute(
        f"SELECT id FROM paper WHERE {SAME_TITLE} AND stub = 0",  # noqa: S608
        {"title": normal(asked)},
    )
    return [int(paper) for (paper,) in rows]


def _by_system(connection: sqlite3.Connection, asked: str) -> list[int]:
    """Papers that introduce what is asked for: a name is often known better than a title."""
    key = name_key(asked.strip())
    return [
        int(paper)
        for (paper,) in connection.execute(
            "SELECT DISTINCT paper FROM names JOIN entity ON entity.id = entity "
            "WHERE entity.key IN (?, ?) AND relation = 'INTRODUCES'",
            (f"system:{key}", f"dataset:{key}"),
        )
    ]


def _rows(connection: sqlite3.Connection, scores: dict[int, float]) -> list[Found]:
    found = []
    for number, score in scores.items():
        key, title, year, stub = connection.execute(
            "SELECT key, title, year, stub FROM paper WHERE id = ?", (number,)
        ).fetchone()
        found.append(Found(number, key, title, year, score, bool(stub)))
    return sorted(found, key=lambda f: (-f.score, f.key))


def _fuzzy(connection: sqlite3.Connection, asked: str) -> dict[int, float]:
    """Score candidates by the best of four likenesses; what is below `_FAINT` is left out."""
    from rapidfuzz.fuzz import ratio, token_set_ratio
    from rapidfuzz.process import extract

    best: dict[int, float] = {}
    for candidates in _cascade(connection, asked):
        titles = {number: title for number, title in candidates if number not in best}
        # All four likenesses take five times as long as one: only the best two dozen get them.
        likely = {
            number
            for scorer in (ratio, token_set_ratio)
            for _, _, number in extract(asked, titles, scorer=scorer, limit=_LIKELY)
        }
        best |= {number: likeness(asked, titles[number]) for number in likely}
        if max(best.values(), default=0.0) >= _SURE:
            break
    return {number: score for number, score in best.items() if score >= _FAINT}


def likeness(asked: str, title: str) -> float:
    """Return how well a normal form fits another, 0 to 100.

    The best of whole, reordered, cut-off and partly given, each but the first a
    little less sure (weights measured on perturbed titles).
    """
    from rapidfuzz.fuzz import ratio, token_set_ratio, token_sort_ratio

    return max(
        ratio(asked, title),
        0.98 * token_sort_ratio(asked, title),
        0.97 * ratio(asked, title[: len(asked) + 2]) if len(asked) > 8 else 0.0,
        0.95 * token_set_ratio(asked, title),
    )


def _cascade(connection: sqlite3.Connection, asked: str) -> Iterable[list[tuple[int, str]]]:
    """Yield titles that have all the words, all but one, or some of the rarest."""
    (total,) = connection.execute("SELECT max(id) FROM paper").fetchone()
    groups = list(_groups(connection, asked))
    groups.sort(key=lambda group: (group[0], group[1]))
    if groups:
        telling = [g for papers, g in groups if papers <= max(3, total * _COMMON)]
        telling = telling or [g for _, g in groups]
        yield _match(connection, " AND ".join(telling))
        if len(telling) > 1:
            # The rarest is most likely to be the word that is wrong.
            for left_out in telling[:_LEFT_OUT]:
                yield _match(connection, " AND ".join(g for g in telling if g != left_out))
        yield _match(connection, " OR ".join(telling[:3]))
    if total <= _FEW_TITLES:
        yield connection.execute("SELECT id, normal FROM paper WHERE stub = 0").fetchall()


def _groups(connection: sqlite3.Connection, asked: str) -> Iterable[tuple[int, str]]:
    """Yield for each word how many titles have it, and what matches it or, if none, those near."""
    words = list(dict.fromkeys(asked.replace("+", " ").replace("#", " ").split()))[:_WORDS]
    for place, word in enumerate(words, start=1):
        row = connection.execute(
            "SELECT doc FROM title_vocabulary WHERE term = ?", (word,)
        ).fetchone()
        cut_off = place == len(words)
        near = [(word, int(row[0]))] if row else _near(connection, word, cut_off=cut_off)
        if near:
            papers = sum(papers for _, papers in near)
            yield papers, f"({' OR '.join(_quoted(term) for term, _ in near)})"


def _near(connection: sqlite3.Connection, word: str, *, cut_off: bool) -> list[tuple[str, int]]:
    """Words of titles that begin alike and differ in one or two letters, nearest first.

    Args:
        cut_off: Words that go on where this one ends count, too.
    """
    from rapidfuzz.distance import OSA

    if len(word) < _PREFIX:
        return []
    begin = word[:_PREFIX]
    most = 1 if len(word) < 6 else 2
    found = []
    for term, papers in connection.execute(
        "SELECT term, doc FROM title_vocabulary WHERE term >= ? AND term < ?",
        (begin, begin[:-1] + chr(ord(begin[-1]) + 1)),
    ):
        distance = OSA.distance(word, term, score_cutoff=most)
        if distance <= most:
            found.append((distance, -papers, term))
        elif cut_off and term.startswith(word):
            found.append((most, -papers, term))
    return [(term, -papers) for _, papers, term in sorted(found)[:_NEAR]]


def _match(connection: sqlite3.Connection, expression: str) -> list[tuple[int, str]]:
    return connection.execute(
        "SELECT rowid, normal FROM title_words WHERE title_words MATCH ? LIMIT ?",
        (expression, _CANDIDATES),
    ).fetchall()


def _quoted(word: str) -> str:
    return f'"{word}"'

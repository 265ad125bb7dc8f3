"""What is related to papers of a library, or to a text that is not in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .errors import NotFoundError, UsageError
from .explain import Reasons, Side, parts_json
from .library import reading
from .library import search as finding
from .library.file import Library
from .library.names import find_concept
from .relate import MEANING, MILLION, Query
from .vectors import unpack_meaning, unpack_ranked

Json = dict[str, Any]

# As many as RELATED keeps; more are computed when asked for.
_KEPT = 20
# `model.Role.OFFICIAL`, whose module takes longer to load than an answer.
_OFFICIAL = "official"
_YEARS = re.compile(r"(\d{4})?(\.\.)?(\d{4})?")


class Wanted(NamedTuple):
    """Which related papers are wanted; all that is given must hold.

    Attributes:
        years: As given: `2020`, `2020..`, `..2020` or `2018..2020`.
        concepts: Names or keys of concepts; papers of a narrower one count.
        with_code: Only papers whose own code is known.
    """

    years: str | None = None
    concepts: tuple[str, ...] = ()
    with_code: bool = False

    def span(self) -> tuple[int, int]:
        """Return the first and the last year.

        Raises:
            UsageError: It is no span of years.
        """
        found = _YEARS.fullmatch(self.years if self.years is not None else "..")
        if not found or not any(found.groups()) or (found[3] and not found[2]):
            raise UsageError(f"--year {self.years}: give 2020, 2020.., ..2020 or 2018..2020")
        first, dots, last = found.groups()
        begin, end = int(first or 0), int(last or 9999) if dots else int(first)
        if begin > end:
            raise UsageError(f"--year {self.years}: ends before it begins")
        return begin, end


ALL = Wanted()


def find(library: Library, asked: Sequence[str]) -> list[finding.Found]:
    """Return the papers that are meant by what was typed.

    Words typed without quotes are one title; where that fits no paper, each is
    looked for by itself, as are titles in quotes and identifiers.

    Raises:
        NotFoundError: One is absent or ambiguous.
    """
    if len(asked) > 1:
        if not any(re.search(r"\s|:|/", text.strip()) for text in asked):
            try:
                return [finding.find_paper(library, " ".join(asked))]
            except NotFoundError as error:
                joined = error
            try:
                found = [finding.find_paper(library, text) for text in asked]
            except NotFoundError:
                raise joined from None
        else:
            found = [finding.find_paper(library, text) for text in asked]
        return list({paper.id: paper for paper in found}.values())
    return [finding.find_paper(library, " ".join(asked))]


def related(library: Library, asked: Sequence[str], limit: int, wanted: Wanted) -> Json:
    """Answer as `answers.related`, from a library."""
    wanted.span()
    found = find(library, asked)
    answer: Json = {
        "paper": _named(found[0]),
        "match": {"asked": " ".join(asked), "score": round(min(f.score for f in found), 1)},
        "related": [],
        "coverage": reading.coverage(library).as_json(),
    }
    if len(found) > 1:
        answer["papers"] = [_named(paper) for paper in found]
    read = [paper for paper in found if not paper.stub]
    if read:
        connection = library.connection
        sides = [Side.of(connection, paper.id) for paper in read]
        if len(read) == 1 and wanted == ALL and 0 < limit <= _KEPT:
            ranked = _kept(library, read[0].id, limit)
        else:
            ranked = _ranked(library, sides, limit, wanted)
        answer["related"] = _rows(library, sides, ranked)
    return answer


def related_to_text(library: Library, facts: Mapping[str, Any], limit: int, wanted: Wanted) -> Json:
    """Answer for a text: what `related` says of a paper, with null for its key and title.

    Args:
        facts: What was extracted from it, as `graph extract` prints it.
    """
    from .derive.asked import text_vectors
    from .derive.meaning import of_text

    wanted.span()
    connection = library.connection
    meaning, note = of_text(connection, facts["title"], facts["abstract"])
    vectors = {**text_vectors(connection, facts), MEANING: unpack_meaning(meaning)}
    side = Side(0, vectors, facts)
    return {
        "paper": {"key": None, "title": None, "stub": False},
        "match": None,
        "related": _rows(library, [side], _ranked(library, [side], limit, wanted)),
        "coverage": reading.coverage(library).as_json(),
        **({"notes": [note]} if note else {}),
    }


def _named(paper: finding.Found) -> Json:
    return {"key": paper.key, "title": paper.title, "stub": paper.stub}


def _rows(
    library: Library,
    sides: Sequence[Side],
    ranked: Sequence[tuple[int, tuple[int, ...]]],
) -> list[Json]:
    rows, connection = [], library.connection
    reasons = Reasons(connection, sides)
    for other, parts in ranked:
        key, title, year = connection.execute(
            "SELECT key, title, year FROM paper WHERE id = ?", (other,)
        ).fetchone()
        rows.append(
            {
                "key": key,
                "title": title,
                "year": year,
                "score": sum(parts) / MILLION,
                "parts": parts_json(parts),
                "because": reasons.of(Side.of(connection, other)),
            }
        )
    return rows


def _kept(library: Library, paper: int, limit: int) -> list[tuple[int, tuple[int, ...]]]:
    row = library.connection.execute(
        "SELECT ranked, number FROM related WHERE paper = ?", (paper,)
    ).fetchone()
    return unpack_ranked(*row)[:limit] if row else []


def _ranked(
    library: Library, sides: Sequence[Side], limit: int, wanted: Wanted
) -> list[tuple[int, tuple[int, ...]]]:
    """All papers by closeness; of several asked about, a paper must be close to each."""
    from .derive.closeness import load_vectors

    connection = library.connection
    papers = [
        int(p)
        for (p,) in connection.execute(
            "SELECT paper FROM vector JOIN paper ON paper.id = paper ORDER BY key"
        )
    ]
    places = {paper: place for place, paper in enumerate(papers)}
    asked = [places[side.paper] for side in sides if side.paper in places]
    vectors = load_vectors(connection)
    ranked = vectors.rank(Query.of([side.vectors for side in sides]), leave_out=asked)
    chosen = _wanted(library, wanted)
    if len(sides) > 1:
        for side in sides:
            close = {papers[r.place] for r in vectors.rank(Query.of([side.vectors]))}
            chosen = close if chosen is None else chosen & close
    found = [(papers[r.place], r.parts) for r in ranked]
    if chosen is not None:
        found = [(paper, parts) for paper, parts in found if paper in chosen]
    return found[:limit] if limit else found


def _wanted(library: Library, wanted: Wanted) -> set[int] | None:
    """The papers that pass; None where all do."""
    chosen: set[int] | None = None

    def keep(statement: str, parameters: Sequence[object]) -> None:
        nonlocal chosen
        found = {int(p) for (p,) in library.connection.execute(statement, parameters)}
        chosen = found if chosen is None else chosen & found

    if wanted.years is not None:
        keep("SELECT id FROM paper WHERE year BETWEEN ? AND ?", wanted.span())
    for name in wanted.concepts:
        keep(
            "WITH RECURSIVE below(id) AS (VALUES (?) UNION SELECT concept FROM broader "
            "JOIN below ON broader.broader = below.id) SELECT DISTINCT paper FROM about "
            "JOIN below ON about.concept = below.id WHERE stance <> 'contrast'",
            (find_concept(library.connection, name),),
        )
    if wanted.with_code:
        keep(
            "SELECT paper FROM names WHERE relation = 'HAS_CODE' AND stance = ?",
            (_OFFICIAL,),
        )
    return chosen

"""References made citations: of papers that were read, else of stubs."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ..identifiers import SCHEMES, Identifier
from ..model import Description
from ..text import normal
from .identity import Grouping
from .keys import bequeath

# A preprint is often cited with the year of its published version.
_YEARS_APART = 1
# Papers whose references are looked at together.
_AT_ONCE = 5000


class _Reference(NamedTuple):
    paper: int
    position: int
    title: str | None
    text: str | None
    year: int | None
    identifiers: frozenset[Identifier]
    local: str | None
    target: int | None


class _Stub(NamedTuple):
    """A stub that should be, and the references to it."""

    title: str
    normal: str
    year: int | None
    identifiers: tuple[str, ...]
    cited: list[_Reference]

    @property
    def signature(self) -> tuple[object, ...]:
        """What one stub is recognised by from build to build."""
        return self.identifiers or (self.normal, self.year)


def cite(connection: sqlite3.Connection, groups: Grouping) -> None:
    """Resolve every reference anew, and make and remove stubs accordingly.

    A reference resolves by identifier, else by the name another record of the
    same source has, else by an equal title whose year and identifiers do not
    disagree. One that resolves to no paper that was read makes a stub when it
    has an identifier or a title of its own. What was there before does not
    matter.
    """
    targets = _Targets(connection)
    loose: dict[Description, list[_Reference]] = defaultdict(list)
    heirs: dict[int, int] = {}
    for references in _batches(connection):
        changed = []
        for reference in references:
            target = targets.find(reference)
            if target is None and (reference.identifiers or reference.title):
                loose[_description(reference)].append(reference)
            elif reference.target != (target := None if target == reference.paper else target):
                changed.append((target, reference))
        _point(connection, changed, heirs)
    found = list(loose)
    stubs = [_stub([r for i in group for r in loose[found[i]]]) for group in groups(found)]
    _write_stubs(connection, stubs, heirs)


def _batches(connection: sqlite3.Connection) -> Iterator[list[_Reference]]:
    begin = -1
    while True:
        end = connection.execute(
            "SELECT max(paper) FROM (SELECT DISTINCT paper FROM reference WHERE paper > ? "
            "ORDER BY paper LIMIT ?)",
            (begin, _AT_ONCE),
        ).fetchone()[0]
        if end is None:
            return
        rows = connection.execute(
            "SELECT paper, position, title, text, year, identifiers, local, target "
            "FROM reference WHERE paper > ? AND paper <= ? ORDER BY paper, position",
            (begin, end),
        )
        yield [
            _Reference(paper, position, title, text, year, _parsed(identifiers), *rest)
            for paper, position, title, text, year, identifiers, *rest in rows
        ]
        begin = end


def _parsed(identifiers: str) -> frozenset[Identifier]:
    return frozenset(Identifier(*i.split(":", 1)) for i in identifiers.split())


def _description(reference: _Reference) -> Description:
    title = normal(reference.title) if reference.title else ""
    return Description(title, None, reference.year, reference.identifiers)


class _Targets:
    """What references to papers that were read resolve by."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._by_identifier: dict[str, int] = {}
        self._schemes: dict[int, set[str]] = defaultdict(set)
        for value, paper in connection.execute("SELECT value, paper FROM identifier"):
            self._by_identifier[value] = paper
            self._schemes[paper].add(value.partition(":")[0])
        self._by_local: dict[tuple[int, str], int] = {}
        for source, local, paper in connection.execute(
            "SELECT source, local, paper FROM record WHERE local IS NOT NULL ORDER BY line DESC"
        ):
            self._by_local[source, local] = paper
        self._source: dict[int, int] = {}
        self._by_title: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
        for paper, title, year, source in connection.execute(
            "SELECT paper.id, normal, paper.year, citing.source FROM paper "
            "JOIN record ON record.id = paper.record "
            "JOIN record AS citing ON citing.id = paper.cites ORDER BY record.content"
        ):
            self._source[paper] = source
            self._by_title[title].append((paper, year))

    def find(self, reference: _Reference) -> int | None:
        for identifier in sorted(reference.identifiers, key=_trust):
            if found := self._by_identifier.get(str(identifier)):
                return found
        if reference.local and (
            found := self._by_local.get((self._source[reference.paper], reference.local))
        ):
            return found
        return self._titled(reference)

    def _titled(self, reference: _Reference) -> int | None:
        title = reference.title or reference.text
        if not title:
            return None
        schemes = {i.scheme for i in reference.identifiers}
        return next(
            (
                paper
                for paper, year in self._by_title.get(normal(title), ())
                if not schemes & self._schemes.get(paper, set())
                and (
                    year is None
                    or reference.year is None
                    or abs(year - reference.year) <= _YEARS_APART
                )
            ),
            None,
        )


def _trust(identifier: Identifier) -> tuple[int, str]:
    return SCHEMES.index(identifier.scheme), identifier.value


def _point(
    connection: sqlite3.Connection,
    changed: list[tuple[int | None, _Reference]],
    heirs: dict[int, int],
) -> None:
    connection.executemany(
        "UPDATE reference SET target = ? WHERE paper = ? AND position = ?",
        [(target, reference.paper, reference.position) for target, reference in changed],
    )
    for target, reference in changed:
        if reference.target is not None and target is not None:
            heirs.setdefault(reference.target, target)


def _stub(cited: list[_Reference]) -> _Stub:
    """Join what references say of one paper: what most of them say, ties in order."""
    identifiers = sorted({i for r in cited for i in r.identifiers}, key=_trust)
    titles = Counter(r.title for r in cited if r.title)
    years = Counter(r.year for r in cited if r.year is not None)
    title = min(titles, key=lambda t: (-titles[t], t), default="")
    return _Stub(
        title or _spelled(identifiers[0]),
        normal(title) if title else "",
        min(years, key=lambda y: (-years[y], y), default=None),
        tuple(map(str, identifiers)),
        cited,
    )


def _spelled(identifier: Identifier) -> str:
    name = {"arxiv": "arXiv"}.get(identifier.scheme, identifier.scheme)
    return f"{name}:{identifier.value}"


def _write_stubs(connection: sqlite3.Connection, stubs: list[_Stub], heirs: dict[int, int]) -> None:
    """Make the stubs of a library these; one that was there before keeps its number."""
    old = _old_stubs(connection)
    connection.execute("DELETE FROM stub_identifier")
    for stub in stubs:
        number = old.pop(stub.signature, None) or _new_stub(connection)
        connection.execute(
            "UPDATE paper SET title = ?, normal = ?, year = ? WHERE id = ?",
            (stub.title, stub.normal, stub.year, number),
        )
        connection.executemany(
            "INSERT INTO stub_identifier VALUES (?, ?)", [(i, number) for i in stub.identifiers]
        )
        _point(connection, [(number, r) for r in stub.cited if r.target != number], heirs)
    for number in old.values():
        if number in heirs:
            bequeath(connection, number, heirs[number])
        connection.execute("DELETE FROM paper WHERE id = ?", (number,))


def _old_stubs(connection: sqlite3.Connection) -> dict[tuple[object, ...], int]:
    identifiers: dict[int, list[Identifier]] = defaultdict(list)
    for value, paper in connection.execute("SELECT value, paper FROM stub_identifier"):
        identifiers[paper].append(Identifier(*value.split(":", 1)))
    return {
        tuple(str(i) for i in sorted(identifiers[paper], key=_trust)) or (title, year): paper
        for paper, title, year in connection.execute(
            "SELECT id, normal, year FROM paper WHERE stub = 1"
        )
    }


def _new_stub(connection: sqlite3.Connection) -> int:
    return int(
        connection.execute(
            "INSERT INTO paper (key, title, normal, stub) "
            "VALUES ('new:' || hex(randomblob(8)), '', '', 1)"
        ).lastrowid
        or 0
    )

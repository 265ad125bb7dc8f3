"""References made citations: of papers that were read, else of stubs."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ..identifiers import Identifier
from ..model import Description
from ..text import normal, says_nothing
from .bibliography import identifiers_of
from .folding import whole_reference
from .identity import Grouping
from .keys import bequeath, formed
from .packing import reference_decoder
from .targets import Entry, Targets, trust

# Papers whose references are looked at together.
_AT_ONCE = 5000
_NO_IDENTIFIER: frozenset[Identifier] = frozenset()

Json = dict[str, Any]


class _Stub(NamedTuple):
    """A stub that should be, and the references to it."""

    title: str
    normal: str
    year: int | None
    identifiers: tuple[str, ...]
    cited: list[Entry]

    @property
    def signature(self) -> tuple[object, ...]:
        """What one stub is recognised by from build to build."""
        return self.identifiers or (self.normal, self.year)


def cite(connection: sqlite3.Connection, groups: Grouping) -> None:
    """Resolve every reference anew, and make and remove stubs accordingly.

    A reference resolves by identifier, else by the name another record of the
    same source has, else by title (see `Targets`). One that means no paper that
    was read makes a stub when it has an identifier, or a title of its own that
    tells it from others. What may mean several papers stays as printed. What
    was there before does not matter.
    """
    targets = Targets(connection)
    loose: dict[Description, list[Entry]] = defaultdict(list)
    heirs: dict[int, int] = {}
    for references in _batches(connection):
        changed = []
        for reference in references:
            found = targets.find(reference)
            if len(found) != 1 and _makes_stub(reference, found):
                # What it was found by is not needed any more, and there may be very many.
                loose[_description(reference)].append(reference._replace(text=None, named=()))
                continue
            target = found[0] if len(found) == 1 and found[0] != reference.paper else None
            if reference.target != target:
                changed.append((target, reference))
        _point(connection, changed, heirs)
    told = list(loose)
    stubs = (_stub([r for i in group for r in loose.pop(told[i])]) for group in groups(told))
    _write_stubs(connection, stubs, heirs)


def _makes_stub(reference: Entry, found: Sequence[int]) -> bool:
    if reference.identifiers:
        return True
    return not found and bool(reference.title) and not says_nothing(normal(reference.title or ""))


def _batches(connection: sqlite3.Connection) -> Iterator[list[Entry]]:
    """Yield the references of all papers; what they say is in the facts, in the same order."""
    read = reference_decoder()
    begin = -1
    while True:
        targets: dict[int, list[int | None]] = defaultdict(list)
        for paper, target in connection.execute(
            "SELECT paper, target FROM reference WHERE paper > ? AND paper <= "
            "(SELECT max(paper) FROM (SELECT DISTINCT paper FROM reference WHERE paper > ? "
            "ORDER BY paper LIMIT ?)) ORDER BY paper, position",
            (begin, begin, _AT_ONCE),
        ):
            targets[paper].append(target)
        if not targets:
            return
        papers = list(targets)
        yield [
            _entry(paper, source, position, reference, target)
            for paper, source, told in connection.execute(
                "SELECT paper.id, source, inflated(coalesce(merged, json)) FROM paper "
                "JOIN record ON record.id = paper.record JOIN facts ON facts.record = record.id "
                "WHERE paper.id BETWEEN ? AND ?",
                (papers[0], papers[-1]),
            )
            for position, (reference, target) in enumerate(
                zip(read(told), targets.get(paper, ()), strict=True)
            )
        ]
        begin = papers[-1]


def _entry(paper: int, source: int, position: int, folded: str | Json, target: int | None) -> Entry:
    reference = whole_reference(folded, {})
    local = reference["local"]
    named = reference.get("named", [[source, local]] if local else [])
    identifiers = (
        frozenset(identifiers_of(reference)) if reference["identifiers"] else _NO_IDENTIFIER
    )
    text, title, year = reference["text"], reference["title"], reference["year"]
    return Entry(paper, position, title, text, year, identifiers, named, target)


def _description(reference: Entry) -> Description:
    title = normal(reference.title) if reference.title else ""
    return Description(title, (), reference.year, reference.identifiers)


def _point(
    connection: sqlite3.Connection,
    changed: list[tuple[int | None, Entry]],
    heirs: dict[int, int],
) -> None:
    connection.executemany(
        "UPDATE reference SET target = ? WHERE paper = ? AND position = ?",
        [(target, reference.paper, reference.position) for target, reference in changed],
    )
    for target, reference in changed:
        if reference.target is not None and target is not None:
            heirs.setdefault(reference.target, target)


def _stub(cited: list[Entry]) -> _Stub:
    """Join what references say of one paper: what most of them say, ties in order."""
    identifiers = sorted({i for r in cited for i in r.identifiers}, key=trust)
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


def _write_stubs(
    connection: sqlite3.Connection, stubs: Iterable[_Stub], heirs: dict[int, int]
) -> None:
    """Make the stubs of a library these; one that was there before keeps its number."""
    old = _old_stubs(connection)
    connection.execute("DELETE FROM stub_identifier")
    for stub in stubs:
        number = old.pop(stub.signature, None) or _new_stub(connection)
        connection.execute(
            "UPDATE paper SET given = nullif(key, 'title:' || ?1), title = ?2, formed = ?3, "
            "year = ?4 WHERE id = ?5",
            (stub.normal, stub.title, formed(stub.title, stub.normal), stub.year, number),
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
        tuple(str(i) for i in sorted(identifiers[paper], key=trust)) or (title, year): paper
        for paper, title, year in connection.execute(
            "SELECT id, normal, year FROM paper WHERE stub = 1"
        )
    }


def _new_stub(connection: sqlite3.Connection) -> int:
    return int(
        connection.execute(
            "INSERT INTO paper (given, title, stub) VALUES ('new:' || hex(randomblob(8)), '', 1)"
        ).lastrowid
        or 0
    )

"""References made citations: of papers that were read, else of stubs."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

# Papers whose references are looked at together, by number.
_AT_ONCE = 5000
_SET = "UPDATE bibliography SET targets = ? WHERE paper = ?"
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
    behind: dict[int, tuple[array[int], array[int]]] = {}
    heirs: dict[int, int] = {}
    for papers in _batches(connection):
        changed = []
        for paper, references in papers:
            before = array("I", [reference.target for reference in references])
            after = array("I", before)
            for reference in references:
                found = targets.find(reference)
                if len(found) != 1 and _makes_stub(reference, found):
                    # What it was found by is not needed any more, and there may be very many.
                    loose[_description(reference)].append(reference._replace(text=None, named=()))
                    behind[paper] = before, after
                else:
                    target = found[0] if len(found) == 1 and found[0] != paper else 0
                    _point(after, reference, target, heirs)
            if after != before and paper not in behind:
                changed.append((after.tobytes(), paper))
        connection.executemany(_SET, changed)
    told = list(loose)
    stubs = (_stub([r for i in group for r in loose.pop(told[i])]) for group in groups(told))
    old = _write_stubs(connection, stubs, {p: after for p, (_, after) in behind.items()}, heirs)
    connection.executemany(
        _SET, ((after.tobytes(), p) for p, (before, after) in behind.items() if after != before)
    )
    for number in old:
        if number in heirs:
            bequeath(connection, number, heirs[number])
        connection.execute("DELETE FROM paper WHERE id = ?", (number,))


def _point(targets: array[int], reference: Entry, target: int, heirs: dict[int, int]) -> None:
    """Let a reference mean a paper; 0 is none."""
    targets[reference.position] = target
    if reference.target not in (0, target) and target:
        heirs.setdefault(reference.target, target)


def _makes_stub(reference: Entry, found: Sequence[int]) -> bool:
    if reference.identifiers:
        return True
    return not found and bool(reference.title) and not says_nothing(normal(reference.title or ""))


def _batches(connection: sqlite3.Connection) -> Iterator[list[tuple[int, list[Entry]]]]:
    """Yield papers with their references: what they say stands in the facts.

    A paper that has other references than before gets as many that mean nothing.
    """
    read = reference_decoder()
    begin, last = 0, connection.execute("SELECT coalesce(max(id), 0) FROM paper").fetchone()[0]
    while begin < last:
        found, fresh = [], []
        for paper, source, told, targets in connection.execute(
            "SELECT paper.id, source, inflated(coalesce(merged, json)), targets FROM paper "
            "JOIN record ON record.id = paper.record JOIN facts ON facts.record = record.id "
            "LEFT JOIN bibliography ON bibliography.paper = paper.id "
            "WHERE paper.id > ? AND paper.id <= ?",
            (begin, begin + _AT_ONCE),
        ):
            references = read(told)
            known = array("I", targets or b"")
            if len(known) != len(references):
                known = array("I", bytes(4 * len(references)))
                fresh.append((paper, known.tobytes()))
            if references:
                entries = [
                    _entry(paper, source, position, *reference)
                    for position, reference in enumerate(zip(references, known, strict=True))
                ]
                found.append((paper, entries))
        connection.executemany("INSERT OR REPLACE INTO bibliography VALUES (?, ?)", fresh)
        connection.executemany(
            "DELETE FROM bibliography WHERE paper = ?",
            [(p,) for p, targets in fresh if not targets],
        )
        yield found
        begin += _AT_ONCE


def _entry(paper: int, source: int, position: int, folded: str | Json, target: int) -> Entry:
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
    connection: sqlite3.Connection,
    stubs: Iterable[_Stub],
    bibliographies: Mapping[int, array[int]],
    heirs: dict[int, int],
) -> Iterable[int]:
    """Make the stubs of a library these; one that was there before keeps its number.

    Returns:
        Those that nothing cites any more.
    """
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
        for reference in stub.cited:
            _point(bibliographies[reference.paper], reference, number, heirs)
    return old.values()


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

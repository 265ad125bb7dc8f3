"""Sets of descriptions that are joined step by step, and what forbids to join two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..identifiers import SCHEMES, Identifier, kind
from ..model import Description, Evidence

_RANK = {scheme: rank for rank, scheme in enumerate(SCHEMES)}


class Sets:
    """Disjoint sets of descriptions, each named by its root, with evidence for what was joined.

    Args:
        parted: Pairs that may never be in one set.
    """

    def __init__(
        self, descriptions: Sequence[Description], parted: Iterable[tuple[int, int]] = ()
    ) -> None:
        self.root = list(range(len(descriptions)))
        # What most descriptions need no entry for is made when two are joined.
        self._descriptions = descriptions
        self._members: dict[int, list[int]] = {}
        self._kinds: dict[int, dict[str, frozenset[Identifier]]] = {}
        self._evidence: dict[int, dict[Evidence, None]] = {}
        self._enemies: dict[int, set[int]] = defaultdict(set)
        for one, other in parted:
            self._enemies[one].add(other)
            self._enemies[other].add(one)

    def members(self, root: int) -> list[int]:
        """Return what a set holds."""
        return self._members.get(root) or [root]

    def evidence(self, root: int) -> list[Evidence]:
        """Return what joined a set, the surest first."""
        return sorted(self._evidence.get(root, ()), key=_sureness)

    def join(self, one: int, other: int, evidence: Evidence) -> None:
        """Make the sets of two descriptions one, or note why they are."""
        one, other = self.root[one], self.root[other]
        if one != other:
            if len(self.members(one)) < len(self.members(other)):
                one, other = other, one
            mine, theirs = self._identifiers(one), self._identifiers(other)
            self._kinds[one] = {
                name: mine.get(name, frozenset()) | theirs.get(name, frozenset())
                for name in (*mine, *theirs)
            }
            self._kinds.pop(other, None)
            moved = self.members(other)
            for index in moved:
                self.root[index] = one
            self._members[one] = self.members(one) + moved
            self._members.pop(other, None)
            self._evidence.setdefault(one, {}).update(self._evidence.pop(other, {}))
            if enemies := self._enemies.pop(other, None):
                self._enemies[one] |= enemies
        self._evidence.setdefault(one, {})[evidence] = None

    def parted(self, one: int, other: int) -> bool:
        """Tell whether the sets of two descriptions were parted by hand."""
        one, other = self.root[one], self.root[other]
        enemies = self._enemies.get(one)
        return enemies is not None and not enemies.isdisjoint(self.members(other))

    def conflict(self, one: int, other: int, scheme: str | None = None) -> str | None:
        """Return the first scheme of which two sets have different identifiers of one kind.

        Args:
            scheme: Only those that are trusted more than it count.
        """
        mine, theirs = (self._identifiers(self.root[index]) for index in (one, other))
        if not mine or not theirs:
            return None
        limit = _RANK[scheme] if scheme else len(SCHEMES)
        found = [
            min(mine[name]).scheme
            for name in mine.keys() & theirs.keys()
            if mine[name].isdisjoint(theirs[name]) and _RANK[min(mine[name]).scheme] < limit
        ]
        return min(found, key=_RANK.__getitem__, default=None)

    def _identifiers(self, root: int) -> dict[str, frozenset[Identifier]]:
        known = self._kinds.get(root)
        if known is None:
            found: dict[str, set[Identifier]] = {}
            for identifier in self._descriptions[root].identifiers:
                found.setdefault(kind(identifier), set()).add(identifier)
            known = {name: frozenset(values) for name, values in found.items()}
            if known:
                self._kinds[root] = known
        return known


def _sureness(evidence: Evidence) -> tuple[object, ...]:
    rank = _RANK.get(evidence.rule, -1 if evidence.rule in ("hand", "identical") else len(_RANK))
    return rank, -(evidence.score or 0), evidence.rule, evidence.value or ""

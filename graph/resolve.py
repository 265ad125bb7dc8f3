"""Which descriptions are the same paper: decided from the descriptions alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

from .identifiers import Identifier
from .model import Description
from .text import family_names, says_nothing

# A preprint and its published version are often one year apart.
_YEARS_APART = 1


def same_paper(one: Description, other: Description) -> str | None:
    """Return the rule by which two descriptions are one paper, None when they are not.

    An identifier in common decides; two different ones of the same scheme veto.
    Without either, equal titles need first authors and years that do not
    disagree: what one side lacks cannot disagree, unless the title says nothing
    ("Editorial"), where both must be there.
    """
    shared = one.identifiers & other.identifiers
    if shared:
        return min(shared).scheme
    if {i.scheme for i in one.identifiers} & {i.scheme for i in other.identifiers}:
        return None
    if one.title != other.title:
        return None
    strict = says_nothing(one.title)
    if _authors_agree(one.author, other.author, strict) and _years_agree(
        one.year, other.year, strict
    ):
        return "title"
    return None


def _authors_agree(one: str | None, other: str | None, strict: bool) -> bool:
    if one is None or other is None:
        return not strict
    return bool(family_names(one) & family_names(other))


def _years_agree(one: int | None, other: int | None, strict: bool) -> bool:
    if one is None or other is None:
        return not strict
    return abs(one - other) <= _YEARS_APART


def groups(descriptions: Sequence[Description]) -> list[list[int]]:
    """Part descriptions into papers, so that the order they come in does not matter.

    Those that share an identifier are one paper, also by way of others. Papers
    of one title are joined after that when each pair of their descriptions is
    the same paper; of several that would do, the first in the order of
    identifiers, author and year. An empty title joins nothing.

    Returns:
        Indices, each once; groups and what is in them in rising order.
    """
    sets = _Sets(descriptions)
    first: dict[Identifier, int] = {}
    titled = defaultdict(list)
    for index, description in enumerate(descriptions):
        for identifier in description.identifiers:
            sets.join(first.setdefault(identifier, index), index)
        titled[description.title].append(index)
    for title in sorted(titled):
        if title and len(titled[title]) > 1:
            _join_titled(sets, titled[title])
    return sorted(sorted(members) for members in sets.members.values())


class _Sets:
    """Disjoint sets of descriptions, with the identifiers that each set has."""

    def __init__(self, descriptions: Sequence[Description]) -> None:
        self.descriptions = descriptions
        self.members = {index: [index] for index in range(len(descriptions))}
        self.identifiers = {i: set(d.identifiers) for i, d in enumerate(descriptions)}
        self.root = list(range(len(descriptions)))

    def join(self, one: int, other: int) -> None:
        one, other = self.root[one], self.root[other]
        if one == other:
            return
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        moved = self.members.pop(other)
        for index in moved:
            self.root[index] = one
        self.members[one] += moved
        self.identifiers[one] |= self.identifiers.pop(other)

    def disagree(self, one: int, other: int) -> bool:
        """Tell whether two sets have different identifiers of one scheme."""
        mine, theirs = (self.identifiers[root] for root in (one, other))
        return bool({i.scheme for i in mine} & {i.scheme for i in theirs})


def _join_titled(sets: _Sets, indices: list[int]) -> None:
    """Join sets that have these descriptions, all of one title."""
    mine = defaultdict(list)
    for index in indices:
        found = sets.descriptions[index]
        # Thousands of editorials without an author need not be compared to find that none agree.
        if not says_nothing(found.title) or (found.author and found.year):
            mine[sets.root[index]].append(found)
    kept: list[int] = []
    for root in sorted(mine, key=lambda r: _place(sets, r, mine[r])):
        for other in kept:
            if not sets.disagree(root, other) and all(
                same_paper(a, b) for a, b in product(mine[root], mine[other])
            ):
                both = list(dict.fromkeys(mine[root] + mine[other]))
                sets.join(root, other)
                joined = sets.root[root]
                kept[kept.index(other)], mine[joined] = joined, both
                break
        else:
            kept.append(root)


def _place(sets: _Sets, root: int, found: list[Description]) -> tuple[object, ...]:
    identifiers = sorted(sets.identifiers[root])
    return (
        not identifiers,
        identifiers,
        sorted((d.author or "", d.year is None, d.year or 0) for d in found),
    )

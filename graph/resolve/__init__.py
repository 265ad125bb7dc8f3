"""Which descriptions are the same paper: decided from the descriptions alone.

What was decided by hand comes first. Then identifiers, the most trusted scheme
first: who shares one is one paper, unless two different ones of a kind that is
trusted more speak against it. Then titles with authors and years, the best
pairs first (see `rule`), unless two different identifiers of any kind speak
against it, or one description of either side that cannot be one of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from ..identifiers import SCHEMES, Identifier
from ..model import Description, Doubt, Evidence, Hand, Identity
from ..names import families
from .candidates import near, within
from .rule import DOUBT, MERGE, Verdict, judge
from .sets import Sets
from .titles import Title, title_of

# Descriptions of one set that are asked whether they can be of another, and of one title that
# are compared with those of a title like it.
_ASKED = 20

# What is taken off the score of two that would be one, did nothing else speak against it.
_REFUSED = 60

_Pair = tuple[int, int]
_BY_HAND, _IDENTICAL = Evidence("hand"), Evidence("identical")
_ONE_ALREADY, _BY_DECISION = "is one already", "by hand"
_OTHERS_DIFFER = "other records of them differ"
_NOBODY = Hand()


def papers(descriptions: Sequence[Description], hand: Hand = _NOBODY) -> Identity:
    """Part descriptions into papers; the order they come in does not matter.

    What says exactly the same is one paper, also where its title says nothing
    and it gives authors and year. What was parted by hand stays apart; where
    that contradicts what was joined by hand, it stays apart.
    """
    return _Parting(descriptions, hand, spellings=True).identity()


def references(descriptions: Sequence[Description]) -> list[list[int]]:
    """Part descriptions of cited papers: by identifier or equal title, given in normal form.

    Returns:
        Indices, each once; groups and what is in them in rising order.
    """
    return _Parting(descriptions, _NOBODY, spellings=False).identity().groups


def same_paper(one: Description, other: Description) -> str | None:
    """Return the rule by which two descriptions are one paper, None when they are not."""
    found = papers([one, other])
    return found.evidence[0][0].rule if len(found.groups) == 1 else None


class _Parting:
    """One run over descriptions, put in an order that depends on what they say alone."""

    def __init__(self, given: Sequence[Description], hand: Hand, *, spellings: bool) -> None:
        self._order = sorted(range(len(given)), key=lambda index: _place(given[index]))
        place = {index: new for new, index in enumerate(self._order)}
        self._known = [
            (evidence, sorted(_renamed(pairs, place)))
            for evidence, pairs in ((_BY_HAND, hand.joined), (_IDENTICAL, hand.alike))
        ]
        self._parted = _renamed(hand.parted, place)
        self._told = [given[index] for index in self._order]
        self._spellings = spellings
        self._sets = Sets(self._told, self._parted)
        # What was decided by hand of one of two that say the same is not said of the other.
        self._apart = {index for pair in self._parted for index in pair}

    def identity(self) -> Identity:
        """Join what is one paper, and say why."""
        for evidence, known in self._known:
            for one, other in known:
                if not self._sets.parted(one, other):
                    self._sets.join(one, other, evidence)
        self._join_identifiers()
        titled = self._titled()
        pairs = sorted(self._judged(titled), key=lambda found: (-found[2].score, found[:2]))
        for one, other, verdict in pairs:
            if verdict.score >= MERGE and self._refusal(one, other) is None:
                self._sets.join(one, other, _evidence(verdict))
        return self._result(pairs)

    def _join_identifiers(self) -> None:
        holders: dict[Identifier, list[int]] = defaultdict(list)
        for index, description in enumerate(self._told):
            for identifier in description.identifiers:
                holders[identifier].append(index)
        shared = [(i, found) for i, found in holders.items() if len(found) > 1]
        for identifier, found in sorted(
            shared, key=lambda item: (SCHEMES.index(item[0].scheme), item[0].value)
        ):
            scheme, value = identifier
            evidence = Evidence(scheme, value)
            heads: list[int] = []
            for index in found:
                head = next((h for h in heads if self._may_share(h, index, scheme)), None)
                if head is None:
                    heads.append(index)
                else:
                    self._sets.join(head, index, evidence)

    def _may_share(self, one: int, other: int, scheme: str) -> bool:
        if self._sets.root[one] == self._sets.root[other]:
            return True
        return not self._sets.parted(one, other) and not self._sets.conflict(one, other, scheme)

    def _titled(self) -> dict[str, list[int]]:
        """Return descriptions by title; of those that say the same one stands for all."""
        titled: dict[str, list[int]] = {}
        last: tuple[Description, int, Evidence | None] | None = None
        for index, description in enumerate(self._told):
            if not description.title.strip():
                continue
            by_hand = index in self._apart or (last and self._sets.parted(last[1], index))
            if last and last[0] == description and not by_hand:
                if last[2] and self._sets.root[last[1]] != self._sets.root[index]:
                    self._sets.join(last[1], index, last[2])
                continue
            last = description, index, self._with_itself(index)
            titled.setdefault(description.title, []).append(index)
        return titled

    def _with_itself(self, index: int) -> Evidence | None:
        """Return why the next description, if it says the same, is of the same paper."""
        told = self._told[index]
        if self._told[index + 1 : index + 2] != [told]:
            return None
        verdict = judge(told, told)
        return _evidence(verdict) if verdict and verdict.score >= MERGE else None

    def _judged(self, titled: dict[str, list[int]]) -> Iterator[tuple[int, int, Verdict]]:
        """Yield the pairs that are one paper or in doubt."""
        groups, ready = titled, dict[str, Title]()
        if self._spellings:
            groups = {}
            for raw, members in titled.items():
                title = title_of(raw)
                groups.setdefault(title.compact, []).extend(members)
                ready.setdefault(title.compact, title)
        for members in groups.values():
            if len(members) > 1:
                yield from self._kept(within(sorted(members, key=self._by_people)))
        if self._spellings:
            compact = sorted(groups)
            for one, other in near([ready[name] for name in compact]):
                mine, theirs = groups[compact[one]], groups[compact[other]]
                yield from self._kept(product(sorted(mine)[:_ASKED], sorted(theirs)[:_ASKED]))

    def _by_people(self, index: int) -> tuple[object, ...]:
        """Return what descriptions of one title are sorted by: one author's are neighbours."""
        told = self._told[index]
        first = sorted(families(told.authors[0])) if told.authors else []
        return first, told.year or 0, index

    def _kept(self, pairs: Iterable[_Pair]) -> Iterator[tuple[int, int, Verdict]]:
        for one, other in pairs:
            if self._sets.root[one] == self._sets.root[other]:
                continue
            verdict = judge(self._told[one], self._told[other])
            if verdict and verdict.score >= DOUBT:
                yield min(one, other), max(one, other), verdict

    def _refusal(self, one: int, other: int) -> str | None:
        """Return what speaks against joining the sets of two descriptions, if anything does."""
        sets = self._sets
        if sets.root[one] == sets.root[other]:
            return _ONE_ALREADY
        if sets.parted(one, other):
            return _BY_DECISION
        if scheme := sets.conflict(one, other):
            return f"different {_SPELLED.get(scheme, scheme)}"
        mine, theirs = (sorted(sets.members(sets.root[i])) for i in (one, other))
        for a, b in islice(product(mine[:_ASKED], theirs[:_ASKED]), _ASKED * _ASKED):
            if (a, b) != (one, other) and self._contrary(a, b):
                return _OTHERS_DIFFER
        return None

    def _contrary(self, one: int, other: int) -> bool:
        verdict = judge(self._told[one], self._told[other])
        return verdict is not None and verdict.contrary

    def _result(self, pairs: Sequence[tuple[int, int, Verdict]]) -> Identity:
        order, sets = self._order, self._sets
        roots = dict.fromkeys(sets.root)
        members = {root: sorted(order[i] for i in sets.members(root)) for root in roots}
        sorted_roots = sorted(roots, key=lambda root: members[root])
        return Identity(
            [members[root] for root in sorted_roots],
            [sets.evidence(root) for root in sorted_roots],
            self._doubts(pairs),
        )

    def _doubts(self, pairs: Sequence[tuple[int, int, Verdict]]) -> list[Doubt]:
        """Return what was not joined, the best of every two sets, best first."""
        best: dict[_Pair, tuple[int, int, int, str]] = {}
        for one, other, verdict in pairs:
            refusal = self._refusal(one, other)
            if refusal in (_ONE_ALREADY, _BY_DECISION):
                continue
            score = verdict.score if refusal is None else max(DOUBT, verdict.score - _REFUSED)
            told = refusal and (verdict.score >= MERGE or refusal != _OTHERS_DIFFER)
            why = f"{verdict.why}, {refusal}" if told else verdict.why
            roots = sorted((self._sets.root[one], self._sets.root[other]))
            doubt = (-min(score, MERGE - 10), one, other, why)
            pair = (roots[0], roots[1])
            best[pair] = min(best.get(pair, doubt), doubt)
        return [
            Doubt(self._order[one], self._order[other], -score / 1000, why)
            for score, one, other, why in sorted(best.values())
        ]


_SPELLED = {
    "doi": "DOIs",
    "arxiv": "arXiv numbers",
    "openalex": "OpenAlex identifiers",
    "s2": "Semantic Scholar identifiers",
    "pubmed": "PubMed numbers",
    "pmc": "PubMed Central numbers",
    "acl": "ACL identifiers",
    "dblp": "DBLP keys",
    "openreview": "OpenReview identifiers",
}


def _evidence(verdict: Verdict) -> Evidence:
    return Evidence(verdict.rule, score=verdict.score / 1000)


def _renamed(pairs: Iterable[_Pair], place: dict[int, int]) -> list[_Pair]:
    return [(place[one], place[other]) for one, other in pairs]


def _place(description: Description) -> tuple[object, ...]:
    """Return what descriptions are sorted by: those with identifiers first."""
    return (
        not description.identifiers,
        sorted(description.identifiers),
        description.title,
        description.authors,
        description.year is None,
        description.year or 0,
    )

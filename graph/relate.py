"""How related two papers are, and why.

Every paper has five vectors, one a family of evidence, each at most of length
one. A part of the score is the cosine of one family times its weight. A sixth
part, `meaning`, compares what a model of the user makes of the texts as wholes.
All is done in integers, so that parts add up to the score and shares to their
part to the last millionth, whichever way they are computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

# Millionths of the score; they add up to one million. How they were found is
# told in docs/related.md.
WEIGHTS: Mapping[str, int] = {
    "concepts": 570_000,
    "text": 160_000,
    "citations": 170_000,
    "mentions": 50_000,
    "code": 50_000,
}
FAMILIES = tuple(WEIGHTS)

# The part of a model, in libraries where one was used: on top of the others, but no score is
# above one million.
MEANING = "meaning"
MEANING_WEIGHT = 100_000
PARTS = (*FAMILIES, MEANING)
# Only cosines above this count, which about one pair in a hundred has: in what order a small
# model puts pairs that are not near is mostly noise.
_NEAR = 5, 8
MILLION = 1_000_000

# Code features: a repository is its entity's number, its owner this plus the number
# of the owner's first repository.
OWNERS = 1 << 31

# Components are whole numbers of 1/SCALE; rounded down, so that no cosine exceeds one.
SCALE_BITS = 14
SCALE = 1 << SCALE_BITS
# Components of a model's vectors. Sums of products of two stay below 2 to the 24th, so that
# floating-point numbers of four bytes add them exactly.
MEANING_BITS = 12

Vector = dict[int, int]


class Query(NamedTuple):
    """What others are ranked by: one paper, several together, or a text.

    Attributes:
        vectors: For each family the sum of the vectors asked about.
        size: How many were added up; a part is the mean of theirs.
    """

    vectors: Mapping[str, Vector]
    size: int = 1

    @classmethod
    def of(cls, members: Sequence[Mapping[str, Vector]]) -> Query:
        """Return the query for papers that are all asked about."""
        summed: dict[str, Vector] = {}
        for family in PARTS:
            total: Counter[int] = Counter()
            for member in members:
                total.update(member.get(family, {}))
            summed[family] = dict(total)
        return cls(summed, len(members))


def part(family: str, dot: int, count: int = 1) -> int:
    """Return the part of the score, in millionths, for a dot product with `count` vectors' sum."""
    return dot * WEIGHTS[family] // (count << 2 * SCALE_BITS)


def nearness(dot: Any, count: int = 1) -> Any:
    """Return the part of a model, in millionths, for a dot product with `count` vectors' sum.

    Of a whole number or of an array of them; below zero for pairs that are not
    near, where it counts as zero.
    """
    above, whole = _NEAR
    one = count << 2 * MEANING_BITS
    return (whole * dot - above * one) * MEANING_WEIGHT // ((whole - above) * one)


def meaning_share(query: Query, other: Mapping[str, Vector]) -> int:
    """Return the part of a model of one pair; nothing in it is of a single word."""
    theirs = other.get(MEANING, {})
    mine = query.vectors.get(MEANING, {})
    dot = sum(v * theirs.get(place, 0) for place, v in mine.items())
    return max(0, int(nearness(dot, query.size)))


def shares(family: str, query: Query, other: Vector) -> tuple[int, list[tuple[int, int]]]:
    """Split one part of a score into what each common feature gives.

    Returns:
        The part, and features with their shares, largest first, ties by
        feature; all in millionths. Shares are rounded down: their sum may be a
        little less than the part, never more.
    """
    mine = query.vectors.get(family, {})
    products = {f: v * other[f] for f, v in mine.items() if f in other}
    weight, whole = WEIGHTS[family], query.size << 2 * SCALE_BITS  # as `part`, without its calls
    single = [(f, p * weight // whole) for f, p in products.items()]
    total = part(family, sum(products.values()), query.size)
    return total, sorted(single, key=lambda s: (-s[1], s[0]))

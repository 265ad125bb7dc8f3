"""What papers are compared by: for each family, features of papers and what they are worth."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import TYPE_CHECKING, Any

from ..relate import OWNERS, SCALE
from ..vectors import pack_vectors
from .citing import citations

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

# How much a concept counts, by how the paper stands to it.
_CENTRAL, _ABOUT, _BACKGROUND, _CONTRAST = 1.0, 0.8, 0.6, 0.2
# A property says how a thing is, not what the paper works on.
_PROPERTY = 0.6
# A broader concept is shared at this part of the narrower one's value, a step.
_BROADER = 0.15
# As if there were, for so many words of a text, one more concept that no vocabulary has and
# nobody shares: a long abstract of which two concepts are known is hardly known.
_WORDS = 25
# Rarity counts once in the product of two values.
RARITY = 0.5
# Features of more papers than this say nothing, and would make every pair a neighbour.
_HUB_PAPERS, _HUB_SHARE = 2000, 1 / 30
# Citation features: the paper itself, what it cites, and who cites it.
_SELF, _CITED = 0, 1
# Of two repositories of one owner this much is common (the owner's component squared).
_SAME_REPOSITORY, _SAME_OWNER = 0.8, 0.6

_FEATURE_BITS = 32

Values = dict[int, float]


def paired(papers: Numbers, features: Numbers) -> Numbers:
    """Return one number for each paper and feature; they sort by paper, then by feature."""
    pairs: Numbers = papers << _FEATURE_BITS | features
    return pairs


def parted(pairs: Numbers) -> tuple[Numbers, Numbers]:
    """Return the papers and the features that were paired."""
    return pairs >> _FEATURE_BITS, pairs & ((1 << _FEATURE_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Valued:
    """What papers are worth in one family: two arrays side by side.

    Attributes:
        pairs: Of papers and features, see `paired`; those of a paper one after the other, rising.
        slack: Added to the squared length of vectors, by number of the paper.
    """

    pairs: Numbers
    values: Numbers
    slack: Numbers | None = None

    def packed(self, papers: Sequence[int]) -> Iterator[bytes]:
        """Yield the vector of each paper as `vectors.pack_vector` writes it."""
        import numpy as np

        owners, features = parted(self.pairs)
        # Papers are numbered by row, so that this is a list as long as there are rows.
        squares = np.bincount(owners, self.values * self.values).astype(np.float64)
        if self.slack is not None:
            squares = squares + self.slack[: len(squares)]
        lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
        components = (self.values / lengths[owners] * SCALE).astype(np.uint16)
        kept = components > 0
        return pack_vectors(papers, owners[kept], features[kept], components[kept])


def hub(total: int) -> float:
    """Return how many of all papers may have a feature before it says nothing."""
    return max(_HUB_PAPERS, total * _HUB_SHARE)


def rarities(papers: Numbers, total: int) -> Numbers:
    """Return what features are worth that so many of all papers have; 0 for too common ones."""
    import numpy as np

    worth = np.log((total + 1) / np.maximum(papers, 1)) ** RARITY
    worth[papers > hub(total)] = 0.0
    return worth


def concept_slack(words: Numbers, total: int) -> Numbers:
    """Return the squared length that unknown concepts add to papers of so many words."""
    return words * (log(total + 1) / _WORDS)


@cache
def standing(weight: int, central: int, stance: str) -> float:
    """Return how much a concept is of a paper: `weight` in thousandths, and how it stands to it."""
    if central:
        share = _CENTRAL
    else:
        share = {"about": _ABOUT, "background": _BACKGROUND}.get(stance, _CONTRAST)
    return (0.5 + weight / 2000) * share


def reach(connection: sqlite3.Connection) -> dict[int, Values]:
    """Return for each concept itself and its broader ones, with the part of its worth they get."""
    above = defaultdict(list)
    for concept, broader in connection.execute("SELECT concept, broader FROM broader"):
        above[concept].append(broader)
    found: dict[int, Values] = {}
    for concept, kind in connection.execute("SELECT id, kind FROM concept"):
        parts, part = dict[int, float](), _PROPERTY if kind == "property" else 1.0
        layer = {concept}
        while layer:
            parts |= dict.fromkeys(layer, part)
            layer = {b for c in layer for b in above[c]} - parts.keys()
            part *= _BROADER
        found[concept] = parts
    return found


def concept_values(connection: sqlite3.Connection, words: Numbers, total: int) -> Valued:
    """Strength of each concept and, at a discount, of its broader ones, times rarity.

    Writes beside each concept how many papers have it or a narrower one.

    Args:
        words: How many words each paper has, by its number.
    """
    import numpy as np

    rows = connection.execute("SELECT paper, concept, weight, central, stance FROM about")
    papers, concepts, *stands = list(zip(*rows, strict=True)) or [()] * 5
    strengths = np.fromiter(map(standing, *stands), np.float64, len(papers))
    own, above, parts = _reached(connection)
    begins, ends = (np.searchsorted(own, concepts, side) for side in ("left", "right"))
    sizes = ends - begins
    # The rows of `_reached` of one concept after the other.
    rows_of = np.arange(sizes.sum()) + np.repeat(begins - np.cumsum(sizes) + sizes, sizes)
    pairs = paired(np.repeat(np.array(papers, np.int64), sizes), above[rows_of])
    values = parts[rows_of] * np.repeat(strengths, sizes)
    # A paper that has several narrower concepts has the best of what they give.
    order = np.argsort(pairs)
    pairs, first = np.unique(pairs[order], return_index=True)
    values = np.maximum.reduceat(values[order], first) if len(first) else values
    _, features = parted(pairs)
    frequency = np.bincount(features)
    connection.executemany(
        "UPDATE concept SET spread = ? WHERE id = ?",
        [(n, c) for c, n in enumerate(frequency.tolist()) if n],
    )
    values *= rarities(frequency, total)[features]
    return Valued(pairs, values, concept_slack(words, total))


def _reached(connection: sqlite3.Connection) -> tuple[Numbers, Numbers, Numbers]:
    """`reach` as arrays side by side: concepts in rising order, what they reach, and the parts."""
    import numpy as np

    spread = sorted(reach(connection).items())
    concepts = np.repeat([c for c, _ in spread], [len(parts) for _, parts in spread])
    return (
        concepts.astype(np.int64),
        np.array([a for _, parts in spread for a in parts], np.int64),
        np.array([p for _, parts in spread for p in parts.values()], np.float64),
    )


def citation_values(connection: sqlite3.Connection, total: int) -> Valued:
    """Itself, its references and those who cite it, the last two by rarity.

    A direct citation makes the cited paper's own feature common to both;
    common references are bibliographic coupling, common citing papers
    co-citation.
    """
    import numpy as np

    paper, target = citations(connection)
    size = int(max(paper.max(), target.max())) + 1 if len(paper) else 1
    cited, citing = np.bincount(target, minlength=size), np.bincount(paper, minlength=size)
    themselves = np.flatnonzero(cited + citing)
    coupling, together = cited[target] <= hub(total), citing[paper] <= hub(total)
    pairs = (
        paired(themselves, 2 * themselves + _SELF),
        paired(paper, 2 * target + _SELF)[coupling],
        paired(target, 2 * paper + _CITED)[together],
    )
    values = (
        np.full(len(themselves), log(total + 1)),
        np.log((total + 1) / np.minimum(cited[target[coupling]], total)),
        np.log(1 + total / citing[paper[together]]),
    )
    return _sorted(np.concatenate(pairs), np.concatenate(values))


def mention_values(connection: sqlite3.Connection) -> Valued:
    """The paper itself, where it mentions or is mentioned, and those whose systems it names."""
    values: dict[int, Values] = defaultdict(dict)
    for paper, target in connection.execute("SELECT paper, target FROM mentions"):
        values[paper][target] = 1.0
        values[paper][paper] = values[target][target] = 1.0
    return _valued(values)


def code_values(connection: sqlite3.Connection) -> Valued:
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
    return _valued(values)


def mentioned(connection: sqlite3.Connection, entities: Iterable[str]) -> Values:
    """Return the papers, one each, that introduce what a text names by these keys of entities."""
    found: Values = {}
    for key in entities:
        papers = connection.execute(
            "SELECT DISTINCT paper FROM names JOIN entity ON entity.id = entity "
            "WHERE entity.key = ? AND relation = 'INTRODUCES'",
            (key,),
        ).fetchall()
        if len(papers) == 1:
            found[papers[0][0]] = 1.0
    return found


def of_repositories(connection: sqlite3.Connection, entities: Iterable[str]) -> Values:
    """Return the repositories of these keys, and their owners, as far as papers have them."""
    found: Values = {}
    for key in entities:
        owner = key.rpartition("/")[0]
        row = connection.execute(
            "SELECT min(id) FILTER (WHERE key = ?1), (SELECT id FROM entity WHERE id IN "
            "(SELECT entity FROM names WHERE relation = 'HAS_CODE') "
            "AND substr(key, 1, length(?2) + 1) = ?2 || '/' ORDER BY key LIMIT 1) FROM entity",
            (key, owner),
        ).fetchone()
        if row[0] is not None:
            found[row[0]] = _SAME_REPOSITORY
        if row[1] is not None:
            found[OWNERS + row[1]] = _SAME_OWNER
    return found


def _valued(values: Mapping[int, Values]) -> Valued:
    import numpy as np

    rows = [(p << _FEATURE_BITS | f, v) for p, mine in values.items() for f, v in mine.items()]
    pairs, worth = zip(*rows, strict=True) if rows else ((), ())
    return _sorted(np.array(pairs, np.int64), np.array(worth, np.float64))


def _sorted(pairs: Numbers, values: Numbers) -> Valued:
    import numpy as np

    order = np.argsort(pairs)
    return Valued(pairs[order], values[order])

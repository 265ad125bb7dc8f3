"""Which line of a page is what: the best explanation of all lines together.

A page is a walk through states, one a line. What a line is like and what may
follow what are added up, and the walk with the greatest sum is taken (the
algorithm of Viterbi), so that a doubtful line is decided by its neighbours: a
line before an abstract is its title even when it reads like a button.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import IntEnum
from itertools import pairwise
from math import log

from .lines import Likeness


class Kind(IntEnum):
    """What a line is."""

    BEFORE = 0  # furniture before the first paper
    TITLE = 1  # of a paper whose abstract follows
    GAP = 2  # furniture between a title and its abstract
    ABSTRACT = 3
    MORE = 4  # a further paragraph of the abstract
    ALONE = 5  # the title of a paper without abstract
    FURNITURE = 6
    ORPHAN = 7  # an abstract without title


_K = Kind
# What following is worth. A step that is not listed is impossible.
_STEPS: dict[tuple[Kind, Kind], float] = {
    (_K.BEFORE, _K.BEFORE): 0.0,
    (_K.BEFORE, _K.TITLE): 0.0,
    (_K.BEFORE, _K.ORPHAN): -3.0,
    (_K.TITLE, _K.ABSTRACT): 2.0,
    (_K.TITLE, _K.GAP): 0.0,
    (_K.GAP, _K.GAP): -0.5,
    (_K.GAP, _K.ABSTRACT): 0.5,
    (_K.ABSTRACT, _K.MORE): -0.5,
    (_K.MORE, _K.MORE): -0.5,
    (_K.ORPHAN, _K.ORPHAN): -0.5,
}
for _end in (_K.ABSTRACT, _K.MORE):
    _STEPS |= {(_end, _K.TITLE): 0.5, (_end, _K.FURNITURE): 0.0, (_end, _K.ALONE): 0.0}
_STEPS |= {
    (_K.FURNITURE, _K.FURNITURE): 0.0,
    (_K.FURNITURE, _K.TITLE): 0.5,
    (_K.FURNITURE, _K.ALONE): -1.0,
    (_K.FURNITURE, _K.ORPHAN): -1.0,
    (_K.ALONE, _K.TITLE): -1.0,
    (_K.ALONE, _K.ALONE): -1.0,
    (_K.ALONE, _K.FURNITURE): -0.5,
    (_K.ORPHAN, _K.TITLE): 0.0,
    (_K.ORPHAN, _K.FURNITURE): 0.0,
}
_FIRST = {_K.BEFORE: 0.0, _K.TITLE: 0.0, _K.ORPHAN: -3.0}
_LAST = frozenset(_K) - {_K.TITLE, _K.GAP}
_NEVER = float("-inf")

# How often a step follows its first kind on any page, before the page itself is known.
_EXPECTED = {
    (_K.TITLE, _K.GAP): 0.3,
    (_K.ABSTRACT, _K.MORE): 0.2,
    (_K.MORE, _K.MORE): 0.2,
    (_K.ABSTRACT, _K.ALONE): 0.1,
    (_K.MORE, _K.ALONE): 0.1,
    (_K.FURNITURE, _K.ALONE): 0.1,
    (_K.ALONE, _K.ALONE): 0.1,
}
_ENOUGH = 8  # papers of a page from which its habits count
_FEW = 10  # lines
_SELDOM = 0.25  # share of papers from which a lack of abstracts is no longer believed
# The least and the most that a habit is worth. Names below one title alone are more likely than
# paragraphs in one abstract alone; and papers without abstracts are never the rule.
_BOUNDS = {_K.GAP: (-1.2, 2.5), _K.MORE: (-2.5, 2.5), _K.ALONE: (-2.5, 0.0)}


def explain(likenesses: Sequence[Likeness]) -> list[Kind]:
    """Return what each line is, for the lines of a whole page in order.

    A page is explained twice: the first time shows its habits, whether names
    stand below titles or abstracts have paragraphs, and the second goes by them.
    """
    if not likenesses:
        return []
    worth = [_worth(line) for line in likenesses]
    walk = _best_walk(worth, _STEPS)
    if walk.count(Kind.ABSTRACT) < _ENOUGH:
        return walk
    return _best_walk(worth, _STEPS | _habits(walk))


def _habits(walk: Sequence[Kind]) -> dict[tuple[Kind, Kind], float]:
    taken, kinds = Counter(pairwise(walk)), Counter(walk)
    if kinds[Kind.ALONE] > _SELDOM * kinds[Kind.ABSTRACT]:
        # Two lines like titles before most abstracts: names or the like below a title.
        taken[Kind.TITLE, Kind.GAP] += kinds.pop(Kind.ALONE)
        kinds[Kind.GAP] = taken[Kind.TITLE, Kind.GAP]
        taken = Counter({step: n for step, n in taken.items() if step[1] is not Kind.ALONE})
    changed = {}
    for step, expected in _EXPECTED.items():
        before, kind = step
        # Where few lines show what follows a kind, the habit of the whole page stands in.
        overall = (kinds[kind] + 0.5) / (kinds[Kind.ABSTRACT] + 1)
        share = (taken[step] + _FEW * overall) / (kinds[before] + _FEW)
        least, most = _BOUNDS[kind]
        changed[step] = _STEPS[step] + max(least, min(most, log(share / expected)))
    return changed


def _best_walk(
    worth: Sequence[tuple[float, ...]], all_steps: Mapping[tuple[Kind, Kind], float]
) -> list[Kind]:
    before_each = [[(a, w) for (a, b), w in all_steps.items() if b is kind] for kind in Kind]
    scores = [_FIRST.get(kind, _NEVER) + w for kind, w in zip(Kind, worth[0], strict=True)]
    came_from: list[list[int]] = []
    for line in worth[1:]:
        following, steps = [], []
        for kind, before in enumerate(before_each):
            best, source = _NEVER, 0
            for a, w in before:
                if scores[a] + w > best:
                    best, source = scores[a] + w, int(a)
            following.append(best + line[kind])
            steps.append(source)
        scores = following
        came_from.append(steps)
    kind = int(max(_LAST, key=lambda k: (scores[k], -k)))
    walk = [kind]
    for steps in reversed(came_from):
        kind = steps[kind]
        walk.append(kind)
    return [Kind(k) for k in reversed(walk)]


def _worth(line: Likeness) -> tuple[float, ...]:
    """Return what the line is worth as each kind, in the order of `Kind`."""
    return (
        line.furniture,
        line.title,
        line.furniture,
        line.abstract,
        line.more,
        line.alone,
        line.furniture,
        line.abstract - 1.0,
    )

"""Which line of a page is what: the best explanation of all lines together.

A page is a walk through states, one a line. What a line is like and what may
follow what are added up, and the walk with the greatest sum is taken (the
algorithm of Viterbi), so that a doubtful line is decided by its neighbours: a
line before an abstract is its title even when it reads like a button.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from .page_lines import Likeness


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
    (_K.FURNITURE, _K.ORPHAN): -4.0,
    (_K.ALONE, _K.TITLE): 0.0,
    (_K.ALONE, _K.ALONE): -1.0,
    (_K.ALONE, _K.FURNITURE): -0.5,
    (_K.ORPHAN, _K.TITLE): 0.0,
    (_K.ORPHAN, _K.FURNITURE): 0.0,
}
_FIRST = {_K.BEFORE: 0.0, _K.TITLE: 0.0, _K.ORPHAN: -3.0}
_LAST = frozenset(_K) - {_K.TITLE, _K.GAP}
_NEVER = float("-inf")
_BEFORE_EACH = {kind: [(a, w) for (a, b), w in _STEPS.items() if b is kind] for kind in Kind}


def explain(likenesses: Sequence[Likeness]) -> list[Kind]:
    """Return what each line is, for the lines of a whole page in order."""
    if not likenesses:
        return []
    scores = [
        _FIRST.get(kind, _NEVER) + w for kind, w in zip(Kind, _worth(likenesses[0]), strict=True)
    ]
    came_from: list[list[Kind]] = []
    for line in likenesses[1:]:
        worth, following, steps = _worth(line), [], []
        for kind in Kind:
            best, source = max((scores[a] + w, -a) for a, w in _BEFORE_EACH[kind])
            following.append(best + worth[kind])
            steps.append(Kind(-source))
        scores = following
        came_from.append(steps)
    kind = max(_LAST, key=lambda k: (scores[k], -k))
    walk = [kind]
    for steps in reversed(came_from):
        kind = steps[kind]
        walk.append(kind)
    return walk[::-1]


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
        line.abstract - 2.0,
    )

"""The rule by which two descriptions without a common identifier are one paper."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from ..model import Description
from ..names import agree
from ..text import says_nothing
from .likeness import APART, EQUAL, REPLACED, likeness
from .titles import title_of

# Per mille: from MERGE on one paper, from DOUBT on to be looked at by a person, below two papers.
MERGE, DOUBT = 900, 750

# Authors that are compared; some papers have thousands.
_AUTHORS = 30
_GROUPS = re.compile(
    r"(?i)\b(?:et al|others|anonymous|unknown|team|consortium|collaboration|working group|"
    r"committee|initiative|network investigators|inc|ltd)\b"
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Authors(Enum):
    """How two lists of authors stand to each other."""

    ALL = "authors"  # all of the shorter list, which tells who they are
    SOME = "authors, most"
    FEW = "few authors in common"
    NONE = "other authors"
    UNKNOWN = "authors unknown"


class Verdict(NamedTuple):
    """What the rule says of two descriptions.

    Attributes:
        score: Per mille; compare with `MERGE` and `DOUBT`.
        rule: What agrees, as the ledger names it.
        why: What is in doubt.
        contrary: They are two papers, whatever third description is like both.
    """

    score: int
    rule: str
    why: str
    contrary: bool


_AUTHORS_COUNT = {
    Authors.ALL: 40,
    Authors.SOME: 0,
    Authors.FEW: -150,
    Authors.UNKNOWN: -80,
    Authors.NONE: -240,
}
_YEARS_COUNT = (0, -10, -80, -160, -300)  # by how many years they are apart
_YEAR_UNKNOWN = -30
_ALIKE_UNKNOWN = 40  # equal titles need authors less


def judge(one: Description, other: Description) -> Verdict | None:
    """Compare two descriptions by title, authors and year; None when titles differ altogether.

    The score is that of the titles, more or less what authors and years say. A
    title that says nothing ("Editorial") needs authors and years that agree.
    """
    first, second = title_of(one.title), title_of(other.title)
    titles = likeness(first, second)
    if titles is None:
        return None
    authors = compared(one.authors, other.authors)
    years = None if one.year is None or other.year is None else abs(one.year - other.year)
    if says_nothing(first.words) or says_nothing(second.words):
        known = authors in (Authors.ALL, Authors.SOME) and years is not None and years <= 1
        if titles.score < EQUAL or not known:
            return None
    if titles.score == APART:
        return Verdict(0, "", titles.how, contrary=True)

    score = titles.score + _AUTHORS_COUNT[authors]
    score += _YEAR_UNKNOWN if years is None else _YEARS_COUNT[min(years, 4)]
    if authors is Authors.UNKNOWN and titles.score == EQUAL:
        score += _ALIKE_UNKNOWN
    score = min(score, EQUAL)
    contrary = score < DOUBT or titles.score <= REPLACED or authors is Authors.NONE
    return Verdict(score, _rule(authors, years), _why(titles.how, authors, years), contrary)


def compared(one: tuple[str, ...], other: tuple[str, ...]) -> Authors:
    """Compare two lists of authors, in any order; either may be cut off.

    Names that agree are counted against the shorter list: one of several may be
    a namesake. A group, as it stands for people who are not named, tells nothing.
    """
    one, other = _people(one), _people(other)
    if not one or not other:
        return Authors.UNKNOWN
    shorter, longer = sorted((one, other), key=len)
    left = list(longer)
    for name in shorter:
        same = next((place for place, known in enumerate(left) if agree(name, known)), None)
        if same is not None:
            del left[same]
    found = len(longer) - len(left)
    if not found:
        return Authors.NONE
    if found == len(shorter) and (found > 1 or len(longer) == 1):
        return Authors.ALL
    # Where only one is named, it is the first.
    most = agree(shorter[0], longer[0]) if len(shorter) == 1 else found > 1
    return Authors.SOME if most and 2 * found >= len(shorter) else Authors.FEW


def _people(authors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in authors[:_AUTHORS] if not _GROUPS.search(name))


def _rule(authors: Authors, years: int | None) -> str:
    named = authors in (Authors.ALL, Authors.SOME, Authors.FEW)
    dated = years is not None and years <= 1
    return {
        (False, False): "title",
        (True, False): "title and authors",
        (False, True): "title and year",
        (True, True): "title, authors and year",
    }[named, dated]


def _why(title: str, authors: Authors, years: int | None) -> str:
    told = [title]
    if authors in (Authors.FEW, Authors.UNKNOWN, Authors.NONE):
        told.append(authors.value)
    if years is None:
        told.append("year unknown")
    elif years:
        told.append(f"years differ by {_NUMBERS[years] if years < len(_NUMBERS) else years}")
    return ", ".join(told)

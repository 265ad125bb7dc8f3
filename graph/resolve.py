"""Which records are the same paper: decided from two descriptions alone."""

from __future__ import annotations

from .model import Description
from .text import normal

# Titles that say nothing: they need an author and a year that agree.
_SAYS_NOTHING = frozenset(
    [
        "abstract",
        "abstracts",
        "comment",
        "commentary",
        "contents",
        "correction",
        "corrigendum",
        "discussion",
        "editorial",
        "errata",
        "erratum",
        "foreword",
        "index",
        "introduction",
        "preface",
        "reply",
        "retraction",
        "untitled",
    ]
)
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
    strict = one.title in _SAYS_NOTHING or len(one.title) < 4
    if _authors_agree(one.author, other.author, strict) and _years_agree(
        one.year, other.year, strict
    ):
        return "title"
    return None


def _authors_agree(one: str | None, other: str | None, strict: bool) -> bool:
    if one is None or other is None:
        return not strict
    return bool(_family_names(one) & _family_names(other))


def _family_names(name: str) -> set[str]:
    """The family name in either order of writing: first or last word, or before a comma."""
    if "," in name:
        return {normal(name.partition(",")[0])}
    words = normal(name).split()
    return {words[-1]} | ({words[0]} if len(words[0]) > 1 else set())


def _years_agree(one: int | None, other: int | None, strict: bool) -> bool:
    if one is None or other is None:
        return not strict
    return abs(one - other) <= _YEARS_APART

"""Where in a term a word may stand, told from the word alone."""

from __future__ import annotations

from .plain_words import GERUND_HEADS, NOUNS, PREDICATES, STOP, VERBS
from .words import Memo, word_set

# Places of a word in a term, as bits.
INSIDE, BEGINS, ENDS, GERUND = 1, 2, 4, 8
_ADJECTIVE_ENDS = tuple(word_set("ed ive ous able ible ful ical ary ional ular inear ic ian less"))


def role(printed: str) -> int:
    """Return where in a term a word may stand: 0 nowhere, else INSIDE and what else it can do."""
    word = printed.lower()
    if (
        word in STOP
        or word in PREDICATES
        or len(word) < 2
        or word[0].isdigit()
        or (len(word) > 5 and word.endswith(("ly", "ize", "ise", "ify", "izes", "ises", "ifies")))
    ):
        return 0
    gerund = word.endswith("ing") and len(word) > 5
    roles = INSIDE | (GERUND if gerund else 0)
    if len(word) > 2 and word not in VERBS and not (gerund and word not in GERUND_HEADS):
        roles |= BEGINS
    adjective = word.endswith(_ADJECTIVE_ENDS) and word not in NOUNS
    if len(word) > 2 and not adjective and not (gerund and word not in GERUND_HEADS):
        roles |= ENDS
    return roles


ROLES = Memo(role)

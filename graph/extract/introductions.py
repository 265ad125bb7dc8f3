"""Where the objects of introducing verbs stand: behind "we propose", "it introduces"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cues import Cue
from .openings import WHO, Opening
from .patterns import either, pattern
from .reading import Sentence

_VERBS = (
    "propos introduc present develop design devis releas buil[dt] creat construct collect "
    "curat contribut establish describ offer provid publish annotat implement formulat unveil "
    "open-sourc assembl puts?_forward deriv compil"
)
_FIRST_LETTERS = "".join(sorted({verb[0] for verb in _VERBS.split()}))
VERB = either(_VERBS) + "(?:e|es|ed|ing|s)?"
_PAPER = either(
    "paper work study article thesis dissertation report research demo letter note project "
    "chapter manuscript"
)
_WHO = (
    rf"(?:\b(?:abstract)?(?:we|I)\b|\b(?:this|our|(?:the\s+)?(?:present|current))\s+{_PAPER}\b"
    r"|\bthe\s+(?:paper|article|study|thesis|dissertation|report|manuscript|chapter)\b"
    r"(?!\s+(?:of|by|in)\b)|\bauthors\b(?!\s+(?:of|in)\b)|\bour\s+\w+\b)"
)
# "the newly introduced", "the design", "a release": no verb of the sentence.
_NO_VERB = "".join(
    rf"(?<!\b{word}\s)" for word in ("the", "a", "an", "newly", "recently", "previously", "its")
)
_NO_OBJECT = rf"(?!\s+{either('by on upon off from with to for and or')}\b|\s+in\b(?!\s+this\b))"
# "we propose"; "this paper then introduces"
# The first letter is asked before all that must not stand there.
_INTRODUCES = pattern(
    rf"{_WHO}[^.;:]{{0,160}}?\b(?![^{_FIRST_LETTERS}]){_NO_VERB}{VERB}\b{_NO_OBJECT}"
)
_LAST_VERB = pattern(rf"\b{VERB}$")
# "... and further present" after one of these
_NEXT_VERB = pattern(rf"\b(?:and|then|also|further|to)\s+(?:\w+ly\s+)?{VERB}\b{_NO_OBJECT}")
# "It proposes", where an earlier sentence spoke of the paper
_IT = pattern(
    r"(?:^\W*(?:[^,.;:]{1,40},\s+)?|[,;:]\s+(?:and\s+)?|\bthis\s+)"
    rf"it\s+(?:(?:also|then|further|thus|next|\w+ly)\s+)*{VERB}\b{_NO_OBJECT}"
)
_WHO_BEFORE = pattern(_WHO)
_TO_THIS_END = pattern(r"\bto\s+this\s+end\b")
# "we use ABC, which introduces": somebody else's
_OF_OTHERS = pattern(
    r"\b(?:compar|evaluat|fine-?tun|extend|adopt|follow|us|build)\w*\s+[^,;]{0,60},?\s+"
    r"(?:which|that|who|as)\b"
)
# "we present here"
_ASIDE = pattern(r"\s+(?:in\s+this\s+\w+|here|first|also)\b,?")
_CONTAINS = pattern(
    r"\b(?:our|the\s+proposed|the|its)\s+"
    + either("framework method approach model system architecture pipeline design contributions?")
    + r"\s+(?:\w+ly\s+|also\s+|further\s+)?"
    + either(
        "includes? consists?_of comprises? incorporates? integrates? features? introduces? "
        "employs? contains? combines?"
    )
    + r"\b"
)
_OBJECT_END = re.compile(
    r"[.;!?](?=\s|$)|\b"
    + either(
        "that which whose where by via using through based with when while because to_\\w+ for "
        "in_order demonstrat* show* such_as on from"
    )
    + r"\b"
)
_NOUN_NEXT = re.compile(
    r"[)\]]\s(?!"
    + either("that which for to with and in by using is via on as from are or where when")
    + r"\b)[a-z]"
)


def speaks_of_itself(sentence: Sentence) -> bool:
    """Tell whether a sentence has the paper, its authors, "we" or "to this end" in it."""
    if sentence.cues & Cue.WE:
        return True
    return bool(sentence.cues & WHO) and (
        _who(sentence) >= 0 or _TO_THIS_END.search(sentence.text) is not None
    )


def _who(sentence: Sentence) -> int:
    """Return where a sentence first names the paper or its authors, -1 if nowhere."""
    if sentence.who is None:
        m = _WHO_BEFORE.search(sentence.text) if sentence.cues & WHO else None
        sentence.who = m.start() if m else -1
    return sentence.who


def objects(sentence: Sentence, openings: int, told: bool) -> Iterator[tuple[int, int]]:
    """Yield where the objects of introducing verbs stand in a sentence.

    Args:
        sentence: One.
        openings: What may be found in it.
        told: An earlier sentence spoke of the paper, so that "it" may be the paper.
    """
    text, cues = sentence.text, sentence.cues
    verbs = cues & Cue.INTRODUCES
    who = _who(sentence)
    it = _IT.search(text) if told and verbs and cues & Cue.IT else None
    leads = [at for at in (who, it.start() if it else -1) if at >= 0]
    # With each expression, from where on it is tried.
    asked = [(_INTRODUCES, who)] if who >= 0 and verbs else []
    asked += [(_IT, 0)] if it else []
    asked += [(_NEXT_VERB, min(leads) + 1)] if leads and openings & Opening.NEXT_VERB else []
    contains = cues & Cue.CONTAINS and (who >= 0 or "proposed" in text or " its " in text)
    asked += [(_CONTAINS, 0)] if contains else []
    for cue, first in asked:
        once = cue is _INTRODUCES and not openings & Opening.TWICE
        for m in filter(None, [cue.search(text, first)]) if once else cue.finditer(text, first):
            last = _LAST_VERB.search(m[0])
            begin = m.start() + last.end() if last else m.end()
            if last and cue is _INTRODUCES and _OF_OTHERS.search(m[0][: last.start()]):
                continue
            aside = _ASIDE.match(text, begin)
            begin = aside.end() if aside else begin
            yield begin, min(len(text), begin + 260)


def is_object(text: str, begin: int, at: int, end: int) -> bool:
    """Tell whether what stands at a place is the object of a verb that ends at `begin`.

    "A corpus of Any Council (AC) speeches" introduces no council.
    """
    between = text[begin:at]
    if between.endswith(" of ") and _NOUN_NEXT.match(text, end):
        return False
    return len(between.split()) <= 14 and _OBJECT_END.search(between) is None

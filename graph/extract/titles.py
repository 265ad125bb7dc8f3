"""The name of a paper's own that its title begins with: "ABC: a way to dig"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .introductions import VERB
from .judge import Judge
from .kinds import is_data, says_data
from .naming import NAME, is_name_like, occurrences
from .object_names import PARTS
from .patterns import pattern
from .reading import PaperReading

_TITLE_NAME = re.compile(r"\s*[\"“']?([^:]{2,60}?)[\"”']?\s*(?::|\s[-–—]\s)")
# Asked first: most titles have none.
_TITLE_SIGN = re.compile(r":|\s[-–—]\s")
# "The ABC Corpus", "The ABC approach to ..."
_TITLE_THE = re.compile(
    rf"\s*The\s+(?P<name>{NAME})\s+(?:[A-Z][\w-]*\s+){{0,4}}?(?i:{PARTS}|project)\b"
)
_TITLE_LEAD = pattern(r"^(?:the|introducing)\s+")
_VERSIONED = re.compile(rf"{NAME} v?\d+(?:\.\d+)*")
_PRESENTED = pattern(
    rf"\b(?:{VERB}|called|termed|named|dubbed|our)\s+(?:the\s+|a\s+|an\s+)?[\"“'‘`]*$"
)
# Characters of a title that are read for a name.
_TITLE = 300


def title_names(paper: PaperReading, judge: Judge) -> Iterator[tuple[str, float, bool | None]]:
    """Yield the name before a title's colon, if it is one."""
    title = paper.paper.title.strip()[:_TITLE]
    the = _TITLE_THE.match(title) if title.startswith("The") else None
    if the and judge.allows(the["name"], sure=True):
        yield the["name"], 0.9, is_data(title, the.start("name"), the.end("name"))
    m = _TITLE_NAME.match(title) if _TITLE_SIGN.search(title) else None
    if not m:
        return
    prefix = _TITLE_LEAD.sub("", m[1].strip())
    body = " ".join(r.text for r in paper.passages if r.passage.id != "title")
    if _VERSIONED.fullmatch(prefix) and is_name_like(prefix.split()[0]):
        found = [(prefix, 0.9)]
    elif " " in prefix:
        found = [(name, 0.8) for name in _phrase(prefix, body, judge)]
    else:
        found = list(_one_word(prefix, body, judge))
    if found:
        data = says_data(title[m.end() :]) or None
        yield from ((name, score, data) for name, score in found)


def _one_word(prefix: str, body: str, judge: Judge) -> Iterator[tuple[str, float]]:
    """Yield the one word before the colon, if it is spelt or used as a name.

    Without an abstract to ask, any capitalised word there is taken for one.
    """
    used = any(_ends_there(body, at + len(prefix)) for at in occurrences(body, prefix))
    if judge.allows(prefix, sure=True) and (used or not body or not judge.known(prefix)):
        yield prefix, 1.0 if used else 0.8
    elif prefix[:1].isupper() and not judge.concept(prefix) and len(prefix) > 2:
        if used and _as_name(body, prefix):
            yield prefix, 0.9
        elif not body and not judge.known(prefix):
            yield prefix, 0.6


def _phrase(prefix: str, body: str, judge: Judge) -> Iterator[str]:
    """Yield a phrase before the colon where the abstract uses it as a name."""
    words = prefix.split()
    if len(words) > 6:
        return
    start, inside = _in_any_case(body, prefix.rstrip("s"))
    if not inside:
        if words[-1].startswith("(") and judge.allows(words[-1].strip("()"), sure=True):
            yield words[-1].strip("()")
        return
    quoted = body[max(0, start - 1) : start] in tuple("\"“'‘`")
    before = body[max(0, start - 40) : start]
    presented = _PRESENTED.search(before) is not None and not inside.islower()
    # "the Any Thing Model", in capitals, is one of its own even where the field has the word.
    the = inside.istitle() and len(words) > 2 and before.endswith(" the ")
    if quoted or (presented and (the or not judge.concept(prefix))):
        yield inside
        yield prefix


def _in_any_case(body: str, name: str) -> tuple[int, str]:
    """Return where a phrase or its plural first stands, and how it is printed there."""
    low = body.lower()
    for start in occurrences(low if len(low) == len(body) else body, name.lower()):
        end = start + len(name)
        for stop in (end + 1, end) if body[end : end + 1] in ("s", "S") else (end,):
            if _ends_there(body, stop):
                return start, body[start:stop]
    return 0, ""


def _ends_there(text: str, at: int) -> bool:
    return not (text[at : at + 1].isalnum() or text[at : at + 1] == "_")


def _as_name(body: str, word: str) -> bool:
    """Tell whether a capitalised word is a name: within a sentence, never in small letters."""
    inner = re.search(rf"(?<=[a-z,] ){re.escape(word)}(?!\w)", body)
    return inner is not None and re.search(rf"\b{re.escape(word.lower())}\b", body) is None

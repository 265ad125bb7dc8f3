"""What a sentence introduces as its subject: "X is proposed", "the resulting X", "X, a new ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .naming import NAME, PHRASE, is_name_like, without_sentence
from .object_names import PARTS, Proposal
from .openings import Opening
from .patterns import either, pattern

_OWN_WORD = either("proposed designed devised introduced developed resulting own novel new")
_ONES = r"(?:the|our|this|an?|its|their|of|with|and|uses?)"
# "our newly designed ABC", "the proposed framework ABC"
_OWN_NAME = pattern(
    rf"\b{_ONES}\s+(?:{either('newly specially carefully specifically well own')}[\s-]+)?"
    rf"{_OWN_WORD}\s+(?:(?:[a-z][\w-]*\s+){{0,3}}?{PARTS},?\s+(?:called\s+)?)?[\"“'‘`]*(?P<name>{NAME})"
)
# "a new ABC" may be one more of a kind; "a new ABC module" is not.
_A_NEW = pattern(r"an?\s+new\s+\S+$")
_NOUN = pattern(rf"\s+{PARTS}\b")
_OWN_PHRASE = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur)\s+(?:newly\s+)?(?:proposed|resulting)\s+[\"“'‘`]*(?P<name>{PHRASE})"
)
_OWN_BEFORE = pattern(rf"\b{_OWN_WORD}\s+$")
# "the resulting model, ABC, is"; "a new benchmark, ABC, measures"
_APPOSED_TO = re.compile(
    r"\b(?:(?:[Tt]he|[Oo]ur|[Ii]ts)\s+(?:(?:resulting|proposed|final|new|overall|complete|full|whole)\s+)"
    r"|[Aa]n?\s+(?:new|novel|proposed)\s+)"
    rf"(?:[a-z][\w-]*\s+){{0,5}}?{PARTS}(?:\s+for\s+(?:[\w-]+\s+){{0,3}}[\w-]+)?,\s+"
    rf"[\"“'‘`]*(?P<name>{NAME})[\"”'’]*(?=\s*[,(:.]|\s+is\b)"
)
# "ABC, a new method for ..., halves"
_APPOSED_NEW = re.compile(
    rf"(?P<name>{NAME})(?:\s+\([^()]*\))?(?:,|\s+is)\s+an?\s+(?:[\w-]+,?\s+){{0,2}}?(?:new|novel)\b"
)
# "Its module ABC", "Its new dataset ABC", "Its Byte Token Lemma"
_ITS = re.compile(
    r"\b(?:Its|Their|Our)\s+(?:(?P<adjective>own|new|novel)\s+)?"
    rf"(?:(?:[a-z][\w-]*\s+){{0,4}}?{PARTS},?\s+(?P<name>{NAME})"
    rf"|(?P<before>{NAME})(?=\s{PARTS}\b)"
    rf"|(?P<phrase>[A-Z][\w-]{{1,40}}(?:\s[A-Z][\w-]{{1,40}}){{0,5}}\s(?=[A-Z])(?i:{PARTS}))"
    r"(?=\s+[a-z]))"
)
_PASSIVE = pattern(
    rf"\b(?:{either('is are was were')}|will\s+be)\s+"
    r"(?:(?:then|also|further|first|here|therefore|thus|hence|\w+ly)\s+)?"
    r"(?:"
    + either(
        "proposed introduced presented developed designed devised released built created "
        "constructed collected compiled described formulated unveiled open-sourced"
    )
    + r"|made\s+(?:\w+ly\s+)?(?:available|public))\b(?!\s+by\b"
    r"|\s+(?:in|at)\b(?!\s+(?:this|our|the)\b|"
    r"\s+http)|\s+[(\[]\S{0,30}\d|\s+(?:up)?on\b|\s+from\b)"
)
_PROPOSED = pattern(
    r"\b(?:proposed|introduced|presented|released|devised|unveiled|available|public)$"
)
_UP_TO_VERB = re.compile(r"[)\]]?(?:\s+[\w-]+){0,2}\s*|[)\]]?,[^,.;]{0,80},\s*")
# "Also introduced is ABC"
_INVERTED = pattern(
    rf"^\W*(?:also\s+|further\s+)?(?:proposed|introduced|presented|described)\s+(?:here\s+)?"
    rf"(?:is|are)\s+(?:an?\s+[^,.;]{{1,60}},\s+)?(?:the\s+)?(?P<name>{NAME})"
)
_LATELY = pattern(
    rf"\b{either('recently originally previously earlier first_introduced et_al existing since')}\b"
)
_PASSIVE_SUBJECT = re.compile(
    rf"(?:^|[\s\"“'‘`(])(?P<name>{NAME})[\"”'’)]*(?:,[^,.;]{{0,80}},|,)?(?:\s+{PARTS})?\s+$"
)
_SUBJECT = re.compile(rf"\W*(?P<name>{NAME})(?=\s[a-z]|,\s+an?\s)")
_CLAIMS = re.compile(
    rf"(?:\s{either('also further not_only easily can could even thus')}|\s\w+ly)*\s"
    + either(
        "outperform achiev surpass improv enabl contribut reduc obtain attain exceed deliver yield "
        "beat introduc enhanc accelerat demonstrat leverag exhibit employ provid generaliz combin "
        "address consist work"
    )
    + r"(?:e?s|ed?)\b(?!\s+by\b)"
)
_ITS_BEFORE = pattern(r"(?:^|[,;:]\s)\W*(?:its|their|our)\s+(?:(?:own|new|novel)\s+)?$")
_INDEFINITE = pattern(r"\ban?\s+(?:new\s+|novel\s+)?$")
_STARTS = re.compile(r"^\W*(?:[^,]{1,40},\s+)?[Aa]n?\s+(?:(?:new|novel)\s+)?$")
_ACTIVE = re.compile(rf"[)\]]?(?:\s{PARTS})?(?:\s\w+ly)?\s(?!is\b|has\b|was\b)[a-z]+s\s(?!by\b)")
_WITH = pattern(r"\b(?:with|through|by|via)\s+an?\s+(?:new\s+|novel\s+)?$")
_PART_AFTER = pattern(rf"[)\]]?\s(?:{PARTS})\b")
# "the long name (ABC) understands prompts better than"
_BETTER = pattern(
    r"[)\]]?(?:\s\w+ly)?\s"
    + either("outperforms? surpass(?:es)? exceeds? beats? achieves?")
    + r"\b|[)\]]?\s[a-z]+s?\s(?:[\w-]+\s){0,4}?"
    + either("better faster higher lower superior ahead")
    + r"\b"
)
_ARTICLE_BEFORE = pattern(r"\b(?:the|our|an?)\s+$")
# Characters before a name, at most, in which the word before it stands.
_WORD_BEFORE = 40
_OTHERS_BEFORE = pattern(
    r"\b"
    + either(
        "while whereas although like such_as e\\.g\\.,? recent(?:ly)?,? existing previous prior "
        "including baselines? by of than and methods? models? though when as if to can why how "
        "whether unlike with on over against from us(?:e|es|ing) compar\\w+"
    )
    + r"\s*$"
)


def own_adjective(text: str, openings: int) -> Iterator[Proposal]:
    """Yield names after "the proposed", "our newly devised", "a novel"."""
    for m in _OWN_NAME.finditer(text) if openings & Opening.OWN_NAME else ():
        if _A_NEW.match(m[0]) and not _NOUN.match(text, m.end()):
            continue
        yield Proposal(without_sentence(m["name"]), m.start("name"), 0.8)
    for m in _OWN_PHRASE.finditer(text) if openings & Opening.OWN_PHRASE else ():
        yield Proposal(m["name"], m.start("name"), 0.8, sure=True)
    for m in _APPOSED_TO.finditer(text) if openings & Opening.APPOSED else ():
        yield Proposal(without_sentence(m["name"]), m.start("name"), 0.8, sure=True)


def has_own_adjective(text: str, end: int) -> bool:
    """Tell whether a text ends, at a place, in "our proposed", "a novel" and the like."""
    return _OWN_BEFORE.search(text, max(0, end - _WORD_BEFORE), end) is not None


def new_one(text: str) -> Iterator[Proposal]:
    """Yield the name of "ABC, a new method", at the beginning of a clause."""
    for m in _APPOSED_NEW.finditer(text):
        before = text[: m.start()].rstrip(" \"“'‘`")
        if (not before or before[-1] in ",:;—–") and not _LATELY.search(text):
            yield Proposal(without_sentence(m["name"]), m.start("name"), 0.8)


def its(text: str) -> Iterator[Proposal]:
    """Yield names of parts: "Its module ABC", "Its Token Mapping Lemma"."""
    for m in _ITS.finditer(text):
        group = "name" if m["name"] else "before"
        if m[group]:
            sure = m["adjective"] is not None
            yield Proposal(without_sentence(m[group]), m.start(group), 0.8, sure)
        else:
            yield Proposal(m["phrase"], m.start("phrase"), 0.8, sure=True)


def is_part(text: str, begin: int, end: int, long: str) -> bool:
    """Tell whether a defined short form names a part of the paper's own.

    "Its Token Mapping Unit (TMU)", "A Cross-Path Module (CPM) joins" and "with a
    Prior-Match (PM) loss": capitals alone do not tell, only the place does.

    Args:
        text: A sentence after one that spoke of the paper.
        begin: Where the long form begins.
        end: Where the short form ends.
        long: The long form.
    """
    before = text[max(0, begin - 60) : begin]
    if _ITS_BEFORE.search(before):
        return True
    if not (long[:1].isupper() and _INDEFINITE.search(before)):
        return False
    if _STARTS.search(before):
        return _ACTIVE.match(text, end) is not None
    return _WITH.search(before) is not None and _PART_AFTER.match(text, end) is not None


def passive(text: str, told: bool) -> int | None:
    """Return where "is proposed" and the like begins, if a sentence says it of its own.

    Args:
        text: A sentence.
        told: It or one before it spoke of the paper; without that only "proposed" and
            its like will do, not "developed", "collected".
    """
    m = _PASSIVE.search(text)
    if not m or _LATELY.search(text) or not (told or _PROPOSED.search(m[0])):
        return None
    return m.start()


def is_passive_subject(text: str, end: int, verb: int) -> bool:
    """Tell whether what ends at a place is what a passive verb speaks of."""
    return 0 <= verb - end <= 90 and _UP_TO_VERB.fullmatch(text, end, verb) is not None


def passive_subject(text: str, verb: int) -> Iterator[Proposal]:
    """Yield the name right before a passive verb."""
    m = _PASSIVE_SUBJECT.search(text, max(0, verb - 120), verb)
    while m and m["name"].islower():
        m = _PASSIVE_SUBJECT.search(text, m.end("name"), verb)
    if m and not _OTHERS_BEFORE.search(text[max(0, m.start("name") - 20) : m.start("name")]):
        yield Proposal(without_sentence(m["name"]), m.start("name"), 0.8)


def inverted(text: str) -> Iterator[Proposal]:
    """Yield the name of "Also introduced is ABC"."""
    m = _INVERTED.match(text)
    if m:
        yield Proposal(without_sentence(m["name"]), m.start("name"), 0.8)


def subject(text: str) -> str | None:
    """Return the name that a sentence begins with and says something of."""
    m = _SUBJECT.match(text)
    return without_sentence(m["name"]) if m else None


def claims(text: str) -> Iterator[Proposal]:
    """Yield names that a sentence lets win: "ABC outperforms", unless said of others."""
    for m in _CLAIMS.finditer(text):
        before = text[max(0, m.start() - 60) : m.start()].rsplit(None, 1)
        word = before[-1].lstrip("\"“'‘`(") if before else ""
        name = without_sentence(word)
        if word[-1:] in ",;:)]" or word.islower() or not is_name_like(name):
            continue
        at = m.start() - len(word)
        if not _OTHERS_BEFORE.search(text[max(0, at - 20) : at]):
            yield Proposal(name, at, 0.6)


def wins(text: str, begin: int, end: int) -> bool:
    """Tell whether a long form and its short one are the subject of a claim.

    Args:
        text: A sentence.
        begin: Where the long form begins.
        end: Where the short form ends.
    """
    if not _BETTER.match(text, end):
        return False
    article = _ARTICLE_BEFORE.search(text, max(0, begin - _WORD_BEFORE), begin)
    before = text[: article.start() if article else begin].rstrip()
    return not before or before[-1] in ",:;"

"""The grammar by which papers say what they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .naming import NAME, PHRASE, is_name_like, without_sentence
from .patterns import either, pattern

VERB = (
    either(
        "propos introduc present develop design devis releas buil[dt] creat construct collect "
        "curat contribut establish describ offer provid publish annotat implement formulat unveil "
        "open-sourc assembl put_forward"
    )
    + "(?:e|es|ed|ing|s)?"
)
_OWN_WORK = either(
    "paper work study article thesis report research demo letter note project chapter"
)
_WHO = rf"(?:\b(?:we|I)\b|\b(?:this|our|the\s+present)\s+{_OWN_WORK}\b|\bauthors\b|\bour\s+\w+\b)"
# "we propose"; "this paper then introduces"
_INTRODUCES = pattern(rf"{_WHO}[^.;:]{{0,160}}?\b{VERB}\b(?!\s+(?:by|in)\b)")
_LAST_VERB = pattern(rf"\b{VERB}$")
# "... and further present" after one of these
_NEXT_VERB = pattern(rf"\b(?:and|then|also|further|to)\s+(?:\w+ly\s+)?{VERB}\b")
_WHO_BEFORE = pattern(_WHO)
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
_THE = either("an? the our its this another one some two three four")
_PRAISES = either("novel new simple first effective open large-scale efficient unified general")
_PRAISE = rf"(?:{_PRAISES}\s+)*"
_QUOTE = r"[\"“'‘`]*"
# Words that may stand between a determiner and the name.
_WORDS = r"(?:[a-z][\w/-]*\s+|[A-Z][a-z]+-[a-z]+\s+|[A-Z]{2,5}s?\s+)"
PARTS = either(
    "techniques? modules? mechanisms? loss strateg(?:y|ies) algorithms? blocks? layers? samplers? "
    "schemes? frameworks? methods? approach architectures? models? operators? optimizers? "
    "objectives? pipelines? data_?sets? benchmarks? corpus corpora toolkits? librar(?:y|ies) "
    "systems? metrics? scores? suites? platforms? packages? agents? decoders? encoders? networks? "
    "adapters? attention lemma theorem collection tools? index protocol languages? challenges? "
    "tasks? baselines? simulators? environments?"
)
DATA = either(
    r"data[\s-]?sets? benchmarks? corpus corpora test[\s-]*(?:suite|set|bed)s? leaderboards? "
    r"collections? knowledge_(?:base|graph)s? suites? treebanks? databases? lexicons?"
)
_AFTER_NAME = rf"(?=\s*[,(.:]|\s+{either('which that')}\b)"
# The object of an introducing verb, read from the verb on.
_OBJECTS = (
    # "ABC, a ...", "the novel ABC"
    re.compile(rf"\s+(?:{_THE}\s+)?{_PRAISE}{_QUOTE}(?P<name>{NAME})"),
    # "a new data set ABC"
    re.compile(rf"\s+(?:{_THE}\s+)?{_WORDS}{{0,8}}?{PARTS}\s+[\"“'‘`(]*(?P<name>{NAME})"),
    # "an architecture, ABC, which"
    re.compile(
        rf"\s+(?:{_THE}\s+)?{_WORDS}{{1,14}}?[\w-]+[,:]\s+"
        rf"(?:the\s+|namely\s+|i\.e\.,?\s+)?{_QUOTE}(?P<name>{NAME}){_AFTER_NAME}"
    ),
)
_PHRASE_OBJECT = re.compile(
    rf"\s+(?:{_THE}\s+)?{_PRAISE}{_QUOTE}(?P<name>{PHRASE})[\"”'’]*"
    rf"(?=\s*,\s+{either('an? the which that our')}\b"
    rf"|\s+{either('dataset benchmark corpus framework')}\b)"
)
# "a Back&Refine technique"
_PART_OBJECT = re.compile(
    rf"\b(?:an?|our)\s+{_PRAISE}(?P<name>{NAME})\s+(?:\([^()]*\)\s+)?{PARTS}\b"
)
_PREPOSITION = pattern(rf"\b{either('using of by via on from with in within like')}\s+$")
_DOUBTLESS = re.compile(rf"[\"”'’]*\s*(?:[,:(.—–]|{either('which that')}\b|{DATA}\b)")
_MORE = re.compile(
    rf"\s*(?:,\s*and|,|and)\s+(?:{_THE}\s+)?(?P<name>{NAME})(?=\s*[,.(:]|\s+and\b|\s*$)"
)
_OBJECT_END = re.compile(
    r"[.;!?](?=\s|$)|\b"
    + either(
        "that which whose where by via using through based with when while because to_\\w+ for "
        "in_order demonstrat* show* such_as on from"
    )
    + r"\b"
)
_SAY = either("called termed named dubbed coined christened")
_WE_CALL = (
    r"we\s+(?:call|name|term|dub|refer\s+to|denote)"
    r"(?:\s+(?:it|this|them|(?:this|the|our|such)\s+\w+(?:\s+\w+)?))?(?:\s+as)?"
)
_CALLED = re.compile(
    rf"\b(?:{_SAY}|{either('denoted_(?:as|by) abbreviated_as referred_to_as known_as')}|{_WE_CALL})"
    rf"\s+(?:as\s+)?(?:the\s+)?{_QUOTE}(?P<name>{NAME})"
)
_CALLED_PHRASE = re.compile(
    rf"\b(?:{_SAY}|{_WE_CALL})\s+(?:as\s+)?(?:the\s+)?{_QUOTE}(?P<name>{PHRASE})"
    r"(?=[\"”'’]*\s*(?:[,.:;(]|$|which|that|to\b|for\b))"
)
_OWN_WORD = either("proposed designed devised introduced developed own novel new")
_OWN_NAME = re.compile(
    rf"\b(?:{either('newly specially carefully specifically well')}[\s-]+)?"
    rf"{_OWN_WORD}\s+(?:{PARTS},?\s+(?:called\s+)?)?(?P<name>{NAME})"
)
_OWN_BEFORE = pattern(rf"\b{_OWN_WORD}\s+$")
_PASSIVE = pattern(
    rf"\b{either('is are was were has_been have_been')}\s+"
    r"(?:(?:then|also|further|first|\w+ly)\s+)?"
    + either("proposed introduced presented developed designed devised released")
    + r"\b"
)
_PASSIVE_SUBJECT = re.compile(rf"(?P<name>{NAME})(?:,[^,.;]{{0,80}},)?\s+$")
_CLAIMS = re.compile(
    rf"(?:\s{either('also further not_only easily can could even thus')}|\s\w+ly)*\s"
    + either(
        "outperform achiev surpass improv enabl contribut reduc obtain attain exceed deliver yield "
        "beat introduc enhanc accelerat demonstrat leverag exhibit employ provid generaliz combin "
        "address consist work"
    )
    + r"(?:e?s|ed?)\b(?!\s+by\b)"
)
_OTHERS_BEFORE = pattern(
    r"\b"
    + either(
        "while whereas although like such_as e\\.g\\.,? recent(?:ly)?,? existing previous prior "
        "including baselines? by of than and methods? models? though when as if to can"
    )
    + r"\s*$"
)
_DATA_AFTER = pattern(
    rf"\s*(?:\([^()]*\)\s*)?(?:(?:[\w-]+\s+)?{DATA}\b"
    rf"|,?\s+(?:which\s+|that\s+)?(?:is\s+)?(?:an?|the)\s+(?:[\w-]+,?\s+){{0,7}}?{DATA}\b"
    r"|,?\s+(?:which\s+|that\s+)?(?:contain|consist|compris|compil|cover|includ)\w*"
    r"\s+(?:of\s+|over\s+|more\s+than\s+|around\s+|about\s+)*[\d~])"
)
_DATA_BEFORE = pattern(
    rf"\b{DATA}\s*(?:{either(': called named termed dubbed namely')}|\()*\s*(?:the\s+)?[\"“'‘(]*$"
    rf"|\b(?:an?|our)\s+(?:[\w-]+\s+){{0,4}}{DATA},\s+(?:the\s+|namely\s+|called\s+|named\s+)?$"
)
_DATA_END = pattern(rf"{DATA}$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word or phrase that a sentence may introduce.

    Attributes:
        at: Where it begins in the sentence.
        sure: The grammar leaves no doubt, so that a known or ordinary word may be meant.
    """

    name: str
    at: int
    score: float
    sure: bool = False


def objects(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the objects of introducing verbs stand in a sentence."""
    if not _WHO_BEFORE.search(text) and "proposed" not in text and " its " not in text:
        return
    for cue in (_INTRODUCES, _NEXT_VERB, _CONTAINS):
        for m in cue.finditer(text):
            if cue is _NEXT_VERB and not _WHO_BEFORE.search(text[: m.start()]):
                continue
            last = _LAST_VERB.search(m[0])
            begin = m.start() + last.end() if last else m.end()
            yield begin, min(len(text), begin + 260)


def object_names(text: str, begin: int, stop: int) -> Iterator[Proposal]:
    """Yield the names that are the object of a verb which ends at `begin`."""
    for grammar in _OBJECTS:
        m = grammar.match(text, begin, stop)
        if m and not m["name"].islower():
            name = without_sentence(m["name"])
            end = m.start("name") + len(name)
            sure = _DOUBTLESS.match(text, end) is not None
            yield Proposal(name, m.start("name"), 0.9, sure)
            while more := _MORE.match(text, end, stop):
                name = without_sentence(more["name"])
                yield Proposal(name, more.start("name"), 0.9)
                end = more.start("name") + len(name)
            break
    m = _PHRASE_OBJECT.match(text, begin, stop)
    if m:
        yield Proposal(m["name"], m.start("name"), 0.9, sure=True)
    for m in _PART_OBJECT.finditer(text, begin, stop):
        if not _PREPOSITION.search(text[: m.start()]):
            name = without_sentence(m["name"])
            sure = is_data(text, m.start("name"), m.start("name") + len(name))
            yield Proposal(name, m.start("name"), 0.8, sure)


def is_object(text: str, begin: int, at: int) -> bool:
    """Tell whether what stands at a place is the object of a verb that ends at `begin`."""
    between = text[begin:at]
    return len(between.split()) <= 14 and _OBJECT_END.search(between) is None


def called(text: str) -> Iterator[Proposal]:
    """Yield names after "called", "termed", "we name it"."""
    for grammar in (_CALLED, _CALLED_PHRASE):
        for m in grammar.finditer(text):
            yield Proposal(without_sentence(m["name"]), m.start("name"), 0.9, sure=True)


def own_adjective(text: str) -> Iterator[Proposal]:
    """Yield names after "proposed", "devised", "novel"."""
    for m in _OWN_NAME.finditer(text):
        yield Proposal(without_sentence(m["name"]), m.start("name"), 0.8)


def has_own_adjective(before: str) -> bool:
    """Tell whether a text ends in "our proposed", "a novel" and the like."""
    return _OWN_BEFORE.search(before) is not None


def passive(text: str) -> int | None:
    """Return where "is proposed" and the like begins, if a sentence has it."""
    m = _PASSIVE.search(text)
    return m.start() if m else None


def passive_subject(text: str, verb: int) -> Iterator[Proposal]:
    """Yield the name right before a passive verb."""
    m = _PASSIVE_SUBJECT.search(text, max(0, verb - 120), verb)
    if m:
        yield Proposal(without_sentence(m["name"]), m.start("name"), 0.8)


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


def is_data(text: str, start: int, end: int, long: str = "") -> bool:
    """Tell whether the words around a name, or its long form, say that it is a data set."""
    return (
        _DATA_END.search(long) is not None
        or _DATA_AFTER.match(text[end : end + 120].lstrip("\"”'’)")) is not None
        or _DATA_BEFORE.search(text[max(0, start - 80) : start]) is not None
    )

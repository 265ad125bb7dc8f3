"""Names that a sentence introduces as the object of a verb: "we propose X", "called X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .kinds import DATA, is_data
from .naming import NAME, PHRASE, is_name_like, without_sentence
from .openings import Opening
from .patterns import either, pattern

_THE = either("an? the our its this another one some two three four several")
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
    "tasks? baselines? simulators? environments? regulari[sz]ers? functions? heads? estimators? "
    "routers? parsers? ontology lexicons? treebanks? assistants? paradigms? procedures? languages?"
)
_AFTER_NAME = rf"(?=\s*[,(.:;]|\s+{either('which that and')}\b|\s*$)"
# A release number apart from the name: "ZorBo 2.0"
_NUMBER = r"(?:\s\d{1,2}(?:\.\d+)*(?=\s*[,(:]|\.?\s*$|\s+(?:which|that)\b))?"
# The object of an introducing verb, read from the verb on.
_OBJECTS = (
    # "ABC, a ...", "the novel ABC"
    re.compile(rf"\s+(?:{_THE}\s+)?{_PRAISE}{_QUOTE}(?P<name>{NAME}{_NUMBER})"),
    # "a new data set ABC"
    re.compile(
        rf"\s+(?:{_THE}\s+)?(?P<between>{_WORDS}{{0,8}}?){PARTS}\s+[\"“'‘`(]*(?P<name>{NAME})"
    ),
    # "an architecture, ABC, which"
    re.compile(
        rf"\s+(?:{_THE}\s+)?(?P<between>{_WORDS}{{0,14}}?[\w-]+)[,:]\s+"
        rf"(?:the\s+|namely\s+|i\.e\.,?\s+)?{_QUOTE}(?P<name>{NAME}){_AFTER_NAME}"
    ),
)
# "a corpus of holes (ABC)"
_IN_BRACKETS = re.compile(
    rf"\s+(?:{_THE}\s+)?(?P<between>{_WORDS}{{0,8}}?{DATA}(?:\s+of\s+{_WORDS}{{0,5}}?"
    rf"[a-z][\w-]*)?)\s+\((?P<name>{NAME})\)"
)
# What stands behind one of these is no object: "a comparison with the model ABC".
_OTHER_OBJECT = pattern(
    rf"\b{either('on upon using over against between from than compar* with by via us*')}\b"
)
_PHRASE_OBJECT = re.compile(
    rf"\s+(?:{_THE}\s+)?{_PRAISE}(?:{_QUOTE}(?P<name>{PHRASE})[\"”'’]*"
    rf"(?=\s*,\s+{either('an? the which that our')}\b"
    rf"|\s+{either('dataset benchmark corpus framework')}\b)"
    rf"|[\"“'‘`]+(?P<quoted>{PHRASE})[\"”'’])"
)
# "a Back&Refine technique"
_PART_OBJECT = re.compile(
    rf"\b(?:an?|our)\s+{_PRAISE}(?P<name>{NAME})\s+(?:\([^()]*\)\s+)?{PARTS}\b"
)
# Characters before an article, at most, in which a preposition stands.
_PREPOSED = 40
_PREPOSITION = pattern(rf"\b{either('using of by via on from with in within like')}\s+$")
_DOUBTLESS = re.compile(
    rf"[\"”'’]*\s*(?:[:(.—–]|,\s+{either('an? the our which that one in_which where')}\b|,\s+\d"
    rf"|{either('which that')}\b|{DATA}\b)"
)
_MORE = re.compile(
    rf"\s*(?:,\s*and|,|and)\s+(?:{_THE}\s+)?(?P<name>{NAME})(?=\s*[,.(:]|\s+and\b|\s*$)"
)
# "... and a benchmark, ABC"; "..., and ABC, a benchmark"
_MORE_APART = re.compile(
    rf"\band\s+(?:(?:{_THE}\s+){_WORDS}{{0,8}}?{PARTS},?\s+"
    rf"(?:{either('called named dubbed termed')}\s+)?"
    rf"{_QUOTE}(?P<name>{NAME}){_AFTER_NAME}|{_QUOTE}(?P<apposed>{NAME}),\s+(?:an?|the)\s)"
)
_MORE_ENDS = re.compile(
    r"[.;!?](?=\s|$)|\b"
    + either("compar* outperform* against than over us* evaluat* show* demonstrat* such_as like")
    + r"\b"
)
_SAY = either("called termed named dubbed coined christened nicknamed henceforth hereafter")
_WE_CALL = (
    r"(?:[Ww]e|[Ii]t|[Tt]hey|authors)\s+(?:calls?|names?|terms?|dubs?|refers?\s+to|denotes?)"
    r"(?:\s+(?:(?:this|the|our|such)(?:\s+[a-z][\w-]*){1,2}|it|this|them))?(?:\s+as)?"
)
_CALLED = re.compile(
    rf"\b(?:{_SAY}|{either('denoted_(?:as|by) abbreviated_as referred_to_as known_as')}|{_WE_CALL})"
    rf"\s+(?:as\s+)?(?:the\s+)?{_QUOTE}(?P<name>{NAME})"
)
_CALLED_PHRASE = re.compile(
    rf"\b(?:{_SAY}|{_WE_CALL})\s+(?:as\s+)?(?:the\s+)?{_QUOTE}(?P<name>{PHRASE})"
    r"(?=[\"”'’]*\s*(?:[,.:;(–—-]|$|which|that|to\b|for\b))"
)
# "compared with a model called ABC"
_CALLED_BY_OTHERS = pattern(
    rf"\b(?:{either('us* employ* adopt* appl* fine-?tun* evaluat* compar* extend* examin* unlike')}"
    rf"|{either('against over than like by from on within in at')})\s+"
    r"(?:\w+\s+)?(?:an?|the|one|some)\s+(?:[\w-]+,?\s+){1,5}$"
    rf"|\b{either('existing previously formerly also widely commonly often popularly usually')}"
    r"\s+(?:\w+,?\s+){0,2}$"
)


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


def object_names(text: str, begin: int, stop: int, openings: int) -> Iterator[Proposal]:
    """Yield the names that are the object of a verb which ends at `begin`.

    Args:
        text: A sentence.
        begin: Where its verb ends.
        stop: What begins behind this is read no more.
        openings: What may be found in it.
    """
    if text[begin:stop].islower():
        return
    for grammar in _OBJECTS:
        m = grammar.match(text, begin, stop)
        if m and not m["name"].islower():
            if _OTHER_OBJECT.search(m.groupdict().get("between") or ""):
                continue
            name = without_sentence(m["name"])
            end = m.start("name") + len(name)
            sure = _DOUBTLESS.match(text, end) is not None
            yield Proposal(name, m.start("name"), 0.9, sure)
            while more := _MORE.match(text, end, stop):
                name = without_sentence(more["name"])
                yield Proposal(name, more.start("name"), 0.9)
                end = more.start("name") + len(name)
            break
    if openings & Opening.MORE:
        yield from _more_apart(text, begin, stop)
    bracket = text.find("(", begin, stop) > 0
    m = _IN_BRACKETS.match(text, begin, stop) if bracket else None
    if m and not _OTHER_OBJECT.search(m["between"]):
        yield Proposal(m["name"], m.start("name"), 0.8)
    m = _PHRASE_OBJECT.match(text, begin, stop)
    # "ABC and DEF" are two names, not a phrase.
    if m and not (m["name"] and " and " in m["name"] and is_name_like(m["name"].split()[0])):
        group = "name" if m["name"] else "quoted"
        yield Proposal(m[group], m.start(group), 0.9, sure=True)
    for m in _PART_OBJECT.finditer(text, begin, stop) if openings & Opening.PART else ():
        if not _PREPOSITION.search(text, max(0, m.start() - _PREPOSED), m.start()):
            name = without_sentence(m["name"])
            sure = is_data(text, m.start("name"), m.start("name") + len(name)) is True
            yield Proposal(name, m.start("name"), 0.8, sure)


def _more_apart(text: str, begin: int, stop: int) -> Iterator[Proposal]:
    """Yield further objects, each behind a description: "and a benchmark, ABC"."""
    for m in _MORE_APART.finditer(text, begin, stop):
        if not _MORE_ENDS.search(text, begin, m.start()):
            group = "name" if m["name"] else "apposed"
            yield Proposal(without_sentence(m[group]), m.start(group), 0.8)


def called(text: str, begin: int) -> Iterator[Proposal]:
    """Yield names after "called", "termed", "we name it", unless said of what others made.

    Args:
        text: A sentence.
        begin: A place before the first of these words.
    """
    names = list(_CALLED.finditer(text, begin))
    if not names:
        return
    phrases = {m.start("name"): m["name"] for m in _CALLED_PHRASE.finditer(text, begin)}
    for m in names:
        if _CALLED_BY_OTHERS.search(text[max(0, m.start() - 100) : m.start()]):
            continue
        at = m.start("name")
        one = without_sentence(m["name"])
        whole = phrases.get(at, one)
        yield Proposal(one if is_name_like(one) else whole, at, 0.9, sure=True)

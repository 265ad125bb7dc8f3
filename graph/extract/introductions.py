"""What a sentence introduces as the object of a verb: "we propose X", "called X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .cues import Cue
from .kinds import DATA, is_data
from .naming import NAME, PHRASE, is_name_like, without_sentence
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
# One of these is in whatever these two expressions match.
_WHO_WORDS = Cue.WE | Cue.OUR | Cue.THIS_OR_I | Cue.WORK
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


def speaks_of_itself(sentence: Sentence) -> bool:
    """Tell whether a sentence has the paper, its authors, "we" or "to this end" in it."""
    if sentence.cues & Cue.WE:
        return True
    return bool(sentence.cues & _WHO_WORDS) and (
        _who(sentence) >= 0 or _TO_THIS_END.search(sentence.text) is not None
    )


def _who(sentence: Sentence) -> int:
    """Return where a sentence first names the paper or its authors, -1 if nowhere."""
    if sentence.who is None:
        m = _WHO_BEFORE.search(sentence.text) if sentence.cues & _WHO_WORDS else None
        sentence.who = m.start() if m else -1
    return sentence.who


def objects(sentence: Sentence, told: bool) -> Iterator[tuple[int, int]]:
    """Yield where the objects of introducing verbs stand in a sentence.

    Args:
        sentence: One.
        told: An earlier sentence spoke of the paper, so that "it" may be the paper.
    """
    text, cues = sentence.text, sentence.cues
    verbs = cues & Cue.INTRODUCES
    if not verbs and not cues & Cue.CONTAINS:
        return
    who = _who(sentence)
    it = _IT.search(text) if told and verbs and cues & Cue.IT else None
    leads = [at for at in (who, it.start() if it else -1) if at >= 0]
    asked = [_INTRODUCES] if who >= 0 and verbs else []
    asked += [_IT] if it else []
    asked += [_NEXT_VERB] if leads and verbs else []
    contains = cues & Cue.CONTAINS and (who >= 0 or "proposed" in text or " its " in text)
    asked += [_CONTAINS] if contains else []
    for cue in asked:
        for m in cue.finditer(text, who if cue is _INTRODUCES else 0):
            if cue is _NEXT_VERB and m.start() <= min(leads):
                continue
            last = _LAST_VERB.search(m[0])
            begin = m.start() + last.end() if last else m.end()
            if last and cue is _INTRODUCES and _OF_OTHERS.search(m[0][: last.start()]):
                continue
            aside = _ASIDE.match(text, begin)
            begin = aside.end() if aside else begin
            yield begin, min(len(text), begin + 260)


def object_names(text: str, begin: int, stop: int) -> Iterator[Proposal]:
    """Yield the names that are the object of a verb which ends at `begin`."""
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
    yield from _more_apart(text, begin, stop)
    m = _IN_BRACKETS.match(text, begin, stop)
    if m and not _OTHER_OBJECT.search(m["between"]):
        yield Proposal(m["name"], m.start("name"), 0.8)
    m = _PHRASE_OBJECT.match(text, begin, stop)
    # "ABC and DEF" are two names, not a phrase.
    if m and not (m["name"] and " and " in m["name"] and is_name_like(m["name"].split()[0])):
        group = "name" if m["name"] else "quoted"
        yield Proposal(m[group], m.start(group), 0.9, sure=True)
    for m in _PART_OBJECT.finditer(text, begin, stop):
        if not _PREPOSITION.search(text[: m.start()]):
            name = without_sentence(m["name"])
            sure = is_data(text, m.start("name"), m.start("name") + len(name)) is True
            yield Proposal(name, m.start("name"), 0.8, sure)


def _more_apart(text: str, begin: int, stop: int) -> Iterator[Proposal]:
    """Yield further objects, each behind a description: "and a benchmark, ABC"."""
    for m in _MORE_APART.finditer(text, begin, stop):
        if not _MORE_ENDS.search(text, begin, m.start()):
            group = "name" if m["name"] else "apposed"
            yield Proposal(without_sentence(m[group]), m.start(group), 0.8)


def is_object(text: str, begin: int, at: int, end: int) -> bool:
    """Tell whether what stands at a place is the object of a verb that ends at `begin`.

    "A corpus of Any Council (AC) speeches" introduces no council.
    """
    between = text[begin:at]
    if between.endswith(" of ") and _NOUN_NEXT.match(text, end):
        return False
    return len(between.split()) <= 14 and _OBJECT_END.search(between) is None


def called(text: str) -> Iterator[Proposal]:
    """Yield names after "called", "termed", "we name it", unless said of what others made."""
    names = list(_CALLED.finditer(text))
    if not names:
        return
    phrases = {m.start("name"): m["name"] for m in _CALLED_PHRASE.finditer(text)}
    for m in names:
        if _CALLED_BY_OTHERS.search(text[max(0, m.start() - 100) : m.start()]):
            continue
        at = m.start("name")
        one = without_sentence(m["name"])
        whole = phrases.get(at, one)
        yield Proposal(one if is_name_like(one) else whole, at, 0.9, sure=True)

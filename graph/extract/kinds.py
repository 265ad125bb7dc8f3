"""Whether the words around a name say that it is a data set, or that it is something else."""

from __future__ import annotations

from .patterns import either, pattern

DATA = either(
    r"data[\s-]?sets? benchmarks? corpus corpora test[\s-]*(?:suite|set|bed)s? leaderboards? "
    r"collections? knowledge_(?:base|graph)s? suites? treebanks? databases? lexicons?"
)
# Head nouns that say what a name is, none of them a data set.
_THING = either(
    "techniques? modules? mechanisms? loss(?:es)? strateg(?:y|ies) algorithms? blocks? layers? "
    "samplers? schemes? frameworks? methods? approach(?:es)? architectures? models? operators? "
    "optimi[sz]ers? objectives? pipelines? toolkits? librar(?:y|ies) systems? metrics? scores? "
    "platforms? packages? agents? decoders? encoders? networks? adapters? adaptors? connectors? "
    "transformers? parsers? tools? protocols? languages? simulators? generators? classifiers? "
    "retrievers? rankers? builders? routers? kernels? sampling attention learning training "
    "lemmas? theorems? paradigms? procedures? assistants? engines? detectors? machines?"
)
# A word of a noun phrase: what follows one of these is no longer its head.
_STOP = r"(?!" + either("for of that which who to on in with from by using via over is are") + r")"
_WORD = rf"{_STOP}[\w-]+,?\s+"
_MANY = r"(?:\d{3,}|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?\s*(?:k|m|b|million|thousand|billion))\b"
_NO_SIZE = r"(?!\s*\+?\s*(?:trainable\s+)?(?:parameters|layers|heads|weights|neurons|flops))"
_THE = r"(?:an?|the|our|one)"
# "dataset distillation method" is a method.
_NO_THING = rf"(?!\s+(?:{_STOP}\w+\s+)?{_THING}\b)"

# "ABC dataset", "ABC (Any Big Corpus) benchmark", "ABC-refined text dataset"
_NOUN_AFTER = pattern(rf"\s*(?:\([^()]*\)\s*)?(?:{_STOP}[\w-]*[^\Ws]\s+)?{DATA}\b{_NO_THING}")
# "ABC, a", "ABC is a", "ABC was collected, a"
_APPOSED = (
    r"(?:\s*\([^()]*\))?(?:\s+(?:is|was)\s+\w+ed)?"
    rf"(?:,?\s+(?:which|that)\s+(?:is|are|was)|,|\s+is)\s+{_THE}\s+"
)
_APPOSED_DATA = pattern(rf"{_APPOSED}(?:{_WORD}){{0,7}}?{DATA}\b{_NO_THING}")
_APPOSED_THING = pattern(rf"{_APPOSED}(?:{_WORD}){{0,7}}?{_THING}\b")
# "ABC, 7,000 questions"; "ABC contains over 7k questions"
_SIZED = pattern(
    r"\s*(?:\([^()]*\))?(?:,\s+(?:a\s+(?:set|collection)\s+of\s+)?"
    r"|,?\s+(?:which\s+|that\s+|\w+ly\s+)?(?:contain|consist|compris|compil|cover|includ|hold)\w*"
    r"\s+(?:of\s+|over\s+|more\s+than\s+|around\s+|about\s+|some\s+|nearly\s+|~\s*)*)"
    rf"{_MANY}{_NO_SIZE}"
)
_NOUN_BEFORE = pattern(
    rf"\b{DATA}(?:\s*[:(]\s*|,?\s+{either('called named termed dubbed namely')}\s+)"
    r"(?:as\s+)?(?:the\s+)?[\"“'‘`(]*$"
    rf"|\b{DATA}\s+of\s+(?:[\w-]+\s+){{1,4}}\($"
    rf"|\b(?:an?|our|its|their|the)\s+(?:{_WORD}){{0,4}}{DATA},?\s+"
    r"(?:the\s+|namely\s+)?[\"“'‘`(]*$"
)
_ONE_HEAD = pattern(rf"\b(?:{_THING}|(?P<data>{DATA}))$")
_DATA_TITLE = pattern(rf"\s*(?:an?|the|towards?)\s(?:{_WORD}){{0,7}}?{DATA}\b{_NO_THING}")
# Characters after a name, and before it, that are read.
_AFTER, _BEFORE = 120, 80


def is_data(text: str, start: int, end: int, long: str = "") -> bool | None:
    """Tell whether a name is a data set's; nothing where its words do not say.

    The head noun of its long form decides; without one the noun beside it, an
    apposition, or how many items it is said to have.

    Args:
        text: A sentence.
        start: Where the name begins in it.
        end: Where it ends.
        long: Its long form, if it has one.
    """
    head = head_is_data(long)
    if head is not None:
        return head
    after = text[end : end + _AFTER].lstrip("\"”'’)")
    if _APPOSED_DATA.match(after):
        return True
    if _APPOSED_THING.match(after):
        return False
    if _NOUN_AFTER.match(after) or _SIZED.match(after):
        return True
    if _NOUN_BEFORE.search(text[max(0, start - _BEFORE) : start]):
        return True
    return None


def head_is_data(name: str) -> bool | None:
    """Tell whether the last word of a name or long form is a data set's; nothing if neither."""
    head = _ONE_HEAD.search(name)
    return head["data"] is not None if head else None


def says_data(text: str) -> bool:
    """Tell whether a title's words after its colon begin with a data set."""
    return _DATA_TITLE.match(text) is not None

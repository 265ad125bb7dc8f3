"""The lists of cues against the expressions that they permit, alternative by alternative."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from operator import or_
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from graph.extract import (
    acronyms,
    criticism,
    introductions,
    object_names,
    own_work,
    placed,
    repositories,
    stance,
    subjects,
    systems,
)
from graph.extract.batch import Batch
from graph.extract.cues import _WORDS, Cue, cues_of
from graph.extract.lexicon import Ints
from graph.extract.naming import NAME, PHRASE
from graph.extract.openings import WHO, Opening
from graph.extract.plain_words import CONTRIBUTES
from graph.extract.reading import Reading
from graph.extract.standing import finds
from graph.extract.words import Words
from graph.model import Passage

# Expressions, and the cues of which a sentence needs one before they are tried.
NEEDS: list[tuple[str, re.Pattern[str], int]] = [
    ("stance", stance._DENIED_AFTER, Cue.DENIES),
    ("stance, where", stance._DENIED_AFTER, Cue.DENIAL),
    ("stance, pairs", stance._DENIED_AFTER, Cue.DENIES_ALONE | Cue.DENIAL_ENDS),
    ("others do", stance._OTHERS_DO, Cue.EARLIER),
    ("others are", stance._OTHERS_ARE, Cue.EARLIER),
    ("replaced", stance._REPLACED, Cue.REPLACES),
    ("compared", stance._COMPARED, Cue.COMPARES),
    ("own", stance._OWN, Cue.OWN | Cue.PERHAPS_OWN),
    ("contribution", stance._CONTRIBUTION, Cue.OUR | Cue.OWN | Cue.THIS_OR_I),
    ("they", criticism._THEY, Cue.FAILS),
    ("but", criticism._BUT, Cue.FAILS),
    ("who", introductions._WHO_BEFORE, WHO),
    ("to this end", introductions._TO_THIS_END, WHO),
    ("introduces", introductions._INTRODUCES, Cue.INTRODUCES),
    ("next verb", introductions._NEXT_VERB, Cue.INTRODUCES),
    ("next", introductions._NEXT_VERB, Cue.NEXT),
    ("it", introductions._IT, Cue.IT),
    ("it introduces", introductions._IT, Cue.INTRODUCES),
    ("contains", introductions._CONTAINS, Cue.CONTAINS),
    ("called", object_names._CALLED, Cue.CALLED),
    ("called, a phrase", object_names._CALLED_PHRASE, Cue.CALLED),
    ("called, a short form", acronyms._CALLED, Cue.CALLED),
    ("or", acronyms._OR, Cue.OR),
    ("is called", own_work._IS_CALLED, Cue.CALLED),
    ("survey", systems._SURVEY, Cue.SURVEY),
    ("own name", subjects._OWN_NAME, Cue.OWN_ADJECTIVE),
    ("own phrase", subjects._OWN_PHRASE, Cue.OWN_ADJECTIVE),
    ("apposed", subjects._APPOSED_TO, Cue.OWN_ADJECTIVE),
    ("new", subjects._APPOSED_NEW, Cue.NEW),
    ("passive", subjects._PASSIVE, Cue.INTRODUCES),
    ("inverted", subjects._INVERTED, Cue.INTRODUCES),
    ("claims", subjects._CLAIMS, Cue.CLAIMS),
    ("passive, is", subjects._PASSIVE, Cue.BE),
    ("passive, done", subjects._PASSIVE, Cue.DONE),
    ("inverted, done", subjects._INVERTED, Cue.DONE),
    ("its", subjects._ITS, Cue.ITS),
    ("own name, own", subjects._OWN_NAME, Cue.OWN_WORD),
    ("own name, of one", subjects._OWN_NAME, Cue.ONES),
    ("own phrase, own", subjects._OWN_PHRASE, Cue.OWN_WORD),
    ("own phrase, of one", subjects._OWN_PHRASE, Cue.ONES),
    ("apposed, of one", subjects._APPOSED_TO, Cue.ONES),
    ("new, an article", subjects._APPOSED_NEW, Cue.ARTICLE),
    ("data", placed._DATA_WORD, Cue.DATA),
    ("data of", placed._DATA_OF, Cue.DATA),
    ("others", placed._OTHERS_NAMED, Cue.OTHERS),
    ("promises", repositories._PROMISE, Cue.PROMISES),
]
# Words that lead to an expression without which it can match, too.
HELP: list[tuple[re.Pattern[str], int]] = [
    (subjects._CLAIMS, Cue.ADVERB),
    (object_names._DOUBTLESS, Cue.DOUBTLESS),
    (re.compile(rf"a {object_names._PRAISES}", re.IGNORECASE), Cue.PRAISES),
    (repositories._PROMISE, Cue.WILL | Cue.AVAILABLE),
]
# Expressions that end with a name, and what a sentence must be open to before they are tried.
OPEN: list[tuple[str, re.Pattern[str], int]] = [
    ("called", object_names._CALLED, Opening.CALLED),
    ("called, a phrase", object_names._CALLED_PHRASE, Opening.CALLED),
    ("its", subjects._ITS, Opening.ITS),
    ("own name", subjects._OWN_NAME, Opening.OWN_NAME),
    ("own phrase", subjects._OWN_PHRASE, Opening.OWN_PHRASE),
    ("apposed", subjects._APPOSED_TO, Opening.APPOSED),
    ("new", subjects._APPOSED_NEW, Opening.NEW),
    ("inverted", subjects._INVERTED, Opening.INVERTED),
]
# What a class of characters is sampled by, the first that it has.
_TRIED = "aA ,.'-\"1"
_SAMPLES = 4000


def _class(items: Any) -> str:
    negated = bool(items) and items[0][0] is ops.NEGATE

    def has(c: str) -> bool:
        for op, value in items:
            if op is ops.LITERAL and ord(c) == value:
                return True
            if op is ops.RANGE and value[0] <= ord(c) <= value[1]:
                return True
            if op is ops.CATEGORY:
                kind = {
                    ops.CATEGORY_WORD: c.isalnum(),
                    ops.CATEGORY_NOT_WORD: not c.isalnum(),
                    ops.CATEGORY_SPACE: c == " ",
                    ops.CATEGORY_NOT_SPACE: c != " ",
                    ops.CATEGORY_DIGIT: c.isdigit(),
                }
                if kind[value]:
                    return True
        return False

    found = [c for c in _TRIED if has(c) is not negated]
    return found[0] if found else chr(next(value for op, value in items if op is ops.LITERAL))


def _samples(parsed: Any) -> list[str]:
    """Return texts that go through every alternative, one varied at a time."""
    parts = [_part(op, value) for op, value in parsed]
    plain = [part[0] for part in parts]
    found = ["".join(plain)]
    for i, part in enumerate(parts):
        found += ["".join([*plain[:i], other, *plain[i + 1 :]]) for other in part[1:]]
    return list(dict.fromkeys(found))[:_SAMPLES]


def _part(op: Any, value: Any) -> list[str]:
    if op is ops.LITERAL:
        return [chr(value)]
    if op is ops.NOT_LITERAL:
        return [next(c for c in _TRIED if ord(c) != value)]
    if op is ops.ANY:
        return ["a"]
    if op is ops.IN:
        literal = all(o is ops.LITERAL for o, _ in value)
        return [chr(v) for _, v in value] if literal else [_class(value)]
    if op is ops.BRANCH:
        return [text for branch in value[1] for text in _samples(branch)]
    if op is ops.SUBPATTERN:
        return _samples(value[3])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, _, inner = value
        texts = _samples(inner)
        if (
            not least
            and len(inner) == 1
            and inner[0][0] is ops.IN
            and inner[0][1][0][0] is ops.NEGATE
        ):
            # A stretch of other words.
            return [" ", ""]
        return [text * least for text in texts] if least else ["", *texts]
    if op is ops.ASSERT and value[0] > 0:
        return _samples(value[1])
    return [""]


def _matched(expression: re.Pattern[str]) -> list[str]:
    """Return samples that it finds, set apart from other words."""
    texts = _samples(parser.parse(expression.pattern, expression.flags))
    found = [
        m[0]
        for text in texts
        for m in [expression.search(text) or expression.search(f"{text} a")]
        if m
    ]
    assert len(found) * 4 > len(texts), "too few samples are found by the expression itself"
    return found


@pytest.mark.parametrize(("expression", "cue"), [n[1:] for n in NEEDS], ids=[n[0] for n in NEEDS])
def test_what_an_expression_finds_has_its_cue(expression: re.Pattern[str], cue: int) -> None:
    assert [text for text in _matched(expression) if not cues_of(text) & cue] == []


@pytest.mark.parametrize(("expression", "opening"), [o[1:] for o in OPEN], ids=[o[0] for o in OPEN])
def test_what_finds_a_name_is_open_to_it(expression: re.Pattern[str], opening: int) -> None:
    named = expression.pattern.replace(NAME, "ZorBo").replace(PHRASE, "Zorb Holes")
    texts = _matched(re.compile(named, expression.flags))
    assert [text for text in texts if not _open(text) & opening] == []


@pytest.mark.parametrize("object_grammar", object_names._OBJECTS, ids=["alone", "kind", "apposed"])
def test_a_name_behind_a_verb_is_open_to_it(object_grammar: re.Pattern[str]) -> None:
    named = re.compile(object_grammar.pattern.replace(NAME, "ZorBo"), object_grammar.flags)
    texts = [f"We propose{text}" for text in _matched(named)]
    assert [text for text in texts if not _open(text) & Opening.OBJECT] == []


@pytest.mark.parametrize("before", ["ZorBo", "The ZorBo-Net", "Here ZorBo"])
def test_a_name_before_a_verb_is_open_to_it(before: str) -> None:
    claims = [f"{before}{text}" for text in _matched(subjects._CLAIMS)]
    assert [text for text in claims if not _open(text) & Opening.CLAIMS] == []
    passive = [f"{before} {text}" for text in _matched(subjects._PASSIVE)]
    assert [text for text in passive if not _open(text) & Opening.PASSIVE_NAME] == []


def _open(text: str) -> int:
    reading = Reading(Passage("abstract", f"{text} x"))
    return reduce(or_, [row.openings for row in reading.openings.values()], 0)


def test_what_is_a_promise_is_taken_for_one() -> None:
    texts = _matched(repositories._PROMISE)
    assert [t for t in texts if not repositories._may_promise(cues_of(t))] == []


def test_what_contributes_is_taken_to_do_so() -> None:
    missed = []
    for text in _matched(stance._CONTRIBUTION):
        (sentence,) = Reading(Passage("abstract", text)).sentences
        if not stance.contributes(sentence):
            missed.append(text)
    assert missed == []


# Expressions, the words with which alone they can begin, and cues with which a sentence is not
# searched.
BEGIN = {
    "own": (stance._OWN, stance.near_own, Cue.OWN),
    "contribution": (stance._CONTRIBUTION, stance.before_contribution, Cue.OUR),
    "others do": (stance._OTHERS_DO, stance.earlier, 0),
    "others are": (stance._OTHERS_ARE, stance.earlier, 0),
    "denied": (stance._DENIED_AFTER, stance.denials, 0),
    "data": (placed._DATA_WORD, placed._data_words, 0),
    "data of": (placed._DATA_OF, placed._data_words, 0),
}


@pytest.mark.parametrize(("expression", "kind", "enough"), BEGIN.values(), ids=BEGIN)
def test_what_an_expression_finds_begins_at_its_words(
    expression: re.Pattern[str], kind: Callable[[Batch], Ints], enough: int
) -> None:
    missed = []
    for text in _matched(expression):
        reading = Reading(Passage("abstract", f"Zorbs {text} zorbs"))
        for number, sentence in enumerate(reading.sentences):
            if sentence.cues & enough:
                continue
            ends = sentence.start, sentence.end
            places = reading.standing(kind, number)
            here = [m.span() for m in finds(expression, reading.text, *ends, places)]
            if here != [m.span() for m in finds(expression, reading.text, *ends, None)]:
                missed.append(text)
    assert missed == []


def test_a_plain_contribution_is_one() -> None:
    plain = [f"{we} {verb} zorbs." for we in ("We", "we") for verb in CONTRIBUTES.split()]
    others = ["We_ propose zorbs.", "We, propose zorbs.", "We propose_ zorbs.", "Few propose it."]
    batch = Batch([Passage(f"p{i}", text) for i, text in enumerate(plain + others)])
    assert stance.plainly(batch).tolist() == [True] * len(plain) + [False] * len(others)
    assert all(stance._CONTRIBUTION.search(text) for text in plain)


@pytest.mark.parametrize("cue", _WORDS)
def test_every_word_of_a_cue_is_used_by_an_expression(cue: int) -> None:
    asked = [e for e, needed in (*(n[1:] for n in NEEDS), *HELP) if needed & cue]
    words = {w.lower() for e in asked for t in _matched(e) for w in Words(t).printed}
    unused = [
        word
        for word in _WORDS[cue].split()
        if not any(
            known.startswith(word[:-1]) if word[-1] in "*+" else known == word for known in words
        )
    ]
    assert unused == []

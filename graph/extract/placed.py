"""Names that no table has, known by the words around them: "the ABC dataset", "such as DEF"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..model import EntityKind
from .alignment import without_plural
from .batch import Batch
from .cues import Cue
from .lexicon import Ints, Mark
from .naming import NAME, is_dataset_form, is_name_like, without_sentence
from .patterns import either, pattern
from .reading import PaperReading, Reading
from .signs import Bools
from .standing import finds
from .words import word_set

_DATA = either(
    "data_?sets? benchmarks? corpus corpora challenge leaderboard test_?sets? testbed collections? "
    "suites? shared_task"
)
_LIST = rf"(?P<names>{NAME}(?:,\s{NAME}){{0,9}}(?:,?\s+(?:and|or|&)\s+{NAME})?)"
# "the GSM8K dataset", "on A, B and C benchmarks": what stands before the noun
_DATA_NAMED = re.compile(
    rf"(?<![\w-]){_LIST}\s+(?:\([^()]{{1,30}}\)\s+)?"
    rf"(?:{either('evaluation image text video speech training test validation reasoning')}\s+)?$"
)
# "benchmarks such as A and B"
_DATA_OF = re.compile(
    rf"\b{_DATA}\s*(?:\(|:|,?\s+(?:such\s+as|like|including|namely|called|e\.g\.,?)\s)\s*{_LIST}"
)
# A system of others by its place: "recent ABC", "compared to ABC", "such as ABC and DEF".
_OTHERS_NAMED = re.compile(
    r"\b(?P<cue>"
    + either(
        r"recent(?:ly_proposed)? popular existing like such_as including e\.g\.,? than over "
        "against baselines?,? compared_(?:to|with) comparable_to outperform(?:s|ing|ed)? "
        "surpass(?:es|ing|ed)? beat(?:s|ing)? exceed(?:s|ing)? on_par_with based_on "
        "built_(?:up)?on using use extend(?:s|ing)? employ(?:s|ing)? models? method system "
        "framework toolkit library simulator baseline space encoder called named dubbed on"
    )
    + rf")(?:\s+{either('the a an recent strong existing popular')})?,?\s+{_LIST}"
)
_DATA_WORD = pattern(rf"\b{_DATA}\b")
_DATA_LAST = pattern(rf"\b{_DATA}$")
_NAME = re.compile(NAME)
_NOT_DATA = re.compile(
    r".*(?:ish|ese|ian|ean|ic|al|based|ive|ous)$|"
    + either(
        "German Greek Dutch French Welsh Czech Thai Hindi Urdu Challenge Task Track Version Grand "
        "Major Main First Second Third Open Shared"
    )
    + "$"
)
# "Word in Context", of which the last word stands before "dataset"
_BEFORE_LAST = re.compile(r"(?:[A-Z][\w&'’-]*\s+(?:(?:of|in|on)\s+(?:the\s+)?)?){1,6}$")
_OPENERS = word_set("The This These Our In On For We With Both Using As And It Its Each All")
# A size makes a name of a capitalised word only before "dataset" and the like: Zorb-5K
_NUMBERED = re.compile(r"[A-Z][a-z]{2,}-?\d{1,4}[KkMB]?")
# Behind these a plain "on" tells what was evaluated on.
_EVALUATED = pattern(
    r"\b"
    + either(
        "evaluat* experiment* results? performan* accurac* achiev* test(?:s|ed|ing)? train* "
        "scores? state-of-the-art F1 perplexity error"
    )
    + r"\b"
)
# Characters before a noun in which names may stand.
_REACH = 120
# Without one of these a name is one of the last two words before the noun.
_IN_LISTS, _LINKS = (",", "&", "("), frozenset({"and", "or"})
_BRACKET_END = re.compile(r"\s*[)\]]\s*(?=\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """A name where it stands in a passage, and how sure the words around make it."""

    start: int
    end: int
    kind: EntityKind
    name: str
    score: float


def placed(reading: Reading, shorts: frozenset[str]) -> Iterator[Place]:
    """Yield names by their place: .7 beside a word for data, else .5.

    Args:
        reading: A passage; a title has no such places.
        shorts: Short forms that the paper defines, which name no artefact.
    """
    if reading.passage.id == "title":
        return
    text = reading.text
    for begin, end, kind, told in _lists(reading):
        for part in _NAME.finditer(text, begin, end):
            name, start = without_sentence(part[0]), part.start()
            stop = start + len(name)
            if name in ("and", "or") or without_plural(name) in shorts:
                continue
            numbered = told and _NUMBERED.fullmatch(name)
            if numbered or (is_name_like(name) and (told or _can_be_system(name))):
                known = EntityKind.DATASET if is_dataset_form(name) else kind
                yield Place(start, stop, known, name, 0.7 if told else 0.5)
            elif told and _before_noun(text, name, start, end):
                start = _phrase_start(text, start)
                yield Place(start, stop, kind, text[start:stop], 0.7)


def defined_data(reading: Reading, paper: PaperReading) -> Iterator[Place]:
    """Yield short forms that a passage defines beside a word for data: "(SNLI) corpus"."""
    for d in paper.defined[reading.passage.id]:
        start, end = d.short_at
        after = _BRACKET_END.match(reading.text, end)
        named = after is not None and _DATA_WORD.match(reading.text, after.end())
        if is_name_like(d.short) and (named or _DATA_LAST.search(d.long)):
            yield Place(start, end, EntityKind.DATASET, d.short, 0.7)


def _lists(reading: Reading) -> Iterator[tuple[int, int, EntityKind, bool]]:
    """Yield where names are listed, as what, and whether a word for data stands by."""
    text = reading.text
    for number in reading.chosen(_may_list):
        sentence = reading.sentences[number]
        start, end = sentence.start, sentence.end
        if sentence.cues & Cue.DATA:
            places = reading.standing(_data_words, number)
            for noun in finds(_DATA_WORD, text, start, end, places):
                begin = _names_begin(text, noun.start())
                m = None if begin is None else _DATA_NAMED.search(text, begin, noun.start())
                if m:
                    yield *m.span("names"), EntityKind.DATASET, True
            for m in finds(_DATA_OF, text, start, end, places):
                yield *m.span("names"), EntityKind.DATASET, True
        if not (sentence.cues & Cue.SPELT and sentence.cues & Cue.OTHERS):
            continue
        places = reading.standing(_before_names, number)
        for m in finds(_OTHERS_NAMED, text, start, end, places):
            on_data = m["cue"] == "on" and _EVALUATED.search(text, start, m.start())
            kind = EntityKind.DATASET if on_data else EntityKind.SYSTEM
            yield *m.span("names"), kind, False


def _may_list(batch: Batch) -> Bools:
    """Tell in which sentences there is a name, and what may make it one of others'."""
    cues = batch.spans.cues
    others = (cues & Cue.SPELT > 0) & (cues & Cue.OTHERS > 0)
    may: Bools = (cues & Cue.NAME > 0) & (others | (cues & Cue.DATA > 0))
    return may


def _data_words(batch: Batch) -> Ints:
    return np.flatnonzero(batch.cues_of_words & Cue.DATA > 0)


def _before_names(batch: Batch) -> Ints:
    """Return the words behind which their sentence still has something spelt like a name."""
    cues, spans = batch.cues_of_words, batch.spans
    marks = batch.lexicon.marks[batch.tokens.words]
    spelt = np.flatnonzero((cues & (Cue.NAME | Cue.OPENER) > 0) | (marks & Mark.ALPHA == 0))
    others = np.flatnonzero(cues & Cue.OTHERS > 0)
    ends = spans.words[np.searchsorted(spans.words, others, "right")]
    last = np.append(-1, spelt)[np.searchsorted(spelt, ends)]
    return others[last > others]


def _names_begin(text: str, end: int) -> int | None:
    """Return from where on names may end before a noun: one has a capital, and is near or listed.

    Nothing if there can be none.
    """
    begin = max(0, end - _REACH)
    before = text[begin:end]
    if before.islower():
        return None
    words = before.split()
    if any(sign in before for sign in _IN_LISTS) or not _LINKS.isdisjoint(words):
        return begin
    if "".join(words[-2:]).islower():
        return None
    others, *_ = before.rsplit(None, 2) if len(words) > 2 else ("",)
    return begin + len(others)


def _before_noun(text: str, name: str, start: int, end: int) -> bool:
    """Tell whether a capitalised word right before "dataset" is a name: the Cityscapes dataset."""
    return (
        start + len(name) == end
        and _DATA_WORD.match(text, end + 1) is not None
        and start > 1
        and text[start - 1] == " "
        and text[start - 2] not in ".!?:"
        and name[:1].isupper()
        and name[1:].islower()
        and len(name) > 4
        and name.isalpha()
        and not _NOT_DATA.match(name)
    )


def _phrase_start(text: str, start: int) -> int:
    """Return where a name of several capitalised words begins that ends with the one at `start`."""
    m = _BEFORE_LAST.search(text, max(0, start - 80), start)
    if not m:
        return start
    begin = m.start()
    for word in text[begin:start].split():
        if word not in _OPENERS and not _NOT_DATA.match(word):
            break
        begin = text.index(word, begin) + len(word) + 1
    return begin if text[begin : begin + 1].isupper() else start


def _can_be_system(name: str) -> bool:
    """Tell names from short forms of terms: a small letter, a digit, or four capitals."""
    letters = [c for c in name if c.isalpha()]
    mixed = any(c.islower() for c in letters[:-1]) or any(c.isdigit() for c in name)
    return (mixed and len(name) > 3) or (len(letters) >= 4 and name.isupper())

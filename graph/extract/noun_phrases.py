"""Noun phrases of a text that name something: what is found, as far as its phrase reaches.

The extractors find terms and names; annotators of texts mark the phrases that these stand in:
"statistical parser" where the vocabulary has "parser". A phrase is a row of words between two
that no phrase has (function words, verbs, adverbs), told from the words alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Findings, Passage, Span
from .plain_words import STOP
from .roles import BEGINS, ENDS, GERUND, INSIDE, ROLES
from .words import Words, word_set

# Behind a short form, to the end of its bracket.
_CLOSED = re.compile(r"s?\s*[)\]]")

# Kinds of things that research makes and uses: what they head is a thing of such a kind.
_KINDS = word_set(
    """
    approach method methodology technique framework model system algorithm procedure scheme
    strategy mechanism architecture network classifier parser tagger recognizer detector tracker
    decoder encoder learner planner translator analyzer generator summarizer module component
    tool toolkit interface engine platform program package device representation formalism
    grammar lexicon dictionary thesaurus ontology treebank corpus dataset database benchmark
    collection feature kernel descriptor embedding metric measure score criterion accuracy
    precision recall task parsing recognition classification segmentation translation detection
    summarization generation retrieval extraction tracking disambiguation tagging clustering
    reconstruction registration annotation regularizer loss prior constraint rule heuristic
    """
)
# Without anything that tells which, these are too common to name something.
_VAGUE = word_set("measure score loss component collection strategy procedure program tool prior")
# Words that every paper uses, which are yet nouns within a phrase.
_NOUNS = word_set(
    """
    problem task analysis evaluation data baseline application process performance quality cost
    level domain field area set time learning training source error step stage code form
    property structure factor order term effect limitation ability experiment scenario
    """
)
_ADJECTIVES = word_set(
    "general specific large small high low multiple single complex complicated open-domain "
    "real-time real-world open-source end-to-end theoretical empirical flexible scalable"
)
# They say how good, how new or which, not of what kind.
_JUDGING = word_set(
    """
    novel new existing previous prior current recent traditional conventional state-of-the-art
    proposed different various diverse several efficient effective simple good best better well
    standard important significant common popular powerful promising suitable appropriate
    relevant similar comparable competitive superior strong limited challenging difficult first
    second third resulting underlying multiple single other more most less such same own
    practical real extensive comprehensive sophisticated complex additional large small high low
    general specific particular certain fundamental major main key interesting
    useful successful typical usual well-known well-established so-called little fewer entire
    encouraging preliminary remarkable necessary possible available original great
    """
)
# Nothing that every paper has: "experiments", "results".
_NO_HEAD = word_set(
    "experiment result work number set term time study kind type order ability form effect "
    "level success case limitation factor step stage source test trial performance evaluation"
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, or several joined by hyphens.

    Attributes:
        roles: What it can be in a phrase, as bits of `roles`; 0 for nothing.
        known: Something found stands in it.
        head: Stem of its last word.
    """

    start: int
    end: int
    roles: int
    known: bool
    judging: bool
    head: str


def named_phrases(passage: Passage, findings: Findings) -> list[tuple[int, int]]:
    """Return start and end of the phrases of a passage that name something, in order.

    These are the phrases in which something found stands, those of two and more words, and
    single nouns of research ("the parser"). Articles and words that only judge ("novel",
    "efficient") are left out; the bracket that defines a short form belongs to the phrase
    before it. What is found outside any phrase is returned as it is.

    Args:
        passage: Of a paper.
        findings: What extraction found in that paper.
    """
    known = _longest(
        (span.start, span.end) for span in _spans(findings) if span.passage == passage.id
    )
    words = Words(passage.text)
    closing = dict(_brackets(passage, findings))
    kept: list[tuple[int, int]] = []
    for row in _rows(words, known):
        phrase = _phrase(row)
        # A short form in a bracket that is taken in is no phrase of its own.
        if phrase and not (kept and phrase[0].start < kept[-1][1]):
            end = phrase[-1].end
            kept.append((phrase[0].start, closing.get(end, end)))
    begins = [start for start, _ in kept]
    for start, end in known:
        i = bisect_left(begins, end)
        if i == 0 or kept[i - 1][1] <= start:
            kept.append((start, end))
    return sorted(kept)


def _spans(findings: Findings) -> Iterator[Span]:
    yield from (m.span for m in findings.mentions)
    for group in (findings.concepts, findings.terms):
        for one in group:
            yield from one.spans


def _brackets(passage: Passage, findings: Findings) -> Iterator[tuple[int, int]]:
    """Yield the end of a long form and that of the bracket behind it with its short one."""
    for acronym in findings.acronyms:
        short, long = acronym.spans[:2]
        if short.passage == long.passage == passage.id and long.end < short.start:
            closed = _CLOSED.match(passage.text, short.end)
            if closed and passage.text[long.end : short.start].strip() in ("(", "["):
                yield long.end, closed.end()


def _longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return, in order, spans without those that overlap a longer one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda s: (s[0] - s[1], s)):
        if not any(start < b and a < end for a, b in kept):
            kept.append((start, end))
    return sorted(kept)


def _rows(words: Words, known: Sequence[tuple[int, int]]) -> Iterator[list[_Unit]]:
    """Yield the longest rows of words that a phrase may have."""
    row: list[_Unit] = []
    for first, last in _joined_by_hyphens(words):
        unit = _unit(words, first, last, known)
        if row and not (unit.roles and words.joined[first]):
            yield row
            row = []
        if unit.roles:
            row.append(unit)
    if row:
        yield row


def _joined_by_hyphens(words: Words) -> Iterator[tuple[int, int]]:
    first = 0
    for i in range(len(words)):
        if not words.hyphen_after(i):
            yield first, i
            first = i + 1


def _unit(words: Words, first: int, last: int, known: Sequence[tuple[int, int]]) -> _Unit:
    start, end = words.starts[first], words.ends[last]
    i = bisect_left(known, (end, 0))
    is_known = i > 0 and known[i - 1][1] > start
    low = words.text[start:end].lower()
    stem = words.stems[last]
    roles = ROLES[words.printed[last]]
    if stem in _KINDS or stem in _NOUNS:
        roles = ENDS | BEGINS | INSIDE
    elif low in _ADJECTIVES or low in _JUDGING:
        roles = BEGINS | INSIDE if low not in STOP or low in _ADJECTIVES else 0
    elif not roles and (is_known or first < last):
        roles = BEGINS | INSIDE
    return _Unit(start, end, roles, is_known, low in _JUDGING, stem)


def _phrase(row: Sequence[_Unit]) -> Sequence[_Unit]:
    """Return the part of a row that is a phrase naming something; nothing, if there is none."""
    first, last = 0, len(row) - 1
    while first < last and not row[first].known:
        unit = row[first]
        if not unit.judging and not (unit.roles & GERUND and not unit.roles & BEGINS):
            break
        first += 1
    while last > first and not row[last].roles & ENDS and not row[last].known:
        last -= 1
    phrase = row[first : last + 1]
    head = phrase[-1]
    if any(unit.known for unit in phrase):
        return phrase
    if head.head in _NO_HEAD or not head.roles & ENDS:
        return ()
    if len(phrase) == 1:
        return phrase if head.head in _KINDS and head.head not in _VAGUE else ()
    return phrase

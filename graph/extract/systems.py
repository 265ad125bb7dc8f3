"""What a paper introduces: systems, data sets, benchmarks, named parts and techniques."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import EntityKind, Mention, Stance
from ..schema import Relation
from ..text import name_key
from . import introductions
from .acronyms import Definition
from .alignment import without_plural
from .introductions import DATA, PARTS, VERB, Proposal
from .naming import NAME, is_dataset_form, is_name_like
from .patterns import either, pattern
from .reading import PaperReading, Reading
from .stance import contributes
from .tables import CONCEPT_KINDS, NAME_KINDS
from .words import fold

_SURVEY = pattern(
    r"\b(?:"
    + either("surveys? review overview tutorial primer perspective roadmap taxonomy study_of")
    + "|"
    + either("comparative empirical systematic case user")
    + r"\s+study)\b"
)
_IS_CALLED = pattern(
    r"\b(?:this|the\s+(?:resulting|proposed|new|extended|final|whole|overall))\b[^.;]{0,60}?"
    r"\b(?:is|are)\s+(?:called|termed|named|dubbed)\b"
)
_TITLE_NAME = re.compile(r"\s*[\"“']?([^:]{2,60}?)[\"”']?\s*(?::|\s[-–—]\s)")
# "The ABC Corpus", "The ABC approach to ..."
_TITLE_THE = re.compile(
    rf"\s*The\s+(?P<name>{NAME})\s+(?:[A-Z][\w-]*\s+){{0,4}}?(?i:{PARTS}|project)\b"
)
_VERSIONED = re.compile(rf"{NAME} v?\d+(?:\.\d+)*")
_DATA_TITLE = pattern(rf"\s*(?:an?|the|towards?)\s.{{0,60}}?\b{DATA}\b")
_PRESENTED = pattern(
    rf"\b(?:{VERB}|called|termed|named|dubbed|our)\s+(?:the\s+|a\s+|an\s+)?[\"“'‘`]*$"
)
# Characters of a title that are read for a name.
_TITLE = 300
_MORE = r"(?P<more>-(?:v?\d[\w.]*\w|v?\d+|[A-Z]\w*))?"


@dataclass(frozen=True, slots=True)
class Own:
    """A name of a paper's own, with its best evidence."""

    score: float
    dataset: bool


class SystemExtractor:
    """Finds the names that a paper gives to what it introduces."""

    name = "systems"

    def extract(self, papers: Sequence[PaperReading]) -> Iterator[Sequence[Mention]]:
        """Yield every place that names something of the paper's own.

        The score is that of the best evidence: 1 a title's name that the abstract uses, .9 the
        object of "we propose", .6 a name that only wins comparisons.
        """
        for paper in papers:
            own = own_names(paper)
            yield list(self._places(paper, own)) if own else []

    def _places(self, paper: PaperReading, own: Mapping[str, Own]) -> Iterator[Mention]:
        names = sorted(own, key=len, reverse=True)
        anywhere = re.compile(
            rf"(?<![\w-])(?P<name>{'|'.join(map(re.escape, names))}){_MORE}(?!\w)"
        )
        for reading in paper.passages:
            for m in anywhere.finditer(reading.text):
                if any(a <= m.start() < b for a, b in reading.addresses):
                    continue
                known = own[m["name"]]
                yield Mention(
                    kind=EntityKind.DATASET if known.dataset else EntityKind.SYSTEM,
                    relation=Relation.INTRODUCES,
                    # A phrase of the title may be the plural of what the abstract builds.
                    entity=m[0][:-1] if m[0][:-1] in own and m[0].endswith("s") else m[0],
                    surface=m[0],
                    span=reading.span(*m.span()),
                    stance=Stance.ABOUT,
                    score=known.score,
                    extractor=self.name,
                )


def own_names(paper: PaperReading) -> dict[str, Own]:
    """Return what a paper introduces, by the names as they are printed.

    A survey introduces nothing. Two passes: a sentence that has one of the
    names found first tells of the paper's own work, and may name parts of it.
    """
    if _SURVEY.search(paper.paper.title):
        return {}
    judge = _Judge(paper)
    own: dict[str, Own] = {}
    for name, score, data in _from_title(paper, judge):
        _add(own, name, score, data)
    for _ in range(2):
        known = tuple(own)
        for reading in paper.passages:
            if reading.passage.id != "title":
                _from_passage(reading, paper.defined[reading.passage.id], judge, own)
        if len(own) == len(known):
            break
    return own


def _from_passage(
    reading: Reading, defined: Sequence[Definition], judge: _Judge, own: dict[str, Own]
) -> None:
    known = tuple(own)
    for start, end in reading.sentences:
        text = reading.text[start:end]
        here = [d for d in defined if start <= d.short_at[0] < end]
        own_work = contributes(text, known) or _IS_CALLED.search(text) is not None
        for proposal, data in _from_sentence(text, start, here, judge, own_work):
            _add(own, proposal.name, proposal.score, data)


def _add(own: dict[str, Own], name: str, score: float, dataset: bool) -> None:
    known = own.get(name, Own(0.0, is_dataset_form(name)))
    own[name] = Own(max(score, known.score), dataset or known.dataset)


class _Judge:
    """Says which words can be names of a paper's own."""

    def __init__(self, paper: PaperReading) -> None:
        self._local = paper.local
        self._concepts: set[str] = set()
        self._known: set[str] = set()
        for reading in paper.passages:
            words = reading.words
            for hit in paper.hits[reading.passage.id]:
                text = reading.text[words.starts[hit.first] : words.ends[hit.last]]
                kinds = {e.kind for e in hit.entries}
                if kinds & set(CONCEPT_KINDS):
                    self._concepts.add(_plain(text))
                if kinds & set(NAME_KINDS):
                    self._known.add(name_key(text))

    def concept(self, name: str) -> bool:
        """Tell whether a name is a concept's, or a short form of one."""
        return self._local.concept(without_plural(name)) or _plain(name) in self._concepts

    def known(self, name: str) -> bool:
        """Tell whether the shipped names have it: most likely others made it."""
        return name_key(name) in self._known

    def allows(self, name: str, *, sure: bool = False) -> bool:
        """Tell whether a word spelt like a name can be one of the paper's own."""
        return is_name_like(name) and not self.concept(name) and (sure or not self.known(name))

    def allows_ordinary(self, name: str) -> bool:
        """Tell whether capitalised words can be a name, where the grammar leaves no doubt."""
        fits = " " in name or (name[:1].isupper() and name.isalpha() and len(name) > 2)
        return fits and not self.concept(name) and not self.known(name)


def _from_title(paper: PaperReading, judge: _Judge) -> Iterator[tuple[str, float, bool]]:
    """Yield the name before a title's colon, if it is one."""
    title = paper.paper.title.strip()[:_TITLE]
    the = _TITLE_THE.match(title)
    if the and judge.allows(the["name"], sure=True):
        yield the["name"], 0.9, introductions.is_data(title, the.start("name"), the.end("name"))
    m = _TITLE_NAME.match(title)
    if not m:
        return
    prefix = re.sub(r"^(?:the|introducing)\s+", "", m[1].strip(), flags=re.IGNORECASE)
    data = _DATA_TITLE.match(title, m.end()) is not None
    body = " ".join(r.text for r in paper.passages if r.passage.id != "title")
    if _VERSIONED.fullmatch(prefix) and is_name_like(prefix.split()[0]):
        yield prefix, 0.9, data
    elif " " in prefix:
        yield from ((name, 0.8, data) for name in _title_phrase(prefix, body, judge))
    else:
        yield from _title_word(prefix, body, judge, data)


def _title_word(
    prefix: str, body: str, judge: _Judge, data: bool
) -> Iterator[tuple[str, float, bool]]:
    """Yield the one word before the colon, if it is spelt or used as a name.

    Without an abstract to ask, any capitalised word there is taken for one.
    """
    used = re.search(rf"(?<![\w-]){re.escape(prefix)}(?!\w)", body) is not None
    if judge.allows(prefix, sure=True) and (used or not body or not judge.known(prefix)):
        yield prefix, 1.0 if used else 0.8, data
    elif prefix[:1].isupper() and not judge.concept(prefix) and len(prefix) > 2:
        if used and _as_name(body, prefix):
            yield prefix, 0.9, data
        elif not body and not judge.known(prefix):
            yield prefix, 0.6, data


def _title_phrase(prefix: str, body: str, judge: _Judge) -> Iterator[str]:
    """Yield a phrase before the colon where the abstract uses it as a name."""
    words = prefix.split()
    if len(words) > 6:
        return
    inside = re.search(rf"(?<![\w-]){re.escape(prefix.rstrip('s'))}s?(?!\w)", body, re.IGNORECASE)
    if inside is None:
        if words[-1].startswith("(") and judge.allows(words[-1].strip("()"), sure=True):
            yield words[-1].strip("()")
        return
    quoted = body[inside.start() - 1 : inside.start()] in tuple("\"“'‘`")
    before = body[max(0, inside.start() - 40) : inside.start()]
    presented = _PRESENTED.search(before) is not None and not inside[0].islower()
    if quoted or (presented and not judge.concept(prefix)):
        yield inside[0]
        yield prefix


def _as_name(body: str, word: str) -> bool:
    """Tell whether a capitalised word is a name: within a sentence, never in small letters."""
    inner = re.search(rf"(?<=[a-z,] ){re.escape(word)}(?!\w)", body)
    return inner is not None and re.search(rf"\b{re.escape(word.lower())}\b", body) is None


def _from_sentence(
    text: str, offset: int, here: Sequence[Definition], judge: _Judge, own_work: bool
) -> Iterator[tuple[Proposal, bool]]:
    """Yield what one sentence introduces, and whether that is a data set.

    Args:
        text: The sentence.
        offset: Where it begins in its passage.
        here: The short forms it defines.
        judge: Of the paper.
        own_work: It tells of the paper's own work.
    """
    proposals: list[Proposal] = []
    shorts: list[tuple[Definition, float]] = []
    for begin, stop in introductions.objects(text):
        proposals += introductions.object_names(text, begin, stop)
        shorts += [
            (d, 0.9)
            for d in here
            if begin <= d.long_at[0] - offset < stop
            and introductions.is_object(text, begin, d.long_at[0] - offset)
        ]
    if own_work:
        proposals += introductions.called(text)
        proposals += introductions.own_adjective(text)
        shorts += [
            (d, 0.8) for d in here if introductions.has_own_adjective(text[: d.long_at[0] - offset])
        ]
    verb = introductions.passive(text)
    if verb is not None:
        proposals += introductions.passive_subject(text, verb)
        shorts += [(d, 0.8) for d in here if 0 <= verb - (d.short_at[1] - offset) <= 60]
    proposals += introductions.claims(text)
    for proposal in proposals:
        at = offset + proposal.at
        # The beginning of a long form: its short form is the name.
        inside = any(d.long_at[0] <= at < d.long_at[1] for d in here)
        ordinary = proposal.sure and judge.allows_ordinary(proposal.name)
        if not inside and (judge.allows(proposal.name, sure=proposal.sure) or ordinary):
            end = proposal.at + len(proposal.name)
            yield proposal, introductions.is_data(text, proposal.at, end)
    for d, score in shorts:
        if judge.allows(d.short, sure=True):
            start, end = d.short_at[0] - offset, d.short_at[1] - offset
            data = introductions.is_data(text, start, end, d.long)
            yield Proposal(d.short, start, score, sure=True), data


def _plain(name: str) -> str:
    return " ".join(fold(w) for w in name.split()).rstrip("s")

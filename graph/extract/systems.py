"""What a paper introduces: systems, data sets, benchmarks, named parts and techniques."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import EntityKind, Mention, Stance
from ..schema import Relation
from . import introductions, subjects
from .acronyms import Definition
from .cues import Cue, cues_of
from .introductions import Proposal
from .judge import Judge
from .kinds import head_is_data, is_data
from .naming import is_dataset_form, occurrences
from .patterns import either, pattern
from .reading import SURE, PaperReading, Reading, Sentence
from .stance import contributes
from .titles import title_names

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
# What belongs to a name behind it.
_MORE = re.compile(r"(?:-(?:v?\d[\w.]*\w|v?\d+|[A-Z]\w*))?(?!\w)")


@dataclass(frozen=True, slots=True)
class Own:
    """A name of a paper's own, with its best evidence.

    Attributes:
        dataset: What the first words that say so say; nothing where none do.
    """

    score: float
    dataset: bool | None


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
        for reading in paper.passages:
            for start, name, end in _standing(reading.text, names):
                if any(a <= start < b for a, b in reading.addresses):
                    continue
                printed, known = reading.text[start:end], own[name]
                plural = printed.endswith("s") and printed[:-1] in own
                yield Mention(
                    kind=EntityKind.DATASET if known.dataset else EntityKind.SYSTEM,
                    relation=Relation.INTRODUCES,
                    # A phrase of the title may be the plural of what the abstract builds.
                    entity=printed[:-1] if plural else printed,
                    surface=printed,
                    span=reading.span(start, end),
                    stance=Stance.ABOUT,
                    score=known.score,
                    extractor=self.name,
                )


def _standing(text: str, names: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Yield where some names stand, the first of those that fit at a place, with its version."""
    free = 0
    for start in sorted({at for name in names for at in occurrences(text, name)}):
        if start < free:
            continue
        for name in names:
            more = text.startswith(name, start) and _MORE.match(text, start + len(name))
            if more:
                free = more.end()
                yield start, name, free
                break


def own_names(paper: PaperReading) -> dict[str, Own]:
    """Return what a paper introduces, by the names as they are printed.

    A survey introduces nothing. Two passes: a sentence that has one of the
    names found first tells of the paper's own work, and may name parts of it.
    """
    title = paper.paper.title
    if _title_cues(paper) & Cue.SURVEY and _SURVEY.search(title):
        return {}
    judge = Judge(paper)
    own: dict[str, Own] = {}
    for name, score, data in title_names(paper, judge):
        _add(own, name, score, data)
    for _ in range(2):
        known = tuple(own)
        told = False
        for reading in paper.passages:
            if reading.passage.id != "title":
                defined = paper.defined[reading.passage.id]
                told = _from_passage(reading, defined, judge, own, told)
        if len(own) == len(known):
            break
    if not own:
        for name in _leading(paper, judge):
            _add(own, name, 0.6, None)
    return own


def _title_cues(paper: PaperReading) -> int:
    reading = paper.by_id.get("title")
    title = paper.paper.title
    return reading.cues if reading and reading.text == title else cues_of(title)


def _leading(paper: PaperReading, judge: Judge) -> Iterator[str]:
    """Yield the name that an abstract begins with and comes back to, if no words present it.

    A title that has it in its middle is about something that was there before.
    """
    reading = paper.by_id.get("abstract")
    if reading is None:
        return
    name = subjects.subject(reading.sentences[0].text)
    if not name or not judge.allows(name) or name in paper.paper.title:
        return
    if any(subjects.subject(s.text) == name for s in reading.sentences[1:]):
        yield name


def _from_passage(
    reading: Reading, defined: Sequence[Definition], judge: Judge, own: dict[str, Own], told: bool
) -> bool:
    """Add what one passage introduces.

    Args:
        reading: The passage.
        defined: The short forms it defines.
        judge: Of the paper.
        own: The names so far.
        told: A passage before it spoke of the paper's own work.

    Returns:
        Whether it or one before it did.
    """
    known = tuple(own)
    # Who wins before the paper speaks of itself is somebody else, unless it never does.
    early: list[tuple[Proposal, bool | None]] = []
    for sentence in reading.sentences:
        named = sentence.cues & Cue.NAME
        if not named and told:
            continue
        own_work = _of_own_work(sentence, known)
        told = told or own_work
        if not named:
            continue
        here = [d for d in defined if sentence.start <= d.short_at[0] < sentence.end]
        for proposal, data in _Grammar(sentence, here, own_work, told).introduces(judge):
            if proposal.score < SURE and not told:
                early.append((proposal, data))
            else:
                _add(own, proposal.name, proposal.score, data)
    for proposal, data in () if told else early:
        _add(own, proposal.name, proposal.score, data)
    return told


def _of_own_work(sentence: Sentence, known: Collection[str]) -> bool:
    if sentence.cues & Cue.CALLED and _IS_CALLED.search(sentence.text):
        return True
    return introductions.speaks_of_itself(sentence) or contributes(sentence, known)


def _add(own: dict[str, Own], name: str, score: float, dataset: bool | None) -> None:
    known = own.get(name, Own(0.0, is_dataset_form(name) or head_is_data(name)))
    own[name] = Own(max(score, known.score), dataset if known.dataset is None else known.dataset)


@dataclass(slots=True)
class _Grammar:
    """Asks every expression about one sentence, given what its passage has said before.

    Attributes:
        sentence: One that has a name's capital in it.
        here: The short forms it defines.
        own_work: It tells of the paper's own work.
        told: It or a sentence before it does.
    """

    sentence: Sentence
    here: Sequence[Definition]
    own_work: bool
    told: bool

    def introduces(self, judge: Judge) -> Iterator[tuple[Proposal, bool | None]]:
        """Yield what it introduces, and whether that is a data set."""
        sentence, text, offset = self.sentence, self.sentence.text, self.sentence.start
        spans = list(introductions.objects(sentence, self.told))
        spelt = self.here or sentence.cues & Cue.SPELT
        verb = subjects.passive(sentence, self.told) if spelt else None
        for proposal in self._proposals(spans, verb):
            at = offset + proposal.at
            # The beginning of a long form: its short form is the name.
            if any(d.long_at[0] <= at < d.long_at[1] for d in self.here):
                continue
            ordinary = proposal.sure and judge.allows_ordinary(proposal.name)
            if judge.allows(proposal.name, sure=proposal.sure) or ordinary:
                yield proposal, is_data(text, proposal.at, proposal.at + len(proposal.name))
        for d, score in self._short_forms(spans, verb):
            if judge.allows(d.short, sure=True):
                start, end = d.short_at[0] - offset, d.short_at[1] - offset
                yield Proposal(d.short, start, score, sure=True), is_data(text, start, end, d.long)

    def _proposals(self, spans: Sequence[tuple[int, int]], verb: int | None) -> Iterator[Proposal]:
        text, cues = self.sentence.text, self.sentence.cues
        for begin, stop in spans:
            yield from introductions.object_names(text, begin, stop)
        if self.told:
            if cues & Cue.CALLED:
                yield from introductions.called(text)
            yield from subjects.its(text)
        if cues & Cue.OWN_ADJECTIVE:
            yield from subjects.own_adjective(text)
        if not cues & Cue.SPELT:
            # What follows is not sure enough for an ordinary word.
            return
        if cues & Cue.NEW:
            yield from subjects.new_one(text)
        if verb is not None:
            yield from subjects.passive_subject(text, verb)
        if cues & Cue.INTRODUCES:
            yield from subjects.inverted(text)
        if cues & Cue.CLAIMS:
            yield from subjects.claims(text)

    def _short_forms(
        self, spans: Sequence[tuple[int, int]], verb: int | None
    ) -> Iterator[tuple[Definition, float]]:
        """Yield the short forms whose long forms stand where a name would."""
        text, offset = self.sentence.text, self.sentence.start
        for d in self.here:
            long_at, end = d.long_at[0] - offset, d.short_at[1] - offset
            if any(
                a <= long_at < b and introductions.is_object(text, a, long_at, end)
                for a, b in spans
            ):
                yield d, 0.9
            elif (
                (self.own_work and subjects.has_own_adjective(text[:long_at]))
                or (verb is not None and subjects.is_passive_subject(text, end, verb))
                or (self.told and subjects.is_part(text, long_at, end, d.long))
            ):
                yield d, 0.8
            elif self.told and subjects.wins(text, long_at, end):
                yield d, 0.6

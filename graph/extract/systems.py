"""What a paper introduces: systems, data sets, benchmarks, named parts and techniques."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import EntityKind, Mention, Stance
from ..schema import Relation
from . import subjects
from .acronyms import Definition
from .cues import Cue, cues_of
from .grammar import Grammar
from .judge import Judge
from .kinds import head_is_data
from .naming import is_dataset_form, occurrences
from .object_names import Proposal
from .openings import NOTHING, Opening
from .own_work import Told, of_own_work
from .patterns import either, pattern
from .reading import SURE, PaperReading, Reading
from .titles import title_names

_SURVEY = pattern(
    r"\b(?:"
    + either("surveys? review overview tutorial primer perspective roadmap taxonomy study_of")
    + "|"
    + either("comparative empirical systematic case user")
    + r"\s+study)\b"
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
    passages = [r for r in paper.passages if r.passage.id != "title"]
    asked = [
        _Asked(n, r, defined)
        for n, r in enumerate(passages)
        for defined in (paper.defined[r.passage.id],)
        if defined or r.openings
    ]
    for _ in range(2) if asked else ():
        known = tuple(own)
        told = Told(passages, known)
        for passage in asked:
            passage.add(own, known, told, judge)
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
    if reading is None or not reading.openings.get(0, NOTHING).openings & Opening.FIRST:
        return
    name = subjects.subject(reading.sentences[0].text)
    if not name or not judge.allows(name) or name in paper.paper.title:
        return
    if any(subjects.subject(s.text) == name for s in reading.sentences[1:]):
        yield name


def _add(own: dict[str, Own], name: str, score: float, dataset: bool | None) -> None:
    known = own.get(name, Own(0.0, is_dataset_form(name) or head_is_data(name)))
    own[name] = Own(max(score, known.score), dataset if known.dataset is None else known.dataset)


class _Asked:
    """The sentences of one passage that may introduce something.

    Attributes:
        sentences: Number, row of openings and short forms of each that is still worth asking.
    """

    def __init__(self, number: int, reading: Reading, defined: Sequence[Definition]) -> None:
        self._number = number
        self._reading = reading
        here: dict[int, list[Definition]] = {}
        for d in defined:
            at = reading.sentence_number(d.short_at[0])
            sentence = reading.sentences[at]
            if d.short_at[0] < sentence.end and sentence.cues & Cue.NAME:
                here.setdefault(at, []).append(d)
        rows = reading.openings
        asked = {i for i, row in rows.items() if row.openings & Opening.NAMES}
        self.sentences = [
            (i, rows.get(i, NOTHING), here.get(i, ())) for i in sorted(asked | here.keys())
        ]
        for i, row, _ in self.sentences:
            if row.who >= 0:
                reading.sentences[i].who = row.who

    def add(self, own: dict[str, Own], known: Sequence[str], told: Told, judge: Judge) -> None:
        """Add what they introduce.

        Those that would say the same again are not asked a second time: all that come
        behind one that tells of the own work, and define no short form.

        Args:
            own: The names so far.
            known: Those of which a sentence that has one tells of the own work.
            told: Of the paper.
            judge: Of the paper.
        """
        # Who wins before the paper speaks of itself is somebody else, unless it never does.
        early: list[tuple[Proposal, bool | None]] = []
        left = []
        for i, row, here in self.sentences:
            sentence = self._reading.sentences[i]
            behind = told.by(self._number, i)
            if here or not behind:
                left.append((i, row, here))
            own_work = bool(here) and of_own_work(sentence, known)
            grammar = Grammar(sentence, row, here, own_work, behind)
            for proposal, data in grammar.introduces(judge):
                if proposal.score < SURE and not behind:
                    early.append((proposal, data))
                else:
                    _add(own, proposal.name, proposal.score, data)
        self.sentences = left
        if early and not told.by(self._number, len(self._reading.sentences) - 1):
            for proposal, data in early:
                _add(own, proposal.name, proposal.score, data)

"""What one sentence introduces, asked of every expression that may find it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import introductions, object_names, subjects
from .acronyms import Definition
from .judge import Judge
from .kinds import is_data
from .object_names import Proposal
from .openings import Opening, Row
from .reading import Sentence


@dataclass(slots=True)
class Grammar:
    """Asks the expressions about one sentence, given what its passage has said before.

    Attributes:
        sentence: One that has a name's capital in it.
        row: What may be found in it.
        here: The short forms it defines.
        own_work: It tells of the paper's own work; asked where it defines short forms.
        told: It or a sentence before it does.
    """

    sentence: Sentence
    row: Row
    here: Sequence[Definition]
    own_work: bool
    told: bool

    def introduces(self, judge: Judge) -> Iterator[tuple[Proposal, bool | None]]:
        """Yield what it introduces, and whether that is a data set."""
        text, offset = self.sentence.text, self.sentence.start
        spans, verb = self._spans(), self._verb()
        for proposal in self._proposals(spans, verb):
            at = offset + proposal.at
            # The beginning of a long form: its short form is the name.
            if any(d.long_at[0] <= at < d.long_at[1] for d in self.here):
                continue
            ordinary = proposal.sure and judge.allows_ordinary(proposal.name)
            if judge.allows(proposal.name, sure=proposal.sure) or ordinary:
                yield proposal, is_data(text, proposal.at, proposal.at + len(proposal.name))
        for d, score in self._short_forms(spans, verb) if self.here else ():
            if judge.allows(d.short, sure=True):
                start, end = d.short_at[0] - offset, d.short_at[1] - offset
                yield Proposal(d.short, start, score, sure=True), is_data(text, start, end, d.long)

    def _spans(self) -> Sequence[tuple[int, int]]:
        asked = Opening.OBJECT | (Opening.VERB if self.here else 0)
        found = self.row.openings & asked
        return (
            list(introductions.objects(self.sentence, self.row.openings, self.told))
            if found
            else ()
        )

    def _verb(self) -> int | None:
        asked = Opening.PASSIVE_NAME | (Opening.PASSIVE if self.here else 0)
        return (
            subjects.passive(self.sentence.text, self.told) if self.row.openings & asked else None
        )

    def _proposals(self, spans: Sequence[tuple[int, int]], verb: int | None) -> Iterator[Proposal]:
        text, found = self.sentence.text, self.row.openings
        if found & Opening.OBJECT:
            for begin, stop in spans:
                yield from object_names.object_names(text, begin, stop, found)
        if self.told:
            if found & Opening.CALLED:
                yield from object_names.called(text, self.row.called)
            if found & Opening.ITS:
                yield from subjects.its(text)
        if found & Opening.OWN:
            yield from subjects.own_adjective(text, found)
        if found & Opening.NEW:
            yield from subjects.new_one(text)
        if verb is not None and found & Opening.PASSIVE_NAME:
            yield from subjects.passive_subject(text, verb)
        if found & Opening.INVERTED:
            yield from subjects.inverted(text)
        if found & Opening.CLAIMS:
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
                (self.own_work and subjects.has_own_adjective(text, long_at))
                or (verb is not None and subjects.is_passive_subject(text, end, verb))
                or (self.told and subjects.is_part(text, long_at, end, d.long))
            ):
                yield d, 0.8
            elif self.told and subjects.wins(text, long_at, end):
                yield d, 0.6

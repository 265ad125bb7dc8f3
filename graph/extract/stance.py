"""How a paper stands to what a sentence mentions: its own, background, or contrast."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from ..model import Stance
from .criticism import wanting
from .cues import Cue
from .patterns import either, pattern
from .reading import Reading, Sentence
from .tables import Kind

# What follows within the clause is avoided, rejected or set apart.
_DENIED_AFTER = pattern(
    r"(?:without(?!\s+(?:training\s+of|any\s+loss|loss)\b)"
    r"(?:\s+(?:any|additional|extra|further|explicit(?:ly)?|the\s+need\s+(?:for|of|to)))?"
    r"(?:\s+(?:requiring|needing|relying\s+on|resorting\s+to|using))?"
    r"|"
    + either(
        "unlike instead_of rather_than in_contrast_(?:to|with) contrary_to contrasts?_with "
        "as_opposed_to in_place_of (?:differ(?:s|ing|ent)?|depart(?:s|ing)?)_from "
        "independent(?:ly)?_of mov(?:e|es|ing)_away_from abandon(?:s|ing)? free_(?:from|of) "
        "in_lieu_of alternatives?_to dispens(?:e|es|ing)_with do(?:es|ing)?_away_with "
        "beyond no_need_(?:for|of|to) no_longer_(?:requires?|needs?) neither nor "
        "(?:needs?|uses?|requires?|needing|using|requiring)_no get(?:s|ting)?_rid_of"
    )
    + r"|(?:circumvent|obviat|eliminat|remov|avoid|bypass|sidestep|alleviat|forgo|eschew)"
    r"(?:s|e|es|ed|ing)?\s+(?:the\s+(?:need|necessity|requirement|use|reliance)"
    r"\s+(?:for|of|on|to)|reliance\s+on)"
    # Not "avoided": what is avoided stands before it.
    r"|(?:avoid|bypass|sidestep|circumvent|forgo|eschew)(?:s|es|ing)?"
    r"|(?:(?:does|do|did|is|are|was)\s+not|doesn['’]t|don['’]t)\s+"
    + either("require need rely_on use involve depend_on")
    + r"|no(?=(?:\s[\w-]+){1,5}?\s(?:is|are)\s(?:needed|required|used|necessary))"
    + r")\b"
)
# "without quality loss": what is lost is named, nothing is avoided.
_LOSS = pattern(
    r"\b"
    + either("loss(?:es)? degrad* drop decreas* sacrific* compromis* harm* hurt* affect* losing")
)
_OTHERS = either("existing previous prior conventional traditional earlier past current")
_WORKS = either(
    "methods? approach(?:es)? works? stud(?:y|ies) techniques? systems? algorithms? models? "
    "solutions? research literature efforts? attempts? frameworks? strateg(?:y|ies) schemes? "
    "pipelines? baselines? practices?"
)
_HOW = either(
    "either mostly mainly often typically usually largely heavily primarily commonly generally "
    "only still solely merely all simply predominantly frequently always"
)
# "Existing methods for X mostly rely on Y": Y is the choice of others.
_OTHERS_DO = pattern(
    rf"\b{_OTHERS}\b(?:[\s-]+(?!(?:that|which|who|is|are)\b)[\w/-]+){{0,4}}?[\s-]+{_WORKS}\b"
    rf"[^.;:]*?\s(?:{_HOW}\s+)*(?P<verb>"
    + either(
        r"rel(?:y|ies|ied)_(?:\w+ly_)?(?:up)?on requires? adopt(?:s|ed)? necessitates? "
        r"uses?(?!_of\b) employs? leverages? utilizes? involves? "
        r"depends?_(?:\w+ly_)?on resorts?_to "
        r"(?:is|are)_(?:\w+ly_)?based_on build_on exploit"
    )
    + r")\b"
)
# "Existing X methods fail to": X is the kind of the others.
_OTHERS_ARE = pattern(
    rf"\b{_OTHERS}\b(?P<kind>(?:[\s-]+[\w/-]+){{1,4}}?)[\s-]+{_WORKS}\b"
    r"(?=[^.;:]{0,60}\b"
    + either("focus* fail* suffer* struggl* limit* lack* cannot constrain*")
    + r")"
)
# "We replace X by Y"
_REPLACED = pattern(r"\breplac(?:e|es|ed|ing)\s+(?P<old>[^,.;:]{1,80}?)\s(?:by|with)\b")
_SCOPE_END = re.compile(
    r"[;:,()]|\s[-–—]+\s|—|\s(?:is|are)\s(?:needed|required|necessary)\b|\b"
    + either("but while whereas because since when we our")
    + r"\b"
)
_OBJECTS_END = pattern(r"[;:]|\b" + either("for to in_order but however while whereas") + r"\b")
_OWN = pattern(
    r"\b(?:we|our|ours|us|I|my)\b|\b(?:this|the\s+(?:present|proposed|current))\s+"
    + either(
        "paper work study article thesis survey report approach method framework research "
        "dissertation chapter review model system tutorial letter note"
    )
    + r"\b|\bin\s+this\s+\w+\b|\bproposed\b|\b(?:is|are)\s+(?:proposed|presented|introduced)\b"
    r"|\bto\s+(?:this|that)\s+end\b|\b(?:specifically|concretely)\b|\bin\s+particular\b|\b"
    + either("experiment(?:s|al)? results? evaluations? analys[ie]s ablations? findings?")
    + r"\s+(?:\w+\s+){0,3}?"
    + either("show demonstrate reveal indicate suggest confirm verify validate")
)
_WRITINGS = "paper work study article thesis survey report chapter"
_CONTRIBUTION = pattern(
    r"\b(?:we|I)\s+(?:\w+ly\s+)?(?:"
    + either("also further then first thus hence here therefore next finally")
    + r"\s+)*(?:\w+ly\s+)?"
    + either(
        "propose introduce present develop design devise describe study investigate explore "
        "examine analy[sz]e address show demonstrate prove reveal establish build train formulate "
        "release construct create provide argue revisit consider identify tackle aim offer extend "
        "unify conduct focus ask evaluate apply employ leverage use discover improve learn suggest "
        "find observe advocate contribute produce review survey perform derive optimi[sz]e"
    )
    + r"\b|\bthis\s+"
    + either(_WRITINGS)
    + r"\b|\b(?:is|are)\s+proposed\b|\bour\b"
)
# "Better than X", "outperforms X": the measure is not the matter.
_COMPARED = pattern(
    r"\b(?:than|compar(?:ed|able|isons?)\s+(?:to|with)"
    r"|(?:outperform|surpass|exceed|beat)(?:s|ed|ing)?)\b"
)
_NOWHERE = 1 << 40


class Scopes:
    """How a paper stands to what one of its passages says.

    A sentence is read when something of it is asked about; most are never.
    """

    def __init__(self, reading: Reading, own_names: frozenset[str] = frozenset()) -> None:
        """Take a passage.

        Args:
            reading: A passage; all of a title is the paper's own.
            own_names: Names that the paper gives its own artefacts; a sentence
                that has one tells of its own work.
        """
        self._reading = reading
        self._title = reading.passage.id == "title"
        self._names = own_names
        self._sentence: Sentence | None = None
        self._denied: list[tuple[int, int]] = []
        self._wanting: list[tuple[int, int]] = []
        self._own = True
        self._own_until = _NOWHERE

    def of(self, start: int, kind: Kind, sentence: Sentence) -> Stance:
        """Return the stance to something of a kind that begins at a position in a sentence."""
        if sentence is not self._sentence:
            self._sentence = sentence
            self._denied = self._set_apart(sentence)
            self._own = (
                self._title
                or _is_own(sentence)
                or _has_one(sentence, self._names)
                or self._goes_on(sentence)
            )
            self._own_until = _NOWHERE if self._title else _compared(sentence)
            self._wanting = [] if self._own else self._criticised(sentence)
        # A task remains one, however badly it was done.
        ways = self._wanting if kind not in (Kind.TASK, Kind.PROPERTY) else []
        place = start - sentence.start
        if any(a <= place < b for a, b in (*self._denied, *ways)):
            return Stance.CONTRAST
        return Stance.ABOUT if self._own and place < self._own_until else Stance.BACKGROUND

    @cached_property
    def _begins(self) -> int:
        """Where an abstract begins to tell of its own work: it seldom turns back to others'."""
        if self._reading.passage.id != "abstract":
            return _NOWHERE
        return next((s.start for s in self._reading.sentences if _is_own(s)), _NOWHERE)

    def _goes_on(self, sentence: Sentence) -> bool:
        """Tell whether a sentence goes on with the paper's own work without saying so."""
        others = sentence.cues & (Cue.EARLIER | Cue.FAILS)
        return not others and sentence.start > self._begins

    def _set_apart(self, sentence: Sentence) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        if sentence.cues & Cue.DENIES:
            cues = self._reading.places(sentence, Cue.DENIAL)
            found += _denied(sentence.text, cues, self._title)
        if sentence.cues & Cue.EARLIER:
            found += _by_others(sentence.text)
        if sentence.cues & Cue.REPLACES:
            found += (m.span("old") for m in _REPLACED.finditer(sentence.text))
        return found

    def _criticised(self, sentence: Sentence) -> list[tuple[int, int]]:
        if not self._reading.cues & Cue.FAILS:
            return []
        following = self._reading.sentence_at(sentence.end + 1)
        if following is sentence or not following.cues & Cue.FAILS:
            return []
        return list(wanting(sentence.text, following.text))


def _is_own(sentence: Sentence) -> bool:
    if sentence.cues & Cue.OWN:
        return True
    return bool(sentence.cues & Cue.PERHAPS_OWN) and _OWN.search(sentence.text) is not None


def _compared(sentence: Sentence) -> int:
    """Return where what a sentence compares with begins, counted from its start."""
    found = _COMPARED.search(sentence.text) if sentence.cues & Cue.COMPARES else None
    return found.end() if found else _NOWHERE


def contributes(sentence: Sentence, own_names: Collection[str] = ()) -> bool:
    """Tell whether a sentence says what the paper does: "we propose", or by its own names."""
    if sentence.cues & Cue.OUR:
        return True
    if sentence.cues & (Cue.OWN | Cue.THIS_OR_I):
        if sentence.contributes is None:
            sentence.contributes = _may_contribute(sentence) and (
                _CONTRIBUTION.search(sentence.text) is not None
            )
        if sentence.contributes:
            return True
    return _has_one(sentence, own_names)


def _may_contribute(sentence: Sentence) -> bool:
    """Tell whether a sentence has the words without which none contributes."""
    if sentence.cues & Cue.WE:
        return True
    low = " ".join(sentence.text.lower().split())
    # A lone I, or the end of some longer word.
    if "i " in low or "proposed" in low:
        return True
    return "this" in low and any(word in low for word in _WRITINGS.split())


def _has_one(sentence: Sentence, names: Collection[str]) -> bool:
    return bool(names) and any(name in sentence.text for name in names)


def _by_others(text: str) -> Iterator[tuple[int, int]]:
    """Yield what others use, and what kind of work theirs is."""
    for others in _OTHERS_DO.finditer(text):
        yield others.end("verb"), _objects_end(text, others.end("verb"))
    for others in _OTHERS_ARE.finditer(text):
        yield others.span("kind")


def _denied(text: str, cues: Iterable[int], title: bool) -> Iterator[tuple[int, int]]:
    """Yield the scopes of what denies.

    Args:
        text: A sentence.
        cues: Where its words stand with which one may begin.
        title: It is one: "Scaling beyond X" in a title is still about scaling X.
    """
    read = 0
    for place in cues:
        cue = _DENIED_AFTER.match(text, place) if place >= read else None
        if cue is None:
            continue
        read = cue.end()
        if title and cue[0].lower() == "beyond":
            continue
        stop = _scope_end(text, read)
        if not _LOSS.search(text, read, stop):
            yield read, stop


def _scope_end(text: str, begin: int) -> int:
    stop = _SCOPE_END.search(text, begin)
    return min(stop.start() if stop else len(text), begin + 90)


def _objects_end(text: str, begin: int) -> int:
    """Return where the objects of a verb end: at `to`, `for`, a colon or a long way off."""
    stop = _OBJECTS_END.search(text, begin)
    return min(stop.start() if stop else len(text), begin + 220)

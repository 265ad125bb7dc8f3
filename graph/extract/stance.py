"""What of a sentence is the paper's own work, and what it denies or leaves to others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np

from .batch import Batch
from .cues import Cue
from .lexicon import Ints, Mark
from .patterns import either, pattern
from .plain_words import CONTRIBUTES
from .reading import Sentence
from .signs import Bools
from .standing import finds

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
    + either(CONTRIBUTES)
    + r"\b|\bthis\s+"
    + either(_WRITINGS)
    + r"\b|\b(?:is|are)\s+proposed\b|\bour\b"
)
# "Better than X", "outperforms X": the measure is not the matter.
_COMPARED = pattern(
    r"\b(?:than|compar(?:ed|able|isons?)\s+(?:to|with)"
    r"|(?:outperform|surpass|exceed|beat)(?:s|ed|ing)?)\b"
)


def is_own(text: str, places: Sequence[int] | None) -> bool:
    """Tell whether a sentence tells of the paper's own work, by where words of `near_own` are."""
    return any(True for _ in finds(_OWN, text, 0, len(text), places))


def says_contribution(text: str, places: Sequence[int] | None) -> bool:
    """Tell whether a sentence says what the paper does, by those of `before_contribution`."""
    return any(True for _ in finds(_CONTRIBUTION, text, 0, len(text), places))


def compared(text: str) -> int | None:
    """Return where what a sentence compares with begins."""
    found = _COMPARED.search(text)
    return found.end() if found else None


def replaced(text: str) -> Iterator[tuple[int, int]]:
    """Yield what a sentence replaces by something."""
    return (m.span("old") for m in _REPLACED.finditer(text))


def denials(batch: Batch) -> Ints:
    """Return the words with which something may be denied."""
    cues = batch.cues_of_words
    pairs = np.append(cues[1:] & Cue.DENIAL_ENDS > 0, False)
    return np.flatnonzero((cues & Cue.DENIAL > 0) & (pairs | (cues & Cue.DENIES_ALONE > 0)))


def earlier(batch: Batch) -> Ints:
    """Return the words with which others' work may be spoken of."""
    return np.flatnonzero(batch.cues_of_words & Cue.EARLIER > 0)


def near_own(batch: Batch) -> Ints:
    """Return the words with which may begin what tells of one's own work: "to this end"."""
    there = batch.cues_of_words & Cue.PERHAPS_OWN > 0
    near = there.copy()
    near[:-1] |= there[1:]
    near[:-2] |= there[2:]
    return np.flatnonzero(near)


def before_contribution(batch: Batch) -> Ints:
    """Return the words with which may begin what says that a paper contributes."""
    cues = batch.cues_of_words
    near = cues & (Cue.WE | Cue.THIS_OR_I) > 0
    # "is proposed"
    near[:-1] |= cues[1:] & Cue.OWN > 0
    return np.flatnonzero(near)


def plainly(batch: Batch) -> Bools:
    """Tell which sentences contribute by a "we" with such a verb right behind it."""
    tokens, spans, codes = batch.tokens, batch.spans, batch.signs.codes
    lexicon, words = batch.lexicon, tokens.words
    verbs = np.flatnonzero(lexicon.marks[words[1:]] & Mark.CONTRIBUTES > 0) + 1
    we = verbs - 1
    we, verbs = (a[lexicon.cues[words[we]] & Cue.WE > 0] for a in (we, verbs))
    begin, end = tokens.starts[we], tokens.ends[we]
    plain = (
        (end - begin == len("we"))
        & (codes[end] == ord(" "))
        & (tokens.starts[verbs] == end + 1)
        & (codes[begin - 1] != ord("_"))
        & (codes[tokens.ends[verbs]] != ord("_"))
    )
    found = np.zeros(spans.starts.size, np.bool_)
    # Of two sentences the verb's is the one that has both, if any has.
    first, last = (np.searchsorted(spans.words, w[plain], "right") - 1 for w in (we, verbs))
    found[first[first == last]] = True
    return found


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
    return has_one(sentence, own_names)


def _may_contribute(sentence: Sentence) -> bool:
    """Tell whether a sentence has the words without which none contributes."""
    if sentence.cues & Cue.WE:
        return True
    low = " ".join(sentence.text.lower().split())
    # A lone I, or the end of some longer word.
    if "i " in low or "proposed" in low:
        return True
    return "this" in low and any(word in low for word in _WRITINGS.split())


def has_one(sentence: Sentence, names: Collection[str]) -> bool:
    """Tell whether a sentence has one of some names."""
    return bool(names) and any(name in sentence.text for name in names)


def by_others(text: str, places: Sequence[int] | None) -> Iterator[tuple[int, int]]:
    """Yield what others use, and what kind of work theirs is, by where words of `earlier` are."""
    for others in finds(_OTHERS_DO, text, 0, len(text), places):
        yield others.end("verb"), _objects_end(text, others.end("verb"))
    for others in finds(_OTHERS_ARE, text, 0, len(text), places):
        yield others.span("kind")


def denied(text: str, cues: Iterable[int], title: bool) -> Iterator[tuple[int, int]]:
    """Yield the scopes of what denies.

    Args:
        text: A sentence.
        cues: Where words of `denials` stand in it.
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

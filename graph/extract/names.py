"""Models, systems, data sets and metrics that a paper uses, compares with or mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import EntityKind, Mention, Use
from ..schema import Relation
from ..text import name_key
from .alignment import without_plural
from .matcher import Hit, Matcher
from .naming import NAME, is_dataset_form, is_name_like, without_sentence
from .patterns import either, pattern
from .reading import PaperReading, Reading
from .tables import Kind
from .words import Words, word_set

_KINDS = {
    Kind.NAMED_MODEL: EntityKind.MODEL,
    Kind.DATASET: EntityKind.DATASET,
    Kind.METRIC: EntityKind.METRIC,
}
_COMPARES = pattern(
    r"\b"
    + either(
        "outperform* surpass* exceed* beat(?:s|ing)? compar* than baselines? versus vs superior "
        "inferior better match(?:es|ing)? rival* competitive on_par against state-of-the-art sota "
        "competitors? counterparts? gains?_over improve*_(?:up)?on over unlike"
    )
    + r"\b"
)
_BUILDS_ON = pattern(
    r"\b"
    + either(
        r"based_(?:up)?on built?_(?:up)?on build(?:s|ing)?_(?:up)?on builds? extend* fine-?\s?tun* "
        "initiali[sz]* on_top_of derived_from variants?_of adapt* distill* retrofit* backbones? "
        "prun* quantiz* version_of"
    )
    + r"\b"
)
_USES = pattern(
    r"\b"
    + either(
        "us(?:e|es|ed|ing) employ* leverag* utili[sz]* adopt* evaluat* train* integrat* "
        "appl(?:y|ies|ied|ying) test* benchmark* validat* incorporat* combin* experiment* powered "
        "measur*"
    )
    + r"\b"
)
_WEAK_USES = pattern(r"\b(?:with|via|on|from|including)\s")
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
    r"\b"
    + either(
        r"recent(?:ly_proposed)? popular existing like such_as including e\.g\.,? than over "
        "against baselines?,? compared_(?:to|with) comparable_to outperform(?:s|ing|ed)? "
        "surpass(?:es|ing|ed)? beat(?:s|ing)? exceed(?:s|ing)? on_par_with based_on "
        "built_(?:up)?on using use extend(?:s|ing)? employ(?:s|ing)? models? method system "
        "framework toolkit library simulator baseline space encoder called named dubbed on"
    )
    + rf"(?:\s+{either('the a an recent strong existing popular')})?,?\s+{_LIST}"
)
_DATA_WORD = pattern(rf"\b{_DATA}\b")
_NAME = re.compile(NAME)
_VERSION = re.compile(r"v?\d+(?:\.\d+)*")
_NOT_DATA = re.compile(r".*(?:ish|ese|ian|ean|ic|al|based|ive|ous)$")
_SAID_OF_NAMES = word_set(
    "benchmark benchmarks dataset datasets data set corpus challenge series family model models "
    "style suite leaderboard correlation correlations coefficient coefficients task tasks"
)
# Characters before a name in which a cue counts.
_REACH = 160


class NameExtractor:
    """Finds named models, data sets and metrics: those of the vocabulary, then by their place."""

    name = "names"

    def extract(self, papers: Sequence[PaperReading]) -> Iterator[Sequence[Mention]]:
        """Yield each place that names something of others.

        The score is 1 for a name of the vocabulary (.9 where a guard decided), .7 for a
        data set and .5 for a system that only the words around make one.
        """
        for paper in papers:
            own = frozenset(name_key(name) for name in paper.own())
            found = [m for r in paper.passages for m in self._in_passage(paper, r, own)]
            yield _without_families(found)

    def _in_passage(
        self, paper: PaperReading, reading: Reading, own: frozenset[str]
    ) -> list[Mention]:
        hits, words = paper.hits[reading.passage.id], reading.words
        found = [*self._listed(reading, hits, own, paper.matcher)]
        taken = [(m.span.start, m.span.end) for m in found]
        taken += [(words.starts[h.first], words.ends[h.last]) for h in hits]
        taken += reading.addresses
        shorts = frozenset(a.short for a in paper.acronyms)
        for mention in _placed(reading, own, shorts):
            if not any(a < mention.span.end and mention.span.start < b for a, b in taken):
                taken.append((mention.span.start, mention.span.end))
                found.append(mention)
        return sorted(found, key=lambda m: m.span.start)

    def _listed(
        self, reading: Reading, hits: list[Hit], own: frozenset[str], matcher: Matcher
    ) -> Iterator[Mention]:
        words = reading.words
        for hit in hits:
            for entry in hit.entries:
                kind = _KINDS.get(entry.kind)
                if kind is None:
                    continue
                start, end = words.starts[hit.first], _name_end(words, hit)
                entity = entry.name
                if kind is EntityKind.MODEL and end == words.ends[hit.last]:
                    longer = _with_version(reading, hit, matcher)
                    if longer > end:
                        end = longer
                        entity = reading.text[start:end]
                surface = reading.text[start:end]
                if name_key(surface) in own or name_key(entity) in own:
                    continue
                yield _mention(reading, start, end, kind, entity, 0.9 if entry.guard else 1.0)


def _without_families(mentions: list[Mention]) -> list[Mention]:
    """Leave out the bare name of a family where the paper names one version: that is meant."""
    models = {name_key(m.entity) for m in mentions if m.kind is EntityKind.MODEL}
    bare = {
        family
        for family in models
        if sum(1 for k in models if _VERSION.fullmatch(k.removeprefix(family))) == 1
    }
    return [m for m in mentions if name_key(m.entity) not in bare]


def _with_version(reading: Reading, hit: Hit, matcher: Matcher) -> int:
    """Return where a model's name ends with a version that the vocabulary lacks."""
    words, text = reading.words, reading.text
    end = words.ends[hit.last]
    more = re.match(r"(?:[-\s]?v?\d+(?:\.\d+)*(?![\w%])|(?:\.\d+)+(?!\w))", text[end : end + 12])
    if not more:
        return end
    spaced = more[0][0].isspace()
    if more[0][0] == "." and not text[end - 1].isdigit():
        return end
    if spaced and not matcher.versions(words, hit.first, hit.last):
        return end
    return end + more.end()


def _name_end(words: Words, hit: Hit) -> int:
    """Return where a name ends without the noun that says what it is: `KILT` benchmark."""
    last = hit.last
    while last > hit.first and words.printed[last] in _SAID_OF_NAMES:
        last -= 1
    return words.ends[last] if words.printed[last][:1].isupper() else words.ends[hit.last]


def _placed(reading: Reading, own: frozenset[str], shorts: frozenset[str]) -> Iterator[Mention]:
    """Yield what the vocabulary lacks, known by the words around it."""
    if reading.passage.id == "title":
        return
    text = reading.text
    for begin, end, data in _lists(text):
        for part in _NAME.finditer(text, begin, end):
            name, start = without_sentence(part[0]), part.start()
            if name in ("and", "or") or without_plural(name) in shorts or name_key(name) in own:
                continue
            if data and (is_name_like(name) or _before_noun(text, name, start, end)):
                yield _mention(reading, start, start + len(name), EntityKind.DATASET, name, 0.7)
            elif not data and is_name_like(name) and _can_be_system(name):
                kind = EntityKind.DATASET if is_dataset_form(name) else EntityKind.SYSTEM
                yield _mention(reading, start, start + len(name), kind, name, 0.5)


def _lists(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where names are listed, and whether as data sets."""
    for noun in _DATA_WORD.finditer(text):
        m = _DATA_NAMED.search(text, max(0, noun.start() - 120), noun.start())
        if m:
            yield *m.span("names"), True
    for m in _DATA_OF.finditer(text):
        yield *m.span("names"), True
    for m in _OTHERS_NAMED.finditer(text):
        yield *m.span("names"), False


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


def _can_be_system(name: str) -> bool:
    """Tell names from short forms of terms: a small letter, a digit, or four capitals."""
    letters = [c for c in name if c.isalpha()]
    mixed = any(c.islower() for c in letters[:-1]) or any(c.isdigit() for c in name)
    return (mixed and len(name) > 3) or (len(letters) >= 4 and name.isupper())


def _mention(
    reading: Reading, start: int, end: int, kind: EntityKind, entity: str, score: float
) -> Mention:
    sentence = reading.sentence(start)
    return Mention(
        kind=kind,
        relation=Relation.USES,
        entity=entity,
        surface=reading.text[start:end],
        span=reading.span(start, end),
        stance=use(reading.text[sentence[0] : start], kind),
        score=score,
        extractor=NameExtractor.name,
    )


def use(before: str, kind: EntityKind) -> Use:
    """Return how a paper stands to a name, from the nearest cue before it in its sentence."""
    if kind is EntityKind.METRIC:
        return Use.USES
    near = before[-_REACH:]
    cues = [(Use.BUILDS_ON, _BUILDS_ON), (Use.USES, _USES)]
    if kind is not EntityKind.DATASET:
        cues.append((Use.COMPARES, _COMPARES))
    last = {
        stance: max((m.start() for m in cue.finditer(near)), default=-1) for stance, cue in cues
    }
    best = max(last, key=lambda stance: last[stance])
    if last[best] >= 0:
        return best
    if kind is EntityKind.DATASET or _WEAK_USES.search(near[-40:]):
        return Use.USES
    return Use.MENTIONS

"""Models, systems, data sets and metrics that a paper uses, compares with or mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..model import EntityKind, Mention, Use
from ..schema import Relation
from ..text import name_key
from .cues import Cue
from .matched import Hit
from .matcher import Matcher
from .patterns import either, pattern
from .placed import defined_data, placed
from .reading import PaperReading, Reading
from .short_forms import Entry
from .tables import Kind
from .words import word_set

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
_VERSION = re.compile(r"v?\d+(?:\.\d+)*")
_VERSION_AFTER = re.compile(r"(?:[-\s]?v?\d+(?:\.\d+)*(?![\w%])|(?:\.\d+)+(?!\w))")
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
            own = frozenset([name_key(name) for name in paper.own()])
            shorts = frozenset([a.short for a in paper.acronyms])
            found = [m for r in paper.passages for m in self._in_passage(paper, r, own, shorts)]
            yield _without_families(found) if found else found

    def _in_passage(
        self,
        paper: PaperReading,
        reading: Reading,
        own: frozenset[str],
        shorts: frozenset[str],
    ) -> list[Mention]:
        hits = paper.hits[reading.passage.id]
        named = [(h, e) for h in hits for e in h.entries if e.named]
        if not reading.cues & Cue.NAME and not named:
            return []
        found = [*self._listed(reading, named, own, paper.matcher)]
        taken: list[tuple[int, int]] | None = None
        for place in (*defined_data(reading, paper), *placed(reading, shorts)):
            start, end = place.start, place.end
            if name_key(place.name) in own:
                continue
            if taken is None:
                taken = [(m.span.start, m.span.end) for m in found]
                taken += [(h.start, h.end) for h in hits]
                taken += reading.addresses
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            found.append(_mention(reading, start, end, place.kind, place.name, place.score))
        return sorted(found, key=lambda m: m.span.start) if len(found) > 1 else found

    def _listed(
        self,
        reading: Reading,
        named: Iterable[tuple[Hit, Entry]],
        own: frozenset[str],
        matcher: Matcher,
    ) -> Iterator[Mention]:
        for hit, entry in named:
            kind = _KINDS[entry.kind]
            start, end = hit.start, _name_end(reading, hit)
            entity = entry.name
            if kind is EntityKind.MODEL and end == hit.end:
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
    if not models:
        return mentions
    bare = {
        family
        for family in models
        if sum(1 for k in models if _VERSION.fullmatch(k.removeprefix(family))) == 1
    }
    return [m for m in mentions if name_key(m.entity) not in bare]


def _with_version(reading: Reading, hit: Hit, matcher: Matcher) -> int:
    """Return where a model's name ends with a version that the vocabulary lacks."""
    text, end = reading.text, hit.end
    more = _VERSION_AFTER.match(text[end : end + 12])
    if not more:
        return end
    spaced = more[0][0].isspace()
    if more[0][0] == "." and not text[end - 1].isdigit():
        return end
    if spaced and not matcher.versions(reading.words, hit.first, hit.last):
        return end
    return end + more.end()


def _name_end(reading: Reading, hit: Hit) -> int:
    """Return where a name ends without the noun that says what it is: `KILT` benchmark."""
    if hit.first == hit.last:
        return hit.end
    words, last = reading.printed(hit.first, hit.last + 1), hit.last
    while last > hit.first and words[last - hit.first] in _SAID_OF_NAMES:
        last -= 1
    return reading.word_end(last if words[last - hit.first][:1].isupper() else hit.last)


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

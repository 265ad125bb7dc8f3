"""Which lines a map draws: few enough to read, the best ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..schema import Edge, Label, Relation
from .dots import about_edges, strength
from .reading import Corpus, number

_RELATED_EACH = 3
_RELATED_FLOOR = 0.6
_ABOUT_EACH = 3
_CITES_EACH = 4
# More than the drawn ones shape the layout, so that near papers lie near without a line.
_RELATED_PULL = 5
_HUB_PULL = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two dots, or only a pull between them.

    Attributes:
        relation: What it stands for.
        source: Key of one end.
        target: Key of the other.
        pull: How strongly the two attract each other in the layout, above 0.
        drawn: Whether it is seen before one of its ends is selected.
    """

    relation: Relation
    source: str
    target: str
    pull: float
    drawn: bool


def lines(corpus: Corpus, dots: set[str], hubs: set[str]) -> list[Line]:
    """Return the lines between dots, ordered by relation and ends, at most one for two dots.

    Of RELATED each paper's best, and two more that are nearly as good; of ABOUT
    the three that say most of a paper, none to a hub; of CITES four a paper,
    those that are also related first; of the others all but what a paper
    mentions in passing.
    """
    best: dict[tuple[str, str], Line] = {}
    for paper in sorted(key for key in dots if corpus.nodes[key].label is Label.PAPER):
        for line in (
            *_mentions(corpus, paper, dots),
            *_cites(corpus, paper, dots),
            *_related(corpus, paper, dots),
            *_about(corpus, paper, dots, hubs),
            *_things(corpus, paper, dots, hubs),
        ):
            ends = (min(line.source, line.target), max(line.source, line.target))
            known = best.get(ends)
            if known is None or (line.drawn and not known.drawn):
                best[ends] = line
    order = list(Relation)
    return sorted(best.values(), key=lambda li: (order.index(li.relation), li.source, li.target))


def _related(corpus: Corpus, paper: str, dots: set[str]) -> Iterator[Line]:
    edges = [e for e in corpus.leaving(Relation.RELATED, paper) if e.target in dots]
    edges.sort(key=lambda edge: (-number(edge, "score"), edge.target))
    for place, edge in enumerate(edges[:_RELATED_PULL]):
        score = number(edge, "score")
        good = score >= _RELATED_FLOOR * number(edges[0], "score")
        drawn = place == 0 or (good and place < _RELATED_EACH)
        yield Line(edge.relation, paper, edge.target, 0.2 + 2.0 * score, drawn)


def _about(corpus: Corpus, paper: str, dots: set[str], hubs: set[str]) -> Iterator[Line]:
    edges = [edge for edge in about_edges(corpus, paper) if edge.target in dots]
    edges.sort(key=lambda edge: (-strength(corpus, edge), edge.target))
    shown = 0
    for edge in edges:
        hub = edge.target in hubs
        drawn = not hub and shown < _ABOUT_EACH and bool(edge.properties.get("central"))
        shown += drawn
        pull = _HUB_PULL if hub else 0.1 + 0.5 * min(strength(corpus, edge), 2.0)
        yield Line(edge.relation, paper, edge.target, pull, drawn)


def _cites(corpus: Corpus, paper: str, dots: set[str]) -> Iterator[Line]:
    related = {e.target for e in corpus.leaving(Relation.RELATED, paper)}
    edges = [edge for edge in corpus.leaving(Relation.CITES, paper) if edge.target in dots]
    edges.sort(key=lambda edge: (edge.target not in related, -_cited(corpus, edge), edge.target))
    for place, edge in enumerate(edges):
        yield Line(edge.relation, paper, edge.target, 0.5, place < _CITES_EACH)


def _cited(corpus: Corpus, edge: Edge) -> int:
    return len(corpus.reaching(Relation.CITES, edge.target))


def _mentions(corpus: Corpus, paper: str, dots: set[str]) -> Iterator[Line]:
    for edge in corpus.leaving(Relation.MENTIONS, paper):
        if edge.target in dots:
            yield Line(edge.relation, paper, edge.target, 1.0, drawn=True)


def _things(corpus: Corpus, paper: str, dots: set[str], hubs: set[str]) -> Iterator[Line]:
    for relation in (Relation.INTRODUCES, Relation.HAS_CODE, Relation.USES):
        for edge in corpus.leaving(relation, paper):
            if edge.target in dots:
                hub = relation is Relation.USES and edge.target in hubs
                passing = edge.properties.get("stance") == "mentions"
                pull = 1.5 if relation is not Relation.USES else _HUB_PULL if hub else 0.3
                yield Line(relation, paper, edge.target, pull, not passing and not hub)

"""Which nodes become dots, and how large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from math import sqrt

from ..schema import Edge, Label, Relation
from .choice import Chosen
from .reading import CONTRAST, Corpus, number

# What more than this share of the papers have in common tells them apart badly: it keeps
# its dot, but its lines are drawn only while it is selected.
HUB_SHARE = 0.25
HUB_LEAST = 8
_RADIUS = {
    Label.PAPER: 9.0,
    Label.SYSTEM: 7.0,
    Label.DATASET: 7.0,
    Label.REPOSITORY: 6.5,
}


def concept_dots(corpus: Corpus, chosen: Chosen) -> list[str]:
    """Choose the concepts worth a dot, those worth most first.

    These are the ones that at least two papers share and at least one is really
    about; about as many as papers. A concept that was asked for always has one,
    and so has each that the paper asked for is about.
    """
    papers = set(chosen.papers)
    wanted = set(chosen.concepts)
    if chosen.centre:
        wanted.update(edge.target for edge in about_edges(corpus, chosen.centre))
    central: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for paper in chosen.papers:
        for edge in about_edges(corpus, paper):
            plain[edge.target] += 1
            central[edge.target] += bool(edge.properties.get("central"))
    shared = [key for key in plain if plain[key] >= 2 and central[key] and key not in wanted]
    most = max(0, 10 + int(0.9 * len(papers)) - len(wanted))
    return [*_by_worth(corpus, wanted, papers), *_by_worth(corpus, shared, papers)[:most]]


def _by_worth(corpus: Corpus, keys: Iterable[str], papers: Container[str]) -> list[str]:
    return sorted(keys, key=lambda key: (-worth(corpus, key, papers), key))


def worth(corpus: Corpus, concept: str, papers: Container[str]) -> float:
    """Return how much a concept tells of some papers: what its lines to them say, summed.

    One that a few papers are all about is worth more than one that most mention.
    """
    return sum(
        strength(corpus, edge)
        for edge in corpus.reaching(Relation.ABOUT, concept)
        if edge.source in papers and edge.properties.get("stance") != CONTRAST
    )


def thing_dots(corpus: Corpus, chosen: Chosen) -> list[str]:
    """Choose systems, data sets and repositories, about as many as papers.

    What a paper introduces and its code always qualify; what it only uses does
    when a second paper does too.
    """
    score: Counter[str] = Counter()
    for paper in chosen.papers:
        for edge in corpus.leaving(Relation.INTRODUCES, paper):
            score[edge.target] += 2
        for edge in corpus.leaving(Relation.HAS_CODE, paper):
            score[edge.target] += 2
        for edge in corpus.leaving(Relation.USES, paper):
            if corpus.nodes[edge.target].label is not Label.METRIC:
                score[edge.target] += 2 if paper == chosen.centre else 1
    ranked = sorted((-count, key) for key, count in score.items() if count >= 2)
    return [key for _, key in ranked[: 10 + int(1.5 * len(chosen.papers))]]


def cited_dots(corpus: Corpus, chosen: Chosen) -> list[str]:
    """Choose papers that are only known because they are cited: by two papers or more.

    At most a third as many as papers, or the map would show bibliographies.
    """
    papers = set(chosen.papers)
    counts: Counter[str] = Counter()
    for paper in chosen.papers:
        for edge in corpus.leaving(Relation.CITES, paper):
            if edge.target not in papers and not corpus.is_read(edge.target):
                counts[edge.target] += 1
    ranked = sorted((-count, key) for key, count in counts.items() if count >= 2)
    return [key for _, key in ranked[: len(papers) // 3]]


def about_edges(corpus: Corpus, paper: str) -> list[Edge]:
    """Return the edges to the concepts a paper is about or builds on, contrast left out."""
    return [
        edge
        for edge in corpus.leaving(Relation.ABOUT, paper)
        if edge.properties.get("stance") != CONTRAST
    ]


def hubs(corpus: Corpus, dots: Iterable[str], papers: Iterable[str]) -> set[str]:
    """Return those dots that so many of the papers share that lines to them say little."""
    known = set(papers)
    least = max(HUB_LEAST, HUB_SHARE * len(known))
    return {
        key
        for key in dots
        if least
        < sum(
            edge.source in known
            for relation in (Relation.ABOUT, Relation.USES)
            for edge in corpus.reaching(relation, key)
        )
    }


def radius(corpus: Corpus, key: str) -> float:
    """Return how large a dot is, in units of the map; the area of a concept's grows with papers."""
    node = corpus.nodes[key]
    if node.label is Label.CONCEPT:
        return round(min(34.0, 5.0 + 3.2 * sqrt(len(corpus.about(key)))), 1)
    if node.properties.get("stub"):
        return 5.5
    return _RADIUS.get(node.label, 7.0)


def strength(corpus: Corpus, edge: Edge) -> float:
    """Return how much a line from a paper to a concept says, 0 to about 2.

    What the paper is about counts fully, what it says in passing a third; rare
    concepts count more than common ones.
    """
    weight = max(number(edge, "weight"), 0.1)
    rarity = corpus.nodes[edge.target].properties.get("weight")
    rare = float(rarity) if isinstance(rarity, int | float) else 1.0
    return weight * (1.0 if edge.properties.get("central") else 0.35) * min(max(rare, 0.2), 4.0) / 2

"""Which papers a map shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from ..errors import NotFoundError, UsageError
from ..schema import Label, Relation
from ..text import normal, slug
from .reading import Corpus, number

# Up to here a page opens within a second or two and moves smoothly without a graphics card.
MOST_PAPERS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to draw, as `write_map` takes it."""

    around: str | None = None
    depth: int = 1
    concepts: tuple[str, ...] = ()
    papers_only: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The papers of a map.

    Attributes:
        papers: Their keys, best first.
        left_out: How many papers would have fitted, but for the limit.
        centre: The paper asked for, or None.
        concepts: Keys of the concepts asked for.
    """

    papers: tuple[str, ...]
    left_out: int
    centre: str | None
    concepts: tuple[str, ...]


def choose(corpus: Corpus, options: Options) -> Chosen:
    """Choose the papers, best first: nearest to the one asked for, else best connected.

    Raises:
        NotFoundError: No such paper or concept.
        UsageError: A negative depth or limit.
    """
    if options.depth < 0:
        raise UsageError(f"--depth {options.depth}: cannot be negative; 1 is one step.")
    if options.limit is not None and options.limit < 0:
        raise UsageError(f"--limit {options.limit}: cannot be negative; 0 is no limit.")
    asked = tuple(dict.fromkeys(find_concept(corpus, name) for name in options.concepts))
    if options.around is None:
        ranked = _best_connected(corpus)
    else:
        ranked = _nearest(corpus, options.around, options.depth)
    if asked:
        fitting = {paper for concept in asked for paper in corpus.about(concept)}
        ranked = [key for key in ranked if key in fitting or key == options.around]
    limit = MOST_PAPERS if options.limit is None else options.limit
    kept = ranked[:limit] if limit else ranked
    return Chosen(tuple(kept), len(ranked) - len(kept), options.around, asked)


def find_concept(corpus: Corpus, name: str) -> str:
    """Return the key of a concept given by key or name, however it is spelled.

    Raises:
        NotFoundError: There is none; up to three with close names are suggested.
    """
    for key in (name, f"concept:{slug(name)}"):
        node = corpus.nodes.get(key)
        if node is not None and node.label is Label.CONCEPT:
            return key
    names = {
        normal(str(node.properties.get("name", ""))): node for node in corpus.of(Label.CONCEPT)
    }
    wanted = normal(name)
    if wanted in names:
        return names[wanted].key
    close = [
        str(names[found].properties.get("name")) for found in get_close_matches(wanted, names, 3)
    ]
    advice = (
        f"Close names: {', '.join(close)}." if close else "graph search finds concepts by words."
    )
    raise NotFoundError(f"No concept is called {name!r}. {advice}", "unknown_concept")


def _best_connected(corpus: Corpus) -> list[str]:
    weights = {key: _connection(corpus, key) for key in corpus.nodes if corpus.is_read(key)}
    return sorted(weights, key=lambda key: (-weights[key], key))


def _connection(corpus: Corpus, key: str) -> float:
    related = sum(number(edge, "score") for edge in corpus.leaving(Relation.RELATED, key))
    # A citation says about as much as a middling score.
    cited = sum(
        corpus.is_read(edge.source if edge.target == key else edge.target)
        for edge in (*corpus.leaving(Relation.CITES, key), *corpus.reaching(Relation.CITES, key))
    )
    return related + 0.2 * cited


def _nearest(corpus: Corpus, centre: str, depth: int) -> list[str]:
    if not (corpus.nodes.get(centre) and corpus.nodes[centre].label is Label.PAPER):
        raise NotFoundError(
            f"No paper has the key {centre!r}. graph search finds papers by words.", "unknown_paper"
        )
    found, edge_of_search = [centre], [centre]
    seen = {centre}
    for _ in range(depth):
        reached: dict[str, float] = {}
        for key in edge_of_search:
            for other, score in _steps(corpus, key):
                if other not in seen and corpus.is_read(other):
                    reached[other] = max(score, reached.get(other, 0.0))
        edge_of_search = sorted(reached, key=lambda key: (-reached[key], key))
        seen.update(edge_of_search)
        found.extend(edge_of_search)
    return found


def _steps(corpus: Corpus, key: str) -> Iterator[tuple[str, float]]:
    for edge in corpus.leaving(Relation.RELATED, key):
        yield edge.target, number(edge, "score")
    # What a paper itself names is nearer than any score.
    for relation in (Relation.CITES, Relation.MENTIONS):
        for edge in corpus.leaving(relation, key):
            yield edge.target, 1.0
        for edge in corpus.reaching(relation, key):
            yield edge.source, 1.0

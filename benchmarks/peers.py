"""Related papers beside what other programs would list, on graded pairs.

    python benchmarks/peers.py --library csfcube.graph --judged judged.tsv [--depth 0.2]

Each line of the judgements is: title of the paper asked about, title of another, grade, all
parted by tabs; a fourth column makes several questions of one title. Peers are TF-IDF as
scikit-learn has it (installed for this alone), over the same titles and abstracts. Only
judged papers are ranked.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.derive.closeness import load_vectors
from graph.library.file import Library, open_existing
from graph.library.packing import text_decoder

Rank = Callable[[int], Sequence[int]]


def questions(path: str, places: dict[str, int]) -> list[tuple[int, dict[int, int]]]:
    """Return for each question the paper and the grades of others."""
    found: dict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
    for line in Path(path).read_text("utf-8").splitlines():
        asked, other, grade, *facet = line.split("\t")
        if asked in places and other in places and asked != other:
            found[asked, *facet][places[other]] = int(grade)
    return [(places[key[0]], grades) for key, grades in found.items() if any(grades.values())]


def ndcg(grades: Sequence[int], depth: int) -> float:
    """Return the gain of the first papers over that of the best order."""

    def gain(row: Sequence[int]) -> float:
        return sum(g / max(1.0, math.log2(i)) for i, g in enumerate(row[:depth], start=1))

    return gain(grades) / gain(sorted(grades, reverse=True))


def ours(library: Library) -> Rank:
    """Rank as `graph related --limit 0` does."""
    vectors = load_vectors(library.connection)
    return lambda place: [r.place for r in vectors.rank(vectors.query(place), leave_out=[place])]


def by_words(texts: Sequence[str], **options: object) -> Rank:
    """Rank by the cosine of scikit-learn's TF-IDF."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(**options).fit_transform(texts)

    def rank(place: int) -> Sequence[int]:
        scores = (matrix @ matrix[place].T).toarray().ravel()
        return sorted(range(len(texts)), key=lambda other: -scores[other])

    return rank


def by_topics(texts: Sequence[str], dimensions: int = 50) -> Rank:
    """Rank by scikit-learn's latent semantic analysis."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    dimensions = min(dimensions, len(texts) - 1)
    reduced = normalize(TruncatedSVD(dimensions, random_state=0).fit_transform(matrix))

    def rank(place: int) -> Sequence[int]:
        scores = reduced @ reduced[place]
        return sorted(range(len(texts)), key=lambda other: -scores[other])

    return rank


def main() -> None:
    """Print a line for each program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", required=True)
    parser.add_argument("--judged", required=True)
    parser.add_argument("--depth", type=float, default=10, help="below one: a share of the judged")
    options = parser.parse_args()
    with open_existing(options.library) as library:
        rows = library.connection.execute(
            "SELECT title, inflated(json) FROM paper JOIN shown ON number = paper.id "
            "WHERE stub = 0 ORDER BY key"
        ).fetchall()
        read = text_decoder()
        texts = [" ".join(read(told)) for _, told in rows]
        places: dict[str, int] = {}
        for place, (title, _) in enumerate(rows):
            places.setdefault(title, place)
        asked = questions(options.judged, places)
        peers = {
            "citegraph": ours(library),
            "TF-IDF as it comes": by_words(texts),
            "TF-IDF, sublinear, stop words": by_words(
                texts, sublinear_tf=True, stop_words="english"
            ),
            "LSA of 50 dimensions": by_topics(texts),
        }
        for name, rank in peers.items():
            scores = []
            for place, grades in asked:
                order = [other for other in rank(place) if other in grades]
                order += sorted(grades.keys() - set(order), key=grades.__getitem__)
                depth = options.depth if options.depth >= 1 else options.depth * len(order)
                scores.append(ndcg([grades[o] for o in order], int(depth)))
            print(f"{name:<32}{sum(scores) / len(scores):.3f}  ({len(scores)} questions)")


if __name__ == "__main__":
    main()

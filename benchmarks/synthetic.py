"""Papers made up for measuring: abstracts of about 1.1 KB, ten references, three authors each.

    python benchmarks/synthetic.py 10000 > papers.jsonl

Words follow a Zipf distribution, and a dozen concepts of the shipped vocabulary
stand in each abstract, so that matching, linking and relating have real work.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VOCABULARY = Path(__file__).resolve().parent.parent / "graph" / "extract" / "vocabulary"
_SYLLABLES = ["ba", "co", "di", "fe", "gu", "ha", "in", "ke", "lo", "mi", "no", "pu", "ra", "se"]
_SEED = 20
_WORDS = 20_000
_REFERENCES = 10


def papers(count: int) -> Iterator[dict[str, Any]]:
    """Yield so many papers, the same ones every time."""
    rng = random.Random(_SEED)
    words, word_weights = made_words(rng)
    concepts = _concepts()
    concept_weights = [1 / (rank + 5) for rank in range(len(concepts))]
    for number in range(count):
        topics = rng.choices(concepts, concept_weights, k=12)
        text = rng.choices(words, word_weights, k=110)
        sentences = [
            f"We study {topic} and {' '.join(text[9 * i : 9 * i + 9])}."
            for i, topic in enumerate(topics)
        ]
        yield {
            "id": f"p{number}",
            "title": f"{' '.join(rng.choices(words, k=6))} for {topics[0]} {number}".capitalize(),
            "abstract": " ".join(sentences),
            "year": rng.randint(2015, 2026),
            "authors": [
                f"{rng.choice(words).title()} {rng.choice(words).title()}" for _ in range(3)
            ],
            "references": sorted({f"p{rng.randrange(number)}" for _ in range(_REFERENCES)})
            if number
            else [],
        }


def made_words(rng: random.Random) -> tuple[list[str], list[float]]:
    """Return words of two to four syllables, commonest first, and how common each is."""
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(_WORDS)]
    return words, [1 / (rank + 10) for rank in range(len(words))]


def _concepts() -> list[str]:
    names = []
    for file in sorted(VOCABULARY.glob("*.tsv")):
        for line in file.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) >= 2 and cells[1] in ("method", "model", "task", "property", "field"):
                names.append(cells[0])
    return names


def main() -> None:
    """Print the papers as JSON Lines."""
    parser = argparse.ArgumentParser(description="Print made-up papers as JSON Lines.")
    parser.add_argument("count", type=int)
    for paper in papers(parser.parse_args().count):
        sys.stdout.write(json.dumps(paper) + "\n")


if __name__ == "__main__":
    main()

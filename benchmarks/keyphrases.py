"""How many of their authors' keywords are among the ten best concepts and terms of abstracts.

    python benchmarks/keyphrases.py FILE [--papers N]

FILE has JSON Lines with `text` and `keys`. Printed is F1 at 10 over all papers (micro), keywords
compared by the stems of their words, and the same of YAKE (`pip install yake`), which ranks
phrases by statistics of single texts. Keywords and YAKE's phrases are words of the paper, so a
concept counts as the paper prints it first, and once more by its canonical name. Many keywords
do not stand in the text at all, so that nothing that reads it reaches 1.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import yake
from Stemmer import Stemmer

from graph.extract import extractor
from graph.model import ConceptUse, Origin, Paper, Passage

BEST = 10
_WORD = re.compile(r"\w+")


class Score:
    """Counts of phrases given, wanted and right."""

    def __init__(self) -> None:
        self._given = self._wanted = self._right = 0
        self.seconds = 0.0

    def add(self, given: list[str], wanted: list[str]) -> None:
        """Compare the best ten, equal ones once, with the keywords of one paper."""
        ranked = list(dict.fromkeys(filter(None, map(stemmed, given))))[:BEST]
        keys = set(filter(None, map(stemmed, wanted)))
        self._given += len(ranked)
        self._wanted += len(keys)
        self._right += len(keys.intersection(ranked))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self._right / (self._given + self._wanted)

    def __str__(self) -> str:
        """Return the figures in words."""
        precision, recall = self._right / self._given, self._right / self._wanted
        return f"F1@10 {self.f1:.3f} (precision {precision:.3f}, recall {recall:.3f})"


_stem = Stemmer("english").stemWords


def stemmed(phrase: str) -> str:
    """Return the stems of a phrase's words, in their order."""
    return " ".join(_stem(_WORD.findall(phrase.lower())))


def printed(text: str, concept: ConceptUse) -> str:
    """Return the words by which a paper first names a concept."""
    span = concept.spans[0]
    return text.strip()[span.start : span.end]


def main() -> None:
    """Print the scores of either, their CPU seconds, and the ratio of the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--papers", type=int)
    asked = parser.parse_args()
    read = [json.loads(line) for line in asked.file.read_text("utf-8").splitlines()][: asked.papers]

    ours, named, theirs = Score(), Score(), Score()
    begun = time.process_time()
    papers = [
        Paper(
            title=one["id"],
            passages=(Passage("abstract", one["text"].strip()),),
            origin=Origin("keyphrases", number),
        )
        for number, one in enumerate(read, start=1)
    ]
    for one, found in zip(read, extractor().findings(papers), strict=True):
        terms = [(t.weight, t.text, t.text) for t in found.terms]
        concepts = [(c.weight, c.name, printed(one["text"], c)) for c in found.concepts]
        ranked = sorted(concepts + terms, key=lambda phrase: -phrase[0])
        ours.add([text for _, _, text in ranked], one["keys"])
        named.add([name for _, name, _ in ranked], one["keys"])
    ours.seconds = time.process_time() - begun

    begun = time.process_time()
    best = yake.KeywordExtractor(top=2 * BEST)
    for one in read:
        theirs.add([phrase for phrase, _ in best.extract_keywords(one["text"])], one["keys"])
    theirs.seconds = time.process_time() - begun

    print(f"citegraph {ours}, {ours.seconds:.1f} s")
    print(f"YAKE      {theirs}, {theirs.seconds:.1f} s")
    print(f"ratio     {ours.f1 / theirs.f1:.2f}, by canonical names {named.f1 / theirs.f1:.2f}")


if __name__ == "__main__":
    main()

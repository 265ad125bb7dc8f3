"""How many of the labelled entities of abstracts are found, by their spans.

    python benchmarks/entities.py FILE

FILE has JSON Lines with `sentences` (lists of words) and `ner` (first word, last word and type,
counted through the document), as SciERC gives them. Printed are precision, recall and F1 of exact
spans, all types together: the phrases in which the vocabularies, the patterns of names and the
ranking of terms find something, and those that a noun of research heads, against all labelled
entities. Annotators were asked for whole phrases without articles, and for "the method" too
where it stands for one named elsewhere. A model trained on these texts reaches about .70; it
would add hundreds of megabytes, and hundreds of times the time of a text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.extract import extractor
from graph.extract.noun_phrases import named_phrases
from graph.model import Origin, Paper, Passage

# How brackets and quotation marks are written in treebanks.
_SIGNS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}


def passage(sentences: list[list[str]]) -> tuple[str, list[int], list[int]]:
    """Return the text, and where each of its words begins and ends."""
    text, starts, ends = "", [], []
    for word in (word for sentence in sentences for word in sentence):
        starts.append(len(text))
        text += _SIGNS.get(word, word)
        ends.append(len(text))
        text += " "
    return text.rstrip(), starts, ends


def main() -> None:
    """Print the scores, and how many of each type are found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    read = [json.loads(line) for line in asked.file.read_text("utf-8").splitlines()]
    texts = [passage(one["sentences"]) for one in read]
    papers = [
        Paper(
            title=one["doc_key"], passages=(Passage("abstract", text),), origin=Origin("scierc", n)
        )
        for n, (one, (text, _, _)) in enumerate(zip(read, texts, strict=True), start=1)
    ]
    given = right = 0
    wanted, reached = Counter[str](), Counter[str]()
    found = extractor().findings(papers)
    for one, (text, starts, ends), paper, told in zip(read, texts, papers, found, strict=True):
        gold = {(starts[a], ends[b]): kind for labels in one["ner"] for a, b, kind in labels}
        ours = set(named_phrases(paper.passages[0], told))
        given += len(ours)
        right += len(ours & gold.keys())
        wanted.update(gold.values())
        reached.update(gold[span] for span in ours & gold.keys())
        if asked.errors:
            print([text[a:b] for a, b in sorted(gold.keys() - ours)])
            print("   wrong", [text[a:b] for a, b in sorted(ours - gold.keys())])
    precision, recall = right / given, right / wanted.total()
    f1 = 2 * precision * recall / (precision + recall)
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    for kind, count in wanted.most_common():
        print(f"  {kind}: {reached[kind]} of {count}")


if __name__ == "__main__":
    main()

"""How well short and long forms are found in sentences whose words are labelled.

    python benchmarks/acronyms.py FILE

FILE has JSON Lines with `tokens` and `labels` (`B-short`, `I-long`, `O`, ...), as the task of
acronym identification of SDU 2021 gives them. A form counts when both its ends are right. The
labels also mark short forms that a sentence uses without saying what they stand for; these are
taken from their spelling. Printed are precision, recall and F1 of either, and their mean.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.extract.acronyms import definitions, is_short
from graph.extract.alignment import without_plural
from graph.extract.reading import Reading
from graph.model import Passage

_WORD = re.compile(r"(?<![\w-])[^\W_](?:[\w&+./-]*[\w+])?(?![\w-])")
_CAPITALS = 0.6  # of the letters of a word that is spelt like a short form

Form = tuple[str, int, int]  # short or long, and the first and last character in the text


def labelled(tokens: list[str], labels: list[str]) -> tuple[str, set[Form]]:
    """Return the text and the forms that the labels mark in it."""
    text, forms, at = "", set(), 0
    begun: tuple[str, int] | None = None
    for token, label in zip([*tokens, ""], [*labels, "O"], strict=True):
        if begun and not label.startswith("I"):
            forms.add((*begun, at - 1))
            begun = None
        if label.startswith("B"):
            begun = label[2:], at
        text += token + " "
        at += len(token) + 1
    return text.rstrip(), forms


def found(text: str) -> Iterator[Form]:
    """Yield the forms that extraction finds."""
    reading = Reading(Passage("abstract", text))
    defined = definitions(reading)
    for one in defined:
        yield ("long", *one.long_at)
    shorts = {without_plural(one.short) for one in defined}
    for word in _WORD.finditer(text):
        if without_plural(word[0]) in shorts or is_spelt_like_one(word[0]):
            yield ("short", *word.span())


def is_spelt_like_one(word: str) -> bool:
    """Tell whether a word that is not explained is spelt like a short form."""
    letters = [c for c in without_plural(word) if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return is_short(word) and 2 <= len(letters) <= 10 and capitals >= _CAPITALS * len(letters)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was missed or wrong")
    asked = parser.parse_args()
    right, given, wanted = ({"short": 0, "long": 0} for _ in range(3))
    for line in asked.file.read_text("utf-8").splitlines():
        one = json.loads(line)
        text, gold = labelled(one["tokens"], one["labels"])
        told = set(found(text))
        for kind in right:
            right[kind] += sum(form[0] == kind for form in gold & told)
            given[kind] += sum(form[0] == kind for form in told)
            wanted[kind] += sum(form[0] == kind for form in gold)
        if asked.errors and gold != told:
            missed = [f"{k}:{text[a:b]}" for k, a, b in sorted(gold - told)]
            wrong = [f"{k}:{text[a:b]}" for k, a, b in sorted(told - gold)]
            print(f"{text}\n   missed {missed}\n   wrong {wrong}")
    scores = []
    for kind in right:
        precision, recall = right[kind] / given[kind], right[kind] / wanted[kind]
        scores.append(2 * precision * recall / (precision + recall))
        print(f"{kind:5} precision {precision:.3f} recall {recall:.3f} F1 {scores[-1]:.3f}")
    print(f"mean F1 {sum(scores) / len(scores):.3f}")


if __name__ == "__main__":
    main()

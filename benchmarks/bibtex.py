"""What reading BibTeX costs, as a multiple of bibtexparser parsing the same file.

    python benchmarks/bibtex.py [--entries N]

bibtexparser only splits and joins names of @string here; the reader also turns
LaTeX into text and entries into papers, and keeps those that share a key. Peak
memory is that of the process, for N and a tenth of N.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from processes import measured

_SYLLABLES = ["ba", "co", "di", "fe", "gu", "ha", "in", "ke", "lo"]
_PARSER = """
import logging, pathlib, sys
import bibtexparser
logging.disable(logging.CRITICAL)
text = pathlib.Path(sys.argv[1]).read_text("utf-8")
print(len(bibtexparser.parse_string(text).entries))
"""
_READER = """
import sys
from graph.model import Paper
from graph.readers import readers
with open(sys.argv[1], "rb") as stream:
    print(sum(isinstance(r, Paper) for r in readers()["bibtex"].read(stream, "x")))
"""


def entries(count: int) -> Iterator[str]:
    """Yield so many entries, the same ones every time; one key in a hundred stands twice."""
    rng = random.Random(20)
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(20_000)]

    def some(number: int) -> str:
        return " ".join(rng.choices(words, k=number))

    for n in range(count):
        yield (
            f"@article{{key{n - (n % 100 == 99)},\n"
            f'  author = {{{some(1)}, {some(1)} and M\\"{{u}}ller, {some(1)}'
            f" and {{\\'E}}va {some(1)}}},\n"
            f"  title = {{{some(8)} of {{DNA}} -- {n}}},\n"
            f"  journal = {{{some(4)}}},\n  year = {{{rng.randint(1990, 2025)}}},\n"
            f"  pages = {{1--{n % 90}}},\n  doi = {{10.1000/x{n}}},\n"
            f"  keywords = {{{some(1)}, {some(2)}}},\n  abstract = {{{some(110)}}},\n}}\n\n"
        )


def main() -> None:
    """Print a line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in (options.entries // 10, options.entries):
            file = Path(folder) / "made.bib"
            file.write_text("".join(entries(count)), "utf-8")
            kept, baseline, _ = measured(_PARSER, str(file))
            papers, cpu, peak = measured(_READER, str(file))
            print(
                f"{count:>8,} entries: bibtexparser keeps {kept:,}; the reader {papers:,} "
                f"in {cpu / baseline:.2f} times its time, peak {peak:.0f} MB"
            )


if __name__ == "__main__":
    main()

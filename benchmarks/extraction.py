"""What extraction costs, as a multiple of msgspec decoding the same JSON Lines.

    python benchmarks/extraction.py [--papers N] [--file PAPERS.jsonl] [--vocabulary TERMS]...
    python benchmarks/extraction.py --jobs N [--papers N] [--file PAPERS.jsonl]

Papers are made up (see synthetic.py), for memory a tenth of them first; of a file that
is named all are read. The vocabulary is the shipped one, then that with 20,000 and with
100,000 made-up terms which begin with common words, or with those that are named.
The time is that of finding; vocabularies are read before, and decoding is the best of five.
With --jobs it is that of `graph extract` from start to end, by so many processes over by one:
on the clock, which tells little where other programs keep the cores busy, and of all CPUs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from synthetic import made_words, papers

ROOT = Path(__file__).resolve().parent.parent
_TERMS = (20_000, 100_000)
_EXTRACTION = """
import json, resource, sys, time
from itertools import islice
from pathlib import Path
from graph.extract import extractor
from graph.model import Origin, Paper, Passage
from graph.readers import readers
started = time.process_time()
extraction = extractor([Path(name) for name in sys.argv[2:]])
passage = Passage("title", "A word")
extraction.findings([Paper(title="A word", passages=(passage,), origin=Origin("x", 1))])
loaded = time.process_time() - started
count, spent = 0, 0.0
with open(sys.argv[1], "rb") as stream:
    papers = (p for p in readers()["jsonl"].read(stream, "x") if isinstance(p, Paper))
    while batch := list(islice(papers, 500)):
        started = time.process_time()
        extraction.findings(batch)
        spent += time.process_time() - started
        count += len(batch)
print(json.dumps([count, spent, loaded, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def terms(count: int) -> str:
    """Return a vocabulary of so many terms of two or three words, the first one common."""
    words, weights = made_words(random.Random(20))
    rng = random.Random(7)
    rows: set[str] = set()
    while len(rows) < count:
        (first,) = rng.choices(words, weights)
        rows.add(" ".join([first, *rng.choices(words, k=rng.randint(1, 2))]))
    return "name\tkind\n" + "".join(f"{row}\tfield\n" for row in sorted(rows))


def decoding(file: Path) -> float:
    """Return the CPU seconds of decoding every line of a file."""
    lines = file.read_bytes().splitlines()

    def once() -> float:
        decode = msgspec.json.Decoder().decode
        started = time.process_time()
        for line in lines:
            decode(line)
        return time.process_time() - started

    return min(once() for _ in range(5))


def main() -> None:
    """Print a line a file and vocabulary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--vocabulary", type=Path, action="append", default=[])
    parser.add_argument("--jobs", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.jobs:
            file = options.file or _made(Path(folder), options.papers)
            print(f"{file.stem}, {compared(file, options.jobs)}")
            return
        made = (_made(Path(folder), n) for n in (options.papers // 10, options.papers))
        vocabularies = [[], *([v] for v in options.vocabulary or _vocabularies(Path(folder)))]
        for file in [options.file] if options.file else made:
            baseline = decoding(file)
            for vocabulary in vocabularies:
                print(f"{file.stem}, {report(file, baseline, vocabulary)}")


def _made(folder: Path, count: int) -> Path:
    file = folder / f"{count:,} papers.jsonl"
    file.write_text("".join(json.dumps(paper) + "\n" for paper in papers(count)), "utf-8")
    return file


def _vocabularies(folder: Path) -> Iterator[Path]:
    for count in _TERMS:
        file = folder / f"{count:,} terms.tsv"
        file.write_text(terms(count), "utf-8")
        yield file


def compared(file: Path, jobs: int) -> str:
    """Return what so many processes need beside one, the best of three runs of each."""
    runs = [(spent(file, 1), spent(file, jobs)) for _ in range(3)]
    clock, cpu = (min(one[i] for one, _ in runs) for i in (0, 1))
    clock_of, cpu_of = (min(several[i] for _, several in runs) for i in (0, 1))
    return (
        f"{jobs} processes: {clock_of:.1f} s, {clock_of / clock:.2f} times that of one; "
        f"CPU {cpu_of:.1f} s, {cpu_of / cpu:.2f} times"
    )


def spent(file: Path, jobs: int) -> tuple[float, float]:
    """Return the seconds of one run on the clock, and of the CPUs of all its processes."""
    command = [sys.executable, "-m", "graph", "extract", str(file), "--jobs", str(jobs)]
    begin, before = time.perf_counter(), os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, cwd=ROOT, check=True)
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system
    return time.perf_counter() - begin, cpu - before.children_system


def report(file: Path, baseline: float, vocabulary: list[Path]) -> str:
    """Return what a process of its own needed for one file with one vocabulary more."""
    command = [sys.executable, "-c", _EXTRACTION, str(file), *map(str, vocabulary)]
    told = subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT, check=True).stdout
    count, spent, loaded, peak = json.loads(told)
    return (
        f"shipped vocabulary{''.join(f' and {v.stem}' for v in vocabulary)}: {count:,} papers in "
        f"{spent / baseline:.0f} times decoding, {1e3 * spent / count:.3f} ms each; "
        f"vocabulary {1e3 * loaded:.0f} ms, peak {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()

"""How fast and how surely papers are found by titles with mistakes, and by nonsense.

    python benchmarks/titles.py papers.graph

Titles of the library are typed with one kind of mistake each: letters changed or lost, words
missing or swapped, the end cut off, upper case. Times are of CPU, beside one look-up by key.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.library.file import open_existing
from graph.library.search import find_papers

_TITLES = 500
NONSENSE = ("xyzzy qwerty plugh", "asdfghjk", "for of the and", "zzz " * 40, "θ-∂ ∇", "a b c d e")


def _typos(title: str, rng: random.Random) -> str:
    letters = list(title)
    for _ in range(2):
        letters[rng.randrange(len(letters))] = rng.choice("abcdefghij")
    return "".join(letters)


def _swapped_letters(title: str, rng: random.Random) -> str:
    at = rng.randrange(len(title) - 2)
    return title[:at] + title[at + 1] + title[at] + title[at + 3 :]


def _without_word(title: str, rng: random.Random) -> str:
    words = title.split()
    del words[rng.randrange(len(words))]
    return " ".join(words)


def _reordered(title: str, rng: random.Random) -> str:
    words = title.split()
    return " ".join(rng.sample(words, len(words)))


def _cut_off(title: str, rng: random.Random) -> str:
    return title[: int(len(title) * rng.uniform(0.5, 0.8))]


def _upper(title: str, rng: random.Random) -> str:
    return title.upper() + rng.choice(".!?")


MISTAKES: tuple[Callable[[str, random.Random], str], ...] = (
    *(_typos, _swapped_letters, _without_word, _reordered, _cut_off, _upper),
)


def main() -> None:
    """Print for each kind of mistake how many of its titles were found, and the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library")
    rng = random.Random(7)
    with open_existing(parser.parse_args().library) as library:
        rows = library.connection.execute(
            "SELECT key, title FROM paper WHERE stub = 0 AND length(title) > 20 ORDER BY key"
        ).fetchall()
        chosen = rng.sample(rows, min(_TITLES, len(rows)))
        times, right, asked = [], dict.fromkeys(MISTAKES, 0), dict.fromkeys(MISTAKES, 0)
        for number, (key, title) in enumerate(chosen):
            mistake = MISTAKES[number % len(MISTAKES)]
            text = mistake(title, rng)
            begin = time.process_time()
            found = find_papers(library, text, 10)
            times.append(time.process_time() - begin)
            asked[mistake] += 1
            right[mistake] += bool(found) and found[0].key == key
        begin = time.process_time()
        for key, _ in chosen:
            find_papers(library, key, 10)
        by_key = (time.process_time() - begin) / len(chosen)
        for mistake in MISTAKES:
            print(f"{mistake.__name__.strip('_'):<16}{right[mistake]} of {asked[mistake]}")
        times.sort()
        mean = sum(times) / len(times)
        print(
            f"right {sum(right.values()) / len(chosen):.3f}; {1000 * mean:.2f} ms on average "
            f"({mean / by_key:.0f} look-ups by key), {1000 * times[len(times) * 95 // 100]:.2f} ms "
            f"for one in twenty, {1000 * times[-1]:.2f} ms at most; {len(rows):,} titles"
        )
        for text in NONSENSE:
            begin = time.process_time()
            found = find_papers(library, text, 10)
            print(f"{text[:20]!r}: {1000 * (time.process_time() - begin):.2f} ms, {len(found)}")


if __name__ == "__main__":
    main()

"""What starting costs: CPU of whole commands as multiples of `python -c pass`.

    python benchmarks/startup.py [--graph COMMAND] [--store FILE] [--runs N]

Measure an installed wheel, not a checkout, with PYTHONDONTWRITEBYTECODE unset:
without bytecode every start compiles. The store defaults to one built from the
example page.
"""

from __future__ import annotations

import argparse
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "trending-papers.txt"


def cpu(command: list[str]) -> float:
    """Return the CPU seconds, user and system, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Print a line a command: its median over the median of the baseline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", default=str(Path(sys.executable).with_name("graph")))
    parser.add_argument("--store")
    parser.add_argument("--runs", type=int, default=21)
    options = parser.parse_args()
    graph = shlex.split(options.graph)
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or str(Path(folder) / "example.graph")
        if not options.store:
            build = [*graph, "build", str(EXAMPLE), "--store", store]
            subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "graph --help": [*graph, "--help"],
            "graph related ELLA": [*graph, "related", "ELLA", "--store", store],
            "graph related (typos)": [
                *graph,
                *("related", "masked difusion models time agnostic", "--store", store),
            ],
            "graph extract, a page": [*graph, "extract", str(EXAMPLE)],
        }
        # In turn, so that a slow spell of the machine meets all of them alike.
        rounds = [
            {name: cpu(command) for name, command in commands.items()}
            for _ in range(options.runs + 1)
        ][1:]
        baseline = statistics.median(r["python -c pass"] for r in rounds)
        for name in commands:
            median = statistics.median(r[name] for r in rounds)
            print(f"{name:24} {median * 1000:7.1f} ms  {median / baseline:5.1f} times")


if __name__ == "__main__":
    main()

"""What a build costs: papers a second, CPU and size a paper, peak memory; and what adding costs.

    python benchmarks/build.py [--graph COMMAND] [--papers N] [--add N] [--tables]

Time is given as a multiple of reading the same file with the standard library's
json alone, in the same run; memory as peak of the process. Memory that grows
slower than the input has a ratio well below ten. Then a hundredth of the papers,
or as many as --add says, are added to the larger library by a second build: its
CPU is given as a share of the first one's.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from synthetic import papers

READ = "import json,sys; [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]"


def measured(command: list[str]) -> tuple[float, float]:
    """Return CPU seconds and peak MB of one run."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {shlex.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def written(file: Path, found: Iterable[dict[str, Any]]) -> str:
    """Write papers as JSON Lines, one at a time, and return the name of the file."""
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{json.dumps(paper)}\n" for paper in found)
    return str(file)


def tables(store: str, count: int) -> None:
    """Print what takes room in a library, in bytes a paper."""
    connection = sqlite3.connect(store)
    for name, size in connection.execute(
        "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 16"
    ):
        print(f"{size / count:>10.0f} bytes a paper: {name}")
    connection.close()


def main() -> None:
    """Print a line a size: a tenth of N, and N; and one for what is added."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", default=str(Path(sys.executable).with_name("graph")))
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--add", type=int, default=0, help="a hundredth of the papers if not given")
    parser.add_argument("--tables", action="store_true", help="what takes room in the file")
    options = parser.parse_args()
    build = [*shlex.split(options.graph), "build"]
    added = options.add or max(1, options.papers // 100)
    peaks, cpu, store = [], 0.0, ""
    with tempfile.TemporaryDirectory() as folder:
        for count in (options.papers // 10, options.papers):
            file = written(Path(folder) / f"{count}.jsonl", papers(count))
            baseline, _ = measured([sys.executable, "-c", READ, file])
            store = str(Path(folder) / f"{count}.graph")
            begin = time.perf_counter()
            cpu, peak = measured([*build, file, "--store", store])
            wall = time.perf_counter() - begin
            peaks.append(peak)
            size = Path(store).stat().st_size
            print(
                f"{count:>7,} papers: {count / wall:6.0f} a second, {1000 * cpu / count:.2f} ms of "
                f"CPU each ({cpu / baseline:.0f} times reading alone), peak {peak:.0f} MB, "
                f"file {size / 1e6:.1f} MB ({size / count:,.0f} bytes each)"
            )
        print(f"ten times the papers: {peaks[1] / peaks[0]:.1f} times the memory")
        if options.tables:
            tables(store, options.papers)
        more = islice(papers(options.papers + added), options.papers, None)
        file = written(Path(folder) / "more.jsonl", more)
        share = measured([*build, file, "--store", store])[0] / cpu
        print(f"{added:,} more: {share:.2f} of the CPU of building the first {options.papers:,}")


if __name__ == "__main__":
    main()

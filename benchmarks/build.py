"""What a build costs: papers a second and peak memory, as the input grows tenfold.

    python benchmarks/build.py [--graph COMMAND] [--papers N]

Time is given as a multiple of reading the same file with the standard library's
json alone, in the same run; memory as peak of the process. Memory that grows
slower than the input has a ratio well below ten.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import papers

READ = "import json,sys; [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]"


def measured(command: list[str]) -> tuple[float, float]:
    """Return CPU seconds and peak MB of one run."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {shlex.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print a line a size: a tenth of N, and N."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", default=str(Path(sys.executable).with_name("graph")))
    parser.add_argument("--papers", type=int, default=10_000)
    options = parser.parse_args()
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (options.papers // 10, options.papers):
            file = Path(folder) / f"{count}.jsonl"
            file.write_text("".join(f"{json.dumps(p)}\n" for p in papers(count)), "utf-8")
            baseline, _ = measured([sys.executable, "-c", READ, str(file)])
            store = str(Path(folder) / f"{count}.graph")
            begin = time.perf_counter()
            cpu, peak = measured(
                [*shlex.split(options.graph), "build", str(file), "--store", store]
            )
            wall = time.perf_counter() - begin
            peaks.append(peak)
            print(
                f"{count:>7,} papers: {count / wall:6.0f} a second, {cpu:6.1f} s of CPU "
                f"({cpu / baseline:.0f} times reading alone), peak {peak:.0f} MB, "
                f"file {Path(store).stat().st_size / 1e6:.1f} MB"
            )
    print(f"ten times the papers: {peaks[1] / peaks[0]:.1f} times the memory")


if __name__ == "__main__":
    main()

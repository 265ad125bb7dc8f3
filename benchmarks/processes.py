"""Scripts that are measured in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def measured(script: str, *arguments: str) -> tuple[int, float, float]:
    """Return the number a script prints, its CPU seconds and its peak in MB."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, cwd=ROOT
    )
    with process:
        if process.stdout is None:
            raise SystemExit("no output")
        found = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise SystemExit("failed")
    return int(found), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

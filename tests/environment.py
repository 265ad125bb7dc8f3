"""The environment that the README's two commands make: .venv, filled from the lock.

Runs on the machine's own Python before anything is installed, so it imports
the standard library only.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def prepare() -> None:
    """Make .venv where it is missing or broken, and install the lock and the checkout.

    Everything is checked against the hashes of requirements.lock. The checkout is
    installed editable, built by the locked hatchling.

    Raises:
        SystemExit: A step failed; the message says which and what to try.
    """
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:2]))
        raise SystemExit(f"Python 3.11 or newer is needed, this is {found}. Try: python3.11 ...")
    if not _works(PYTHON):
        say(f"Making an environment in {BIN.parent}")
        step(
            [sys.executable, "-m", "venv", "--clear", str(BIN.parent)],
            "Python could not make an environment. On Debian: apt-get install python3-venv",
        )
    say("Installing what requirements.lock lists (the first time, about 280 MB)")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    step(
        [*pip, "--no-deps", "--require-hashes", "-r", str(ROOT / "requirements.lock")],
        "pip could not install the libraries. Is a package index within reach?",
    )
    step(
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
        "pip could not install the checkout. Delete .venv and try again.",
    )


def say(line: str) -> None:
    """Tell on standard error what happens now."""
    print(f"== {line}", file=sys.stderr, flush=True)


def step(command: list[str], otherwise: str) -> None:
    """Run a command in the checkout; when it fails, end with one line on what to try."""
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL).returncode:
        raise SystemExit(otherwise)


def _works(python: Path) -> bool:
    """Tell whether an environment is there whose Python, new enough, still starts with pip."""
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([str(python), "-c", probe], capture_output=True).returncode == 0
    except OSError:
        return False

"""Installs citegraph into .venv, builds the example and writes its map.

    python3 examples/try.py

Needs nothing but Python; running it again changes nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from environment import BIN, prepare, say, step  # noqa: E402  (lies in tests/)


def main() -> None:
    """Prepare, build, and say what to type next."""
    prepare()
    say("Building the example")
    step(
        [
            str(BIN / "graph"),
            "build",
            "examples/trending-papers.txt",
            "--store=trending-papers.graph",
            "--map=trending-papers.html",
        ],
        "The example could not be built; the line above says why.",
    )
    graph = (BIN / "graph").relative_to(ROOT)
    print(f"""
The graph is in trending-papers.graph. Open trending-papers.html in a browser for its map.
Then try:

  {graph} related "ELLA" --store trending-papers.graph
  {graph} show "ELLA" --store trending-papers.graph
  {graph} search "masked difusion" --store trending-papers.graph
  {graph} query --store trending-papers.graph""")


if __name__ == "__main__":
    main()

"""Give one reader bytes that are ever stranger, until it fails or the time is over.

    python -m tests.fuzz bibtex --seconds 600

Begins with the golden cases of the format and goes where the code has not been
(atheris, which is installed for this alone: `pip install atheris`). What made a
reader fail, hang or eat memory is written into the working folder and its name is printed;
mended, it becomes a case of the tests.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["graph"]):
    from graph.model import Paper
    from graph.readers import HEAD, Reader, readers

    KNOWN = readers()  # loads what is to be instrumented

GOLDEN = Path(__file__).parent / "golden"
LONGEST = 8_192  # bytes of an input
HANGS = 20  # seconds for one input
MEMORY = 2_048  # MB


def check(reader: Reader, data: bytes) -> None:
    """Read an input; fail if what comes of it cannot be told or kept."""
    reader.recognises(data[:HEAD])
    for item in reader.read(io.BytesIO(data), "x"):
        if isinstance(item, Paper):
            passages = {passage.id: passage.text for passage in item.passages}
            assert item.title == item.title.strip() == passages["title"], item
            assert len(passages) == len(item.passages), item
            for text in passages.values():
                text.encode()
            for reference in item.references:
                f"{reference.text} {reference.title}".encode()
        else:
            assert item.reason, item
            assert "\n" not in item.reason, item
            f"{item.reason} {getattr(item, 'text', '')}".encode()


def main() -> None:
    """Fuzz the reader that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("format", choices=sorted(KNOWN))
    parser.add_argument("--seconds", type=int, default=600)
    asked = parser.parse_args()
    reader = KNOWN[asked.format]
    with tempfile.TemporaryDirectory() as corpus:
        for path in (GOLDEN / asked.format).iterdir():
            if path.suffix != ".json":
                shutil.copy(path, corpus)
        limits = [f"-max_len={LONGEST}", f"-timeout={HANGS}", f"-rss_limit_mb={MEMORY}"]
        time = [f"-max_total_time={asked.seconds}", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *limits, *time, corpus], lambda data: check(reader, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()

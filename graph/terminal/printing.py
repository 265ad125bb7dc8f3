"""What every answer is printed with: text without what steers terminals, JSON, errors, progress."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any

from ..errors import GraphError

Json = dict[str, Any]

# Control characters, and those that reorder the text of a whole line.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile(f"[\x00-\x1f]|{_STEERING.pattern}")
_BREAK = re.compile("[\t-\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return a text on one line, without what could steer a terminal."""
    return CONTROL.sub("", _BREAK.sub(" ", text))


def write_utf_8() -> None:
    """Write UTF-8 whatever the terminal's settings say: JSON is, and names need more than ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print a line on standard error."""
    print(clean(text), file=sys.stderr)  # noqa: T201


def out(text: str = "") -> None:
    """Print a line on standard output."""
    print(text)  # noqa: T201


def print_json(document: Any) -> None:
    """Print one document, indented."""
    out(_escaped(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)))


def print_line(document: Any) -> None:
    """Print one document on one line."""
    out(_escaped(json.dumps(document, ensure_ascii=False, allow_nan=False)))


def _escaped(document: str) -> str:
    """Escape what JSON lets stand though it steers terminals; it can only be within texts."""
    return _STEERING.sub(lambda c: f"\\u{ord(c[0]):04x}", document)


def show_error(error: GraphError, *, as_json: bool) -> None:
    """Print what went wrong on standard error; with `as_json` as a document, too."""
    say(f"graph: {error}")
    candidates = getattr(error, "candidates", [])
    papers = [c for c in candidates if isinstance(c, dict)]
    for candidate in papers:
        year = f" ({candidate['year']})" if candidate.get("year") else ""
        say(f"  {candidate['title']}{year}  [{candidate['key']}]")
    if as_json:
        print_error(error.code, str(error), papers)


def print_error(code: str, message: str, candidates: Sequence[Json] = ()) -> None:
    """Print what went wrong as one document."""
    print_json({"error": {"code": code, "message": message, "candidates": list(candidates)}})


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Give a function that shows how far a build is; silent where no terminal watches."""
    if not sys.stderr.isatty():
        yield lambda stage, done: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as line:

        def tell(stage: str, done: int) -> None:
            line.update(f"{stage}: {done:,}")

        yield tell


def cut(text: str, indent: int) -> str:
    """Return as much of a text as fits a line of the terminal after so many signs."""
    width = max(40, shutil.get_terminal_size((100, 24)).columns - indent)
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"

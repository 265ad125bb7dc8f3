"""Every format, spoilt in every way: what can be read is kept, and the rest is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

import cli
from graph.readers import BUILT_IN

GOLDEN = Path(__file__).parent.parent / "golden"
LONG = 50_000_000
DEEP = 100_000

Spoil = Callable[[bytes], bytes]


class Ran(NamedTuple):
    """What `graph extract` printed of a file."""

    status: int
    papers: list[dict[str, Any]]
    err: str


@pytest.fixture
def extract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    monkeypatch.chdir(tmp_path)

    def command(data: bytes, format: str) -> Ran:
        Path("input").write_bytes(data)
        asked = ["extract", "input", "--format", format]
        done = CliRunner().invoke(cli.app, asked, catch_exceptions=False)
        return Ran(
            done.exit_code, [json.loads(line) for line in done.stdout.splitlines()], done.stderr
        )

    return command


@cache
def case(format: str) -> bytes:
    """A golden case that has nothing wrong."""
    cases = sorted((GOLDEN / format).iterdir(), key=lambda p: (p.stem != "usual", p.name))
    return next(path for path in cases if path.suffix != ".json").read_bytes()


def largest_case(format: str) -> bytes:
    """The golden case with most papers, whatever else it has."""
    cases = [path for path in (GOLDEN / format).iterdir() if path.suffix != ".json"]
    papers = [path.with_suffix(".json").read_text("utf-8").count('"paper": {') for path in cases]
    return cases[papers.index(max(papers))].read_bytes()


def middle(data: bytes) -> int:
    """Where a line begins about half way through, or half way where there is one line."""
    return data.find(b"\n", len(data) // 2) + 1 or len(data) // 2


def inserted(what: bytes) -> Spoil:
    return lambda data: data[: middle(data)] + what + data[middle(data) :]


def latin(data: bytes) -> bytes:
    return data.decode(errors="replace").replace("e", "é").encode("latin-1", "replace")


def mixed(data: bytes) -> bytes:
    cut = middle(data)
    text = data.replace(b"a", "ä".encode())
    return text[:cut].decode("utf-8", "ignore").encode("latin-1", "ignore") + text[cut:]


def doubled(data: bytes) -> bytes:
    """Every key of an object twice."""
    return re.sub(rb'("\w+"\s*:\s*)("[^"\\]*"|\d+)(?=\s*[,}])', rb"\1\2, \1\2", data)


WAYS: dict[str, Spoil] = {
    "empty": lambda data: b"",
    "one byte": lambda data: data[:1],
    "a NUL": lambda data: b"\0",
    "a third": lambda data: data[: len(data) // 3],
    "all but the end": lambda data: data[:-3],
    "without its beginning": lambda data: data[len(data) // 3 :],
    "UTF-16 with a mark": lambda data: data.decode(errors="replace").encode("utf-16"),
    "UTF-16 without a mark": lambda data: data.decode(errors="replace").encode("utf-16-le"),
    "Latin-1": latin,
    "Latin-1, then UTF-8": mixed,
    "NUL bytes": lambda data: data.replace(b" ", b"\0"),
    "a NUL within": inserted(b"\0"),
    "control characters": inserted(bytes(range(32))),
    "a long line": inserted(b"x" * LONG + b"\n"),
    "brackets": inserted(b"[" * DEEP),
    "braces": inserted(b"{" * DEEP),
    "objects": inserted(b'{"a":' * DEEP),
    "elements": inserted(b"<a>" * DEEP),
    "closing brackets": inserted(b"]}>)" * 1_000),
    "keys twice": doubled,
    "a number of 400 digits": lambda data: re.sub(rb"\b(?:19|20)\d\d\b", b"9" * 400, data),
    "no line ends": lambda data: data.replace(b"\n", b" "),
    "line ends of old": lambda data: data.replace(b"\n", b"\r"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("format", sorted(BUILT_IN))
def test_spoilt(extract: Callable[..., Ran], format: str, way: str) -> None:
    ran = extract(WAYS[way](case(format)), format)
    told = [
        line
        for line in ran.err.splitlines()
        if not line.startswith(("graph: warning: ", "graph: ... "))
    ]

    assert all(line.startswith("graph: ") for line in ran.err.splitlines())
    assert len(max(ran.err.splitlines(), default="", key=len)) < 400
    if ran.papers:
        assert ran.status == (3 if told else 0)
    else:
        assert ran.status == 1
        assert told


# A workbook is lost with its end, where its table of contents stands.
@pytest.mark.parametrize("format", sorted(BUILT_IN.keys() - {"excel"}))
def test_what_stands_before_the_damage_is_read(extract: Callable[..., Ran], format: str) -> None:
    data = largest_case(format)
    whole, cut = extract(data, format).papers, extract(data[:-12], format).papers

    assert len(whole) > 1
    assert [p["title"] for p in whole[:-1]] == [p["title"] for p in cut[: len(whole) - 1]]

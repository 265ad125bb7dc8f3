"""Runs the command as a user would: within this process, or as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

import cli
from graph.pipeline import build

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


class Ran(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document on standard output; an error when there is more or less than one."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `graph ARGUMENTS` in an empty folder, with `given` on standard input."""
    monkeypatch.delenv("GRAPH_STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object, given: bytes | None = None) -> Ran:
        done = CliRunner().invoke(
            cli.app, [str(a) for a in arguments], input=given, catch_exceptions=False
        )
        return Ran(done.exit_code, done.stdout, done.stderr)

    return command


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Run `python cli.py ARGUMENTS` as a program of its own."""

    def command(*arguments: object, given: bytes | None = None, **variables: str) -> Ran:
        done = subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)],
            input=given,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={k: v for k, v in os.environ.items() if k != "GRAPH_STORE"} | variables,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of both example files; to be read only."""
    store = tmp_path_factory.mktemp("examples") / "examples.graph"
    build(
        [str(EXAMPLES / "trending-papers.txt"), str(EXAMPLES / "small-references.jsonl")],
        str(store),
    )
    return store

"""A build that is killed leaves whole batches, and the next one completes the library."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import LibraryError
from graph.library.file import open_existing
from graph.library.reading import all_papers, papers_read
from tests.building import Json, built, contents, contents_of, differences, made_up, write_papers

PAPERS, BATCH = 160, 20

# Counts what the database does, and dies when the count is reached: also within a transaction.
CHILD = """
import os, signal, sys
from graph import batches, pipeline
from graph.library import file

source, store, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
batches.BATCH = 20
steps = 0

def step():
    global steps
    steps += 1
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return 0

def watched(*given, **options):
    connection = connect(*given, **options)
    connection.set_progress_handler(step, 200)
    return connection

connect, file._connect = file._connect, watched
pipeline.build([source], store)
print(steps)
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_papers(tmp_path_factory.mktemp("papers") / "papers.jsonl", made_up(PAPERS))


def _run(source: str, store: Path, last: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CHILD, source, str(store), str(last)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )


@pytest.fixture(scope="module")
def steps(source: str, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many steps a whole build takes."""
    whole = _run(source, tmp_path_factory.mktemp("whole") / "whole.graph", 0)
    return int(whole.stdout)


@pytest.fixture(scope="module")
def expected(source: str, tmp_path_factory: pytest.TempPathFactory) -> Json:
    store = tmp_path_factory.mktemp("expected") / "expected.graph"
    built(store, source)
    return contents(store)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
@pytest.mark.parametrize("part", [0.01, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.99])
def test_killed_build_is_completed_by_the_next(
    source: str, steps: int, expected: Json, tmp_path: Path, part: float
) -> None:
    store = tmp_path / "killed.graph"
    killed = _run(source, store, max(1, int(steps * part)))
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    if store.stat().st_size:
        with open_existing(str(store)) as library:
            read = papers_read(library)
            assert read % BATCH == 0
            assert len(list(all_papers(library))) == read
            assert library.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert library.connection.execute("PRAGMA foreign_key_check").fetchall() == []
            contents_of(library)
    report = built(store, source)
    assert report.papers.read == PAPERS
    assert differences(expected, contents(store)) == []
    assert built(store, source).papers.unchanged == PAPERS


def test_build_within_a_transaction_of_another_is_refused(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.library.file._BUSY_SECONDS", 0.05)
    store = tmp_path / "locked.graph"
    built(store, source)
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        more = write_papers(tmp_path / "more.jsonl", made_up(3, seed=1))
        with pytest.raises(LibraryError, match="another process is writing to it"):
            built(store, more)
        # Those who only read are not kept from it.
        assert len(contents(store)["papers"]) == PAPERS
    finally:
        other.close()

"""Several processes find what one finds, in the same order, and say when one is gone."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from graph.errors import GraphError
from graph.extract import extraction, extractor
from graph.extract.workers import Workers
from graph.model import Origin, Paper, Passage

TEXTS = ("We propose Zorbo, a way to dig.", "Existing methods rely on masks.", "", "We dig.")


def papers(count: int) -> list[Paper]:
    return [
        Paper(
            title=f"Note {i}",
            passages=(Passage("title", f"Note {i}"), Passage("abstract", TEXTS[i % len(TEXTS)])),
            origin=Origin("test", i),
        )
        for i in range(count)
    ]


def test_the_order_is_that_of_the_papers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(extraction, "_WORTH", 10)
    own = tmp_path / "own.tsv"
    own.write_text("name\tkind\ndig\ttask\n", encoding="utf-8")
    read = papers(23)
    alone = extractor([own]).findings(read)
    with extractor([own], jobs=2) as several:
        # A vocabulary that can be read only once is not asked for again.
        own.unlink()
        assert several.findings(read) == alone
        assert several.findings(read) == alone
        assert several.findings(read[:3]) == alone[:3]
    assert any(c.name == "dig" for f in alone for c in f.concepts)


def test_a_process_that_ends_is_one_clear_line(shipped: extraction.Extraction) -> None:
    workers = Workers(1, shipped._files, shipped._shipped)
    try:
        assert len(workers.answer(workers.submit(papers(2)))) == 2
        assert workers._pool is not None
        (process,) = workers._pool._processes
        os.kill(process, signal.SIGTERM)
        with pytest.raises(GraphError, match="--jobs 1"):
            _ask_until_it_fails(workers)
    finally:
        workers.close()


def _ask_until_it_fails(workers: Workers) -> None:
    for _ in range(100):
        workers.answer(workers.submit(papers(2)))

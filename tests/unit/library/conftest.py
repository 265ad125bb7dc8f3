"""The vocabulary is read once for all builds of these tests, as it does not change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from graph.extract import extractor
from graph.extract.extraction import Extraction

_shipped = cache(extractor)


@pytest.fixture(autouse=True)
def one_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    def shared(vocabularies: Sequence[Path] = (), jobs: int = 1) -> Extraction:
        return extractor(vocabularies, jobs) if vocabularies else _shipped()

    monkeypatch.setattr("graph.pipeline.extractor", shared)

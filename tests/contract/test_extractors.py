"""What every extractor must do, ours and those of other packages."""

from __future__ import annotations

import pytest

from graph import plugins
from graph.errors import GraphError
from graph.extract import extractor
from graph.extract.base import BUILT_IN, Extractor, extractors
from graph.extract.reading import PaperReading
from graph.model import Origin, Paper, Passage

PAPERS = [
    ("Zorbo: agents that dig", "We introduce Zorbo, based on BERT. Code: https://github.com/a/b."),
    ("", ""),
    (
        "Über LLMs – ‘naïve’ ideas",
        "Masked diffusion models (MDMs) beat GPT-2 on the KILT benchmark.",
    ),
    ("中文 title", "No ASCII: 模型 (LLM) — unlike U-Net’s."),
]


def readings() -> list[PaperReading]:
    return extractor().read(
        [
            Paper(
                title=title,
                passages=(Passage("title", title), Passage("abstract", text)),
                origin=Origin("t", 1),
            )
            for title, text in PAPERS
        ]
    )


@pytest.mark.parametrize("name", BUILT_IN)
def test_an_extractor(name: str) -> None:
    (extractor,) = [e for e in extractors() if e.name == name]
    assert isinstance(extractor, Extractor)
    papers = readings()
    found = [list(mentions) for mentions in extractor.extract(papers)]
    assert len(found) == len(papers)
    assert any(found), "a contract about nothing"
    for paper, mentions in zip(papers, found, strict=True):
        for mention in mentions:
            text = paper.by_id[mention.span.passage].text
            assert text[mention.span.start : mention.span.end] == mention.surface
            assert 0 <= mention.score <= 1
            assert mention.extractor == name
            assert mention.entity
        order = [(list(paper.by_id).index(m.span.passage), m.span.start) for m in mentions]
        assert order == sorted(order)


@pytest.mark.parametrize("name", BUILT_IN)
def test_an_extractor_gives_the_same_one_by_one(name: str) -> None:
    (extractor,) = [e for e in extractors() if e.name == name]
    together = [list(m) for m in extractor.extract(readings())]
    alone = [list(m) for paper in readings() for m in extractor.extract([paper])]
    assert together == alone


class _Entry:
    """An entry point that names an extractor of another package."""

    def __init__(self, name: str, loaded: object) -> None:
        self.name = name
        self.value = "other:Thing"
        self.dist = None
        self._loaded = loaded

    def load(self) -> object:
        if isinstance(self._loaded, Exception):
            raise self._loaded
        return self._loaded


BROKEN = {
    "cannot be loaded": (_Entry("other", ImportError("no module")), "no module"),
    "is no extractor": (_Entry("other", dict), "no extractor"),
    "has a taken name": (_Entry("names", dict), "already"),
}


@pytest.mark.parametrize(("entry", "told"), BROKEN.values(), ids=BROKEN)
def test_another_packages_extractor_is_never_skipped(
    entry: _Entry, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plugins, "entry_points", lambda group: [entry])
    extractors.cache_clear()
    try:
        with pytest.raises(GraphError, match=told):
            extractors()
    finally:
        extractors.cache_clear()

"""Several processes find what one finds, in the same order, and say when one is gone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import GraphError
from graph.extract import extraction, extractor, workers
from graph.extract.packing import packed, unpacked
from graph.extract.workers import Workers, answer
from graph.model import (
    Acronym,
    ConceptUse,
    EntityKind,
    Findings,
    Mention,
    Origin,
    Paper,
    Passage,
    Role,
    Span,
    Stance,
    Term,
    Use,
)
from graph.schema import Relation

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


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes are asked from the start, and a few papers at a time."""
    monkeypatch.setattr(workers, "_WORTH", 0)
    monkeypatch.setattr(workers, "AT_ONCE", 5)


@pytest.mark.usefixtures("quick")
def test_the_order_is_that_of_the_papers(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("name\tkind\ndig\ttask\n", encoding="utf-8")
    batches = [("a", papers(23)), ("b", []), ("c", papers(1)), *(("d", papers(17)),) * 4]
    alone = extractor([own])
    with extractor([own], jobs=2) as several:
        # A vocabulary that can be read only once is not asked for again.
        own.unlink()
        found = list(several.in_order(batches))
    assert found == [(name, alone.findings(read)) for name, read in batches]
    assert any(c.name == "dig" for f in found[0][1] for c in f.concepts)


@pytest.mark.usefixtures("quick")
def test_no_more_than_a_few_batches_are_read_ahead(shipped: extraction.Extraction) -> None:
    read = []

    def batches() -> Iterator[tuple[int, list[Paper]]]:
        for number in range(40):
            read.append(number)
            yield number, papers(7)

    several = Workers(1, shipped._files, shipped._shipped)
    try:
        for number, found in several.in_order(batches(), shipped.findings):
            assert len(found) == 7
            assert read[-1] - number <= 4
    finally:
        several.close()
    assert number == read[-1] == 39


@pytest.mark.usefixtures("quick")
def test_what_an_extractor_of_another_package_raises_is_told(
    shipped: extraction.Extraction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meta = tmp_path / "others-1.0.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: others\nVersion: 1.0\n")
    (meta / "entry_points.txt").write_text("[citegraph.extractors]\nword = lost:Word\n")
    # The path of this process becomes that of the others.
    monkeypatch.syspath_prepend(str(tmp_path))
    several = Workers(1, shipped._files, shipped._shipped)
    try:
        with pytest.raises(GraphError, match="Extractor word of others cannot be loaded"):
            list(several.in_order([(0, papers(3))], shipped.findings))
    finally:
        several.close()


def test_papers_are_cut_by_number_and_by_length() -> None:
    def sizes(lengths: list[int]) -> list[int]:
        some = [
            Paper(title="", passages=(Passage("s1", "x" * n),), origin=Origin("test", 1))
            for n in lengths
        ]
        return [len(part) for part in workers.slices(some)]

    assert sizes([]) == []
    assert sizes([9] * 600) == [256, 256, 88]
    assert sizes([1 << 19] * 5) == [3, 2]
    assert sizes([1 << 22, 1, 1 << 22]) == [1, 2]


def test_bytes_between_processes_hold_all_that_was_found() -> None:
    span = Span("abstract", 3, 8)

    def mention(relation: Relation, kind: EntityKind, stance: Stance | Use | Role) -> Mention:
        return Mention(
            kind=kind,
            relation=relation,
            entity="zörbo",
            surface="Zörbo",
            span=span,
            stance=stance,
            score=0.1,
            extractor="test",
        )

    found = [
        Findings(
            concepts=(
                ConceptUse(
                    name="dig",
                    kind="task",
                    weight=1 / 3,
                    central=True,
                    stance=Stance.CONTRAST,
                    spans=(span, span),
                    sentence=span,
                ),
            ),
            mentions=(
                *(mention(Relation.USES, EntityKind.MODEL, use) for use in Use),
                *(mention(Relation.HAS_CODE, EntityKind.REPOSITORY, role) for role in Role),
                *(mention(Relation.ABOUT, EntityKind.CONCEPT, stance) for stance in Stance),
            ),
            acronyms=(Acronym("ZB", "zorbo bag", (span,)),),
            terms=(Term("deep hole", 0.7, (span,)),),
            code_promised="Code will follow.",
        ),
        Findings(),
    ]
    assert unpacked(packed(found)) == found
    # Equal values of other enumerations are equal, too.
    assert [type(m.stance) for m in unpacked(packed(found))[0].mentions] == [
        type(m.stance) for m in found[0].mentions
    ]


def test_a_process_that_ends_is_one_clear_line(shipped: extraction.Extraction) -> None:
    several = Workers(1, shipped._files, shipped._shipped)
    try:
        assert len(answer(several.submit(papers(2)))) == 2
        assert several._pool is not None
        (process,) = several._pool._processes
        os.kill(process, signal.SIGTERM)
        with pytest.raises(GraphError, match="--jobs 1"):
            _ask_until_it_fails(several)
    finally:
        several.close()


def _ask_until_it_fails(several: Workers) -> None:
    for _ in range(100):
        answer(several.submit(papers(2)))

"""Any papers: built twice, shuffled or piece by piece, they give one and the same graph."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import pipeline
from graph.assemble import graph
from graph.extract import extractor
from graph.library.file import open_existing
from graph.schema import EDGE_PROPERTIES, ENDS, NODE_PROPERTIES, label_of
from tests.building import (
    ABSTRACTS,
    Json,
    built,
    contents,
    differences,
    numbers,
    paper,
    write_papers,
)

_shipped = cache(extractor)


@pytest.fixture(autouse=True, scope="module")
def one_extraction() -> object:
    """The vocabulary is read once for all builds of this module, as it does not change."""
    patch = pytest.MonkeyPatch()
    patch.setattr(pipeline, "extractor", lambda vocabularies=(), jobs=1: _shipped())
    yield patch
    patch.undo()


# Few of each, so that records often share titles, identifiers, authors and references.
TITLES = st.sampled_from(["Sparse Routing", "sparse routing!", "Editorial", "Glimmer", "Ünïcode ﬁ"])
DOIS = st.sampled_from([None, None, "10.1000/a", "10.1000/B", "10.1000/c"])
ARXIVS = st.sampled_from([None, None, "2101.00001", "2101.00002v3"])
YEARS = st.sampled_from([None, 2019, 2020, 2024])
REFERENCES = st.one_of(
    st.sampled_from(
        ["10.1000/a", "10.1000/x", "2101.00002", "p1", "Sparse Routing", "As printed."]
    ),
    st.fixed_dictionaries(
        {}, optional={"title": TITLES, "doi": DOIS, "arxiv": ARXIVS, "year": YEARS}
    ).map(lambda r: {k: v for k, v in r.items() if v is not None} or {"text": "Nothing."}),
)
PAPERS = st.builds(
    lambda title, **fields: paper(title, **fields),
    TITLES,
    id=st.sampled_from([None, "p1", "p2"]),
    doi=DOIS,
    arxiv=ARXIVS,
    year=YEARS,
    venue=st.sampled_from([None, "Journal of Examples", "journal of examples"]),
    authors=st.lists(st.sampled_from(["Jane Doe", "Doe, J.", "José Roe", "Jose Roe"]), max_size=2),
    abstract=st.sampled_from(ABSTRACTS),
    keywords=st.lists(st.sampled_from(["sparse routing", "Text Infilling"]), max_size=2),
    references=st.lists(REFERENCES, max_size=3),
)
# Ids name a line within its file, so lists, not single papers, are what is shuffled and changed.
FILES = st.lists(st.lists(PAPERS, min_size=1, max_size=4), min_size=1, max_size=3)
MANY = settings(
    max_examples=int(os.environ.get("EXAMPLES", "20")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _written(folder: Path, files: Sequence[Sequence[Json]]) -> list[str]:
    return [write_papers(folder / f"{n}.jsonl", papers) for n, papers in enumerate(files)]


@MANY
@given(FILES, st.randoms(use_true_random=False))
def test_order_of_sources_and_builds_does_not_matter(files: list[list[Json]], rng: object) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = _written(folder, files)
        first = built(folder / "one.graph", *sources)
        expected = contents(folder / "one.graph")
        rng.shuffle(sources)  # type: ignore[attr-defined]
        other = built(folder / "other.graph", *sources)
        assert differences(expected, contents(folder / "other.graph")) == []
        assert numbers(first) == numbers(other)
        for source in reversed(sources):
            built(folder / "by_and_by.graph", source)
        assert differences(expected, contents(folder / "by_and_by.graph")) == []


@MANY
@given(FILES, FILES)
def test_changed_files_give_what_a_first_build_of_them_gives(
    before: list[list[Json]], after: list[list[Json]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built(folder / "old.graph", *_written(folder, before))
        for n in range(len(before)):
            (folder / f"{n}.jsonl").unlink()
        _written(folder, after)
        report = built(folder / "old.graph", str(folder), prune=True)
        counted = report.papers
        told = counted.added + counted.updated + counted.unchanged + counted.merged
        assert counted.read == told == sum(map(len, after))
        built(folder / "new.graph", str(folder))
        expected = contents(folder / "new.graph")
        assert differences(expected, contents(folder / "old.graph")) == []
        again = built(folder / "old.graph", str(folder), prune=True).papers
        assert again.unchanged == again.read
        assert differences(expected, contents(folder / "old.graph")) == []


@MANY
@given(FILES)
def test_graph_is_of_the_schema_and_in_order(files: list[list[Json]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = built(folder / "a.graph", *_written(folder, files))
        with open_existing(str(folder / "a.graph")) as library:
            told = graph(library)
            nodes, edges = list(told.nodes()), list(told.edges())
        labels, relations = list(NODE_PROPERTIES), list(EDGE_PROPERTIES)
        assert nodes == sorted(nodes, key=lambda n: (labels.index(n.label), n.key))
        assert edges == sorted(
            edges, key=lambda e: (relations.index(e.relation), e.source, e.target)
        )
        keys = {n.key: n.label for n in nodes}
        assert len(keys) == len(nodes)
        assert len({(e.relation, e.source, e.target) for e in edges}) == len(edges)
        for node in nodes:
            assert label_of(node.key) is node.label
            known = NODE_PROPERTIES[node.label]
            assert all(type(v) is known[p] for p, v in node.properties.items())
        for edge in edges:
            sources, targets = ENDS[edge.relation]
            assert keys[edge.source] in sources
            assert keys[edge.target] in targets
            known = EDGE_PROPERTIES[edge.relation]
            assert all(type(v) is known[p] for p, v in edge.properties.items())
        found = {label: sum(n.label == label for n in nodes) for label in labels}
        assert report.nodes == {label.value: n for label, n in found.items()}
        links = {r: sum(e.relation == r for e in edges) for r in relations}
        assert report.edges == {relation.value: n for relation, n in links.items()}


# Pages of one bibliography, and what two indexes know of it, overlap in any way.
WORKS = [
    {"title": f"Cited work number {n}", "year": 2000 + n, "doi": f"10.1000/w{n}"} for n in range(5)
]
KNOWN_AS = st.sampled_from([("doi",), ("title", "year"), ("title",), ("title", "year", "doi")])
PAGES = st.lists(
    st.dictionaries(st.integers(0, 4), KNOWN_AS, max_size=4).map(
        lambda page: [{name: WORKS[n][name] for name in names} for n, names in page.items()]
    ),
    min_size=1,
    max_size=5,
)


@MANY
@given(PAGES, st.integers(0, 4), st.booleans(), st.randoms(use_true_random=False))
def test_pages_of_a_bibliography_add_up_in_any_order(
    pages: list[list[Json]], taken: int, read: bool, rng: object
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [[paper("Citing", doi="10.1000/citing", references=page)] for page in pages]
        works = [[paper(str(w["title"]), year=w["year"], doi=w["doi"])] for w in WORKS if read]
        sources = _written(folder, [*files, *works])
        built(folder / "one.graph", *sources)
        expected = contents(folder / "one.graph")
        if read:
            # Every work is known by all its names, so that no citation counts twice.
            cited = {n for page in pages for r in page for n in range(5) if _is(r, WORKS[n])}
            assert expected["counts"][1]["CITES"] == len(cited)
        rng.shuffle(sources)  # type: ignore[attr-defined]
        built(folder / "other.graph", *sources)
        assert differences(expected, contents(folder / "other.graph")) == []
        gone = taken % len(pages)
        (folder / f"{gone}.jsonl").unlink()
        left = _remaining(folder)
        if left:
            built(folder / "one.graph", str(folder), *left, prune=True)
            built(folder / "left.graph", *left)
            assert (
                differences(contents(folder / "left.graph"), contents(folder / "one.graph")) == []
            )


def _is(reference: Json, work: Json) -> bool:
    return any(reference.get(name) == work[name] for name in ("title", "doi"))


def _remaining(folder: Path) -> list[str]:
    return sorted(map(str, folder.glob("*.jsonl")))

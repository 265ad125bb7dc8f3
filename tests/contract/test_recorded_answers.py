"""Answers that indexes gave, read and built into libraries: what they cite becomes edges."""

from __future__ import annotations

import io
import json
import logging
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ReadError
from graph.library.file import open_existing
from graph.model import Paper, Rejected, Skipped
from graph.pipeline import build
from graph.readers import HEAD, Read, choose
from tests.recorded import answers, openalex_works, with_citing_paper

pytestmark = pytest.mark.shared

_LOG = logging.getLogger(__name__)  # the counts show with --log-cli-level=info

Cites = tuple[int, int, int, int]  # papers, references, edges, and edges to papers that were read


def read(body: bytes, name: str) -> list[Read]:
    return list(choose(body[:HEAD], name).read(io.BytesIO(body), name))


def cites(folder: Path, files: Iterable[tuple[str, bytes]]) -> Cites:
    """Build a library of some files and count what it cites."""
    source = folder / "sources"
    source.mkdir()
    for name, body in files:
        (source / name).write_bytes(body)
    report = build([str(source)], str(folder / "x.graph"))
    with open_existing(str(folder / "x.graph")) as library:
        references, stubs, found = (
            library.connection.execute(statement).fetchone()[0]
            for statement in (
                "SELECT sum(length(targets) / 4) FROM bibliography",
                "SELECT count(*) FROM paper WHERE stub = 1",
                "SELECT coalesce(sum(length(by) / 4), 0) FROM cited "
                "JOIN paper ON paper.id = cited.paper WHERE stub = 0",
            )
        )
    edges = report.edges["CITES"]
    papers = report.nodes["Paper"] - stubs
    _LOG.info("%d papers, %d references, %d stubs", papers, references, stubs)
    _LOG.info("%d CITES, %d of them to papers that were read", edges, found)
    return papers, references, edges, found


def recorded(shared: Path, index: str) -> Iterator[tuple[str, bytes]]:
    for answer in answers(shared / "data" / "api-fixtures" / index):
        yield answer.name, answer.body


@pytest.mark.parametrize("index", ["crossref", "semantic-scholar"])
def test_every_element_of_an_answer_is_told_of(shared: Path, index: str) -> None:
    told: Counter[str] = Counter()
    for name, body in recorded(shared, index):
        try:
            reader = choose(body[:HEAD], name)
        except ReadError:
            told["of no format"] += 1
            continue
        if reader.name == "bibtex":
            entries = len(re.findall(rb"@\w+\s*[{(]", body))
            assert (
                sum(isinstance(item, Paper | Rejected | Skipped) for item in read(body, name))
                == entries
            )
            told["entries of BibTeX"] += entries
        elif reader.name != index:
            told["of another format"] += 1
        else:
            found = Counter(type(item).__name__ for item in read(body, name))
            elements = _elements(json.loads(body))
            assert found["Paper"] + found["Rejected"] + found["Skipped"] == elements, name
            told.update(found)
    _LOG.info("%s: %s", index, dict(told))
    assert told["Paper"] > 500


def test_every_entry_of_an_answer_of_arxiv_is_told_of(shared: Path) -> None:
    told: Counter[str] = Counter()
    for path in sorted((shared / "data" / "api-fixtures" / "arxiv").rglob("*.json")):
        body = json.loads(path.read_text("utf-8"))["body"].encode()
        assert choose(body[:HEAD], path.name).name == "arxiv-atom"
        items = read(body, path.name)
        found = Counter(type(item).__name__ for item in items)
        assert found["Paper"] + found["Skipped"] == body.count(b"<entry>"), path.name
        assert all(
            {"arxiv"} <= {i.scheme for i in item.identifiers} and item.abstract and item.authors
            for item in items
            if isinstance(item, Paper)
        )
        told.update(found)
    _LOG.info("arxiv: %s", dict(told))
    assert told["Paper"] > 200


def _elements(body: Any) -> int:
    """Count the records of an answer without knowing what they mean."""
    values = body if isinstance(body, list) else [body]
    count = 0
    for value in values:
        inner = value.get("message", value) if isinstance(value, dict) else value
        lists = (
            [inner[k] for k in ("items", "data", "recommendedPapers", "papers") if k in inner]
            if isinstance(inner, dict)
            else []
        )
        count += len(lists[0]) if lists else 1
    return count


def test_crossref_works_cite(shared: Path, tmp_path: Path) -> None:
    papers, references, edges, found = cites(
        tmp_path,
        ((name, body) for name, body in recorded(shared, "crossref") if b'"DOI"' in body),
    )

    assert papers > 300
    assert edges > references / 2
    assert found > 0


def test_semantic_scholar_references_cite(shared: Path, tmp_path: Path) -> None:
    pages = (
        (a.name, with_citing_paper(a))
        for a in answers(shared / "data" / "api-fixtures" / "semantic-scholar")
        if "/references?" in a.address and b"citedPaper" in a.body
    )
    papers, references, edges, _ = cites(tmp_path, pages)

    assert papers >= 1
    assert 0 < edges <= references


def test_openalex_works_cite(shared: Path, tmp_path: Path) -> None:
    dump = shared / "data" / "api-fixtures" / "openalex-local-citation-network.json"
    works = [work for work in openalex_works(dump) if work["title"]]
    text = "\n".join(map(json.dumps, works)).encode()
    known = {work["id"] for work in works}
    distinct = {(w["id"], r) for w in works for r in w["referenced_works"] if r != w["id"]}

    _, _, edges, found = cites(tmp_path, [("works.jsonl", text)])

    assert edges == len(distinct)
    assert found == sum(cited in known for _, cited in distinct)


def test_unarxive_sentences_cite(shared: Path) -> None:
    sample = shared / "data" / "api-fixtures" / "unarXive_data_sample.tar.gz"
    with tarfile.open(sample) as archive:
        (member,) = (m for m in archive if m.name.endswith(".jsonl"))
        stream = archive.extractfile(member)
        assert stream is not None
        body = stream.read()

    found = read(body, "sample")
    papers = [item for item in found if isinstance(item, Paper)]
    references = [r for paper in papers for r in paper.references]
    contexts = sum(len(r.contexts) for r in references)
    _LOG.info("%d papers, %d references, %d sentences", len(papers), len(references), contexts)
    assert len(papers) == body.count(b"\n")
    assert not [item for item in found if isinstance(item, Rejected | Skipped)]
    assert sum(bool(r.contexts) for r in references) > 0.9 * len(references)
    for paper in papers:
        texts = {passage.id: passage.text for passage in paper.passages}
        for reference in paper.references:
            for told in reference.contexts:
                assert texts[told.section][told.start : told.end] == told.sentence
                assert "[" in told.sentence

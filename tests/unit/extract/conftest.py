"""What the tests of extraction share: papers in a line, and what is found in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.extract import extractor
from graph.extract.extraction import Extraction
from graph.model import Findings, Origin, Paper, Passage

Find = Callable[..., Findings]


def paper(abstract: str = "", title: str = "An untitled note") -> Paper:
    passages = [Passage("title", title)]
    if abstract:
        passages.append(Passage("abstract", abstract))
    return Paper(title=title, passages=tuple(passages), origin=Origin("test", 1))


@pytest.fixture(scope="session")
def shipped() -> Extraction:
    return extractor()


@pytest.fixture(scope="session")
def find(shipped: Extraction) -> Find:
    """Findings of one paper with the shipped vocabulary."""

    def one(abstract: str = "", title: str = "An untitled note") -> Findings:
        return shipped.findings([paper(abstract, title)])[0]

    return one


@pytest.fixture
def find_with(tmp_path: Path) -> Find:
    """Findings of one paper, with rows of a vocabulary after the shipped one.

    Rows are `name | kind | broader | aliases` with `;` between several.
    """

    def one(rows: list[str], abstract: str, title: str = "An untitled note") -> Findings:
        lines = ["name\tkind\tbroader\taliases"]
        for row in rows:
            cells = [c.strip().replace(";", " | ") for c in row.split("|")]
            lines.append("\t".join([*cells, "", "", ""][:4]))
        path = tmp_path / "own.tsv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return extractor([path]).findings([paper(abstract, title)])[0]

    return one

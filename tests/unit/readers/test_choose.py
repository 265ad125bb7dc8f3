"""Which reader is taken for an input, and readers of other packages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import graph.readers
from graph.errors import AmbiguousFormatError, GraphError, UnknownFormatError, UsageError
from graph.readers import BUILT_IN, choose, readers

PAGE = b"""\
Mapping Tidal Flats from Orbit

Tidal flats are hard to map. We map them from orbit, with four images a day.

Learning Where Birds Rest

Birds rest where few people go. This paper predicts where that is, without cameras.
"""
LINE = b'{"title": "Mapping Tidal Flats from Orbit"}\n'


@pytest.fixture
def installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, pytest.MonkeyPatch]]:
    """A place on the path where a test puts another package; readers are found anew."""
    monkeypatch.syspath_prepend(str(tmp_path))
    graph.readers._others.cache_clear()
    yield tmp_path, monkeypatch
    graph.readers._others.cache_clear()


def put(folder: Path, distribution: str, entry: str, module: str = "") -> None:
    """Install a package of one module, `others`, with one entry point."""
    meta = folder / f"{distribution}-1.0.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    (meta / "entry_points.txt").write_text(f"[citegraph.readers]\n{entry}\n")
    name = entry.partition(" = ")[2].partition(":")[0]
    if module:
        (folder / f"{name}.py").write_text(module)


READER = """
from graph.readers import Recognition

class Reader:
    name = "{name}"
    suffixes = ("{suffix}",)

    def recognises(self, head):
        return Recognition.{answer}

    def read(self, stream, origin):
        yield from ()
"""


def reader(name: str, answer: str, suffix: str = ".none") -> str:
    return READER.format(name=name, answer=answer, suffix=suffix)


@pytest.mark.parametrize(
    ("head", "origin", "format", "name"),
    [
        pytest.param(PAGE, "x", None, "page", id="a-page"),
        pytest.param(LINE, "x", None, "jsonl", id="json-lines"),
        pytest.param(LINE, "x.txt", None, "jsonl", id="the-suffix-lies"),
        pytest.param(LINE, "x.bib", None, "jsonl", id="the-suffix-of-one-reader-lies"),
        pytest.param(b"", "x.txt", None, "page", id="nothing"),
        pytest.param(LINE, "x.jsonl", "page", "page", id="a-format-that-is-named"),
    ],
)
def test_the_content_decides(head: bytes, origin: str, format: str | None, name: str) -> None:
    assert choose(head, origin, format).name == name


def test_a_format_that_nobody_recognises() -> None:
    with pytest.raises(UnknownFormatError, match=r"x: of no format .*--format list"):
        choose(b"\0\1\2\3", "x")


def test_a_format_that_does_not_exist_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match=r"No format is called word. Formats are .*jsonl, .*page"):
        choose(PAGE, "x", "word")


def test_readers_of_other_packages_take_part(installed: tuple[Path, object]) -> None:
    put(installed[0], "others", "word = taking_part:Reader", reader("word", "YES"))

    assert readers()["word"].name == "word"
    assert choose(b"\0binary", "x").name == "word"


def test_two_that_are_sure_are_an_error_that_names_them(installed: tuple[Path, object]) -> None:
    put(installed[0], "others", "word = as_sure:Reader", reader("word", "YES"))

    with pytest.raises(AmbiguousFormatError, match=r"x\.doc: could be page or word"):
        choose(PAGE, "x.doc")


def test_the_suffix_breaks_a_tie(installed: tuple[Path, object]) -> None:
    put(installed[0], "others", "word = by_suffix:Reader", reader("word", "YES", ".doc"))

    assert choose(PAGE, "x.DOC").name == "word"
    assert choose(PAGE, "x.doc.gz").name == "word"
    assert choose(PAGE, "x.txt").name == "page"


def test_one_that_is_sure_beats_those_that_may_be(installed: tuple[Path, object]) -> None:
    put(installed[0], "others", "word = less_sure:Reader", reader("word", "MAYBE", ".txt"))

    assert choose(PAGE, "x.txt").name == "page"


def test_one_that_is_sure_is_asked_whatever_the_suffix_says(
    installed: tuple[Path, object],
) -> None:
    put(installed[0], "others", "word = claims_all:Reader", reader("word", "YES", ".md"))

    assert choose(PAGE, "x.md").name == "word"


def test_the_table_of_suffixes_says_what_the_readers_say() -> None:
    for suffix, names in graph.readers.CLAIMED.items():
        claim = (name for name in BUILT_IN if suffix in getattr(readers()[name], "suffixes", ()))
        assert tuple(claim) == names, suffix


@pytest.mark.parametrize(
    ("entry", "module", "message"),
    [
        pytest.param("word = gone_module:Reader", "", "gone_module", id="no-such-module"),
        pytest.param("word = lacks_it:Reader", "x = 1", "Reader", id="no-such-class"),
        pytest.param(
            "word = fails:Reader", "raise RuntimeError('out of ink')", "out of ink", id="fails"
        ),
        pytest.param(
            "word = other:Reader", "class Reader: name = 'w'", "is no reader", id="no-reader"
        ),
        pytest.param(
            "page = taken:Reader", "", "another reader has this name already", id="name-is-taken"
        ),
    ],
)
def test_a_broken_reader_is_an_error_that_names_its_package(
    installed: tuple[Path, object], entry: str, module: str, message: str
) -> None:
    put(installed[0], "papers-by-word", entry, module)

    with pytest.raises(GraphError, match="of papers-by-word") as told:
        choose(PAGE, "x")
    assert message in str(told.value)
    assert "\n" not in str(told.value)

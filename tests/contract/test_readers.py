"""What every reader must do, whatever it is given."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Paper, Rejected, Skipped, Warned
from graph.readers import BUILT_IN, HEAD, Reader, Recognition, asked, choose, readers

# Formats whose lines are not those of the file.
BINARY = {"excel"}

GOLDEN = Path(__file__).parent.parent / "golden"
CASES = sorted(
    path for name in BUILT_IN for path in (GOLDEN / name).iterdir() if path.suffix != ".json"
)


@pytest.fixture(params=sorted(readers()))
def reader(request: pytest.FixtureRequest) -> Reader:
    return readers()[request.param]


def test_its_name_is_that_under_which_it_is_found() -> None:
    assert all(reader.name == name for name, reader in readers().items())


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_its_cases_are_recognised_by_content_alone(path: Path) -> None:
    assert choose(path.read_bytes()[:HEAD], "no-suffix").name == path.parent.name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_one_that_is_not_asked_would_say_no(path: Path, encoding: str) -> None:
    data = path.read_bytes()
    if path.parent.name not in BINARY:
        data = data.decode("utf-8", "replace").encode(encoding)
    for name, reader in readers().items():
        if not asked(name, data[:HEAD]):
            assert reader.recognises(data[:HEAD]) is Recognition.NO, name


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_results_are_whole(path: Path) -> None:
    text = path.parent.name not in BINARY
    lines = path.read_bytes().count(b"\n") + 1 if text else 1000
    for item in readers()[path.parent.name].read(io.BytesIO(path.read_bytes()), "an origin"):
        if isinstance(item, Paper):
            passages = {p.id: p.text for p in item.passages}
            assert item.title == item.title.strip() == passages["title"]
            assert item.abstract == item.abstract.strip()
            assert len(passages) == len(item.passages)
            assert item.origin.origin == "an origin"
            assert 1 <= item.origin.line <= lines
            for c in (c for r in item.references for c in r.contexts if c.section):
                assert passages[c.section][c.start : c.end] == c.sentence
        else:
            assert isinstance(item, Rejected | Skipped | Warned)
            assert item.origin == "an origin"
            assert 1 <= item.line <= lines
            assert item.reason
            assert "\n" not in item.reason


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_it_streams_through_small_reads(path: Path) -> None:
    class Trickle(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size, 7) if size and size > 0 else size)

    reader, data = readers()[path.parent.name], path.read_bytes()

    assert list(reader.read(Trickle(data), "x")) == list(reader.read(io.BytesIO(data), "x"))


def test_nothing_gives_nothing(reader: Reader) -> None:
    assert list(reader.read(io.BytesIO(b""), "x")) == []
    assert list(reader.read(io.BytesIO(b"\n \r\n\n"), "x")) == []


_BAD = {
    "one byte": b"@",
    "zero bytes": bytes(1000),
    "zero bytes in text": b'{"title": "A\0"}\nTY  - JOUR\0\nTI  - A\n@a{b, title = {\0}}\n',
    "many brackets": b"[" * 100_000,
    "many braces": b"@a{b, title = " + b"{" * 100_000,
    "many objects": b'{"a":' * 100_000,
    "a long line": b"title,year,doi\n" + b"word " * 1_000_000,
    "a long number": b'[{"title": "A", "year": ' + b"9" * 400 + b"}]",
    "a key twice": b'{"title": "A", "title": "B", "year": 1, "year": 2}\n',
    "entities": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40,
    "half a UTF-16": "TY  - JOUR\nTI  - Über\nER  - \n".encode("utf-16")[:-1],
    "two encodings": "title,year\nÜber,1\n".encode("cp1252")
    + "潮汐,2\n".encode()
    + b"\xff\xfe,3\n",
}


@pytest.mark.parametrize("data", _BAD.values(), ids=_BAD)
def test_bad_input_is_read_without_an_error(reader: Reader, data: bytes) -> None:
    _read_well(reader, data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "cp1252", "cp500"])
@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_cases_in_another_encoding_are_read_without_an_error(path: Path, encoding: str) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    _read_well(readers()[path.parent.name], text.encode(encoding, "replace"))


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_cases_that_are_cut_off_are_read_without_an_error(path: Path) -> None:
    reader = readers()[path.parent.name]
    _read_well(reader, path.read_bytes()[: path.stat().st_size * 2 // 3])


def _read_well(reader: Reader, data: bytes) -> None:
    assert isinstance(reader.recognises(data[:HEAD]), Recognition)
    for item in reader.read(io.BytesIO(data), "x"):
        if isinstance(item, Paper):
            item.title.encode()
            item.abstract.encode()
        else:
            f"{item.reason} {getattr(item, 'text', '')}".encode()
            assert "root:" not in item.reason


_marks = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]
_signs = [b"[", b"]", b"{", b"}", b",", b"\n", b"\r", b"\\", b'"', b"\0", b"\xff", b"\xe4"]
_words = [b'{"title": "', b'"}', b"\\ud800", b"A Title", b". A sentence."]
_tags = [b"\nTY  - JOUR\n", b"\nER  - \n", b"TI  - ", b"\nPMID- 1", b"\nPT J\n", b"\nER\n", b"TI "]
_columns = [
    b"title,doi,year\n",
    b"PT\tAU\tTI\tSO\tPY\tDI\n",
    b"\t",
    b";",
    b"10.1000/1",
    b"2020-13-45",
]
_items = [
    b'{"items": [',
    b'{"itemType": "book"',
    b'"type": "book", "DOI": ',
    b'"date": "',
    b"&#55296;",
]
_zip = [b"PK\x03\x04", bytes(22), b"\x0f\0", b"xl/workbook.xml"]
_elements = [
    b'<?xml version="1.0" encoding="ISO-8859-1"?>',
    b"<!DOCTYPE dblp [<!ENTITY a '",
    b"]>",
    b"<dblp>",
    b'<article key="a/b">',
    b"<title>",
    b"</title>",
    b"</article>",
    b"<records><record>",
    b"</record>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"&a;&#0;&uuml;",
    b"<x:y ",
    b"<article><front><article-meta><article-title>T",
    b'<p>A <xref ref-type="bibr" rid="a b">1</xref>',
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>',
    b"</TEI>",
]
_markup = [
    b"\n- [On Tides](",
    b"https://arxiv.org/abs/2401.00001) ",
    b"\n| Title | Year |\n|--|--|\n| ",
    b"\n# ",
    b"**",
    b"<li><a href='/papers/2401.00001'>",
    b"<!DOCTYPE html><html>",
    b'<script type="application/ld+json">{"@type": "ScholarlyArticle"',
    b"<td>",
]
_pieces = st.sampled_from(
    [*_zip, *_markup, *_marks, *_signs, *_words, *_tags, *_columns, *_items, *_elements]
)


@given(st.one_of(st.binary(max_size=400), st.lists(_pieces, max_size=40).map(b"".join)))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    for reader in readers().values():
        _read_well(reader, data)

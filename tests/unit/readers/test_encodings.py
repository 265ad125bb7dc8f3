"""Text in any encoding, read as UTF-8."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Paper
from graph.readers import choose, readers
from graph.readers.encodings import as_utf8

FRENCH = "Étude des marées à l'échelle régionale\nAndré Lefèvre – « Mémoire sur les côtes »\n"
GERMAN = "Über die Größe der Förden\nMüller, Jürgen: Strömungen im Wattenmeer\n"
RUSSIAN = "Измерение приливов в узких заливах\nИванов И. И. О волнах и отмелях Белого моря\n"
GREEK = "Μέτρηση παλιρροιών σε στενούς κόλπους\nΠαπαδόπουλος Γ., Κύματα και ακτές\n"
CHINESE = "潮汐的测量方法研究\n张伟, 王芳: 浅海区域的波浪与潮流\n基于深度学习的海浪预报\n"
JAPANESE = "潮汐の測定方法に関する研究\n山田太郎: 浅い海における波と流れについて\n"
KOREAN = "조석 측정 방법에 관한 연구\n김철수: 얕은 바다의 파도와 해류에 대하여\n"


def read(data: bytes) -> tuple[str, list[tuple[int, str]]]:
    """The text, and what was guessed for it."""
    text = as_utf8(io.BytesIO(data))
    found = text.read().decode("utf-8", "replace")
    return found, [(w.line, w.reason.split(": ")[1]) for w in text.warned("x")]


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        pytest.param(FRENCH, "cp1252", "Windows-1252", id="french"),
        pytest.param(GERMAN, "latin-1", "Windows-1252", id="german"),
        pytest.param("Waves – “a history”\n", "cp1252", "Windows-1252", id="only signs"),
        pytest.param(RUSSIAN, "cp1251", "Windows-1251", id="russian"),
        pytest.param(RUSSIAN, "koi8-r", "koi8-r", id="russian of Unix"),
        pytest.param(GREEK, "cp1253", "Windows-1253", id="greek"),
        pytest.param(CHINESE, "gbk", "gb18030", id="chinese"),
        pytest.param(JAPANESE, "shift_jis", "shift-jis", id="japanese"),
        pytest.param(JAPANESE, "euc_jp", "euc-jp", id="japanese of Unix"),
        pytest.param(KOREAN, "euc_kr", "euc-kr", id="korean"),
    ],
)
def test_what_is_not_utf_8_is_read_in_its_encoding_with_one_warning(
    text: str, encoding: str, said: str
) -> None:
    plain = "TI  - A line in letters that are everywhere alike\n"

    assert read((plain + text * 5).encode(encoding)) == (plain + text * 5, [(2, f"read as {said}")])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [FRENCH, "TY  - JOUR\nTI  - 潮汐的测量方法研究\nER  - \n"])
def test_utf_16_is_told_without_its_mark(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)) == (text, [(1, "read as UTF-16 by its zero bytes")])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_needs_no_guess(encoding: str) -> None:
    assert read(FRENCH.encode(encoding)) == (FRENCH, [])


def test_lines_in_two_encodings_are_each_read_in_theirs() -> None:
    data = GERMAN.encode() + FRENCH.encode("cp1252") + RUSSIAN.encode()

    assert read(data) == (GERMAN + FRENCH + RUSSIAN, [(3, "read as Windows-1252")])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("潮汐的测量".encode()[:-1] + b" 1\n", "潮汐的测\ufffd 1\n", id="cut sign"),
        pytest.param("Größe über\xff".encode()[:-1] + b"\n", "Größe über\ufffd\n", id="bad byte"),
        pytest.param(
            b"\xff\xd8\0\x10JFIF\0\xe9\n", "\ufffd\ufffd\0\x10JFIF\0\ufffd\n", id="binary"
        ),
        pytest.param(b"some plain text\0" * 9, "some plain text\0" * 9, id="zero bytes"),
        pytest.param(b"caf\x81\n", "caf\ufffd\n", id="in no encoding"),
        pytest.param("Иванов\n".encode("cp1251"), "\ufffd" * 6 + "\n", id="too little to tell"),
    ],
)
def test_what_cannot_be_told_stays_as_it_is(data: bytes, expected: str) -> None:
    assert read(data) == (expected, [])


def test_the_encoding_that_jabref_names_is_taken_without_a_warning() -> None:
    text = "% Encoding: ISO8859_2\n\n@article{a, title = {Wpływ światła na życie ryb}}\n"

    assert read(text.encode("iso8859-2")) == (text, [])


def test_the_place_of_the_first_foreign_line_does_not_matter() -> None:
    for above in (1, 3_000, 60_000):
        data = b"x\n" * above + FRENCH.encode("cp1252") * 2_000
        text, said = read(data)
        assert text == "x\n" * above + FRENCH * 2_000
        assert said == [(above + 1, "read as Windows-1252")]


def test_long_lines_are_not_kept_in_memory_and_lose_nothing() -> None:
    text = "潮汐" * 100_000

    assert read(text.encode()) == (text, [])
    assert read(("é word " * 50_000).encode("cp1252"))[0] == "é word " * 50_000


@given(st.text(), st.integers(1, 9))
def test_utf_8_goes_through_unchanged(text: str, times: int) -> None:
    data = ("a" + text).encode() * times
    if b"\0" not in data:
        assert as_utf8(io.BytesIO(data)).read() == data


_RECORDS = {
    "ris": "TY  - JOUR\nTI  - Crème brûlée\nER  - \n",
    "nbib": "PMID- 1\nTI  - Crème brûlée\n",
    "wos": "FN Clarivate\nVR 1.0\nPT J\nTI Crème brûlée\nER\n",
    "bibtex": "@book{a,\n title = {Crème brûlée}}\n",
    "csv": "Title,Year,DOI\nCrème brûlée,2020,\n",
    "jsonl": '{"title": "Crème brûlée"}\n',
    "csl-json": '[{"type": "book", "DOI": "10.1000/1", "title": "Crème brûlée"}]\n',
    "better-bibtex-json": '{"items": [\n{"itemType": "book", "title": "Crème brûlée"}]}\n',
    "crossref": '{"DOI": "10.1000/1", "title": ["Crème brûlée"], "type": "book",'
    ' "member": "1", "prefix": "10.1000", "is-referenced-by-count": 1}\n',
}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le"])
@pytest.mark.parametrize("name", sorted(_RECORDS))
def test_readers_of_text_take_any_encoding(name: str, encoding: str) -> None:
    data = _RECORDS[name].encode(encoding)

    assert choose(data, "x").name == name
    papers, *warnings = readers()[name].read(io.BytesIO(data), "x")
    assert isinstance(papers, Paper)
    assert papers.title == "Crème brûlée"
    assert len(warnings) == 1

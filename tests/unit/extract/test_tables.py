"""Vocabulary files: what is read, and how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import ReadError
from graph.extract import extractor
from graph.extract.tables import Guard, Kind, parse_alias, read_rows


def test_an_alias_with_a_guard() -> None:
    alias = parse_alias("sampler [+noise ~drum*]")
    assert (alias.text, alias.guard) == ("sampler", Guard("+noise ~drum*"))


def test_an_alias_without_a_guard_stands_for_itself() -> None:
    assert parse_alias("beam search").guard is None


def test_rows_of_a_table() -> None:
    text = b"# ours\nname\tkind\tbroader\taliases\nbeam search\tmethod\tdecoding | search\tbeams\n"
    (row,) = read_rows(Path("own.tsv"), text)
    assert (row.name, row.kind, row.broader) == ("beam search", Kind.METHOD, ("decoding", "search"))
    assert [a.text for a in row.aliases] == ["beams"]


def test_rows_of_json_lines_with_broader_ids() -> None:
    text = (
        b'{"id": "C1", "label": "Decoding", "alt": []}\n'
        b'{"id": "C2", "label": "Beam search", "alt": ["beams"], "broader": ["C1"]}\n'
    )
    first, second = read_rows(Path("own.jsonl"), text)
    assert first.name == "decoding"
    assert (second.name, second.broader) == ("beam search", ("decoding",))


BROKEN = {
    "no kind": (b"name\tkind\tbroader\taliases\nbeam search\n", "line 2"),
    "an unknown kind": (b"beam search\tthing\t\t\n", "thing"),
    "broken JSON": (b'{"name": "a"}\n{"name": \n', "line 2"),
    "JSON without a name": (b'{"title": "a"}\n', "line 1"),
    "another encoding": ("name\tkind\nbüro\ttask\n".encode("latin-1"), "UTF-8"),
}


@pytest.mark.parametrize(("content", "told"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_told_at_once_with_its_place(
    content: bytes, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=told) as error:
        extractor([path])
    assert "own.tsv" in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"missing\.tsv"):
        extractor([tmp_path / "missing.tsv"])


def test_the_fingerprint_follows_the_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("beam folding\tmethod\t\t\n", encoding="utf-8")
    one = extractor([path]).fingerprint
    assert one == extractor([path]).fingerprint
    assert one != extractor().fingerprint
    path.write_text("beam bending\tmethod\t\t\n", encoding="utf-8")
    assert one != extractor([path]).fingerprint


def test_a_concept_in_two_files_is_one(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("mixture of experts\tmodel\tteamwork\tguild of experts\n", encoding="utf-8")
    entry = extractor([path]).vocabulary["mixture of experts"]
    assert "guild of experts" in entry.aliases
    assert "MoE" in entry.aliases
    assert "teamwork" in entry.broader

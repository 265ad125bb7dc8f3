"""What can be wrong with the file of a library, each said in one line."""

from __future__ import annotations

import gzip
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import LibraryError, NewerLibraryError, NotALibraryError, OlderLibraryError
from graph.library.file import VERSION, create_or_open, open_existing
from tests.building import built, contents, made_up, numbers, write_papers


def _other_program(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (id INTEGER)")
    other.close()


def _newer(path: Path) -> None:
    create_or_open(str(path)).close()
    with sqlite3.connect(path) as file:
        file.execute(f"PRAGMA user_version = {VERSION + 1}")
    file.close()


def _older(path: Path) -> None:
    create_or_open(str(path)).close()
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 1")
    file.close()


def _cut_off(path: Path) -> None:
    create_or_open(str(path)).close()
    path.write_bytes(path.read_bytes()[:3000])


def _folder(path: Path) -> None:
    path.mkdir()


TROUBLES: list[tuple[str, Callable[[Path], object], type[LibraryError], str]] = [
    ("another program's database", _other_program, NotALibraryError, "another program"),
    ("a newer version", _newer, NewerLibraryError, "newer version"),
    ("an older version", _older, OlderLibraryError, "older version"),
    ("a text", lambda p: p.write_text("title,year\n" * 300), NotALibraryError, "not a library"),
    ("a short text", lambda p: p.write_text("hello"), NotALibraryError, "not a library"),
    (
        "gzip",
        lambda p: p.write_bytes(gzip.compress(bytes(5000))),
        NotALibraryError,
        "not a library",
    ),
    ("cut off", _cut_off, NotALibraryError, "damaged"),
    ("a folder", _folder, LibraryError, "is a folder"),
]


@pytest.mark.parametrize("opening", [create_or_open, open_existing])
@pytest.mark.parametrize(
    ("make", "error", "words"), [pytest.param(*row, id=name) for name, *row in TROUBLES]
)
def test_what_is_no_library_is_left_alone(
    tmp_path: Path,
    make: Callable[[Path], object],
    error: type[LibraryError],
    words: str,
    opening: Callable[[str], object],
) -> None:
    path = tmp_path / "x.graph"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=words) as told:
        opening(str(path))
    assert str(told.value).startswith(f"{path}: ")
    assert "\n" not in str(told.value)
    assert before is None or path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.graph"]


@pytest.mark.parametrize(
    ("opening", "name", "words"),
    [
        pytest.param(open_existing, "none.graph", "graph build", id="reading what is not there"),
        pytest.param(
            open_existing, "no/folder/x.graph", "no such library", id="no folder, reading"
        ),
        pytest.param(create_or_open, "no/folder/x.graph", "Make it first", id="no folder, writing"),
        pytest.param(create_or_open, "file/x.graph", "does not exist", id="a file for a folder"),
        pytest.param(create_or_open, "x" * 300, "cannot be", id="a name too long"),
        pytest.param(open_existing, "x" * 300, "no such library", id="a name too long, reading"),
        pytest.param(open_existing, "nul\0byte", "no such library", id="a name that is none"),
        pytest.param(create_or_open, "nul\0byte", "cannot be", id="a name that is none, writing"),
    ],
)
def test_path_that_cannot_be(
    tmp_path: Path, opening: Callable[[str], object], name: str, words: str
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match=words):
        opening(str(tmp_path / name))


def test_empty_file_is_taken_as_new_by_a_build_only(tmp_path: Path) -> None:
    path = tmp_path / "x.graph"
    path.touch()
    with pytest.raises(NotALibraryError, match="is empty"):
        open_existing(str(path))
    source = write_papers(tmp_path / "a.jsonl", made_up(3))
    assert numbers(built(path, source)) == {"read": 3, "added": 3}


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder nobody can write to")
def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    # The rights of files do not bind root, as whom tests often run; /proc binds everybody.
    with pytest.raises(LibraryError, match="cannot be"):
        create_or_open("/proc/self/x.graph")


def test_file_that_may_only_be_read(tmp_path: Path) -> None:
    path = tmp_path / "x.graph"
    source = write_papers(tmp_path / "a.jsonl", made_up(3))
    built(path, source)
    path.chmod(0o444)
    assert len(contents(path)["papers"]) == 3
    if not os.access(path, os.W_OK):
        more = write_papers(tmp_path / "b.jsonl", made_up(5))
        with pytest.raises(LibraryError, match="cannot be written"):
            built(path, more)


def test_written_library_is_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    built(folder / "x.graph", write_papers(tmp_path / "a.jsonl", made_up(3)))
    assert [p.name for p in folder.iterdir()] == ["x.graph"]
    with sqlite3.connect(folder / "x.graph") as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    file.close()


def test_key_is_kept_and_generation_grows_with_what_changes(tmp_path: Path) -> None:
    path, source = tmp_path / "x.graph", tmp_path / "a.jsonl"
    told = []
    for papers in (made_up(3), made_up(3), made_up(4)):
        built(path, write_papers(source, papers))
        with open_existing(str(path)) as library:
            told.append((library.key, library.generation, library.is_derived))
    key = told[0][0]
    assert told == [(key, 1, True), (key, 1, True), (key, 2, True)]


@pytest.mark.parametrize(
    "name", ["a b.graph", "50%.graph", "a?mode=rw.graph", "#1.graph", "日本.graph"]
)
def test_name_of_the_file_is_only_a_name(tmp_path: Path, name: str) -> None:
    built(tmp_path / name, write_papers(tmp_path / "a.jsonl", made_up(3)))
    assert len(contents(tmp_path / name)["papers"]) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["a.jsonl", name])

"""Files, folders, pipes and standard input as sources, within bounds."""

from __future__ import annotations

import gzip
import io
import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import ReadError
from graph.sources import HEAD, Part, Source, open_sources


def part(source: Source) -> Part:
    """The one thing that a source holds."""
    found = next(source.parts())
    assert isinstance(found, Part)
    return found


def content(source: Source) -> bytes:
    parts = source.parts()
    found = next(parts)
    assert isinstance(found, Part)
    data = found.open().read()
    assert list(parts) == []
    return data


def names(sources: list[Source]) -> list[str]:
    return [Path(s.origin).name for s in sources]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "papers"
    (root / "b" / "deep").mkdir(parents=True)
    for name in ("c.txt", "a.txt", ".hidden", "b/two.txt", "b/deep/one.txt"):
        (root / name).write_text(name)
    (root / ".cache").mkdir()
    (root / ".cache" / "seen.txt").write_text("hidden")
    return root


def test_a_folder_is_read_in_order_without_what_is_hidden(folder: Path) -> None:
    found = list(open_sources([str(folder)]))

    assert [Path(s.origin).relative_to(folder).as_posix() for s in found] == [
        "a.txt",
        "b/deep/one.txt",
        "b/two.txt",
        "c.txt",
    ]
    assert found[1].shown == str(folder / "b/deep/one.txt")
    assert content(found[1]) == b"b/deep/one.txt"


def test_reports_show_paths_as_the_user_gave_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    found = list(open_sources(["a.txt", "b"]))

    assert [s.shown for s in found] == ["a.txt", "b/deep/one.txt", "b/two.txt"]
    assert found[0].origin == str(folder / "a.txt")


def test_a_file_named_in_several_ways_is_read_once(folder: Path) -> None:
    (folder / "again.txt").symlink_to(folder / "a.txt")

    found = list(open_sources([str(folder / "a.txt"), str(folder), str(folder / "b/../a.txt")]))

    assert names(found) == ["a.txt", "one.txt", "two.txt", "c.txt"]


def test_what_is_no_file_in_a_folder_is_noted(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("outside")
    (folder / "b" / "out").symlink_to(tmp_path / "outside.txt")
    (folder / "b" / "circle").symlink_to(folder)
    (folder / "gone").symlink_to(folder / "nothing")
    os.mkfifo(folder / "z-pipe")

    found = list(open_sources([str(folder)]))

    assert names(found) == ["a.txt", "one.txt", "two.txt", "c.txt"]
    notes = {n.text: n.reason for s in found for n in s.notes}
    assert notes.keys() == {"out", "circle", "gone", "z-pipe"}
    assert "out of the folder" in notes["out"]
    assert "circle" in notes["circle"]
    assert "no such file" in notes["gone"]
    assert "pipe" in notes["z-pipe"]


def test_links_in_a_circle_end(folder: Path) -> None:
    (folder / "x").symlink_to(folder / "y")
    (folder / "y").symlink_to(folder / "x")

    found = list(open_sources([str(folder)]))

    assert names(found) == ["a.txt", "one.txt", "two.txt", "c.txt"]
    assert [n.text for s in found for n in s.notes] == ["x", "y"]


def test_an_empty_folder_says_so_and_keeps_its_notes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    (source,) = open_sources([str(tmp_path)])

    assert [n.text for n in source.notes] == ["pipe"]
    with pytest.raises(ReadError, match="no file to read"):
        content(source)


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        pytest.param("nothing-here.txt", "nothing-here.txt: no such file or folder", id="missing"),
        pytest.param("a.txt/b.txt", "a.txt/b.txt: cannot be read", id="a-file-as-a-folder"),
        pytest.param("", "'': not a path", id="empty"),
        pytest.param("nul\0byte", "not a path", id="nul"),
        pytest.param("x" * 5000, "cannot be read", id="too-long"),
        pytest.param("/dev/zero", "/dev/zero: a device or socket", id="device"),
    ],
)
def test_what_cannot_be_read_is_told_when_opened_and_others_still_are(
    argument: str, message: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    bad, good = open_sources([argument, "c.txt"])

    with pytest.raises(ReadError, match=message) as told:
        content(bad)
    assert "\n" not in str(told.value)
    assert content(good) == b"c.txt"


def test_a_socket_is_no_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        (source,) = open_sources(["s"])
        with pytest.raises(ReadError, match="socket"):
            content(source)


def test_the_head_can_be_looked_at_without_taking_it(tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    (tmp_path / "long").write_bytes(data)
    (tmp_path / "short").write_bytes(b"abc")

    long, short = open_sources([str(tmp_path / "long"), str(tmp_path / "short")])

    assert part(long).head == data[:HEAD]
    assert content(long) == data
    assert part(short).head == b"abc"
    assert content(short) == b"abc"


def test_gzip_is_unpacked_whatever_the_name(tmp_path: Path) -> None:
    data = b"line of text\n" * 20_000
    (tmp_path / "packed.txt").write_bytes(gzip.compress(data))

    (source,) = open_sources([str(tmp_path / "packed.txt")])

    assert part(source).head == data[:HEAD]
    assert content(source) == data


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda packed: packed[: len(packed) // 2], id="cut-off"),
        pytest.param(lambda packed: packed[:200_000] + b"?" * 50 + packed[200_050:], id="damaged"),
        pytest.param(lambda packed: packed[:12], id="only-a-header"),
    ],
)
def test_damaged_gzip_is_one_clear_line(spoil: object, tmp_path: Path) -> None:
    packed = gzip.compress(os.urandom(400_000))
    (tmp_path / "x.gz").write_bytes(spoil(packed))  # type: ignore[operator]

    (source,) = open_sources([str(tmp_path / "x.gz")])

    with pytest.raises(ReadError, match=r"x\.gz: breaks off or is damaged"):
        content(source)


def test_a_named_pipe_is_read_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    data = b"through the pipe\n" * 20_000
    writer = threading.Thread(target=lambda: path.write_bytes(data))

    (source,) = open_sources([str(path)])
    writer.start()

    assert content(source) == data
    writer.join()
    assert source.origin == str(path)


def test_a_pipe_that_nobody_writes_to_is_given_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    (source,) = open_sources([str(tmp_path / "pipe")], pipe_wait=0.1)

    with pytest.raises(ReadError, match=r"nobody wrote to this pipe for 0\.1 seconds"):
        content(source)


def test_a_slow_writer_is_waited_for_once_it_has_opened_the_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    opened, done = threading.Event(), threading.Event()

    def write() -> None:
        with path.open("wb", buffering=0) as pipe:
            opened.set()
            done.wait(0.5)
            pipe.write(b"late")

    writer = threading.Thread(target=write)
    (source,) = open_sources([str(path)], pipe_wait=0.2)
    writer.start()
    assert content(source) == b"late"
    assert opened.is_set()
    writer.join()


def test_a_pipe_of_the_shell_is_read(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"from the shell")
    os.close(writing)

    (source,) = open_sources([f"/dev/fd/{reading}"])

    assert content(source) == b"from the shell"
    assert source.origin == f"/dev/fd/{reading}"
    os.close(reading)


def test_standard_input_is_read_and_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"typed"))
    monkeypatch.setattr(sys, "stdin", stdin)

    (source,) = open_sources(["-", "-"])

    assert (source.origin, source.shown) == ("-", "-")
    assert content(source) == b"typed"
    assert not stdin.closed


def test_without_standard_input_there_is_a_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    (source,) = open_sources(["-"])

    with pytest.raises(ReadError, match="no standard input"):
        content(source)


def test_a_name_that_is_no_text_can_be_written_anywhere(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 (a Path is never bytes)
        file.write(b"coffee")

    (source,) = open_sources([str(tmp_path)])

    source.origin.encode()
    assert source.shown.endswith("caf\\xe9.txt")
    assert content(source) == b"coffee"


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more\n" * 50_000)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda path: os.truncate(path, 100_000), id="cut-off"),
        pytest.param(lambda path: os.truncate(path, 0), id="emptied"),
        pytest.param(grow, id="grown"),
        pytest.param(lambda path: path.write_bytes(b"other"), id="written-anew"),
    ],
)
def test_a_file_that_changes_while_it_is_read_is_told(
    change: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "busy"
    path.write_bytes(b"a line of text\n" * 50_000)
    (source,) = open_sources([str(path)])
    parts = source.parts()
    found = next(parts)
    assert isinstance(found, Part)
    stream = found.open()
    stream.read(70_000)

    change(path)

    with pytest.raises(ReadError, match="busy: was changed while it was read"):
        stream.read()


def test_a_file_that_is_replaced_while_it_is_read_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "busy"
    data = b"a line of text\n" * 50_000
    path.write_bytes(data)
    (tmp_path / "new").write_bytes(b"other")
    (source,) = open_sources([str(path)])
    parts = source.parts()
    found = next(parts)
    assert isinstance(found, Part)

    (tmp_path / "new").replace(path)

    assert found.open().read() == data
    assert list(parts) == []

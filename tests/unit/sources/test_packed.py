"""What is compressed or in an archive, as parts; and what only looks like it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import random
import stat
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from graph.errors import ReadError
from graph.model import Skipped
from graph.sources import Limits, Part, open_sources
from graph.sources.content import zstd

DATA = b"line of text\n" * 20_000

_CHECKED = {zstd.CompressionParameter.checksum_flag: 1}

Names = Iterable[tuple[str, bytes]]


def zipped(members: Names, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(members: Names, form: int = tarfile.PAX_FORMAT) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        for name, data in members:
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return packed.getvalue()


class Read:
    """All that a source gave, as text that is easy to compare."""

    def __init__(self, path: Path | str, limits: Limits | None = None) -> None:
        self.parts: dict[str, bytes] = {}
        self.notes: dict[str, str] = {}
        self.errors: list[str] = []
        self.failed: list[str] = []
        (source,) = open_sources([str(path)])
        for found in source.parts(limits):
            if isinstance(found, Skipped):
                self.notes[found.text] = found.reason
            else:
                self._read(found)
        self.errors = list(dict.fromkeys(self.errors))
        assert not any("\n" in error for error in self.errors)

    def _read(self, part: Part) -> None:
        try:
            self.parts[part.origin] = part.open().read()
        except ReadError as error:
            self.errors.append(str(error))
            self.failed.append(part.origin)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write bytes to a file whose name says nothing."""

    def write(data: bytes) -> Path:
        path = tmp_path / "input"
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize(
    "pack",
    [
        pytest.param(gzip.compress, id="gzip"),
        pytest.param(bz2.compress, id="bzip2"),
        pytest.param(lzma.compress, id="xz"),
        pytest.param(zstd.compress, id="zstandard"),
        pytest.param(lambda data: gzip.compress(data[:99]) + gzip.compress(data[99:]), id="two"),
        pytest.param(lambda data: zstd.compress(gzip.compress(data)), id="gzip-in-zstandard"),
    ],
)
def test_what_is_compressed_is_read_as_what_it_holds(
    pack: Callable[[bytes], bytes], written: Callable[[bytes], Path]
) -> None:
    path = written(pack(DATA))

    read = Read(path)

    assert read.parts == {str(path): DATA}
    assert read.errors == []


@pytest.mark.parametrize(
    "pack",
    [
        pytest.param(gzip.compress, id="gzip"),
        pytest.param(bz2.compress, id="bzip2"),
        pytest.param(lzma.compress, id="xz"),
        pytest.param(lambda data: zstd.compress(data, options=_CHECKED), id="zstandard"),
        pytest.param(lambda data: tarred([("a", data)]), id="tar"),
        pytest.param(lambda data: zipped([("a", data)]), id="zip"),
        pytest.param(lambda data: gzip.compress(tarred([("a", data)])), id="tar.gz"),
    ],
)
@pytest.mark.parametrize("spoil", ["cut-off", "damaged", "only-a-header"])
def test_what_is_damaged_is_one_clear_line(
    pack: Callable[[bytes], bytes], spoil: str, written: Callable[[bytes], Path]
) -> None:
    packed = bytearray(pack(random.Random(7).randbytes(400_000)))
    if spoil == "cut-off":
        del packed[len(packed) // 2 :]
    elif spoil == "damaged":
        for at in (130, 200_001, len(packed) - 30):
            packed[at : at + 20] = b"?" * 20
    else:
        del packed[12:]

    read = Read(written(bytes(packed)))

    # A tar has no checksum of what it holds; its first 12 bytes are a text.
    lenient = spoil != "cut-off" and packed.startswith(b"a\0")
    assert lenient or len(read.errors) == 1
    assert all("breaks off or is damaged" in error for error in read.errors)


@pytest.mark.parametrize(
    "pack",
    [
        pytest.param(zipped, id="zip"),
        pytest.param(lambda m: zipped(m, zipfile.ZIP_STORED), id="zip-not-compressed"),
        pytest.param(lambda m: zipped(m, zipfile.ZIP_LZMA), id="zip-lzma"),
        pytest.param(tarred, id="tar"),
        pytest.param(lambda m: tarred(m, tarfile.GNU_FORMAT), id="tar-gnu"),
        pytest.param(lambda m: gzip.compress(tarred(m)), id="tar.gz"),
        pytest.param(lambda m: zstd.compress(tarred(m)), id="tar.zst"),
        pytest.param(lambda m: lzma.compress(tarred(m)), id="tar.xz"),
    ],
)
def test_each_member_is_a_part_known_by_the_archive_and_its_name(
    pack: Callable[[Names], bytes], written: Callable[[bytes], Path]
) -> None:
    long = "deep/" * 60 + "b.bib"
    members = [("a.bib", b"one"), (long, DATA), ("ü/日本.bib", b"x" * 512), ("c.gz", DATA)]
    path = written(pack([(n, gzip.compress(d) if n == "c.gz" else d) for n, d in members]))

    read = Read(path)

    assert read.parts == {f"{path}!/{name}": data for name, data in members}
    assert (read.errors, read.notes) == ([], {})


def test_an_archive_in_an_archive_is_read(written: Callable[[bytes], Path]) -> None:
    path = written(zipped([("a.zip", zipped([("x", b"1")])), ("b.tgz", tarred([("y", b"2")]))]))

    read = Read(path)

    assert read.parts == {f"{path}!/a.zip!/x": b"1", f"{path}!/b.tgz!/y": b"2"}


def test_nesting_has_an_end(written: Callable[[bytes], Path]) -> None:
    data = b"core"
    for _ in range(5):
        data = zipped([("again.zip", data), ("good.txt", b"good")])

    read = Read(written(data))

    assert len(read.parts) == 4
    assert [e.split("!/again.zip", 4)[4] for e in read.errors] == [
        ": packed more than 4 times over"
    ]


@pytest.mark.parametrize("name", ["../../x.bib", "/etc/x.bib", "C:\\x.bib", "a\nb\x1b[2J.bib"])
@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_names_of_members_are_nothing_but_text(
    pack: Callable[[Names], bytes], name: str, tmp_path: Path
) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    (tmp_path / "x.bib").write_bytes(b"from the disk")
    (inside / "archive").write_bytes(pack([(name, b"from the archive")]))

    read = Read(inside / "archive")

    ((origin, data),) = read.parts.items()
    assert data == b"from the archive"
    assert origin.isprintable()
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "archive", "b", "x.bib"]


def test_what_is_no_file_in_a_tar_is_noted(written: Callable[[bytes], Path]) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        kinds = {
            "link": tarfile.SYMTYPE,
            "hard": tarfile.LNKTYPE,
            "device": tarfile.CHRTYPE,
            "pipe": tarfile.FIFOTYPE,
            "folder": tarfile.DIRTYPE,
        }
        for name, kind in kinds.items():
            header = tarfile.TarInfo(name)
            header.type, header.linkname = kind, "/etc/passwd"
            archive.addfile(header)
        for name in (".hidden", "a/.git/x", "./shown"):
            header = tarfile.TarInfo(name)
            header.size = 1
            archive.addfile(header, io.BytesIO(b"?"))
    path = written(packed.getvalue())

    read = Read(path)

    assert read.parts == {f"{path}!/./shown": b"?"}
    assert read.errors == []
    assert {name: note.split(" in an")[0] for name, note in read.notes.items()} == {
        "link": "a link",
        "hard": "a link",
        "device": "a pipe or device",
        "pipe": "a pipe or device",
        ".hidden": "hidden",
        "a/.git/x": "hidden",
    }


def test_links_and_what_is_hidden_in_a_zip_are_noted(written: Callable[[bytes], Path]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("__MACOSX/x", b"?")
        archive.mkdir("folder")
        archive.writestr("folder/x", b"!")
    path = written(packed.getvalue())

    read = Read(path)

    assert read.parts == {f"{path}!/folder/x": b"!"}
    assert read.notes.keys() == {"link", "__MACOSX/x"}


def test_a_file_with_holes_is_passed_over_and_the_next_is_read(
    written: Callable[[bytes], Path],
) -> None:
    header = bytearray(tarfile.TarInfo("holes").tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"%011o\0" % 512
    header[156:157] = tarfile.GNUTYPE_SPARSE
    header[482] = 1  # more of the list of holes follows
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    path = written(bytes(header) + bytes(512) + b"?" * 512 + tarred([("next", b"good")]))

    read = Read(path)

    assert read.parts == {f"{path}!/next": b"good"}
    assert "holes" in read.notes["holes"]


def test_archives_that_were_put_together_are_read_on(written: Callable[[bytes], Path]) -> None:
    path = written(tarred([("a", b"1")]) + tarred([("b", b"2")]))

    assert Read(path).parts == {f"{path}!/a": b"1", f"{path}!/b": b"2"}


def spoiled(member: int) -> bytes:
    """An archive of which one header is damaged."""
    packed = bytearray(tarred([("a", b"1"), ("b", b"2"), ("c", b"3")], tarfile.USTAR_FORMAT))
    packed[1024 * member + 10] ^= 0xFF
    return bytes(packed)


def test_a_damaged_header_within_a_tar_is_told(written: Callable[[bytes], Path]) -> None:
    path = written(spoiled(1))

    read = Read(path)

    assert read.parts == {f"{path}!/a": b"1"}
    assert len(read.errors) == 1


@pytest.mark.parametrize("size", ["9" * 30, "-1", "x"])
def test_a_tar_whose_fields_lie_is_told(size: str, written: Callable[[bytes], Path]) -> None:
    header = tarfile.TarInfo("a")
    header.pax_headers = {"size": size}

    read = Read(written(header.tobuf(tarfile.PAX_FORMAT) + bytes(1024)))

    assert read.parts == {}
    assert len(read.errors) == 1


def test_a_name_that_fills_the_memory_is_refused(written: Callable[[bytes], Path]) -> None:
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 1 << 40

    read = Read(written(header.tobuf(tarfile.GNU_FORMAT) + bytes(1024)))

    assert "bytes for the name of a member" in read.errors[0]


@pytest.mark.parametrize(
    "pack",
    [
        pytest.param(gzip.compress, id="gzip"),
        pytest.param(zstd.compress, id="zstandard"),
        pytest.param(lambda data: zipped([("a", data), ("b", data)]), id="zip"),
        pytest.param(lambda data: gzip.compress(tarred([("a", data), ("b", data)])), id="tar.gz"),
    ],
)
def test_a_bomb_is_one_clear_line(
    pack: Callable[[bytes], bytes],
    written: Callable[[bytes], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("graph.sources.budget._FREE", 1 << 20)
    path = written(pack(bytes(4 << 20)))

    assert [e.partition(": ")[2] for e in Read(path).errors] == [
        "unpacks to more than 200 times its size, as a bomb does; "
        "if it is none, say with --max-bytes how much of it to read"
    ]
    assert Read(path, Limits(ratio=None)).errors == []
    (error,) = Read(path, Limits(bytes=1 << 20, ratio=None)).errors
    assert "more than 1,048,576 bytes; --max-bytes raises the limit" in error


def test_the_members_of_an_archive_have_one_limit_together(
    written: Callable[[bytes], Path],
) -> None:
    data = random.Random(3).randbytes(10_000)
    path = written(zipped([(f"{n}", data) for n in range(9)]))

    read = Read(path, Limits(bytes=35_000))

    assert len(read.parts) == 3
    assert len(read.errors) == 1
    assert read.failed == [f"{path}!/3", str(path)]


def test_members_are_counted(written: Callable[[bytes], Path]) -> None:
    path = written(tarred([(f"{n}", b"?") for n in range(9)]))

    read = Read(path, Limits(members=5))

    assert len(read.parts) == 5
    assert read.errors == [f"{path}: has more than 5 members; unpack it and give the folder"]


def test_an_endless_list_of_members_is_not_taken_into_memory(
    written: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.sources.zipped._READ", 1 << 17)
    path = written(zipped((f"{n:0200}", b"") for n in range(1_000)))

    (error,) = Read(path).errors

    assert "a list of members that is too long" in error


def test_an_encrypted_member_is_told_and_the_others_are_read(
    written: Callable[[bytes], Path],
) -> None:
    packed = bytearray(zipped([("locked", b"1"), ("open", b"2")], zipfile.ZIP_STORED))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    path = written(bytes(packed))

    read = Read(path)

    assert read.parts == {f"{path}!/open": b"2"}
    assert read.errors == [f"{path}!/locked: is encrypted; unpack it with its password first"]


def test_a_member_without_a_name_is_read(written: Callable[[bytes], Path]) -> None:
    path = written(zipped([("x", b"1")], zipfile.ZIP_STORED).replace(b"x", b"\0"))

    assert Read(path).parts == {f"{path}!/": b"1"}


def test_a_method_that_is_not_known_is_told(written: Callable[[bytes], Path]) -> None:
    packed = bytearray(zipped([("a", b"1"), ("b", b"2")], zipfile.ZIP_STORED))
    packed[8] = 97
    packed[packed.index(b"PK\x01\x02") + 10] = 97
    path = written(bytes(packed))

    read = Read(path)

    assert read.parts == {f"{path}!/b": b"2"}
    assert "!/a: breaks off or is damaged (That compression method" in read.errors[0]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        pytest.param(
            ["[Content_Types].xml", "word/document.xml"], "a document of Office", id="docx"
        ),
        pytest.param(["mimetype", "META-INF/container.xml"], "an e-book", id="epub"),
        pytest.param(["mimetype", "META-INF/manifest.xml"], "a document of OpenOffice", id="ods"),
        pytest.param(["META-INF/MANIFEST.MF", "a.class"], "a program in Java", id="jar"),
        pytest.param([], "the archive holds no file to read", id="empty"),
        pytest.param([".hidden"], "the archive holds no file to read", id="hidden"),
    ],
)
def test_documents_that_are_a_zip_inside_are_no_archives(
    names: list[str], message: str, written: Callable[[bytes], Path]
) -> None:
    read = Read(written(zipped([(name, b"<x/>") for name in names])))

    assert read.parts == {}
    assert len(read.errors) == 1
    assert message in read.errors[0]


def test_a_workbook_is_given_to_its_reader_whole(
    written: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = zipped([("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", os.urandom(200_000))])
    path = written(data)

    assert Read(path).parts == {str(path): data}

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert Read("-").parts == {"-": data}


@pytest.mark.parametrize(
    ("begin", "message"),
    [
        pytest.param(b"7z\xbc\xaf\x27\x1c", "7-Zip", id="7z"),
        pytest.param(b"%PDF-1.5\n", "a PDF", id="pdf"),
        pytest.param(b"Rar!\x1a\x07\x01\0", "RAR", id="rar"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"save it as .xlsx or CSV", id="xls"),
    ],
)
def test_what_is_known_and_not_read_says_what_to_do(
    begin: bytes, message: str, written: Callable[[bytes], Path]
) -> None:
    read = Read(written(begin + bytes(600)))

    assert read.parts == {}
    assert message in read.errors[0]


@pytest.mark.parametrize("text", [b"BZh is how a line may begin\n", b"PK 1\n", b"\x1f\x8b no\n"])
def test_what_only_looks_packed_is_given_as_it_is(
    text: bytes, written: Callable[[bytes], Path]
) -> None:
    path = written(text)

    assert Read(path).parts == {str(path): text}


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_an_archive_is_read_from_standard_input(
    pack: Callable[[Names], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = pack([("a", DATA), ("b", b"2")])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(data)))

    assert Read("-").parts == {"-!/a": DATA, "-!/b": b"2"}


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_any_damage_gives_a_line_and_no_other_error(
    pack: Callable[[Names], bytes], seed: int, written: Callable[[bytes], Path]
) -> None:
    chance = random.Random(seed)
    packed = bytearray(pack([("a.bib", DATA[:300]), ("b" * 150, DATA[:900]), ("c", b"")]))
    for _ in range(chance.randrange(1, 6)):
        packed[chance.randrange(len(packed))] = chance.randrange(256)

    Read(written(bytes(packed)), Limits(bytes=1 << 20))

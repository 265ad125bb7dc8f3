"""Archives and hostile sources, as the command reads them."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

from tests.building import paper, write_papers
from tests.cli.conftest import Run


def lines(*titles: str) -> str:
    return "".join(json.dumps(paper(title)) + "\n" for title in titles)


def pack(path: Path, members: dict[str, str]) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return str(path)


def test_members_of_an_archive_are_sources(run: Run, tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.zip", {"x.jsonl": lines("One", "Two"), "y.jsonl": lines("Three")})

    first = run("build", archive, "--json").json
    again = run("build", archive, "--json").json

    told = [(s["origin"], s["format"], s["papers"]) for s in first["sources"]]
    assert told == [(f"{archive}!/x.jsonl", "jsonl", 2), (f"{archive}!/y.jsonl", "jsonl", 1)]
    assert first["papers"]["added"] == again["papers"]["unchanged"] == 3
    origins = [s["origin"] for s in run("status", "--json").json["sources"]]
    assert origins == [f"{archive}!/x.jsonl", f"{archive}!/y.jsonl"]
    shown = run("show", "Three", "--json").json
    assert shown["origins"] == [{"origin": f"{archive}!/y.jsonl", "line": 1}]


def test_a_member_that_is_gone_is_missing_from_its_archive(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    pack(path, {"x.jsonl": lines("One", "Two"), "y.jsonl": lines("Three")})
    run("build", path)

    pack(path, {"x.jsonl": lines("One")})

    assert run("build", path, "--json").json["papers"]["missing"] == 2
    assert run("build", path, "--prune", "--json").json["papers"]["pruned"] == 2


def test_nothing_is_missing_from_an_archive_that_breaks_off(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name in ("One", "Two"):
            data = lines(name).encode()
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    run("build", path)

    path.write_bytes(path.read_bytes()[:1024] + b"?" * 512)

    ran = run("build", path, "--json")
    told = ran.json
    assert ran.status == 3
    assert told["papers"]["missing"] == 0
    assert len(told["failed"]) == 1


def test_a_bomb_beside_good_sources_is_one_line(run: Run, tmp_path: Path) -> None:
    with gzip.open(tmp_path / "bomb.gz", "wb", 9) as bomb:
        bomb.write(lines("Bang").encode())
        for _ in range(110):
            bomb.write(b" " * (1 << 20))
    good = write_papers(tmp_path / "good.jsonl", [paper("One")])

    told = run("build", tmp_path / "bomb.gz", good)
    assert told.status == 3

    assert "1 paper read" in told.out
    assert [line for line in told.err.splitlines() if "bomb" in line] == [
        f"graph: {tmp_path}/bomb.gz: unpacks to more than 200 times its size, as a bomb does; "
        "if it is none, say with --max-bytes how much of it to read"
    ]


def test_the_limit_is_an_option(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(lines(*map(str, range(99))).encode()))

    told = run("build", tmp_path / "a.gz", "--max-bytes", "1K")
    assert told.status == 1
    assert "unpacks to more than 1,024 bytes; --max-bytes raises the limit" in told.err
    assert run("build", tmp_path / "a.gz", "--max-bytes", "1M").status == 0
    told = run("extract", "x", "--max-bytes", "much")
    assert told.status == 2
    assert "give a size such as" in told.err


def test_the_size_of_a_record_is_an_option(run: Run, tmp_path: Path) -> None:
    write_papers(tmp_path / "a.jsonl", [paper("One"), paper("Two " * 400)])

    told = run("build", tmp_path / "a.jsonl", "--max-record", "1k")
    assert told.status == 3
    assert "a.jsonl, line 2: longer than 1 KiB; --max-record raises the limit" in told.err
    assert run("build", tmp_path / "a.jsonl", "--max-record", "1M").status == 0
    told = run("extract", "x", "--max-record", "0")
    assert told.status == 2
    assert "--max-record 0: give a size such as" in told.err


def test_a_folder_of_everything_hostile_gives_its_good_files(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "circle").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "out").symlink_to(tmp_path)
    (folder / "device").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe")
    (folder / "empty").write_bytes(b"")
    (folder / "byte").write_bytes(b"\x00")
    (folder / "cut.gz").write_bytes(gzip.compress(os.urandom(9000))[:5000])
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    pack(folder / "up.zip", {"../../x.jsonl": lines("Two"), "nothing.txt": ""})
    pack(folder / "book.epub", {"mimetype": "", "META-INF/container.xml": ""})
    write_papers(folder / "good.jsonl", [paper("One")])

    ran = run("build", folder, "--json")
    told = ran.json
    assert ran.status == 3

    assert [Path(s["origin"]).name for s in told["sources"]] == ["good.jsonl", "x.jsonl"]
    assert told["papers"]["added"] == 2
    notes = {s["text"] for s in told["skipped"]}
    assert notes == {"circle", "self", "out", "device", "pipe"}
    failed = sorted(line.removeprefix(f"{folder}/").split(":")[0] for line in told["failed"])
    assert failed == ["book.epub", "byte", "cut.gz", "old.xls"]
    assert all("\n" not in line for line in told["failed"])

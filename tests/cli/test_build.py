"""graph build, extract and status: reports, exit status, and what is said on standard error."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.building import ABSTRACTS, paper, write_papers
from tests.tiny_models import of_words

from .conftest import EXAMPLES, Run

PAGE = EXAMPLES / "trending-papers.txt"
KEYS = {
    "store", "sources", "papers", "rejected", "skipped", "warnings", "nodes", "edges", "seconds",
}  # fmt: skip


def test_report_of_the_example_page(run: Run) -> None:
    done = run("build", PAGE, "--json")
    assert (done.status, done.err) == (0, "")
    report = done.json
    assert set(report) >= KEYS
    (source,) = report["sources"]
    assert source == {
        "origin": str(PAGE), "format": "page", "papers": 41, "rejected": 0, "skipped": 5
    }  # fmt: skip
    assert report["store"] == "papers.graph"
    others = ("updated", "unchanged", "merged", "missing", "pruned")
    assert report["papers"] == {"read": 41, "added": 41} | dict.fromkeys(others, 0)
    assert len(report["skipped"]) == 5
    assert set(report["skipped"][0]) == {"origin", "line", "reason", "text"}
    assert report["nodes"]["Paper"] == 41
    assert all(report["edges"][name] > 0 for name in ("ABOUT", "RELATED", "INTRODUCES", "HAS_CODE"))
    again = run("build", PAGE, "--json").json
    assert again["papers"]["unchanged"] == again["papers"]["read"] == 41
    assert (again["nodes"], again["edges"]) == (report["nodes"], report["edges"])


def test_report_in_words(run: Run) -> None:
    done = run("build", PAGE)
    assert done.status == 0
    assert "papers.graph: 41 papers read (added 41)" in done.out
    assert "unchanged 41" in run("build", PAGE).out


def test_rejected_input_is_told_with_file_and_line(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "x.jsonl"
    source.write_text('{"title": "A good one"}\n{"abstract": "no title"}\n{broken\n')
    done = run("build", source, "--json")
    assert done.status == 3
    assert [(r["origin"], r["line"]) for r in done.json["rejected"]] == [
        (str(source), 2),
        (str(source), 3),
    ]
    assert set(done.json["rejected"][0]) == {"origin", "line", "reason", "text"}
    assert f"{source}, line 2: no title" in done.err
    assert f"{source}, line 3: " in done.err


def test_warnings_do_not_change_the_exit_status(run: Run, tmp_path: Path) -> None:
    source = write_papers(tmp_path / "x.jsonl", [paper("One", year="soon")])
    done = run("build", source, "--json")
    assert done.status == 0
    (warning,) = done.json["warnings"]
    assert (warning["origin"], warning["line"]) == (source, 1)
    assert f"warning: {source}, line 1: year" in done.err


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_source_that_cannot_be_read_beside_one_that_can(
    run: Run, tmp_path: Path, order: tuple[int, int]
) -> None:
    sources = [str(PAGE), str(tmp_path / "none.txt")]
    done = run("build", *(sources[i] for i in order), "--json")
    assert done.status == 3
    assert done.json["papers"]["added"] == 41
    assert "none.txt: no such file" in done.err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("none.txt", None, "no such file", id="no file"),
        pytest.param("x" * 300, None, "cannot be read", id="name too long"),
        pytest.param("empty.txt", b"", "is empty", id="empty"),
        pytest.param("blank.txt", b" \n\n\t\n", "is empty", id="blank"),
        pytest.param("x.bin", bytes(range(256)) * 40, "no format that is known", id="no format"),
        pytest.param(
            "x.jsonl", b'{"abstract": "x"}\n{"title": ""}\n', "rejected", id="all rejected"
        ),
    ],
)
def test_no_paper_is_a_failure_that_writes_nothing(
    run: Run, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    for arguments in (("build", name), ("build", name, "--json")):
        done = run(*arguments)
        assert done.status == 1
        assert words in done.err
        assert "Nothing was written." in done.err
        assert not (tmp_path / "papers.graph").exists()
    assert set(done.json) == {"error"}
    assert set(done.json["error"]) == {"code", "message", "candidates"}


def test_library_is_left_as_it_was_when_no_source_gives_a_paper(run: Run, tmp_path: Path) -> None:
    run("build", PAGE)
    before = (tmp_path / "papers.graph").read_bytes()
    (tmp_path / "empty.txt").touch()
    assert run("build", "empty.txt", "--prune").status == 1
    assert (tmp_path / "papers.graph").read_bytes() == before


@pytest.mark.parametrize("command", ["build", "status"])
def test_password_in_an_address_is_not_repeated(run: Run, command: str) -> None:
    sources = [PAGE] if command == "build" else []
    done = run(command, *sources, "--store", "neo4j://me:s3cret@host")
    assert done.status == 2
    assert "NEO4J_PASSWORD" in done.err
    assert "s3cret" not in done.err


def test_no_paper_is_told_in_whole_sentences(run: Run) -> None:
    assert "no such file or folder. Nothing was written." in run("build", "none.txt").err


def test_standard_input_is_a_source(run: Run) -> None:
    done = run("build", "-", "--json", given=PAGE.read_bytes())
    assert done.status == 0
    assert [(s["origin"], s["format"]) for s in done.json["sources"]] == [("-", "page")]
    shown = run("show", "ELLA", "--json").json
    assert shown["origins"][0]["origin"] == "-"


def test_standard_input_of_two_formats_is_two_sources(run: Run) -> None:
    run("build", "-", given=PAGE.read_bytes())
    done = run("build", "-", "--json", given=(EXAMPLES / "small-references.jsonl").read_bytes())
    assert done.json["papers"]["missing"] == 0


def test_folder_and_files_named_twice_are_read_once(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / "below").mkdir(parents=True)
    write_papers(folder / "a.jsonl", [paper("One")])
    write_papers(folder / "below" / "b.jsonl", [paper("Two")])
    done = run("build", folder, folder / "a.jsonl", "--json")
    assert done.json["papers"]["read"] == 2


def test_memory_leaves_no_file_but_the_map(run: Run, tmp_path: Path) -> None:
    done = run("build", PAGE, "--store", "memory:", "--map", "map.html")
    assert done.status == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["map.html"]
    assert "map.html" in done.out


def test_json_with_a_map_is_one_document(run: Run) -> None:
    assert run("build", PAGE, "--json", "--map", "map.html").json["papers"]["added"] == 41


def test_prune_takes_out_what_the_source_no_longer_has(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "x.jsonl"
    write_papers(source, [paper("One"), paper("Two", abstract=ABSTRACTS[0])])
    run("build", source)
    write_papers(source, [paper("One")])
    assert run("build", source, "--json").json["papers"]["missing"] == 1
    done = run("build", source, "--prune", "--json").json
    assert (done["papers"]["missing"], done["papers"]["pruned"]) == (0, 1)
    assert done["nodes"]["Paper"] == 1
    assert run("show", "Two", "--json").status == 1


def test_file_that_is_gone_from_a_folder_is_missing_from_it(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("one", "two", "three"):
        write_papers(folder / f"{name}.jsonl", [paper(f"Paper {name}")])
    run("build", folder)
    (folder / "two.jsonl").unlink()
    (folder / "three.jsonl").write_text("")
    assert run("build", folder / "one.jsonl", "--json").json["papers"]["missing"] == 0
    assert run("build", folder, "--json").json["papers"]["missing"] == 2
    assert run("build", folder, "--prune", "--json").json["papers"]["pruned"] == 2
    assert len(run("status", "--json").json["sources"]) == 1


def test_source_that_breaks_off_has_nothing_missing(run: Run, tmp_path: Path) -> None:
    source, other = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl"
    text = "".join(json.dumps(paper(f"Paper {n}")) + "\n" for n in range(2000)).encode()
    source.write_bytes(gzip.compress(text))
    write_papers(other, [paper("Whole")])
    run("build", source, other)
    source.write_bytes(gzip.compress(text)[:-2000])
    done = run("build", source, other, "--prune", "--json")
    assert done.status == 3
    assert (done.json["papers"]["missing"], done.json["papers"]["pruned"]) == (0, 0)
    assert "a.jsonl.gz: breaks off" in done.err


def test_extract_prints_a_paper_a_line_in_reading_order(run: Run, tmp_path: Path) -> None:
    done = run("extract", PAGE)
    assert done.status == 0
    papers = [json.loads(line) for line in done.out.splitlines()]
    assert len(papers) == 41
    lines = [p["origins"][0]["line"] for p in papers]
    assert lines == sorted(lines)
    assert list(tmp_path.iterdir()) == []
    for found in papers:
        passages = {"title": found["title"], "abstract": found["abstract"]}
        for concept in [*found["concepts"], *found["terms"]]:
            for s in concept["surfaces"]:
                assert passages[s["passage"]][s["start"] : s["end"]] == s["text"]


def test_what_extract_prints_reads_back_to_the_same_papers(run: Run, tmp_path: Path) -> None:
    first = run("extract", EXAMPLES / "small-references.jsonl").out
    (tmp_path / "again.jsonl").write_text(first, encoding="utf-8")
    second = run("extract", "again.jsonl").out

    def told(text: str) -> list[object]:
        return [{**json.loads(line), "origins": None} for line in text.splitlines()]

    assert told(first) == told(second)


def test_extract_tells_what_it_could_not_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"title": "One"}\n{"abstract": "x"}\n')
    done = run("extract", "x.jsonl")
    assert done.status == 3
    assert len(done.out.splitlines()) == 1
    assert "x.jsonl, line 2" in done.err
    assert run("extract", "none.jsonl").status == 1


def test_vocabulary_of_ones_own_finds_its_concepts(run: Run, tmp_path: Path) -> None:
    write_papers(tmp_path / "x.jsonl", [paper("On glimmer sorting", abstract="Glimmer sorts.")])
    (tmp_path / "mine.tsv").write_text(
        "# Source: made for this test.\n# Licence: MIT\nname\tkind\tbroader\taliases\n"
        "glimmer sorting\tmethod\t\t\n",
        encoding="utf-8",
    )
    run("build", "x.jsonl")
    assert run("show", "glimmer", "--json").json["concepts"] == []
    done = run("build", "x.jsonl", "--vocabulary", "mine.tsv", "--json")
    assert done.json["papers"]["unchanged"] == 1
    assert [c["name"] for c in run("show", "glimmer", "--json").json["concepts"]] == [
        "glimmer sorting"
    ]
    assert run("build", "x.jsonl", "--vocabulary", "none.tsv").status == 1


def test_model_of_ones_own_is_used_until_it_is_taken_out(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "boats.jsonl"
    source.write_text("".join(f'{{"title": "{t}"}}\n' for t in ("yawl", "ketch", "loaf", "rye")))
    tiny = of_words(tmp_path / "tiny")
    assert run("build", source, "--embeddings", tiny).status == 0
    assert "0.09" in run("related", "yawl").out
    assert "as a model reads them" in run("related", "yawl").out
    (tmp_path / "text.txt").write_text("ketch")
    (tiny / "tokenizer.json").unlink()
    asked = run("related", "--text", tmp_path / "text.txt")
    assert (asked.status, asked.err.count("\n")) == (0, 1)
    assert "graph: compared without the part of meaning" in asked.err
    assert run("build", source, "--no-embeddings").status == 0
    assert "Nothing in this library is related" in run("related", "yawl").out


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        pytest.param(["--embeddings", "none"], 1, "none: is no folder", id="no folder"),
        pytest.param(["--embeddings", "."], 1, "holds no onnx/model.onnx", id="no model"),
        pytest.param(["--embeddings", ".", "--no-embeddings"], 2, "not both", id="both"),
    ],
)
def test_model_that_cannot_be_used_is_told_in_one_line(
    run: Run, options: list[str], status: int, said: str
) -> None:
    done = run("build", PAGE, *options)
    assert (done.status, done.err.count("\n"), done.out) == (status, 1, "")
    assert said in done.err


def test_status_tells_what_is_there_and_where_it_came_from(run: Run) -> None:
    run("build", PAGE)
    done = run("status", "--json").json
    assert done["papers"] == 41
    assert done["sources"] == [{"origin": str(PAGE), "format": "page", "records": 41}]
    assert done["derived"] is True
    assert "41 papers" in run("status").out


@pytest.mark.parametrize(
    "command",
    [
        ("related", "x"),
        ("show", "x"),
        ("show", "--all", "--json"),
        ("search", "x"),
        ("status",),
        ("query", "hubs"),
        ("cypher", "RETURN 1"),
        ("map",),
        ("export", "x.json"),
    ],
    ids=lambda c: c[0],
)
def test_commands_without_a_library_say_how_to_make_one(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run(*command)
    assert done.status == 1
    assert "graph build" in done.err
    assert len(done.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []

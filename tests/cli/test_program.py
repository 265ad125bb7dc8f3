"""The command as a program: how it starts, what a closed pipe does, and help."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import EXAMPLES, ROOT, Run

COMMANDS = (
    "build", "related", "show", "search", "query", "cypher", "map", "load", "export", "extract",
    "status",
)  # fmt: skip


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_every_command(program: Run, option: str) -> None:
    done = program(option)
    assert (done.status, done.err) == (0, "")
    assert all(f"\n  {name} " in done.out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.status == 0
    assert "--store" in done.out or command == "extract"
    described = done.out.partition("Arguments:\n")[2].partition("\n\n")[0].splitlines()
    assert all(len(line.replace("[required]", "").split()) > 2 for line in described)


def test_no_arguments_show_help(run: Run) -> None:
    done = run()
    assert done.status == 2
    assert "Usage" in done.out + done.err


@pytest.mark.parametrize("start", [["cli.py"], ["-m", "graph"]], ids=["cli.py", "module"])
def test_starts_from_a_checkout(start: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *start, "query", "--json"], capture_output=True, check=True, cwd=ROOT
    )
    assert b'"queries"' in done.stdout


def test_help_and_answers_load_nothing_heavy(examples: Path) -> None:
    code = (
        "import sys, graph.__main__ as m\n"
        "try: m.main()\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'scipy', 'networkx', 'pyvis', 'igraph', 'neo4j', 'kglite', 'msgspec',"
        " 'rich', 'jinja2'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    for arguments in (["--help"], ["related", "ELLA", "--store", str(examples)]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "--all", "--json", "--store", "STORE"],
        ["search", "model", "--limit", "0", "--store", "STORE"],
        ["extract", str(EXAMPLES / "trending-papers.txt")],
        ["query"],
    ],
    ids=lambda a: a[0],
)
def test_reader_that_has_seen_enough_is_no_error(examples: Path, arguments: list[str]) -> None:
    read, write = os.pipe()
    started = subprocess.Popen(
        [
            sys.executable,
            str(ROOT / "cli.py"),
            *(a.replace("STORE", str(examples)) for a in arguments),
        ],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(write)
    os.close(read)
    _, errors = started.communicate()
    assert (started.returncode, errors) == (0, "")


def test_text_is_written_as_utf_8_whatever_the_terminal(program: Run, examples: Path) -> None:
    for variables in ({"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}):
        for arguments in (("show", "Attention Is All You Need"), ("show", "--all", "--json")):
            done = program(*arguments, "--store", examples, **variables)
            assert done.status == 0, done.err
            assert "Łukasz Kaiser" in done.out


def test_relative_store_is_that_of_the_folder(program: Run, tmp_path: Path) -> None:
    page = EXAMPLES / "trending-papers.txt"
    assert program("build", page).status == 0
    assert (tmp_path / "papers.graph").exists()
    assert program("show", "ELLA").status == 0
    named = program("build", "-", "--store", "b.graph", given=page.read_bytes())
    assert named.status == 0
    assert program("status", GRAPH_STORE="b.graph").out.startswith("b.graph: 41 papers")


@pytest.mark.skipif(os.name == "nt", reason="there Ctrl-C is no signal to a group")
@pytest.mark.parametrize("wait", [0.1, 0.4], ids=["as-they-start", "a-moment-later"])
def test_ctrl_c_ends_all_processes_with_one_line(tmp_path: Path, wait: float) -> None:
    file = tmp_path / "many.jsonl"
    line = json.dumps({"title": "A hole", "abstract": "We dig a hole here. " * 60}) + "\n"
    file.write_text(line * 3_000, encoding="utf-8")
    command = [sys.executable, "-m", "graph", "extract", str(file), "--jobs", "3"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,
    ) as process:
        if process.stdout is None or process.stderr is None:
            raise AssertionError("no pipes")
        # The first batch is found alone; for the next ones others are started.
        assert all(process.stdout.readline() for _ in range(500))
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)
        process.stdout.read()
        # All processes hold this end; who is gone has closed it.
        assert process.stderr.read() == b"Stopped.\n"
    assert process.returncode == 130

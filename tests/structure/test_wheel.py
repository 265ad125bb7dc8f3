"""What is installed: one name in site-packages, and a command that runs from anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["from the checkout", "from the source archive"])
def wheel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built offline by the hatchling of this environment."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out)]
    only = ["--wheel"] if request.param == "from the checkout" else []
    run([*build, *only, str(ROOT)])
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the programs of an environment that has the wheel and its libraries."""
    home = tmp_path_factory.mktemp("elsewhere")
    run([sys.executable, "-m", "venv", "--without-pip", str(home)])
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    python = str(programs / "python")
    offline = ["install", "--quiet", "--no-deps", "--no-index", "--no-warn-script-location"]
    run([sys.executable, "-m", "pip", "--python", python, *offline, str(wheel)])
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run([python, "-c", where]).strip())
    # The libraries are those of this environment; a line in a .pth does not bring its own .pth.
    (site / "libraries.pth").write_text(run([sys.executable, "-c", where]), encoding="utf-8")
    return programs


def run(command: list[str], cwd: Path | None = None) -> str:
    """Run a program that must succeed, outside the checkout, and return what it prints."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=clean, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_wheel_takes_one_name(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} - {f"{dist_info(names)}"} == {"graph"}


def test_wheel_has_every_file_of_the_checkout(wheel: Path) -> None:
    listed = run(["git", "ls-files", "-z", "graph", "cypher", "cli.py"], cwd=ROOT)
    expected = {
        name if name.startswith("graph/") else f"graph/{name}"
        for name in filter(None, listed.split("\0"))
        if (ROOT / name).exists()
    }
    assert expected - set(ZipFile(wheel).namelist()) == set()


def test_wheel_brings_licence_and_types(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert f"{dist_info(names)}/licenses/LICENSE" in names
    assert "graph/py.typed" in names


def test_command_runs_elsewhere(installed: Path, tmp_path: Path) -> None:
    said = run([str(installed / "graph"), "--help"], cwd=tmp_path)
    assert "build" in said
    assert "related" in said


def test_module_runs_elsewhere(installed: Path, tmp_path: Path) -> None:
    assert "build" in run([str(installed / "python"), "-m", "graph", "--help"], cwd=tmp_path)


def test_shipped_queries_are_found(installed: Path, tmp_path: Path) -> None:
    code = (
        "from graph._beside import beside\n"
        "print(*sorted(path.name for path in beside('cypher').glob('*.cypher')))\n"
        "print(beside('cypher'))"
    )
    names, where = run([str(installed / "python"), "-c", code], cwd=tmp_path).splitlines()
    assert names.split() == sorted(path.name for path in (ROOT / "cypher").glob("*.cypher"))
    assert Path(where).is_relative_to(installed.parent)


def dist_info(names: list[str]) -> str:
    """The folder with the metadata of the distribution."""
    (found,) = {top for name in names if (top := name.split("/")[0]).startswith("citegraph-")}
    return found

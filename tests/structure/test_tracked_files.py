"""What may not stand in a file of the repository."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Written in parts, so that this file does not hold what it forbids.
MACHINE_PATH = re.compile(r"(^|[^A-Za-z0-9._-])/(tmp|work|farm|root|home/[a-z]+)/")
REGISTRIES = re.compile(
    "|".join(
        host.replace("_", r"\.")
        for host in (
            "pypi_org",
            "pythonhosted_org",
            "registry_npmjs",
            "crates_io",
            "repo1?_maven",
            "proxy_golang",
            "deb_debian_org",
        )
    )
)
# As many words in a row as no two writers choose by chance.
RUN = 12
# Shorter lines are titles, names and addresses: facts, which may be repeated.
SENTENCES = 30


def tracked() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every tracked text file."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield name, content.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "forbidden",
    [
        pytest.param(MACHINE_PATH, id="paths of one machine"),
        pytest.param(REGISTRIES, id="hosts of package registries"),
    ],
)
def test_tracked_files_hold_no(forbidden: re.Pattern[str]) -> None:
    assert [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in tracked()
        for number, line in enumerate(text.splitlines(), start=1)
        if forbidden.search(line)
    ] == []


@pytest.mark.shared
def test_sentences_are_our_own(shared: Path) -> None:
    foreign = set()
    for name in ("trending-page.txt", "csfcube/papers.jsonl"):
        for line in (shared / "data" / name).read_text("utf-8", "replace").splitlines():
            if len(words(line)) > SENTENCES:
                foreign.update(runs(line))
    assert foreign
    assert [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in tracked()
        if not name.endswith(".lock")
        for number, line in enumerate(text.splitlines(), start=1)
        if not foreign.isdisjoint(runs(line))
    ] == []


def words(text: str) -> list[str]:
    """The words of a text, without case and signs."""
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of twelve words in a text."""
    found = words(text)
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}

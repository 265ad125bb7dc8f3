"""What every reader takes into memory at once is bounded, and the user can say by how much."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from graph.model import Paper, Rejected
from graph.readers import BUILT_IN, Read, readers, within

GOLDEN = Path(__file__).parent.parent / "golden"
SMALL = 40


def case(format: str) -> bytes:
    """The golden case of a format with the most papers."""
    cases = [path for path in (GOLDEN / format).iterdir() if path.suffix != ".json"]
    return max(
        cases, key=lambda p: p.with_suffix(".json").read_text("utf-8").count('"paper": {')
    ).read_bytes()


def read(format: str, data: bytes, most: int | None = None) -> list[Read]:
    return list(within(most, readers()[format].read(io.BytesIO(data), "x")))


@pytest.mark.parametrize("format", sorted(BUILT_IN))
def test_what_is_longer_is_rejected_and_the_option_named(format: str) -> None:
    found = read(format, case(format), SMALL)
    reasons = [item.reason for item in found if isinstance(item, Rejected)]

    assert not any(isinstance(item, Paper) for item in found)
    assert any("longer than 40 bytes" in reason for reason in reasons)
    assert all("--max-record raises" in reason for reason in reasons if "longer than" in reason)


@pytest.mark.parametrize("format", sorted(BUILT_IN))
@pytest.mark.parametrize("most", [64 << 20, 1 << 50])
def test_a_limit_that_is_not_reached_changes_nothing(format: str, most: int) -> None:
    assert read(format, case(format), most) == read(format, case(format))


def test_readers_that_take_turns_keep_their_own_limits() -> None:
    line = json.dumps({"title": "Word " * 40}).encode() + b"\n"
    reader = readers()["jsonl"]
    narrow = within(100, reader.read(io.BytesIO(line * 2), "narrow"))
    wide = within(1_000, reader.read(io.BytesIO(line * 2), "wide"))

    turns = [next(found) for found in (narrow, wide, narrow, wide)]

    assert [type(item) for item in turns] == [Rejected, Paper, Rejected, Paper]


# What is judged as a whole has so few lines that it is rejected.
@pytest.mark.parametrize("format", sorted(BUILT_IN.keys() - {"excel", "page", "reading-list"}))
def test_a_million_blank_lines_are_nothing(format: str) -> None:
    data, blank = case(format), b" \n" * 4_000_000
    usual = [type(item) for item in read(format, data)]

    assert [type(item) for item in read(format, data + blank)] == usual
    assert [type(item) for item in read(format, blank + data)] == usual

"""The header of each query says what its body does: parameters, columns, writing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.queries import Query, parse

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "cypher").glob("*.cypher"))
QUERIES = [path for path in FILES if not path.stem.startswith(("schema", "load_"))]

# In one expression, because each may hold the signs of the other.
_STRING_OR_COMMENT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//.*")
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD\s+CSV)\b", re.IGNORECASE)


def columns(body: str) -> tuple[str, ...]:
    """The columns of the last RETURN: its aliases, or the text where there is none."""
    last = re.split(r"\bRETURN\b", body)[-1]
    last = re.split(r"\bORDER\s+BY\b|\bSKIP\b|\bLIMIT\b|;", last)[0].strip()
    found, depth, item = [], 0, ""
    for sign in last.removeprefix("DISTINCT ") + ",":
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and not depth:
            found.append(re.split(r"\s+AS\s+", item.strip())[-1])
            item = ""
        else:
            item += sign
    return tuple(found)


def faults(query: Query) -> list[str]:
    """Say where header and body differ."""
    body = _STRING_OR_COMMENT.sub("", query.text)
    said = {parameter.name for parameter in query.parameters}
    used = set(re.findall(r"\$(\w+)", body))
    writes = bool(_WRITES.search(body))
    return [
        f"header: {promised}; body: {done}"
        for promised, done in (
            (said, used),
            (query.returns, columns(body)),
            (f"writes: {query.writes}", f"writes: {writes}"),
        )
        if promised != done
    ]


def test_there_are_queries() -> None:
    assert QUERIES


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_header_agrees_with_body(path: Path) -> None:
    assert faults(parse(path)) == []


GOOD = """\
// cited: papers that are cited most.
//
// param    $limit  rows to return at most; default 20
// returns  key, number: of citations
// writes   nothing
MATCH (p:Paper)<-[:CITES]-(q) // the paper's $own, no parameter
WHERE p.title <> 'RETURN $this // that'
RETURN p.key AS key, count(DISTINCT [q.key, q.title]) AS number
ORDER BY number DESC, key
LIMIT $limit
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", None, id="in agreement"),
        pytest.param("LIMIT $limit", "LIMIT 20", "{'limit'}; body: set()", id="unused parameter"),
        pytest.param("p.key AS key", "p[$field] AS key", "'field'", id="unnamed parameter"),
        pytest.param("AS number\n", "AS count\n", "body: ('key', 'count')", id="other column"),
        pytest.param("RETURN p.key", "SET p.x = 1 RETURN p.key", "body: writes: True", id="writes"),
        pytest.param("writes   nothing", "writes   p.x", "header: writes: True", id="does not"),
    ],
)
def test_disagreement_is_seen(tmp_path: Path, old: str, new: str, expected: str | None) -> None:
    path = tmp_path / "cited.cypher"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    found = faults(parse(path))
    assert found == [] if expected is None else expected in "; ".join(found)

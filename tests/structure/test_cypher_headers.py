"""The header of each query says what its body does: parameters, columns, writing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "cypher").glob("*.cypher"))

# In one expression, because each may hold the signs of the other.
_STRING_OR_COMMENT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//.*")
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD\s+CSV)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Query:
    """A query file, parted into what its header promises and what its body says."""

    name: str
    about: str
    parameters: frozenset[str]
    returns: tuple[str, ...]
    writes: str
    body: str


def parted(name: str, text: str) -> Query:
    """Read a file: comment lines up to the first statement are its header."""
    lines = text.splitlines()
    length = next((at for at, line in enumerate(lines) if not line.startswith("//")), len(lines))
    header = [line.removeprefix("//").strip() for line in lines[:length]]
    fields: dict[str, list[str]] = {}
    for line in header[1:]:
        word, _, rest = line.partition(" ")
        fields.setdefault(word, []).append(rest.strip())
    columns = fields.get("returns", [""])[0].split(":")[0]
    return Query(
        name=name,
        about=header[0] if header else "",
        parameters=frozenset(re.findall(r"\$(\w+)", " ".join(fields.get("param", [])))),
        returns=tuple(filter(None, re.split(r"[,\s]+", columns))),
        writes=" ".join(fields.get("writes", [])),
        body=_STRING_OR_COMMENT.sub("", "\n".join(lines[length:])),
    )


def columns(body: str) -> tuple[str, ...]:
    """The columns of the last RETURN: its aliases, or the text where there is none."""
    last = re.split(r"\bRETURN\b", body)[-1] if re.search(r"\bRETURN\b", body) else ""
    last = re.split(r"\bORDER\s+BY\b|\bSKIP\b|\bLIMIT\b|;", last)[0].strip()
    found, depth, item = [], 0, ""
    for sign in last.removeprefix("DISTINCT ") + ",":
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and not depth:
            found.append(re.split(r"\s+AS\s+", item.strip())[-1])
            item = ""
        else:
            item += sign
    return tuple(filter(None, found))


def faults(query: Query) -> list[str]:
    """Say where header and body differ."""
    used = set(re.findall(r"\$(\w+)", query.body))
    writing = bool(_WRITES.search(query.body))
    checks = {
        f"the first line is not '{query.name}: ...'": query.about.startswith(f"{query.name}: "),
        f"parameters {sorted(query.parameters)}, used {sorted(used)}": query.parameters == used,
        f"returns {query.returns}, gives {columns(query.body)}": query.returns
        == columns(query.body),
        f"writes {query.writes!r}": bool(query.writes)
        and (query.writes == "nothing") is not writing,
    }
    return [fault for fault, fine in checks.items() if not fine]


def reads(path: Path) -> bool:
    """Whether a file is a query: the others make the schema and load."""
    return not path.stem.startswith(("schema", "load_"))


QUERIES = [path for path in FILES if reads(path)]


def test_there_are_queries() -> None:
    assert QUERIES


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_header_agrees_with_body(path: Path) -> None:
    assert faults(parted(path.stem, path.read_text("utf-8"))) == []


GOOD = """\
// cited: papers that are cited most.
//
// measure  a plain count
// param    $limit  rows to return at most; default 20
// returns  key, number: citations
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
        pytest.param("// cited:", "// other:", "first line", id="another name"),
        pytest.param("LIMIT $limit", "LIMIT 20", "used []", id="parameter unused"),
        pytest.param("p.key AS key", "p[$field] AS key", "field", id="parameter unnamed"),
        pytest.param("AS number\n", "AS count\n", "gives ('key', 'count')", id="other column"),
        pytest.param("RETURN p.key", "SET p.x = 1 RETURN p.key", "writes", id="writes"),
        pytest.param("// writes   nothing\n", "", "writes ''", id="says nothing of writing"),
    ],
)
def test_disagreement_is_seen(old: str, new: str, expected: str | None) -> None:
    found = faults(parted("cited", GOOD.replace(old, new, 1)))
    assert found == [] if expected is None else expected in "; ".join(found)

"""The shipped queries: files of `cypher/`, each with a header that says what it takes and gives.

A header is the comment that opens a file:

    // name: what it is for, in one line.
    //
    // measure  where the numbers come from
    // param    $name  what it is; default 20
    // param    $name  what it is; example "something"
    // returns  column, column: what it is, column
    // writes   nothing

A line indented further continues the one above. Defaults and examples are JSON. What gives no
rows returns `nothing`, and what is not `writes   nothing` is for loading only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ._beside import beside
from .errors import StoreError, UsageError
from .schema import Value

_FIELD = re.compile(r"// (measure|param|returns|writes) {2,}(\S.*)")
_CONTINUED = re.compile(r"// {4,}(\S.*)")
_TITLE = re.compile(r"// ([a-z][a-z0-9_]*): (\S.*)")
_PARAMETER = re.compile(r"\$([a-z][a-z0-9_]*) +(\S.*?)(?:; default (.+?))?(?:; example (.+))?")
_COLUMN = re.compile(r"(?:^|, )([a-z][a-z0-9_]*)(?=$|, |: )")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query is asked with; `example` is the default where no other is given."""

    name: str
    about: str
    default: Value
    example: Value
    required: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A shipped query.

    Attributes:
        about: One line: what it is for.
        text: The whole file, header included.
        returns: Its columns, in order.
        writes: Whether it changes the store; such files are not among `shipped()`.
        measure: Where its numbers come from; empty where there is nothing to say.
    """

    name: str
    about: str
    text: str
    parameters: tuple[Parameter, ...]
    returns: tuple[str, ...]
    writes: bool
    measure: str = ""

    @property
    def counts_citations(self) -> bool:
        """Whether its rows rest on which references are known."""
        return "CITES" in self.text or "citations" in self.returns


def shipped() -> dict[str, Query]:
    """Read the named queries, by name; files that write are left out."""
    queries = map(parse, sorted(beside("cypher").glob("*.cypher")))
    return {query.name: query for query in queries if not query.writes}


def parse(path: Path) -> Query:
    """Read one file with its header.

    Raises:
        StoreError: The header is not as this module describes it.
    """
    text = path.read_text(encoding="utf-8")
    title, fields = _header(path, text)
    if title[0] != path.stem:
        raise StoreError(f"{path.name}: the header names it {title[0]}. Use the file's name.")
    given = dict(fields)
    if missing := {"returns", "writes"} - given.keys():
        raise StoreError(f"{path.name}: the header lacks {' and '.join(sorted(missing))}.")
    return Query(
        name=title[0],
        about=title[1],
        text=text,
        parameters=tuple(_parameter(path, value) for name, value in fields if name == "param"),
        returns=_columns(given["returns"]),
        writes=given["writes"] != "nothing",
        measure=given.get("measure", ""),
    )


def bind(query: Query, given: Mapping[str, Value]) -> dict[str, Value]:
    """Fill in defaults, and check names and types.

    Raises:
        UsageError: A parameter is unknown, missing, or of another type than its example.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            has = ", ".join(known) or "none"
            raise UsageError(f"{query.name}: has no parameter {name}. It has: {has}.")
    bound: dict[str, Value] = {}
    for name, parameter in known.items():
        if name in given:
            bound[name] = _checked(query, parameter, given[name])
        elif parameter.required:
            example = json.dumps(parameter.example, ensure_ascii=False)
            raise UsageError(
                f"{query.name}: the parameter {name} is missing ({parameter.about}). "
                f"Add, for example, --param '{name}={example}'."
            )
        else:
            bound[name] = parameter.default
    return bound


def _header(path: Path, text: str) -> tuple[tuple[str, str], list[tuple[str, str]]]:
    """Split the opening comment into the title's two parts and the fields, in order."""
    lines = text.splitlines()
    title = _TITLE.fullmatch(lines[0]) if lines else None
    if title is None:
        raise StoreError(f"{path.name}: line 1 is not like `// name: what it is for`.")
    fields: list[tuple[str, str]] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.startswith("//"):
            break
        if found := _FIELD.fullmatch(line):
            fields.append((found[1], found[2]))
        elif fields and (more := _CONTINUED.fullmatch(line)):
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {more[1]}")
        elif line != "//":
            raise StoreError(f"{path.name}: line {number} is no line of a header: {line}")
    return (title[1], title[2]), fields


def _parameter(path: Path, value: str) -> Parameter:
    found = _PARAMETER.fullmatch(value)
    if found is None or not (found[3] or found[4]):
        raise StoreError(f"{path.name}: not like `$name  about; default 20`: {value}")
    try:
        default: Value = json.loads(found[3]) if found[3] else None
        example: Value = json.loads(found[4]) if found[4] else default
    except json.JSONDecodeError as error:
        raise StoreError(f"{path.name}: a default or example is no JSON: {value}") from error
    return Parameter(found[1], found[2], default, example, required=not found[3])


def _columns(value: str) -> tuple[str, ...]:
    """Take the column names out of `a, b: words about b, c`.

    Words after a colon reach to the next comma that is followed by a single word and
    another comma, a colon or the end; write them without such commas.
    """
    return () if value == "nothing" else tuple(_COLUMN.findall(value))


def _checked(query: Query, parameter: Parameter, value: Value) -> Value:
    """Return the value in the type of the example; a whole number may stand for any number."""
    wanted = type(parameter.example)
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        hint = (
            f" Put it in double quotes: --param '{parameter.name}=\"{value}\"'."
            if wanted is str and not isinstance(value, list)
            else ""
        )
        names = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
        shown = json.dumps(value, ensure_ascii=False)
        raise UsageError(
            f"{query.name}: {parameter.name} is {names.get(wanted, 'a list')}, not {shown}.{hint}"
        )
    if parameter.name == "limit" and isinstance(value, int) and value < 0:
        raise UsageError(f"{query.name}: limit is 0 or more, not {value}.")
    return value

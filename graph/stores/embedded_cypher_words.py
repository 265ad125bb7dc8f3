"""What went wrong in the embedded engine, in one line with the place and what to try."""

from __future__ import annotations

import re
from typing import Any

from ..errors import CypherError
from .cypher_text import Statement, find_word, place

_NAMED = re.compile(
    r"Unknown (?:function|procedure):? '?(?P<name>[\w.]+)|Undefined variable '(?P<variable>[^']+)'"
)
_MISSING = re.compile(r"Missing parameter: \$(?P<name>\w+)")
_PREFIX = re.compile(
    r"(?:Cypher syntax error|Cypher execution error|Schema error|Cypher error)"
    r"(?: at line \d+, col(?:umn)? \d+)?: "
)


def failure(answer: dict[str, Any], asked: Statement, timeout: float, memory: int) -> CypherError:
    """Turn an answer that reports an error into one."""
    match answer["error"]:
        case "writes":
            return CypherError(
                "The statement would write, and only reading is allowed: "
                "a graph changes by building it again."
            )
        case "not_the_graph":
            return CypherError(
                "LOAD CSV and SHOW are refused: a statement reads the graph, "
                "no files, no addresses and nothing of the engine."
            )
        case "format":
            return CypherError("FORMAT is refused. Ask for CSV with --csv.")
        case "timeout":
            return CypherError(
                f"The statement took longer than {timeout:g} seconds and was ended. "
                "Narrow it down, or give it more time with --timeout."
            )
        case "memory":
            return CypherError(
                f"The statement used more than {_size(memory)} of memory and was ended. "
                "Narrow it down, or allow more with CITEGRAPH_CYPHER_MEMORY."
            )
    return CypherError(_message(answer, asked))


def _message(answer: dict[str, Any], asked: Statement) -> str:
    words = answer["message"].splitlines()[0] if answer["message"] else "the engine gave no reason"
    if found := _MISSING.search(words):
        return f"The parameter ${found['name']} is missing. Add --param {found['name']}=VALUE."
    said = _PREFIX.sub("", words, count=1)
    # A long list of what else could be called helps nobody here.
    said = said.partition(" Available: ")[0].rstrip(". ") + "."
    if answer.get("line"):
        # The plan is asked for with a line of its own before the text.
        return f"line {answer['line'] - 1}, column {answer['column']}: {said}"
    if (named := _NAMED.search(words)) and (
        token := find_word(asked.tokens, named["name"] or named["variable"])
    ):
        return f"{place(asked.text, token.start)}: {said}"
    return f"The statement is wrong: {said}"


def _size(memory: int) -> str:
    for shift, unit in ((30, "GB"), (20, "MB"), (10, "KB")):
        if memory >= 1 << shift:
            return f"{memory / (1 << shift):.3g} {unit}"
    return f"{memory} bytes"

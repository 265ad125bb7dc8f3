"""A look at the text of a Cypher statement: its tokens, with strings and comments told apart.

Cypher is not parsed here. What this module decides needs only brackets, words and
signs outside strings, comments and backticks, which look alike on both engines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..errors import CypherError

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>//[^\r\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<quoted>`(?:[^`]|``)*`)
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<open>['"`]|/\*)
      | (?P<sign>\.\.|->|<-|<>|.)""",
    re.VERBOSE | re.DOTALL,
)
_SHORTEST = {"shortestpath", "allshortestpaths"}
_ENDS = {"startnode", "endnode"}
_CLAUSES = {"MATCH", "RETURN", "UNWIND", "WITH"}
# Behind these, and before a colon, stands a name.
_BEFORE_NAME = {".", ":", "$", "|", "&", "!", "AS", "STARTS", "ENDS"}

# What a statement may call: what the graph is like, and search by words.
PROCEDURES = (
    "db.labels",
    "db.relationshipTypes",
    "db.propertyKeys",
    "db.schema.visualization",
    "db.schema.nodeTypeProperties",
    "db.schema.relTypeProperties",
    "db.index.fulltext.queryNodes",
    "db.index.fulltext.queryRelationships",
)
# Words that may follow a variable named `call`.
_AFTER_VARIABLE = re.compile(
    "as|order|limit|skip|offset|where|return|with|and|or|xor|is|in|union|match|unwind|call|"
    "contains|starts|ends|asc|desc|ascending|descending|then|when|else|end",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, sign, string, number or backticked name, and where it begins."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, ready to be sent.

    Attributes:
        text: As written, without a leading EXPLAIN.
        explain: Whether EXPLAIN stood before it.
    """

    text: str
    tokens: tuple[Token, ...]
    explain: bool


def statement(text: str) -> Statement:
    """Check that a text is one statement, and take EXPLAIN off it.

    EXPLAIN is replaced by spaces, so that lines and columns in messages stay right.

    Raises:
        CypherError: It is empty, several statements, left open, or to be profiled.
    """
    tokens = tuple(_tokens(text))
    words = [token for token in tokens if token.text != ";"]
    if not words:
        raise CypherError("The statement is empty. Try: MATCH (p:Paper) RETURN p.key LIMIT 5")
    for token, following in pairwise(tokens):
        if token.text == ";" and following.text != ";":
            raise CypherError(
                f"{place(text, following.start)}: a second statement begins. "
                "Run them one at a time."
            )
    first = words[0]
    if first.kind == "word" and first.text.upper() == "PROFILE":
        raise CypherError("PROFILE is not supported. EXPLAIN shows the plan without running it.")
    explain = first.kind == "word" and first.text.upper() == "EXPLAIN"
    if explain:
        end = first.start + len(first.text)
        text = text[: first.start] + " " * len(first.text) + text[end:]
        tokens = tokens[1:]
    return Statement(text, tokens, explain)


def place(text: str, start: int) -> str:
    """Say where an offset is, as `line 1, column 5`."""
    before = text[:start]
    return f"line {before.count(chr(10)) + 1}, column {start - before.rfind(chr(10))}"


def find_word(tokens: Sequence[Token], word: str) -> Token | None:
    """Find a name, perhaps of several parts (`a.b.c`), where it first stands."""
    parts = word.lower().split(".")
    for at in range(len(tokens)):
        here = [token.text.lower() for token in tokens[at : at + 2 * len(parts) - 1]]
        if here[::2] == parts and all(sign == "." for sign in here[1::2]):
            return tokens[at]
    return None


def called(tokens: Sequence[Token]) -> list[Token]:
    """List the procedures that are called, each as one token with its whole name."""
    found = []
    for at, token in enumerate(tokens[:-1]):
        name = tokens[at + 1]
        if token.kind != "word" or token.text.upper() != "CALL":
            continue
        if (at and tokens[at - 1].text == ".") or name.kind not in ("word", "quoted"):
            continue
        if name.kind == "word" and _AFTER_VARIABLE.fullmatch(name.text):
            continue
        parts, end = [name.text.strip("`")], at + 2
        while end + 1 < len(tokens) and tokens[end].text == ".":
            parts.append(tokens[end + 1].text.strip("`"))
            end += 2
        found.append(Token("word", ".".join(parts), name.start))
    return found


def unbounded(tokens: Sequence[Token]) -> Token | None:
    """Find the `*` of a variable-length pattern without an upper bound.

    Inside shortestPath and allShortestPaths none is needed.
    """
    shortest: list[bool] = []
    for at, token in enumerate(tokens):
        if token.kind != "sign":
            continue
        if token.text == "(":
            before = tokens[at - 1].text.lower() if at else ""
            shortest.append(before in _SHORTEST or (bool(shortest) and shortest[-1]))
        elif token.text == ")" and shortest:
            shortest.pop()
        elif token.text == "[" and at and tokens[at - 1].text in ("-", "<-"):
            if shortest and shortest[-1]:
                continue
            if star := _star(tokens, at + 1):
                return star
    return None


def _star(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the `*` of a relation pattern, from behind its `[`, if nothing bounds it."""
    while at < len(tokens) and (
        tokens[at].kind in ("word", "quoted") or tokens[at].text in (":", "|", "!", "&", "%")
    ):
        at += 1
    following = [token.kind if token.kind == "number" else token.text for token in tokens[at:][:4]]
    if not following or following[0] != "*":
        return None
    match following[1:]:
        case ["number", "..", "number"] | ["..", "number", *_]:
            return None
        case ["number", second, *_] if second != "..":
            return None
    # `a -[x * y]`, a list taken away from a number: what follows belongs to no pattern.
    if following[1:2] and following[1] not in ("number", "..", "]", "{", "$"):
        return None
    return tokens[at]


def whole_end(tokens: Sequence[Token]) -> Token | None:
    """Find `startNode(r)` or `endNode(r)` used as a value, not compared or looked into."""
    for at, token in enumerate(tokens):
        if token.text.lower() not in _ENDS or at + 1 >= len(tokens) or tokens[at + 1].text != "(":
            continue
        close = _closing(tokens, at + 1)
        following = tokens[close + 1].text.upper() if close + 1 < len(tokens) else ""
        before = tokens[at - 1].text.upper() if at else ""
        function = before == "(" and at > 1 and tokens[at - 2].kind == "word"
        if (
            following not in (".", "=", "<>", "IN", "IS", ":", "{")
            and before not in ("=", "<>")
            and not (function and tokens[at - 2].text.lower() != "collect")
        ):
            return token
    return None


def behind_return(tokens: Sequence[Token]) -> Token | None:
    """Find a clause behind a RETURN that ends its statement or subquery."""
    returned = [False]
    for at, token in enumerate(tokens):
        if token.text in ("(", "[", "{"):
            returned.append(False)
        elif token.text in (")", "]", "}") and len(returned) > 1:
            returned.pop()
        word = token.text.upper() if token.kind == "word" else ""
        if word == "UNION":
            returned[-1] = False
        if word not in _CLAUSES or (at and tokens[at - 1].text.upper() in _BEFORE_NAME):
            continue
        if at + 1 < len(tokens) and tokens[at + 1].text == ":":
            continue
        if returned[-1]:
            return token
        returned[-1] = word == "RETURN"
    return None


def _closing(tokens: Sequence[Token], at: int) -> int:
    depth = 0
    for position in range(at, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[position].text, 0)
        if depth == 0:
            return position
    return len(tokens)


def _tokens(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "sign"
        if kind == "open":
            raise CypherError(
                f"{place(text, found.start())}: what {found[0]} opens here is never closed."
            )
        if kind not in ("space", "comment"):
            yield Token(kind, found[0], found.start())

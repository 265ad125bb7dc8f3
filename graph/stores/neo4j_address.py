"""Addresses of Neo4j servers, and who connects to them."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..errors import UsageError

SCHEMES = ("neo4j", "neo4j+s", "bolt", "bolt+s")

_DATABASE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{2,62}")
_EXAMPLE = "Write it like neo4j://localhost:7687 or neo4j://localhost:7687/papers"


@dataclass(frozen=True, slots=True)
class Address:
    """A server, and the database there; None is the server's default."""

    server: str
    database: str | None

    def __str__(self) -> str:
        """Return it as it was written."""
        return f"{self.server}/{self.database}" if self.database else self.server


def parse(text: str) -> Address:
    """Take an address apart.

    Raises:
        UsageError: It is none, or holds a user or password. What it holds of these is not
            repeated in the message.
    """
    scheme, separator, rest = text.partition("://")
    scheme = scheme.lower()
    if not separator or scheme not in SCHEMES:
        shown = scheme if separator else text
        raise UsageError(
            f"{_safe(shown)}: is no address of a store. "
            f"Schemes are {', '.join(SCHEMES)}. {_EXAMPLE}"
        )
    if "@" in rest:
        raise UsageError(
            f"{scheme}://...: an address holds no user and no password. "
            "Put them in NEO4J_USERNAME and NEO4J_PASSWORD."
        )
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        host = parts.hostname
    except ValueError as error:
        raise UsageError(f"{_safe(text)}: {error}. {_EXAMPLE}") from error
    try:
        port = parts.port
    except ValueError as error:
        raise UsageError(f"{_safe(text)}: its port is no number up to 65535. {_EXAMPLE}") from error
    database = parts.path.strip("/")
    if not host or any(char.isspace() for char in rest):
        raise UsageError(f"{_safe(text)}: names no server. {_EXAMPLE}")
    if parts.query or parts.fragment or (database and not _DATABASE.fullmatch(database)):
        raise UsageError(
            f"{_safe(text)}: what follows the port is no name of a database. {_EXAMPLE}"
        )
    host = f"[{host}]" if ":" in host else host
    server = f"{scheme}://{host}" + (f":{port}" if port is not None else "")
    return Address(server, database or None)


def credentials(address: Address) -> tuple[str, str | None]:
    """Return user and password: from the environment, else asked for on a terminal."""
    user = os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None and sys.stdin.isatty() and sys.stderr.isatty():
        from getpass import getpass

        password = getpass(f"Password of {user} at {address.server}: ", stream=sys.stderr)
    return user, password


def _safe(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)[:200]

"""One connection to a Neo4j server: opened once, its errors told in our words."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
from neo4j import exceptions

from ..errors import StoreError
from .neo4j_address import Address

# The oldest server that is tested; older ones lack syntax that is used here.
OLDEST = (5, 26)

_CONNECT_SECONDS = 10.0


class Connection:
    """A driver for one database, that has reached its server once."""

    def __init__(self, address: Address, user: str | None, password: str | None) -> None:
        # Without a handler of its own, Python prints the driver's warnings to standard error.
        logging.getLogger("neo4j").addHandler(logging.NullHandler())
        self.address = address
        self._user = user
        auth = (user or "neo4j", password) if password is not None else None
        with self.errors():
            self.driver = neo4j.GraphDatabase.driver(
                address.server,
                auth=auth,
                connection_timeout=_CONNECT_SECONDS,
                connection_acquisition_timeout=_CONNECT_SECONDS * 2,
                max_transaction_retry_time=30.0,
                telemetry_disabled=True,
                warn_notification_severity=None,
            )
        try:
            # One attempt: after three wrong passwords Neo4j locks the user out.
            with self.errors():
                agent = self.driver.get_server_info().agent
            self._check_version(agent)
        except StoreError:
            self.driver.close()
            raise

    def reading(self) -> neo4j.Session:
        """Open a session that cannot write."""
        return self.driver.session(
            database=self.address.database, default_access_mode=neo4j.READ_ACCESS, fetch_size=2_000
        )

    def writing(self) -> neo4j.Session:
        """Open a session that can write."""
        return self.driver.session(database=self.address.database)

    def close(self) -> None:
        """Let go of the server."""
        self.driver.close()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn the driver's errors into one line with what to try."""
        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise StoreError(f"{self.address}: {self._words(error)}") from error
        except OSError as error:
            raise StoreError(f"{self.address}: {error}. Is the server running?") from error

    def _words(self, error: exceptions.Neo4jError | exceptions.DriverError) -> str:
        code = getattr(error, "code", None) or ""
        if code.endswith("AuthenticationRateLimit"):
            return (
                "the user is locked out for a moment after too many wrong passwords. Wait a while."
            )
        if code.endswith("CredentialsExpired"):
            return "the first password has to be changed. ALTER CURRENT USER SET PASSWORD does it."
        if isinstance(error, exceptions.AuthError):
            return (
                f"the password of {self._user or 'neo4j'} was not accepted. "
                "Are NEO4J_USERNAME and NEO4J_PASSWORD set?"
            )
        if code.endswith("DatabaseNotFound"):
            return "the server has no database of this name. Leave it out for the default one."
        if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
            return (
                "cannot be reached. Is the server running, and are scheme and port right "
                "(neo4j+s and bolt+s are for encrypted servers)?"
            )
        said = getattr(error, "message", None) or str(error) or type(error).__name__
        return f"the server said: {said.splitlines()[0]}"

    def _check_version(self, agent: str) -> None:
        found = re.search(r"/(\d+)\.(\d+)", agent)
        if found and (int(found[1]), int(found[2])) < OLDEST:
            oldest = ".".join(map(str, OLDEST))
            raise StoreError(f"{self.address}: is {agent}. Neo4j {oldest} or newer is needed.")

"""A real Neo4j for tests: started from its jars, or the one at NEO4J_TEST_URI.

It is started once for all tests, with a folder of its own, and killed at the end. A database
at NEO4J_TEST_URI (with NEO4J_TEST_USERNAME and NEO4J_TEST_PASSWORD) is emptied; one that is
neither empty nor marked by an earlier run is refused.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import neo4j
import pytest

ROOT = Path(__file__).resolve().parent.parent
_PASSWORD = "only-for-tests"
_MARK = "CitegraphTest"
_CONF = """\
dbms.usage_report.enabled=false
server.http.enabled=false
dbms.security.auth_enabled=true
server.https.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
server.bolt.listen_address=127.0.0.1:{port}
"""
_READY_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """Where it is, and who may connect."""

    address: str
    username: str
    password: str

    def run(self, text: str, **parameters: object) -> list[list[object]]:
        """Run one statement past the code under test."""
        with self._driver() as driver, driver.session() as session:
            return session.run(text, parameters).values()

    def empty(self) -> None:
        """Remove every node, and mark the database as one for tests."""
        self.run("MATCH (n) DETACH DELETE n")
        self.run(f"CREATE (:{_MARK})")

    def _driver(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(self.address, auth=(self.username, self.password))


def available_server() -> Server:
    """Return the server, empty; skip the test where there is none."""
    server = _server()
    if isinstance(server, str):
        pytest.skip(server)
    server.empty()
    return server


@cache
def _server() -> Server | str:
    """Find or start it, once; a text says why there is none."""
    if address := os.environ.get("NEO4J_TEST_URI"):
        user = os.environ.get("NEO4J_TEST_USERNAME", "neo4j")
        server = Server(address, user, os.environ.get("NEO4J_TEST_PASSWORD", ""))
        marked = server.run(f"MATCH (n:{_MARK}) RETURN count(n)")[0][0]
        if not marked and server.run("MATCH (n) RETURN count(n)")[0][0]:
            pytest.exit(f"{address} is neither empty nor a database for tests", returncode=1)
        return server
    jars = Path(os.environ.get("CITEGRAPH_NEO4J_LIB") or ROOT / ".tools" / "neo4j")
    if not any(jars.glob("neo4j-*.jar")) or not shutil.which("java"):
        return "no Neo4j: python3 tests/run.py fetches it where Java and Maven are installed"
    return _started(jars)


def _started(jars: Path) -> Server:
    home = Path(tempfile.mkdtemp(prefix="citegraph-neo4j-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for folder in ("conf", "data", "import", "logs", "plugins", "run"):
        (home / folder).mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "conf" / "neo4j.conf").write_text(_CONF.format(port=port), encoding="utf-8")
    environment = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    java = ["java", "-Xmx1g", "-cp", f"{jars}/*"]
    subprocess.run(
        [*java, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", _PASSWORD],
        check=True,
        env=environment,
        capture_output=True,
    )
    process = subprocess.Popen(
        [
            *(*java, "org.neo4j.server.CommunityEntryPoint"),
            *(f"--home-dir={home}", f"--config-dir={home / 'conf'}"),
        ],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(process.communicate)
    atexit.register(process.kill)
    server = Server(f"bolt://127.0.0.1:{port}", "neo4j", _PASSWORD)
    _wait(server, process, home / "logs" / "neo4j.log")
    return server


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _READY_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            server.run("RETURN 1")
        except neo4j.exceptions.ServiceUnavailable:
            time.sleep(0.1)
        else:
            return
    said = log.read_text(encoding="utf-8")[-2000:] if log.exists() else "nothing"
    pytest.exit(f"Neo4j did not start; its log ends with:\n{said}", returncode=1)

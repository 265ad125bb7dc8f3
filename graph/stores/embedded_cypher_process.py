"""The process of the embedded engine, seen from outside: started, filled, asked, ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from ..schema import Graph, label_of

Json = dict[str, Any]

_BATCH = 5_000

# The engine keeps to the time itself; only when it does not, its process is ended.
_GRACE = 2.0

# What the process may know of its surroundings: enough for Python to start, no passwords.
_INHERITED = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT"),
    *("PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH"),
)


class EngineProcess:
    """One running engine; requests and answers are lines of JSON."""

    def __init__(self, file: Path, memory: int) -> None:
        self._complaints = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        # The arguments are ours: a file named by a hash and a number.
        self._process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-P", "-m", f"{__package__}.embedded_cypher_child"),
                *(str(file), str(memory)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
            env=environment(),
        )

    def alive(self) -> bool:
        """Tell whether it still runs."""
        return self._process.poll() is None

    def greeting(self) -> Json | None:
        """Wait for its first answer; None when it ended instead."""
        return self._read()

    def fill(self, graph: Iterable[Json]) -> Json | None:
        """Send a graph in batches, and wait until it is ready; None when it ended instead."""
        for batch in graph:
            if not self._send(batch):
                return None
        return self._exchange({"done": True})

    def run(self, request: Json) -> Json:
        """Ask, and end the process when it is late; how it ended is an answer, too."""
        late = threading.Event()
        timer = threading.Timer(request["timeout"] + _GRACE, self._end_late, (late,))
        timer.daemon = True
        timer.start()
        try:
            answer = self._exchange(request)
        finally:
            timer.cancel()
        if answer is not None:
            return answer
        if late.is_set():
            return {"error": "timeout"}
        self._process.wait()
        complaint = self.last_complaint()
        # Out of memory the engine aborts, and the system kills.
        if self._process.returncode in (-6, -9) or "memory" in complaint.lower():
            return {"error": "memory"}
        return {"error": "engine", "message": f"the engine broke down: {complaint}"}

    def last_complaint(self) -> str:
        """Return the last line that the process wrote to standard error."""
        self._complaints.seek(0)
        lines = [line.strip() for line in self._complaints if line.strip()]
        return lines[-1] if lines else "it ended without a word"

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()
        self._complaints.close()

    def _exchange(self, request: Json) -> Json | None:
        return self._read() if self._send(request) else None

    def _send(self, request: Json) -> bool:
        """Write one line; False when the process has ended."""
        if self._process.stdin is None:
            return False
        try:
            # ASCII only, so that even half a pair of surrogates arrives as it is.
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except OSError:
            return False
        return True

    def _read(self) -> Json | None:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line.endswith("\n"):
            return None
        answer: Json = json.loads(line)
        return answer

    def _end_late(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()


def batches(graph: Graph) -> Iterator[Json]:
    """Cut a graph into what the process takes at a time, nodes before edges."""
    for label, nodes in groupby(graph.nodes(), key=lambda node: node.label):
        while some := list(islice(nodes, _BATCH)):
            # Without a title the engine would answer with the key when asked for one.
            records = [{"title": None, "key": node.key, **node.properties} for node in some]
            yield {"label": label.value, "nodes": records}
    for relation, edges in groupby(graph.edges(), key=lambda edge: edge.relation):
        while part := list(islice(edges, _BATCH)):
            rows: dict[tuple[str, str], list[Any]] = {}
            for edge in part:
                ends = label_of(edge.source).value, label_of(edge.target).value
                rows.setdefault(ends, []).append([edge.source, edge.target, dict(edge.properties)])
            for (source, target), between in rows.items():
                yield {
                    "relation": relation.value,
                    "source": source,
                    "target": target,
                    "edges": between,
                }


def environment() -> dict[str, str]:
    """Make the process find this package, and keep its threads from reserving much memory."""
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    beside = [str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")]
    return inherited | {
        "PYTHONPATH": os.pathsep.join(filter(None, beside)),
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "4",
        "RAYON_NUM_THREADS": str(min(4, os.cpu_count() or 1)),
    }

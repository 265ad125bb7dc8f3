"""The process that holds the embedded engine: filled once, then asked, one line of JSON each.

Started by `embedded_cypher`, with the engine file and the memory a statement may use as
arguments. It answers `{"state": "ready"}`, or `{"state": "fill"}` when it needs the graph;
then it takes requests from standard input until that ends.

A statement that wants too much must not take the caller down with it: hence a process of
its own, with bounds on memory, no way left to open a file, and killed when it is late.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import kglite

from .embedded_cypher_cells import Cells

Json = dict[str, Any]


def main() -> None:
    """Serve until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    warnings.simplefilter("ignore")
    kglite.set_query_warning_policy("silent")
    answers = _take_standard_output()
    requests = (json.loads(line) for line in sys.stdin)
    cache = Path(sys.argv[1])
    engine = _opened(cache)
    if engine is None:
        _answer(answers, {"state": "fill"})
        engine = _filled(requests)
        _save(engine, cache)
    engine.read_only(True)
    _bound(int(sys.argv[2]))
    cells = Cells(engine)
    _answer(answers, {"state": "ready"})
    for request in requests:
        _answer(answers, _run(engine, cells, request))


def _take_standard_output() -> TextIO:
    """Keep standard output for answers; whatever else prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    return answers


def _answer(answers: TextIO, answer: Json) -> None:
    answers.write(json.dumps(answer, ensure_ascii=True) + "\n")
    answers.flush()


def _opened(cache: Path) -> Any | None:
    """Load the engine file; None when it is not there or damaged (the engine checks sums)."""
    if not cache.exists():
        return None
    try:
        engine = kglite.load(str(cache))
    except (kglite.KgError, OSError, ValueError):
        cache.unlink(missing_ok=True)
        return None
    os.utime(cache)
    return engine


def _filled(requests: Iterator[Json]) -> Any:
    """Build the engine's graph from batches, until one says that it was the last."""
    engine = kglite.KnowledgeGraph()
    for batch in requests:
        if "label" in batch:
            nodes = {"type": batch["label"], "id_field": "key", "records": batch["nodes"]}
            engine.extend(kglite.from_records({"nodes": [nodes], "connections": []}))
        elif "relation" in batch:
            # The three names are ours, of closed sets; what was read is in the rows only.
            engine.cypher(
                f"UNWIND $rows AS row MATCH (a:{batch['source']} {{key: row[0]}}) "
                f"MATCH (b:{batch['target']} {{key: row[1]}}) "
                f"CREATE (a)-[r:{batch['relation']}]->(b) SET r = row[2]",
                params={"rows": batch["edges"]},
            )
        else:
            return engine
    sys.exit("the caller went away while the graph was being sent")


def _save(engine: Any, cache: Path) -> None:
    """Keep the engine's graph for the next time; without a place to keep it, do not."""
    fresh = cache.with_name(f"{cache.name}.{os.getpid()}.new")
    try:
        engine.save(str(fresh))
        fresh.replace(cache)
    except (kglite.KgError, OSError) as error:
        print(f"not kept: {error}", file=sys.stderr)  # noqa: T201
        fresh.unlink(missing_ok=True)


def _bound(memory: int) -> None:
    """Limit memory to what is used now and `memory` bytes more; let no file be opened.

    Where the system has no such limits (Windows; macOS lacks the first) only the time
    is bounded.
    """
    try:
        import resource
    except ImportError:
        return
    pages = Path("/proc/self/statm")
    if pages.exists():
        used = int(pages.read_text("ascii").split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = used + memory
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _run(engine: Any, cells: Cells, request: Json) -> Json:
    """Look at the plan first, then run; a refusal comes back as a kind, with the engine's words."""
    text, parameters = request["text"], request["parameters"]
    try:
        plan = engine.cypher("EXPLAIN\n" + text, params=parameters)
        for step in plan:
            if step["operation"].startswith(("LoadCsv", "Show")):
                return {"error": "not_the_graph"}
        if request["explain"]:
            return {"columns": plan.columns, "rows": [list(step.values()) for step in plan]}
        found = engine.cypher(
            text,
            params=parameters,
            timeout_ms=max(1, int(request["timeout"] * 1000)),
            hide_structural_keys=True,
        )
        if isinstance(found, str):
            return {"error": "format"}
        rows = cells.rows(found, text)
    except kglite.ReadOnlyError:
        return {"error": "writes"}
    except kglite.CypherTimeoutError:
        return {"error": "timeout"}
    except MemoryError:
        return {"error": "memory"}
    except (kglite.KgError, TypeError, ValueError) as error:
        return {
            "error": "engine",
            "message": str(error),
            "line": getattr(error, "line", None),
            "column": getattr(error, "col", None),
        }
    return {"columns": found.columns, "rows": rows, "notes": list(map(str, found.warnings))}


if __name__ == "__main__":
    main()

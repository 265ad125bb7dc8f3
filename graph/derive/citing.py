"""Who cites a paper: bibliographies the other way round."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]


def citations(connection: sqlite3.Connection) -> tuple[Numbers, Numbers]:
    """Return citing and cited papers side by side, each pair once, by cited paper, then citing."""
    import numpy as np

    rows = connection.execute("SELECT paper, targets FROM bibliography").fetchall()
    citing = np.repeat(
        np.array([paper for paper, _ in rows], np.int64),
        np.array([len(targets) // 4 for _, targets in rows], np.int64),
    )
    cited = np.frombuffer(b"".join(targets for _, targets in rows), np.uint32).astype(np.int64)
    pairs = np.unique((cited << 32 | citing)[cited > 0])
    return pairs & 0xFFFFFFFF, pairs >> 32


def write_citing(connection: sqlite3.Connection) -> None:
    """Write for each paper that is cited the papers that cite it."""
    import numpy as np

    citing, cited = citations(connection)
    papers, begins = np.unique(cited, return_index=True)
    told = citing.astype(np.uint32).tobytes()
    ends = [*begins.tolist(), len(citing)][1:]
    connection.execute("DELETE FROM cited")
    connection.executemany(
        "INSERT INTO cited VALUES (?, ?)",
        (
            (paper, told[4 * begin : 4 * end])
            for paper, begin, end in zip(papers.tolist(), begins.tolist(), ends, strict=True)
        ),
    )

"""What a model makes of each paper: computed once, kept in the library, compared with the rest."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import ModelError
from ..library.file import Library
from ..library.packing import text_decoder
from ..library.writing import mark_changed
from .surroundings import Surroundings

if TYPE_CHECKING:
    from .embeddings import Embedder

# So many are computed before they are written: what a killed build loses, at most.
_BATCH = 64


class _Text(NamedTuple):
    paper: int
    title: str
    abstract: str

    @property
    def hash(self) -> bytes:
        text = f"{self.title}\n{self.abstract}"
        return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def embed(library: Library, embedder: Embedder, progress: Callable[[str, int], None]) -> None:
    """Compute the vectors that the library lacks, all of them where another model made those.

    Written batch by batch: what a killed build has computed, the next one keeps.

    Args:
        progress: Called with what is being done, and how many papers have their vector.

    Raises:
        ModelError: The model fails.
    """
    with library.transaction() as connection:
        if _digest(connection) != embedder.digest:
            _forget(connection)
            row = embedder.name, embedder.digest, ""
            connection.execute("INSERT INTO embedder VALUES (?, ?, ?, x'')", row)
        connection.execute("UPDATE embedder SET folder = ?", (str(embedder.folder),))
    known = _known(library.connection)
    wanted = [t for t in _texts(library.connection) if known.get(t.paper) != t.hash]
    done = len(known)
    for begin in range(0, len(wanted), _BATCH):
        batch = wanted[begin : begin + _BATCH]
        rows = [(t.paper, t.hash, embedder.vector(t.title, t.abstract)) for t in batch]
        with library.transaction() as connection:
            mark_changed(connection)
            connection.executemany("INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)", rows)
        done += len(rows)
        progress("reading meanings", done)


def forget(library: Library) -> None:
    """Take out what a model computed, if one did."""
    if _digest(library.connection) is not None:
        with library.transaction() as connection:
            _forget(connection)


def _forget(connection: sqlite3.Connection) -> None:
    mark_changed(connection)
    connection.execute("DELETE FROM embedding")
    connection.execute("DELETE FROM embedder")


def meanings(connection: sqlite3.Connection, papers: Sequence[int]) -> list[bytes]:
    """Return the vector of each paper among the others; empty for one that no model has read.

    Vectors of papers whose text has changed since, or that have none any more, are taken out.
    """
    if _digest(connection) is None:
        return [b""] * len(papers)
    current = {t.paper: t.hash for t in _texts(connection)}
    old = [p for p, text in _known(connection).items() if current.get(p) != text]
    connection.executemany("DELETE FROM embedding WHERE paper = ?", [(p,) for p in old])
    vectors = _vectors(connection)
    if not vectors:
        return [b""] * len(papers)
    around = Surroundings([*vectors.values()])
    connection.execute("UPDATE embedder SET middle = ?", (around.middle,))
    placed = dict(zip(vectors, around.places(), strict=True))
    return [placed.get(paper, b"") for paper in papers]


def of_text(connection: sqlite3.Connection, title: str, abstract: str) -> tuple[bytes, str]:
    """Return the vector of a text that is not in the library, and why there is none if so.

    Both are empty in a library that no model has read.
    """
    row = connection.execute("SELECT digest, folder, middle FROM embedder").fetchone()
    vectors = _vectors(connection) if row and row[2] else {}
    if not vectors:
        return b"", ""
    digest, folder, middle = row
    from .embeddings import Embedder

    try:
        embedder = Embedder(Path(folder))
        if embedder.digest != digest:
            raise ModelError(f"{folder}: is not the model any more that read the library.")
        vector = embedder.vector(title, abstract)
    except ModelError as error:
        return b"", f"compared without the part of meaning. {error}"
    return (Surroundings([*vectors.values()], middle).place(vector) if vector else b""), ""


def _vectors(connection: sqlite3.Connection) -> dict[int, bytes]:
    """What the model made of each paper by itself, in key order."""
    return dict(
        connection.execute(
            "SELECT paper, vector FROM embedding JOIN paper ON paper.id = paper "
            "WHERE vector <> x'' ORDER BY key"
        )
    )


def _digest(connection: sqlite3.Connection) -> bytes | None:
    row = connection.execute("SELECT digest FROM embedder").fetchone()
    return row[0] if row else None


def _known(connection: sqlite3.Connection) -> dict[int, bytes]:
    return dict(connection.execute("SELECT paper, text FROM embedding"))


def _texts(connection: sqlite3.Connection) -> Iterator[_Text]:
    """What a model is given of each paper that was read, in key order."""
    decode = text_decoder()
    for paper, told in connection.execute(
        "SELECT id, inflated(json) FROM paper JOIN shown ON shown.number = paper.id "
        "WHERE stub = 0 ORDER BY key"
    ):
        yield _Text(paper, *decode(told))

"""How facts lie in the file: folded, as JSON, compressed with what the first papers had."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from .folding import fold, unfold

Json = dict[str, Any]

# Papers of one library say much in the same words, which a single abstract is too short to show.
_DICTIONARY = 32_000
# Level 6 takes three times as long as level 4, and saves a fourteenth.
_LEVEL = 4
# Raw: what begins and ends a stream of zlib would be a fiftieth of it.
_RAW = -15


class Packer:
    """Compresses the facts of one library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._compressor: Any = None

    def begin(self, papers: Iterable[Json]) -> None:
        """Make a dictionary of the first papers that a library gets; later ones change nothing.

        Within the transaction that writes them.
        """
        if self._connection.execute("SELECT dictionary FROM library").fetchone()[0] is None:
            told = b""
            for facts in papers:
                told = _json(facts) + told
                if len(told) >= _DICTIONARY:
                    break
            self._connection.execute("UPDATE library SET dictionary = ?", (told[-_DICTIONARY:],))
            self.forget()

    def forget(self) -> None:
        """Drop the dictionary: the transaction that wrote it was undone."""
        self._compressor = None

    def pack(self, facts: Json) -> bytes:
        """Return facts as compressed JSON, the same bytes for the same facts."""
        if self._compressor is None:
            self._compressor = zlib.compressobj(
                _LEVEL, zlib.DEFLATED, _RAW, zdict=dictionary(self._connection)
            )
        # A copy knows the dictionary, which takes longer to look through than a paper.
        compressor = self._compressor.copy()
        return bytes(compressor.compress(_json(facts)) + compressor.flush())


def _json(facts: Json) -> bytes:
    return json.dumps(fold(facts), ensure_ascii=False, separators=(",", ":")).encode()


def dictionary(connection: sqlite3.Connection) -> bytes:
    """Return what the facts of a library are compressed with."""
    found = connection.execute("SELECT dictionary FROM library").fetchone()[0]
    return bytes(found or b"")


def register(connection: sqlite3.Connection) -> None:
    """Let statements ask for `inflated(json)`: the folded JSON of packed facts."""
    found: list[bytes] = []

    def inflated(packed: bytes | None) -> bytes | None:
        if packed is None:
            return None
        if not found:
            found.append(dictionary(connection))
        return zlib.decompressobj(_RAW, zdict=found[0]).decompress(packed)

    connection.create_function("inflated", 1, inflated, deterministic=True)


def unpack(inflated: bytes) -> Json:
    """Return facts of a paper as they were packed, but for key and origins."""
    return unfold(json.loads(inflated))


def decoder(name: str, *fields: tuple[str, Any, Any]) -> Callable[[bytes], Any]:
    """Return what takes some fields alone out of folded JSON, in a fifth of the time of all.

    A function that makes one, since only what reads all papers needs its library.

    Args:
        name: Of the structs that it returns.
        fields: Name, type and what is there where it is left out.
    """
    import msgspec

    return msgspec.json.Decoder(msgspec.defstruct(name, list(fields))).decode


def text_decoder() -> Callable[[bytes], tuple[str, str]]:
    """Return what gives title and abstract of folded JSON."""
    decode = decoder("Texts", ("title", str, ""), ("abstract", str, ""))

    def text(inflated: bytes) -> tuple[str, str]:
        found = decode(inflated)
        return found.title, found.abstract

    return text


def reference_decoder() -> Callable[[bytes], list[str | Json]]:
    """Return what gives the references of folded JSON, each folded."""
    decode = decoder("Citing", ("references", list[str | Json], []))

    def references(inflated: bytes) -> list[str | Json]:
        return list(decode(inflated).references)

    return references


def description_decoder() -> Callable[[bytes], tuple[str, tuple[str, ...], int | None]]:
    """Return what gives title, authors and year of folded JSON."""
    decode = decoder(
        "Described", ("title", str, ""), ("authors", list[str], []), ("year", int | None, None)
    )

    def read(inflated: bytes) -> tuple[str, tuple[str, ...], int | None]:
        found = decode(inflated)
        names = tuple(" ".join(name.split()) for name in found.authors)
        return found.title, names if any(names) else (), found.year

    return read


def described(
    connection: sqlite3.Connection, record: int
) -> tuple[str, tuple[str, ...], int | None]:
    """Return title, authors and year of one record, as it printed them."""
    (told,) = connection.execute(
        "SELECT inflated(json) FROM facts WHERE record = ?", (record,)
    ).fetchone()
    return description_decoder()(told)

"""Opens the library file: makes, checks and closes it, and says in one line what is wrong."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import LibraryError, NewerLibraryError, NotALibraryError, OlderLibraryError
from . import packing

MEMORY = "memory:"
VERSION = 5
# "ctgr" in ASCII: tells our files from other SQLite files.
_APPLICATION = 0x63746772
_TABLES = Path(__file__).with_name("tables.sql")
_BUSY_SECONDS = 10.0
# Bytes. Facts of a paper take some hundred: a small page would have room for a third more.
_PAGE = 8192
# Kibibytes of pages that are kept in memory.
_CACHE = 32_768


class Library:
    """An open library.

    Attributes:
        path: The file as the user named it, or `memory:`.
        connection: For the modules of this folder and of the floor above.
    """

    def __init__(self, path: str, connection: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self.connection = connection
        self.writable = writable
        self._logged = False

    @property
    def key(self) -> str:
        """The identifier given when the library was made."""
        return str(self._row()[0])

    @property
    def generation(self) -> int:
        """Grows with every build that changed something."""
        return int(self._row()[1])

    @property
    def state(self) -> str:
        """Random, and another one after every change."""
        return str(self.connection.execute("SELECT state FROM library").fetchone()[0])

    @property
    def is_derived(self) -> bool:
        """False after a build that was interrupted: facts of the corpus are behind."""
        return bool(self._row()[1] == self._row()[2])

    def _row(self) -> tuple[str, int, int]:
        row: tuple[str, int, int] = self.connection.execute(
            "SELECT key, generation, derived FROM library"
        ).fetchone()
        return row

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything within is written, or nothing.

        Raises:
            LibraryError: The file cannot be written, or another process holds it.
        """
        try:
            self._log()
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                self.connection.rollback()
                raise
            self.connection.commit()
        except sqlite3.Error as error:
            raise _explained(self.path, error) from error

    def _log(self) -> None:
        """Turn write-ahead logging on before the first write, which changes the file."""
        if not self._logged:
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute("PRAGMA synchronous = NORMAL")
            self._logged = True

    def close(self) -> None:
        """Close; a written file is left as one file without companions."""
        try:
            if self._logged:
                self.connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError:
            pass  # another process still reads: its own close folds the log in
        finally:
            self.connection.close()

    def __enter__(self) -> Library:
        """Return the library itself."""
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Close; what SQLite finds wrong with the file is told in one line."""
        self.close()
        if isinstance(error, sqlite3.Error):
            raise _explained(self.path, error) from error


def exists(path: str) -> bool:
    """Tell whether there is something at a path; a path that cannot be one has nothing."""
    return _size(path) is not None


def _size(path: str) -> int | None:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return None


def create_or_open(path: str) -> Library:
    """Open a library for writing; make it where there is none.

    Raises:
        LibraryError: With what is wrong with the path, in one line.
    """
    if path == MEMORY:
        connection = _connect(":memory:", path)
        _make(connection)
        return Library(path, connection, writable=True)
    file, fresh = Path(path), not exists(path)
    if fresh and not file.parent.is_dir():
        raise LibraryError(f"{path}: the folder {file.parent} does not exist. Make it first.")
    _refuse_folder(path)
    if not os.access(file.parent if fresh else file, os.W_OK):
        raise LibraryError(f"{path}: cannot be written here. Name another place with --store.")
    connection = _connect(str(file), path)
    # An empty file is taken as new: that is what mktemp leaves.
    with _closed_on_error(path, connection):
        if not _size(path):
            _make(connection)
        else:
            _check(connection, path)
    return Library(path, connection, writable=True)


def open_existing(path: str) -> Library:
    """Open a library for reading only; works in a folder that cannot be written.

    Raises:
        LibraryError: There is none, or it cannot be read; says what to try.
    """
    _refuse_folder(path)
    if not exists(path):
        raise LibraryError(
            f"{path}: no such library. Make one with: graph build SOURCE --store {path}"
        )
    if _size(path) == 0:
        raise NotALibraryError(f"{path}: is empty. Fill it with: graph build SOURCE --store {path}")
    uri = Path(path).resolve().as_uri() + "?mode=ro"
    connection = _connect(uri, path, uri=True)
    with _closed_on_error(path, connection):
        _check(connection, path)
    return Library(path, connection, writable=False)


@contextmanager
def _closed_on_error(path: str, connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        connection.close()
        raise _explained(path, error) from error
    except LibraryError:
        connection.close()
        raise


def _refuse_folder(path: str) -> None:
    if not path.strip():
        raise LibraryError("--store is empty. Name a file, for example papers.graph")
    if exists(path) and Path(path).is_dir():
        raise LibraryError(
            f"{path}: is a folder, not a library. "
            f"Name a file, for example {path.rstrip('/')}/papers.graph"
        )


def _connect(target: str, path: str, *, uri: bool = False) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(target, uri=uri, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        packing.register(connection)
    except sqlite3.Error as error:
        raise _explained(path, error) from error
    except ValueError as error:
        raise LibraryError(f"{path}: cannot be the name of a file ({error}).") from error
    return connection


def _make(connection: sqlite3.Connection) -> None:
    connection.executescript(
        f"PRAGMA page_size = {_PAGE};\nBEGIN IMMEDIATE;\n{_TABLES.read_text('utf-8')}"
        f"PRAGMA application_id = {_APPLICATION};\nPRAGMA user_version = {VERSION};\n"
        f"INSERT INTO library (key) VALUES ('{uuid.uuid4().hex}');\nCOMMIT;"
    )


def _check(connection: sqlite3.Connection, path: str) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != _APPLICATION:
        raise NotALibraryError(
            f"{path}: is a database of another program, not a library. "
            "Name another file with --store."
        )
    if version > VERSION:
        raise NewerLibraryError(
            f"{path}: was written by a newer version of citegraph (format {version}, "
            f"this one knows {VERSION}). Update citegraph, or build into another file."
        )
    if version < VERSION:
        raise OlderLibraryError(
            f"{path}: was written by an older version of citegraph (format {version}, "
            f"this one writes {VERSION}). Build its sources again into another file."
        )


def _explained(path: str, error: sqlite3.Error) -> LibraryError:
    text = str(error)
    if any(sign in text for sign in ("not a database", "malformed", "no such")):
        return NotALibraryError(
            f"{path}: is not a library (or is damaged). Name another file with --store."
        )
    if "locked" in text or "busy" in text:
        return LibraryError(f"{path}: another process is writing to it. Try again when it is done.")
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return LibraryError(
            f"{path}: cannot be opened or written here. "
            "Check the rights of the file and its folder."
        )
    if "full" in text:
        return LibraryError(f"{path}: the disk is full; nothing of this batch was written.")
    return LibraryError(f"{path}: {text}. Build it again into another file if this stays.")

"""Bytes to be read: a stream whose head can be looked at, and where it came from."""

from __future__ import annotations

import io
import lzma
import os
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, Protocol, cast

from ..errors import ReadError

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd  # the same, for older Python

HEAD = 65_536  # bytes that can be looked at before reading

# What the libraries raise on input that is cut off, damaged or of a kind they cannot read.
DAMAGE = (
    *(OSError, EOFError, ValueError, NotImplementedError),
    *(zlib.error, lzma.LZMAError, zstd.ZstdError, zipfile.BadZipFile, tarfile.TarError),
)


class Readable(Protocol):
    """What bytes can be taken from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""
        ...


def _uncounted(size: int) -> None:
    """Count nothing."""


class Content(io.RawIOBase):
    """A stream whose head has been read, and is read again by whoever reads on.

    Args:
        shown: Name of the source in errors.
        first: Bytes that were read already.
        count: Told how many bytes have been read; may raise ReadError.

    Attributes:
        head: The first 64 KiB, or all.
        shown: As given.

    Raises:
        ReadError: It cannot be read; also while reading.
    """

    def __init__(
        self,
        raw: Readable,
        shown: str,
        first: bytes = b"",
        count: Callable[[int], None] = _uncounted,
    ) -> None:
        self._raw = raw
        self.shown = shown
        self._count = count
        self._at = 0
        count(len(first))
        parts, size = [first], len(first)
        while size < HEAD and (more := self._more(HEAD - size)):
            parts.append(more)
            size += len(more)
        self._ready = b"".join(parts)
        self.head = self._ready[:HEAD]

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer, with the head first."""
        if self._at < len(self._ready):
            piece = self._ready[self._at : self._at + len(buffer)]
            self._at += len(piece)
        else:
            piece = self._more(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _more(self, size: int) -> bytes:
        try:
            piece = self._raw.read(size)
        except DAMAGE as error:
            raise damaged(self.shown, error) from error
        self._count(len(piece))
        return piece


class Place(NamedTuple):
    """What a source is known by, and how reports show it."""

    origin: str
    shown: str

    def member(self, name: str) -> Place:
        """Return the place of a member of an archive; its name is nothing but text."""
        name = _printable(name)
        return Place(f"{self.origin}!/{name}", f"{self.shown}!/{name}")


@dataclass(frozen=True)
class Part:
    """One input for a reader: a file, or a member of an archive.

    Attributes:
        origin: The resolved path, `-` for standard input; behind it `!/` and
            the name for each archive that it is in.
        shown: The same with the path as the user gave it.
        found: Its bytes, or why it cannot be read.
    """

    origin: str
    shown: str
    found: Content | ReadError

    @property
    def head(self) -> bytes:
        """The first 64 KiB, or all.

        Raises:
            ReadError: It cannot be read.
        """
        return self._content().head

    def open(self) -> BinaryIO:
        """Return the stream, good until the next part is asked for.

        Raises:
            ReadError: It cannot be read; also while reading.
        """
        return cast(BinaryIO, io.BufferedReader(self._content(), HEAD))

    def _content(self) -> Content:
        if isinstance(self.found, ReadError):
            raise self.found
        return self.found


def damaged(shown: str, error: Exception) -> ReadError:
    """Return the error of a source that was read in part."""
    return ReadError(f"{shown}: breaks off or is damaged ({' '.join(str(error).split())})")


def why(error: Exception) -> str:
    """Say why a source could not be opened."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read ({' '.join(reason.split())})"


def printable(path: str) -> str:
    """Return a path as text that can be written anywhere: bytes that are none as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _printable(name: str) -> str:
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)

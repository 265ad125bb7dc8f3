"""Opens what is to be read: files, folders, named pipes and standard input.

Nothing is opened before `Source.open`, so that one source that cannot be read
does not keep the others from being read.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from .errors import ReadError
from .model import Skipped

HEAD = 65_536  # bytes that can be looked at before reading
PIPE_WAIT = 10.0  # seconds to wait for somebody to open a named pipe for writing
_GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True)
class Source:
    """One input.

    Attributes:
        origin: The resolved path; `-` for standard input.
        shown: The path as the user gave it, for reports.
        notes: What was passed over in the folder on the way to this source.
    """

    origin: str
    shown: str
    notes: list[Skipped] = field(default_factory=list)
    path: str | None = None
    trouble: str | None = None
    pipe_wait: float = PIPE_WAIT

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the source; what is gzipped is read as what it holds.

        Raises:
            ReadError: It cannot be read; also while reading, when a gzip file
                is damaged or a disk fails.
        """
        try:
            first, raw = self._raw()
        except (OSError, ValueError) as error:
            raise ReadError(f"{self.shown}: {_why(error)}") from error
        try:
            replay = _Replay(raw, self.shown, first)
            if replay.head.startswith(_GZIP):
                unpacked = gzip.GzipFile(fileobj=io.BufferedReader(replay, HEAD))
                replay = _Replay(cast(BinaryIO, unpacked), self.shown)
            yield cast(BinaryIO, io.BufferedReader(replay, HEAD))
        finally:
            if self.path is not None:
                raw.close()

    def head(self, stream: BinaryIO) -> bytes:
        """Return the first 64 KiB of a stream from `open`, or all, without taking them."""
        replay = cast(io.BufferedReader, stream).raw
        return cast(_Replay, replay).head

    def _raw(self) -> tuple[bytes, BinaryIO]:
        """Return the opened source, and bytes of it that were read already."""
        if self.trouble:
            raise ReadError(f"{self.shown}: {self.trouble}")
        if self.path is None:
            if sys.stdin is None:
                raise ReadError("-: there is no standard input")
            return b"", sys.stdin.buffer
        mode = Path(self.path).stat().st_mode
        if stat.S_ISFIFO(mode):
            return _pipe(self.path, self.shown, self.pipe_wait)
        if not stat.S_ISREG(mode):
            raise ReadError(f"{self.shown}: a device or socket; give a file, a folder or -")
        return b"", Path(self.path).open("rb")


def open_sources(arguments: Sequence[str], pipe_wait: float = PIPE_WAIT) -> Iterator[Source]:
    """Yield what the arguments name, each file once, in the order given.

    A folder stands for the files in it, at any depth, in order of their paths.
    Hidden files and folders are left out; pipes, devices and links that lead
    to nothing, out of the folder or in a circle are left out with a note.

    Args:
        arguments: Paths; `-` is standard input.
        pipe_wait: Seconds after which a named pipe is given up that nobody writes to.
    """
    seen: set[str] = set()
    for argument in arguments:
        for source in _named(argument, pipe_wait):
            if source.origin not in seen:
                seen.add(source.origin)
                yield source


def _named(argument: str, pipe_wait: float) -> Iterator[Source]:
    if argument == "-":
        yield Source("-", "-")
        return
    shown = _printable(argument)
    if not argument or "\0" in argument:
        yield Source(shown, shown or "''", path=argument, trouble="not a path")
        return
    path = os.path.realpath(argument)  # Path.resolve fails on circles
    if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir fails on names too long)
        yield from _folder(path, argument)
    elif _is_pipe(argument):
        # The target of /dev/fd/63 is another one in every run.
        origin = _printable(str(Path(argument).absolute()))
        yield Source(origin, shown, path=argument, pipe_wait=pipe_wait)
    else:
        yield Source(_printable(path), shown, path=argument)


def _is_pipe(path: str) -> bool:
    try:
        return stat.S_ISFIFO(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


def _folder(root: str, shown: str) -> Iterator[Source]:
    """Yield the files of a folder; notes stand with the file after them, or the last."""
    last: Source | None = None
    notes: list[Skipped] = []
    for found in _walk(root, shown, root, {root}):
        if isinstance(found, Skipped):
            notes.append(found)
            continue
        if last:
            yield last
        found.notes.extend(notes)
        last, notes = found, []
    if last is None:
        trouble = "the folder holds no file to read"
        last = Source(_printable(root), _printable(shown), path=root, trouble=trouble)
    last.notes.extend(notes)
    yield last


def _walk(folder: str, shown: str, root: str, above: set[str]) -> Iterator[Source | Skipped]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208
    except OSError as error:
        yield Source(_printable(folder), _printable(shown), path=folder, trouble=_why(error))
        return
    for name in names:
        if name.startswith("."):
            continue
        path, label = os.path.join(folder, name), os.path.join(shown, name)  # noqa: PTH118
        target = os.path.realpath(path)
        if reason := _no_source(path, target, root, above):
            yield Skipped(_printable(label), 0, reason, name)
        elif Path(target).is_dir():
            yield from _walk(target, label, root, above | {target})
        else:
            yield Source(_printable(target), _printable(label), path=target)


def _no_source(path: str, target: str, root: str, above: set[str]) -> str | None:
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        return f"a link that leads nowhere, or cannot be followed: {_why(error)}"
    if target in above:
        return "a link in a circle"
    if os.path.commonpath([root, target]) != root:
        return "a link that leads out of the folder"
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return "a pipe, device or socket: name it to read it"
    return None


def _pipe(path: str, shown: str, wait: float) -> tuple[bytes, BinaryIO]:
    """Open a named pipe and wait, within bounds, for a writer; then for the data, without."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    first, deadline = b"", time.monotonic() + wait
    anonymous = "pipe:" in os.path.realpath(path)  # its writer is there, or was
    try:
        while not first:
            try:
                first = os.read(descriptor, HEAD)
            except BlockingIOError:
                break
            if first or anonymous:
                break
            if time.monotonic() > deadline:
                raise ReadError(f"{shown}: nobody wrote to this pipe for {wait:g} seconds")
            time.sleep(0.02)
        os.set_blocking(descriptor, True)
    except BaseException:
        os.close(descriptor)
        raise
    return first, os.fdopen(descriptor, "rb")


class _Replay(io.RawIOBase):
    """A stream whose head has been read, and is read again by whoever reads on."""

    def __init__(self, raw: BinaryIO, shown: str, first: bytes = b"") -> None:
        self._raw = raw
        self._shown = shown
        self._at = 0
        parts, size = [first], len(first)
        while size < HEAD and (more := self._more(HEAD - size)):
            parts.append(more)
            size += len(more)
        self._ready = b"".join(parts)
        self.head = self._ready[:HEAD]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._at < len(self._ready):
            piece = self._ready[self._at : self._at + len(buffer)]
            self._at += len(piece)
        else:
            piece = self._more(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _more(self, size: int) -> bytes:
        try:
            return self._raw.read(size)
        except (OSError, EOFError, zlib.error) as error:
            raise ReadError(f"{self._shown}: breaks off or is damaged ({error})") from error


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read ({' '.join(reason.split())})"


def _printable(path: str) -> str:
    """Return a path as text that can be written anywhere: bytes that are none as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")

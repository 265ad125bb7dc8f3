"""Finds what arguments name: files, folders, named pipes and standard input.

Nothing is opened before `Source.parts`, so that one source that cannot be read
does not keep the others from being read.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from ..errors import ReadError
from ..model import Skipped
from .budget import Budget, Limits
from .content import HEAD, Content, Part, Place, printable, why
from .packed import unpacked

PIPE_WAIT = 10.0  # seconds to wait for somebody to open a named pipe for writing


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

    def parts(self, limits: Limits | None = None) -> Iterator[Part | Skipped]:
        """Open the source and yield what it holds: itself, or the members of an archive.

        What cannot be read is a part that says so when it is opened. Each part
        must be read before the next is asked for.
        """
        budget = Budget(limits or Limits(), self.shown)
        place = Place(self.origin, self.shown)
        try:
            first, raw = self._raw()
        except ReadError as error:
            yield Part(*place, error)
            return
        except (OSError, ValueError) as error:
            yield Part(*place, ReadError(f"{self.shown}: {why(error)}"))
            return
        try:
            yield from self._opened(first, raw, place, budget)
        finally:
            if self.path is not None:
                raw.close()

    def _opened(
        self, first: bytes, raw: BinaryIO, place: Place, budget: Budget
    ) -> Iterator[Part | Skipped]:
        watched = _Watched(raw, self.shown)
        file = raw if stat.S_ISREG(watched.mode) and raw.seekable() else None
        try:
            content = Content(watched, self.shown, first, budget.take)
            yield from unpacked(content, place, budget, file)
            watched.check()
        except ReadError as error:
            yield Part(*place, error)

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


class _Watched:
    """A stream that tells when its file was changed while it was read."""

    def __init__(self, raw: BinaryIO, shown: str) -> None:
        self._raw = raw
        self._shown = shown
        self._before = self._state()

    @property
    def mode(self) -> int:
        """Of the file; 0 where there is none behind the stream."""
        return self._before[0] if self._before else 0

    def read(self, size: int, /) -> bytes:
        """Return bytes of the file.

        Raises:
            ReadError: It has ended, and is not what it was at the beginning.
        """
        piece = self._raw.read(size)
        if not piece:
            self.check()
        return piece

    def check(self) -> None:
        """Compare the file with what it was at the beginning.

        Raises:
            ReadError: It has another size, or was written to.
        """
        if self._state() != self._before:
            raise ReadError(f"{self._shown}: was changed while it was read; run it again")

    def _state(self) -> tuple[int, int, int] | None:
        try:
            found = os.fstat(self._raw.fileno())
        except OSError:  # a stream of a program, without a file
            return None
        if not stat.S_ISREG(found.st_mode):
            return found.st_mode, 0, 0
        return found.st_mode, found.st_size, found.st_mtime_ns


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
    shown = printable(argument)
    if not argument or "\0" in argument:
        yield Source(shown, shown or "''", path=argument, trouble="not a path")
        return
    path = os.path.realpath(argument)  # Path.resolve fails on circles
    if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir fails on names too long)
        yield from _folder(path, argument)
    elif _is_pipe(argument):
        # The target of /dev/fd/63 is another one in every run.
        origin = printable(str(Path(argument).absolute()))
        yield Source(origin, shown, path=argument, pipe_wait=pipe_wait)
    else:
        yield Source(printable(path), shown, path=argument)


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
        last = Source(printable(root), printable(shown), path=root, trouble=trouble)
    last.notes.extend(notes)
    yield last


def _walk(folder: str, shown: str, root: str, above: set[str]) -> Iterator[Source | Skipped]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208
    except OSError as error:
        yield Source(printable(folder), printable(shown), path=folder, trouble=why(error))
        return
    for name in names:
        if name.startswith("."):
            continue
        path, label = os.path.join(folder, name), os.path.join(shown, name)  # noqa: PTH118
        target = os.path.realpath(path)
        if reason := _no_source(path, target, root, above):
            yield Skipped(printable(label), 0, reason, name)
        elif Path(target).is_dir():
            yield from _walk(target, label, root, above | {target})
        else:
            yield Source(printable(target), printable(label), path=target)


def _no_source(path: str, target: str, root: str, above: set[str]) -> str | None:
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        return f"a link that leads nowhere, or cannot be followed: {why(error)}"
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

"""Other processes that extract beside the first one, each with a compiled vocabulary of its own."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import GraphError
from ..model import Findings, Paper

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from .extraction import Extraction

# A vocabulary's path, and its bytes: a pipe cannot be read twice.
Files = Sequence[tuple[Path, bytes]]

_extraction: Extraction | None = None


class Workers:
    """Processes that are started when they first have something to do.

    They are spawned, not forked: it is the same on every system, and nothing of the first
    process can leak into them.
    """

    def __init__(self, count: int, files: Files, shipped: int) -> None:
        self.count = count
        self._given = (files, shipped)
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, papers: Sequence[Paper]) -> Future[list[Findings]]:
        """Let one of them extract; the answer is asked for with `answer`."""
        # One process alone needs none of these.
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.count, get_context("spawn"), initializer=_start, initargs=self._given
            )
        try:
            return self._pool.submit(_findings, papers)
        except BrokenProcessPool as error:
            raise _ended() from error

    @staticmethod
    def answer(future: Future[list[Findings]]) -> list[Findings]:
        """Return what a process found.

        Raises:
            GraphError: It ended before it was done, or an extractor raised this.
        """
        from concurrent.futures.process import BrokenProcessPool

        try:
            return future.result()
        except BrokenProcessPool as error:
            raise _ended() from error

    def close(self) -> None:
        """End them; what they have not begun is left undone."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _ended() -> GraphError:
    return GraphError(
        "A process that extracts ended unexpectedly, perhaps for want of memory; try --jobs 1."
    )


def _start(files: Files, shipped: int) -> None:
    from .extraction import Extraction

    # The first process hears of Ctrl-C too, and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _extraction
    _extraction = Extraction.of(files, shipped)


def _findings(papers: Sequence[Paper]) -> list[Findings]:
    if _extraction is None:
        raise RuntimeError("the process was not started by Workers")
    return _extraction.findings(papers)

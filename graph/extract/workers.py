"""Other processes that extract beside the first one, each with a compiled vocabulary of its own."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..errors import GraphError
from ..model import Findings, Paper, replace
from ..plugins import brought
from .packing import packed, unpacked

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.synchronize import Event

    from .extraction import Extraction

    # What was found, or what another process will tell.
    Part = list[Findings] | Future[bytes]

# A vocabulary's path, and its bytes: a pipe cannot be read twice.
Files = Sequence[tuple[Path, bytes]]
Context = TypeVar("Context")

# Papers that go to a process at one time, and characters of them.
AT_ONCE = 256
_CHARACTERS = 1 << 20
# Characters that one process alone finds before it asks others: to get ready takes them as long.
_WORTH = 1 << 19
# What each process is given ahead, so that it need not wait for the first one.
_AHEAD = 2

_extraction: Extraction | None = None
_stopped: Event | None = None


class Workers:
    """Processes that are started when they first have something to do.

    They are spawned, not forked: it is the same on every system, and nothing of the first
    process can leak into them.
    """

    def __init__(self, count: int, files: Files, shipped: int) -> None:
        self.count = count
        self._given = (files, shipped)
        self._pool: ProcessPoolExecutor | None = None
        self._stopped: Event | None = None
        self._under_way: list[Future[bytes]] = []
        self._begun = 0
        # No extractor of ours reads references, of which there can be very many.
        self._whole = bool(brought("extractor"))

    def in_order(
        self,
        batches: Iterable[tuple[Context, Sequence[Paper]]],
        alone: Callable[[Sequence[Paper]], list[Findings]],
    ) -> Iterator[tuple[Context, list[Findings]]]:
        """Yield what was found in batches, in their order, some of them read ahead.

        Where all processes have enough to do, this one extracts, too.

        Args:
            batches: Papers, with what is given back beside their findings.
            alone: Extracts in this process.

        Raises:
            GraphError: A process ended before it was done, or an extractor raised this.
        """
        waiting: deque[tuple[Context, list[Part]]] = deque()
        for context, papers in batches:
            parts: list[Part] = []
            waiting.append((context, parts))
            for some in slices(papers):
                parts.append(self._submitted(some) or alone(some))
            while waiting and (len(waiting) > self._most or _done(waiting[0][1])):
                context, parts = waiting.popleft()
                yield context, _joined(parts)
        for context, parts in waiting:
            yield context, _joined(parts)

    @property
    def _most(self) -> int:
        return _AHEAD * (self.count + 1)

    def _submitted(self, papers: Sequence[Paper]) -> Future[bytes] | None:
        """Give papers to another process; None where it is not worth it, or all have enough."""
        if self._begun < _WORTH:
            self._begun += sum(map(_size, papers))
            return None
        self._under_way = [future for future in self._under_way if not future.done()]
        if len(self._under_way) >= _AHEAD * self.count:
            return None
        future = self.submit(papers)
        self._under_way.append(future)
        return future

    def submit(self, papers: Sequence[Paper]) -> Future[bytes]:
        """Let one of them extract; the answer is asked for with `answer`."""
        # One process alone needs none of these.
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        if not self._whole:
            papers = [replace(paper, references=()) for paper in papers]
        if self._pool is None:
            context = get_context("spawn")
            self._stopped = context.Event()
            given = (*self._given, self._stopped)
            self._pool = ProcessPoolExecutor(self.count, context, _start, given)
        try:
            with _unheard():
                return self._pool.submit(_findings, papers)
        except BrokenProcessPool as error:
            raise _ended() from error

    def close(self) -> None:
        """End them; what they have not begun is left undone."""
        if self._pool is not None and self._stopped is not None:
            self._stopped.set()
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def answer(future: Future[bytes]) -> list[Findings]:
    """Return what a process found.

    Raises:
        GraphError: It ended before it was done, or an extractor raised this.
    """
    from concurrent.futures.process import BrokenProcessPool

    try:
        return unpacked(future.result())
    except BrokenProcessPool as error:
        raise _ended() from error


def slices(papers: Sequence[Paper]) -> Iterator[Sequence[Paper]]:
    """Yield papers in order, as many at a time as are kept cut into words."""
    first = size = 0
    for place, paper in enumerate(papers):
        if place > first and (place - first == AT_ONCE or size > _CHARACTERS):
            yield papers[first:place]
            first, size = place, 0
        size += _size(paper)
    if first < len(papers):
        yield papers[first:]


def _size(paper: Paper) -> int:
    return sum([len(passage.text) for passage in paper.passages])


def _done(parts: Iterable[Part]) -> bool:
    return all(isinstance(part, list) or part.done() for part in parts)


def _joined(parts: Iterable[Part]) -> list[Findings]:
    told = (part if isinstance(part, list) else answer(part) for part in parts)
    return [findings for some in told for findings in some]


def _ended() -> GraphError:
    return GraphError(
        "A process that extracts ended unexpectedly, perhaps for want of memory; try --jobs 1."
    )


@contextmanager
def _unheard() -> Iterator[None]:
    """Let processes that begin here never hear of Ctrl-C: the first one does, and ends them."""
    if sys.platform == "win32":  # there `_start` sees to it
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(files: Files, shipped: int, stopped: Event) -> None:
    from .extraction import Extraction

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _extraction, _stopped
    _extraction = Extraction.of(files, shipped)
    _stopped = stopped


def _findings(papers: Sequence[Paper]) -> bytes:
    if _extraction is None or _stopped is None:
        raise RuntimeError("the process was not started by Workers")
    return b"" if _stopped.is_set() else packed(_extraction.findings(papers))

"""How much of a source is read: what is small on a disk can be endless."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import ReadError

_FREE = 100 << 20  # bytes up to which the ratio does not matter: small files pack very well


@dataclass(frozen=True)
class Limits:
    """How much may come out of one source, and be in memory of it.

    Attributes:
        bytes: All that is unpacked from it.
        ratio: How many times its size that may be, once it is 100 MiB; None for
            any. JSON and XML of papers pack to a tenth, tables rarely to a hundredth.
        members: Of its archives together.
        depth: How often one thing may be packed in another; a `.tar.gz` counts twice.
        record: Bytes of one record, or of a page, that is read whole; None for what
            is usual for its format.
    """

    bytes: int = 16 << 30
    ratio: int | None = 200
    members: int = 100_000
    depth: int = 4
    record: int | None = None


class Budget:
    """Counts what is taken from one source and what it unpacks to.

    Attributes:
        error: Why nothing more may be unpacked from it.
    """

    def __init__(self, limits: Limits, shown: str) -> None:
        self.limits = limits
        self.error: ReadError | None = None
        self._shown = shown
        self._packed = self._unpacked = self._members = 0

    def take(self, size: int) -> None:
        """Count bytes of the source as it is packed."""
        self._packed += size

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            ReadError: They are too many.
        """
        self._unpacked += size
        limits = self.limits
        if self._unpacked > limits.bytes:
            self._stop(f"unpacks to more than {limits.bytes:,} bytes; --max-bytes raises the limit")
        if limits.ratio and self._unpacked > max(_FREE, limits.ratio * self._packed):
            self._stop(
                f"unpacks to more than {limits.ratio} times its size, as a bomb does; "
                "if it is none, say with --max-bytes how much of it to read"
            )

    def member(self) -> None:
        """Count a member of an archive.

        Raises:
            ReadError: They are too many.
        """
        self._members += 1
        if self._members > self.limits.members:
            self._stop(
                f"has more than {self.limits.members:,} members; unpack it and give the folder"
            )

    def _stop(self, reason: str) -> None:
        self.error = ReadError(f"{self._shown}: {reason}")
        raise self.error

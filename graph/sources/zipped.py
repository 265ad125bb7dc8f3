"""Members of a zip archive, and the documents of other programs that are one inside."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from .member import Member, is_hidden

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
_READ = 16 << 20  # bytes of the list of members at most: about 100,000 of them
_ENCRYPTED = 0x1


def is_zip(head: bytes) -> bool:
    """Tell from the first bytes."""
    return head.startswith(_MAGIC)


class Archive(zipfile.ZipFile):
    """A zip archive whose list of members is bounded."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(_Bounded(file))

    @property
    def is_workbook(self) -> bool:
        """Whether it is a workbook of Excel, which a reader reads."""
        names = self.NameToInfo
        return "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names)

    @property
    def document(self) -> str | None:
        """Say what it is when it is no archive for those who made it, nor a workbook."""
        names = self.NameToInfo
        if "[Content_Types].xml" in names:
            return "a document of Office; save its text or its table as a text file"
        if "mimetype" in names and "META-INF/container.xml" in names:
            return "an e-book; nothing in it says what is a record"
        if "mimetype" in names and "META-INF/manifest.xml" in names:
            return "a document of OpenOffice; save its table as CSV"
        if "META-INF/MANIFEST.MF" in names:
            return "a program in Java, not records"
        return None

    def members(self) -> Iterator[Member]:
        """Yield the members in the order of the archive's own list."""
        for info in self.infolist():
            name = info.filename
            if name.endswith("/"):
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                yield Member(name, note="a link in an archive")
            elif is_hidden(name):
                yield Member(name, note="hidden in an archive")
            elif info.flag_bits & _ENCRYPTED:
                yield Member(name, trouble="is encrypted; unpack it with its password first")
            else:
                yield Member(name, open=partial(self.open, info))


class _Bounded:
    """A file that is never read in large pieces, as `zipfile` does with a list of members."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(min(size, _READ + 1) if size >= 0 else _READ + 1)
        if len(data) > _READ:
            raise zipfile.BadZipFile("a list of members that is too long; unpack it first")
        return data

    def close(self) -> None:
        """Leave it open: who opened it closes it."""

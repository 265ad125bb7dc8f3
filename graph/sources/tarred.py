"""Members of a tar archive, read as a stream.

Not by `tarfile` alone: it ends in silence at a damaged header, and takes names
of any length into memory. It reads the headers for us.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from ..errors import ReadError
from .content import Content, damaged
from .member import Member, is_hidden

_BLOCK = 512
_NAME_LIMIT = 1 << 16  # bytes of a name, or of the fields that precede a member
_GNU_NAMES = {tarfile.GNUTYPE_LONGNAME: "path", tarfile.GNUTYPE_LONGLINK: "linkpath"}
_PAX = (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)
_FILES = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
_LINKS = (tarfile.LNKTYPE, tarfile.SYMTYPE)


def is_tar(head: bytes) -> bool:
    """Tell by the checksum of the first header."""
    try:
        _header(head[:_BLOCK])
    except tarfile.TarError:
        return False
    return True


def members(content: Content) -> Iterator[Member]:
    """Yield the members; each must be read before the next is asked for.

    Raises:
        ReadError: The archive breaks off.
        tarfile.TarError: It is damaged.
    """
    fields: dict[str, str] = {}
    while header := content.read(_BLOCK):
        header += _exactly(content, _BLOCK - len(header))
        if not header.strip(b"\0"):
            # The mark of the end; another archive may follow, and the checksum of a gzip.
            continue
        found = _header(header)
        if found.type in _GNU_NAMES:
            fields[_GNU_NAMES[found.type]] = _text(_extra(content, found.size).rstrip(b"\0"))
        elif found.type in _PAX:
            fields |= _pax(_extra(content, found.size))
        elif found.type == tarfile.XGLTYPE:
            _extra(content, found.size)  # for all members; nothing of it tells where they are
        else:
            data = _Data(content, _size(found, fields))
            name = fields.get("path", found.name)
            note = _note(found, name, header, content, sparse="GNU.sparse.major" in fields)
            if note != "":
                yield Member(name, note=note)
            elif not found.isdir():
                yield Member(name, open=data.open)
            data.skip()
            fields = {}


def _note(
    found: tarfile.TarInfo, name: str, header: bytes, content: Content, *, sparse: bool
) -> str:
    """Say why a member is no source; nothing of a file or a folder."""
    if found.type == tarfile.GNUTYPE_SPARSE:
        goes_on = header[482]
        while goes_on:
            goes_on = _exactly(content, _BLOCK)[504]
        sparse = True
    if found.type in _LINKS:
        return "a link in an archive"
    if sparse:
        return "a file with holes; pack it anew without --sparse"
    if not (found.type in _FILES or found.isdir()):
        return "a pipe or device in an archive"
    return "hidden in an archive" if is_hidden(name) and not found.isdir() else ""


def _size(found: tarfile.TarInfo, fields: dict[str, str]) -> int:
    """Return how many bytes follow the header; of links and folders none, whatever it says."""
    if not found.isreg() and found.type in tarfile.SUPPORTED_TYPES:
        return 0
    size = fields.get("size", str(found.size))
    if not size.isdecimal() or len(size) > 20:
        raise tarfile.HeaderError("a size that is no number")
    return int(size)


class _Data:
    """The bytes of one member."""

    def __init__(self, content: Content, size: int) -> None:
        self._content = content
        self._left = size
        self._padding = -size % _BLOCK

    def open(self) -> _Data:
        return self

    def read(self, size: int, /) -> bytes:
        piece = self._content.read(min(size, self._left)) if self._left else b""
        if self._left and not piece:
            raise _breaks_off(self._content)
        self._left -= len(piece)
        return piece

    def skip(self) -> None:
        while self.read(_BLOCK * 128):
            pass
        _exactly(self._content, self._padding)


def _header(block: bytes) -> tarfile.TarInfo:
    return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")


def _breaks_off(content: Content) -> ReadError:
    return damaged(content.shown, EOFError("the archive ends within a member"))


def _exactly(content: Content, size: int) -> bytes:
    parts = []
    while size:
        piece = content.read(size)
        if not piece:
            raise _breaks_off(content)
        parts.append(piece)
        size -= len(piece)
    return b"".join(parts)


def _extra(content: Content, size: int) -> bytes:
    if not 0 <= size <= _NAME_LIMIT:
        raise tarfile.HeaderError(f"{size} bytes for the name of a member")
    data = _exactly(content, size)
    _exactly(content, -size % _BLOCK)
    return data


def _pax(data: bytes) -> dict[str, str]:
    r"""Return the fields of records like `30 path=a/name\n`, whose number is their length."""
    fields = {}
    while data:
        length, _, _ = data.partition(b" ")
        if not length.isdigit() or not 0 < int(length) <= len(data):
            raise tarfile.HeaderError("fields that cannot be read")
        name, _, value = data[len(length) + 1 : int(length)].rstrip(b"\n").partition(b"=")
        fields[_text(name)] = _text(value)
        data = data[int(length) :]
    return fields


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")

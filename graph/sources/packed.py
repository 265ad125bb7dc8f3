"""What is compressed or in an archive, found by its first bytes and unpacked as a stream."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from ..errors import ReadError
from ..model import Skipped
from . import tarred, zipped
from .budget import Budget
from .content import DAMAGE, HEAD, Content, Part, Place, Readable, damaged, zstd
from .member import Member

_SPOOL = 64 << 20  # bytes of a zip archive from a pipe in memory; larger ones wait in a file
_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 27}  # 128 MiB, what `zstd -d` allows

_COMPRESSED: dict[re.Pattern[bytes], Callable[[BinaryIO], Readable]] = {
    re.compile(rb"\x1f\x8b\x08"): lambda raw: gzip.GzipFile(fileobj=raw),
    re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"): bz2.BZ2File,
    re.compile(rb"\xfd7zXZ\0"): lzma.LZMAFile,
    re.compile(rb"\x28\xb5\x2f\xfd"): lambda raw: zstd.ZstdFile(raw, options=_WINDOW),
}

# What is known and not read, by its first bytes.
_FOREIGN = {
    b"%PDF-": "a PDF; give a record of the paper, or its full text in a format that is read",
    b"7z\xbc\xaf\x27\x1c": "an archive of 7-Zip; unpack it first",
    b"Rar!\x1a\x07": "an archive of RAR; unpack it first",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
        "a document of an old Office (.xls, .doc), or one with a password; "
        "save it as .xlsx or CSV, without a password"
    ),
}

Parts = Iterator[Part | Skipped]


def unpacked(
    content: Content, place: Place, budget: Budget, file: BinaryIO | None = None, depth: int = 0
) -> Parts:
    """Yield what a content holds: itself, or what is packed in it.

    Each part must be read before the next is asked for.

    Args:
        file: The same bytes as a file that can be read in any order, if there is one.
        depth: How often it was packed.
    """
    head = content.head
    inner = next((opener for magic, opener in _COMPRESSED.items() if magic.match(head)), None)
    is_tar, is_zip = tarred.is_tar(head), zipped.is_zip(head)
    foreign = next((what for magic, what in _FOREIGN.items() if head.startswith(magic)), None)
    if foreign:
        yield Part(*place, ReadError(f"{place.shown}: {foreign}"))
    elif (inner or is_tar or is_zip) and depth == budget.limits.depth:
        yield Part(*place, ReadError(f"{place.shown}: packed more than {depth} times over"))
    elif inner:
        packed = cast(BinaryIO, io.BufferedReader(content, HEAD))
        yield from _inside(lambda: inner(packed), place, budget, depth + 1)
    elif is_tar:
        yield from _members(tarred.members(content), place, budget, depth + 1)
    elif is_zip:
        yield from _zip(content, place, budget, file, depth)
    else:
        yield Part(*place, content)


def _inside(open: Callable[[], Readable], place: Place, budget: Budget, depth: int) -> Parts:
    try:
        content = Content(open(), place.shown, count=budget.spend)
    except ReadError as error:
        yield Part(*place, error)
    except DAMAGE as error:
        yield Part(*place, damaged(place.shown, error))
    else:
        yield from unpacked(content, place, budget, depth=depth)


def _members(found: Iterator[Member], place: Place, budget: Budget, depth: int) -> Parts:
    nothing = True
    try:
        for member in found:
            budget.member()
            here = place.member(member.name)
            if member.note:
                yield Skipped(here.shown, 0, member.note, member.name)
                continue
            nothing = False
            if member.open is None:
                yield Part(*here, ReadError(f"{here.shown}: {member.trouble}"))
            else:
                yield from _inside(member.open, here, budget, depth)
            if budget.error:
                raise budget.error
    except ReadError as error:
        yield Part(*place, error)
    except DAMAGE as error:
        yield Part(*place, damaged(place.shown, error))
    else:
        if nothing:
            yield Part(*place, ReadError(f"{place.shown}: the archive holds no file to read"))


def _zip(
    content: Content, place: Place, budget: Budget, file: BinaryIO | None, depth: int
) -> Parts:
    try:
        with _seekable(content, budget, file) as whole:
            with zipped.Archive(whole) as archive:
                if document := archive.document if not archive.is_workbook else None:
                    raise ReadError(f"{place.shown}: {document}")
                if not archive.is_workbook:
                    yield from _members(archive.members(), place, budget, depth + 1)
                    return
            whole.seek(0)
            yield Part(*place, Content(whole, place.shown))
    except ReadError as error:
        yield Part(*place, error)
    except DAMAGE as error:
        yield Part(*place, damaged(place.shown, error))


@contextmanager
def _seekable(content: Content, budget: Budget, file: BinaryIO | None) -> Iterator[BinaryIO]:
    """Give the bytes as a file; what comes from a pipe or an archive is copied, still packed."""
    if file is not None:
        budget.take(file.seek(0, io.SEEK_END) - len(content.head))
        yield file
        return
    with tempfile.SpooledTemporaryFile(_SPOOL) as spool:
        while piece := content.read(HEAD):
            budget.spend(len(piece))
            spool.write(piece)
        spool.seek(0)
        yield cast(BinaryIO, spool)

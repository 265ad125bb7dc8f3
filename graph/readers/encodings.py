"""Text in any encoding, read as UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import Any, BinaryIO, cast

from ..model import Paper, Rejected, Skipped, Warned

Read = Paper | Rejected | Skipped | Warned

Declared = Callable[[bytes], str]
_Method = Callable[[Any, BinaryIO, str], Iterator[Read]]

_DECLARED = 256  # bytes among which a declaration names the encoding
_CHUNK = 65_536  # bytes looked at together; a longer line is looked at in parts

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 1024  # bytes by which UTF-16 without a mark is told
_PAIRS = 8  # of bytes, at least
# The line that JabRef writes, and the tag of a web page.
_NAMED = re.compile(
    rb"^%+[ \t]*Encoding:[ \t]*([\w.-]+)|<meta\b[^<>]{0,200}\bcharset\s*=\s*[\"']?([\w.-]{1,30})",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = 4096  # bytes within which a file names its encoding
_BYTEWISE = ("iso8859", "cp125", "mac-", "koi8")

_BINARY = re.compile(rb"[\0-\x08\x0e-\x1f]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f]")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{3,}")
_FOREIGN_LETTER = re.compile(rb"[\xc0-\xff]")
_LATIN = re.compile(rb"[A-Za-z]")
_OTHER_SCRIPT = 0.6  # of the letters in words that are not ASCII; in Latin script it is a half
_ENOUGH = 32  # letters that are not ASCII, by which other scripts can be told apart
# In the order in which they are tried; the wider East Asian ones would take any bytes.
_SCRIPTS = [
    *("cp1251", "koi8_r", "cp1253", "cp1255", "shift_jis", "euc_jp", "euc_kr", "big5", "gb18030"),
]

# Becomes the byte FF when the text is written as UTF-8, which never holds that byte.
_UNDECODABLE = "citegraph-undecodable"


def _mark(error: UnicodeError) -> tuple[str, int]:
    return "\udcff", cast(UnicodeDecodeError, error).end


codecs.register_error(_UNDECODABLE, _mark)


class Utf8(io.BufferedReader):
    """A stream that was turned into UTF-8, and what had to be guessed for it."""

    def __init__(self, stream: BinaryIO, declared: Declared | None = None) -> None:
        self._recoded = _Recoded(stream, declared)
        super().__init__(self._recoded, _CHUNK)

    def warned(self, origin: str) -> Iterator[Warned]:
        """Yield, behind what was read, a warning if the encoding was guessed."""
        if self._recoded.guessed:
            line, reason = self._recoded.guessed
            yield Warned(origin, line, reason)


def as_utf8(stream: BinaryIO, declared: Declared | None = None) -> Utf8:
    """Return the stream in UTF-8 without a byte-order mark; itself if it is from here.

    Told by their mark, or by their zero bytes, are UTF-16 and UTF-32. Of the
    rest, lines that are no UTF-8 are read in the encoding that a header of
    JabRef names, else in Windows-1252 or, where most letters are of another
    script, in what charset-normalizer finds. Bytes that do not decode so,
    single ones in a line of UTF-8, and binary data come out as they are, so
    that `decoded` sees them.

    Args:
        declared: Tells the encoding, by the name of its codec, from the first
            bytes of a stream that has no mark; nothing is guessed then.
    """
    return stream if isinstance(stream, Utf8) else Utf8(stream, declared)


def in_utf8(read: _Method) -> _Method:
    """Give a reader's `read` its stream in UTF-8, and tell at the end what was guessed for it."""

    @wraps(read)
    def reading(self: object, stream: BinaryIO, origin: str) -> Iterator[Read]:
        text = as_utf8(stream)
        yield from read(self, cast(BinaryIO, text), origin)
        yield from text.warned(origin)

    return reading


class _Recoded(io.RawIOBase):
    """The stream in UTF-8; the same whatever the sizes in which it is read."""

    def __init__(self, stream: BinaryIO, declared: Declared | None) -> None:
        self._stream = stream
        self._declared = declared
        self._ready = b""
        self._rest = b""  # read, and not yet looked at
        self._line = 1
        self._begun = self._ended = False
        self._decoder: codecs.IncrementalDecoder | None = None
        self._encoding: str | None = None
        self._decided = self._is_declared = False
        self.guessed: tuple[int, str] | None = None

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer, in part or whole."""
        while not self._ready and not (self._ended and not self._rest):
            self._more()
        piece, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)

    def _more(self) -> None:
        data = self._chunk()
        if not self._begun:
            self._begun = True
            data = self._begin(data)
        if self._decoder is not None:
            text = self._decoder.decode(data, final=self._ended)
            self._ready = text.encode("utf-8", "surrogateescape")
            return
        self._ready, self._rest = self._looked_at(data)
        self._line += self._ready.count(b"\n")

    def _chunk(self) -> bytes:
        parts, size = [self._rest], len(self._rest)
        self._rest = b""
        while size < _CHUNK and not self._ended:
            more = self._stream.read(_CHUNK - size)
            self._ended = not more
            parts.append(more)
            size += len(more)
        return b"".join(parts)

    def _begin(self, data: bytes) -> bytes:
        """Find the encoding at the beginning, and return what follows a mark of it."""
        mark, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", "utf-8"))
        if self._declared is not None:
            encoding = encoding if mark else self._declared(data[:_DECLARED])
            self._decided = True
        elif not mark and (order := _order(data[:_LOOKED_AT])):
            encoding = order
            self.guessed = 1, "no byte-order mark: read as UTF-16 by its zero bytes"
        if encoding != "utf-8":
            self._decoder = codecs.getincrementaldecoder(encoding)(_UNDECODABLE)
        elif self._declared is None and (named := _named(data[:_HEADER])):
            self._encoding, self._decided, self._is_declared = named, True, True
        return data[len(mark) :]

    def _looked_at(self, data: bytes) -> tuple[bytes, bytes]:
        """Return what can be given on, in UTF-8, and what must wait for more."""
        if data.isascii():
            return data, b""
        try:
            data.decode()
        except UnicodeDecodeError as error:
            if error.start >= len(data) - 3 and not self._ended and error.start:
                return data[: error.start], data[error.start :]
        else:
            return data, b""
        whole = len(data) if self._ended else data.rfind(b"\n") + 1 or len(data)
        done: list[bytes] = []
        at = 0
        while at < whole:
            end = data.find(b"\n", at, whole) + 1 or whole
            line = data[at:end]
            if not _is_utf8(line):
                if not self._decided and at:
                    return b"".join(done), data[at:]  # to decide with as much as possible
                line = self._recode(line, data[at:whole], len(done))
            done.append(line)
            at = end
        return b"".join(done), data[whole:]

    def _recode(self, line: bytes, following: bytes, above: int) -> bytes:
        if not self._decided:
            self._encoding, self._decided = guessed(_foreign_lines(following)), True
        if self._encoding is None or _BINARY.search(line) or _is_damaged(line):
            return line
        try:
            text = line.decode(self._encoding)
        except UnicodeDecodeError:
            return line
        if self.guessed is None and not self._is_declared:
            reason = f"not UTF-8 from here on: read as {_spoken(self._encoding)}"
            self.guessed = self._line + above, reason
        return text.encode()


def _order(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: zero bytes in every second place, and only there."""
    pairs = len(data) // 2
    even, odd = data[0 : 2 * pairs : 2], data[1 : 2 * pairs : 2]
    zeros = even.count(0), odd.count(0)
    if pairs < _PAIRS or 10 * max(zeros) < pairs or 50 * min(zeros) > pairs:
        return None
    # Plain text with zero bytes in it would be full of signs of two plain letters each.
    plain = sum(31 < a < 127 and 31 < b < 127 for a, b in zip(even, odd, strict=True))
    order = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    text = data[: 2 * pairs].decode(order, "replace")
    return None if 2 * plain > pairs - max(zeros) + 1 or _CONTROL.search(text) else order


def _named(head: bytes) -> str | None:
    """Return the encoding that the file names, if it is one of single bytes."""
    found = _NAMED.search(head)
    try:
        name = codecs.lookup((found[1] or found[2]).decode()).name if found else None
    except LookupError:
        return None
    return name if name and name.startswith(_BYTEWISE) else None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged(line: bytes) -> bool:
    """Tell UTF-8 with a few bad bytes from text in another encoding."""
    text = line.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) >= 2 * bad


def _foreign_lines(data: bytes) -> bytes:
    return b"\n".join(line for line in data.split(b"\n") if not _is_utf8(line))


@lru_cache(maxsize=4)
def guessed(sample: bytes) -> str | None:
    """Return the encoding of lines that are no UTF-8; None when it cannot be told."""
    words = b"".join(w for w in _WORD.findall(sample) if _FOREIGN_LETTER.search(w))
    latin = len(_LATIN.findall(words))
    foreign = len(words) - latin
    if foreign <= _OTHER_SCRIPT * len(words):
        return "cp1252"
    if foreign < _ENOUGH:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_SCRIPTS).best()
    return best.encoding if best else None


def _spoken(encoding: str) -> str:
    """Return the name by which people know an encoding."""
    return re.sub(r"^cp(?=125)", "Windows-", encoding).replace("_", "-")

"""Records of an XML document, one at a time, each parsed for itself.

For a reader of an XML format:

    _LAYOUT = Layout(records=("PubmedArticle",))

    def recognises(self, head):
        found = opening(head)                    # of .opening
        fits = found is not None and found.root == "PubmedArticleSet"
        return Recognition.YES if fits else Recognition.NO

    def read(self, stream, origin):
        for record in records(stream, _LAYOUT, origin):
            if isinstance(record, Record):
                yield from self._result(record)  # record.element is an lxml element
            else:
                yield record                     # Rejected, or Warned

The document is cut at the tags of its records before anything is parsed. So a
record that is broken, not closed, too deep or too long is rejected alone, each
has the line where it begins, and one of them is in memory at a time. The
parser never sees a document type: no entity is expanded beyond the characters
that HTML names, and nothing is opened but the stream. Encodings that the
document declares are honoured.

Names of elements are those of the document: in a namespace they are written
`{namespace}name`, as lxml does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import BinaryIO, NamedTuple

from lxml import etree

from ...model import Rejected, Warned
from ..base import as_utf8, decoded, shown
from ..bounds import largest
from .cutting import Cutter, Piece
from .mending import mended
from .opening import Attributes, encoding

LIMIT = 16 << 20  # bytes of one record, in UTF-8; a longer one is rejected
_TEXT = 10_000_000  # bytes beyond which the parser has to be told that a text may be so long
_DEPTH = 256  # of elements; the parser's own, as long as it is not told so
_TOO_DEEP = f"elements within elements, deeper than {_DEPTH}"
_OF_TAG = 16  # bytes that a tag has on average, at least; its element takes some 200

# Declared for records that use these prefixes and have lost what declared them.
_KNOWN = {
    b"xlink": b"http://www.w3.org/1999/xlink",
    b"mml": b"http://www.w3.org/1998/Math/MathML",
    b"xsi": b"http://www.w3.org/2001/XMLSchema-instance",
}
_MARKUP = re.compile(r"<[^<>]*>?")
_AT_END = re.compile(r"\s*,? line \d+, column \d+\s*$")
_IN_LINE = re.compile(r"(?<=\bline )\d+")


class Layout(NamedTuple):
    """What a format calls its records.

    Attributes:
        records: Names of the elements that are records, without prefixes. None
            stands within another.
        around: Names of elements around records whose attributes a record needs.
    """

    records: tuple[str, ...]
    around: tuple[str, ...] = ()


@dataclass
class Record:
    """One record, parsed.

    Attributes:
        line: Where its first tag begins, from 1.
        element: Of lxml, without comments and processing instructions; at most
            256 levels deep.
        above: The attributes of the elements of `Layout.around` that were last
            opened before it, by name.
        warnings: What had to be mended.
        text: As it stands in the document, in UTF-8.
    """

    line: int
    element: etree._Element
    above: Mapping[str, Attributes]
    warnings: list[str] = field(default_factory=list)
    text: bytes = b""

    def around(self, name: str, attribute: str) -> str:
        """Return an attribute of an element around the record; nothing where it has none."""
        found = self.above.get(name)
        return found.get(attribute, "") if found else ""

    def shown(self) -> str:
        """Return as much of its text as a report shows."""
        return _shown(self.text)


def records(stream: BinaryIO, layout: Layout, origin: str) -> Iterator[Record | Rejected | Warned]:
    """Yield the records in the order they stand, and a rejection for each that is broken.

    Warnings of a record come with it (`Record.warnings`); a `Warned` says what is
    wrong with the document.
    """
    limit = largest(LIMIT)
    cutter = Cutter(as_utf8(stream, encoding), *layout, limit)
    for piece in cutter.read():
        try:
            yield _parsed(piece, limit // _OF_TAG)
        except ValueError as error:
            yield Rejected(origin, piece.line, str(error), _shown(piece.text))
    if cutter.unclosed:
        reason = f"the input ends before </{cutter.unclosed}>; some of it may be missing"
        yield Warned(origin, cutter.line, reason)


@cache
def _parser(*, huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=huge,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _parsed(piece: Piece, tags: int) -> Record:
    """Parse a record, if need be a second time with its mistakes mended.

    Raises:
        ValueError: It cannot be read; the message says why.
    """
    if piece.trouble:
        raise ValueError(piece.trouble)
    if piece.text.count(b"<") > tags:
        raise ValueError(f"more than {tags:,} tags; --max-record raises the limit")
    known = b" ".join(
        b'xmlns:%s="%s"' % entry
        for entry in _KNOWN.items()
        if b"xmlns:%s" % entry[0] not in piece.namespaces
    )
    # On one line with the first tag, so that lines of messages count from it.
    text = b"<r %s %s>%s</r>" % (piece.namespaces, known, piece.text)
    warnings: list[str] = []
    huge = len(text) > _TEXT
    parser = _parser(huge=huge)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        text, warnings = mended(text)
        try:
            root = etree.fromstring(text, parser)
        except etree.XMLSyntaxError as error:
            raise ValueError(_reason(error, piece.line)) from None
    if len(root) != 1:
        raise ValueError("broken XML: its tags do not match")
    if huge and _is_deep(root):
        raise ValueError(_TOO_DEEP)
    return Record(piece.line, root[0], piece.above, warnings, piece.text)


def _is_deep(root: etree._Element) -> bool:
    """Look at what the parser looks at itself, unless it is told to take long texts."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEPTH:
            return True
    return False


def _reason(error: etree.XMLSyntaxError, line: int) -> str:
    message = " ".join((error.msg or "").split())
    if "depth" in message:
        return _TOO_DEEP
    message = _IN_LINE.sub(lambda n: str(int(n[0]) + line - 1), _AT_END.sub("", message))
    return f"broken XML: {message} (line {error.position[0] + line - 1})"


def _shown(text: bytes) -> str:
    plain = _MARKUP.sub(" ", decoded(text[:2_000])[0])
    return shown(" ".join(plain.split()))

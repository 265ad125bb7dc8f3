"""What the first bytes of an XML document tell: its encoding, root and first elements."""

from __future__ import annotations

import codecs
import html
import io
import re
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ..base import as_utf8, decoded

_NAME = rb"[A-Za-z_\x80-\xff][\w.\x80-\xff-]*+(?::[\w.\x80-\xff-]++)?+"
BEGUN = re.compile(rb"</?(" + _NAME + rb")")
TAG = re.compile(BEGUN.pattern + rb"""((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>""")
PASSED_OVER = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
DOCTYPE = re.compile(
    rb"""<!DOCTYPE(?:[^<>"'\[]|"[^"]*"|'[^']*')*+"""
    rb"""(?:\[(?:[^\]"'<]|"[^"]*"|'[^']*'|<!--.*?-->|<\?.*?\?>|<!?)*+\]\s*)?>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(rb"""([^\s=<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PROLOGUE = re.compile(
    rb"(?:\s++|<\?.*?\?>|<!--.*?-->|" + DOCTYPE.pattern + rb")*+", re.DOTALL | re.IGNORECASE
)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{1,100}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
# Codecs that a document may name; Python has some that are no encodings of text.
_ENCODINGS = re.compile(
    r"iso[-_]?8859[-_]\d+|windows-125\d|cp125\d|latin-?\d|koi8-[ru]|gb2312|gbk|gb18030|big5"
    r"|shift[-_]jis|euc-(?:jp|kr)|macintosh",
    re.IGNORECASE,
)
_WITHOUT_MARK = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_NAMED = 200  # elements that an opening names

Attributes = MappingProxyType[str, str]


class Opening(NamedTuple):
    """The root of a document, and what follows it.

    Attributes:
        root: Its name without prefix.
        namespace: Of the root; empty where it has none.
        attributes: Of the root, names with their prefixes.
        names: Of the first elements, the root's first, without prefixes.
        namespaces: All that the first elements declare.
    """

    root: str
    namespace: str
    attributes: Attributes
    names: tuple[str, ...]
    namespaces: frozenset[str]


@lru_cache(maxsize=1)
def opening(head: bytes) -> Opening | None:
    """Return how a document begins; None where this is no beginning of XML."""
    text = as_utf8(io.BytesIO(head), encoding).read()
    prologue = _PROLOGUE.match(text)
    first = TAG.match(text, prologue.end() if prologue else 0)
    if not first or text.startswith(b"</", first.start()):
        return None
    found = attributes(first[2])
    prefix, _, name = decoded(first[1])[0].rpartition(":")
    namespace = found.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
    names, namespaces = [name], _namespaces(found)
    for tag in TAG.finditer(text, first.end()):
        if len(names) == _NAMED:
            break
        if not tag[0].startswith(b"</"):
            names.append(local_name(tag[1]))
            namespaces |= _namespaces(attributes(tag[2])) if b"xmlns" in tag[2] else set()
    return Opening(name, namespace, found, tuple(names), frozenset(namespaces))


def encoding(head: bytes) -> str:
    """Return the codec for a document without a byte-order mark, by its declaration.

    Latin-1 is read as Windows-1252, as browsers do; a document that calls
    itself UTF-16 in bytes of ASCII is not.
    """
    for sign, codec in _WITHOUT_MARK:
        if head.startswith(sign):
            return codec
    found = _DECLARED.match(head)
    name = found[1].decode("ascii").lower() if found else "utf-8"
    try:
        known = codecs.lookup(name).name if _ENCODINGS.fullmatch(name) else "utf-8"
    except LookupError:
        return "utf-8"
    return "cp1252" if known == "iso8859-1" else known


def attributes(text: bytes) -> Attributes:
    """Return the attributes of a tag, given what follows its name."""
    return MappingProxyType(
        {
            decoded(name)[0]: html.unescape(decoded(double or single)[0])
            for name, double, single in _ATTRIBUTE.findall(text)
        }
    )


def _namespaces(found: Attributes) -> set[str]:
    return {value for name, value in found.items() if name.partition(":")[0] == "xmlns"}


def local_name(name: bytes) -> str:
    """Return a name without its prefix."""
    return decoded(name.rpartition(b":")[2])[0]

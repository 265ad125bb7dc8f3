"""From bytes to papers: which readers there are, and which one fits an input.

The readers' modules, and what they import, are loaded when first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import PurePath
from types import MappingProxyType

from ..errors import AmbiguousFormatError, UnknownFormatError, UsageError
from ..plugins import built_in, others
from .base import HEAD, Read, Reader, Recognition
from .bounds import within

__all__ = [
    "BUILT_IN",
    "HEAD",
    "Read",
    "Reader",
    "Recognition",
    "asked",
    "choose",
    "readers",
    "within",
]

# What may stand behind the suffix that names the format.
_PACKED = re.compile(r"(?:\.(?:gz|bz2|xz|zst))+$")

BUILT_IN = {
    "acl-anthology": "xml.acl_anthology:AclAnthologyReader",
    "arxiv-atom": "xml.arxiv_atom:ArxivAtomReader",
    "arxiv-json": "indexes.arxiv_json:ArxivJsonReader",
    "better-bibtex-json": "managers.zotero_json:ZoteroJsonReader",
    "bibtex": "bibtex.reader:BibtexReader",
    "crossref": "indexes.crossref:CrossrefReader",
    "csl-json": "managers.csl_json:CslJsonReader",
    "csv": "tables.delimited:CsvReader",
    "dblp": "xml.dblp:DblpReader",
    "endnote-xml": "xml.endnote:EndnoteReader",
    "excel": "tables.excel:ExcelReader",
    "html-page": "web.reader:HtmlPageReader",
    "huggingface": "indexes.huggingface:HuggingFaceReader",
    "jats": "full_text.jats:JatsReader",
    "jsonl": "json.lines:JsonLinesReader",
    "nbib": "managers.nbib:NbibReader",
    "oai-pmh": "xml.oai:OaiReader",
    "openaire": "xml.openaire:OpenaireReader",
    "openaire-json": "indexes.openaire:OpenaireJsonReader",
    "openalex": "indexes.openalex:OpenAlexReader",
    "page": "page.reader:PageReader",
    "papers-with-code": "indexes.papers_with_code:PapersWithCodeReader",
    "pubmed-xml": "xml.pubmed:PubmedReader",
    "reading-list": "lists.reader:ReadingListReader",
    "ris": "managers.ris:RisReader",
    "s2orc": "full_text.s2orc:S2orcReader",
    "semantic-scholar": "indexes.semantic_scholar:SemanticScholarReader",
    "tei": "full_text.tei:TeiReader",
    "unarxive": "full_text.unarxive:UnarxiveReader",
    "wos": "managers.wos:WosReader",
}


# What an input must hold, in any encoding, for one of these readers to recognise it. They are the
# readers that take time to load, and most inputs are of none of their formats.
_MARKUP, _OBJECT = re.compile(b"<"), re.compile(rb'\{[\s\0]*"')
_SIGNS = {
    "xml.": _MARKUP,
    "full_text.jats": _MARKUP,
    "full_text.tei": _MARKUP,
    "full_text.": _OBJECT,
    "indexes.": _OBJECT,
    "managers.csl_json": _OBJECT,
    "managers.zotero_json": _OBJECT,
    "managers.nbib": re.compile(rb"P\0*M\0*I\0*D"),
    "managers.ris": re.compile(rb"T\0*Y\0* \0* \0*-"),
    "managers.wos": re.compile(rb"(?:F\0*N|P\0*T)\0*[ \t]"),
    "bibtex.": re.compile(rb"@[\s\0\w]*[{(]"),
    "tables.delimited": re.compile(
        rb"\A[\s\0\xef\xbb\xbf\xfe\xff]*(?:[^\n]*\n){0,4}[^\n]*?t\0*i\0*t\0*l\0*e", re.IGNORECASE
    ),
    "tables.excel": re.compile(b"PK"),
    "web.": _MARKUP,
}

# Who of ours claims a suffix that few do. If one of them is sure the others need not be loaded:
# were another as sure, the suffix would decide against it.
CLAIMED = {
    ".bib": ("bibtex",),
    ".csv": ("csv",),
    ".md": ("reading-list",),
    ".nbib": ("nbib",),
    ".ris": ("ris",),
    ".tsv": ("csv",),
    ".txt": ("csv", "nbib", "page", "wos"),
}


def readers() -> Mapping[str, Reader]:
    """Return every reader by name: our own, then those of other packages.

    Raises:
        GraphError: A reader of another package cannot be loaded, or has a name
            that is taken.
    """
    return MappingProxyType({name: _reader(name) for name in (*BUILT_IN, *_others())})


@cache
def _others() -> Mapping[str, Reader]:
    return dict(others("reader", BUILT_IN, ("name", "recognises", "read")))


def _reader(name: str) -> Reader:
    return _own(name) if name in BUILT_IN else _others()[name]


@cache
def _own(name: str) -> Reader:
    reader: Reader = built_in(BUILT_IN[name], __name__)()
    return reader


def asked(name: str, head: bytes) -> bool:
    """Tell whether a reader is asked about an input; one that is not would not recognise it."""
    place = BUILT_IN.get(name, "")
    sign = next((sign for begin, sign in _SIGNS.items() if place.startswith(begin)), None)
    return sign is None or sign.search(head) is not None


def choose(head: bytes, origin: str, format: str | None = None) -> Reader:
    """Return the reader for an input.

    Readers decide by the content. When several would do equally well, the one
    that claims the suffix of the file is taken; never the first in some order.

    Args:
        head: The first `HEAD` bytes, or all where there are fewer.
        origin: For the message of an error, and for the suffix.
        format: Name of a reader; nothing is guessed then. `list` is none, and so
            makes an error that lists them.

    Raises:
        UsageError: No reader has this name.
        UnknownFormatError: No reader recognises the input.
        AmbiguousFormatError: Several do.
    """
    known = (*BUILT_IN, *_others())
    if format is not None:
        if format not in known:
            unknown = "" if format == "list" else f"No format is called {format}. "
            raise UsageError(f"{unknown}Formats are {', '.join(known)}.")
        return _reader(format)
    suffix = _suffix(origin)
    first = (*CLAIMED[suffix], *_others()) if suffix in CLAIMED else known
    answers = _answers(first, head)
    if not any(answers[n] is Recognition.YES and _claims(n, suffix) for n in answers):
        answers |= _answers([name for name in known if name not in first], head)
    for wanted in (Recognition.YES, Recognition.MAYBE):
        names = [name for name, answer in answers.items() if answer is wanted]
        if len(names) > 1:
            names = [name for name in names if _claims(name, suffix)] or names
        if len(names) > 1:
            raise AmbiguousFormatError(origin, names)
        if names:
            return _reader(names[0])
    raise UnknownFormatError(origin, known)


def _answers(names: Iterable[str], head: bytes) -> dict[str, Recognition]:
    return {name: _reader(name).recognises(head) for name in names if asked(name, head)}


def _suffix(origin: str) -> str:
    return PurePath(_PACKED.sub("", origin.lower())).suffix


def _claims(name: str, suffix: str) -> bool:
    return suffix in getattr(_reader(name), "suffixes", ())

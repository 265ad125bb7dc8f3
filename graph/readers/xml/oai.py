"""Metadata as archives hand them out by OAI-PMH: arXiv's own forms, and Dublin Core."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from lxml import etree

from .. import printed
from ..draft import Draft
from .elements import first, text, texts
from .opening import Opening
from .reader import XmlReader
from .stream import Layout, Record

_FORMS = frozenset(["arXiv", "arXivRaw", "dc"])
_OPENAIRE = "http://namespace.openaire.eu/oaf"
_WEB = ("http://", "https://")


class OaiReader(XmlReader):
    """Reads records; what an archive has deleted is skipped."""

    name = "oai-pmh"
    layout = Layout(records=("record",))

    def fits(self, found: Opening) -> bool:
        """Tell by the root and the form of the first records."""
        return (
            found.root in ("OAI-PMH", "ListRecords", "GetRecord")
            and "record" in found.names
            and bool(_FORMS & set(found.names))
            and _OPENAIRE not in found.namespaces
        )

    def draft(self, record: Record) -> Draft | str:
        """Return a paper; a record without metadata is none."""
        for name, form in _READ.items():
            for metadata in record.element.iterfind(f"{{*}}metadata/{{*}}{name}"):
                draft = form(metadata)
                draft.local = first(record.element, "{*}header/{*}identifier")
                return draft
        header = record.element.find("{*}header")
        deleted = header is not None and header.get("status") == "deleted"
        return "deleted by the archive" if deleted else "no metadata of arXiv or Dublin Core"


def _arxiv(metadata: etree._Element) -> Draft:
    """Return a paper in the form `arXiv`, whose authors are in parts."""
    draft = _of_arxiv(metadata)
    draft.dates = list(texts(metadata, "{*}created"))
    for author in metadata.iterfind("{*}authors/{*}author"):
        parts = (first(author, "{*}" + p) for p in ("forenames", "keyname", "suffix"))
        draft.name_parts(*parts)
    return draft


def _raw(metadata: etree._Element) -> Draft:
    """Return a paper in the form `arXivRaw`, whose authors are as typed, with its versions."""
    draft = _of_arxiv(metadata)
    draft.dates = list(texts(metadata, "{*}version[@version='v1']/{*}date"))
    for name in printed.people(first(metadata, "{*}authors").replace(" and ", ", ")):
        draft.name(name)
    return draft


def _of_arxiv(metadata: etree._Element) -> Draft:
    number = first(metadata, "{*}id")
    draft = Draft(
        title=first(metadata, "{*}title"),
        abstract=first(metadata, "{*}abstract"),
        venue=first(metadata, "{*}journal-ref"),
        addresses=[f"https://arxiv.org/abs/{number}"] if number else [],
    )
    draft.identify(number, "arxiv", "id")
    # Of a work with several, all stand in one element.
    draft.identify(first(metadata, "{*}doi").partition(" ")[0], "doi", "doi")
    return draft


def _dublin_core(metadata: etree._Element) -> Draft:
    """Return a paper in Dublin Core: the longest description is its abstract."""
    numbers = list(texts(metadata, "{*}identifier"))  # relations may be those of other works
    of_arxiv = any("arxiv.org/" in number for number in numbers)  # whose subjects are categories
    draft = Draft(
        title=first(metadata, "{*}title"),
        abstract=max(map(text, metadata.iterfind("{*}description")), key=len, default=""),
        dates=sorted(texts(metadata, "{*}date")),
        keywords=[] if of_arxiv else list(texts(metadata, "{*}subject")),
        addresses=[number for number in numbers if number.startswith(_WEB)],
    )
    draft.hint(map(printed.identifier, numbers))
    for creator in texts(metadata, "{*}creator"):
        draft.name(creator)
    return draft


_READ: MappingProxyType[str, Callable[[etree._Element], Draft]] = MappingProxyType(
    {"arXivRaw": _raw, "arXiv": _arxiv, "dc": _dublin_core}
)

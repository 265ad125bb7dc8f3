"""What the readers of bibliographic XML have in common: one paper a record."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import BinaryIO

from ...model import Origin, Rejected, Skipped, Warned
from ..base import Read, Recognition
from ..draft import Draft
from .opening import Opening, opening
from .stream import Layout, Record, records


class XmlReader(ABC):
    """Reads a format whose records are elements; a subclass says what is in them."""

    name: str
    suffixes: tuple[str, ...] = (".xml",)
    layout: Layout

    @abstractmethod
    def fits(self, found: Opening) -> bool:
        """Tell by root, namespaces and first elements whether a document is of this format."""

    @abstractmethod
    def draft(self, record: Record) -> Draft | str:
        """Return a record's fields, or why it is no paper."""

    def records(self, stream: BinaryIO, origin: str) -> Iterator[Record | Rejected | Warned]:
        """Yield the records; a subclass may add to them what stands around them."""
        return records(stream, self.layout, origin)

    def recognises(self, head: bytes) -> Recognition:
        """Say yes or no; XML names its format."""
        found = opening(head)
        return Recognition.YES if found and self.fits(found) else Recognition.NO

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield, for every record, a paper or the reason there is none, after its warnings."""
        for record in self.records(stream, origin):
            if not isinstance(record, Record):
                yield record
                continue
            draft = self.draft(record)
            if isinstance(draft, Draft):
                text = "" if draft.title else record.shown()
                yield from draft.result(Origin(origin, record.line), text, warnings=record.warnings)
            else:
                yield Skipped(origin, record.line, " ".join(draft.split()), record.shown())

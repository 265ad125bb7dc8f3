"""JSON Lines of papers: an object a line, or one array of such objects."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from ...model import Origin, Rejected, Warned
from ..base import HEAD, Read, Recognition, decoded, in_utf8, shown
from ..managers.csl_json import may_be_csl
from .fields import Record
from .paper import paper_of
from .shapes import opening
from .values import decode, values

# Fields by which other programs' JSON is known; ours may be the best reader for it, or not.
_FOREIGN = frozenset(
    {
        *("paperId", "corpusid", "display_name", "authorships", "referenced_works"),
        *("abstract_inverted_index", "itemType", "container-title", "issued", "paper_id"),
        *("paper_url", "publishedAt", "authors_parsed", "update_date", "submitter", "paper"),
    }
)


class JsonLinesReader:
    """Reads what `graph extract` writes, and the same fields written by others."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson", ".json")

    def recognises(self, head: bytes) -> Recognition:
        """Say yes to an object with a title among the first, maybe to any other JSON."""
        answer = Recognition.NO
        for value in values(io.BytesIO(head)):
            if value.text[:1] not in (b"{", b"["):
                continue
            try:
                record, _ = decode(value.text)
            except ValueError:
                if value.text.startswith(b'{"'):
                    answer = Recognition.MAYBE
                if len(head) < HEAD:
                    continue
                record = opening(value.text)
                if not isinstance(record, dict):
                    continue
            if isinstance(record, dict) and isinstance(record.get("title"), str):
                foreign = may_be_csl(record) or _is_foreign(record)
                return Recognition.MAYBE if foreign else Recognition.YES
            answer = Recognition.MAYBE
        return answer

    @in_utf8
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Read]:
        """Yield a paper or a rejection for every value, and warnings before their paper.

        One value at a time is in memory, of at most 64 MiB; blank lines are nothing.
        """
        for value in values(stream):
            line = value.line
            try:
                if value.trouble:
                    raise ValueError(value.trouble)
                record, warnings = decode(value.text)
                if not isinstance(record, dict):
                    raise ValueError("not an object in braces")
                paper, left_out = paper_of(record, Origin(origin, line))
            except ValueError as error:
                yield Rejected(origin, line, str(error), shown(decoded(value.text[:400])[0]))
                continue
            for reason in warnings + left_out:
                yield Warned(origin, line, reason)
            yield paper


def _is_foreign(record: Record) -> bool:
    number = record.get("id")
    return bool(_FOREIGN & record.keys()) or (
        isinstance(number, str) and number.startswith("https://openalex.org/")
    )

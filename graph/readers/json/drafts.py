"""Objects of JSON that each fill a draft of a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...model import Origin, Skipped
from .. import printed
from ..base import Read, decoded, shown
from ..draft import Draft
from .cutting import Value
from .fields import Record
from .values import decode

NoPaper = Callable[[Record], tuple[str, str] | None]  # what it is instead, and its title


def drafted(
    values: Iterable[Value],
    origin: str,
    fill: Callable[[Draft, Record], None],
    no_paper: NoPaper = lambda record: None,
) -> Iterator[Read]:
    """Yield, for every value, a paper, or the reason there is none; one is in memory."""
    for value in values:
        trouble = value.trouble
        draft, warnings = Draft(), list[str]()
        telling = decoded(value.text[:400])[0]
        try:
            record, warnings = decode(value.text)
            if not isinstance(record, dict):
                raise ValueError("not an object in braces")
            if skipped := no_paper(record):
                told = printed.plain((skipped[1] or telling)[:400])
                yield Skipped(origin, value.line, skipped[0], shown(told))
                continue
            fill(draft, record)
        except ValueError as error:
            trouble = trouble or str(error)
        yield from draft.result(
            Origin(origin, value.line), telling, warnings=warnings, trouble=trouble
        )

"""Findings as bytes, for the way from one process to another: pickle takes ten times as long."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, msgpack

from ..model import (
    Acronym,
    ConceptUse,
    EntityKind,
    Findings,
    Mention,
    Role,
    Span,
    Stance,
    Term,
    Use,
)
from ..schema import Relation


class _Mention(Struct, frozen=True, gc=False):
    """A mention whose stance is not yet told apart from a use and a role."""

    kind: EntityKind
    relation: Relation
    entity: str
    surface: str
    span: Span
    stance: str
    score: float
    extractor: str


class _Findings(Struct, frozen=True, gc=False):
    concepts: tuple[ConceptUse, ...]
    mentions: tuple[_Mention, ...]
    acronyms: tuple[Acronym, ...]
    terms: tuple[Term, ...]
    code_promised: str | None


# No two of them share a value.
_STANCES: dict[str, Stance | Use | Role] = {s.value: s for s in (*Stance, *Use, *Role)}
_DECODER = msgpack.Decoder(list[_Findings])


def packed(findings: Sequence[Findings]) -> bytes:
    """Return the findings of several papers as bytes."""
    return msgpack.encode(findings)


def unpacked(data: bytes) -> list[Findings]:
    """Return what `packed` was given."""
    return [
        Findings(
            concepts=told.concepts,
            mentions=tuple(map(_mention, told.mentions)),
            acronyms=told.acronyms,
            terms=told.terms,
            code_promised=told.code_promised,
        )
        for told in _DECODER.decode(data)
    ]


def _mention(told: _Mention) -> Mention:
    return Mention(
        kind=told.kind,
        relation=told.relation,
        entity=told.entity,
        surface=told.surface,
        span=told.span,
        stance=_STANCES[told.stance],
        score=told.score,
        extractor=told.extractor,
    )

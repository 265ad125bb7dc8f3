"""Why two papers of a server are related.

A server does not hold the vectors, so the parts of a score are shared out
among the reasons that the edges of both papers show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .explain import REST_KIND
from .relate import MILLION

Json = dict[str, Any]
Weighed = tuple[float, Json]

_NAMED = 8  # reasons of one part that are told


def because(one: Json, other: Json, parts: dict[str, float]) -> list[Json]:
    """Return the reasons as `graph related --json` has them: the largest share first.

    Args:
        one: A paper with its neighbours, as the server gives them.
        other: The paper that is related to it.
        parts: The score, by family of reasons.
    """
    told = {
        "concepts": _concepts(one, other),
        "text": [],
        "citations": _citations(one, other),
        "mentions": _mentions(one, other),
        "code": _code(one, other),
        "meaning": [],
    }
    named: list[Json] = []
    rests: list[Json] = []
    for family, reasons in told.items():
        left = round(parts.get(family, 0.0) * MILLION)
        for share, reason in _shared_out(left, reasons):
            named.append({**reason, "share": share / MILLION})
            left -= share
        if left:
            nameless = {"kind": REST_KIND[family], "name": None, "sentences": [None, None]}
            rests.append({**nameless, "share": left / MILLION})
    named.sort(key=lambda r: (-r["share"], r["kind"], r["name"]))
    return named + rests


def _shared_out(total: int, reasons: Sequence[Weighed]) -> Iterable[tuple[int, Json]]:
    """Split millionths in proportion to weights, rounded down; those of zero are left out."""
    best = sorted(reasons, key=lambda r: (-r[0], r[1]["name"]))
    whole = sum(weight for weight, _ in best)
    for weight, reason in best[:_NAMED]:
        share = int(total * weight / whole) if whole else 0
        if share:
            yield share, reason


def _by_key(rows: Iterable[Json]) -> dict[str, Json]:
    return {row["key"]: row for row in rows}


def _concepts(one: Json, other: Json) -> list[Weighed]:
    theirs = _by_key(other["concepts"])
    return [
        (
            c["weight"] * theirs[c["key"]]["weight"] * c.get("rarity", 1.0),
            _reason("concept", c["name"], c.get("sentence"), theirs[c["key"]].get("sentence")),
        )
        for c in one["concepts"]
        if c["key"] in theirs
    ]


def _reason(kind: str, name: str, first: str | None, second: str | None) -> Json:
    return {"kind": kind, "name": name, "sentences": [first, second]}


def _citations(one: Json, other: Json) -> list[Weighed]:
    reasons = []
    for source, target, turn in ((one, other, 1), (other, one, -1)):
        cited = _by_key(source["references"]).get(target["key"])
        if cited:
            sentences = [first_sentence(cited), None][::turn]
            reasons.append((3.0, _reason("citation", target["title"], *sentences)))
    for place, kind in (("references", "reference"), ("cited_by", "cited_together")):
        theirs = _by_key(other[place])
        for row in one[place]:
            if row["key"] in theirs:
                contexts = [
                    first_sentence(r) if kind == "reference" else None
                    for r in (row, theirs[row["key"]])
                ]
                reasons.append((1.0, _reason(kind, row["title"], *contexts)))
    return reasons


def _mentions(one: Json, other: Json) -> list[Weighed]:
    theirs = _by_key(other["mentions"])
    mine = _by_key(one["mentions"])
    reasons = [
        (1.0, _reason("mention", row["title"], row.get("sentence"), theirs[key].get("sentence")))
        for key, row in mine.items()
        if key in theirs
    ]
    if row := mine.get(other["key"]):
        reasons.append((1.0, _reason("mention", other["title"], row.get("sentence"), None)))
    if row := theirs.get(one["key"]):
        reasons.append((1.0, _reason("mention", one["title"], None, row.get("sentence"))))
    return reasons


def _code(one: Json, other: Json) -> list[Weighed]:
    reasons = []
    for mine in one["repositories"]:
        for theirs in other["repositories"]:
            sentences = (mine.get("sentence"), theirs.get("sentence"))
            owner = f"{mine['host']}/{mine['owner']}"
            if mine["key"] == theirs["key"]:
                name = f"{owner}/{mine['name']}"
                reasons.append((2.0, _reason("repository", name, *sentences)))
            elif owner == f"{theirs['host']}/{theirs['owner']}":
                reasons.append((1.0, _reason("owner", owner, *sentences)))
    return reasons


def first_sentence(citation: Json) -> str | None:
    """Return the first of the sentences that cite, if any is known."""
    return next(iter(citation.get("contexts") or []), None)

"""What a paper shows of its records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..identifiers import SCHEMES, Identifier, is_preprint
from ..names import agree, form, fuller
from ..paper_json import add_linked
from ..text import normal
from .bibliography import Given, identifiers_of, united

Json = dict[str, Any]

# What another record may say where the one that is shown says nothing.
_FILLED = ("url", "authors", "keywords", "sections")
# Identifiers that are given to what was published.
_PUBLISHED = frozenset(SCHEMES) & {"doi", "acl", "pubmed", "pmc", "dblp"}
_PREPRINT_SERVERS = ("arxiv", "corr", "biorxiv", "medrxiv", "ssrn", "preprint", "chemrxiv", "osf")


def joined(records: Sequence[tuple[int, Json]]) -> Json:
    """Return what a paper shows, of the facts of its records and their sources.

    All comes from the first record but what it lacks and another one has. Year
    and date are those of the published version, and its venue counts more than
    a server of preprints; links and references are those of all records. A
    person is known by the fullest name and the ORCID iD that any record gives.
    """
    facts = dict(records[0][1])
    every = [mine for _, mine in records]
    if len(every) > 1:
        _add_dates(facts, every)
        facts["venue"] = _venue(every)
        for lacking in _FILLED:
            facts[lacking] = next(
                (mine[lacking] for mine in every if mine[lacking]), facts[lacking]
            )
        _add_people(facts, every)
        for other in every[1:]:
            # Each record of a table of links to code has one of them.
            facts["links"] = facts["links"] + [x for x in other["links"] if x not in facts["links"]]
        add_linked(facts)
    passages = {"title": facts["title"], "abstract": facts["abstract"]}
    passages |= {section["id"]: section["text"] for section in facts["sections"]}
    given = [Given(source, mine["references"]) for source, mine in records]
    facts["references"] = united(given, passages)
    return facts


def _add_dates(facts: Json, every: Sequence[Json]) -> None:
    facts["years"] = sorted({year for mine in every for year in mine["years"]})
    dated = [mine for mine in every if mine["year"] is not None]
    if not dated:
        facts["date"] = next((mine["date"] for mine in every if mine["date"]), None)
        return
    first = min(dated, key=_stage)
    facts["year"] = first["year"]
    dates = (mine["date"] for mine in (first, *every) if mine["date"])
    facts["date"] = next((d for d in dates if d.startswith(str(first["year"]))), None)


def _venue(every: Sequence[Json]) -> str | None:
    venues = [str(mine["venue"]) for mine in every if mine["venue"]]
    return next((v for v in venues if not _is_server(v)), next(iter(venues), None))


def _is_server(venue: str) -> bool:
    return normal(venue).replace(" ", "").startswith(_PREPRINT_SERVERS)


def _stage(facts: Json) -> int:
    """Return 0 for a published version, 2 for a preprint, 1 for what does not tell."""
    identifiers: list[Identifier] = identifiers_of(facts)
    if any(i.scheme in _PUBLISHED and not is_preprint(i) for i in identifiers):
        return 0
    if facts["venue"]:
        return 2 if _is_server(facts["venue"]) else 0
    return 2 if any(map(is_preprint, identifiers)) else 1


def _add_people(facts: Json, every: Sequence[Json]) -> None:
    """Tell of each author shown what other records of this paper call the same person."""
    orcids: dict[str, str] = {}
    known_as: dict[str, str] = {}
    for name in facts["authors"]:
        for mine in every:
            # Of two who may be meant none is.
            same = [other for other in mine["authors"] if agree(name, other)]
            if len(same) != 1 or sum(agree(shown, same[0]) for shown in facts["authors"]) != 1:
                continue
            known_as[name] = fuller(known_as.get(name, name), same[0])
            if found := mine["orcids"].get(same[0]):
                orcids.setdefault(name, found)
    facts["orcids"] = orcids
    facts["known_as"] = {n: full for n, full in known_as.items() if form(n) != form(full)}

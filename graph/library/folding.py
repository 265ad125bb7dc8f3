"""Facts of a paper without what follows from the rest of them, and whole again.

Text that stands in a passage is kept as its place, and what is empty is left
out: a third of the JSON is left, which costs less to write and to read, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Json = dict[str, Any]
Passages = Mapping[str, str]

# The names of `paper_json.as_json`, in its order, with what is there when nothing is known. The
# library tells keys and origins from its tables, so that they are never kept here.
_EMPTY: Json = {
    "key": None,
    "id": None,
    "title": "",
    "year": None,
    "years": [],
    "date": None,
    "venue": None,
    "authors": [],
    "orcids": {},
    "url": None,
    "links": [],
    "stub": False,
    "identifiers": {},
    "other_identifiers": [],
    "keywords": [],
    "abstract": "",
    "sections": [],
    "origins": [],
    "concepts": [],
    "terms": [],
    "introduces": [],
    "uses": [],
    "datasets": [],
    "metrics": [],
    "acronyms": {},
    "repositories": [],
    "code_promised": None,
    "pages": [],
    "evidence": [],
    "mentions": [],
    "references": [],
    "cited_by": [],
}
_CONCEPT = ("name", "kind", "weight", "central", "stance")
_REFERENCE: Json = {
    "text": None,
    "title": None,
    "year": None,
    "identifiers": {},
    "other_identifiers": [],
    "local": None,
    "key": None,
    "contexts": [],
}


def fold(facts: Json) -> Json:
    """Return facts of a paper, as `as_json` makes them, without what `unfold` adds again."""
    passages = _passages(facts)
    lean = {n: v for n, v in facts.items() if n not in _EMPTY or v != _EMPTY[n]}
    for told_elsewhere in ("key", "origins"):
        lean.pop(told_elsewhere, None)
    for name, folded in (
        ("concepts", _concept),
        ("terms", _term),
        ("evidence", _evidence),
        ("references", _reference),
    ):
        if name in lean:
            lean[name] = [folded(item, passages) for item in lean[name]]
    return lean


def unfold(lean: Json) -> Json:
    """Return what `fold` was given, but for key and origins."""
    facts = {n: v.copy() if isinstance(v, (list, dict)) else v for n, v in _EMPTY.items()} | lean
    passages = _passages(facts)
    facts["concepts"] = [_whole_concept(c, passages) for c in facts["concepts"]]
    facts["terms"] = [
        {"name": name, "weight": weight, "surfaces": _surfaces(places, passages)}
        for name, weight, *places in facts["terms"]
    ]
    facts["evidence"] = [
        e | {"sentence": _sentence(e["sentence"], passages)} for e in facts["evidence"]
    ]
    facts["references"] = [whole_reference(r, passages) for r in facts["references"]]
    return facts


def reasons(lean: Json) -> Json:
    """Return what the reasons of a pair quote of a paper, in a quarter of the time of `unfold`.

    Title and abstract, of concepts key, weight and sentence, of references contexts.
    """
    facts: Json = {"title": "", "abstract": "", "sections": []} | lean
    passages = _passages(facts)
    return {
        "title": facts["title"],
        "abstract": facts["abstract"],
        "concepts": [
            {
                "key": key or _plain_key(name),
                "weight": weight,
                "sentence": _concept_sentence(concept, passages),
            }
            for concept in facts.get("concepts", ())
            for name, _, weight, _, _, key, *_ in (concept,)
        ],
        "references": [
            {"contexts": [_whole_context(c, passages) for c in _contexts(reference)]}
            for reference in facts.get("references", ())
        ],
    }


def _contexts(folded: str | Json) -> list[Any]:
    return [] if isinstance(folded, str) else list(folded.get("contexts", ()))


def whole_reference(folded: str | Json, passages: Passages) -> Json:
    """Return one reference as it was; without passages, its contexts are places."""
    if isinstance(folded, str):
        return _REFERENCE | {
            "text": folded,
            "local": folded,
            "identifiers": {},
            "other_identifiers": [],
            "contexts": [],
        }
    whole = {n: v.copy() if isinstance(v, (list, dict)) else v for n, v in _REFERENCE.items()}
    whole |= folded
    if passages:
        whole["contexts"] = [_whole_context(c, passages) for c in whole["contexts"]]
    return whole


def _passages(facts: Json) -> Passages:
    passages = {"title": facts["title"], "abstract": facts["abstract"]}
    return passages | {section["id"]: section["text"] for section in facts["sections"]}


def _places(surfaces: Sequence[Json], passages: Passages) -> list[Any]:
    """Start and length of each surface, behind the passage where another one begins."""
    places: list[Any] = []
    current = None
    for surface in surfaces:
        passage, start, end = surface["passage"], surface["start"], surface["end"]
        if passages.get(passage, "")[start:end] != surface["text"]:
            places.append(surface)
            continue
        if passage != current:
            places.append(passage)
            current = passage
        places += (start, end - start)
    return places


def _surfaces(places: Sequence[Any], passages: Passages) -> list[Json]:
    surfaces, passage = [], ""
    told = iter(places)
    for item in told:
        if isinstance(item, str):
            passage = item
        elif isinstance(item, dict):
            surfaces.append(item)
        else:
            end = item + next(told)
            text = passages[passage][item:end]
            surfaces.append({"text": text, "passage": passage, "start": item, "end": end})
    return surfaces


def count_places(places: Sequence[Any]) -> int:
    """Return how many surfaces folded ones are."""
    pairs = sum(isinstance(item, int) for item in places)
    return pairs // 2 + sum(isinstance(item, dict) for item in places)


def _place(sentence: str, passages: Passages) -> str | list[Any]:
    """Where a sentence stands; itself where it does not, or is too short to be worth a place."""
    if len(sentence) > 16:
        for passage in ("abstract", *passages):
            at = passages[passage].find(sentence)
            if at >= 0:
                return [passage, at, len(sentence)]
    return sentence


def _sentence(place: str | list[Any], passages: Passages) -> str:
    if isinstance(place, str):
        return place
    passage, start, length = place
    return passages[passage][start : start + length]


def _concept(concept: Json, passages: Passages) -> list[Any]:
    key = concept["key"] if concept["key"] != _plain_key(concept["name"]) else None
    places = _places(concept["surfaces"], passages)
    return [
        *(concept[name] for name in _CONCEPT),
        key,
        *_before(concept["sentence"], places, passages),
        *places,
    ]


def _whole_concept(folded: Sequence[Any], passages: Passages) -> Json:
    name, kind, weight, central, stance, key, _, _, *places = folded
    surfaces = _surfaces(places, passages)
    return {
        "key": key or _plain_key(name),
        "name": name,
        "kind": kind,
        "count": len(surfaces),
        "weight": weight,
        "central": central,
        "stance": stance,
        "surfaces": surfaces,
        "sentence": _concept_sentence(folded, passages),
    }


def _before(sentence: str, places: Sequence[Any], passages: Passages) -> tuple[Any, Any]:
    """How far before the first surface its sentence begins, and its length; else it, and null."""
    if not places or isinstance(places[0], dict):
        return sentence, None
    passage, first, *_ = places
    start = passages[passage].rfind(sentence, 0, first + len(sentence))
    return (sentence, None) if start < 0 else (first - start, len(sentence))


def _concept_sentence(folded: Sequence[Any], passages: Passages) -> str:
    before, length = folded[6:8]
    if length is None:
        return str(before)
    passage, start = folded[8:10]
    begin = start - before
    return passages[passage][begin : begin + length]


def _plain_key(name: str) -> str:
    """The key of a concept whose name has nothing but words; that of others is kept."""
    return f"concept:{name.replace(' ', '-')}"


def _term(term: Json, passages: Passages) -> list[Any]:
    return [term["name"], term["weight"], *_places(term["surfaces"], passages)]


def _evidence(evidence: Json, passages: Passages) -> Json:
    return evidence | {"sentence": _place(evidence["sentence"], passages)}


def _reference(reference: Json, passages: Passages) -> str | Json:
    told = {n: v for n, v in reference.items() if n not in _REFERENCE or v != _REFERENCE[n]}
    if len(told) == 2 and "local" in told and told["local"] == told.get("text"):
        return str(told["local"])
    if "contexts" in told:
        told["contexts"] = [_context(c, passages) for c in told["contexts"]]
    return told


def _context(context: Json, passages: Passages) -> Json | list[Any]:
    section, start, end = context["section"], context["start"], context["end"]
    if passages.get(section, "")[start:end] == context["sentence"] and end > start:
        return [section, start, end - start]
    return context


def _whole_context(folded: Json | list[Any], passages: Passages) -> Json:
    if isinstance(folded, dict):
        return folded
    section, start, length = folded
    end = start + length
    sentence = passages[section][start:end]
    return {"sentence": sentence, "section": section, "start": start, "end": end}

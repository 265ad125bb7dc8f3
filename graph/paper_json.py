"""A paper and its findings as the JSON that `graph extract` and `graph show` print."""

from __future__ import annotations

import hashlib
from typing import Any

from .addresses import host_and_path, repository
from .identifiers import identifier_fields
from .model import (
    CONTEXTS,
    EntityKind,
    Findings,
    Mention,
    Paper,
    Passage,
    Reference,
    Role,
    Span,
    first_identifier,
)
from .schema import Label, Relation
from .text import name_key, normal, sentence_at, sentences, slug

Json = dict[str, Any]

_LABELS = {
    EntityKind.CONCEPT: Label.CONCEPT,
    EntityKind.SYSTEM: Label.SYSTEM,
    EntityKind.MODEL: Label.SYSTEM,
    EntityKind.DATASET: Label.DATASET,
    EntityKind.METRIC: Label.METRIC,
    EntityKind.REPOSITORY: Label.REPOSITORY,
    EntityKind.PAGE: Label.PAGE,
}


def paper_key(paper: Paper) -> str:
    """Return the key of a paper that stands alone: its best identifier, else its title."""
    best = first_identifier(paper.identifiers)
    return str(best) if best else title_key(paper.title)


def title_key(title: str) -> str:
    """Return the key that a paper without identifiers has."""
    return f"title:{normal(title)}"


def distinguishing_hash(first_author: str, year: int | None) -> str:
    """Return eight hex digits that stand for first author and year: they tell namesakes apart."""
    return hashlib.sha256(f"{normal(first_author)}|{year or ''}".encode()).hexdigest()[:8]


def entity_key(kind: EntityKind, name: str) -> str:
    """Return the key of the node that an entity's name stands for."""
    if kind is EntityKind.CONCEPT:
        return f"concept:{slug(name)}"
    if kind in (EntityKind.REPOSITORY, EntityKind.PAGE):
        bare = name.partition("://")[2] or name
        return f"{kind.value}:{bare.removeprefix('www.').rstrip('/').lower()}"
    return f"{_LABELS[kind].value.lower()}:{name_key(name)}"


def as_json(paper: Paper, findings: Findings) -> Json:
    """Return one paper as a JSON object of `interface` shape.

    What needs the other papers of a library (`mentions`, `cited_by`, the key
    of a reference) is empty or null. `evidence` goes beyond the interface: one
    entry a named entity, with its node's key and the sentence that names it;
    `id`, `links` and `orcids` are there so that a reader gets the same paper back.
    """
    first, rest = identifier_fields(paper.identifiers)
    passages = {p.id: p for p in paper.passages}
    facts: Json = {
        "key": paper_key(paper),
        "id": paper.local,
        "title": paper.title,
        "year": paper.year,
        "years": [paper.year] if paper.year is not None else [],
        "date": paper.date,
        "venue": paper.venue,
        "authors": [a.name for a in paper.authors],
        "orcids": {a.name: a.orcid for a in paper.authors if a.orcid},
        "url": paper.url,
        "links": [{"url": link.url, "role": link.role} for link in paper.links],
        "stub": False,
        "identifiers": first,
        "other_identifiers": rest,
        "keywords": list(paper.keywords),
        "abstract": paper.abstract,
        "sections": [
            {"id": p.id, "title": p.heading, "text": p.text}
            for p in paper.passages
            if p.id not in ("title", "abstract")
        ],
        "origins": [{"origin": paper.origin.origin, "line": paper.origin.line}],
        **_findings(findings, passages),
        "mentions": [],
        "references": [_reference(r) for r in paper.references],
        "cited_by": [],
    }
    add_linked(facts)
    return facts


def add_linked(facts: Json) -> None:
    """Add to a paper's JSON what its links name: repositories, and its official pages.

    Where the text names the repository too, the stronger role counts. Evidence
    from a link has no passage, and no sentence.
    """
    evidence = {(e["relation"], e["key"]): e for e in facts["evidence"]}
    listed = {entity_key(EntityKind.REPOSITORY, r["url"]): r for r in facts["repositories"]}
    for link in facts["links"]:
        entity = repository(*host_and_path(link["url"]))
        role = Role(link["role"] or Role.MENTIONED)
        kind, relation = EntityKind.REPOSITORY, Relation.HAS_CODE
        if entity is None:
            entity, kind, relation = link["url"], EntityKind.PAGE, Relation.HAS_PAGE
            if role is not Role.OFFICIAL or not entity.startswith(("https://", "http://")):
                continue
        key = entity_key(kind, entity)
        if known := evidence.get((relation, key)):
            if kind is EntityKind.REPOSITORY and _stronger(role, Role(known["stance"])):
                known["stance"] = listed[key]["role"] = role.value
            continue
        evidence[relation, key] = {
            "relation": relation.value,
            "key": key,
            "name": link["url"],
            "kind": kind.value,
            "stance": role.value,
            "passage": None,
            "start": None,
            "end": None,
            "sentence": "",
        }
        facts["evidence"].append(evidence[relation, key])
        if kind is EntityKind.PAGE:
            facts["pages"].append(entity)
        else:
            listed[key] = {"url": f"https://{entity}", "role": role.value}
            facts["repositories"].append(listed[key])


def _stronger(role: Role, known: Role) -> bool:
    ranks = (Role.MENTIONED, Role.RESOURCE, Role.OFFICIAL)
    return ranks.index(role) > ranks.index(known)


def _findings(findings: Findings, passages: dict[str, Passage]) -> Json:
    named = _Named(findings.mentions, passages)
    return {
        "concepts": [
            {
                "key": entity_key(EntityKind.CONCEPT, c.name),
                "name": c.name,
                "kind": c.kind,
                "count": len(c.spans),
                "weight": round(c.weight, 3),
                "central": c.central,
                "stance": c.stance.value,
                "surfaces": [_surface(s, passages) for s in c.spans],
                "sentence": _text(c.sentence, passages),
            }
            for c in findings.concepts
        ],
        "terms": [
            {
                "name": t.text,
                "weight": round(t.weight, 3),
                "surfaces": [_surface(s, passages) for s in t.spans],
            }
            for t in findings.terms
        ],
        "introduces": [
            {"name": m.surface, "kind": m.kind.value} for m in named.of(Relation.INTRODUCES)
        ],
        "uses": [
            {"name": m.surface, "kind": m.kind.value, "stance": m.stance.value}
            for m in named.of(Relation.USES, EntityKind.SYSTEM, EntityKind.MODEL)
        ],
        "datasets": [m.surface for m in named.datasets()],
        "metrics": [m.surface for m in named.of(Relation.USES, EntityKind.METRIC)],
        "acronyms": {a.short: a.long for a in findings.acronyms},
        "repositories": [
            {"url": f"https://{m.entity}", "role": m.stance.value}
            for m in named.of(Relation.HAS_CODE)
        ],
        "code_promised": findings.code_promised,
        "pages": [
            m.entity if "://" in m.entity else f"https://{m.entity}"
            for m in named.of(Relation.HAS_PAGE)
        ],
        "evidence": named.evidence(),
    }


class _Named:
    """The named entities of one paper: each once, as printed first."""

    def __init__(self, mentions: tuple[Mention, ...], passages: dict[str, Passage]) -> None:
        self._passages = passages
        self._cuts: dict[str, list[tuple[int, int]]] = {}
        self._first: dict[tuple[Relation, str], Mention] = {}
        for mention in mentions:
            key = (mention.relation, entity_key(mention.kind, mention.entity))
            known = self._first.setdefault(key, mention)
            if mention.relation is Relation.HAS_CODE and _stronger(
                Role(mention.stance), Role(known.stance)
            ):
                self._first[key] = mention

    def of(self, relation: Relation, *kinds: EntityKind) -> list[Mention]:
        return [
            m
            for (r, _), m in self._first.items()
            if r is relation and (not kinds or m.kind in kinds)
        ]

    def datasets(self) -> list[Mention]:
        """Those used and the paper's own, in reading order."""
        found: dict[str, Mention] = {}
        for (_, key), mention in self._first.items():
            if mention.kind is EntityKind.DATASET:
                found.setdefault(key, mention)
        return list(found.values())

    def evidence(self) -> list[Json]:
        return [
            {
                "relation": relation.value,
                "key": key,
                "name": m.surface,
                "kind": m.kind.value,
                "stance": m.stance.value,
                "passage": m.span.passage,
                "start": m.span.start,
                "end": m.span.end,
                "sentence": self._sentence(m.span),
            }
            for (relation, key), m in self._first.items()
        ]

    def _sentence(self, span: Span) -> str:
        text = self._passages[span.passage].text
        if span.passage not in self._cuts:
            self._cuts[span.passage] = sentences(text)
        start, end = sentence_at(self._cuts[span.passage], span.start)
        return text[start:end]


def _text(span: Span, passages: dict[str, Passage]) -> str:
    return passages[span.passage].text[span.start : span.end]


def _surface(span: Span, passages: dict[str, Passage]) -> Json:
    return {
        "text": _text(span, passages),
        "passage": span.passage,
        "start": span.start,
        "end": span.end,
    }


def _reference(reference: Reference) -> Json:
    first, rest = identifier_fields(reference.identifiers)
    return {
        "text": reference.text,
        "title": reference.title,
        "year": reference.year,
        "identifiers": first,
        "other_identifiers": rest,
        "local": reference.local,
        "key": None,
        "contexts": [
            {"sentence": c.sentence, "section": c.section, "start": c.start, "end": c.end}
            for c in reference.contexts[:CONTEXTS]
        ],
    }

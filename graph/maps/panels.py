"""What the details panel says of each thing, as values that JSON can hold.

Things refer to each other by their place in the list; what the list lacks is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..schema import Edge, Label, Node, Relation
from .dots import worth
from .plain import identifier_link, paragraphs, plain, safe_link, short
from .reading import Corpus, number

PARTS = ("concepts", "text", "citations", "mentions", "code", "meaning")
# Bibliographies are told in full while they are few; beyond, only what two papers share.
_STUBS_TOLD = 3000
_COMPANIONS = 8
_STANCES = ("builds_on", "uses", "compares", "mentions", "")
Panel = dict[str, Any]


def things(corpus: Corpus, papers: Iterable[str]) -> list[str]:
    """Return the keys of all that has a panel: papers, what they name, and broader concepts."""
    chosen = set(papers)
    found = set(chosen)
    cited: dict[str, int] = {}
    for paper in chosen:
        for relation in (Relation.ABOUT, Relation.INTRODUCES, Relation.USES, Relation.HAS_CODE):
            found.update(edge.target for edge in corpus.leaving(relation, paper))
        for edge in corpus.leaving(Relation.CITES, paper):
            if not corpus.is_read(edge.target):
                cited[edge.target] = cited.get(edge.target, 0) + 1
    least = 1 if len(cited) <= _STUBS_TOLD else 2
    found.update(key for key, count in cited.items() if count >= least)
    waiting = [key for key in found if corpus.nodes[key].label is Label.CONCEPT]
    while waiting:
        for edge in corpus.leaving(Relation.BROADER, waiting.pop()):
            if edge.target not in found:
                found.add(edge.target)
                waiting.append(edge.target)
    order = list(Label)
    return sorted(found, key=lambda key: (order.index(corpus.nodes[key].label), key))


@dataclass(frozen=True, slots=True)
class Panels:
    """Writes panels.

    Attributes:
        corpus: Where all is known from.
        places: Place of each key in the list of things.
        abstracts: Abstracts by key.
    """

    corpus: Corpus
    places: Mapping[str, int]
    abstracts: Mapping[str, str]

    def panel(self, key: str) -> Panel:
        """Return what is to be said of one thing; nothing empty is kept."""
        node = self.corpus.nodes[key]
        if node.label is Label.PAPER:
            said = self._paper(node)
        elif node.label is Label.CONCEPT:
            said = self._concept(node)
        else:
            said = self._named(node)
        kind = "cited" if node.properties.get("stub") else node.label.value.lower()
        said = {"key": key, "kind": kind, **said}
        return {name: value for name, value in said.items() if value not in (None, "", [], 0)}

    def _paper(self, node: Node) -> Panel:
        told, key, corpus = node.properties, node.key, self.corpus
        name = plain(told.get("title")) or plain(key)
        related = corpus.leaving(Relation.RELATED, key)
        cites = self._ends(Relation.CITES, key)
        return {
            "name": name,
            "label": short(self._own_name(key, name) or name),
            "year": told.get("year"),
            "venue": plain(told.get("venue")),
            "authors": self._authors(key),
            "abstract": paragraphs(self.abstracts.get(key)),
            "links": self._links(node),
            "concepts": self._concepts(key),
            "introduces": self._ends(Relation.INTRODUCES, key),
            "uses": sorted(
                (
                    [self.places[edge.target], _stance(edge)]
                    for edge in corpus.leaving(Relation.USES, key)
                    if edge.target in self.places
                ),
                key=lambda use: _STANCES.index(use[1]),
            ),
            "code": [
                [self.places[edge.target], plain(edge.properties.get("role"))]
                for edge in corpus.leaving(Relation.HAS_CODE, key)
                if edge.target in self.places
            ],
            "related": [self._relative(edge) for edge in related if edge.target in self.places],
            "relatedMore": sum(edge.target not in self.places for edge in related),
            "cites": cites,
            "citesMore": len(corpus.leaving(Relation.CITES, key)) - len(cites),
            "citedBy": self._starts(Relation.CITES, key),
            "mentions": self._ends(Relation.MENTIONS, key),
            "mentionedBy": self._starts(Relation.MENTIONS, key),
        }

    def _own_name(self, key: str, title: str) -> str | None:
        # The name that a title opens with says more than the title cut short.
        for edge in self.corpus.leaving(Relation.INTRODUCES, key):
            name = plain(self.corpus.nodes[edge.target].properties.get("name"))
            if name and title.casefold().startswith(name.casefold()):
                return name
        return None

    def _authors(self, key: str) -> list[str]:
        wrote = sorted(
            self.corpus.reaching(Relation.WROTE, key),
            key=lambda edge: (number(edge, "position"), edge.source),
        )
        names = (plain(self.corpus.nodes[edge.source].properties.get("name")) for edge in wrote)
        return [name for name in names if name]

    def _links(self, node: Node) -> list[list[str]]:
        links: dict[str, str] = {}
        identifiers = node.properties.get("identifiers")
        for identifier in identifiers if isinstance(identifiers, list) else []:
            found = identifier_link(str(identifier))
            if found:
                links.setdefault(found[1], found[0])
        address = safe_link(node.properties.get("url"))
        if address:
            links.setdefault(address, "paper")
        for edge in self.corpus.leaving(Relation.HAS_PAGE, node.key):
            page = safe_link(self.corpus.nodes[edge.target].properties.get("url"))
            if page:
                links.setdefault(page, "project page")
        for edge in self.corpus.leaving(Relation.HAS_CODE, node.key):
            told = self.corpus.nodes[edge.target].properties
            code = safe_link(told.get("url"))
            if code:
                links.setdefault(code, f"code {plain(told.get('owner'))}/{plain(told.get('name'))}")
        return [[label, address] for address, label in links.items()]

    def _concepts(self, key: str) -> list[list[Any]]:
        edges = sorted(
            self.corpus.leaving(Relation.ABOUT, key),
            key=lambda e: (not e.properties.get("central"), -number(e, "weight"), e.target),
        )
        return [
            [
                self.places[edge.target],
                "central"
                if edge.properties.get("central")
                else plain(edge.properties.get("stance")),
            ]
            for edge in edges
        ]

    def _relative(self, edge: Edge) -> list[Any]:
        parts = [round(number(edge, part), 3) for part in PARTS]
        return [self.places[edge.target], round(number(edge, "score"), 3), *parts]

    def _concept(self, node: Node) -> Panel:
        key, corpus = node.key, self.corpus
        about = corpus.about(key)
        here = {paper: edges for paper, edges in about.items() if paper in self.places}
        name = plain(node.properties.get("name")) or plain(key)
        return {
            "name": name,
            "label": short(name),
            "sort": plain(node.properties.get("kind")),
            "worth": round(worth(corpus, key, self.places), 2),
            "papers": [
                [
                    self.places[paper],
                    None if key in (e.target for e in edges) else self.places.get(edges[0].target),
                    int(bool(edges[0].properties.get("central"))),
                ]
                for paper, edges in here.items()
            ],
            "papersMore": len(about) - len(here),
            "broader": self._ends(Relation.BROADER, key),
            "narrower": self._starts(Relation.BROADER, key),
            "companions": self._companions(key),
        }

    def _companions(self, key: str) -> list[list[int]]:
        pairs = [
            (number(edge, "npmi"), int(number(edge, "papers")), other)
            for edge, other in (
                *((edge, edge.target) for edge in self.corpus.leaving(Relation.CO_OCCURS, key)),
                *((edge, edge.source) for edge in self.corpus.reaching(Relation.CO_OCCURS, key)),
            )
            if other in self.places
        ]
        pairs.sort(key=lambda pair: (-pair[0], -pair[1], pair[2]))
        return [[self.places[other], papers] for _, papers, other in pairs[:_COMPANIONS]]

    def _named(self, node: Node) -> Panel:
        key = node.key
        address = safe_link(node.properties.get("url"))
        name = plain(node.properties.get("name")) or plain(key.partition(":")[2])
        owner = plain(node.properties.get("owner"))
        users = self.corpus.reaching(Relation.USES, key)
        return {
            "name": f"{owner}/{name}" if owner else name,
            "label": short(name),
            "sort": plain(node.properties.get("kind")),
            "links": [["repository", address]] if address else [],
            "introducedBy": self._starts(Relation.INTRODUCES, key),
            "usedBy": [
                [self.places[edge.source], _stance(edge)]
                for edge in users
                if edge.source in self.places
            ],
            "codeOf": [
                [self.places[edge.source], plain(edge.properties.get("role"))]
                for edge in self.corpus.reaching(Relation.HAS_CODE, key)
                if edge.source in self.places
            ],
        }

    def _ends(self, relation: Relation, key: str) -> list[int]:
        edges = self.corpus.leaving(relation, key)
        return [self.places[edge.target] for edge in edges if edge.target in self.places]

    def _starts(self, relation: Relation, key: str) -> list[int]:
        edges = self.corpus.reaching(relation, key)
        return [self.places[edge.source] for edge in edges if edge.source in self.places]


def _stance(edge: Edge) -> str:
    stance = str(edge.properties.get("stance"))
    return stance if stance in _STANCES else ""

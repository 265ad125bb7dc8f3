"""Builds libraries from papers written as they are told, and reads all that a library holds."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from graph.assemble import graph
from graph.derive.closeness import load_vectors
from graph.library.file import Library, open_existing
from graph.library.reading import all_papers, counts
from graph.pipeline import build
from graph.report import Report

Json = dict[str, Any]

# Texts that say something to the extractors: concepts, systems, data sets and code.
ABSTRACTS = (
    "We introduce Glimmer, a masked diffusion model for text. Glimmer is compared with BERT and "
    "trained on ImageNet. Code: https://github.com/example-org/glimmer.",
    "Mixture of experts (MoE) layers route tokens to few experts. We build on Glimmer and report "
    "BLEU for machine translation.",
    "Knowledge graphs answer questions that span documents. This survey orders retrieval-augmented "
    "generation by what it retrieves; see https://github.com/example-org/answers.",
    "Reinforcement learning from human feedback aligns large language models. We propose Bramble, "
    "which learns rewards without a critic.",
    "A tokenizer decides what a language model sees. Byte pair encoding and masked diffusion meet "
    "in one training objective, evaluated on MS COCO.",
    "",
)


def paper(title: str, **fields: Any) -> Json:
    """Return a line of JSON Lines; what is None is left out."""
    return {"title": title} | {name: value for name, value in fields.items() if value is not None}


def write_papers(path: Path, papers: Iterable[Json]) -> str:
    """Write papers as JSON Lines and return the path as a user would type it."""
    path.write_text("".join(json.dumps(p) + "\n" for p in papers), encoding="utf-8")
    return str(path)


def built(store: Path, *sources: str, **options: Any) -> Report:
    """Build sources into a store."""
    return build(sources, str(store), **options)


def numbers(report: Report) -> dict[str, int]:
    """Return what became of the records, without the zeros."""
    papers = report.papers
    names = ("read", "added", "updated", "unchanged", "merged", "missing", "pruned")
    return {name: n for name in names if (n := getattr(papers, name))}


def contents(store: Path | str) -> Json:
    """Return everything that a library says, in a form that compares and reads well."""
    with open_existing(str(store)) as library:
        return contents_of(library)


def contents_of(library: Library) -> Json:
    """Return everything that an open library says; row numbers and the file's key do not count."""
    told = graph(library)
    nodes = [(n.label.value, n.key, dict(n.properties)) for n in told.nodes()]
    edges = [(e.relation.value, e.source, e.target, dict(e.properties)) for e in told.edges()]
    return {
        "nodes": nodes,
        "edges": edges,
        "papers": list(all_papers(library)),
        "counts": counts(library),
        "words": library.connection.execute("SELECT term, doc FROM title_vocabulary").fetchall(),
        "closeness": _closeness(library),
    }


def _closeness(library: Library) -> dict[str, list[tuple[str, tuple[int, ...]]]]:
    keys = [
        key
        for (key,) in library.connection.execute(
            "SELECT key FROM vector JOIN paper ON paper.id = paper ORDER BY key"
        )
    ]
    ranked = load_vectors(library.connection).rank_all(0)
    return {
        key: [(keys[r.place], r.parts) for r in mine]
        for key, mine in zip(keys, ranked, strict=True)
    }


def keys(store: Path | str, *, stub: bool | None = None) -> list[str]:
    """Return the keys of papers, in order; of stubs only, or of read papers only, if asked."""
    return [
        key
        for label, key, properties in contents(store)["nodes"]
        if label == "Paper" and stub in (None, properties["stub"])
    ]


def differences(one: Json, other: Json) -> list[str]:
    """Return what only one of two contents has: an empty list reads better than two long ones."""
    told = []
    for name in one:
        mine, theirs = (
            {
                json.dumps(x, ensure_ascii=False, sort_keys=True, default=str)
                for x in _items(c[name])
            }
            for c in (one, other)
        )
        told += [f"- {name}: {x[:400]}" for x in sorted(mine - theirs)[:8]]
        told += [f"+ {name}: {x[:400]}" for x in sorted(theirs - mine)[:8]]
    if not told and one != other:
        told = ["the order differs"]
    return told


def _items(value: Any) -> Sequence[Any]:
    return list(value.items()) if isinstance(value, dict) else list(value)


def made_up(count: int, seed: int = 7) -> list[Json]:
    """Return papers with references, authors, keywords and abstracts of `ABSTRACTS`."""
    rng = random.Random(seed)
    topics = ("masked diffusion", "mixture of experts", "knowledge graphs", "tokenization")
    papers = []
    for number in range(count):
        cited = {f"p{rng.randrange(number)}" for _ in range(3)} if number else set()
        papers.append(
            paper(
                f"Study {number} of {rng.choice(topics)} in {rng.choice(('text', 'images'))}",
                id=f"p{number}",
                abstract=rng.choice(ABSTRACTS),
                year=2015 + number % 10,
                doi=f"10.1000/p{number}" if number % 3 == 0 else None,
                venue=rng.choice((None, "Journal of Examples", "Workshop on Tests")),
                authors=[f"{rng.choice('ABC')}. {rng.choice(('Doe', 'Roe', 'Noe'))}"],
                keywords=rng.sample(("sparse routing", "text infilling", "tests"), k=1),
                references=[*sorted(cited), f"arXiv:2101.0{rng.randrange(10):04d}"],
            )
        )
    return papers

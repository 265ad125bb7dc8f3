"""Recorded answers of paper indexes, taken out of what they are wrapped in."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Answer(NamedTuple):
    """A recorded body, and the address that was asked."""

    name: str
    address: str
    body: bytes


def answers(folder: Path) -> Iterator[Answer]:
    """Yield the answers of all cassettes below a folder, in order of their paths."""
    for path in sorted(folder.rglob("*.yaml")):
        recorded = yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506
        for place, exchange in enumerate(recorded["interactions"]):
            response = exchange["response"]
            body = response.get("content") or (response.get("body") or {}).get("string") or b""
            data = body.encode() if isinstance(body, str) else body
            if data.startswith(b"\x1f\x8b"):
                data = gzip.decompress(data)
            yield Answer(f"{path.stem}-{place}", exchange["request"]["uri"], data)


def with_citing_paper(answer: Answer) -> bytes:
    """Return a page of references together with the paper that its address names."""
    page = json.loads(answer.body)
    number = answer.address.partition("/paper/")[2].partition("/references")[0]
    citing = {"paperId": None, "title": f"Paper {number}", "externalIds": {"DOI": number}}
    return json.dumps(page | {"citingPaperInfo": citing}).encode()


def openalex_works(dump: Path) -> Iterator[dict[str, Any]]:
    """Yield the papers of a dump of citation networks as works of OpenAlex.

    A work is numbered by its DOI, so that references meet the works they mean.
    One that several networks have is given once.
    """
    numbers: dict[str, str] = {}
    given: set[str] = set()

    def number(doi: str) -> str:
        return numbers.setdefault(
            doi.lower(), f"https://openalex.org/W{3_000_000_000 + len(numbers)}"
        )

    for network in json.loads(dump.read_text("utf-8")):
        groups = ("input", "incomingSuggestions", "outgoingSuggestions")
        for paper in [network["source"], *(p for group in groups for p in network[group])]:
            if (doi := paper.get("doi")) and doi not in given:
                given.add(doi)
                names = [f"{a.get('FN', '')} {a.get('LN', '')}" for a in paper.get("authors", ())]
                yield {
                    "id": number(doi),
                    "doi": f"https://doi.org/{doi}",
                    "title": paper.get("title"),
                    "publication_year": paper.get("year"),
                    "authorships": [{"author": {"display_name": name}} for name in names],
                    "primary_location": {"source": {"display_name": paper.get("journal")}},
                    "referenced_works": [number(r) for r in paper.get("references", ()) if r],
                }

"""Write public vocabularies that lie here as JSON Lines in the forms that `--vocabulary` reads.

    python benchmarks/vocabularies.py cso-topics.jsonl CSO.csv
    python benchmarks/vocabularies.py opencs-concepts.jsonl opencs.ttl

The first has `topic`, `preferred`, `equivalent` and `parents` and becomes a table of triples as
the Computer Science Ontology is given out; the second has `id`, `label`, `alt` and `broader` and
becomes SKOS in Turtle. With both, extraction is tried at 60,000 terms.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

_TOPIC = "https://cso.kmi.open.ac.uk/topics/"
_SCHEMA = "http://cso.kmi.open.ac.uk/schema/cso#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def triples(topics: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield subject, property and value of all that is said of the topics."""

    def address(topic: str) -> str:
        return f"<{_TOPIC}{quote(topic, safe='')}>"

    for one in topics:
        topic = address(one["topic"])
        yield topic, f"<{_LABEL}>", one["topic"]
        for parent in one["parents"]:
            yield address(parent), f"<{_SCHEMA}superTopicOf>", topic
        if one["preferred"] != one["topic"]:
            yield topic, f"<{_SCHEMA}preferentialEquivalent>", address(one["preferred"])
        for other in one["equivalent"]:
            yield topic, f"<{_SCHEMA}relatedEquivalent>", address(other)


def turtle(concepts: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the statements of each concept."""
    yield "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    yield "@prefix c: <http://example.org/> .\n"
    for one in concepts:
        said = [f"skos:prefLabel {json.dumps(one['label'])}@en"]
        said += [f"skos:altLabel {json.dumps(text)}@en" for text in one["alt"]]
        said += [f"skos:broader c:{other}" for other in one["broader"]]
        yield f"c:{one['id']} a skos:Concept ; " + " ; ".join(said) + " .\n"


def main() -> None:
    """Write the file that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    asked = parser.parse_args()
    read = [json.loads(line) for line in asked.source.read_text("utf-8").splitlines()]
    with asked.target.open("w", encoding="utf-8", newline="") as target:
        if "topic" in read[0]:
            csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(triples(read))
        else:
            target.writelines(turtle(read))


if __name__ == "__main__":
    main()

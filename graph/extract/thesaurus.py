"""Vocabularies of others: SKOS in Turtle, RDF/XML, N-Triples and JSON-LD, and CSO's table."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..errors import ReadError
from .tables import Alias, Kind, Row

_SUFFIXES = {
    ".ttl": "turtle",
    ".turtle": "turtle",
    ".nt": "nt",
    ".rdf": "xml",
    ".owl": "xml",
    ".xml": "xml",
    ".jsonld": "json-ld",
}
_BEGINS = (
    (re.compile(rb"\s*(?:#[^\n]*\n\s*)*@?(?:prefix|base)\s", re.IGNORECASE), "turtle"),
    (re.compile(rb"\s*<\?xml|\s*<rdf:RDF|\s*<!DOCTYPE rdf", re.IGNORECASE), "xml"),
    (re.compile(rb'\s*[\[{]\s*(?:\{\s*)?"@(?:context|graph|id|type)"'), "json-ld"),
    (re.compile(rb'"?<https?://[^>\s]+>"?\s*,\s*"?<https?://[^>\s]+>"?\s*,'), "cso"),
    (re.compile(rb"<https?://[^>\s]+>\s+<https?://[^>\s]+>\s"), "nt"),
)

# By the last part of a property's name: those of SKOS, of RDF Schema and of CSO.
_NAMES = {"prefLabel": 0, "label": 1}  # the better first
_OTHERS = frozenset(["altLabel", "hiddenLabel"])
_UP = frozenset(["broader", "broaderGeneric", "broaderTransitive", "subClassOf"])
_DOWN = frozenset(["narrower", "narrowerTransitive", "superTopicOf"])
_SAME = frozenset(["preferentialEquivalent", "relatedEquivalent", "exactMatch"])
_PREFERRED = "preferentialEquivalent"
_LANGUAGES = ("en", "")  # of labels in several languages these are taken, if there are any


class _Said(NamedTuple):
    """One statement: about what, by which property, and what; with the language of a text."""

    subject: str
    name: str
    value: str
    language: str = ""


def form_of(path: Path, content: bytes) -> str | None:
    """Return the form of a vocabulary that is none of our tables; None for ours."""
    if form := _SUFFIXES.get(path.suffix.lower()):
        return form
    head = content[:4_096].removeprefix(b"\xef\xbb\xbf")
    return next((form for begin, form in _BEGINS if begin.match(head)), None)


def thesaurus_rows(path: Path, content: bytes, form: str) -> Iterator[Row]:
    """Yield a row for every concept that has a label, in the order of the labels.

    Nothing is fetched: a context of JSON-LD that lies on the network is an error.

    Raises:
        ReadError: The file is not of its form, or holds no concept.
    """
    said = _cso(content) if form == "cso" else _rdf(path, content, form)
    rows = list(_rows(said, path.name))
    if not rows:
        raise ReadError(
            f"{path}: no concept with a label (prefLabel or label) is in this vocabulary."
        )
    yield from rows


def _cso(content: bytes) -> Iterator[_Said]:
    text = content.decode("utf-8", "replace")
    for cells in csv.reader(io.StringIO(text)):
        if len(cells) >= 3:
            subject, name, value = (cell.strip().strip("<>") for cell in cells[:3])
            yield _Said(subject, _last(name), re.sub(r'^"(.*)"(?:@en)?\s*\.?$', r"\1", value))


def _rdf(path: Path, content: bytes, form: str) -> Iterator[_Said]:
    from rdflib import Graph, Literal

    if form == "json-ld":
        _refuse_contexts_elsewhere(path, content)
    graph = Graph(bind_namespaces="none")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of one part of it by another
            graph.parse(data=content, format=form)
    # Each of its parsers fails in ways of its own.
    except Exception as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise ReadError(f"{path}: not read as {form} ({reason}).") from error
    for subject, name, value in graph:
        language = str(value.language or "") if isinstance(value, Literal) else ""
        yield _Said(str(subject), _last(str(name)), str(value), language.lower())


def _refuse_contexts_elsewhere(path: Path, content: bytes) -> None:
    try:
        todo = [json.loads(content)]
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{path}: not JSON ({error}).") from error
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            context = value.get("@context")
            if any(
                isinstance(c, str) for c in (context if isinstance(context, list) else [context])
            ):
                raise ReadError(
                    f"{path}: its @context lies elsewhere and nothing is fetched; save the "
                    "vocabulary as Turtle, or with its context written out."
                )
            todo += value.values()
        elif isinstance(value, list):
            todo += value


def _rows(said: Iterable[_Said], source: str) -> Iterator[Row]:
    labels: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    others: dict[str, list[tuple[int, str]]] = defaultdict(list)
    broader: dict[str, set[str]] = defaultdict(set)
    preferred: dict[str, str] = {}
    same: dict[str, set[str]] = defaultdict(set)
    for subject, name, value, language in said:
        rank = _rank(language)
        if name in _NAMES:
            labels[subject].append((_NAMES[name], rank, value))
        elif name in _OTHERS:
            others[subject].append((rank, value))
        elif name in _UP:
            broader[subject].add(value)
        elif name in _DOWN:
            broader[value].add(subject)
        elif name in _SAME:
            same[subject].add(value)
            if name == _PREFERRED:
                preferred[subject] = value
    own = {subject: min(found)[2] for subject, found in labels.items()}
    names = {
        subject: _concept_name(own.get(preferred.get(subject, subject), name))
        for subject, name in own.items()
    }
    for subject in sorted(own, key=lambda subject: (names[subject], subject)):
        name = names[subject]
        best = min((rank for rank, _ in others[subject]), default=0)
        written = sorted(text for rank, text in others[subject] if rank == best)
        written += [own[subject], *sorted(own[o] for o in same[subject] if o in own)]
        yield Row(
            name=name,
            kind=Kind.FIELD,
            broader=tuple(sorted({names[b] for b in broader[subject] if b in names} - {name})),
            aliases=tuple(Alias(text) for text in dict.fromkeys(written) if text != name),
            source=source,
        )


def _rank(language: str) -> int:
    base = language.partition("-")[0]
    return _LANGUAGES.index(base) if base in _LANGUAGES else len(_LANGUAGES)


def _concept_name(label: str) -> str:
    """Return a label as a name; one written like a sentence is no proper name."""
    label = " ".join(label.split())
    return label[0].lower() + label[1:] if label[:1].isupper() and label[1:].islower() else label


def _last(address: str) -> str:
    return re.split(r"[#/]", address.rstrip("#/"))[-1]

"""Vocabulary files: their rows, and the guards that their aliases carry."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..errors import ReadError
from .words import Words

SHIPPED = Path(__file__).parent / "vocabulary"


class Kind(StrEnum):
    """What a row of a vocabulary file stands for."""

    METHOD = "method"
    MODEL = "model"
    TASK = "task"
    PROPERTY = "property"
    FIELD = "field"
    NAMED_MODEL = "named model"
    DATASET = "dataset"
    METRIC = "metric"
    NONE = "none"
    RULE = "rule"


CONCEPT_KINDS = (Kind.METHOD, Kind.MODEL, Kind.TASK, Kind.PROPERTY, Kind.FIELD)
NAME_KINDS = (Kind.NAMED_MODEL, Kind.DATASET, Kind.METRIC)

_KINDS = {kind.value: kind for kind in Kind}
_KINDS_OF_NAMES = _KINDS | {Kind.MODEL.value: Kind.NAMED_MODEL}


@dataclass(frozen=True)
class Guard:
    """Words that must, or must not, stand around an alias.

    Each is looked for with `in` among the forms of a sentence or of the paper
    (see `reading.forms`).

    Attributes:
        signs: As they are written, `+diffusion -audio ~denois*`; read when first asked,
            since most of a vocabulary is never met.
    """

    signs: str

    @cached_property
    def _needles(self) -> dict[str, list[str]]:
        needles: dict[str, list[str]] = {"+": [], "-": [], "~": []}
        for token in self.signs.split():
            if token[0] in needles and len(token) > 1:
                needles[token[0]].append(_needle(token[1:]))
        return needles

    def lets(self, sentence: str, paper: Callable[[], str]) -> bool:
        """Tell whether the words around allow the alias.

        Args:
            sentence: The forms of its sentence.
            paper: Gives those of the paper, which few guards ask for.
        """
        needles = self._needles
        some, none, anywhere = needles["+"], needles["-"], needles["~"]
        return (
            (not some or _has_one(sentence, some))
            and not _has_one(sentence, none)
            and (not anywhere or _has_one(paper(), anywhere))
        )


def _has_one(text: str, needles: list[str]) -> bool:
    # A loop takes half the time of `any`, and guards are asked for every other word of a list.
    for needle in needles:  # noqa: SIM110
        if needle in text:
            return True
    return False


class Alias(Struct, frozen=True, gc=False):
    """One way of writing a name; `guard` is None where it stands for itself."""

    text: str
    guard: Guard | None = None


class Row(Struct, frozen=True, gc=False):
    """One line of a vocabulary file."""

    name: str
    kind: Kind
    broader: tuple[str, ...]
    aliases: tuple[Alias, ...]
    source: str


def shipped_files() -> list[Path]:
    """Return the files that come with the package, in the order they are read."""
    return [*sorted(SHIPPED.glob("*.tsv")), *sorted((SHIPPED / "names").glob("*.tsv"))]


def read_rows(path: Path, content: bytes) -> Iterator[Row]:
    """Read a vocabulary file: our table, or JSON Lines where its first line is an object.

    Raises:
        ReadError: A line is not of the format; it names file and line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8.") from error
    rows = _json_rows(path, text) if text.lstrip()[:1] == "{" else _table_rows(path, text)
    yield from rows


def _table_rows(path: Path, text: str) -> Iterator[Row]:
    kinds = _KINDS_OF_NAMES if path.parent.name == "names" else _KINDS
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if cells[:2] == ["name", "kind"]:
            continue
        if len(cells) < 2 or not cells[0]:
            raise ReadError(
                f"{path}, line {number}: a row needs name, kind, broader and aliases, "
                "separated by tabs."
            )
        name, text, broader, aliases, *_ = [*cells, "", ""]
        kind = kinds.get(text)
        if kind is None:
            known = ", ".join(_KINDS)
            raise ReadError(f"{path}, line {number}: kind {text!r} is not one of {known}.")
        yield Row(name, kind, _parts(broader), tuple(map(parse_alias, _parts(aliases))), path.name)


def _json_rows(path: Path, text: str) -> Iterator[Row]:
    """Read objects with `name` (or `topic`, `label`) and what else is known of it.

    Public vocabularies name alternatives and broader concepts in several ways;
    where these refer by an `id`, the ids are looked up.
    """
    objects: list[dict[str, Any]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except json.JSONDecodeError as error:
            raise ReadError(f"{path}, line {number}: not JSON ({error.msg}).") from error
        if not isinstance(found, dict) or not _first(found, "name", "preferred", "topic", "label"):
            raise ReadError(f"{path}, line {number}: an object with a `name` is needed.")
        objects.append(found)
    names = {str(o["id"]): _label(o) for o in objects if "id" in o}
    for found in objects:
        alternatives = _texts(_first(found, "aliases", "equivalent", "alt"))
        own = found.get("topic") or found.get("name")
        if isinstance(own, str) and own != _label(found):
            alternatives.append(own)
        kind = found.get("kind")
        yield Row(
            name=_label(found),
            kind=Kind(kind) if kind in {k.value for k in CONCEPT_KINDS} else Kind.FIELD,
            broader=tuple(names.get(b, b) for b in _texts(_first(found, "broader", "parents"))),
            aliases=tuple(Alias(a) for a in alternatives),
            source=path.name,
        )


def _label(found: dict[str, Any]) -> str:
    text = str(_first(found, "preferred", "name", "topic", "label"))
    # A sentence-style label is no proper name: "Sequential optimization".
    return text[0].lower() + text[1:] if text[:1].isupper() and text[1:].islower() else text


def _first(found: dict[str, Any], *keys: str) -> Any:
    return next((found[k] for k in keys if found.get(k)), None)


def _texts(value: object) -> list[str]:
    return [v for v in value if isinstance(v, str) and v] if isinstance(value, list) else []


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split("|")))) if cell else ()


def parse_alias(text: str) -> Alias:
    """Read an alias with its guard: `sampler [+diffusion -audio ~denois*]`."""
    bare, bracket, signs = text.partition("[")
    return Alias(bare.strip(), Guard(signs.rstrip("] "))) if bracket else Alias(text)


def _needle(word: str) -> str:
    """Return what `in` must find: ` word `, or ` beginning` for `beginning*`."""
    prefix = word.endswith("*")
    words = Words(word.rstrip("*").replace("_", " "))
    if prefix:
        return " " + " ".join(w.lower() for w in words.printed)
    return " " + " ".join(words.stems) + " "

"""Identifiers, years and references in JSON, as papers and their references have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ...identifiers import SCHEMES, Identifier, made, parse
from ...model import InTextCitation, Reference

_FIELDS = ("doi", "arxiv")  # of one identifier each
_LISTS = ("identifiers", "other_identifiers")
_NONE: frozenset[Identifier] = frozenset()

Record = Mapping[str, object]
Named = tuple[str, object]  # the scheme of an identifier and what is given as its value
LeftOut = Callable[[str, str], None]  # told the field and what is wrong with it

_MARK = re.compile(r"(?:doi|arxiv)\s*:\s*", re.IGNORECASE)
_DIGITS = re.compile(r"[1-9]\d{3}", re.ASCII).fullmatch
_LAST = 1 << 53  # a number beyond this is neither an offset nor a name

# Schemes whose values are plain numbers, and up to which.
_COUNTED = ("s2", "pubmed")
_COUNT = 10**9

# What other programs call our schemes.
_SCHEMES = {name: name for name in SCHEMES} | {
    "pmid": "pubmed",
    "pmcid": "pmc",
    "pubmedcentral": "pmc",
    "semanticscholar": "s2",
    "corpusid": "s2",
}


def items_of(record: Record, key: str, left_out: LeftOut) -> list[object]:
    """Return a list that a field holds; empty where there is none."""
    value = record.get(key)
    if isinstance(value, list):
        return value
    if value is not None:
        left_out(key, "is not a list")
    return []


def year_of(record: Record, left_out: LeftOut) -> int | None:
    """Return the year, 1 to 9999, given as a number or its digits."""
    value = year = record.get("year")
    if year is None or (type(year) is int and 0 < year < 10_000):
        return year
    if isinstance(year, str):
        digits = year.strip()
        if not digits:
            return None
        year = int(digits) if digits.isdecimal() and len(digits) < 5 else None
    elif isinstance(year, float):
        year = int(year) if year.is_integer() else None
    if type(year) is int and 0 < year < 10_000:
        return year
    left_out("year", f"is no year ({str(value)[:20]})")
    return None


def local_of(record: Record, left_out: LeftOut) -> str | None:
    """Return the name by which an object is known within its file."""
    value = record.get("id", record.get("local"))
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip() or None
    if type(value) is int and abs(value) < _LAST:
        return str(value)
    left_out("id", "is neither text nor a whole number")
    return None


def identifiers_of(record: Record, left_out: LeftOut) -> frozenset[Identifier]:
    """Return the identifiers in all the fields that may hold some."""
    found = []
    for key in _FIELDS:
        if (value := record.get(key)) is not None and value != "":
            found.append(_identifier(key, value, key, left_out))
    for field in _LISTS:
        if field in record:
            for key, value in _named_identifiers(record, field, left_out):
                scheme = _SCHEMES.get(key) or _SCHEMES.get(key.lower().replace("_", ""))
                found.append(_identifier(scheme, value, key, left_out))
    return frozenset(filter(None, found)) if found else _NONE


def _identifier(
    scheme: str | None, value: object, key: str, left_out: LeftOut
) -> Identifier | None:
    if scheme is None:
        left_out(f"identifier {key[:20]}", "is of no known kind")
        return None
    number = parse(value, scheme) if isinstance(value, str) else _number(scheme, value)
    if number is None:
        left_out(key, f"is no such identifier ({str(value)[:40]})")
    return number


def _named_identifiers(record: Record, field: str, left_out: LeftOut) -> Iterator[Named]:
    value = record.get(field)
    if isinstance(value, dict):
        for scheme, inner in value.items():
            for one in inner if isinstance(inner, list) else [inner]:
                if one is not None and one != "":
                    yield scheme, one
    elif isinstance(value, list):
        yield from map(_listed_identifier, value)
    elif value is not None:
        left_out(field, "is neither an object nor a list")


def _listed_identifier(entry: object) -> Named:
    if isinstance(entry, tuple):
        return entry
    if isinstance(entry, dict) and isinstance(scheme := entry.get("scheme"), str):
        if "value" in entry:
            return scheme, entry["value"]
    elif isinstance(entry, str) and (number := parse(entry)):
        return number.scheme, entry
    return str(entry), entry  # told as one of no known kind


def references_of(record: Record, left_out: LeftOut) -> tuple[Reference, ...]:
    """Return the references of an object: each a text, a number or an object itself."""
    found: list[Reference] = []
    for entry in items_of(record, "references", left_out):
        reference = None
        if isinstance(entry, str):
            if bare := entry.strip():
                reference = _printed(bare)
        elif isinstance(entry, Reference):
            reference = entry
        elif isinstance(entry, dict):
            reference = _described(entry, left_out)
        elif type(entry) is int and abs(entry) < _LAST:
            reference = _printed(str(entry))
        if reference:
            found.append(reference)
        elif entry is not None:
            left_out("a reference", "says nothing that names a paper")
    return tuple(found)


def reference_of(
    identifiers: Sequence[Named],
    *,
    text: str | None = None,
    title: str | None = None,
    year: object = None,
    contexts: Sequence[InTextCitation] = (),
) -> Reference | Record:
    """Return a reference that an index describes; as an object where something is odd about it.

    What is odd is then told when the object is read.
    """
    numbers = []
    for scheme, value in identifiers:  # a loop, which costs less than a call of its own
        number = parse(value, scheme) if isinstance(value, str) else _number(scheme, value)
        if number:
            numbers.append(number)
    whole = int(year) if isinstance(year, str) and _DIGITS(year) else year
    if (
        len(numbers) == len(identifiers)
        and (whole is None or (type(whole) is int and 0 < whole < 10_000))
        and (numbers or text or title)
    ):
        return Reference(
            text=text,
            title=title,
            year=whole,
            identifiers=frozenset(numbers),
            contexts=tuple(contexts) if contexts else (),
        )
    given = {"text": text, "title": title, "year": year, "identifiers": list(identifiers)}
    return given | {"contexts": list(contexts)}


def _number(scheme: str, value: object) -> Identifier | None:
    if isinstance(value, str):
        return parse(value, scheme)
    if type(value) is int and scheme in _COUNTED and 0 <= value < _COUNT:
        return made(Identifier, (scheme, str(value)))
    return parse(str(value), scheme) if type(value) is int and abs(value) < _LAST else None


def _printed(text: str) -> Reference:
    """Make a reference of a text: an identifier, the name of another line, or words.

    Which it is, only the whole file can tell, so what may name a line is kept.
    """
    number = parse(text)
    if number is None:
        return Reference(text=text, local=text)
    if (" " not in text and text.isprintable()) or len(_MARK.sub("", text, count=1).split()) == 1:
        return Reference(identifiers=frozenset((number,)), local=text)
    return Reference(text=text, identifiers=frozenset((number,)))


def _described(record: Record, left_out: LeftOut) -> Reference | None:
    text, title = _filled(record.get("text")), _filled(record.get("title"))
    local = local_of(record, left_out)
    identifiers = identifiers_of(record, left_out)
    if text and "identifiers" not in record and not identifiers and (number := parse(text)):
        identifiers = frozenset({number})
    if not (text or title or local or identifiers):
        return None
    return Reference(
        text=text,
        title=title,
        year=year_of(record, left_out),
        identifiers=identifiers,
        local=local,
        contexts=tuple(_contexts(record, left_out)) if record.get("contexts") else (),
    )


def _filled(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _contexts(record: Record, left_out: LeftOut) -> Iterator[InTextCitation]:
    for context in items_of(record, "contexts", left_out):
        match context:
            case InTextCitation():  # of a reader that has found it itself
                yield context
            case {"sentence": str(said), "section": str(place), "start": int(b), "end": int(e)} if (
                0 <= b <= e < _LAST
            ):
                yield InTextCitation(said, place, b, e)
            case _:
                left_out("a context", "lacks sentence, section, start or end")

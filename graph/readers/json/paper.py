"""An object of JSON Lines made into a paper: every field in any usual shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...identifiers import orcid
from ...model import Author, Link, Origin, Paper, Passage, Role
from ..printed import spoken, unheaded
from .fields import (
    LeftOut,
    Record,
    identifiers_of,
    items_of,
    local_of,
    references_of,
    year_of,
)
from .shapes import text_of

_DATE = re.compile(
    r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:[T ].*)?$", re.ASCII | re.DOTALL
)
_PLAIN_DATE = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII).fullmatch
_LIST = re.compile(r"\s*[;,]\s*")
_ROLES = {role.value: role for role in Role}
_NAMES = re.compile(r"\s*;\s*|\s+and\s+")


def paper_of(record: Record, origin: Origin) -> tuple[Paper, list[str]]:
    """Make a paper of an object.

    Returns:
        The paper, and what of the object was left out because of its form.

    Raises:
        ValueError: The object has no title; the message says so.
    """
    warnings: list[str] = []

    def left_out(key: str, why: str) -> None:
        warnings.append(" ".join(f"{key} {why}: left out".split()))

    title = _title(record.get("title"))
    date = _date(record, left_out) if "date" in record else None
    year = year_of(record, left_out)
    if date and "year" not in record:
        year = int(date[:4])
    paper = Paper(
        title=title,
        identifiers=identifiers_of(record, left_out),
        authors=_authors(record, left_out),
        year=year,
        venue=_text(record, "venue", left_out),
        keywords=_keywords(record, left_out),
        date=date,
        url=_text(record, "url", left_out) if "url" in record else None,
        links=tuple(_links(record, left_out)) if "links" in record else (),
        references=references_of(record, left_out) if "references" in record else (),
        passages=_passages(record, title, left_out),
        local=local_of(record, left_out),
        origin=origin,
    )
    return paper, warnings


def _title(value: object) -> str:
    if value is None:
        raise ValueError("no title")
    if not isinstance(value, str):
        raise ValueError("the title is not text")
    title = value.strip()
    if not title:
        raise ValueError("the title is empty")
    return title


def _text(record: Record, key: str, left_out: LeftOut) -> str | None:
    value = record.get(key)
    if isinstance(value, str):
        return value.strip() or None
    if value is not None:
        left_out(key, "is not text")
    return None


def _date(record: Record, left_out: LeftOut) -> str | None:
    value = _text(record, "date", left_out)
    if not value:
        return None
    if _PLAIN_DATE(value):
        return value
    found = _DATE.match(value)
    if not found or found[1] == "0000":
        left_out("date", f"is not like 2024-03-13, 2024-03 or 2024 ({value[:20]})")
        return None
    return "-".join(part for part in found.groups() if part)


def _authors(record: Record, left_out: LeftOut) -> tuple[Author, ...]:
    value = record.get("authors")
    if value is None:
        return ()
    known = record.get("orcids")
    known = known if isinstance(known, dict) else {}
    if isinstance(value, str):
        value = [v for v in _NAMES.split(value) if v]
    elif not isinstance(value, list):
        left_out("authors", "is neither a list nor text")
        return ()
    if not known and (names := _all_texts(value)):
        return tuple(map(Author, names))
    found = [_author(author, known, left_out) for author in value]
    return tuple([author for author in found if author])


def _all_texts(values: Sequence[object]) -> list[str] | None:
    """Return values without white space around; None if one is no text, or blank."""
    try:
        found = [*map(str.strip, values)]  # type: ignore[arg-type]
    except TypeError:
        return None
    return found if all(found) else None


def _author(author: object, known: Record, left_out: LeftOut) -> Author | None:
    name = author.strip() if isinstance(author, str) else _name(author)
    if not name:
        left_out("an author", "has no name")
        return None
    given = author.get("orcid") if isinstance(author, dict) else known.get(name)
    number = None
    if given:
        number = orcid(given) if isinstance(given, str) else None
        if not number:
            left_out("an ORCID iD", f"is none ({str(given)[:40]})")
    return Author(name, number)


def _keywords(record: Record, left_out: LeftOut) -> tuple[str, ...]:
    value = record.get("keywords")
    if value is None:
        return ()
    words = _LIST.split(value) if isinstance(value, str) else items_of(record, "keywords", left_out)
    if found := _all_texts(words):
        return tuple(found)
    bare = [word.strip() for word in words if isinstance(word, str)]
    for _ in range(len(words) - len(bare)):
        left_out("a keyword", "is not text")
    return tuple(filter(None, bare))


def _links(record: Record, left_out: LeftOut) -> Iterator[Link]:
    for link in items_of(record, "links", left_out):
        entry = link if isinstance(link, dict) else {"url": link}
        url, role = entry.get("url"), entry.get("role")
        if isinstance(url, str) and url.strip():
            yield Link(url.strip(), _ROLES.get(role) if isinstance(role, str) else None)
        else:
            left_out("a link", "has no address")


def _passages(record: Record, title: str, left_out: LeftOut) -> tuple[Passage, ...]:
    found = [Passage("title", title)]
    abstract = record.get("abstract")
    if isinstance(abstract, list) and all(isinstance(part, str) for part in abstract):
        abstract = "\n\n".join(abstract)
    if isinstance(abstract, str):
        if bare := abstract.strip():
            found.append(Passage("abstract", unheaded(bare)))
    elif abstract is not None:
        left_out("abstract", "is not text")
    if "sections" in record:
        found += _sections(record, left_out)
    return tuple(found)


def _sections(record: Record, left_out: LeftOut) -> Iterator[Passage]:
    taken = {"title", "abstract"}
    for place, section in enumerate(items_of(record, "sections", left_out), start=1):
        entry = section if isinstance(section, dict) else {"text": section}
        text, name, heading = entry.get("text"), entry.get("id"), entry.get("title")
        if not isinstance(text, str) or not text.strip():
            left_out(f"section {place}", "has no text")
            continue
        if not isinstance(name, str) or not name or name in taken:
            name = next(n for n in _names(place) if n not in taken)
        taken.add(name)
        yield Passage(name, text, heading if isinstance(heading, str) and heading else None)


def _names(place: int) -> Iterator[str]:
    yield f"s{place}"
    while True:
        place += 1
        yield f"s{place}"


def _name(author: object) -> str:
    if isinstance(author, dict):
        name = author.get("name")
        if isinstance(name, str) and name:
            return name.strip()
        return "" if name else spoken(text_of(author, "given"), text_of(author, "family"))
    return ""

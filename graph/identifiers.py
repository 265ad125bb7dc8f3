"""Identifiers of papers and people: parsed from any usual spelling, kept in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import unquote

from .patterns import later

# Order of trust: the first scheme that a paper has makes its key.
SCHEMES = ("doi", "arxiv", "openalex", "s2", "pubmed", "pmc", "acl", "dblp", "openreview")

# DOI: Crossref's recommended pattern, without its closing class, since
# suffixes with brackets and other signs are in use. Angle brackets belong to it
# only where they part a SICI, with its version behind them (ANSI/NISO Z39.56).
_DOI = later(
    r"\b(10\.\d{4,9}/(?:[^\s\"<>{}|\\^`]++<[^\s\"<>]{1,60}>\d\.\d\.[a-z]{2};\d(?:-[a-z\d#])?"
    r"|[^\s\"<>{}|\\^`]+))",
    re.IGNORECASE,
)
_BRACKETS = later(r"&([lg])t;", re.IGNORECASE)
_ARXIV_NEW = later(r"(?<![\d.])(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?![\d.]*\d)")
_ARXIV_OLD = later(
    r"(?:(?<![\w/.-])|(?<=/abs/|/pdf/))([a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2})?(/\d{7})(?:v\d+)?(?!\d)",
    re.IGNORECASE,
)
_ARXIV_DOI = later(r"10\.48550/arxiv\.", re.IGNORECASE)
_OPENALEX = later(r"(?:^|openalex\.org/(?:works/)?|openalex:)(W\d{4,})$", re.IGNORECASE)
_S2 = later(
    r"(?:^s2:|semanticscholar\.org/paper/(?:[^/\s]*/)?)([0-9a-f]{40}|\d{1,12})$", re.IGNORECASE
)
_PUBMED = later(
    r"(?:^(?:pmid|pubmed):\s*|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(\d{1,9})\b",
    re.IGNORECASE,
)
_PMC = later(r"(?:^pmcid:\s*|^pmc:\s*|^|/)(PMC\d{3,9})\b", re.IGNORECASE)
_ACL = later(
    r"(?:^acl:|aclanthology\.org/|aclweb\.org/anthology/)([A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_-]+\.\d+)",
    re.IGNORECASE,
)
_DBLP = later(
    r"(?:^dblp:|dblp\.org/rec/)((?:conf|journals|books|phd|series)/[^\s/]+/[^\s.?]+)", re.IGNORECASE
)
_OPENREVIEW = later(
    r"(?:^openreview:|openreview\.net/(?:forum|pdf)\?id=)([\w-]{8,})", re.IGNORECASE
)
_ORCID = later(r"\b(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\b", re.IGNORECASE)

# Spellings that most values have and that need no search.
_PLAIN_DOI = later(
    r"(?:https?://(?:dx\.)?doi\.org/)?(10\.(?!48550/)\d{4,9}/[\w.()/:;-]*[a-zA-Z\d])", re.ASCII
)
_PLAIN_ARXIV = later(
    r"(?:https?://arxiv\.org/(?:abs|pdf)/)?(\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?", re.ASCII
)
_PLAIN: dict[str | None, re.Pattern[str]] = {
    None: _PLAIN_DOI,
    "doi": _PLAIN_DOI,
    "arxiv": _PLAIN_ARXIV,
    "openalex": later(r"(?:https://openalex\.org/)?(W\d{4,})", re.ASCII),
    "s2": later(r"([\da-f]{40}|\d{1,12})", re.ASCII),
    "pubmed": later(r"(\d{1,9})", re.ASCII),
}
_TWINS = (None, "doi", "arxiv")  # a DOI may be that of an arXiv paper
_NAME = len("openreview:")  # the longest
_BARE = frozenset("wWpP0123456789")  # how those begin that are known without a mark
# Those that need one: how each is found and changed, and what every spelling but the bare one
# holds, in small letters.
_FOUND: dict[str, tuple[re.Pattern[str], Callable[[str], str], tuple[str, ...]]] = {
    "openalex": (_OPENALEX, str.upper, ("openalex",)),
    "s2": (_S2, str.lower, ("s2:", "semanticscholar.org/")),
    "pubmed": (_PUBMED, str, ("pmid", "pubmed")),
    "pmc": (_PMC, str.upper, ("pmc",)),
    "acl": (_ACL, str, ("acl",)),
    "dblp": (_DBLP, str, ("dblp",)),
    "openreview": (_OPENREVIEW, str, ("openreview",)),
}


class Identifier(NamedTuple):
    """A scheme of `SCHEMES` and a value in its normal spelling."""

    scheme: str
    value: str

    def __str__(self) -> str:
        """Return `scheme:value`, the form that keys and stores use."""
        return f"{self.scheme}:{self.value}"


# How DOIs of preprints and of deposited copies begin: by registrant, with the mark of the server
# where the registrant publishes other things, too.
_PREPRINTS = (
    *(f"10.1101/{digit}" for digit in range(10)),
    "10.64898/",
    *("10.2139/ssrn", "10.21203/rs", "10.20944/preprints", "10.22541/au", "10.36227/techrxiv"),
    *("10.26434/chemrxiv", "10.31219/osf", "10.31234/osf", "10.31235/osf", "10.35542/osf"),
    *("10.7287/peerj.preprints", "10.2196/preprints", "10.33774/", "10.31223/", "10.32942/"),
    *("10.5281/zenodo", "10.6084/m9.figshare", "10.13140/rg"),
)


def is_preprint(identifier: Identifier) -> bool:
    """Tell whether an identifier is that of a preprint or of a deposited copy."""
    scheme, value = identifier
    if scheme == "doi":
        return value.startswith(_PREPRINTS)
    return scheme == "arxiv" or (scheme == "dblp" and value.startswith("journals/corr/"))


def kind(identifier: Identifier) -> str:
    """Return the kind of which one paper has one identifier: two of a kind are two papers.

    The scheme; a preprint and its published version have a DOI each, and DBLP
    an entry for each. Semantic Scholar numbers papers in two ways.
    """
    scheme, value = identifier
    if scheme == "s2":
        return "s2 number" if value.isdecimal() else "s2"
    preprint = scheme in ("doi", "dblp") and is_preprint(identifier)
    return f"{scheme} of a preprint" if preprint else scheme


# `made(Identifier, (scheme, value))` is what `Identifier(...)` ends in, at less than half the time.
made = tuple.__new__


def arxiv(text: str) -> str | None:
    """Return the arXiv number in a text, without version; None if there is none.

    A bare number of the new form counts; so does any with `arXiv` before it.
    """
    if found := _ARXIV_NEW.search(text):
        return found[1]
    if found := _ARXIV_OLD.search(text):
        # The class of a subject (math.GT) is no part of the number.
        return (found[1] + found[2]).lower()
    return None


def doi(text: str) -> str | None:
    """Return the first DOI in a text, lower case, without closing punctuation.

    DOIs are compared without case (ISO 26324); a closing bracket is kept only
    when it was opened within the DOI.
    """
    # Addresses escape the slash, and addresses within addresses escape the escapes.
    while "%" in text and ("%2" in text or "%3" in text) and (plain := unquote(text)) != text:
        text = plain
    begin = text.find("10.")
    if begin < 0:
        return None
    if "&" in text:
        text = _BRACKETS.sub(lambda sign: "<" if sign[1] in "lL" else ">", text)
    found = _DOI.search(text, begin)
    if not found:
        return None
    value = found[1]
    while value and (value[-1] in ".,;:'\"" or _unopened(value)):
        value = value[:-1]
    return value.lower()


def _unopened(value: str) -> bool:
    pairs = {")": "(", "]": "["}
    opening = pairs.get(value[-1])
    return opening is not None and value.count(value[-1]) > value.count(opening)


def parse(text: str, scheme: str | None = None) -> Identifier | None:
    """Read one identifier in any usual spelling: bare, with a prefix, or as an address.

    `10.48550/arXiv.N` is arXiv N.

    Args:
        scheme: What the text is said to be; without it only spellings that
            cannot be taken for something else are recognised.

    Returns:
        None when the text is no identifier of that scheme.
    """
    if scheme is None and not _has_sign(text):
        return None
    if (plain := _PLAIN.get(scheme)) and (found := plain.fullmatch(text)):
        value = found[1]
        if plain is not _PLAIN_DOI:
            return made(Identifier, (scheme, value))
        if "arxiv" not in (value := value.lower()):
            return made(Identifier, ("doi", value))
    text = text.strip()
    lowered = text.lower()
    if scheme is None and (found := _PLAIN_ARXIV.fullmatch(text)):
        return made(Identifier, ("arxiv", found[1]))
    if scheme in _TWINS:
        if "arxiv" in lowered or scheme == "arxiv":
            if value := arxiv(_ARXIV_DOI.sub(" ", text)):
                return Identifier("arxiv", value)
        elif value := doi(text):
            return Identifier("doi", value)
        if scheme:
            return None
    if scheme:
        pattern, change, _ = _FOUND[scheme]
        found = pattern.search(text) or pattern.search(f"{scheme}:{text}")
        return Identifier(scheme, change(found[1])) if found else None
    # The one that is known without a mark.
    if lowered.startswith("w") and (found := _OPENALEX.match(text)):
        return Identifier("openalex", found[1].upper())
    for name, (pattern, change, marks) in _FOUND.items():
        if any(mark in lowered for mark in marks) and (found := pattern.search(text)):
            return Identifier(name, change(found[1]))
    return None


def _has_sign(text: str) -> bool:
    """Tell whether a text that no field names may be an identifier: most references are none."""
    if "/" in text or "%" in text:
        return True
    text = text.strip()
    if ":" in text[:_NAME] or text[:1] in _BARE:  # behind the name of a scheme, or without one
        return True
    lowered = text.lower()
    return "arxiv" in lowered or "openalex:" in lowered


def identifier_fields(
    identifiers: frozenset[Identifier],
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Split identifiers into one a scheme, the published one, and the rest, in a stable order."""
    first: dict[str, str] = {}
    rest: list[dict[str, str]] = []
    for scheme, value in sorted(identifiers, key=lambda i: (i.scheme, is_preprint(i), i.value)):
        if scheme in first:
            rest.append({"scheme": scheme, "value": value})
        else:
            first[scheme] = value
    return first, rest


def told_identifiers(values: Iterable[str]) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Split identifiers written `scheme:value` as `identifier_fields` does."""
    return identifier_fields(frozenset(Identifier(*value.split(":", 1)) for value in values))


def orcid(text: str) -> str | None:
    """Return the ORCID iD in a text, with hyphens; None when its check digit is wrong.

    Source: ISO 7064 MOD 11-2, as ORCID uses it.
    """
    found = _ORCID.search(text)
    if not found:
        return None
    value = found[1].upper()
    total = 0
    for digit in map(int, value[:-1].replace("-", "")):
        total = (total + digit) * 2
    return value if value[-1] == "0123456789X"[(12 - total) % 11] else None

"""What readers give and extractors find: values, never changed once made."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import asdict as asdict
from msgspec.structs import replace as replace

from .identifiers import SCHEMES, Identifier, is_preprint
from .schema import Relation


class EntityKind(StrEnum):
    """What a mention names."""

    CONCEPT = "concept"
    SYSTEM = "system"
    MODEL = "model"
    DATASET = "dataset"
    METRIC = "metric"
    REPOSITORY = "repository"
    PAGE = "page"


class Stance(StrEnum):
    """How a paper stands to a concept."""

    ABOUT = "about"
    BACKGROUND = "background"
    CONTRAST = "contrast"


class Use(StrEnum):
    """How a paper stands to a system, model, dataset or metric."""

    BUILDS_ON = "builds_on"
    USES = "uses"
    COMPARES = "compares"
    MENTIONS = "mentions"


class Role(StrEnum):
    """What a repository is to the paper."""

    OFFICIAL = "official"
    RESOURCE = "resource"
    MENTIONED = "mentioned"


# Readers make values by the million. What is frozen, and holds only what is frozen, is part of no
# cycle, so that the garbage collector need not look at it.
class Origin(Struct, frozen=True, gc=False):
    """Where a paper was read: the source and its first line or record, from 1."""

    origin: str
    line: int


class Author(Struct, frozen=True, gc=False):
    """A name as printed, and the ORCID iD where known."""

    name: str
    orcid: str | None = None


class Link(Struct, frozen=True, gc=False):
    """An address given as metadata; `role` is None where the source says none."""

    url: str
    role: Role | None = None


# In-text citations that are kept of one reference: the first ones.
CONTEXTS = 5


class InTextCitation(Struct, frozen=True, gc=False):
    """A sentence that cites a reference, with its place in a section's text."""

    sentence: str
    section: str
    start: int
    end: int


class Reference(Struct, frozen=True, kw_only=True, gc=False):
    """One entry of a bibliography; `text` is None where only an identifier is known.

    `local` is the name by which another record of the same source is meant.
    """

    text: str | None = None
    title: str | None = None
    year: int | None = None
    identifiers: frozenset[Identifier] = frozenset()
    local: str | None = None
    contexts: tuple[InTextCitation, ...] = ()


class Passage(Struct, frozen=True, gc=False):
    """A text of a paper: id `title`, `abstract`, or one of a section, with its heading."""

    id: str
    text: str
    heading: str | None = None


class Paper(Struct, frozen=True, kw_only=True, gc=False):
    """One record as it was read."""

    title: str
    identifiers: frozenset[Identifier] = frozenset()
    authors: tuple[Author, ...] = ()
    year: int | None = None
    venue: str | None = None
    keywords: tuple[str, ...] = ()
    date: str | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()
    references: tuple[Reference, ...] = ()
    passages: tuple[Passage, ...] = ()
    local: str | None = None  # names the record within its source
    origin: Origin

    @property
    def abstract(self) -> str:
        """The abstract, empty where there is none."""
        return next((p.text for p in self.passages if p.id == "abstract"), "")


class Rejected(Struct, frozen=True, gc=False):
    """Input that should have been a paper and could not be read."""

    origin: str
    line: int
    reason: str
    text: str = ""


class Skipped(Struct, frozen=True, gc=False):
    """Input judged not to be a paper."""

    origin: str
    line: int
    reason: str
    text: str = ""


class Warned(Struct, frozen=True, gc=False):
    """Input that was read although something looked wrong."""

    origin: str
    line: int
    reason: str


class Span(Struct, frozen=True, gc=False):
    """Characters of a passage, end excluded."""

    passage: str
    start: int
    end: int


class Mention(Struct, frozen=True, gc=False):
    """A span that names an entity.

    Attributes:
        entity: Canonical: a concept's name in its vocabulary, a proper name as
            its list or the paper first prints it, `host/owner/name`, an address.
        score: 0 to 1; 1 means no doubt.
    """

    kind: EntityKind
    relation: Relation
    entity: str
    surface: str
    span: Span
    stance: Stance | Use | Role
    score: float
    extractor: str


class Acronym(Struct, frozen=True, gc=False):
    """A short form that the paper defines, without plural s, and its long form."""

    short: str
    long: str
    spans: tuple[Span, ...] = ()


class Term(Struct, frozen=True, gc=False):
    """A candidate term that no vocabulary has; weight 0 to 1 within its paper."""

    text: str
    weight: float
    spans: tuple[Span, ...]


class ConceptUse(Struct, frozen=True, gc=False):
    """All that one paper says of one concept.

    Attributes:
        weight: 0 to 1, how much of the paper it is.
        central: The paper is about it, not only says it; implies stance `about`.
        spans: In reading order.
        sentence: The span of the sentence that shows best what the paper does with it.
    """

    name: str
    kind: str
    weight: float
    central: bool
    stance: Stance
    spans: tuple[Span, ...]
    sentence: Span


class Findings(Struct, frozen=True, kw_only=True, gc=False):
    """What extraction found in one paper.

    Attributes:
        concepts: Best first.
        mentions: Of everything but concepts, in reading order, one per span.
        terms: Best first.
    """

    concepts: tuple[ConceptUse, ...] = ()
    mentions: tuple[Mention, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    terms: tuple[Term, ...] = ()
    code_promised: str | None = None


class ConceptEntry(Struct, frozen=True, kw_only=True, gc=False):
    """A concept of a vocabulary, with the names of those directly broader."""

    name: str
    kind: str
    broader: tuple[str, ...] = ()
    source: str = ""
    aliases: tuple[str, ...] = ()


class Description(Struct, frozen=True, gc=False):
    """What identity is decided on: all as printed, authors in their order."""

    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    identifiers: frozenset[Identifier] = frozenset()


class Evidence(Struct, frozen=True, gc=False):
    """Why descriptions are one paper: a shared identifier, or a rule with its score, 0 to 1."""

    rule: str
    value: str | None = None
    score: float | None = None


class Doubt(Struct, frozen=True, gc=False):
    """Two descriptions of different papers that may yet be one, by their indices."""

    one: int
    other: int
    score: float
    why: str


class Hand(Struct, frozen=True, gc=False):
    """What is known beforehand, as pairs of indices.

    Attributes:
        joined: One paper, decided by hand.
        parted: Two papers, decided by hand; that is what counts where both are told.
        alike: The same to the last letter, and so one paper where nothing parts them.
    """

    joined: tuple[tuple[int, int], ...] = ()
    parted: tuple[tuple[int, int], ...] = ()
    alike: tuple[tuple[int, int], ...] = ()


class Identity(Struct, frozen=True, gc=False):
    """Descriptions parted into papers.

    Attributes:
        groups: Indices, each once; groups and what is in them in rising order.
        evidence: For each group of several what made it one, the surest first.
        doubts: Best first; at most one of two groups.
    """

    groups: list[list[int]]
    evidence: list[list[Evidence]]
    doubts: list[Doubt]


Vocabulary = Mapping[str, ConceptEntry]


def first_identifier(identifiers: frozenset[Identifier]) -> Identifier | None:
    """Return the identifier that makes a paper's key: by scheme, published first, by value."""
    return min(
        identifiers,
        key=lambda i: (SCHEMES.index(i.scheme), is_preprint(i), i.value),
        default=None,
    )

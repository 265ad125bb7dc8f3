"""What an entry says, gathered: its title, people, places and links, and how sure they make it."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import hosts, words
from .hosts import Kind
from .pieces import Cut, Linked

_NOT_OF_PAPER = words.word_set(
    """
    supp supplementary supplemental appendix slides slide poster video bib bibtex dataset data
    talk review reviews blog tweet notes tutorial demo
    """
)


@dataclass
class Entry:
    """What an entry says; nothing of it is decided yet.

    Attributes:
        score: How much the best candidate is like a title.
        has_candidate: Something like a title was found already.
        named: The title is what may as well be a list of names.
        labelled: Something in it says what it is: `Authors: ...`, `Code: ...`.
        names_first: Others of its list begin with names.
        led: It begins with names: `A. Lee et al.: A Title`.
        may_be_led: It begins with names if others of its list do: `Ann Lee: A Title`.
        papers: Addresses of the paper, that of its title first.
        venues: As printed, those with a year first.
        outside: Words that are neither title, link nor venue.
    """

    title: str = ""
    score: float = -9.0
    href: str = ""
    authors: list[str] = field(default_factory=list)
    venues: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    code: list[tuple[str, bool]] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    other: set[Kind] = field(default_factory=set)
    quoted: bool = False
    has_candidate: bool = False
    named: bool = False
    labelled: bool = False
    names_first: bool = False
    led: bool = False
    may_be_led: bool = False
    outside: int = 0
    prose: bool = False
    text: str = ""

    @property
    def strong(self) -> bool:
        """There is an address or identifier of a paper."""
        return bool(self.papers or self.identifiers)

    @property
    def known(self) -> bool:
        """It names a venue that is known."""
        return any(map(words.is_venue, self.venues))

    @property
    def evident(self) -> bool:
        """It can be nothing but a paper: by its address, or by a venue that says that it is one."""
        printed = bool(self.authors) and any(map(words.says_venue, self.venues))
        return self.title != "" and (self.strong or self.known or printed)

    @property
    def placed(self) -> bool:
        """It is printed as papers are: with a venue, or with authors and a year."""
        return (
            any(map(words.year_in, self.venues))
            or self.known
            or bool(self.authors and (self.dates or self.venues or self.quoted))
        )

    @property
    def dated(self) -> bool:
        """There is at least a date or a venue that is not known."""
        return bool(self.dates or self.venues or self.authors)


def sort_links(entry: Entry, found: Cut) -> None:
    """Add the links of an entry by what they lead to, and what their labels promise."""
    seen: set[str] = set()
    for link in sorted(found.links, key=lambda link: link.href != entry.href):
        if link.href in seen:
            continue
        seen.add(link.href)
        _sort_link(entry, link)


def _sort_link(entry: Entry, link: Linked) -> None:
    kind = hosts.kind(link.href)
    own = link.href == entry.href and bool(entry.title)
    promise = "" if own else words.promises(link.label)
    said = set(words.words(link.label)) if not own and words.is_label(link.label) else set()
    if kind is Kind.PAPER and words.is_mention(link.label):
        return  # of another paper than the entry is of
    if kind is Kind.PAPER:
        if not said & _NOT_OF_PAPER or promise == "paper":
            entry.papers.append(link.href)
    elif kind is Kind.CODE and (own or promise in ("code", "page") or not said & _NOT_OF_PAPER):
        entry.code.append((link.href, promise != "" and not words.is_unofficial(link.label)))
        entry.other.add(kind)
    elif kind in (Kind.OTHER, Kind.PAGE) and promise == "paper" and not entry.papers:
        if not hosts.is_home(link.href):
            entry.papers.append(link.href)
    elif promise == "page" or (kind is Kind.PAGE and promise):
        entry.pages.append(link.href)
        entry.other.add(Kind.PAGE)
    else:
        entry.other.add(Kind.OTHER if kind is Kind.PAGE else kind)

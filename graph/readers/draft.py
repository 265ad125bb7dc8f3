"""What a record of a bibliography gives, gathered until it is a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..identifiers import Identifier
from ..model import Author, Link, Origin, Paper, Passage, Reference, Rejected, Warned
from . import printed
from .base import Read, shown

_LIST = re.compile(r"[;\n]")
_WEB = re.compile(r"https?://\S+$", re.IGNORECASE)
_SHOWN = 40  # characters of a value that a warning shows


@dataclass
class Draft:
    """Gathers the fields of one record, in whatever order they come.

    Attributes:
        dates: As printed; the first that names a year decides the year, the
            most exact of the same year the date.
        warnings: What was left out because of its form.
    """

    title: str = ""
    abstract: str = ""
    venue: str = ""
    local: str = ""
    authors: list[Author] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    sections: list[Passage] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _identifiers: set[Identifier] = field(default_factory=set)
    _hinted: list[Identifier] = field(default_factory=list)

    def identify(self, text: str, scheme: str, name: str) -> None:
        """Take what a field named for identifiers of one scheme holds."""
        if not text.strip():
            return
        if number := printed.identifier(text, scheme):
            self._identifiers.add(number)
        else:
            shown = printed.plain(text[:400])[:_SHOWN]
            self.warnings.append(f"{name} is no such identifier ({shown}): left out")

    def hint(self, numbers: Iterable[Identifier | None]) -> None:
        """Take identifiers that notes and addresses give; they count where no field gives any."""
        self._hinted.extend(number for number in numbers if number)

    def name(self, author: str, orcid: str | None = None) -> None:
        """Add an author, in either order of writing."""
        if name := printed.person(author):
            self.authors.append(Author(name, orcid))

    def name_parts(
        self, given: str, family: str, suffix: str = "", orcid: str | None = None
    ) -> None:
        """Add an author whose name is known in parts."""
        if name := printed.spoken(given, family, suffix):
            self.authors.append(Author(name, orcid))

    def list_keywords(self, text: str) -> None:
        """Add keywords parted by semicolons or line ends; by commas where there is neither."""
        parts = _LIST.split(text)
        if len(parts) == 1 and text.count(",") > 1:
            parts = text.split(",")
        self.keywords.extend(word for part in parts if (word := printed.plain(part)))

    def note(self, text: str) -> None:
        """Take the identifiers of a note; the rest of it is not kept."""
        if text:
            self.hint(printed.noted(text))

    def result(
        self, origin: Origin, text: str, *, warnings: Iterable[str] = (), trouble: str | None = None
    ) -> Iterator[Read]:
        """Yield the paper after its warnings, or why there is none.

        Args:
            text: Of the record, for the report of one that is rejected.
            warnings: What the reader had to put up with.
            trouble: Why the record cannot be read.
        """
        try:
            if trouble:
                raise ValueError(trouble)
            paper = self.paper(origin)
        except ValueError as error:
            text = shown(" ".join(text[:400].split()))
            yield Rejected(origin.origin, origin.line, str(error), text)
            return
        for reason in dict.fromkeys((*warnings, *self.warnings)):
            yield Warned(origin.origin, origin.line, reason)
        yield paper

    def paper(self, origin: Origin) -> Paper:
        """Return the paper.

        Raises:
            ValueError: There is no title; the message says so.
        """
        title = printed.plain(self.title)
        if not title:
            raise ValueError("no title")
        abstract = printed.unheaded(printed.paragraphs(self.abstract))
        venue = printed.plain(self.venue)
        year, date = self._date()
        addresses = [a for a in dict.fromkeys(map(str.strip, self.addresses)) if _WEB.match(a)]
        self.hint([printed.preprint(venue), *map(printed.in_address, addresses)])
        return Paper(
            title=title,
            identifiers=self._all_identifiers(),
            authors=tuple(self.authors),
            year=year,
            venue=venue or None,
            keywords=tuple(dict.fromkeys(self.keywords)),
            date=date,
            url=addresses[0] if addresses else None,
            links=(*(Link(address) for address in addresses[1:]), *self.links),
            references=tuple(self.references),
            passages=(
                Passage("title", title),
                *([Passage("abstract", abstract)] if abstract else []),
                *self.sections,
            ),
            local=self.local.strip() or None,
            origin=origin,
        )

    def _date(self) -> tuple[int | None, str | None]:
        given = [text for text in map(printed.plain, self.dates) if text]
        found = [date for text in given if (date := printed.date(text))]
        if not found:
            for text in given[:1]:
                self.warnings.append(f"the date names no year ({text[:_SHOWN]}): left out")
            return None, None
        year = found[0][:4]
        exact = max((date for date in found if date.startswith(year)), key=len)
        return int(year), exact if exact != year else None

    def _all_identifiers(self) -> frozenset[Identifier]:
        schemes = {number.scheme for number in self._identifiers}
        for number in self._hinted:
            if number.scheme not in schemes:
                schemes.add(number.scheme)
                self._identifiers.add(number)
        return frozenset(self._identifiers)

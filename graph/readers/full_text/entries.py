"""An entry of a bibliography that is known in parts, gathered until it is a reference."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...identifiers import Identifier
from ...model import InTextCitation, Reference
from .. import printed

_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?!\d)")
_AROUND_TITLE = ' .,"\u201c\u201d'
_NAMES = 20  # authors that are written out in an entry whose text is put together


@dataclass(slots=True)
class Entry:
    """The parts of one entry.

    Attributes:
        text: As printed; where it is empty it is put together from the parts.
        container: The journal or book that the work is in.
    """

    text: str = ""
    title: str = ""
    container: str = ""
    year: str = ""
    volume: str = ""
    pages: str = ""
    authors: list[str] = field(default_factory=list)
    identifiers: set[Identifier] = field(default_factory=set)

    def identify(self, text: str, scheme: str | None = None) -> None:
        """Take an identifier; the first of a scheme counts, what is none means nothing."""
        number = printed.identifier(text, scheme) if text else None
        if number and all(number.scheme != known.scheme for known in self.identifiers):
            self.identifiers.add(number)

    def reference(self, contexts: tuple[InTextCitation, ...]) -> Reference | None:
        """Return the reference; None where nothing is known.

        Identifier and year are looked for in the text where no part tells them.
        """
        found = _YEAR.search(self.year)
        year, identifiers = int(found[1]) if found else None, frozenset(self.identifiers)
        text = self.text or self._written(year)
        if not (text or identifiers):
            return None
        if (not identifiers or not year) and (seen := printed.reference(text, numbers=identifiers)):
            year, identifiers = year or seen.year, seen.identifiers
        return Reference(
            text=text or None,
            title=self.title.strip(_AROUND_TITLE) or None,
            year=year,
            identifiers=identifiers,
            contexts=contexts,
        )

    def _written(self, year: int | None) -> str:
        names = ", ".join(self.authors[:_NAMES])
        if len(self.authors) > _NAMES:
            names += " et al."
        dated = " ".join(filter(None, (names, f"({year})" if year else "")))
        container = self.container if self.container != self.title else ""
        numbers = ": ".join(filter(None, (self.volume, self.pages)))
        where = " ".join(filter(None, (container, numbers)))
        whole = ". ".join(filter(None, (dated, self.title.rstrip("."), where)))
        return whole.replace("?. ", "? ").replace("!. ", "! ")

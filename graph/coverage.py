"""How many papers have references that are known: what every count of citations rests on."""

from __future__ import annotations

from typing import NamedTuple


class Coverage(NamedTuple):
    """Of how many of the papers that were read, references are known.

    A paper of which none are known is in no count of citations: most exports
    of bibliographies hold none at all.
    """

    references_known: int
    papers: int

    def __str__(self) -> str:
        """Return it as it is printed beside a figure."""
        papers = "paper" if self.papers == 1 else "papers"
        return f"references known for {self.references_known:,} of {self.papers:,} {papers}"

    def as_json(self) -> dict[str, int]:
        """Return it as a JSON object, which makes it again."""
        return self._asdict()

"""The way of headings that leads to an entry."""

from __future__ import annotations

import re
from typing import NamedTuple

from . import words

_GENERAL = words.word_set(
    """
    papers paper list lists contents content table of publication publications arxiv preprint
    preprints conference journal must read others other misc miscellaneous and related work
    works awesome reading references bibliography resources the all full recent latest new
    theme topic
    """
)
_SECTION_NUMBER = re.compile(
    r"^[\W_]*(?:(?:\d+|[ivx]+)[.)]\s*)*(?:\d+(?:\.\d+)*\s+)?", re.IGNORECASE
)
_PICTOGRAMS = re.compile(r":[a-z0-9_+-]{2,30}:")
_YEAR = re.compile(r"(?:year|in|papers of)?\s*((?:19|20)\d\d)(?:\s*年)?", re.IGNORECASE)


class Way(NamedTuple):
    """What the headings above an entry say."""

    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def below(self, text: str) -> Way:
        """Return the way of what stands below one more heading, or below an item like one."""
        text = _PICTOGRAMS.sub("", text)
        text = _SECTION_NUMBER.sub("", text).strip(" :：#-–—*")
        year = _YEAR.fullmatch(text)
        if year or words.is_date(text) or _is_venue(text):
            return self._replace(places=(*self.places, year[1] if year else text))
        if not text or _GENERAL.issuperset(words.words(text)):
            return self
        return self._replace(keywords=(*self.keywords, text))


def _is_venue(text: str) -> bool:
    """Tell a venue from a topic, such as Nature or Science."""
    return words.is_venue(text) and (text.isupper() or any(c.isupper() for c in text[1:]))

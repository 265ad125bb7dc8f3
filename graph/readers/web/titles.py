"""What texts and links of a page may be titles of papers, as far as their form tells."""

from __future__ import annotations

import re

from ..lists import words

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
TITLES = frozenset(["title", "ptitle", "headline"])  # in the name of an element
# Links to papers of sites that are told by their form alone.
RELATIVE = re.compile(
    r"^/?(?:papers?/[^/?]+|abs/[^?]+|pdf/[^?]+|forum\?id=[\w-]+|doi/[^?]+"
    r"|\d{4}\.[a-z0-9_-]+\.\d+/?)$"
    r"|-abstract(?:-[\w-]+)?\.html$|_paper\.(?:html|php)$|/article/view/\d+$",
    re.IGNORECASE,
)
OF_AUTHOR = re.compile(
    r"/(?:authors?|people|profile|pid|a|user|citations)\b|searchtype=author", re.IGNORECASE
)
LABEL = re.compile(
    r"^(?:title|authors?|abstract|comments|subjects|journal-?ref|by)\s*[:：]\s*", re.IGNORECASE
)
# Numbers, hosts, and whole volumes.
_NO_TITLE = re.compile(
    r"https?://|\[?(?:arxiv\s*:?\s*)?(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})|10\.\d{4,}/|[\[(]?\d+[\])]?$"
    r"|(?:\[\w+\]\s*)?[\w-]+(?:\.[\w-]+)+$|proceedings of |[·•]?\s*\d+ authors?$",
    re.IGNORECASE,
)
_LONGEST = 400


def title_of(text: str) -> str:
    """Return the text of a link where it is like a title."""
    title = bare_title(text)
    few = len(words.words(title)) < 2 and title.isascii()
    return "" if few or words.is_venue(title) else title


def bare_title(text: str) -> str:
    """Return a text that stands where a title does, which may be one word; nothing of labels."""
    text = LABEL.sub("", " ".join(text.split()))
    beside = words.is_label(text) or words.is_date(text) or _NO_TITLE.match(text)
    return "" if beside or len(text) > _LONGEST or not any(c.isalpha() for c in text) else text

"""Texts of papers made fit to be shown: no control signs, short labels, safe links."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# Embeddings, overrides and isolates would reorder what stands beside them; the two
# marks (U+200E, U+200F) only say how one sign reads, and right-to-left titles need them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_LABEL = 30
# Signs after which a title is cut gladly: what follows is a subtitle.
_SUBTITLE = re.compile(r"\s*[:–—?]\s+|\s+-\s+")


def plain(text: object) -> str:
    """Return a text without control and reordering signs, white space collapsed."""
    kept = _UNSEEN.sub("", _SURROGATE.sub("\ufffd", str(text or "")))
    return " ".join(kept.split())


def paragraphs(text: object) -> str:
    """Return a longer text the same way, with its line breaks."""
    lines = (plain(line) for line in str(text or "").splitlines())
    return "\n".join(line for line in lines if line)


def short(text: str, longest: int = _LONGEST_LABEL) -> str:
    """Cut a title to a label: at a subtitle if there is one, else between words."""
    if len(text) <= longest:
        return text
    head = _SUBTITLE.split(text, maxsplit=1)[0]
    if 2 <= len(head) <= longest:
        return head
    cut = head[: longest - 1]
    before = cut.rpartition(" ")[0]
    return (before if len(before) > longest // 2 else cut).rstrip(" ,;:-–—") + "…"


def safe_link(address: object) -> str | None:
    """Return an address if it is one of the web and names a host, else None."""
    text = plain(address)
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or " " in text:
        return None
    return text


def identifier_link(identifier: str) -> tuple[str, str] | None:
    """Return a label and an address for `doi:…` and `arxiv:…`, None for other schemes."""
    scheme, _, value = plain(identifier).partition(":")
    if not value:
        return None
    if scheme == "doi":
        return f"doi {value}", "https://doi.org/" + quote(value, safe="/:;()._-")
    if scheme == "arxiv":
        return f"arXiv {value}", "https://arxiv.org/abs/" + quote(value, safe="/.")
    return None

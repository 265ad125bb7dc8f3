"""Sentences to the reader of a list, told from its entries."""

from __future__ import annotations

import re

from .evidence import Entry

_PROSE = re.compile(
    r"\b(?:we|you|your|our|i(?![.\w])|please|this (?:repo|repository|list|page)|feel free|welcome|"
    r"thanks|check out)\b",
    re.IGNORECASE,
)
_CHINESE_PROSE = re.compile(
    "[我您]们?|欢迎|大家|本(?:项目|仓库|文档|文)|提交|汇总|合集|[，。].*[，。]"
)
_BEGINS_PROSE = re.compile(r"(?:we|our|if|please|this|these|here|for|to|you|i)\b", re.IGNORECASE)
_OF_LIST = re.compile(
    r"(?:this|these|the following|all) (?:\w+ ){0,2}"
    r"(?:lists?|repo|repository|page|papers|section)\b"
    r"|an? (?:\w+ ){0,2}(?:list|collection|compilation|repository) (?:of|for|dedicated)\b",
    re.IGNORECASE,
)
_PLAIN = 3.0  # how much like a title a text can be that nothing makes stand out


def is_prose(entry: Entry) -> bool:
    """Tell whether an entry speaks to its reader, or of the list or a picture in it."""
    rest = entry.text.replace(entry.title, "", 1)
    plain = entry.score <= _PLAIN and entry.text[-1:] in (".", "!", ":")
    begins = plain and _BEGINS_PROSE.match(entry.text) is not None
    of_list = not entry.href and _OF_LIST.match(entry.text) is not None
    chinese = not entry.href and _CHINESE_PROSE.search(entry.text[:600]) is not None
    to_reader = bool(_PROSE.search(rest[:600])) and len(rest.split()) > 6
    caption = entry.text.startswith("(from ")
    return begins or of_list or chinese or to_reader or caption

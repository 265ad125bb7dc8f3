"""What an entry says by labels: `Authors: ...`, `Code: coming soon`."""

from __future__ import annotations

import re

from . import names, words
from .evidence import Entry
from .pieces import Piece
from .titles import OUTER

_LABELLED = re.compile(
    r"^\W*(authors?|by|venue|publisher|publication|published(?: in| at)?|journal|conference|"
    r"source|year|date"
    r"|title|paper title|institutions?|affiliations?|organi[sz]ations?|keywords?|key|tags?|"
    r"env|tasks?|abstract|intro"
    r"|tl;?dr|summary|comments?|notes?|citations?|bibtex|description|contributions?|"
    r"highlights?|motivation|methods?"
    r"|datasets?|code|codes|github|project|website|links?|demo|model"
    r"|作者|会议|期刊|时间|标题|摘要|关键词"
    r"|论文|代码|主页|项目|数据集|解读|视频)\d?\s*(?:[（(][^（()）]{0,40}[)）])?\s*[:：]\s*",
    re.IGNORECASE,
)
_FIELDS = {
    "author": "names",
    "authors": "names",
    "by": "names",
    "作者": "names",
    "venue": "venue",
    "publisher": "venue",
    "publication": "venue",
    "published": "venue",
    "published in": "venue",
    "published at": "venue",
    "journal": "venue",
    "conference": "venue",
    "会议": "venue",
    "期刊": "venue",
    "year": "date",
    "date": "date",
    "时间": "date",
    "title": "title",
    "paper title": "title",
    "标题": "title",
    "论文": "title",
}
_REMARKS = frozenset(["intro", "comment", "comments", "note", "notes"])
DESCRIBES = re.compile(
    r"\W*(?:abstract|intro|tl;?dr|summary|comments?|notes?|description|contributions?|highlights?"
    r"|motivation|methods?|摘要)\s*[:：]\W*$",
    re.IGNORECASE,
)


def take_labelled(entry: Entry, piece: Piece) -> str | None:
    """Take what a label says; return the title that it gives, or nothing; None without a label."""
    label = _LABELLED.match(piece.text) if not piece.href else None
    if label is None:
        return None
    entry.labelled = True
    text = piece.text[label.end() :].strip(OUTER)
    of, kind = label[1].lower(), _FIELDS.get(label[1].lower(), "")
    if kind == "names":
        entry.authors += names.people(text) or ([text] if 0 < len(text) < 80 else [])
    elif text and (kind == "venue" or (of in _REMARKS and words.is_venue(text))):
        entry.venues.append(text)
    elif text and kind == "date":
        entry.dates.append(text)
    return text if kind == "title" and len(text) > 3 else ""

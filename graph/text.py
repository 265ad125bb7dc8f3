"""Sentences, words and normal forms; offsets always point into the text as given."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

# A word keeps the signs that tell names apart: C++, C#, GPT-4o's parts, BLEU@4.
_ASCII_GAP = re.compile(r"[^a-z0-9+#]+")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_NAME_GAP = re.compile(r"[\s\-_‐-―−]+")

# What may end one comes first, so that the search need not try both forms at every letter.
# Behind it there may be citations: "It rains.[3], [4] It pours."
SENTENCE_END = re.compile(
    r"[.!?。！？](?:(?<=[。！？])"
    r"|['\"”’)\]]*(?:\[[\d,;\s–-]{1,40}\](?:[,;]\s?(?=\[))?)*(?=\s|$))"
)
_ASCII_STOPS = ".!?"
_STOPS = _ASCII_STOPS + "。！？"
# Words that end in a full stop without ending a sentence.
_ABBREVIATIONS = frozenset(
    (
        *("al", "e.g", "i.e", "cf", "vs", "etc", "viz", "a.k.a", "resp", "approx", "w.r.t"),
        *("incl", "fig", "figs", "eq", "eqs", "sec", "tab", "no", "vol", "pp", "ref", "refs"),
        *("ch", "ed", "eds", "dr", "prof", "mr", "mrs", "ms", "st", "inc", "dept", "univ"),
    )
)
_LONGEST = max(map(len, _ABBREVIATIONS))
_REACH = 20  # characters before a full stop among which the word is
_LAST_WORD = re.compile(r"(?<![\w.])([\w.]+)$")
# Beginnings that some authors part from their word by a hyphen and others do not.
PREFIXES = (
    *("anti", "auto", "bi", "co", "counter", "cross", "de", "dis", "fine", "hyper", "inter"),
    *("intra", "macro", "meta", "micro", "mini", "mis", "mono", "multi", "non", "over", "post"),
    *("pre", "pseudo", "quasi", "re", "self", "semi", "sub", "super", "tri", "ultra", "un"),
    *("under", "uni"),
)
# Titles made of these words alone are those of many papers: they tell of none.
_SAYS_NOTHING = frozenset(
    (
        *("abstract", "abstracts", "acknowledgement", "acknowledgements", "acknowledgment"),
        *("acknowledgments", "addendum", "afterword", "announcement", "announcements"),
        *("appendix", "author", "back", "background", "bibliography", "board", "book"),
        *("books", "brief", "call", "chair", "chairs", "comment", "commentary", "comments"),
        *("committee", "conclusion", "conclusions", "contents", "contributors", "correction"),
        *("corrections", "correspondence", "corrigenda", "corrigendum", "cover"),
        *("discussion", "editor", "editorial", "editorials", "editors", "errata", "erratum"),
        *("events", "foreword", "front", "guest", "inside", "invited", "in", "issue"),
        *("index", "introduction", "introductory", "keynote", "letter", "letters", "list"),
        *("masthead", "matter", "memoriam", "message", "news", "note", "notes", "obituary"),
        *("of", "organizers", "our", "overview", "page", "pages", "panel", "papers"),
        *("perspective", "perspectives", "preface", "proceedings", "program", "programme"),
        *("prologue", "recent", "references", "remarks", "replies", "reply", "report"),
        *("response", "retraction", "review", "reviewers", "reviews", "section", "special"),
        *("subject", "summary", "supplement", "supplementary", "table", "talk", "talks"),
        *("the", "this", "to", "untitled", "viewpoint", "volume", "welcome", "and", "for"),
        *("from", "a", "an", "on", "material", "materials"),
    )
)
_NUMERALS = re.compile(r"\d+|[ivx]+")


def normal(text: str) -> str:
    """Return the form in which titles and names are compared.

    Lower case, Latin letters without diacritics, every run of other signs a
    space. Letters and digits of every script stay, so that no title becomes
    empty; a title of nothing but signs stays as it is, in lower case.
    """
    folded = text.casefold()
    if folded.isascii():
        return _ASCII_GAP.sub(" ", folded).strip() or folded.strip()
    # Once more in lower case: mathematical letters become plain capitals.
    plain = unicodedata.normalize("NFKD", folded).casefold()
    plain = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", plain))
    kept = "".join(c if c in "+#" or unicodedata.category(c)[0] in "LNM" else " " for c in plain)
    return " ".join(kept.split()) or folded.strip()


def slug(text: str) -> str:
    """Return the normal form with hyphens for spaces: the body of a concept's key."""
    return normal(text).replace(" ", "-")


def says_nothing(title: str) -> bool:
    """Tell whether a title, in normal form, tells no paper from others: "Guest Editorial 3"."""
    if len(title) < 4 and title.isascii():
        return True
    words = (word for word in title.split() if not _NUMERALS.fullmatch(word))
    return _SAYS_NOTHING.issuperset(words)


def name_key(name: str) -> str:
    """Return the form in which proper names are compared: `Llama-2` and `Llama 2` are `llama2`.

    Case, spaces and hyphens do not count; digits and all other signs do.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    # Marks that stood after a space are composed once it is gone.
    return unicodedata.normalize("NFKC", _NAME_GAP.sub("", folded)) or folded


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences.

    Returns:
        Start and end (excluded) of each, in order, without white space around.
        A full stop after an abbreviation, an initial or within a number ends
        none. Empty for a blank text.
    """
    spans, begin = [], 0
    for stop in SENTENCE_END.finditer(text):
        sign, cut = stop.span()
        if text[sign] == "." and continues(text, sign, cut):
            continue
        piece = text[begin:cut]
        spans.append((cut - len(piece.lstrip()), cut))
        begin = cut
    if rest := text[begin:].strip():
        start = text.index(rest[0], begin)
        spans.append((start, start + len(rest)))
    return spans


def sentence_around(text: str, position: int) -> tuple[int, int]:
    """Return the sentence that holds a position, as `sentences` cuts, reading little more than it.

    Args:
        position: Not one of white space.
    """
    begin, end, sign = 0, 0, position + 1
    stops = _ASCII_STOPS if text.isascii() else _STOPS
    while (sign := max([text.rfind(stop, 0, sign) for stop in stops])) >= 0:
        if cut := _ends(text, sign):
            if cut <= position:
                begin = cut
                break
            # The position is in what follows the stop, or the stop itself.
            end = cut
    if not end:
        ends = (_ends(text, stop.start()) for stop in SENTENCE_END.finditer(text, position))
        end = next(filter(None, ends), 0) or len(text.rstrip())
    piece = text[begin:end]
    return end - len(piece.lstrip()), end


def _ends(text: str, sign: int) -> int:
    """Return where the sentence is over that a sign ends; 0 where it goes on."""
    stop = SENTENCE_END.match(text, sign)
    if not stop or (text[sign] == "." and continues(text, sign, stop.end())):
        return 0
    return stop.end()


def continues(text: str, stop: int, end: int) -> bool:
    """Tell whether a sentence goes on behind a full stop and the signs up to `end`."""
    following = text[end + 1 : end + 2]
    if not following or following.isspace():
        following = text[end : end + 40].lstrip()[:1]
        if not following:
            return False
    if following.islower():
        return True
    begin = max(0, stop - _REACH)
    last = text[text.rfind(" ", begin, stop) + 1 or begin : stop]
    if not last.isalpha():
        before = _LAST_WORD.search(text, begin, stop) if last[-1:] not in ")]}" else None
        if not before:
            return False
        last = before[1]
    elif len(last) > _LONGEST:
        return False
    return abbreviates(last)


def abbreviates(last: str) -> bool:
    """Tell whether a full stop after a word ends no sentence: "et al.", "R. Read"."""
    word = last.lower().strip(".")
    return word in _ABBREVIATIONS or (len(word) == 1 and last[-1].isupper())


def sentence_at(spans: list[tuple[int, int]], position: int) -> tuple[int, int]:
    """Return the sentence that holds a position; the nearest before it, if none does.

    Args:
        spans: What `sentences` returned; not empty.
    """
    index = bisect_right(spans, (position, 1 << 60)) - 1
    return spans[max(index, 0)]

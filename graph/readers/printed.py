"""Names, dates, addresses and notes as bibliographies print them, made uniform."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..identifiers import Identifier, arxiv, doi, parse
from ..model import Reference

# Markup that reference managers and publishers keep in titles and abstracts; "a < b" is none of it.
_TAG = re.compile(
    r"</?(?:[a-z]{1,4}:[a-z][\w-]*|i|b|u|em|strong|su[bp]|scp?|tt|p|br|span|italic|bold|ncitem)"
    r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"</(?:[a-z]{1,4}:)?(?:p|title|sec|list-item)\s*>|<br\s*/?>", re.IGNORECASE)
_CHARACTER = re.compile(r"&(?:[a-z][a-z0-9]{1,20}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_LONE = re.compile("[\ud800-\udfff]")
# Compiled when first met: so many signs take milliseconds.
_EAST_ASIAN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")

# What may not stand around a year, as in 2101.01234, is looked for when its digits are found.
_YEAR = re.compile(
    r"(1\d{3}|20\d{2})(?!\d|\.\d{4})(?<!\d\d{4})(?<!\d{4}\.\d{4})(?:(?<!-\d{4})|(?<=\w-\d{4}))"
)
# "Abstract interpretation" begins a sentence.
_HEADING = re.compile(
    r"\A(?:ABSTRACT\s+(?=[A-Z])"
    r"|(?i:abstract)(?:\s*[:—–]\s*|\s*\.\s+|\s*-\s+|\s*\n\s*|(?=[A-Z][a-z]* )))"
)
_YEAR_ALONE = re.compile(r"[(\[](1\d{3}|20\d{2})[a-z]?[)\]]")
_YEAR_FIRST = re.compile(
    r"\[?(1\d{3}|20\d{2})(?!\d)(?:([-/.])(0?[1-9]|1[0-2])(?!\d)(?:\2(0?[1-9]|[12]\d|3[01])(?!\d))?)?"
)
_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])/(1\d{3}|20\d{2})$")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    rf"\b({'|'.join(MONTHS)})(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b", re.IGNORECASE
)
_DAY = re.compile(r"(?<![\d:.])(?<!\d-)(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:]|-\d)")

_LABELLED = re.compile(
    r"(?:^|(?<=[\n;|]))\s*(?:tex\.|_)?(doi|arxiv|eprint|pmid|pmcid|pubmed id|pmc)"
    r"\s*[:=]\s*(?:doi\s*:\s*)?(\S+)",
    re.IGNORECASE,
)
_SCHEMES = {"eprint": "arxiv", "pmid": "pubmed", "pubmed id": "pubmed", "pmcid": "pmc"}
_LONG = 200  # characters from which looking for each sign is quicker than looking at each
_WHITE = "\t\n\v\f\r\x1c\x1d\x1e\x1f"  # all of ASCII but the space
_TOLD = 4_000  # characters of a text among which its identifier is looked for
_IN_DOI = re.compile(r"\b10\.\d{4,9}/\S+")  # may hold what looks like a year
_PREPRINT = re.compile(r"(?:arxiv(?<!\w.{5})|corr(?<!\w.{4})\b)")
_RESOLVER = re.compile(r"https?://(?:[\w-]+\.)*doi\.org/", re.IGNORECASE)
# What publishers put behind the DOI in the address of a page.
_OF_PAGE = re.compile(
    r"[?#].*|/(?:full(?:text)?|abstract|summary|meta|e?pdf|html|references)$|\.(?:pdf|html?)$",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return the text in one line, without the markup of reference managers and publishers."""
    return one_line(_bare(text) if "<" in text or "&" in text else text)


def one_line(text: str) -> str:
    """Return the text with runs of white space as one space, and none around."""
    # Most texts are so already but for line ends, which is told in a fraction of the time.
    if "\n" in text:
        if "\r" in text:
            text = text.replace("\r\n", " ")
        text = text.replace("\n", " ")
    if "  " not in text and _spaces_only(text):
        return text.strip(" ")
    return " ".join(text.split())


def _spaces_only(text: str) -> bool:
    """Tell whether a text surely has no white space but spaces, the quickest way for its length."""
    if len(text) < _LONG or not text.isascii():
        return text.isprintable()
    # A loop, for a generator takes twice as long.
    for sign in _WHITE:  # noqa: SIM110
        if sign in text:
            return False
    return True


def paragraphs(text: str) -> str:
    """Return the text with one line a paragraph and a blank line between."""
    text = _bare(text)
    if "\n" not in text:
        return one_line(text)
    return "\n\n".join(filter(None, map(one_line, _BLANK_LINES.split(text))))


def unheaded(abstract: str) -> str:
    """Return an abstract without its heading, as in "AbstractWe show" and "Abstract: we show"."""
    if not abstract.startswith(("Abstract", "ABSTRACT")):
        return abstract
    return _HEADING.sub("", abstract, count=1) or abstract


def _bare(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n\n", text))
    if "&" not in text:
        return text
    return _LONE.sub("\ufffd", _CHARACTER.sub(lambda found: html.unescape(found[0]), text))


def spoken(given: str, family: str, suffix: str = "") -> str:
    """Return the parts of a name in the order they are spoken."""
    if not suffix and given.isalpha() and family.isalpha() and given.isascii():
        return f"{given} {family}"
    given, family = plain(given), plain(family)
    if not suffix and given.isascii():
        return f"{given} {family}" if given and family else given or family
    if given and family and re.fullmatch(_EAST_ASIAN, given + family):
        return family + given
    return " ".join(filter(None, (given, family, plain(suffix))))


def person(name: str) -> str:
    """Return a name in the order it is spoken: `Doe, Jane` and `Doe, Jane, Jr.` turned round."""
    parts = [part.strip() for part in plain(name).split(",")]
    if len(parts) in (2, 3):
        return spoken(parts[1], parts[0], *parts[2:])
    return ", ".join(filter(None, parts))


def people(text: str) -> Iterator[str]:
    """Yield the names of a list parted by semicolons, or by commas between whole names."""
    parts = text.split(";")
    if len(parts) == 1:
        named = [part.strip() for part in text.split(",")]
        if len(named) > 2 or all(" " in part for part in named):
            parts = named
    for part in parts:
        if name := person(part):
            yield name


def iso(year: str, month: str | None = None, day: str | None = None) -> str:
    """Return a date as ISO writes it, up to the first part that is none."""
    if not month or not 1 <= int(month) <= 12:  # BibLaTeX counts seasons from 21
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{month:0>2}"
    return f"{year}-{month:0>2}-{day:0>2}"


def date(text: str) -> str | None:
    """Return a date as ISO writes it, as exact as it is printed without doubt.

    >>> date("2016/10/19/"), date("Oct 19, 2016"), date("19/10/2016"), date("in press")
    ('2016-10-19', '2016-10-19', '2016', None)
    """
    text = text.strip()
    if found := _YEAR_FIRST.match(text):
        year = found[1]
        if found[3]:
            return iso(year, found[3], found[4])
    elif found := _MONTH_FIRST.match(text):
        return iso(found[2], found[1])
    elif found := _YEAR.search(text):
        year = found[1]
    else:
        return None
    months = list(_MONTH.finditer(text))
    if len(months) != 1:
        return year
    month = str(MONTHS.index(months[0][1].lower()) + 1)
    rest = text.replace(year, " ", 1)
    days = _DAY.findall(rest)
    return iso(year, month, days[0] if len(days) == 1 else None)


def identifier(text: str, scheme: str | None = None) -> Identifier | None:
    """Parse an identifier at the beginning of a text, however long that is."""
    return parse(text[:_TOLD], scheme)


def noted(text: str) -> Iterator[Identifier]:
    """Yield identifiers that a note gives behind their names, each at the start of a line."""
    for label, value in _LABELLED.findall(text):
        scheme = _SCHEMES.get(label.lower(), label.lower())
        if number := identifier(value, scheme):
            yield number


def preprint(text: str) -> Identifier | None:
    """Return the arXiv number that stands, under that name, in place of a journal or number."""
    if not text:
        return None
    text = text[:_TOLD]
    value = arxiv(text) if _PREPRINT.search(text.lower()) else None
    return Identifier("arxiv", value) if value else None


def in_address(url: str) -> Identifier | None:
    """Return what the address of a paper's page says of it.

    A DOI within a publisher's address ends before what only tells the page.
    """
    number = identifier(url)
    if number is None or number.scheme != "doi" or _RESOLVER.match(url):
        return number
    value = number.value
    while (shorter := _OF_PAGE.sub("", value)) != value:
        value = shorter
    return parse(value, "doi")


def reference(
    text: str, *, title: str | None = None, numbers: frozenset[Identifier] = frozenset()
) -> Reference | None:
    """Make a reference of one as printed, with its year where it gives one.

    Args:
        numbers: Its identifiers, where they are known; else they are looked for in the text.
    """
    text = plain(text)
    if not text:
        return None
    if not numbers:
        number = preprint(text)
        if number is None and (value := doi(text[:_TOLD])):
            number = parse(value)
        numbers = frozenset({number} if number else ())
    years = _YEAR.findall(_IN_DOI.sub(" ", text) if "10." in text else text)
    if len(set(years)) > 1:
        years = _YEAR_ALONE.findall(text)  # not 1037-1070, which are pages
    return Reference(
        text=text,
        title=title,
        year=int(years[0]) if len(set(years)) == 1 else None,
        identifiers=numbers,
    )

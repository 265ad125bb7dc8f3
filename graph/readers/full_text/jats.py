"""JATS and NLM: articles as publishers, PubMed Central and preprint servers have them."""

from __future__ import annotations

from ..draft import Draft
from ..xml.opening import Opening
from ..xml.reader import XmlReader
from ..xml.stream import Layout, Record
from .jats_front import LANGUAGE, describe
from .jats_references import entries, references
from .markup import Element, Markup, child, local

_TO_NOTES = ("fn", "table-fn", "author-notes", "corresp", "aff")
_BETWEEN_NUMBERS = " ,;\u2010\u2011\u2012\u2013\u2014-"


class JatsText(Markup):
    """Running text in JATS."""

    left_out = frozenset(
        ["label", "table-wrap", "table-wrap-group", "table", "fig", "fig-group", "disp-formula",
         "disp-formula-group", "tex-math", "annotation", "annotation-xml", "graphic",
         "inline-graphic", "media", "supplementary-material", "fn", "fn-group", "object-id",
         "sec-meta", "ref-list", "index-term", "ack", "glossary", "bio", "permissions",
         "contrib-group"]
    )  # fmt: skip
    apart = frozenset(
        ["p", "list", "list-item", "def-list", "def-item", "disp-quote", "break", "title",
         "verse-line", "boxed-text", "statement"]
    )  # fmt: skip
    heading = "title"
    parts = frozenset(["sec", "app", "app-group", "notes"])
    paragraphs = frozenset(["p", "verse-line"])

    def cited(self, element: Element, name: str) -> list[str] | None:
        """Return what a cross-reference to the bibliography names, which may be several."""
        if name != "xref" or element.get("ref-type") != "bibr":
            return None
        return (element.get("rid") or "").split()

    def passed_over(self, element: Element, name: str) -> bool:
        """Leave out the signs of footnotes too."""
        if name == "xref":
            return element.get("ref-type") in _TO_NOTES
        return super().passed_over(element, name)

    def raised(self, element: Element, name: str) -> bool:
        """Tell by the marks for raised text, around citations or within one."""
        if name == "xref":
            return len(element) > 0 and any(local(child) == "sup" for child in element)
        if name != "sup":
            return False
        if not len(element):
            following = element.getnext()
            return (
                following is not None
                and not element.tail
                and self.cited(following, local(following)) is not None
                and not (element.text or "").strip(_BETWEEN_NUMBERS)
            )
        between = [element.text, *(child.tail for child in element)]
        return all(self.cited(child, local(child)) is not None for child in element) and not any(
            (piece or "").strip(_BETWEEN_NUMBERS) for piece in between
        )


class JatsReader(XmlReader):
    """Reads articles: one, or several in one document, whatever stands around them."""

    name = "jats"
    suffixes = (".nxml", ".xml")
    layout = Layout(records=("article",))

    def fits(self, found: Opening) -> bool:
        """Tell by an article with front matter, which articles of other formats have not."""
        return "article" in found.names and "front" in found.names

    def draft(self, record: Record) -> Draft:
        """Return what the parts of an article say."""
        return _draft(record.element)


def _draft(article: Element) -> Draft:
    # Reviews and replies stand beside these, as articles within the article.
    parts = [p for p in article.iterchildren("*") if local(p) in ("body", "back", "floats-group")]
    listed = entries(parts)
    text = JatsText([entry.get("id") or "" for entry in listed])
    draft = Draft()
    if (front := child(article, "front")) is not None:
        describe(draft, front, text, article.get(LANGUAGE))
    cited = text.sections(parts)
    draft.sections = cited.passages
    draft.references = list(references(listed, cited))
    return draft

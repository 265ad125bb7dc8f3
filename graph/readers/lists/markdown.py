"""Markdown as a tree of elements that know their lines, a part of the text at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element
    from markdown_it import MarkdownIt

# A part of the text is parsed at a time: the tree of a whole one takes fifty times its size.
SIZE = 1 << 18  # characters of a part
_RUN = 1 << 16  # characters without a blank line; brackets take time by more than their number
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]\n]{1,300}\]:\s*\S")
_DEFINITIONS = 20_000  # that are kept
_HEADING = re.compile(r"#{1,6}\s")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/>])")


class Part(NamedTuple):
    """Lines of a text that can be parsed on their own; `line` is the first, from 1."""

    line: int
    text: str


def trees(lines: list[str]) -> Iterator[_Element]:
    """Yield the elements of a text, part by part; `data-line` is the line of each."""
    from lxml import html

    markdown = _parser()
    known: dict[str, Any] = {}
    defined = [line for line in lines if line.lstrip()[:1] == "[" and _DEFINITION.match(line)]
    markdown.parse("\n".join(defined[:_DEFINITIONS]), known)
    references: MutableMapping[str, Any] = known.get("references", {})
    reader = html.HTMLParser(huge_tree=True, remove_pis=True)
    for part in parts(lines):
        env: dict[str, Any] = {"references": dict(references), "line": part.line}
        tokens = markdown.parse(part.text, env)
        for token in tokens:
            if token.map and token.nesting >= 0:
                token.attrSet("data-line", str(part.line + token.map[0]))
        made = markdown.renderer.render(tokens, markdown.options, env)
        made = f'<html><body data-line="{part.line}">{made}</body></html>'
        document = html.document_fromstring(made, parser=reader)
        yield from document.iterchildren("body")


def parts(lines: list[str]) -> Iterator[Part]:
    """Cut a text before headings, where it is long; else before lines that begin a paragraph."""
    begin = size = run = 0
    fenced = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        blank_before = number and not lines[number - 1].strip()
        new = bool(_HEADING.match(line)) or (blank_before and line[:1] not in (" ", "\t", ""))
        long = size > SIZE and ((new and not fenced) or size > 2 * SIZE)
        dense = run > _RUN and (line[:1] not in (" ", "\t") or run > 2 * _RUN)
        if (long or dense) and number > begin:
            yield Part(begin + 1, "\n".join(lines[begin:number]))
            begin, size, run, fenced = number, 0, 0, False
        size += len(line) + 1
        run = run + len(line) + 1 if line.strip() else 0
    if begin < len(lines):
        yield Part(begin + 1, "\n".join(lines[begin:]))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"maxNesting": 30}).enable(["table", "strikethrough"])
    markdown.add_render_rule("html_block", _html_block)
    return markdown


def _html_block(_self: Any, tokens: Any, at: int, _options: Any, env: Any) -> str:
    """Give the tags of raw HTML the numbers of their lines."""
    token = tokens[at]
    first = env["line"] + (token.map[0] if token.map else 0)
    numbered = (
        _TAG.sub(rf'<\1 data-line="{first + place}"', line)
        for place, line in enumerate(token.content.split("\n"))
    )
    return "\n".join(numbered)

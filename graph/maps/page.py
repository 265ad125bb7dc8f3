"""A drawing as one HTML page that needs nothing else and lets nothing else in.

Built on pyvis: its network class holds dots, lines and options, and its wheel brings
vis-network, which is put into the page. Its own template is not used: it loads styles from
a host, runs what it takes for HTML in titles, and writes headings unescaped.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pyvis
from pyvis.network import Network

from .drawing import Drawing
from .notes import counted, notes
from .plain import plain

_HERE = Path(__file__).resolve().parent
_TEMPLATE = "template.html.j2"
# In the order in which they are run; the last one starts the page.
_SCRIPTS = ("paint.js", "panel.js", "search.js", "map.js")
_HEADING = "Map of papers"
# Positions are given, so nothing moves by itself; hover is ours to show.
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "navigationButtons": False,
        "keyboard": False,
        "tooltipDelay": 100000,
    },
    "nodes": {"shape": "custom", "font": {"multi": False}, "labelHighlightBold": False},
    "edges": {"smooth": False},
}


class MapNetwork(Network):  # type: ignore[misc]
    """A pyvis network with a page of its own.

    `nodes` and `edges` are filled as lists: `add_node` and `add_edge` look
    through all that is there already, each time.
    """

    def __init__(self, drawing: Drawing, heading: str) -> None:
        super().__init__(heading=heading, cdn_resources="in_line")
        self.drawing = drawing
        self.nodes = [
            {"id": thing, "x": x, "y": y, "size": size} for thing, x, y, size in drawing.dots
        ]
        self.node_ids = [node["id"] for node in self.nodes]
        self.node_map = {node["id"]: node for node in self.nodes}
        self.edges = [
            {"from": source, "to": target, "relation": relation}
            for relation, source, target in drawing.lines
        ]
        self.options = _OPTIONS

    def generate_html(
        self, name: str = "map.html", local: bool = True, notebook: bool = False
    ) -> str:
        """Return the page; the arguments are those of pyvis and change nothing."""
        nodes, edges, heading, _, _, options = self.get_network_data()
        shown = {
            "title": heading,
            "things": self.drawing.things,
            "nodes": nodes,
            "edges": edges,
            "options": json.loads(options),
            "hubs": self.drawing.hubs,
            "parts": self.drawing.parts,
            "notes": notes(self.drawing),
            "centre": self.drawing.centre,
            "coverage": str(self.drawing.coverage or ""),
        }
        style = _text("map.css")
        scripts = [_vis(), *(_text(file) for file in _SCRIPTS)]
        self.html = _template().render(
            heading=heading,
            counts=counted(self.drawing),
            policy=_policy(style, scripts),
            licence=_text("vis-network.licence.txt"),
            style=style,
            scripts=scripts,
            data=inert(shown),
        )
        return self.html


def html(drawing: Drawing, title: str | None) -> str:
    """Return the page that shows a drawing.

    Args:
        drawing: What to show.
        title: Heading of the page and of its window; None or blank for a plain one.
    """
    page: str = MapNetwork(drawing, plain(title) or _HEADING).generate_html()
    return page


def inert(value: Any) -> str:
    r"""Write a value as JSON that no HTML parser takes for anything but text.

    >>> print(inert({"a": "</script>"}))
    {"a":"\u003c/script\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _policy(style: str, scripts: list[str]) -> str:
    """Allow the style and the scripts of this page by their hashes, and nothing else.

    Trusted types forbid turning text into HTML, even to the scripts allowed here.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(_hash, scripts)),
            f"style-src {_hash(style)}",
            "connect-src 'none'",
            "img-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template(_TEMPLATE)


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


@cache
def _vis() -> str:
    """Return vis-network as pyvis ships it, its licence header kept.

    The last line names a source map: a browser's tools would look for that file.
    """
    folder = Path(pyvis.__file__).parent / "templates" / "lib"
    (found,) = folder.glob("vis-9.1.*/vis-network.min.js")
    return re.sub(r"\n//# sourceMappingURL=\S+\s*\Z", "\n", found.read_text("utf-8"))

"""What reading full texts costs, as a multiple of decoding the same bytes.

    python benchmarks/full_text.py [--papers N] [--unarxive FILE]

The papers are made up, of some 30 KB each. XML is measured against
`lxml.etree.iterparse` over the same file, doing nothing; JSON against msgspec
decoding every line. Each is the least of three runs.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from lxml import etree

from graph.model import Paper
from graph.readers import readers

_SYLLABLES = ["ba", "co", "di", "fe", "gu", "ha", "in", "ke", "lo"]
_RNG = random.Random(20)
_WORDS = ["".join(_RNG.choices(_SYLLABLES, k=_RNG.randint(1, 4))) for _ in range(5_000)]
_SECTIONS, _PARAGRAPHS, _REFERENCES = 5, 4, 30


def _some(number: int) -> str:
    return " ".join(_RNG.choices(_WORDS, k=number)).capitalize()


def _sentences(cite: Callable[[int], str]) -> Iterator[str]:
    """Yield the sentences of a paragraph, every other one with a reference or two."""
    for number in range(6):
        cited = " ".join(cite(_RNG.randrange(_REFERENCES)) for _ in range(number % 2 + number // 5))
        yield f"{_some(16)} {cited}." if cited else f"{_some(18)}."


def jats(number: int) -> str:
    """Return an article."""

    def cite(n: int) -> str:
        return f'[<xref ref-type="bibr" rid="B{n}">{n}</xref>]'

    sections = "".join(
        f'<sec id="s{s}"><title>{_some(3)}</title>'
        + "".join(
            f"<p>{' '.join(_sentences(cite))} <italic>{_some(2)}</italic></p>\n"
            for _ in range(_PARAGRAPHS)
        )
        + "</sec>"
        for s in range(_SECTIONS)
    )
    names = "".join(
        f'<contrib contrib-type="author"><name><surname>{_some(1)}</surname><given-names>'
        f'{_some(1)}</given-names></name><xref ref-type="aff" rid="a1">1</xref></contrib>'
        for _ in range(5)
    )
    listed = "".join(
        f'<ref id="B{n}"><label>{n}</label><element-citation publication-type="journal">'
        + "".join(
            f"<name><surname>{_some(1)}</surname><given-names>{_some(1)}</given-names></name>"
            for _ in range(3)
        )
        + f"<article-title>{_some(9)}</article-title><source>{_some(3)}</source><year>2001</year>"
        f"<volume>{n}</volume><fpage>{n}</fpage><lpage>{n + 9}</lpage>"
        f'<pub-id pub-id-type="doi">10.1000/{number}.{n}</pub-id>'
        f'<pub-id pub-id-type="pmid">{number * 100 + n}</pub-id></element-citation></ref>\n'
        for n in range(_REFERENCES)
    )
    return (
        f"<article><front><journal-meta><journal-title>{_some(2)}</journal-title></journal-meta>"
        f'<article-meta><article-id pub-id-type="doi">10.1000/{number}</article-id><title-group>'
        f"<article-title>{_some(9)}</article-title></title-group><contrib-group>{names}"
        '</contrib-group><pub-date pub-type="epub"><month>3</month><year>2019</year></pub-date>'
        f"<abstract><p>{' '.join(_sentences(lambda _: ''))}</p></abstract></article-meta></front>"
        f"<body>{sections}</body><back><ref-list>{listed}</ref-list></back></article>\n"
    )


def tei(number: int) -> str:
    """Return a text."""

    def cite(n: int) -> str:
        return f'<ref type="bibr" target="#p{number}b{n}">[{n}]</ref>'

    def person() -> str:
        return (
            f'<author><persName><forename type="first">{_some(1)}</forename><surname>{_some(1)}'
            "</surname></persName></author>"
        )

    sections = "".join(
        f'<div xmlns="http://www.tei-c.org/ns/1.0"><head n="{s}">{_some(3)}</head>'
        + "".join(f"<p>{' '.join(_sentences(cite))}</p>" for _ in range(_PARAGRAPHS))
        + "</div>\n"
        for s in range(_SECTIONS)
    )
    listed = "".join(
        f'<biblStruct xml:id="p{number}b{n}">\n\t<analytic>\n\t\t<title level="a" type="main">'
        f"{_some(9)}</title>\n\t\t{person()}{person()}{person()}\n\t\t"
        f'<idno type="DOI">10.1000/{number}.{n}</idno>\n\t</analytic>\n\t<monogr>\n\t\t'
        f'<title level="j">{_some(3)}</title>\n\t\t<imprint>\n\t\t\t'
        f'<biblScope unit="volume">{n}</biblScope>\n\t\t\t<date type="published" when="2001" />'
        "\n\t\t</imprint>\n\t</monogr>\n</biblStruct>\n"
        for n in range(_REFERENCES)
    )
    return (
        f"<TEI><teiHeader><fileDesc><titleStmt><title>{_some(9)}</title></titleStmt><sourceDesc>"
        f"<biblStruct><analytic>{person() * 5}</analytic><monogr><imprint>"
        '<date when="2019-03-04"/></imprint></monogr></biblStruct></sourceDesc></fileDesc>'
        f"<profileDesc><abstract><p>{' '.join(_sentences(lambda _: ''))}</p></abstract>"
        f"</profileDesc></teiHeader><text><body>{sections}</body><back><listBibl>{listed}"
        "</listBibl></back></text></TEI>\n"
    )


def s2orc(number: int) -> str:
    """Return a parse, on one line."""
    paragraphs = []
    for part in range(_SECTIONS * _PARAGRAPHS):
        text = " ".join(_sentences(lambda n: f"[{n}]"))
        spans = [
            {"start": at, "end": at + 3, "ref_id": f"BIBREF{n}"}
            for n in range(_REFERENCES)
            if (at := text.find(f"[{n}]")) >= 0
        ]
        paragraphs.append(
            {"section": f"Part {part // _PARAGRAPHS}", "text": text, "cite_spans": spans}
        )
    entries = {
        f"BIBREF{n}": {
            "title": _some(9),
            "year": 2001,
            "authors": [{"first": _some(1), "middle": [], "last": _some(1), "suffix": ""}] * 3,
            "venue": _some(3),
            "other_ids": {"DOI": [f"10.1000/{number}.{n}"]},
            "raw_text": _some(20),
        }
        for n in range(_REFERENCES)
    }
    record = {
        "paper_id": str(number),
        "title": _some(9),
        "pdf_parse": {"body_text": paragraphs, "bib_entries": entries},
    }
    return json.dumps(record) + "\n"


def _least(work: Callable[[], int]) -> tuple[float, int]:
    seconds, found = [], 0
    for _ in range(3):
        begin = time.process_time()
        found = work()
        seconds.append(time.process_time() - begin)
    return min(seconds), found


def _walked(data: bytes) -> int:
    for _ in etree.iterparse(io.BytesIO(data)):
        pass
    return data.count(b"</article>") + data.count(b"</TEI>")


def _decoded(data: bytes) -> int:
    decode = msgspec.json.Decoder().decode
    return sum(isinstance(decode(line), dict) for line in data.splitlines())


def _measure(name: str, data: bytes, baseline: Callable[[bytes], int]) -> None:
    def read() -> int:
        found = readers()[name].read(io.BytesIO(data), "x")
        return sum(isinstance(item, Paper) for item in found)

    low, there = _least(lambda: baseline(data))
    seconds, papers = _least(read)
    print(
        f"{name:<9} {papers:>6,} of {there:,} papers, {len(data) / max(there, 1) / 1000:.0f} KB "
        f"each: {seconds / low:.1f} times the time of decoding"
    )


def main() -> None:
    """Print a line a format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=400)
    parser.add_argument("--unarxive", type=Path, help="a file of unarXive")
    options = parser.parse_args()
    numbers = range(1, options.papers + 1)
    for name, made, root in (
        ("jats", jats, "<pmc-articleset>{}</pmc-articleset>"),
        ("tei", tei, '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{}</teiCorpus>'),
    ):
        _measure(name, root.format("".join(map(made, numbers))).encode(), _walked)
    _measure("s2orc", "".join(map(s2orc, numbers)).encode(), _decoded)
    if options.unarxive:
        _measure("unarxive", options.unarxive.read_bytes(), _decoded)


if __name__ == "__main__":
    main()

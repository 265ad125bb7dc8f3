"""What reading XML costs, as a multiple of lxml's iterparse over the same bytes, doing nothing.

    python benchmarks/xml_formats.py [--records N] [FORMAT...]

Both run in a process of their own; CPU time is compared. The peak is that of
the process that reads.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from processes import measured

_SYLLABLES = ["ba", "co", "di", "fe", "gu", "ha", "in", "ke", "lo"]
_BASELINE = """
import sys
from lxml import etree
print(sum(1 for _ in etree.iterparse(sys.argv[1])))
"""
_READER = """
import sys
from graph.model import Paper
from graph.readers import readers
reader = readers()[sys.argv[2]]
with open(sys.argv[1], "rb") as stream:
    print(sum(isinstance(r, Paper) for r in reader.read(stream, "x")))
"""
Some = Callable[[int], str]


def _acl(n: int, some: Some) -> str:
    return (
        f'<paper id="{n}"><title>{some(4)} <fixed-case>{some(1)}</fixed-case> {some(4)}</title>'
        f"<author><first>{some(1)}</first><last>{some(1)}</last></author>"
        f"<author><first>{some(1)}</first><last>{some(1)}</last></author><pages>1&#8211;9</pages>"
        f'<abstract>{some(120)}</abstract><url hash="0a">2020.x-main.{n}</url>'
        f"<doi>10.1000/x.{n}</doi><bibkey>{some(1)}-{n}</bibkey></paper>\n"
    )


def _atom(n: int, some: Some) -> str:
    people = "".join(f"<author><name>{some(2)}</name></author>" for _ in range(4))
    return (
        f"<entry><id>http://arxiv.org/abs/2401.{n % 90000:05}v1</id><title>{some(9)}</title>\n"
        f"<updated>2024-01-02T00:00:00Z</updated><published>2024-01-02T00:00:00Z</published>\n"
        f'<link href="https://arxiv.org/abs/2401.{n % 90000:05}v1" rel="alternate"/>'
        f'<category term="cs.CL"/><summary>{some(150)}</summary>{people}</entry>\n'
    )


def _dblp(n: int, some: Some) -> str:
    people = "".join(f"<author>{some(2)}</author>\n" for _ in range(3))
    return (
        f'<article key="journals/x/{some(1)}{n}" mdate="2020-01-01">\n{people}'
        f"<title>{some(9)}.</title>\n<pages>1-9</pages>\n<year>2019</year>\n<volume>3</volume>\n"
        f"<journal>{some(3)}</journal>\n<ee>https://doi.org/10.1000/x.{n}</ee>\n"
        f"<url>db/journals/x/x3.html#{n}</url>\n</article>\n"
    )


def _endnote(n: int, some: Some) -> str:
    def style(text: str) -> str:
        return f'<style face="normal" font="default" size="100%">{text}</style>'

    people = "".join(f"<author>{style(f'{some(1)}, {some(1)}')}</author>" for _ in range(3))
    words = "".join(f"<keyword>{style(some(2))}</keyword>" for _ in range(4))
    return (
        f'<record><rec-number>{n}</rec-number><ref-type name="Journal Article">17</ref-type>'
        f"<contributors><authors>{people}</authors></contributors><titles><title>{style(some(9))}"
        f"</title><secondary-title>{style(some(3))}</secondary-title></titles>"
        f"<keywords>{words}</keywords><dates><year>{style('2019')}</year></dates>"
        f"<electronic-resource-num>{style(f'10.1000/x.{n}')}</electronic-resource-num>"
        f"<abstract>{style(some(150))}</abstract></record>\n"
    )


def _openaire(n: int, some: Some) -> str:
    people = "".join(f'<creator rank="{r}">{some(1)}, {some(1)}</creator>\n' for r in range(1, 5))
    return (
        f"<result><header/><metadata><oaf:entity><oaf:result>"
        f'<title classid="main title">{some(9)}</title>\n{people}'
        f"<dateofacceptance>2019-03-07</dateofacceptance><description>{some(150)}</description>"
        f'<subject classid="keyword">{some(2)}</subject><subject classid="FOS">{some(2)}</subject>'
        f'<resulttype classid="publication"/><pid classid="doi">10.1000/x.{n}</pid>'
        f"<journal>{some(3)}</journal></oaf:result></oaf:entity></metadata></result>\n"
    )


def _pubmed(n: int, some: Some) -> str:
    people = "".join(
        f'<Author ValidYN="Y"><LastName>{some(1)}</LastName><ForeName>{some(1)}</ForeName>'
        f"<Initials>X</Initials></Author>"
        for _ in range(5)
    )
    cited = "".join(
        f"<Reference><Citation>{some(2)}. {some(8)}. {some(2)}. 2001;3:1-9.</Citation>"
        f'<ArticleIdList><ArticleId IdType="pubmed">{n + 1}</ArticleId></ArticleIdList></Reference>'
        for _ in range(20)
    )
    words = "".join(f"<Keyword>{some(2)}</Keyword>" for _ in range(4))
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="1">{n + 1}</PMID><Article><Journal>'
        f"<JournalIssue><PubDate><Year>2019</Year><Month>Mar</Month></PubDate></JournalIssue>"
        f"<Title>{some(3)}</Title></Journal><ArticleTitle>{some(12)}.</ArticleTitle>"
        f"<Abstract><AbstractText>{some(180)}</AbstractText></Abstract>"
        f"<AuthorList>{people}</AuthorList></Article><KeywordList>{words}</KeywordList>"
        f"</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType='doi'>10.1000/x.{n}"
        f"</ArticleId></ArticleIdList><ReferenceList>{cited}</ReferenceList></PubmedData>"
        f"</PubmedArticle>\n"
    )


FORMATS: dict[str, tuple[str, Callable[[int, Some], str], str]] = {
    "acl-anthology": (
        '<collection id="2020.x"><volume id="main"><meta><booktitle>X</booktitle></meta>\n',
        _acl,
        "</volume></collection>\n",
    ),
    "arxiv-atom": (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">\n',
        _atom,
        "</feed>\n",
    ),
    "dblp": ("<dblp>\n", _dblp, "</dblp>\n"),
    "endnote-xml": ("<xml><records>\n", _endnote, "</records></xml>\n"),
    "openaire": (
        '<response xmlns:oaf="http://namespace.openaire.eu/oaf"><results>\n',
        _openaire,
        "</results></response>\n",
    ),
    "pubmed-xml": ("<PubmedArticleSet>\n", _pubmed, "</PubmedArticleSet>\n"),
}


def document(name: str, count: int) -> Iterator[str]:
    """Yield a document of so many records, the same ones every time."""
    rng = random.Random(20)
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(20_000)]
    begin, record, end = FORMATS[name]
    yield begin
    for n in range(count):
        yield record(n, lambda number: " ".join(rng.choices(words, k=number)))
    yield end


def main() -> None:
    """Print a line a format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("formats", nargs="*", choices=[*FORMATS, []], default=[])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats or FORMATS:
            file = Path(folder) / "made.xml"
            with file.open("w", encoding="utf-8") as out:
                out.writelines(document(name, options.records))
            elements, baseline, _ = measured(_BASELINE, str(file))
            papers, cpu, peak = measured(_READER, str(file), name)
            print(
                f"{name}: {papers:,} papers of {elements:,} elements, "
                f"{file.stat().st_size >> 20} MiB, {cpu / baseline:.2f} times iterparse "
                f"({baseline:.2f} s), peak {peak:.0f} MB"
            )


if __name__ == "__main__":
    main()

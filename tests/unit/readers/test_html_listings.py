"""Listings as sites make them: where title, authors and links stand differs, the papers do not."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from html import escape

import pytest

from graph.model import Paper, Rejected
from graph.readers import Read, readers

Listed = tuple[str, list[str], int]

# A title of one word stands among the others: only its place tells that it is one.
LISTED: list[Listed] = [
    ("Why Water Waits: Latency in Channels", ["Ann Lee", "Bo Xu"], 1),
    ("Salt", ["Ewa Nowak", "Hans de Vries"], 2),
    ("What Remains of Sandbanks?", ["Dmitri Petrov", "Chidi Okafor"], 3),
    ("Counting Gulls with Transformers", ["Zoë Müller", "Li Wei"], 4),
]


def read(body: str, head: str = "") -> list[Read]:
    text = f"<!DOCTYPE html><html><head>{head}</head><body>\n{body}</body></html>"
    return list(readers()["html-page"].read(io.BytesIO(text.encode()), "x"))


def papers(items: list[Read]) -> list[Paper]:
    return [item for item in items if isinstance(item, Paper)]


def preprints(paper: Listed) -> str:
    title, authors, n = paper
    people = ", ".join(f'<a href="/search/cs?searchtype=author&query={a}">{a}</a>' for a in authors)
    return (
        f'<dt><a name="item{n}">[{n}]</a> <a href ="/abs/2401.0000{n}" title="Abstract">\n'
        f'  arXiv:2401.0000{n}</a> [<a href="/pdf/2401.0000{n}">pdf</a>, '
        f'<a href="https://arxiv.org/html/2401.0000{n}v1">html</a>]</dt>\n<dd><div class="meta">'
        f'<div class="list-title"><span class="descriptor">Title:</span>\n {title}\n</div>'
        f'<div class="list-authors">{people}</div></div></dd>'
    )


def upvoted(paper: Listed) -> str:
    title, authors, n = paper
    people = "".join(f"<li>{author}</li>" for author in authors)
    return (
        f'<article><a href="/papers/2401.0000{n}"><img src="{n}.png"></a>'
        f'<div>Submitted by <a href="/gull">gull</a></div>'
        f'<a href="/login?next=%2Fpapers%2F2401.0000{n}"><div>31</div></a>'
        f'<h3><a href="/papers/2401.0000{n}" class="line-clamp-3">{title}</a></h3>'
        f'<a href="/papers/2401.0000{n}" class="flex"><ul><li>·</li></ul> {n} authors</a>'
        f'<ul class="authors">{people}</ul>'
        f'<a href="/papers/2401.0000{n}#community">3</a></article>'
    )


def reviewed(paper: Listed) -> str:
    title, authors, n = paper
    people = ", ".join(f'<a href="/profile?id=~A{n}">{author}</a>' for author in authors)
    return (
        f'<li><div class="note"><h4><a href="/forum?id=tideAbc12{n}">{title}</a> '
        f'<a href="/pdf?id=tideAbc12{n}" class="pdf-link"><img alt="Download PDF"></a></h4>'
        f'<div class="note-authors">{people}</div><ul class="meta"><li>Published: 22 Jan 2025, '
        "Last Modified: 11 Feb 2025</li><li>ICLR 2025 Poster</li></ul>"
        "<div><strong>Keywords:</strong> <span>tides, salt</span></div></div></li>"
    )


def open_access(paper: Listed) -> str:
    title, authors, n = paper
    people = ",\n".join(f'<form id="f{n}"><a href="#">{author}</a></form>' for author in authors)
    return (
        f'<dt class="ptitle"><br><a href="/content/SEA/html/Lee_{n}_paper.html">{title}</a></dt>\n'
        f"<dd>\n{people}\n</dd>\n<dd>[<a href='/content/SEA/papers/Lee_{n}_paper.pdf'>pdf</a>]\n"
        f"[<a href='http://arxiv.org/abs/2401.0000{n}'>arXiv</a>]\n<div class='bibref'>"
        f"@InProceedings{{Lee_{n},\n author = {{Lee, Ann}},\n title = {{{title}}}}}</div></dd>"
    )


def volume(paper: Listed) -> str:
    title, authors, n = paper
    return (
        f'<div class="paper"><p class="title">{title}</p><p class="details"><span class="authors">'
        f'{",&nbsp;".join(authors)}</span>; <span class="info"><i>Proceedings of Tides</i>, 20:{n}'
        f'</span></p><p class="links">[<a href="https://proceedings.mlr.press/v20/lee{n}.html">abs'
        f'</a>][<a href="https://proceedings.mlr.press/v20/lee{n}/lee{n}.pdf">Download PDF</a>]'
        "</p></div>"
    )


def numbered(paper: Listed) -> str:
    title, authors, n = paper
    return (
        f'<div id="paper{n}"><div class="title">{title}</div><div class="authors">'
        f'{", ".join(authors)}</div><div><a href="000{n}.pdf">PDF</a> | '
        f'<a href="/proceedings/2023/{n}">Details</a></div></div>'
    )


def hashed(paper: Listed) -> str:
    title, authors, n = paper
    return (
        f'<li class="conference"><a title="paper title" href="/paper/2023/hash/{n}a-Abstract.html">'
        f"{title}</a> <i>{', '.join(authors)}</i></li>"
    )


def journal(paper: Listed) -> str:
    title, authors, n = paper
    address = f"https://journal.example/index.php/SEA/article/view/{n}"
    return (
        f'<div class="obj_article_summary"><h3 class="title"><a href="{address}">{title}</a></h3>'
        f'<div class="authors">{", ".join(authors)}</div><div>{n}-1{n}</div>'
        f'<a class="pdf" href="{address}/7">PDF</a></div>'
    )


def indexed(paper: Listed) -> str:
    title, authors, n = paper
    people = ", ".join(
        f'<span itemprop="author"><a href="https://dblp.org/pid/1/{n}.html">'
        f'<span itemprop="name">{author}</span></a></span>'
        for author in authors
    )
    return (
        f'<li class="entry" id="conf/sea/Lee{n}"><nav><ul><li><a href="https://doi.org/10.1000/{n}">'
        f"<img></a></li><li>electronic edition via DOI</li></ul></nav><cite>{people}:<br>"
        f'<span class="title" itemprop="name">{title.rstrip("?")}.</span> '
        f'<a href="https://dblp.org/db/conf/sea/sea2023.html#Lee{n}"><span itemprop="isPartOf">SEA'
        '</span> <span itemprop="datePublished">2023</span></a>: 1-9</cite></li>'
    )


@pytest.mark.parametrize(
    ("listed", "identifier"),
    [
        pytest.param(preprints, "arxiv:2401.00002", id="arxiv"),
        pytest.param(upvoted, "arxiv:2401.00002", id="hugging-face"),
        pytest.param(reviewed, "openreview:tideAbc122", id="openreview"),
        pytest.param(open_access, "arxiv:2401.00002", id="cvf"),
        pytest.param(volume, None, id="pmlr"),
        pytest.param(numbered, None, id="ijcai"),
        pytest.param(hashed, None, id="neurips"),
        pytest.param(journal, None, id="open-journals"),
        pytest.param(indexed, "doi:10.1000/2", id="dblp"),
    ],
)
def test_every_paper_has_its_title_and_authors(
    listed: Callable[[Listed], str], identifier: str | None
) -> None:
    found = papers(read("<h1>Tides</h1><div>" + "\n".join(map(listed, LISTED)) + "</div>"))

    assert [(p.title.rstrip("?"), [a.name for a in p.authors], p.abstract) for p in found] == [
        (title.rstrip("?"), authors, "") for title, authors, _ in LISTED
    ]
    assert identifier is None or identifier in map(str, found[1].identifiers)


def test_details_of_a_block() -> None:
    (first, *_) = papers(read("<ul>" + "".join(map(reviewed, LISTED)) + "</ul>"))
    assert (first.date, first.venue, first.keywords) == (
        "2025-01-22",
        "ICLR 2025 Poster",
        ("tides", "salt"),
    )


@pytest.mark.parametrize(
    ("heading", "years"),
    [
        pytest.param("<h2>Tides 2023: 20-22 May 2023</h2>", [2023] * 4, id="one-year"),
        pytest.param("<h2>Tides 2019-2023</h2>", [None] * 4, id="several-years"),
    ],
)
def test_the_year_of_a_volume_is_that_of_its_papers(heading: str, years: list[int | None]) -> None:
    found = papers(read(f"{heading}<div>{''.join(map(volume, LISTED))}</div>"))
    assert [p.year for p in found] == years


SUMMARY = "Salt is a model for logbooks.\n It reads the handwriting of four centuries, and well."


@pytest.mark.parametrize(
    ("written", "abstract"),
    [
        pytest.param(f"<p>{SUMMARY}</p>", " ".join(SUMMARY.split()), id="wrapped-and-named-in"),
        pytest.param(
            f'<div class="tldr abstract"><b>TLDR</b> {SUMMARY}</div>', "", id="a-machine-wrote-it"
        ),
        pytest.param(
            '<div class="citation full">Nowak E, Vries H. Sea Lett. 2024 Dec 5;12(1):3-9. Print. '
            "A review of the whole year, in two parts.</div>",
            "",
            id="a-citation",
        ),
    ],
)
def test_what_is_an_abstract(written: str, abstract: str) -> None:
    blocks = (
        f'<article><h3><a href="/abs/2401.0000{n}">{title}</a></h3>{written}</article>'
        for title, _, n in LISTED
    )
    assert papers(read("".join(blocks)))[1].abstract == abstract


def test_the_date_is_that_of_the_first_version() -> None:
    blocks = (
        f'<li><p class="list-title"><a href="https://arxiv.org/abs/2401.0000{n}">arXiv:2401.0000{n}'
        f'</a></p><p class="title">{title}</p><p>Submitted 6 March, 2024; <b>v1</b> submitted '
        f"{n} January, 2024; originally announced January 2024.</p></li>"
        for title, _, n in LISTED
    )
    found = papers(read(f"<ol>{''.join(blocks)}</ol>"))
    assert [p.date for p in found] == [f"2024-01-0{n}" for _, _, n in LISTED]


def test_a_link_to_a_paper_that_no_title_stands_by_is_told() -> None:
    titled = [preprints(paper) for paper in LISTED[:2]]
    items = read(f'<dl>{titled[0]}<dt><a href="/abs/2401.00009">12</a></dt>{titled[1]}</dl>')
    assert [type(item) for item in items[:3]] == [Paper, Rejected, Paper]


OWN = '<meta property="og:url" content="https://huggingface.co/papers/2401.00001">'
PROPS = {
    "id": "2401.00001",
    "title": "Why Water Waits",
    "summary": "Water waits.\nWe say why.",
    "authors": [{"name": "Ann Lee"}, {"name": "Bo Xu"}],
    "githubRepo": "https://github.com/sea/ebb",
}
DATA = f'<div data-props="{escape(json.dumps(PROPS))}"></div>'
SHOWN = (
    '<div><h1>Why Water Waits</h1><div>Published on Jan 2, 2024</div><span class="author">'
    '<a href="/ann">Ann Lee</a>,</span><span class="author"><button>Bo Xu</button></span></div>'
    "<div><h2>Abstract</h2><div><p>Water waits. We say why, with four images of every day and "
    "with a model of slack water.</p></div></div>"
    '<a href="https://github.com/sea/ebb">GitHub</a>'
)
RELATED = "<div><h3>Community</h3><p>You may like these:</p><ul>{}</ul></div>".format(
    "".join(f'<li><a href="/papers/2401.0001{n}">{title}</a></li>' for title, _, n in LISTED)
)


@pytest.mark.parametrize("own", [pytest.param(DATA, id="data"), pytest.param(SHOWN, id="shown")])
def test_the_page_of_one_paper_is_that_paper_whatever_it_recommends(own: str) -> None:
    (found,) = papers(read(f"<main>{own}{RELATED}</main>", OWN))
    assert (found.title, [str(i) for i in found.identifiers]) == (
        "Why Water Waits",
        ["arxiv:2401.00001"],
    )
    assert [a.name for a in found.authors] == ["Ann Lee", "Bo Xu"]
    assert found.abstract.startswith("Water waits. We say why")
    assert [link.url for link in found.links] == ["https://github.com/sea/ebb"]

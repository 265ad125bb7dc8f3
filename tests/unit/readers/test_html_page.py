"""Saved web pages: papers of their metadata, of their data, and of the blocks they repeat."""

from __future__ import annotations

import io

import pytest

from graph.model import Paper, Rejected, Role
from graph.readers import Read, Recognition, choose, readers

ARXIV = "https://arxiv.org/abs/2401.00001"


def read(text: str | bytes) -> list[Read]:
    data = text.encode() if isinstance(text, str) else text
    return list(readers()["html-page"].read(io.BytesIO(data), "x"))


def papers(text: str | bytes) -> list[Paper]:
    return [item for item in read(text) if isinstance(item, Paper)]


def page(*blocks: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body>\n" + "\n".join(blocks) + "</body></html>"
    )


def card(number: int, title: str, rest: str = "") -> str:
    address = f"https://arxiv.org/abs/2401.0000{number}"
    return f'<article><h3><a href="{address}">{title}</a></h3>{rest}</article>'


def test_a_block_gives_what_it_holds_and_no_other() -> None:
    found = papers(
        page(
            "<main><div><p>Published on 1 May 2020 by everybody</p>",
            card(
                1,
                "Why Water Waits",
                "<p class='authors'><a href='/a'>Ann Lee</a>, <a href='/b'>Bo Xu</a></p>"
                "<p class='abstract'>Water waits. We say why.</p>"
                "<time datetime='2024-01-02'>2 Jan</time>"
                "<a href='https://github.com/sea/ebb'>Code</a>",
            ),
            card(2, "Why Salt Stays"),
            "</div></main>",
        )
    )
    first, second = found
    assert (first.title, first.date, first.abstract) == (
        "Why Water Waits",
        "2024-01-02",
        "Water waits. We say why.",
    )
    assert [a.name for a in first.authors] == ["Ann Lee", "Bo Xu"]
    assert [(link.url, link.role) for link in first.links] == [
        ("https://github.com/sea/ebb", Role.OFFICIAL)
    ]
    assert (second.title, second.date, second.authors, second.abstract, second.links) == (
        "Why Salt Stays",
        "2024-01",  # as its number says
        (),
        "",
        (),
    )


def test_scripts_and_styles_are_no_text_and_are_not_run() -> None:
    script = f"<script>document.write(\"<a href='{ARXIV}'>Never a Title of a Paper</a>\")</script>"
    style = "<style>.a::after { content: 'A Paper That Is None' }</style>"
    found = papers(page(card(1, f"Why Water Waits{script}{style}"), card(2, "Why Salt Stays")))
    assert [p.title for p in found] == ["Why Water Waits", "Why Salt Stays"]


@pytest.mark.parametrize(
    ("link", "identifier"),
    [
        pytest.param("/papers/2401.00001", "arxiv:2401.00001", id="hugging-face"),
        pytest.param("/abs/2401.00001v2", "arxiv:2401.00001", id="arxiv"),
        pytest.param("/forum?id=tideAbc123", "openreview:tideAbc123", id="openreview"),
        pytest.param("/2023.tides-main.7/", "acl:2023.tides-main.7", id="acl"),
        pytest.param("https://doi.org/10.1000/7", "doi:10.1000/7", id="doi"),
    ],
)
def test_links_within_a_site_name_their_paper(link: str, identifier: str) -> None:
    other = card(9, "Why Salt Stays")
    found = papers(page(f'<article><h3><a href="{link}">Why Water Waits</a></h3></article>', other))
    assert identifier in {str(i) for i in found[0].identifiers}


def test_metadata_of_one_paper_come_first() -> None:
    meta = "".join(
        f'<meta name="citation_{name}" content="{value}">'
        for name, value in (
            ("title", "Why Water Waits"),
            ("author", "Lee, Ann"),
            ("doi", "10.1000/7"),
        )
    )
    (found,) = papers(page(card(1, "A Cited Work"), card(2, "Another Cited Work"), head=meta))
    assert (found.title, [a.name for a in found.authors]) == ("Why Water Waits", ["Ann Lee"])


def test_data_in_a_script_are_read() -> None:
    data = (
        '<script id="__DATA__" type="application/json">{"props": {"papers": ['
        '{"title": "Why Water Waits", "authors": [{"name": "Ann Lee"}], "doi": "10.1000/7", '
        '"year": 2024}'
        "]}}</script>"
    )
    (found,) = papers(page(data))
    assert (found.title, found.year, len(found.authors)) == ("Why Water Waits", 2024, 1)


def test_a_page_of_a_list_is_read_as_a_list() -> None:
    items = "<li>Ann Lee. <i>Why water waits for salt</i>. CHI 2019. <a href='a.pdf'>pdf</a></li>"
    (found,) = papers(page("<h2>Tides</h2>", f"<ul>{items}</ul>"))
    assert (found.title, found.year, found.keywords) == (
        "Why water waits for salt",
        2019,
        ("Tides",),
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<html><body><h1>Welcome</h1><p>Nothing.</p></body></html>", id="no-paper"),
        pytest.param("<html", id="torn"),
        pytest.param(
            "<html><ul><li><a href='https://www.doi.org/handbook'>The Handbook of Numbers</a></li>"
            "<li>You may look again from <a href='https://doi.org'>DOI</a></li></ul></html>",
            id="pages of a resolver",
        ),
        pytest.param("<html><body>" + "<div>" * 100_000, id="deep"),
        pytest.param("<html><body>" + "<" * 1_000_000, id="brackets"),
        pytest.param(f"<html><script type='application/json'>{'[' * 100_000}</script>", id="data"),
        pytest.param(
            '<!DOCTYPE html [<!ENTITY a "b"><!ENTITY x SYSTEM "file:///etc/hostname">]>'
            "<html><body>&a;&x;</body></html>",
            id="entities",
        ),
    ],
)
def test_a_page_that_gives_nothing_says_what_to_try_in_one_line(text: str) -> None:
    (item,) = read(text)
    assert isinstance(item, Rejected)
    assert "save" in item.reason


def test_comments_between_the_parts_of_an_entry_are_no_part_of_it() -> None:
    entries = [
        f'<dt><a href="/abs/2401.0000{n}">arXiv:2401.0000{n}</a></dt><!-- {n} -->'
        f'<dd><div class="list-title">Title: {title}</div><div>Ann Lee, Bo Xu</div></dd>'
        for n, title in enumerate(["Why Water Waits", "Where Sand Goes", "How Mud Moves"], start=1)
    ]

    found = papers(page("<dl>", *entries, "</dl>"))

    assert [p.title for p in found] == ["Why Water Waits", "Where Sand Goes", "How Mud Moves"]


def test_an_entry_without_a_link_gives_nothing_to_the_next() -> None:
    found = papers(
        page(
            "<h1>Ada Berg</h1><h2>2025</h2><ol>",
            '<li>A. Berg, C. Dorn. "Counting Waves." Proc. of Shores, 2025. '
            '[<a href="https://github.com/berg/waves">code</a>]</li>',
            '<li><a href="https://arxiv.org/abs/2501.01234">Rain on Still Water</a>. '
            "Ada Berg, Carl Dorn. 2025.</li>",
            '</ol><h2>2024</h2><ul><li><a href="https://doi.org/10.1000/xyz">On Quiet Rivers</a>. '
            "Ada Berg. 2024.</li></ul>",
        )
    )

    assert [(p.title, p.year, [link.url for link in p.links]) for p in found] == [
        ("Counting Waves", 2025, ["https://github.com/berg/waves"]),
        ("Rain on Still Water", 2025, []),
        ("On Quiet Rivers", 2024, []),
    ]


def test_the_day_of_a_talk_is_not_that_of_the_paper() -> None:
    rows = (
        f'<tr><td>{day}</td><td><a href="https://arxiv.org/abs/1706.0376{n}">{title}</a></td></tr>'
        for n, day, title in [
            (1, "2025-03-01", "Why Water Waits"),
            (2, "2017-09-08", "Where Sand Goes"),
        ]
    )

    found = papers(page("<table><tr><th>Day</th><th>Paper</th></tr>", *rows, "</table>"))

    assert [(p.title, p.date) for p in found] == [
        ("Why Water Waits", "2017-06"),
        ("Where Sand Goes", "2017-09-08"),
    ]


@pytest.mark.parametrize("line", ["Ada Berg; , Shore University; Carl Dorn", "Ada; ,; Carl, X"])
def test_names_that_lack_where_places_stand_end_nothing(line: str) -> None:
    [found] = papers(page(card(1, "Why Water Waits", f"<p>{line}</p>")))
    assert found.title == "Why Water Waits"


def test_the_owner_of_a_repository_is_no_author() -> None:
    cards = (
        f'<div class="card"><h1><a href="/paper/p{n}">{title}</a></h1><p class="author-section">'
        f'<a href="https://github.com/berg/p{n}">berg/p{n}</a></p></div>'
        for n, title in enumerate(["Why Water Waits", "Where Sand Goes"])
    )

    assert [p.authors for p in papers(page(*cards))] == [(), ()]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(page(card(1, "Wärme im Watt")).encode("utf-16"), id="utf-16"),
        pytest.param(
            page(card(1, "Wärme im Watt"), head='<meta charset="iso-8859-1">').encode("latin-1"),
            id="declared",
        ),
    ],
)
def test_encodings(data: bytes) -> None:
    assert [p.title for p in papers(data)] == ["Wärme im Watt"]


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        pytest.param(b"\n<!-- saved -->\n<!DOCTYPE HTML>\n<html>", Recognition.YES, id="document"),
        pytest.param(
            b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', Recognition.YES, id="xhtml"
        ),
        pytest.param(b"<div class='papers'>", Recognition.MAYBE, id="piece"),
        pytest.param(b'<?xml version="1.0"?><article>', Recognition.NO, id="xml"),
        pytest.param(b"<records><record>", Recognition.NO, id="other-tags"),
    ],
)
def test_what_it_recognises(head: bytes, answer: Recognition) -> None:
    assert readers()["html-page"].recognises(head) is answer


def test_a_reading_list_that_begins_with_html_stays_one() -> None:
    text = f'<div align="center"><h1>Tides</h1></div>\n\n- [Why Water Waits]({ARXIV})\n'
    assert choose(text.encode(), "x").name == "reading-list"

"""Reading lists of many styles: the title, the people and the place that each prints."""

from __future__ import annotations

import io

import pytest

from graph.model import Paper
from graph.readers import Recognition, readers

ARXIV = "https://arxiv.org/abs/2401.00001"
PDF = f"[[pdf]]({ARXIV})"


def papers(text: str) -> list[Paper]:
    found = readers()["reading-list"].read(io.BytesIO(text.encode()), "x")
    return [item for item in found if isinstance(item, Paper)]


def paper(text: str) -> Paper:
    (found,) = papers(text)
    return found


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        pytest.param(f"- Why Water Waits(@Sea Lab etc) {PDF}", "Why Water Waits", id="of-a-lab"),
        pytest.param(
            f"- [Ebb: O(1) Waits of Water]({ARXIV})", "Ebb: O(1) Waits of Water", id="order-of"
        ),
        pytest.param(
            f"- [Why the (Semantic) Water Waits]({ARXIV})",
            "Why the (Semantic) Water Waits",
            id="a-label-within",
        ),
        pytest.param(f"- [Why Water\n  Waits]({ARXIV})", "Why Water Waits", id="two-lines"),
        pytest.param(
            f"| [**Ebb: Near-shore, Mid-level Waters and Tides**]({ARXIV}) | 2024 |",
            "Ebb: Near-shore, Mid-level Waters and Tides",
            id="commas-within",
        ),
        pytest.param(
            f"- **[Ebb]** Why Water Waits | Ann Lee, et al. | **[NIPSW' 16]** |{PDF}",
            "Why Water Waits",
            id="bars",
        ),
        pytest.param(
            "- [[2016][Sea Lab][EBB] Why Water Waits](tides/%5BEBB%5D%20why.pdf)",
            "Why Water Waits",
            id="brackets-in-a-row",
        ),
        pytest.param(
            f'**[7]** Lee, Ann B., and Bo C. Xu. "**Why Water Waits**." ICML (2016). {PDF} '
            "**(New, you can begin here)** :star:",
            "Why Water Waits",
            id="a-note-in-bold",
        ),
        pytest.param(f"- 24-OSDI-Why Water Waits {PDF}", "Why Water Waits", id="hyphens"),
        pytest.param(f"- Does Water Wait? In *ICML 2018*. {PDF}", "Does Water Wait?", id="in"),
        pytest.param(
            f"- [Ebb]({ARXIV}) (2012): Ebb is a sea. "
            f"[There is some talk that water waits for the moon]({ARXIV}).",
            "Ebb",
            id="a-link-in-prose",
        ),
    ],
)
def test_titles_of_many_styles(entry: str, title: str) -> None:
    table = "| Title | Year |\n|---|---|\n" if entry.startswith("|") else ""
    assert paper(table + entry).title == title


@pytest.mark.parametrize(
    ("entry", "people"),
    [
        pytest.param("Ann B. Lee, Bo Xu. *ICML 2016*", ["Ann B. Lee", "Bo Xu"], id="initial"),
        pytest.param("Ann Lee and B.C.D. Xu", ["Ann Lee", "B.C.D. Xu"], id="initials"),
        pytest.param("*Ann Lee (Sea University) et al. arXiv.*", ["Ann Lee"], id="university"),
        pytest.param(
            "Ann Lee, Sea Lab; Bo Xu, Tide University. *ICML 2016*",
            ["Ann Lee", "Bo Xu"],
            id="with-places",
        ),
        pytest.param("by Ann B. Lee, Bo Xu and Cy Wu, NIPS, 2016.", None, id="venue-behind"),
        pytest.param("by Lee A B, Xu B. ICMLA, 2010.", ["A B Lee", "B. Xu"], id="family-first"),
        pytest.param("by Hal Lee III, 2010.", ["Hal Lee III"], id="the-third"),
    ],
)
def test_people_of_many_styles(entry: str, people: list[str] | None) -> None:
    found = paper(f"- [Why Water Waits]({ARXIV})\n  - {entry}\n")
    assert found.title == "Why Water Waits"
    assert [a.name for a in found.authors] == (people or ["Ann B. Lee", "Bo Xu", "Cy Wu"])


def test_people_below_a_title_are_no_paper_of_their_own() -> None:
    found = paper(
        f"- Why Water Waits at Sea.\n  {PDF}\n  - Lee, Ann and Xu, Bo and Wu, Cy D. *ICCV 2015*\n"
    )
    assert (found.title, found.venue, found.year) == ("Why Water Waits at Sea", "ICCV", 2015)
    assert [a.name for a in found.authors] == ["Ann Lee", "Bo Xu", "Cy D Wu"]


@pytest.mark.parametrize(
    ("entry", "title", "venue"),
    [
        pytest.param("Ann Lee, et al.: Why Water Waits, 1992.", "Why Water Waits", None, id="year"),
        pytest.param("Ann Lee: Why Water Waits, ICML 2013.", "Why Water Waits", "ICML", id="one"),
        pytest.param("Ann Lee. Why Water Waits, ACL 2005.", "Why Water Waits", "ACL", id="stop"),
        pytest.param(
            "Ann Lee and Bo Xu: Why Water Waits, J. of Sea Research, 2003.",
            "Why Water Waits",
            "J. of Sea Research",
            id="journal",
        ),
        pytest.param(
            "Ann Lee. Why Water Waits, Computational Linguistics, 1993.",
            "Why Water Waits",
            "Computational Linguistics",
            id="like-a-topic",
        ),
    ],
)
def test_names_before_titles_where_the_list_begins_so(entry: str, title: str, venue: str) -> None:
    others = "".join(f"* D. Ng et al.: A Study of Wave {n}, ICML 201{n}.\n" for n in range(3))
    found = papers(others + f"* {entry}\n")[-1]
    assert (found.title, found.venue) == (title, venue)
    assert found.authors[0].name == "Ann Lee"


def test_names_and_a_title_parted_by_commas() -> None:
    text = (
        f"* Ann Lee, Bo Xu and Cy B. Wu, Why Water Waits, or Not, ICML, 2013. {PDF}\n"
        f"* D. Ng, et al., Why Salt Stays, Sea Letters, 1999. {PDF}\n"
        f"* Eve Ode, Steps toward a Sea, Tides, 1961. {PDF}\n"
    )
    assert [(p.title, len(p.authors), p.venue, p.year) for p in papers(text)] == [
        ("Why Water Waits, or Not", 3, "ICML", 2013),
        ("Why Salt Stays", 1, "Sea Letters", 1999),
        ("Steps toward a Sea", 1, "Tides", 1961),
    ]


@pytest.mark.parametrize("indent", ["  ", ""], ids=["below", "beside"])
def test_a_paper_called_by_a_name_is_given_in_full_after_it(indent: str) -> None:
    reference = "Ann Lee, Bo C. Xu, Why Water Waits, ICML, 2015"
    found = paper(f"* EbbNet, Sea Lab {PDF}\n{indent}* {reference}\n")
    assert (found.title, found.venue, found.url) == ("Why Water Waits", "ICML", ARXIV)


@pytest.mark.parametrize(
    "title", ["Why Water Waits", "Why Water Waits at Sea for the Moon to Rise Up"]
)
def test_a_bold_title_with_labelled_links_below(title: str) -> None:
    found = papers(
        f"# 海\n**{title}**\n\n- 主页：https://sea.org/ebb/\n\n- 论文下载链接：{ARXIV}\n"
        "- 代码（即将开源）：https://github.com/sea/ebb\n- 解读1：https://www.zhihu.com/p/1\n"
        "- 数据集：暂无\n\n"
        "**Why Salt Stays in Every Sea There Is to See**\n\n"
        "- intro: ICCV 2017\n- keywords: SaltNet\n- arxiv:https://arxiv.org/abs/2401.00002\n"
    )
    assert [(p.title, p.venue) for p in found] == [
        (title, None),
        ("Why Salt Stays in Every Sea There Is to See", "ICCV"),
    ]
    assert [link.url for link in found[0].links] == [
        "https://github.com/sea/ebb",
        "https://sea.org/ebb/",
    ]


def test_notes_below_a_paper_that_is_a_heading_are_no_papers() -> None:
    text = (
        f"## Tides\n#### [Why Water Waits]({ARXIV})\n\narXiv 1712; ICML workshop 2017\n\n"
        "1. **The first** to say why the water waits\n2. Shows it at **sea** too\n"
    )
    assert [(p.title, p.year) for p in papers(text)] == [("Why Water Waits", 2017)]


def test_cells_for_several_rows_name_no_paper() -> None:
    row = "<tr>{}<td>Ebb{}</td><td>2019/10</td><td><a href='{}'>Paper</a></td></tr>"
    kind = '<td rowspan="2">Open<br>Sea</td>'
    head = "<tr><th>Kind</th><th>Model</th><th>Time</th><th>Link</th></tr>"
    text = f"<table>{head}{row.format(kind, 1, ARXIV)}{row.format('', 2, ARXIV)}</table>"
    assert [p.title for p in papers(text)] == ["Ebb1", "Ebb2"]


def test_a_linked_title_in_a_table_of_papers_is_one_whatever_it_links_to() -> None:
    text = (
        "| Date | Paper |\n|---|---|\n"
        + f"| 2019-01 | [Why Water Waits]({ARXIV}) |\n" * 2
        + "| 2020-01 | [The Ebb Report](https://sea.org/research/ebb) |\n"
    )
    assert [p.title for p in papers(text)] == [*["Why Water Waits"] * 2, "The Ebb Report"]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("- Wessex: https://sea.org/files/tide.pdf", id="a-school-and-a-file"),
        pytest.param("- [Tides at Sea](https://sea.org/slides/7.pdf)", id="slides"),
        pytest.param("| 2020 | Why Water Waits | [[blog]](https://sea.org/a/b) |", id="blog"),
        pytest.param("(from Ann Lee, Bo Xu, Ebb and Flow at Sea, arXiv:2401.00007.)", id="caption"),
        pytest.param("海洋论文合集，欢迎提交 CVPR 2020，谢谢", id="chinese-prose"),
        pytest.param(f"As in [a later paper]({ARXIV}).", id="a-mention"),
        pytest.param("- **Fast**: uses the moon", id="a-venue-by-chance"),
        pytest.param("A curated list of tide tables, 2023 edition.", id="what-the-list-is"),
    ],
)
def test_what_is_no_paper(entry: str) -> None:
    table = "| Year | Title | Paper |\n|---|---|---|\n" if entry.startswith("|") else ""
    assert papers(table + entry) == []


def test_a_list_of_tools_is_no_reading_list() -> None:
    tools = "".join(
        f"- [ebb{n}](https://github.com/sea/ebb{n}) - Counts tide {n}.\n" for n in range(4)
    )
    books = "- [The Sea at Large](https://sea.org/book) by Ann Lee, 2019.\n" * 3
    data = f"# Tide tools\n## Tools\n{tools}\n## Books\n{books}".encode()
    assert readers()["reading-list"].recognises(data) is Recognition.NO

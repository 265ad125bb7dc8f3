"""Reading lists: which entries are papers, and what each says."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from graph.model import Link, Paper, Rejected, Role, Skipped
from graph.readers import HEAD, Read, Recognition, choose, readers

SHARED = Path(__file__).parents[4] / "shared" / "data" / "reading-lists"
ARXIV = "https://arxiv.org/abs/2401.00001"


def read(text: str | bytes) -> list[Read]:
    data = text.encode() if isinstance(text, str) else text
    return list(readers()["reading-list"].read(io.BytesIO(data), "x"))


def papers(text: str) -> list[Paper]:
    return [item for item in read(text) if isinstance(item, Paper)]


def paper(text: str) -> Paper:
    (found,) = papers(text)
    return found


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        pytest.param(f"- [Why Water Waits]({ARXIV})", "Why Water Waits", id="link"),
        pytest.param(f"- Why Water Waits [[4 Sep 2022]]({ARXIV})", "Why Water Waits", id="date"),
        pytest.param(f"- Why Water Waits [Sep 2022]({ARXIV})", "Why Water Waits", id="bare-date"),
        pytest.param(f"- Why Water Waits [[ICML 2023]({ARXIV})]", "Why Water Waits", id="venue"),
        pytest.param(
            f"- Why Water Waits at Sea [[Sea Open]]({ARXIV})", "Why Water Waits at Sea", id="aside"
        ),
        pytest.param(f"- [[AAAI2022]({ARXIV})] Why Water Waits", "Why Water Waits", id="behind"),
        pytest.param(f"- [Paper]({ARXIV}) Why Water Waits", "Why Water Waits", id="label-first"),
        pytest.param(
            f"[16 Feb 2026] (WWW) [Why All-[SALT] Water Waits]({ARXIV}) (ACL 2026)<br>",
            "Why All-[SALT] Water Waits",
            id="brackets-within",
        ),
        pytest.param(f"Ebb: [Why Water Waits]({ARXIV})", "Why Water Waits", id="nickname"),
        pytest.param(
            f"- **Ebb**: Why Water Waits [pdf]({ARXIV})", "Ebb: Why Water Waits", id="name-in-bold"
        ),
        pytest.param(
            f"- ***Ebb:*** Why Water Waits [pdf]({ARXIV})", "Ebb: Why Water Waits", id="bold-colon"
        ),
        pytest.param(
            f"- [Ebb]({ARXIV}): Why Water Waits", "Ebb: Why Water Waits", id="name-linked"
        ),
        pytest.param(
            f"1. **Why Water Waits.** *Ann Lee, Bo Xu.* ICML 2023. [paper]({ARXIV})",
            "Why Water Waits",
            id="bold",
        ),
        pytest.param(
            f'**[37]** Lee, Ann, and Bo Xu. "**Why Water Waits**." Nature (2015). [pdf]({ARXIV})',
            "Why Water Waits",
            id="quoted",
        ),
        pytest.param(
            f"- [2023/07] Why Water Waits *Ann Lee et al. arXiv.* [[paper]({ARXIV})]",
            "Why Water Waits",
            id="names-in-italics",
        ),
        pytest.param("* ***Why Water Waits (CIDR 2019)***", "Why Water Waits", id="no-link"),
        pytest.param("* Why Water Waits （CIDR 2019）", "Why Water Waits", id="wide-brackets"),
        pytest.param(
            '* Tools that "Read the Manual" at Sea (VLDB 2021)',
            'Tools that "Read the Manual" at Sea',
            id="quotation-within",
        ),
        pytest.param(
            f'- "Why Wait?": Asking Water for Reasons. Lee et al. KDD 2016. [pdf]({ARXIV})',
            '"Why Wait?": Asking Water for Reasons',
            id="begins-with-quotation",
        ),
        pytest.param(
            "1. Lee, A., & Xu, B. (2017). Why water waits. Sea Letters, 30, 59-68.",
            "Why water waits",
            id="APA",
        ),
        pytest.param(
            '1. A. Lee and B. Xu, "Why water waits," Sea Letters, vol. 5, pp. 43-64, 2015.',
            "Why water waits",
            id="IEEE",
        ),
        pytest.param(
            f"Why Water Waits. Lee et al., ICML 2023. {ARXIV}", "Why Water Waits", id="plain"
        ),
        pytest.param("- Why Water Waits, Lee et al., CVPR 2016", "Why Water Waits", id="commas"),
        pytest.param(
            f"- 2016 | CVPR | Why Water Waits | Lee et al. | [PDF]({ARXIV})",
            "Why Water Waits",
            id="bars",
        ),
        pytest.param(
            f"- Water, Salt, Wind, Video and Code [[3 May 2022]]({ARXIV})",
            "Water, Salt, Wind, Video and Code",
            id="words-of-labels",
        ),
        pytest.param(f"- 水为什么等待 [论文]({ARXIV}) 2021", "水为什么等待", id="Chinese"),
        pytest.param(
            f"- Waiting for Water in Harbours of the\nNorthern Sea [pdf]({ARXIV})",
            "Waiting for Water in Harbours of the Northern Sea",
            id="wrapped",
        ),
    ],
)
def test_the_title_is_told_from_what_stands_around_it(entry: str, title: str) -> None:
    assert paper(entry).title == title


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        pytest.param("- [Surveys](#surveys)", "a place in this text", id="contents"),
        pytest.param("- [tidecalc](https://github.com/sea/tidecalc) - heights", "code", id="tool"),
        pytest.param("- [Talk on Tides](https://youtu.be/abc)", "a video", id="video"),
        pytest.param("- [My Year at Sea](https://blog.example/sea)", "another page", id="blog"),
        pytest.param("- Bring a coat and something to drink", "no link", id="remark"),
        pytest.param(
            f"We found the survey of our friends helpful, and hope you like [it]({ARXIV}) too.",
            "prose",
            id="prose",
        ),
        pytest.param("```\n@misc{a, title={On Tides}}\n```", "a program", id="code"),
    ],
)
def test_what_is_no_paper_is_skipped_with_the_reason(entry: str, reason: str) -> None:
    (item,) = read(entry)
    assert isinstance(item, Skipped)
    assert reason in item.reason


def test_an_entry_says_who_where_and_when() -> None:
    found = paper(f"- **Why Water Waits.** *Ann Lee, Bo Xu.* ICML 2023. [[paper]]({ARXIV})")
    assert [a.name for a in found.authors] == ["Ann Lee", "Bo Xu"]
    assert (found.venue, found.year, found.url) == ("ICML", 2023, ARXIV)
    assert {str(i) for i in found.identifiers} == {"arxiv:2401.00001"}


def test_a_name_in_bold_is_that_of_an_author() -> None:
    found = papers(
        f'- **A. Berg**, C. Dorn. "Counting Waves." In *Proc. of Shores*, 2025. [pdf]({ARXIV}1)\n'
        f"- C. Dorn, **A. Berg**, E. Falk. *On Quiet Rivers*. Shore, 2024. [pdf]({ARXIV}2)\n"
        f"- Carl Dorn and **Ada Berg**. Where Sand Goes. ICML, 2023. [pdf]({ARXIV}3)\n"
        f"- **Ada Berg**, Carl Dorn. [Rain on Still Water]({ARXIV}4). CVPR 2025.\n"
        f"- **Deep Water Waves**. Carl Dorn, Eva Falk. ICML 2022. [pdf]({ARXIV}5)\n"
    )

    assert [(p.title, [author.name for author in p.authors]) for p in found] == [
        ("Counting Waves", ["A. Berg", "C. Dorn"]),
        ("On Quiet Rivers", ["C. Dorn", "A. Berg", "E. Falk"]),
        ("Where Sand Goes", ["Carl Dorn", "Ada Berg"]),
        ("Rain on Still Water", ["Ada Berg", "Carl Dorn"]),
        ("Deep Water Waves", ["Carl Dorn", "Eva Falk"]),
    ]


def test_links_to_code_and_pages_keep_their_role() -> None:
    found = paper(
        f"- [Why Water Waits]({ARXIV}) [[Code]](https://github.com/sea/ebb) "
        "[[PyTorch (unofficial)]](https://github.com/other/ebb) "
        "[[Project]](https://ebb.example.org/) [[Video]](https://youtu.be/abc)"
    )
    assert found.links == (
        Link("https://github.com/sea/ebb", Role.OFFICIAL),
        Link("https://github.com/other/ebb", Role.MENTIONED),
        Link("https://ebb.example.org/", Role.OFFICIAL),
    )


def test_badges_are_labels_of_links() -> None:
    found = paper(
        f"[Why Water Waits]({ARXIV})  \n"
        f"[![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)]({ARXIV})\n"
        "[![Star](https://img.shields.io/github/stars/sea/ebb.svg)](https://github.com/sea/ebb)"
    )
    assert found.title == "Why Water Waits"
    assert found.links == (Link("https://github.com/sea/ebb", Role.OFFICIAL),)


def test_the_headings_above_an_entry_are_its_keywords() -> None:
    text = f"""# Awesome Tides
## 1. Forecasts :ocean:
### Papers
**Spring tides**

- [Why Water Waits]({ARXIV})

## Models
### 2021
- [Why Water Went](https://arxiv.org/abs/2401.00002)
"""
    assert [(p.keywords, p.year) for p in papers(text)] == [
        (("Forecasts", "Spring tides"), None),
        (("Models",), 2021),
    ]


def test_a_heading_is_the_title_of_links_below_it() -> None:
    found = paper(f"# Tides\n## Why Water Waits\n*Ann Lee et al.*\n\n- Paper: {ARXIV}\n")
    assert (found.title, found.origin.line) == ("Why Water Waits", 2)


def test_lines_of_a_paragraph_are_entries_where_several_are() -> None:
    other = "[Why Salt Stays](https://doi.org/10.1000/7) (CHI 2019)"
    text = f"Read these:\n[Why Water Waits]({ARXIV})\n{other}\n"
    assert [(p.title, p.origin.line) for p in papers(text)] == [
        ("Why Water Waits", 2),
        ("Why Salt Stays", 3),
    ]


def test_a_paper_without_its_title_is_rejected() -> None:
    (item,) = read(f"- [[pdf]]({ARXIV}) [[code]](https://github.com/sea/ebb)")
    assert isinstance(item, Rejected)
    assert "title" in item.reason


def test_an_entry_without_a_link_is_what_its_neighbours_are() -> None:
    alike = "- Why Water Waits for the Moon\n"
    others = "".join(f"- A Study of Wave {n} (ICML 201{n})\n" for n in range(4))
    assert len(papers(alike + others)) == 5
    assert papers(alike + "- Bring a coat\n- Bring a map\n") == []


def test_definitions_of_links_count_wherever_they_stand() -> None:
    text = "- [Why Water Waits][1]\n\n" + "word\n\n" * 10_000 + f"[1]: {ARXIV}\n"
    assert paper(text).url == ARXIV


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 50_000_000, id="one-line"),
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("> " * 100_000, id="quotations"),
        pytest.param("<div>\n" * 100_000, id="tags"),
        pytest.param("<ul><li>" * 20_000, id="lists"),
        pytest.param("".join(" " * 2 * n + "- a\n" for n in range(300)), id="nested-items"),
    ],
)
def test_hostile_texts_end_and_the_rest_is_read(text: str) -> None:
    good = f"- [Why Water Waits]({ARXIV})\n\n"
    assert [p.title for p in papers(good + text)] == ["Why Water Waits"]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        pytest.param(f"- [Why Water Waits]({ARXIV})\n", "reading-list", id="one-entry"),
        pytest.param(
            "# tidecalc\n\nComputes heights.\n\n## Install\n\n- Python 3.11\n- numpy\n\n"
            f"## Usage\n\n- call it\n- read it\n\n## References\n\n- [Why Water Waits]({ARXIV})\n",
            "page",
            id="a-readme",
        ),
    ],
)
def test_a_list_is_told_from_other_texts(text: str, format: str) -> None:
    assert choose(text.encode(), "x").name == format


def test_bibtex_within_a_list_does_not_make_it_a_bibliography() -> None:
    entry = f"- [Why Water Waits]({ARXIV})\n"
    cite = "```\n@misc{a, title={On Tides}}\n```\n"
    assert choose((entry * 3 + cite).encode(), "x").name == "reading-list"
    assert readers()["reading-list"].recognises(cite.encode()) is Recognition.NO


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count", "skipped"),
    [
        ("AlonzoLeeeooo__awesome-text-to-image-studies__README.md", 382, 79),
        ("VILA-Lab__Awesome-DLMs__README.md", 482, 43),
        ("XueFuzhao__awesome-mixture-of-experts__README.md", 93, 13),
        ("kuleshov-group__awesome-discrete-diffusion-models__README.md", 47, 9),
    ],
)
def test_the_shared_lists(name: str, count: int, skipped: int) -> None:
    data = (SHARED / name).read_bytes()
    found = read(data)

    assert choose(data[:HEAD], "x").name == "reading-list"
    assert sum(isinstance(item, Paper) for item in found) == count
    assert sum(isinstance(item, Skipped) for item in found) == skipped
    assert not any(isinstance(item, Rejected) for item in found)

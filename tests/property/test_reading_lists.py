"""Reading lists put together at random: what is a paper stays one wherever it stands."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Paper, Skipped
from graph.readers import Read, readers

TITLES = [
    "Why Water Waits for Salt",
    "Ebb: Models of Slack Water",
    "All-[Moon] Attention (Almost) Forecasts Tides",
    "Harbours, Gauges and Birds at Rest",
    "How Deep Is Deep Water?",
    "水为什么等待盐",
    "Le Mascaret de la Gironde, heure par heure",
]
SHAPES = [
    "- [{title}]({url})",
    "- [{title}]({url}) (ICML 2023) [[code]](https://github.com/sea/ebb)",
    "* **{title}** *Ann Lee, Bo Xu.* CHI 2019. [[paper]({url})]",
    "1. [12 May 2024] [{title}]({url})",
    "[{title}]({url})<br>\n[![Star](https://img.shields.io/github/stars/a/b)](https://github.com/a/b)\n",
    "\n| Title | Venue |\n|---|---|\n| [{title}]({url}) | CVPR 2022 |\n",
    '<ul><li><a href="{url}">{title}</a></li></ul>\n',
]
FURNITURE = [
    "## Surveys\n",
    "**Older work**\n",
    "We hope that you like what we have found for you, and that you tell your friends.\n",
    "- [Back to top](#top)",
    "- [tidecalc](https://github.com/sea/tidecalc)",
    "![A picture](tides.png)\n",
    "```\ncode [not a link](https://arxiv.org/abs/2401.99999)\n```\n",
    "<!-- [hidden](https://arxiv.org/abs/2401.99998) -->\n",
    "---\n",
]


def read(text: str) -> list[Read]:
    return list(readers()["reading-list"].read(io.BytesIO(text.encode()), "x"))


@given(
    st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(SHAPES)), min_size=1, max_size=6),
    st.data(),
)
def test_titles_are_found_in_every_shape_and_order(
    given: list[tuple[str, str]], data: st.DataObject
) -> None:
    lines = []
    for number, (title, shape) in enumerate(given):
        lines += data.draw(st.lists(st.sampled_from(FURNITURE), max_size=2))
        lines.append(shape.format(title=title, url=f"https://arxiv.org/abs/2401.0000{number}"))
    found = read("\n\n".join(lines))

    papers = [item for item in found if isinstance(item, Paper)]
    assert [(p.title, p.url) for p in papers] == [
        (title, f"https://arxiv.org/abs/2401.0000{number}")
        for number, (title, _) in enumerate(given)
    ]
    assert all(isinstance(item, Paper | Skipped) for item in found)


@given(st.lists(st.text(max_size=40), max_size=20))
def test_lines_stand_in_order_and_within_the_text(given: list[str]) -> None:
    text = "\n".join(given)
    numbers = [getattr(i, "line", 0) or i.origin.line for i in read(text)]  # type: ignore[union-attr]
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert numbers == sorted(numbers)
    assert all(1 <= number <= count for number in numbers)

"""Pages in many variations: the same papers must come out, and nothing else."""

from __future__ import annotations

import io
import random
import re
import textwrap
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from graph.model import Paper, Rejected, Skipped, Warned
from graph.readers import Read, Recognition
from graph.readers.page.reader import PageReader
from tests.pages import BETWEEN, ENTRIES, FOOTER, HEADER, NOTICES, Entry, page

EVERYTHING = list(ENTRIES)


def read(text: str | bytes) -> list[Read]:
    data = text.encode() if isinstance(text, str) else text
    return list(PageReader().read(io.BytesIO(data), "page.txt"))


def entries(text: str | bytes) -> list[Entry]:
    return [(p.title, p.abstract) for p in read(text) if isinstance(p, Paper)]


def sentences_of(abstract: str) -> list[str]:
    return [s for s in re.split(r"(?<=\.)\s+(?=[A-ZА-Я])|(?<=。)", abstract) if s]


def in_paragraphs(abstract: str, parts: int) -> str:
    """Cut an abstract into paragraphs, if it has so many sentences."""
    found = sentences_of(abstract)
    if len(found) < parts:
        return abstract
    cuts = [len(found) * i // parts for i in range(parts + 1)]
    space = "" if "。" in abstract else " "
    return "\n\n".join(space.join(found[a:b]) for a, b in pairwise(cuts))


def first(abstract: str, number: int) -> str:
    found = sentences_of(abstract)
    return ("" if "。" in abstract else " ").join(found[:number])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(page(EVERYTHING), id="blank-lines"),
        pytest.param(page(EVERYTHING, "\n"), id="no-blank-lines"),
        pytest.param(page(EVERYTHING, "\n\n\n\n"), id="doubled-blank-lines"),
        pytest.param(page(EVERYTHING, "\n \t\n"), id="blank-lines-with-spaces"),
        pytest.param(page(EVERYTHING, "\r\n\r\n", "\r\n"), id="crlf"),
        pytest.param(page(EVERYTHING, "\r", "\r"), id="cr"),
        pytest.param(page(EVERYTHING, "\n\n", ""), id="last-line-without-newline"),
        pytest.param("\ufeff" + page(EVERYTHING), id="byte-order-mark"),
        pytest.param(page(EVERYTHING).encode("utf-16"), id="utf-16"),
        pytest.param(page(EVERYTHING).encode("utf-32"), id="utf-32"),
        pytest.param("\n\n\n  " + page(EVERYTHING, "  \n\n   "), id="spaces-around"),
        pytest.param("\n".join([*HEADER, page(EVERYTHING), *FOOTER]), id="header-and-footer"),
        pytest.param("\n".join([*HEADER, page(EVERYTHING, "\n"), *FOOTER]), id="all-in-one-block"),
    ],
)
def test_layout_does_not_matter(text: str | bytes) -> None:
    assert entries(text) == EVERYTHING


@pytest.mark.parametrize("seed", range(8))
def test_order_does_not_matter(seed: int) -> None:
    shuffled = random.Random(seed).sample(EVERYTHING, len(EVERYTHING))

    assert entries(page(shuffled)) == shuffled


@pytest.mark.parametrize("line", BETWEEN + NOTICES)
def test_furniture_after_every_abstract(line: str) -> None:
    text = "\n\n".join(f"{title}\n\n{abstract}\n\n{line}" for title, abstract in EVERYTHING)

    assert entries(text) == EVERYTHING


@pytest.mark.parametrize("line", BETWEEN + NOTICES)
def test_furniture_before_the_first_title_and_at_the_end(line: str) -> None:
    assert entries(f"{line}\n\n{page(EVERYTHING)}\n\n{line}") == EVERYTHING


@pytest.mark.parametrize("line", BETWEEN)
def test_furniture_below_every_title(line: str) -> None:
    text = "\n\n".join(f"{title}\n\n{line}\n\n{abstract}" for title, abstract in EVERYTHING)

    assert entries(text) == EVERYTHING


@pytest.mark.parametrize("line", BETWEEN)
def test_furniture_in_one_place(line: str) -> None:
    for place, (title, abstract) in enumerate(EVERYTHING):
        before, after = page(EVERYTHING[:place]), page(EVERYTHING[place + 1 :])

        assert entries(f"{before}\n{title}\n\n{line}\n\n{abstract}\n\n{after}") == EVERYTHING
        assert entries(f"{before}\n{title}\n\n{abstract}\n\n{line}\n\n{after}") == EVERYTHING


@pytest.mark.parametrize("line", ["Harbour Research Weekly Reading Circle", "Kudos to the Authors"])
def test_what_stands_on_many_lines_is_furniture_even_if_like_a_title(line: str) -> None:
    after = "\n\n".join(f"{title}\n\n{abstract}\n\n{line}" for title, abstract in EVERYTHING)
    below = "\n\n".join(f"{title}\n\n{line}\n\n{abstract}" for title, abstract in EVERYTHING)

    assert entries(after) == EVERYTHING
    assert entries(below) == EVERYTHING


def test_headings_underlined_are_no_titles() -> None:
    headings = (
        "Watching the Harbour at Night",
        "Reading What the Gauges Say",
        "Talking to the Crew",
    )
    text = "\n\n".join(
        f"{heading}\n{'=' * len(heading)}\n\n{abstract}"
        for heading, (_, abstract) in zip(headings, EVERYTHING, strict=False)
    )

    assert entries(text) == []


def test_habits_of_a_page_decide_what_a_line_alone_leaves_open() -> None:
    """A name of three words looks like a title; below every title it is none."""
    named = [entry for entry in EVERYTHING if entry[0] != "LongQuill"]
    first = ["Ada", "Bela", "Chen", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jun"]
    last = ["Park", "Nagy Holm", "Wu", "Maar", "Gray Lind", "Oduya", "Berg"]
    names = [f"{first[i % 10]} {last[i % 7]}" for i in range(len(named))]
    text = "\n\n".join(
        f"{title}\n\n{name}\n\n{abstract}"
        for name, (title, abstract) in zip(names, named, strict=True)
    )

    assert entries(text) == named


@pytest.mark.parametrize("seed", range(60))
def test_furniture_anywhere(seed: int) -> None:
    choose = random.Random(seed)
    chosen = choose.sample(EVERYTHING, len(EVERYTHING))
    lines = choose.sample(HEADER + NOTICES, choose.randrange(6))
    for title, abstract in chosen:
        lines += [title, *choose.sample(BETWEEN, choose.choice([0, 0, 1, 2])), abstract]
        lines += choose.sample(BETWEEN + NOTICES, choose.choice([0, 0, 1, 3]))
    lines += choose.sample(FOOTER, choose.randrange(4))

    assert entries(choose.choice(["\n", "\n\n", "\n\n\n", "\r\n"]).join(lines)) == chosen


@pytest.mark.parametrize("parts", [2, 3])
def test_paragraphs_of_every_abstract_are_joined_by_a_blank_line(parts: int) -> None:
    cut = [(title, in_paragraphs(abstract, parts)) for title, abstract in EVERYTHING]

    assert entries(page(cut)) == cut
    assert entries(page(cut).replace("\n\n", "\n")) == cut


@pytest.mark.parametrize("parts", [2, 3])
def test_paragraphs_of_one_abstract(parts: int) -> None:
    for place, (title, abstract) in enumerate(EVERYTHING):
        mixed = list(EVERYTHING)
        mixed[place] = (title, in_paragraphs(abstract, parts))

        assert entries(page(mixed)) == mixed


@pytest.mark.parametrize(
    "shorten",
    [
        pytest.param(lambda a: first(a, 2), id="two-sentences"),
        pytest.param(lambda a: first(a, 1), id="one-sentence"),
        pytest.param(lambda a: a.rstrip(".。"), id="no-full-stop-at-the-end"),
    ],
)
def test_short_and_unfinished_abstracts(shorten: object) -> None:
    shortened = [(title, shorten(abstract)) for title, abstract in EVERYTHING]  # type: ignore[operator]

    assert entries(page(shortened)) == shortened
    assert entries("\n".join([*HEADER, page(shortened, "\n"), *FOOTER])) == shortened


@pytest.mark.parametrize("entry", EVERYTHING, ids=lambda e: e[0][:20])
def test_a_page_of_one_paper(entry: Entry) -> None:
    assert entries(page([entry])) == [entry]
    assert entries("\n".join([*HEADER, *entry])) == [entry]


@pytest.mark.parametrize(
    "place",
    # A title that is followed by one as short as a button passes for its paper's.
    [
        place
        for place, (title, _) in list(enumerate(EVERYTHING))[1:-1]
        if len(title.split()) > 3 and len(EVERYTHING[place + 1][0].split()) > 1
    ],
)
def test_a_title_without_abstract_among_others_is_a_paper(place: int) -> None:
    lacking = list(EVERYTHING)
    lacking[place] = (lacking[place][0], "")

    assert entries(page(lacking)) == lacking


def test_a_title_at_the_end_is_a_paper_without_a_newline_too() -> None:
    title = "Bridging Sparse Planners and Dense Maps for Harbour Robots"

    assert entries(page(EVERYTHING) + "\n" + title)[-1] == (title, "")


def test_what_is_too_little_like_a_title_to_stand_alone_is_skipped_with_that_reason() -> None:
    found = read(page(EVERYTHING[:9]) + "\nLearning to Wait\n\n" + page(EVERYTHING[9:12]))

    (skipped,) = [s for s in found if isinstance(s, Skipped)]
    assert skipped.text == "Learning to Wait"
    assert "no abstract follows" in skipped.reason


@pytest.mark.parametrize(
    "title",
    [
        "Sparse Planners are Better Guides for Harbour Robots.",
        "Parsers and Their Trees share a Space that can be Found and Pruned.",
        "Bird Songs are Secretly Time-Invariant Codes!",
    ],
)
def test_a_title_that_is_a_sentence_with_a_full_stop(title: str) -> None:
    for place in range(1, 12):
        mixed = [*EVERYTHING[:place], (title, EVERYTHING[place][1]), *EVERYTHING[place + 1 :]]

        assert entries(page(mixed)) == mixed


def test_a_title_is_not_the_abstract_of_a_title_that_lacks_one() -> None:
    first, second = "A Survey on Bird Songs", "DORY: Equip Rowing Boats with Better Oars at Sea"
    found = entries(page([*EVERYTHING[:6], (first, ""), (second, ""), *EVERYTHING[6:12]]))

    assert (first, second) not in found


def test_five_hundred_papers() -> None:
    many = [(f"{title} ({i})", abstract) for i in range(28) for title, abstract in EVERYTHING]

    assert entries(page(many[:500])) == many[:500]


def test_a_page_beyond_all_bounds_is_read_as_far_as_they_reach() -> None:
    found = read(page(EVERYTHING) + "\n" * 524_288 + page(EVERYTHING))

    assert sum(isinstance(f, Paper) for f in found) == len(EVERYTHING)
    assert isinstance(found[-1], Rejected)
    assert found[-1].line == 524_288
    assert "longer than 64 MiB or 524,288 lines" in found[-1].reason


@pytest.mark.parametrize(
    "title", ["Paper {}", "Title number {}", "On problem {}", "Solving {} for everyone"]
)
def test_titles_that_only_differ_in_a_number(title: str) -> None:
    numbered = [
        (title.format(i), f"We look at problem {i}. It is solved at last.") for i in range(50)
    ]

    assert entries(page(numbered)) == numbered


def test_wrapped_lines_are_put_together() -> None:
    latin = [(title, abstract) for title, abstract in EVERYTHING if "。" not in abstract]
    wrapped = [(title, textwrap.fill(abstract, 80)) for title, abstract in latin]

    assert entries(page(wrapped)) == latin


def test_every_line_is_in_a_paper_skipped_or_rejected_and_knows_its_number() -> None:
    lines = [*HEADER, *(line for entry in EVERYTHING for line in entry), *FOOTER]
    found = read("\n\n".join(lines))

    told = {s.line: s.text for s in found if isinstance(s, Skipped)}
    papers = {p.origin.line: p.title for p in found if isinstance(p, Paper)}
    assert told == {2 * lines.index(t) + 1: t for t in (*HEADER, *FOOTER)}
    assert papers == {2 * lines.index(t) + 1: t for t, _ in EVERYTHING}
    assert [getattr(f, "line", 0) or f.origin.line for f in found] == sorted(  # type: ignore[union-attr]
        told.keys() | papers.keys()
    )
    assert not [f for f in found if isinstance(f, Rejected)]


def test_skipped_lines_say_what_they_are() -> None:
    found = read("\n\n".join([*HEADER, page(EVERYTHING)]))

    reasons = [s.reason for s in found if isinstance(s, Skipped)]
    for reason, word in zip(
        reasons, ["menu", "invitation", "invitation", "who or when", "date"], strict=True
    ):
        assert word in reason


def test_an_abstract_that_lost_its_title_is_rejected() -> None:
    _, abstract = EVERYTHING[0]
    text = page(EVERYTHING[1:10]) + "\n12 upvotes\n\n" + abstract + "\n\n" + page(EVERYTHING[10:])

    (rejected,) = [r for r in read(text) if isinstance(r, Rejected)]
    assert rejected.reason == "an abstract without a title before it"
    assert abstract.startswith(rejected.text)


def test_passages_are_title_and_abstract_as_they_stand() -> None:
    entry = ("Naïve  Bayes,\tAgain", "First  sentence, with two spaces. Second — with a dash.")
    (paper, *_) = [p for p in read(page([entry, *EVERYTHING])) if isinstance(p, Paper)]

    assert [(p.id, p.text) for p in paper.passages] == [
        ("title", entry[0]),
        ("abstract", entry[1]),
    ]


def test_bytes_that_do_not_decode_are_warned_of_by_line() -> None:
    entry = (
        "Le résumé facile",
        "Un résumé est une promesse. Nous la tenons telle quelle, é.",
    )
    text = page([*EVERYTHING[:3]]) + "\n"
    data = text.encode() + page([entry]).encode("latin-1").replace(b"\xe9", b"\x81")

    found = read(data)

    assert [w.line for w in found if isinstance(w, Warned)] == [13, 15]
    assert [p.title for p in found if isinstance(p, Paper)][-1] == "Le r\ufffdsum\ufffd facile"


PROSE = (
    "It was late when the ferry came in. Nobody stood on the quay, and the rain had stopped. "
    "She took her bag and walked to the only light there was.",
    "“You are early,” he said.",
    "“Am I?”",
    "They went up the hill in silence. Halfway there he stopped and looked back at the water, "
    "as if he had forgotten something that could not be fetched.",
    "In the morning the ferry was gone. They found her bag on the quay.",
)
README = """\
# tidenet

Water levels a day ahead. Install it with pip, then run it in a folder of gauges.

## Installation

```console
pip install tidenet
```

Python 3.11 or newer is needed. There are no other requirements.

## Usage

- `tidenet train` trains a model.
- `tidenet show` draws a map.

## Licence

MIT. See the file of that name.
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n\n".join(PROSE * 6), id="a-story"),
        pytest.param("\n\n".join(textwrap.fill(p, 70) for p in PROSE * 6), id="a-wrapped-story"),
        pytest.param(README, id="a-readme"),
        pytest.param("\n".join(title for title, _ in EVERYTHING), id="titles-alone"),
        pytest.param("\n\n".join(abstract for _, abstract in EVERYTHING), id="abstracts-alone"),
        pytest.param("milk\neggs\nbread\ncoffee\n", id="a-shopping-list"),
        pytest.param("\n".join(HEADER + FOOTER + BETWEEN), id="furniture-alone"),
        pytest.param(Path(__file__).read_text(encoding="utf-8"), id="a-program"),
        pytest.param("", id="nothing"),
        pytest.param("\n \n\t\n", id="blank"),
    ],
)
def test_what_is_no_page_gives_no_papers(text: str) -> None:
    assert entries(text) == []
    assert PageReader().recognises(text.encode()) is not Recognition.YES


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        pytest.param(page(EVERYTHING), Recognition.YES, id="a-page"),
        pytest.param(page(EVERYTHING) * 20, Recognition.YES, id="longer-than-the-head"),
        pytest.param(page(EVERYTHING[:1]), Recognition.MAYBE, id="one-paper"),
        pytest.param("", Recognition.MAYBE, id="nothing"),
        pytest.param('{"title": "A", "abstract": "B."}\n', Recognition.NO, id="json-lines"),
        pytest.param('[{"title": "A"}]', Recognition.NO, id="json-array"),
        pytest.param("<html><body>Title</body></html>", Recognition.NO, id="html"),
        pytest.param("% a comment\n@article{key,\n title={A}}", Recognition.NO, id="bibtex"),
        pytest.param("\nTY  - JOUR\nTI  - A\nER  - \n", Recognition.NO, id="ris"),
        pytest.param("title,year\nA,2020\n", Recognition.NO, id="a-table"),
        pytest.param("%PDF-1.7\n", Recognition.NO, id="pdf"),
        pytest.param("abc\0\0\0", Recognition.NO, id="binary"),
    ],
)
def test_recognition(head: str, answer: Recognition) -> None:
    assert PageReader().recognises(head.encode()[:65_536]) is answer


def test_the_example_gives_its_papers(root: Path) -> None:
    found = read((root / "examples" / "trending-papers.txt").read_bytes())

    assert sum(isinstance(f, Paper) for f in found) == 41
    assert not [f for f in found if isinstance(f, Rejected | Warned)]
    assert [f.line for f in found if isinstance(f, Skipped)] == [1, 3, 5, 7, 9]


@pytest.mark.shared
def test_the_saved_page_gives_its_papers(shared: Path) -> None:
    data = (shared / "data" / "trending-page.txt").read_bytes()
    found = read(data)
    papers = [f for f in found if isinstance(f, Paper)]
    lines = data.decode().splitlines()

    assert len(papers) == 41
    assert all(p.title == lines[p.origin.line - 1].strip() for p in papers)
    assert all(p.abstract == lines[p.origin.line + 1].strip() for p in papers)
    assert [f.line for f in found if not isinstance(f, Paper)] == [1, 3, 5, 7, 9]
    assert all(isinstance(f, Paper | Skipped) for f in found)


def titles(found: Sequence[Read]) -> list[str]:
    return [f.title for f in found if isinstance(f, Paper)]


def test_the_saved_page_without_newline_at_the_end_loses_nothing(root: Path) -> None:
    data = (root / "examples" / "trending-papers.txt").read_bytes()

    assert titles(read(data.rstrip(b"\n"))) == titles(read(data))

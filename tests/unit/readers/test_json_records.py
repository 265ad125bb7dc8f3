"""Pages of records: found by content, read record by record, whole or damaged."""

from __future__ import annotations

import io
import json

import pytest

from graph.model import Paper, Rejected, Skipped, Warned
from graph.readers import HEAD, Read, choose, readers
from graph.readers.json.shapes import opening
from graph.readers.printed import paragraphs


def work(number: int, title: str | None = "T", **fields: object) -> dict[str, object]:
    return {"id": f"https://openalex.org/W{number}", "title": title, **fields}


def read(name: str, text: str | bytes) -> list[Read]:
    data = text.encode() if isinstance(text, str) else text
    return list(readers()[name].read(io.BytesIO(data), "x"))


def titles(found: list[Read]) -> list[tuple[str, int]]:
    return [(p.title, p.origin.line) for p in found if isinstance(p, Paper)]


LONG = {"abstract_inverted_index": {f"word{n}": [n] for n in range(9000)}}
CROSSREF = {"DOI": "10.5555/a", "title": ["A"], "prefix": "10.5555"}
S2 = {"paperId": "a" * 40, "title": "A"}
ARXIV = {"id": "0701.00001", "title": "A", "submitter": "B", "authors_parsed": []}
PARAGRAPH = {"section": "A", "text": "B", "cite_spans": []}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        pytest.param(work(1000), "openalex", id="a-work"),
        pytest.param({"id": "W1000", "display_name": "T"}, "openalex", id="chosen-fields"),
        pytest.param({"results": [work(1000)]}, "openalex", id="a-page-of-works"),
        pytest.param([work(1000)], "openalex", id="an-array-of-works"),
        pytest.param(S2, "semantic-scholar", id="a-paper"),
        pytest.param({"data": [{"citedPaper": S2}]}, "semantic-scholar", id="references"),
        pytest.param([None, S2], "semantic-scholar", id="a-batch-with-gaps"),
        pytest.param({"recommendedPapers": [S2]}, "semantic-scholar", id="recommendations"),
        pytest.param({"corpusid": 7, "title": "A"}, "semantic-scholar", id="the-dataset"),
        pytest.param({"message": CROSSREF}, "crossref", id="one-answer"),
        pytest.param({"message": {"items": [CROSSREF]}}, "crossref", id="a-list-of-works"),
        pytest.param({"items": [CROSSREF]}, "crossref", id="a-public-data-file"),
        pytest.param(
            [{"paper": {"id": "2503.00010", "title": "A", "summary": "B"}}],
            "huggingface",
            id="papers-of-a-day",
        ),
        pytest.param(
            {"paper_url": "p", "title": "A", "proceeding": None}, "papers-with-code", id="pwc"
        ),
        pytest.param(
            {"paper_url": "p", "paper_title": "A", "repo_url": "r"}, "papers-with-code", id="links"
        ),
        pytest.param(
            {"name": "A", "full_name": "B", "paper": None, "introduced_year": 2019},
            "papers-with-code",
            id="methods",
        ),
        pytest.param(
            {"task": "A", "datasets": [], "subtasks": []}, "papers-with-code", id="results"
        ),
        pytest.param(ARXIV, "arxiv-json", id="arxiv-metadata"),
        pytest.param(
            {"paper_id": "1", "metadata": ARXIV, "body_text": [PARAGRAPH]},
            "unarxive",
            id="unarxive",
        ),
        pytest.param({"paper_id": "1", "title": "A", "pdf_parse": {}}, "s2orc", id="a-parse"),
        pytest.param(
            {"paper_id": "1", "metadata": {"title": "A"}, "body_text": [PARAGRAPH]},
            "s2orc",
            id="cord-19",
        ),
        pytest.param({"corpusid": 7, "content": {"text": "A"}}, "s2orc", id="annotations"),
        pytest.param({"title": "A", "references": ["B"]}, "jsonl", id="our-own"),
        pytest.param({"title": "A", "doi": "10.5555/a", "id": "W"}, "jsonl", id="our-own-with-id"),
        pytest.param({"authorId": "1", "name": "A"}, "jsonl", id="an-author-is-no-paper"),
        pytest.param(
            {"DOI": "10.5555/a", "title": "A", "container-title": "B", "type": "article"},
            "csl-json",
            id="csl-is-not-crossref",
        ),
    ],
)
def test_the_format_is_told_from_one_record(given: object, name: str) -> None:
    for text in (json.dumps(given), json.dumps(given, indent=1), json.dumps(given) + "\n" * 3):
        assert choose(text.encode(), "x").name == name


@pytest.mark.parametrize("page", [True, False], ids=["page", "line"])
def test_the_format_is_told_from_a_record_that_the_head_cuts_off(page: bool) -> None:
    record = work(1000, **LONG)
    text = json.dumps({"meta": {}, "results": [record]} if page else record).encode()

    assert len(text) > HEAD
    assert choose(text[:HEAD], "x").name == "openalex"


def test_a_page_without_records_is_of_no_index() -> None:
    assert choose(b'{"total": 0, "data": []}', "x").name == "jsonl"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps({"results": [work(1001), work(1002)]}), id="one-line"),
        pytest.param(json.dumps([{"results": [work(1001)]}, work(1002)]), id="page-in-array"),
        pytest.param(
            f"{json.dumps({'results': [work(1001)]})}\n{json.dumps(work(1002))}", id="lines"
        ),
        pytest.param(json.dumps({"results": [work(1001), work(1002)]}, indent=2), id="spread"),
        pytest.param(
            json.dumps({"meta": {}, "results": [work(1001), work(1002)]}, indent=2).replace(
                '{\n  "meta"', '{"meta"', 1
            ),
            id="spread-from-the-first-line",
        ),
    ],
)
def test_works_are_read_wherever_they_stand(text: str) -> None:
    found = read("openalex", text)

    assert [sorted(map(str, p.identifiers)) for p in found if isinstance(p, Paper)] == [
        ["openalex:W1001"],
        ["openalex:W1002"],
    ]
    assert len(found) == 2


def test_records_of_a_page_know_their_line() -> None:
    page = json.dumps(
        {"meta": {"n": 2}, "results": [work(1001, "One"), work(1002, "Two")]}, indent=1
    )
    one, two = (page[: page.index(title)].count("\n") for title in ("One", "Two"))

    assert titles(read("openalex", page)) == [("One", one - 1), ("Two", two - 1)]


@pytest.mark.parametrize(
    ("damage", "papers", "bad"),
    [
        pytest.param(lambda t: t[: t.index("Three") + 2], ["One", "Two"], 1, id="cut-off"),
        pytest.param(lambda t: t.replace('"Two"', "Two"), ["One", "Three"], 1, id="no-quotes"),
        pytest.param(lambda t: t[:-1], ["One", "Two", "Three"], 0, id="last-bracket-lacks"),
        pytest.param(lambda t: t + "]", ["One", "Two", "Three"], 0, id="bracket-too-many"),
    ],
)
def test_of_a_damaged_page_the_whole_records_are_read(
    damage: object, papers: list[str], bad: int
) -> None:
    page = json.dumps({"results": [work(1001, "One"), work(1002, "Two"), work(1003, "Three")]})
    found = read("openalex", damage(page))  # type: ignore[operator]

    assert [title for title, _ in titles(found)] == papers
    assert sum(isinstance(item, Rejected) for item in found) == bad
    (warned,) = [item.reason for item in found if isinstance(item, Warned)]
    assert warned.startswith("the page is damaged")


def test_odd_text_of_one_record_is_warned_of_there_alone() -> None:
    page = json.dumps({"results": [work(1001, "One"), work(1002, "A\ud800B")]})
    warned = [item for item in read("openalex", page) if isinstance(item, Warned)]

    assert titles(read("openalex", page)) == [("One", 1), ("A\ufffdB", 1)]
    assert len(warned) == 1


def test_null_in_a_batch_is_skipped_and_other_values_are_rejected() -> None:
    found = read("semantic-scholar", json.dumps([None, 7, S2]))

    assert [type(item) for item in found] == [Skipped, Rejected, Paper]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b'{"a": 1, "b": [1, {"c": "d', {"a": 1, "b": [1, {}]}),
        (b'{"a": "x\\"{", "b', {"a": 'x"{'}),
        (b'[{"a": 1}, {"b": 2', [{"a": 1}, {}]),
        (b'{"a": 1} and more', {"a": 1}),
        (b'{"a": 1, "b": [2, x], "c": 3}', {"a": 1, "b": [2]}),
        (b"]", None),
        (b"", None),
        (b'"text', None),
    ],
)
def test_what_a_value_holds_before_it_breaks_off(text: bytes, value: object) -> None:
    assert opening(text) == value


def test_a_hundred_thousand_brackets_hold_nothing() -> None:
    assert opening(b"[" * 100_000) is not False
    assert choose(b'{"results": ' + b"[" * 60_000, "x").name == "jsonl"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Bees in <i>Trifolium</i>", "Bees in Trifolium"),
        ("where a < b and c > d", "where a < b and c > d"),
        ("H<sub>2</sub>O &amp; ice", "H2O & ice"),
        ("<jats:p>One.</jats:p> <jats:p>Two.</jats:p>", "One.\n\nTwo."),
        ("<mml:math><mml:mi>x</mml:mi></mml:math>", "x"),
        ("&lt;script&gt;", "<script>"),
    ],
)
def test_tags_of_publishers_are_taken_out(marked: str, plain: str) -> None:
    assert paragraphs(marked) == plain


def test_why_a_record_is_skipped_is_one_line() -> None:
    record = {"type": "data\nset", "mainTitle": "Tides, Counted", "pids": []}

    (skipped,) = read("openaire-json", json.dumps(record))

    assert isinstance(skipped, Skipped)
    assert skipped.reason == "no paper but of the type data set"

"""graph related, show, search, query and cypher: what they find, how it looks, how they fail."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.building import ABSTRACTS, paper, write_papers

from .conftest import EXAMPLES, Run

PARTS = ("concepts", "text", "citations", "mentions", "code")
PART_OF = {
    "concept": "concepts",
    "term": "text",
    "citation": "citations",
    "reference": "citations",
    "cited_together": "citations",
    "mention": "mentions",
    "repository": "code",
    "owner": "code",
}
PAPER = {
    "key", "title", "year", "years", "date", "venue", "authors", "url", "stub", "identifiers",
    "other_identifiers", "keywords", "abstract", "sections", "origins", "concepts", "terms",
    "introduces", "uses", "datasets", "metrics", "acronyms", "repositories", "code_promised",
    "pages", "mentions", "references", "cited_by",
}  # fmt: skip


def _millionths(value: float) -> int:
    whole = round(value * 1_000_000)
    assert value == whole / 1_000_000
    return whole


@pytest.mark.parametrize("limit", [3, 0])
def test_related_adds_up_to_the_last_millionth(run: Run, examples: Path, limit: int) -> None:
    for asked in ("ELLA", "Attention Is All You Need", "Scaling up Masked Diffusion"):
        answer = run("related", asked, "--store", examples, "--limit", limit, "--json").json
        assert set(answer) >= {"paper", "match", "related"}
        assert set(answer["paper"]) >= {"key", "title"}
        assert answer["match"]["asked"] == asked
        assert answer["related"]
        scores = [r["score"] for r in answer["related"]]
        assert scores == sorted(scores, reverse=True)
        for row in answer["related"]:
            _check_row(row)


def _check_row(row: dict[str, Any]) -> None:
    assert set(row) == {"key", "title", "year", "score", "parts", "because"}
    assert tuple(row["parts"]) == PARTS
    parts = {name: _millionths(value) for name, value in row["parts"].items()}
    assert 0 < _millionths(row["score"]) == sum(parts.values()) <= 1_000_000
    sums = dict.fromkeys(PARTS, 0)
    nameless = []
    for reason in row["because"]:
        assert set(reason) == {"kind", "name", "share", "sentences"}
        assert len(reason["sentences"]) == 2
        sums[PART_OF[reason["kind"]]] += _millionths(reason["share"])
        nameless += [PART_OF[reason["kind"]]] if reason["name"] is None else []
    assert sums == parts
    assert len(nameless) == len(set(nameless))


def test_sentences_of_reasons_stand_in_the_papers(run: Run, examples: Path) -> None:
    answer = run("related", "ELLA", "--store", examples, "--json").json
    own = run("show", "ELLA", "--store", examples, "--json").json
    found = 0
    for row in answer["related"]:
        other = run("show", row["key"], "--store", examples, "--json").json
        for reason in row["because"]:
            for sentence, side in zip(reason["sentences"], (own, other), strict=True):
                if sentence is not None:
                    assert sentence in side["abstract"] or sentence == side["title"]
                    found += 1
    assert found > 20


def test_limits_agree_and_leave_out_what_is_not_related(run: Run, examples: Path) -> None:
    def rows(*more: object) -> list[dict[str, Any]]:
        arguments = ("related", "ELLA", "--store", examples, "--json", *more)
        return list(run(*arguments).json["related"])

    every = rows("--limit", 0)
    assert every[:3] == rows("--limit", 3)
    assert every[:10] == rows()
    assert every[:21] == rows("--limit", 21)
    assert all(r["score"] > 0 for r in every)
    assert "ELLA" not in {r["title"].partition(":")[0] for r in every}


def test_related_is_symmetric(run: Run, examples: Path) -> None:
    one = run("related", "ELLA", "--store", examples, "--json", "--limit", 1).json
    (best,) = one["related"]
    back = run("related", best["key"], "--store", examples, "--json", "--limit", 0).json
    (same,) = [r for r in back["related"] if r["key"] == one["paper"]["key"]]
    assert (same["score"], same["parts"]) == (best["score"], best["parts"])


def test_related_in_words_names_reasons(run: Run, examples: Path) -> None:
    done = run("related", "Scaling", "up", "Masked", "Diffusion", "--store", examples)
    assert done.status == 0
    assert "masked diffusion" in done.out


def test_paper_that_shares_nothing_has_no_relatives(run: Run, tmp_path: Path) -> None:
    write_papers(tmp_path / "x.jsonl", [paper("Alpha"), paper("Beta gamma")])
    run("build", "x.jsonl")
    for limit in (10, 0):
        done = run("related", "Alpha", "--json", "--limit", limit)
        assert (done.status, done.json["related"]) == (0, [])
    assert "related" in run("related", "Alpha").out


def test_cited_paper_that_was_not_read_is_found_and_has_no_relatives(
    run: Run, tmp_path: Path
) -> None:
    write_papers(tmp_path / "x.jsonl", [paper("Alpha", references=["10.1000/stub"])])
    run("build", "x.jsonl")
    shown = run("show", "10.1000/stub", "--json").json
    assert set(shown) >= PAPER
    assert (shown["stub"], shown["cited_by"]) == (True, ["title:alpha"])
    assert run("related", "10.1000/stub", "--json", "--limit", 0).json["related"] == []
    assert run("show", "10.1000/stub").status == 0


@pytest.mark.parametrize(
    "asked",
    [
        "arXiv:1706.03762",
        "arxiv:1706.03762v5",
        "1706.03762",
        "https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/pdf/1706.03762v2.pdf",
        "10.48550/arXiv.1706.03762",
        "https://doi.org/10.48550/ARXIV.1706.03762",
        "Attention Is All You Need",
        "attention is all you need.",
        "  ATTENTION  is  all-you need ",
        "attention is al you ned",
    ],
)
def test_title_and_identifier_in_several_spellings(run: Run, examples: Path, asked: str) -> None:
    done = run("show", asked, "--store", examples, "--json")
    assert done.json["key"] == "arxiv:1706.03762"


@pytest.mark.parametrize(
    "asked",
    [
        "10.18653/v1/P16-1162",
        "doi:10.18653/V1/p16-1162",
        "https://doi.org/10.18653%2Fv1%2FP16-1162",
    ],
)
def test_doi_in_several_spellings(run: Run, examples: Path, asked: str) -> None:
    assert (
        run("show", asked, "--store", examples, "--json").json["key"] == "doi:10.18653/v1/p16-1162"
    )


@pytest.mark.parametrize("command", ["related", "show"])
@pytest.mark.parametrize(
    ("asked", "code", "at_least"),
    [
        pytest.param("masked diffusion", "ambiguous", 2, id="fits several"),
        pytest.param("Grammar of wooden spoons in the kitchen", "not_found", 0, id="fits none"),
        pytest.param("", "not_found", 0, id="empty"),
        pytest.param("  ", "not_found", 0, id="blank"),
        pytest.param("'); DROP TABLE paper; --", "not_found", 0, id="SQL"),
        pytest.param('" OR title_words MATCH "*', "not_found", 0, id="full-text syntax"),
        pytest.param("{0} %s ${x}", "not_found", 0, id="format strings"),
        pytest.param("\x1b[31mred", "not_found", 0, id="an escape sequence"),
        pytest.param("?" * 5000, "not_found", 0, id="long"),
        pytest.param("the " * 3000, "ambiguous", 2, id="many words"),
    ],
)
def test_title_that_is_wrong_or_ambiguous(
    run: Run, examples: Path, command: str, asked: str, code: str, at_least: int
) -> None:
    done = run(command, asked, "--store", examples, "--json")
    assert done.status == 1
    error = done.json["error"]
    assert error["code"] == code
    assert at_least <= len(error["candidates"]) <= 10
    scores = [c["score"] for c in error["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert all(set(c) == {"key", "title", "year", "score"} for c in error["candidates"])
    assert done.err.splitlines()[0] == "graph: " + error["message"].replace("\x1b", "")
    assert "\x1b" not in done.err
    plain = run(command, asked, "--store", examples)
    assert (plain.status, plain.out, plain.err) == (1, "", done.err)


def test_show_has_every_key(run: Run, examples: Path) -> None:
    shown = run("show", "ELLA", "--store", examples, "--json").json
    assert set(shown) >= PAPER
    assert {"name": "ELLA", "kind": "system"} in shown["introduces"]
    assert shown["acronyms"]["LLM"] == "Large Language Model"
    assert set(shown["concepts"][0]) >= {
        "key", "name", "kind", "count", "weight", "central", "stance", "surfaces",
    }  # fmt: skip
    passages = {"title": shown["title"], "abstract": shown["abstract"]}
    for concept in shown["concepts"]:
        for s in concept["surfaces"]:
            assert passages[s["passage"]][s["start"] : s["end"]] == s["text"]
        assert concept["stance"] == "about" or not concept["central"]


def test_show_keeps_to_the_width_of_the_terminal(
    run: Run, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("show", "ThinkDiff", "--store", examples).out.splitlines()
    about = lines.index(next(line for line in lines if line.startswith("about:")))
    assert lines[about + 1].startswith(" " * 14)
    # An address or a path stays whole; nothing else may stand beside one that is too long.
    assert all(len(line) <= 60 or len(line[14:].split()) == 1 for line in lines[about:])


def test_show_all_is_a_line_a_paper_in_key_order(run: Run, examples: Path) -> None:
    done = run("show", "--all", "--json", "--store", examples)
    papers = [json.loads(line) for line in done.out.splitlines()]
    assert len(papers) == 57
    assert [p["key"] for p in papers] == sorted(p["key"] for p in papers)
    assert not any(p["stub"] for p in papers)
    one = run("show", papers[5]["key"], "--store", examples, "--json").json
    assert one == papers[5]


def test_what_show_prints_builds_the_same_papers(run: Run, examples: Path, tmp_path: Path) -> None:
    text = run("show", "--all", "--json", "--store", examples).out
    (tmp_path / "all.jsonl").write_text(text, encoding="utf-8")
    run("build", "all.jsonl")
    again = run("show", "--all", "--json").out
    for one, other in zip(text.splitlines(), again.splitlines(), strict=True):
        assert _alone(one) == _alone(other)


def _alone(line: str) -> dict[str, Any]:
    """What a line of `show --all` says of the paper itself, not of where and beside what it is."""
    return {
        k: v
        for k, v in json.loads(line).items()
        if k not in ("origins", "references", "cited_by", "citing")
    }


def test_citations_between_lines_and_to_stubs(run: Run, examples: Path) -> None:
    shown = run("show", "arXiv:1706.03762", "--store", examples, "--json").json
    cited = [r["key"] for r in shown["references"]]
    assert "doi:10.18653/v1/p16-1162" in cited
    assert "arxiv:1409.0473" in cited
    assert all(set(r) >= {"text", "identifiers", "key", "contexts"} for r in shown["references"])
    card = run("show", "attention is all you need", "--store", examples).out
    assert "Subword Units (2016)  [doi:10.18653/v1/p16-1162]" in card
    assert "  only cited: arxiv:1409.0473" in card
    back = run("show", "10.18653/v1/P16-1162", "--store", examples, "--json").json
    assert "arxiv:1706.03762" in back["cited_by"]


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        pytest.param("masked difusion", "Concept", "concept:masked-diffusion", id="a concept"),
        pytest.param("LLMs", "Concept", "concept:large-language-model", id="first letters"),
        pytest.param("ELLA", "System", "system:ella", id="a system"),
        pytest.param("SMDM", "Repository", "repository:github.com/ml-gsai/smdm", id="code"),
        pytest.param("Atention is all you need", "Paper", "arxiv:1706.03762", id="a paper"),
        pytest.param("Vaswani", "Author", "author:ashish vaswani", id="an author"),
    ],
)
def test_search_forgives_typos(run: Run, examples: Path, text: str, kind: str, key: str) -> None:
    answer = run("search", text, "--store", examples, "--json").json
    assert (kind, key) in {(r["kind"], r["key"]) for r in answer["found"]}
    assert run("search", text, "--store", examples).status == 0
    assert len(run("search", text, "--store", examples, "--json", "--limit", 1).json["found"]) == 1


@pytest.mark.parametrize("text", ["zqxjw", '"', "a*b:c^d", "NEAR(", "\x00"])
def test_search_that_finds_nothing_says_so(run: Run, examples: Path, text: str) -> None:
    done = run("search", text, "--store", examples)
    assert done.status in (0, 1)
    assert len((done.out + done.err).splitlines()) == 1


def test_a_concept_that_is_none_is_asked_about(run: Run, examples: Path) -> None:
    done = run("query", "concept_papers", "--param", "concept=nope", "--store", examples)
    assert done.status == 0
    assert "Is “nope” the name of a concept?" in done.err


def test_hubs_are_what_a_few_papers_are_all_about(run: Run, examples: Path) -> None:
    rows = run("query", "hubs", "--store", examples, "--json").json["rows"]
    hubs = {"masked diffusion", "llm text encoder", "mixture of experts", "tokenization"}
    assert hubs <= {name for _, name, *_ in rows}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["search", " "], "nothing to search for", id="search for no words"),
        pytest.param(["query", "--param", "limit=5"], "the name of a query", id="no query"),
        pytest.param(
            ["query", "coupled", "--param", "key=a", "--param", "limit=x"],
            "limit is a whole number",
            id="before an ambiguous title",
        ),
        pytest.param(["export", "papers.xyz"], "no known format", id="format"),
    ],
)
def test_wrong_usage_is_told_in_one_line(
    run: Run, examples: Path, arguments: list[str], says: str
) -> None:
    done = run(*arguments, "--store", examples)
    assert done.status == 2
    assert says in done.err
    assert len(done.err.splitlines()) == 1


def test_queries_are_listed_with_parameters(run: Run) -> None:
    listed = run("query", "--json").json["queries"]
    assert {"coupled", "cocited", "hubs", "path"} <= {q["name"] for q in listed}
    for query in listed:
        assert set(query) == {"name", "about", "returns", "parameters"}
        for parameter in query["parameters"]:
            assert set(parameter) >= {"name", "about", "default", "example"}
    assert not {q["name"] for q in listed} & {"schema", "load_nodes", "load_edges"}
    assert "hubs: " in run("query").out


def test_every_query_runs_with_its_examples(run: Run, examples: Path) -> None:
    for query in run("query", "--json").json["queries"]:
        given = [
            f"--param={p['name']}={json.dumps(p['example'])}"
            for p in query["parameters"]
            if p["default"] is None
        ]
        done = run("query", query["name"], *given, "--store", examples, "--json")
        assert done.status == 0, (query["name"], done.err)
        assert done.json["columns"] == query["returns"]
        assert done.json["rows"] or not given, query["name"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("query", "nonsense"), id="no such query"),
        pytest.param(("query", "schema"), id="one that writes"),
        pytest.param(("query", "hubs", "--param", "limit"), id="no value"),
        pytest.param(("query", "hubs", "--param", "lim=3"), id="no such parameter"),
        pytest.param(("query", "coupled"), id="a parameter missing"),
        pytest.param(("query", "hubs", "--param", 'limit="x"'), id="of another type"),
        pytest.param(("show",), id="no title"),
        pytest.param(("show", "--all"), id="all without JSON"),
        pytest.param(("show", "x", "--all", "--json"), id="all with a title"),
        pytest.param(("related",), id="related to nothing"),
        pytest.param(("related", "x", "--limit", "-1"), id="a negative limit"),
        pytest.param(("related", "x", "--limit", "many"), id="a limit that is no number"),
        pytest.param(("search",), id="search for nothing"),
        pytest.param(("nonsense",), id="no such command"),
        pytest.param(("related", "x", "--nonsense"), id="no such option"),
        pytest.param(("build",), id="build of nothing"),
        pytest.param(("build", "x.txt", "--format", "nonsense"), id="no such format"),
        pytest.param(("build", "x.txt", "--store", "neo4j://localhost:7687"), id="build a server"),
        pytest.param(("status", "--store", "bolt://localhost:7687"), id="status of a server"),
        pytest.param(("related", "x", "--store", "memory:"), id="memory that is gone"),
        pytest.param(("related", "x", "--store", "http://localhost"), id="no store"),
        pytest.param(("related", "x", "--store", "neo4j://localhost:port"), id="no port"),
        pytest.param(("related", "x", "--store", "neo4j://me:secret@host:7687"), id="password"),
        pytest.param(("load", "papers.neo4j"), id="load into a file"),
        pytest.param(("cypher",), id="no statement"),
        pytest.param(("cypher", "RETURN 1", "--timeout", "0"), id="no time at all"),
    ],
)
def test_wrong_usage_is_exit_2(
    run: Run,
    examples: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
) -> None:
    (tmp_path / "x.txt").write_bytes((EXAMPLES / "trending-papers.txt").read_bytes())
    monkeypatch.setenv("GRAPH_STORE", str(examples))
    done = run(*arguments)
    assert done.status == 2
    assert done.out == ("" if "--json" not in arguments else done.out)
    assert done.err
    with_json = run(*arguments, "--json") if _takes_json(arguments) else done
    assert with_json.status == 2
    if _takes_json(arguments):
        assert with_json.json["error"]["code"] == "usage"
        assert with_json.json["error"]["candidates"] == []
    assert "secret" not in done.err + with_json.out + with_json.err


def _takes_json(arguments: tuple[str, ...]) -> bool:
    return "--json" not in arguments and arguments != ("show", "--all")


def test_store_from_the_environment(
    run: Run, examples: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GRAPH_STORE", str(examples))
    assert run("show", "ELLA", "--json").status == 0
    assert run("show", "ELLA", "--store", tmp_path / "none.graph").status == 1


def test_cypher_reads_and_only_reads(run: Run, examples: Path) -> None:
    count = "MATCH (p:Paper) WHERE NOT p.stub RETURN count(p) AS papers"
    done = run("cypher", count, "--store", examples, "--json")
    assert done.json == {"columns": ["papers"], "rows": [[57]]}
    done = run("cypher", "CREATE (n:Paper {key: 'x'})", "--store", examples, "--json")
    assert done.status == 1
    assert done.json["error"]["code"] == "cypher"
    assert len(done.err.splitlines()) == 1
    assert run("cypher", "MATCH (", "--store", examples).status == 1


def test_parameter_is_json_where_it_parses_as_json(run: Run, examples: Path) -> None:
    for given, value in (("3", 3), ("[1]", [1]), ("abc", "abc"), ('"3"', "3"), ("a=b", "a=b")):
        done = run(
            "cypher", "RETURN $x AS x", "--param", f"x={given}", "--store", examples, "--json"
        )
        assert done.json["rows"] == [[value]], given


HOSTILE = (
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "plain, with comma",
    'quote"d',
    "two\nlines",
)


def test_csv_runs_nothing_in_a_spreadsheet(run: Run, examples: Path) -> None:
    done = run(
        "cypher", "UNWIND $texts AS text RETURN text", "--param", f"texts={json.dumps(HOSTILE)}",
        "--store", examples, "--csv",
    )  # fmt: skip
    rows = list(csv.reader(io.StringIO(done.out)))
    assert rows[0] == ["text"]
    assert [r[0] for r in rows[1:]] == [
        "'=HYPERLINK(1)", "'+1", "'-1", "'@SUM(A1)", "' =1", "plain, with comma", 'quote"d',
        "two\nlines",
    ]  # fmt: skip


def test_csv_keeps_numbers_numbers(run: Run, examples: Path) -> None:
    done = run(
        "cypher", "RETURN -1 AS a, 0.5 AS b, null AS c, true AS d", "--store", examples, "--csv"
    )
    assert list(csv.reader(io.StringIO(done.out)))[1][:3] == ["-1", "0.5", ""]


WILD = (
    "Esc \x1b[31mred\x07 bell and \u202eoverride\u202c of direction",
    "<img src=x onerror=alert(1)> in a title about masked diffusion",
    "{{7*7}} {0} %s %(name)s ${HOME} `id` $(id)",
    "'); DROP TABLE paper; --",
    "../../etc/passwd and C:\\Windows",
    "MATCH (n) DETACH DELETE n",
)


def test_wild_titles_are_stored_as_text_and_shown_without_control_characters(
    run: Run, tmp_path: Path
) -> None:
    papers = [
        paper(
            title,
            abstract=f"{title}. {ABSTRACTS[1]}",
            authors=[title],
            venue=title,
            keywords=[title],
        )
        for title in WILD
    ]
    write_papers(tmp_path / "x.jsonl", papers)
    assert run("build", "x.jsonl").status == 0
    shown = [json.loads(line) for line in run("show", "--all", "--json").out.splitlines()]
    assert sorted(p["title"] for p in shown) == sorted(WILD)
    for title in WILD:
        for arguments in (("show", title), ("related", title), ("search", title), ("status",)):
            done = run(*arguments)
            assert done.status == 0, (arguments, done.err)
            said = done.out + done.err
            assert not [c for c in said if (c < " " and c != "\n") or c in "\x7f\u202e\u202c\x9b"]
        assert run("show", title, "--json").json["title"] == title
    table = run("query", "hubs", "--json")
    assert table.status == 0

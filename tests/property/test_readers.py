"""Papers written and read back, and pages put together at random."""

from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import Identifier
from graph.model import (
    Author,
    Findings,
    InTextCitation,
    Link,
    Origin,
    Paper,
    Passage,
    Reference,
    Rejected,
    Role,
    Skipped,
    Warned,
    replace,
)
from graph.paper_json import as_json
from graph.readers import Read, readers
from tests.pages import BETWEEN, ENTRIES, FOOTER, HEADER, NOTICES

_signs = st.characters(exclude_categories=["Cs"])
_text = st.text(_signs, min_size=1, max_size=40)
_filled = _text.map(str.strip).filter(bool)
_identifiers = st.frozensets(
    st.sampled_from(
        [
            Identifier("doi", "10.1000/182"),
            Identifier("doi", "10.1016/s0010-0277(99)00059-1"),
            Identifier("arxiv", "2403.05135"),
            Identifier("arxiv", "hep-th/9901001"),
            Identifier("openalex", "W2741809807"),
            Identifier("s2", "0796f6cd7f0403a854d67d525e9b32af3b277331"),
            Identifier("s2", "215416146"),
            Identifier("pubmed", "19872477"),
            Identifier("pmc", "PMC2808188"),
            Identifier("acl", "2020.acl-main.447"),
            Identifier("acl", "P19-1001"),
            Identifier("dblp", "conf/nips/VaswaniSPUJGKP17"),
            Identifier("openreview", "rJXMpikCZ"),
        ]
    )
)
_offsets = st.tuples(st.integers(0, 999), st.integers(0, 999)).map(sorted)
_years = st.one_of(st.none(), st.integers(1, 9999))
_references = st.builds(
    Reference,
    text=_filled,
    title=st.one_of(st.none(), _filled),
    year=_years,
    identifiers=_identifiers,
    local=st.one_of(st.none(), _filled),
    contexts=st.lists(
        st.builds(lambda s, p, at: InTextCitation(s, p, *at), _text, _text, _offsets), max_size=2
    ).map(tuple),
)
_sections = st.lists(
    st.tuples(_text.filter(str.strip), st.one_of(st.none(), _text)), max_size=3
).map(lambda found: tuple(Passage(f"s{i}", t, h) for i, (t, h) in enumerate(found, start=1)))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    title, abstract = draw(_filled), draw(st.one_of(st.just(""), _filled))
    passages = [Passage("title", title), *([Passage("abstract", abstract)] if abstract else [])]
    return Paper(
        title=title,
        identifiers=draw(_identifiers),
        authors=tuple(
            Author(name, draw(st.sampled_from([None, "0000-0002-1825-0097"])))
            for name in draw(st.lists(_filled, max_size=3, unique=True))
        ),
        year=draw(_years),
        venue=draw(st.one_of(st.none(), _filled)),
        keywords=tuple(draw(st.lists(_filled, max_size=3))),
        date=draw(st.sampled_from([None, "2024", "2024-03", "2024-03-13"])),
        url=draw(st.one_of(st.none(), _filled)),
        links=tuple(
            draw(st.lists(st.builds(Link, _filled, st.sampled_from([None, *Role])), max_size=2))
        ),
        references=tuple(draw(st.lists(_references, max_size=3))),
        passages=(*passages, *draw(_sections)),
        local=draw(st.one_of(st.none(), _filled)),
        origin=Origin("x", 1),
    )


def read(name: str, data: bytes) -> list[Read]:
    return list(readers()[name].read(io.BytesIO(data), "x"))


@given(st.lists(papers(), min_size=1, max_size=3), st.booleans())
def test_what_is_extracted_reads_back_to_the_same_papers(given: list[Paper], ascii: bool) -> None:
    lines = [json.dumps(as_json(p, Findings()), ensure_ascii=ascii) for p in given]

    assert read("jsonl", "\n".join(lines).encode()) == [
        replace(p, origin=Origin("x", line)) for line, p in enumerate(given, start=1)
    ]
    assert [
        replace(p, origin=Origin("x", 1)) for p in read("jsonl", f"[{','.join(lines)}]".encode())
    ] == given


_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
_known = ["title", "abstract", "year", "date", "authors", "orcids", "venue", "id", "doi", "arxiv"]
_lists = ["identifiers", "other_identifiers", "url", "keywords", "sections", "references", "links"]
_fields = st.sampled_from([*_known, *_lists])


@given(st.lists(st.dictionaries(_fields, _json), min_size=1, max_size=4))
def test_every_object_of_any_form_is_a_paper_or_rejected(given: list[dict[str, object]]) -> None:
    results = read("jsonl", "\n".join(map(json.dumps, given)).encode())
    kept = [r for r in results if isinstance(r, Paper | Rejected)]

    assert [getattr(r, "line", 0) or r.origin.line for r in kept] == [*range(1, len(given) + 1)]  # type: ignore[union-attr]


_blank = st.sampled_from(["\n", "\n\n", "\n\n\n", "\n  \n", "\r\n", "\r\n\r\n"])


@given(st.data())
def test_furniture_and_blank_lines_anywhere_change_no_paper(data: st.DataObject) -> None:
    chosen = data.draw(st.permutations(ENTRIES))
    lines = data.draw(st.lists(st.sampled_from(HEADER + NOTICES), max_size=3))
    for title, abstract in chosen:
        after = data.draw(st.lists(st.sampled_from(BETWEEN + NOTICES), max_size=2, unique=True))
        lines += [title, abstract, *after]
    lines += data.draw(st.lists(st.sampled_from(FOOTER), max_size=2))
    text = "".join(line + data.draw(_blank) for line in lines)

    results = read("page", text.encode())
    found = [r for r in results if isinstance(r, Paper)]

    assert [(p.title, p.abstract) for p in found] == list(chosen)
    assert not [r for r in results if isinstance(r, Rejected)]
    told = len(found) * 2 + sum(isinstance(r, Skipped) for r in results)
    assert told == len(lines)


@given(st.lists(st.text(_signs, max_size=60), max_size=30))
def test_every_line_of_any_text_is_accounted_for(given: list[str]) -> None:
    text = "\n".join(given)
    filled = [
        line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()
    ]

    results = read("page", text.encode())

    told = 0
    for item in results:
        if isinstance(item, Paper):
            told += 1 + (item.abstract.count("\n\n") + 1 if item.abstract else 0)
        elif not isinstance(item, Warned):
            told += 1
    assert told <= len(filled)
    assert (told == 0) == (not filled)

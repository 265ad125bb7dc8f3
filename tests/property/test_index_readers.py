"""Readers of paper indexes given records of any shape, whole, cut off and damaged."""

from __future__ import annotations

import io
import json

from hypothesis import example, given
from hypothesis import strategies as st

from graph.model import Paper, Rejected, Skipped
from graph.readers import Recognition, readers

_NAMES = [
    *("arxiv-json", "crossref", "huggingface", "openalex", "papers-with-code"),
    *("s2orc", "semantic-scholar", "unarxive"),
]
_NAMED = """
    id title display_name doi DOI ids type authorships author orcid referenced_works
    abstract_inverted_index primary_location source locations landing_page_url publication_year
    publication_date paperId corpusId corpusid externalIds PubMedCentral DBLP references
    contexts citedPaper citingPaper citingPaperInfo data snippet paper authors name message
    items issued date-parts container-title reference unstructured article-title year abstract
    summary publishedAt githubRepo projectPage paper_url repo_url paper_title tasks
    authors_parsed versions created update_date journal-ref paper_id metadata body_text
    bib_entries ref_entries cite_spans start end ref_id section text pdf_parse back_matter
    other_ids content annotations bibentry bibref paragraph attributes results
"""
_FIELDS = st.sampled_from(_NAMED.split())
_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=9),
        st.sampled_from(["https://openalex.org/W2741809807", "10.1000/182", "[{}]", "{{cite:a}}"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_FIELDS, inner, max_size=4)
    ),
    max_leaves=12,
)
_RECORDS = st.lists(st.dictionaries(_FIELDS, _VALUES, max_size=6), min_size=1, max_size=3)


@example("crossref", [{"type": []}], False)
@example("openalex", [{"doi": float("inf"), "results": []}], False)
@given(st.sampled_from(_NAMES), _RECORDS, st.booleans())
def test_every_line_of_any_shape_is_told_of(
    name: str, records: list[dict[str, object]], titled: bool
) -> None:
    if titled:
        records = [r | {"title": "A Title"} for r in records]
    reader = readers()[name]
    text = "\n".join(json.dumps([r]) if len(records) == 1 else json.dumps(r) for r in records)

    for given_bytes in (text.encode(), text.encode()[:-9]):
        assert isinstance(reader.recognises(given_bytes), Recognition)
        found = list(reader.read(io.BytesIO(given_bytes), "x"))
        lines = {
            item.origin.line if isinstance(item, Paper) else item.line
            for item in found
            if isinstance(item, Paper | Rejected | Skipped)
        }
        pages = any("results" in r or "data" in r or "items" in str(r) for r in records)
        assert pages or len(lines) == len(records) or len(given_bytes) < len(text.encode())


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=4))
def test_a_page_of_any_titles_gives_each_once(titles: list[str]) -> None:
    works = [
        {"id": f"https://openalex.org/W{10_000 + n}", "title": t} for n, t in enumerate(titles)
    ]
    wanted = [" ".join(t.split()) for t in titles]

    for indent in (None, 1):
        page = json.dumps({"meta": {"results": 0}, "results": works}, indent=indent)
        found = list(readers()["openalex"].read(io.BytesIO(page.encode()), "x"))

        assert len(found) == len(titles) or not titles
        told = [item.title for item in found if isinstance(item, Paper)]
        assert [t for t in wanted if "<" not in t and "&" not in t and t] == [
            t for t in told if t in wanted and "<" not in t and "&" not in t
        ]

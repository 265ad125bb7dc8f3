"""What reading each JSON format costs, as a multiple of msgspec decoding the same bytes.

    python benchmarks/json_formats.py [--records N] [--only FORMAT]...

Records are made up in the shape that their source gives them, fields that the
readers leave alone included: abstracts of 150 words, and references where the
format has them. Pages hold 200 records, a page a line. Both sides start from
the bytes in memory; the baseline decodes a document in one call, lines one by
one. Of three rounds each, the fastest counts. The last column is the floor:
what it costs to make the same objects once more when everything is known.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.identifiers import Identifier, made
from graph.model import Author, InTextCitation, Link, Origin, Paper, Passage, Reference
from graph.readers import readers

Record = dict[str, Any]
_SYLLABLES = ["ba", "co", "di", "fe", "gu", "ha", "in", "ke", "lo", "mi", "no", "pu", "ra", "se"]
_PAGE = 200
_ROUNDS = 3


class Maker:
    """Makes records, the same ones every time."""

    def __init__(self) -> None:
        self._rng = random.Random(20)
        self._words = [
            "".join(self._rng.choices(_SYLLABLES, k=self._rng.randint(2, 4))) for _ in range(20_000)
        ]

    def some(self, count: int) -> str:
        """Return so many words."""
        return " ".join(self._rng.choices(self._words, k=count))

    def title(self) -> str:
        """Return nine words."""
        return self.some(9).capitalize()

    def abstract(self) -> str:
        """Return 150 words in ten sentences."""
        return " ".join(f"{self.some(15).capitalize()}." for _ in range(10))

    def names(self) -> list[tuple[str, str]]:
        """Return given and family names of four people."""
        return [(self.some(1).title(), self.some(1).title()) for _ in range(4)]

    def number(self, low: int, high: int) -> int:
        """Return a number, both ends included."""
        return self._rng.randint(low, high)

    def year(self) -> int:
        """Return a year."""
        return self.number(1990, 2025)

    def sha(self) -> str:
        """Return forty hex digits."""
        return f"{self._rng.getrandbits(160):040x}"

    def doi(self) -> str:
        """Return a DOI."""
        return f"10.{self.number(1000, 9999)}/x.{self.number(2000, 2025)}.{self.number(0, 10**7)}"

    def work(self) -> str:
        """Return the address of a work of OpenAlex."""
        return f"https://openalex.org/W{self.number(10**9, 4 * 10**9)}"

    def printed(self) -> str:
        """Return a reference as printed."""
        (given, family), *_ = self.names()
        return f"{given[0]}. {family}. {self.title()}. {self.some(3)} 7, 1-9 ({self.year()})."


def own(m: Maker) -> Record:
    """Make an object of JSON Lines of papers."""
    return {
        "id": f"p{m.number(0, 10**6)}",
        "title": m.title(),
        "abstract": m.abstract(),
        "year": m.year(),
        "authors": [f"{given} {family}" for given, family in m.names()],
        "venue": m.some(3),
        "doi": m.doi(),
        "keywords": [m.some(2) for _ in range(4)],
        "references": [m.doi() for _ in range(15)] + [m.printed() for _ in range(15)],
    }


def openalex(m: Maker) -> Record:
    """Make a work of OpenAlex."""
    index: dict[str, list[int]] = {}
    for place, word in enumerate(m.abstract().split()):
        index.setdefault(word, []).append(place)
    number, doi = m.work(), f"https://doi.org/{m.doi()}"
    source = {"id": "https://openalex.org/S1", "display_name": m.some(3), "issn_l": "1234-5678"}
    return {
        "id": number,
        "doi": doi,
        "title": m.title(),
        "display_name": m.title(),
        "publication_year": m.year(),
        "publication_date": f"{m.year()}-03-04",
        "ids": {"openalex": number, "doi": doi},
        "primary_location": {"is_oa": False, "landing_page_url": doi, "source": source},
        "type": "article",
        "open_access": {"is_oa": False, "oa_status": "closed", "oa_url": None},
        "authorships": [
            {
                "author_position": "first",
                "author": {
                    "id": "https://openalex.org/A1",
                    "display_name": f"{given} {family}",
                    "orcid": "https://orcid.org/0000-0002-1825-0097",
                },
                "institutions": [{"id": "https://openalex.org/I1", "display_name": m.some(3)}],
                "raw_author_name": f"{given} {family}",
            }
            for given, family in m.names()
        ],
        "concepts": [{"id": m.work(), "display_name": m.some(2), "score": 0.5} for _ in range(9)],
        "locations": [{"is_oa": False, "landing_page_url": doi, "source": source}],
        "referenced_works": [m.work() for _ in range(30)],
        "related_works": [m.work() for _ in range(10)],
        "abstract_inverted_index": index,
        "counts_by_year": [{"year": y, "cited_by_count": 3} for y in range(2015, 2025)],
    }


def semantic_scholar(m: Maker) -> Record:
    """Make a paper of Semantic Scholar."""

    def described() -> Record:
        return {
            "paperId": m.sha(),
            "externalIds": {"DOI": m.doi(), "CorpusId": m.number(10**6, 10**8)},
            "title": m.title(),
            "year": m.year(),
        }

    number = m.sha()
    return {
        **described(),
        "url": f"https://www.semanticscholar.org/paper/{number}",
        "abstract": m.abstract(),
        "venue": m.some(3),
        "publicationDate": f"{m.year()}-05-06",
        "authors": [{"authorId": "1", "name": f"{g} {f}"} for g, f in m.names()],
        "references": [described() for _ in range(30)],
    }


def crossref(m: Maker) -> Record:
    """Make a work of Crossref."""
    doi = m.doi()
    return {
        "DOI": doi,
        "URL": f"https://doi.org/{doi}",
        "type": "journal-article",
        "title": [m.title()],
        "abstract": f"<jats:p>{m.abstract()}</jats:p>",
        "container-title": [m.some(3)],
        "author": [
            {"given": given, "family": family, "sequence": "first", "affiliation": []}
            for given, family in m.names()
        ],
        "issued": {"date-parts": [[m.year(), 3, 4]]},
        "indexed": {"date-parts": [[2024, 5, 6]], "timestamp": 1714953600000},
        "member": "78",
        "prefix": "10.1000",
        "ISSN": ["1234-5678"],
        "reference": [
            {
                "key": f"r{n}",
                "doi-asserted-by": "publisher",
                "DOI": m.doi(),
                "article-title": m.title(),
                "author": m.some(1),
                "year": str(m.year()),
                "journal-title": m.some(3),
                "volume": "4",
                "first-page": "11",
            }
            if n % 2
            else {"key": f"r{n}", "unstructured": m.printed()}
            for n in range(30)
        ],
    }


def csl(m: Maker) -> Record:
    """Make an item as Zotero exports it in CSL-JSON."""
    doi = m.doi()
    return {
        "id": f"http://zotero.org/users/1/items/{m.number(0, 10**7)}",
        "type": "article-journal",
        "abstract": m.abstract(),
        "container-title": m.some(3),
        "DOI": doi,
        "ISSN": "1234-5678",
        "issue": "3",
        "language": "en",
        "page": "1-9",
        "source": m.some(2),
        "title": m.title(),
        "URL": f"https://doi.org/{doi}",
        "volume": "7",
        "author": [{"family": family, "given": given} for given, family in m.names()],
        "accessed": {"date-parts": [["2024", 5, 6]]},
        "issued": {"date-parts": [[str(m.year()), 3, 4]]},
    }


def zotero(m: Maker) -> Record:
    """Make an item of a Better BibTeX library."""
    doi, number = m.doi(), m.number(0, 10**7)
    return {
        "itemKey": f"K{number}",
        "version": 7,
        "itemType": "journalArticle",
        "title": m.title(),
        "abstractNote": m.abstract(),
        "date": f"{m.year()}-03-04",
        "language": "en",
        "libraryCatalog": m.some(2),
        "publicationTitle": m.some(3),
        "DOI": doi,
        "ISSN": "1234-5678",
        "pages": "1-9",
        "volume": "7",
        "url": f"https://doi.org/{doi}",
        "extra": f"PMID: {number + 1}",
        "creators": [
            {"firstName": given, "lastName": family, "creatorType": "author"}
            for given, family in m.names()
        ],
        "tags": [{"tag": m.some(1)} for _ in range(4)],
        "relations": [],
        "dateAdded": "2024-05-06T07:08:09Z",
        "dateModified": "2024-05-06T07:08:09Z",
        "uri": f"http://zotero.org/users/1/items/{number}",
        "attachments": [
            {"itemType": "attachment", "title": "PDF", "path": f"files/{number}/a.pdf"}
        ],
        "notes": [],
        "citationKey": m.some(1),
        "itemID": number,
    }


def arxiv(m: Maker) -> Record:
    """Make the metadata of a paper of arXiv."""
    names = m.names()
    wrapped = "\n".join(textwrap.wrap(m.abstract(), 78))
    return {
        "id": f"{m.number(10, 24)}{m.number(1, 12):02}.{m.number(0, 99999):05}",
        "submitter": " ".join(names[0]),
        "authors": ", ".join(" ".join(name) for name in names),
        "title": m.title(),
        "comments": "9 pages, 3 figures",
        "journal-ref": m.some(3),
        "doi": m.doi(),
        "report-no": None,
        "categories": "cs.LG stat.ML",
        "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        "abstract": f"  {wrapped}\n",
        "versions": [
            {"version": f"v{n}", "created": "Mon, 2 Apr 2007 19:18:42 GMT"} for n in (1, 2)
        ],
        "update_date": "2008-11-26",
        "authors_parsed": [[family, given, ""] for given, family in names],
    }


def unarxive(m: Maker) -> Record:
    """Make a full text as long as those of the public sample, on average.

    120 paragraphs, of which every sixth cites three times, and 360 formulas.
    """
    metadata = arxiv(m)
    keys = [m.sha() for _ in range(36)]
    formulas: Record = {}
    paragraphs = []
    for n in range(120):
        marks = []
        for _ in range(3):
            key = m.sha()[:36]
            formulas[key] = {"latex": f"{m.some(2)}_{{1}}", "type": "formula"}
            marks.append(("formula", key))
        if n % 6 == 0:
            marks += [("cite", keys[m.number(0, 35)]) for _ in range(3)]
        text = f"{m.some(10).capitalize()}. "
        spans: dict[str, list[Record]] = {"formula": [], "cite": []}
        for kind, key in marks:
            text += f"{m.some(8).capitalize()} "
            mark = f"{{{{{kind}:{key}}}}}"
            spans[kind].append(
                {"start": len(text), "end": len(text) + len(mark), "text": mark, "ref_id": key}
            )
            text += f"{mark}. "
        paragraphs.append(
            {
                "section": f"Section {n // 15}",
                "sec_number": str(n // 15),
                "sec_type": "section",
                "content_type": "paragraph",
                "text": text,
                "cite_spans": spans["cite"],
                "ref_spans": spans["formula"],
            }
        )
    return {
        "paper_id": metadata["id"],
        "_pdf_hash": None,
        "_source_hash": "1",
        "metadata": metadata,
        "discipline": "Physics",
        "abstract": {"section": "Abstract", "text": m.abstract(), "cite_spans": []},
        "body_text": paragraphs,
        "bib_entries": {
            key: {
                "bib_entry_raw": m.printed(),
                "contained_arXiv_ids": [],
                "contained_links": [],
                "discipline": "Physics",
                "ids": {"open_alex_id": m.work(), "doi": m.doi(), "arxiv_id": "", "pmc_id": ""},
            }
            for key in keys
        },
        "ref_entries": formulas,
    }


def s2orc(m: Maker) -> Record:
    """Make a parse with 40 paragraphs that each cite four times."""

    def names() -> list[Record]:
        return [{"first": g, "middle": [], "last": f, "suffix": ""} for g, f in m.names()]

    paragraphs = []
    for n in range(40):
        text = m.abstract()
        spans = [
            {"start": at, "end": at + 5, "text": text[at : at + 5], "ref_id": f"BIBREF{at % 30}"}
            for at in (50, 200, 450, 700)
        ]
        section = f"Section {n // 8}"
        paragraphs.append(
            {"text": text, "cite_spans": spans, "ref_spans": [], "section": section, "sec_num": "1"}
        )
    return {
        "paper_id": str(m.number(0, 10**8)),
        "header": {"generated_with": "S2ORC 1.0.0", "date_generated": "2020-01-01T00:00:00Z"},
        "title": m.title(),
        "authors": names(),
        "year": str(m.year()),
        "venue": m.some(3),
        "identifiers": {"doi": m.doi()},
        "abstract": m.abstract(),
        "pdf_parse": {
            "paper_id": "1",
            "abstract": [],
            "body_text": paragraphs,
            "back_matter": [],
            "bib_entries": {
                f"BIBREF{n}": {
                    "ref_id": f"b{n}",
                    "title": m.title(),
                    "authors": names(),
                    "year": m.year(),
                    "venue": m.some(3),
                    "volume": "7",
                    "issue": "",
                    "pages": "1--9",
                    "other_ids": {"DOI": [m.doi()]},
                    "num": None,
                    "urls": [],
                    "raw_text": m.printed(),
                    "links": None,
                }
                for n in range(30)
            },
            "ref_entries": {},
        },
    }


def huggingface(m: Maker) -> Record:
    """Make a paper of a day."""
    title, number = m.title(), f"2503.{m.number(0, 99999):05}"
    return {
        "paper": {
            "id": number,
            "authors": [
                {"_id": m.sha()[:24], "name": f"{g} {f}", "hidden": False} for g, f in m.names()
            ],
            "publishedAt": "2025-03-04T18:59:58.000Z",
            "submittedOnDailyAt": "2025-03-05T01:00:00.000Z",
            "title": title,
            "summary": m.abstract(),
            "upvotes": 3,
            "discussionId": m.sha()[:24],
            "githubRepo": f"https://github.com/{m.some(1)}/{m.some(1)}",
            "ai_summary": m.some(20),
            "ai_keywords": [m.some(2) for _ in range(6)],
        },
        "publishedAt": "2025-03-05T01:00:00.000Z",
        "title": title,
        "thumbnail": f"https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{number}.png",
        "numComments": 1,
    }


def papers_with_code(m: Maker) -> Record:
    """Make a paper with its tasks and methods."""
    number = f"{m.number(10, 24)}{m.number(1, 12):02}.{m.number(0, 99999):05}"
    return {
        "paper_url": f"https://paperswithcode.com/paper/{m.some(9).replace(' ', '-')}",
        "arxiv_id": number,
        "nips_id": None,
        "openreview_id": None,
        "title": m.title(),
        "abstract": m.abstract(),
        "short_abstract": m.some(25),
        "url_abs": f"https://arxiv.org/abs/{number}v1",
        "url_pdf": f"https://arxiv.org/pdf/{number}v1.pdf",
        "proceeding": m.some(3),
        "authors": [f"{given} {family}" for given, family in m.names()],
        "tasks": [m.some(2) for _ in range(4)],
        "date": f"{m.year()}-03-04",
        "conference_url_abs": None,
        "reproduces_paper": None,
        "methods": [{"name": m.some(1), "full_name": m.some(3), "description": m.some(50)}],
    }


# The format, how its records stand in a file, and how many times fewer of long ones are made.
CASES: list[tuple[str, str, Callable[[Maker], Record], int]] = [
    ("jsonl", "lines", own, 1),
    ("jsonl", "array", own, 1),
    ("openalex", "lines", openalex, 1),
    ("openalex", "results", openalex, 1),
    ("semantic-scholar", "lines", semantic_scholar, 1),
    ("semantic-scholar", "data", semantic_scholar, 1),
    ("crossref", "lines", crossref, 1),
    ("crossref", "items", crossref, 1),
    ("csl-json", "array", csl, 1),
    ("better-bibtex-json", "library", zotero, 1),
    ("arxiv-json", "lines", arxiv, 1),
    ("huggingface", "array", huggingface, 1),
    ("papers-with-code", "array", papers_with_code, 1),
    ("unarxive", "lines", unarxive, 10),
    ("s2orc", "lines", s2orc, 10),
]


def written(layout: str, records: Iterator[Record]) -> bytes:
    """Return a file in one of the layouts: lines, pages by a field, or one document."""
    made = [msgspec.json.encode(record) for record in records]
    if layout == "lines":
        return b"\n".join(made) + b"\n"
    if layout == "array":
        return b"[\n" + b",\n".join(made) + b"\n]\n"
    if layout == "library":
        # As Better BibTeX writes it: over many lines, by two spaces.
        whole = {"config": {"label": "BetterBibTeX JSON"}, "items": [*map(json.loads, made)]}
        return msgspec.json.format(msgspec.json.encode(whole), indent=2)
    pages = [made[at : at + _PAGE] for at in range(0, len(made), _PAGE)]
    return b"".join(
        b'{"total": %d, "%s": [%s]}\n' % (len(made), layout.encode(), b",".join(page))
        for page in pages
    )


def fastest(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the fastest round."""
    found = []
    for _ in range(_ROUNDS):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found)


def decoded(data: bytes, layout: str) -> None:
    """Decode the bytes as a program would that knows their layout."""
    decode = msgspec.json.Decoder().decode
    if layout in ("array", "library"):
        decode(data)
        return
    for line in io.BytesIO(data):
        decode(line)


def remade(paper: Paper) -> Paper:
    """Make a paper again from its parts, and all the objects in it."""
    return Paper(
        title=paper.title,
        identifiers=frozenset([made(Identifier, number) for number in paper.identifiers]),
        authors=tuple([Author(author.name, author.orcid) for author in paper.authors]),
        year=paper.year,
        venue=paper.venue,
        keywords=tuple(paper.keywords),
        date=paper.date,
        url=paper.url,
        links=tuple([Link(link.url, link.role) for link in paper.links]),
        references=tuple(
            [
                Reference(
                    text=found.text,
                    title=found.title,
                    year=found.year,
                    identifiers=frozenset(
                        [made(Identifier, number) for number in found.identifiers]
                    ),
                    local=found.local,
                    contexts=tuple(
                        [
                            InTextCitation(c.sentence, c.section, c.start, c.end)
                            for c in found.contexts
                        ]
                    ),
                )
                for found in paper.references
            ]
        ),
        passages=tuple([Passage(part.id, part.text, part.heading) for part in paper.passages]),
        local=paper.local,
        origin=Origin(paper.origin.origin, paper.origin.line),
    )


def main() -> None:
    """Print a line a format and layout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--only", action="append", default=[], metavar="FORMAT")
    options = parser.parse_args()
    print(f"{'':<51}microseconds a record")
    print(
        f"{'format':<20}{'layout':<9}{'records':>8}{'MB':>6}{'ratio':>7}"
        f"{'read':>7}{'decode':>8}{'objects':>9}{'floor':>7}"
    )
    for name, layout, make, fewer in CASES:
        if options.only and name not in options.only:
            continue
        count, maker = options.records // fewer, Maker()
        data = written(layout, (make(maker) for _ in range(count)))
        reader = readers()[name]

        def read() -> int:
            return sum(isinstance(r, Paper) for r in reader.read(io.BytesIO(data), "x"))  # noqa: B023

        if (found := read()) != count:
            raise SystemExit(f"{name}: {found} papers of {count}")
        baseline, taken = fastest(lambda: decoded(data, layout)), fastest(read)  # noqa: B023
        some = [r for r in islice(reader.read(io.BytesIO(data), "x"), 500) if isinstance(r, Paper)]
        objects = fastest(lambda: [remade(paper) for paper in some]) / len(some)  # noqa: B023
        known = baseline / count
        print(
            f"{name:<20}{layout:<9}{count:>8,}{len(data) >> 20:>6}{taken / baseline:>7.1f}"
            f"{taken / count * 1e6:>7.0f}{known * 1e6:>8.1f}{objects * 1e6:>9.1f}"
            f"{1 + objects / known:>7.1f}"
        )


if __name__ == "__main__":
    main()

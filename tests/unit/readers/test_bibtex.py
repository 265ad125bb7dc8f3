"""BibTeX and BibLaTeX: what is an entry, what it inherits, and what becomes of broken ones."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from graph.model import Paper, Rejected, Role, Skipped, Warned
from graph.readers import Read, Recognition, within
from graph.readers.bibtex.latex import text_of
from graph.readers.bibtex.names import people
from graph.readers.bibtex.reader import BibtexReader

START = re.compile(r"@\s*([A-Za-z]+)\s*[{(]")


def read(text: str | bytes) -> list[Read]:
    data = text.encode() if isinstance(text, str) else text
    return list(BibtexReader().read(io.BytesIO(data), "x.bib"))


def one(fields: str, kind: str = "article") -> Paper:
    (paper,) = (r for r in read(f"@{kind}{{k, {fields}}}") if isinstance(r, Paper))
    return paper


def titles(found: list[Read]) -> list[tuple[str, int]]:
    return [(p.title, p.origin.line) for p in found if isinstance(p, Paper)]


def told(found: list[Read]) -> list[tuple[str, int, str]]:
    return [
        (type(r).__name__, r.line, r.reason)
        for r in found
        if isinstance(r, Rejected | Skipped | Warned)
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(r"{\'E}t{\'e} \`a No\"el", "Été à Noël", id="accents"),
        pytest.param(r"Erd\H{o}s and Ho{\v c}evar", "Erdős and Hočevar", id="named accents"),
        pytest.param(r"Garc{\'\i}a, Garc\'{\i}a, Garc\'\i a", "García, García, García", id="i"),
        pytest.param(r"\AA ngstr\"om \o re Stra{\ss}e", "Ångström øre Straße", id="letters"),
        pytest.param(r"\'{\"u}", "ǘ", id="accent on accent"),
        pytest.param(r"pages 1--2 --- ``so''", "pages 1–2 — “so”", id="dashes and quotes"),
        pytest.param(r"Ming{-}Hsuan", "Ming-Hsuan", id="hyphen in braces"),
        pytest.param(r"$\alpha$-decay in $O(n\log n)$", "α-decay in O(n log n)", id="mathematics"),
        pytest.param(r"H$_2$O at 10$^{-3}$, 4$^{th}$", "H₂O at 10⁻³, 4th", id="raised, lowered"),
        pytest.param(r"$x^{n+m}$", "x^(n+m)", id="raised letters"),
        pytest.param(r"50\% of \$5 \& \{all\}", "50% of $5 & {all}", id="printed signs"),
        pytest.param("costs $5 million and $6 more", "costs $5 million and $6 more", id="prices"),
        pytest.param(r"\emph{On} \textbf{Tides}", "On Tides", id="looks"),
        pytest.param(r"\enquote{Hi} \href{http://a.b}{there}", "“Hi” there", id="arguments"),
        pytest.param(r"{\apj} and \LaTeX{} on", "apj and LaTeX on", id="commands that stand alone"),
        pytest.param("a~b\n\t c", "a b c", id="white space"),
        pytest.param("\\", "", id="nothing but a backslash"),
    ],
)
def test_latex_becomes_the_text_it_prints(raw: str, expected: str) -> None:
    assert text_of(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("Marsh, Ada and Jan Tide", ["Ada Marsh", "Jan Tide"], id="two orders"),
        pytest.param("van der Berg, Jan", ["Jan van der Berg"], id="von"),
        pytest.param("von Hicks, III, Michael", ["Michael von Hicks III"], id="junior"),
        pytest.param("Rosa Shell, Jr.", ["Rosa Shell Jr."], id="junior after the name"),
        pytest.param("A. Bee and others", ["A. Bee"], id="others"),
        pytest.param("{Barnes and Noble}", ["Barnes and Noble"], id="institution"),
        pytest.param("{Foo, Inc.} and Bar, B.", ["Foo, Inc.", "B. Bar"], id="comma in braces"),
        pytest.param(
            "family=Berg, given=Jan, prefix=van der", ["Jan van der Berg"], id="by labels"
        ),
        pytest.param(
            "{Jo Ho, Ann Lee, and Tim Sand}", ["Jo Ho", "Ann Lee", "Tim Sand"], id="all in braces"
        ),
        pytest.param("{Jo Ho and Tim Sand}", ["Jo Ho", "Tim Sand"], id="two in braces"),
        pytest.param(
            "{Office of Tides and Sand Research}",
            ["Office of Tides and Sand Research"],
            id="and within an institution",
        ),
        pytest.param("Smith, J.; Doe, A.", ["J. Smith", "A. Doe"], id="semicolons"),
        pytest.param("Lei Wang 0001", ["Lei Wang"], id="namesake of DBLP"),
        pytest.param("王, 小明", ["王小明"], id="Chinese"),
        pytest.param("{", [], id="no name"),
    ],
)
def test_names_are_as_spoken(raw: str, expected: list[str]) -> None:
    assert list(people(raw)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param("doi={https://doi.org/10.1000/A}", {"doi:10.1000/a"}, id="doi as address"),
        pytest.param(r"doi={10.1000/a\_b}", {"doi:10.1000/a_b"}, id="doi with escapes"),
        pytest.param("doi={10.1000/a<b>c}", set(), id="doi that would be cut"),
        pytest.param(
            "eprint={2301.01234}, archiveprefix={arXiv}", {"arxiv:2301.01234"}, id="eprint"
        ),
        pytest.param(
            "eprint={2301.01234}, eprinttype={arxiv}", {"arxiv:2301.01234"}, id="BibLaTeX"
        ),
        pytest.param("eprint={2301.01234v3}", {"arxiv:2301.01234"}, id="eprint alone"),
        pytest.param("eprint={123}, eprinttype={jstor}", set(), id="eprint of another kind"),
        pytest.param("journal={CoRR}, volume={abs/2203.00042}", {"arxiv:2203.00042"}, id="CoRR"),
        pytest.param(
            "journal={arXiv preprint arXiv:2203.00042}", {"arxiv:2203.00042"}, id="preprint"
        ),
        pytest.param("pmid={19872477}", {"pubmed:19872477"}, id="pmid"),
        pytest.param("note={arXiv:2203.00042 [cs.CL]}", {"arxiv:2203.00042"}, id="note"),
        pytest.param("note={Extends arXiv:2203.00042}", set(), id="note on another work"),
        pytest.param(
            "url={http://a.org/doi/10.1000/182/abstract?x=1}", {"doi:10.1000/182"}, id="address"
        ),
        pytest.param(
            "biburl={https://dblp.uni-trier.de/rec/bib/conf/a/B20}", {"dblp:conf/a/B20"}, id="dblp"
        ),
    ],
)
def test_identifiers_stand_in_many_fields(fields: str, expected: set[str]) -> None:
    assert set(map(str, one(f"title={{T}}, {fields}").identifiers)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param("year=2019", "2019", id="year"),
        pytest.param("year={2019}, month=mar", "2019-03", id="month by name"),
        pytest.param('year=2019, month="5~" # nov', "2019-11-05", id="day and month"),
        pytest.param("date={2019-03-04T10:00:00}", "2019-03-04", id="date"),
        pytest.param("date={2019-03/2020}", "2019-03", id="range"),
        pytest.param("date={2019-22}", "2019", id="season"),
        pytest.param("date={-2019}", None, id="before our era"),
        pytest.param("year={c. 1999a}", "1999", id="year among words"),
        pytest.param("year={in press}", None, id="no year"),
        pytest.param("year={0000-01}", None, id="year zero"),
    ],
)
def test_dates_are_as_exact_as_known(fields: str, expected: str | None) -> None:
    paper = one(f"title={{T}}, {fields}")
    assert paper.date == expected
    assert paper.year == (int(expected[:4]) if expected else None)


def test_titles_take_subtitles_and_proceedings_their_booktitle() -> None:
    assert one("title={Tides}, subtitle={A Walk}").title == "Tides: A Walk"
    assert one("title={Tides?}, subtitle={A Walk}").title == "Tides? A Walk"
    assert one("booktitle={Shore Days}, editor={Marsh, Ada}", "proceedings").title == "Shore Days"


def test_code_is_a_link_of_the_authors() -> None:
    paper = one(r"title={T}, url={http://a.org/x\_y}, code={\url{https://github.com/a/b}}")
    assert paper.url == "http://a.org/x_y"
    assert [(link.url, link.role) for link in paper.links] == [
        ("https://github.com/a/b", Role.OFFICIAL)
    ]


def test_exports_of_indexes_bring_references() -> None:
    paper = one(
        "title={T}, references={Marsh A., Tides, J. Shore, (2001); Sand B., Dunes, (2004)},"
        " author_keywords={tides; sand}, keywords={index words}"
    )
    assert [(r.text, r.year) for r in paper.references] == [
        ("Marsh A., Tides, J. Shore, (2001)", 2001),
        ("Sand B., Dunes, (2004)", 2004),
    ]
    assert paper.keywords == ("tides", "sand")


def test_fields_are_inherited_from_entries_before_and_after() -> None:
    found = read(
        "@inproceedings{late, title={A}, crossref={VOL}}\n"
        "@inproceedings{own, title={B}, booktitle={Own}, year=2001, crossref={vol}}\n"
        "@proceedings{vol, title={Shore Days}, doi={10.1000/vol}, date={2020-05}}\n"
        "@inbook{part, crossref={vol}}\n"
    )
    papers = {p.local: p for p in found if isinstance(p, Paper)}
    assert (papers["late"].venue, papers["late"].date) == ("Shore Days", "2020-05")
    assert (papers["own"].venue, papers["own"].date) == ("Own", "2001")
    assert not papers["late"].identifiers
    assert papers["part"].title == "Shore Days"


def test_an_entry_whose_parent_is_missing_is_kept_and_told_of() -> None:
    found = read("@inbook{a, title={A}, crossref={Gone}}\n@inbook{b, crossref={\nGone\n}}")
    reason = "inherits from Gone, which is not there"
    assert titles(found) == [("A", 1)]
    assert told(found) == [
        ("Warned", 1, reason),
        ("Warned", 2, reason),
        ("Rejected", 2, "no title"),
    ]


def test_entries_of_one_line_and_key_may_both_lack_their_parent() -> None:
    found = read("@a{k, title={A}, crossref={x}} @a{k, title={B}, crossref={y}}")

    assert [item.title for item in found if isinstance(item, Paper)] == ["A", "B"]


def test_entries_that_inherit_from_each_other_end() -> None:
    assert titles(read("@a{a, title={A}, crossref={b}}\n@a{b, title={B}, crossref={a}}")) == [
        ("A", 1),
        ("B", 2),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("@a{a, title={A\n}\n@a{b, title={B}}", [("B", 3)], id="brace"),
        pytest.param('@a{a, title="A\n, }\n@a{b, title="B"}', [("A ,", 1), ("B", 3)], id="quote"),
        pytest.param("@a(a, title={A)}\n@a(b, title={B})", [("B", 2)], id="parenthesis"),
        pytest.param(
            "@a{a, title={A}, b={x \\{ y}}\n@a{b, title={B}}", [("A", 1), ("B", 2)], id="escaped"
        ),
        pytest.param("@a{a, title={A} year=2000}", [("A", 1)], id="comma"),
        pytest.param("@a{a, title={A}}@a{b, title={B}}", [("A", 1), ("B", 1)], id="one line"),
        pytest.param("@a{a, title={A}, % said so\n year=2000}", [("A", 1)], id="remark"),
        pytest.param("me@home {x} @a {a,\ntitle={A}}", [("A", 1)], id="address before"),
        pytest.param("@a{a,\r title={A},\r}\r@a{b, title={B}}", [("A", 1), ("B", 1)], id="old Mac"),
        pytest.param("@comment{never closed\n@a{a, title={A}}", [("A", 2)], id="open comment"),
    ],
)
def test_what_is_broken_costs_no_other_entry(text: str, expected: list[tuple[str, int]]) -> None:
    assert titles(read(text)) == expected


def test_an_entry_beyond_the_limit_is_rejected() -> None:
    long = b"@a{a, title={" + b"word " * (1 << 20) + b"}}\n@a{b, title={B}}"
    found = list(within(1 << 21, BibtexReader().read(io.BytesIO(long), "x.bib")))
    assert [r.line for r in found if isinstance(r, Rejected)] == [1]
    assert titles(found) == [("B", 2)]


def test_names_made_of_names_cannot_grow_without_end() -> None:
    lines = ["@string{a0 = {xxxxxxxxxxxxxxxx}}"]
    lines += [f"@string{{a{n + 1} = a{n} # a{n} # a{n} # a{n}}}" for n in range(40)]
    found = read("\n".join([*lines, "@a{k, title=a1, abstract=a40}"]))
    assert titles(found) == [("x" * 64, 42)]
    assert any("too much text" in reason for _, _, reason in told(found))


def test_deep_brackets_are_read() -> None:
    assert titles(read("@a{a, title={" + "{" * 100_000 + "A" + "}" * 100_000 + "}}")) == [("A", 1)]


def test_a_header_names_the_encoding() -> None:
    text = "% Encoding: ISO-8859-2\n@a{a, title={Łąka}}"
    assert titles(read(text.encode("iso-8859-2"))) == [("Łąka", 2)]
    assert titles(read("@a{a, title={Été}}".encode("utf-16"))) == [("Été", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("@article{a, title={A}}", Recognition.YES, id="entry"),
        pytest.param("\ufeffScopus\n\n@ARTICLE{a,\n title={A}}", Recognition.YES, id="preface"),
        pytest.param("% A\n% B\n@string{a = {b}}", Recognition.YES, id="strings alone"),
        pytest.param("@softwareversion {a,\n title = {A}}", Recognition.YES, id="unusual kind"),
        pytest.param("@article{trunc", Recognition.YES, id="cut off"),
        pytest.param(
            "# Tool\n\n```\n@article{a, title={A}}\n```", Recognition.MAYBE, id="Markdown"
        ),
        pytest.param(
            "@dataclass(frozen=True, slots=True)\nclass A: ...", Recognition.NO, id="Python"
        ),
        pytest.param("<p>\n@article{a, title={A}}", Recognition.NO, id="HTML"),
        pytest.param('{"title": "\n@article{a, title={A}}"}', Recognition.NO, id="JSON"),
        pytest.param("@ home (in the evening)", Recognition.NO, id="prose"),
        pytest.param("", Recognition.NO, id="nothing"),
    ],
)
def test_recognition(text: str, expected: Recognition) -> None:
    assert BibtexReader().recognises(text.encode()) is expected


def bibliographies(shared: Path) -> list[Path]:
    suffixes = (".bib", ".bibtex", ".biblatex")
    return sorted(p for p in (shared / "data").rglob("*") if p.suffix.lower() in suffixes)


@pytest.mark.shared
def test_every_entry_of_real_bibliographies_is_accounted_for(shared: Path) -> None:
    paths = bibliographies(shared)
    assert len(paths) > 150
    for path in paths:
        data = path.read_bytes()
        marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        zero = data[:2].find(b"\0")
        encoding = "utf-16" if marked else ("utf-8", "utf-16-be", "utf-16-le")[zero + 1]
        text = data.decode(encoding, "replace")
        starts = [m[1].lower() for m in START.finditer(text)]
        entries = sum(s not in ("string", "preamble", "comment") for s in starts)
        found = [r for r in read(data) if not isinstance(r, Warned)]
        assert len(found) == entries, path


def test_doi_that_breaks_off_at_a_bracket_is_left_out() -> None:
    entry = b"@article{a, title = {On Locks}, doi = {10.1000/1520(1983)022<0744:AB>2.0}}"
    warned, paper = read(entry)
    assert isinstance(warned, Warned)
    assert "no such identifier" in warned.reason
    assert isinstance(paper, Paper)
    assert paper.identifiers == frozenset()


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("115<1606:GARSPP>2.0.CO;2", id="plain"),
        pytest.param("115$<$1606:GARSPP$>$2.0.CO\\;2", id="mathematics"),
        pytest.param(r"115{\textless}1606:{GARSPP}{\textgreater}2.0.{CO};2", id="commands"),
        pytest.param(r"115\textless1606:GARSPP\textgreater2.0.CO;2", id="commands without braces"),
    ],
)
def test_old_dois_are_read_whole_however_they_are_escaped(printed: str) -> None:
    (paper,) = read(f"@article{{a, title = {{T}}, doi = {{10.1175/1520-0493(1987){printed}}}}}")

    assert isinstance(paper, Paper)
    assert [n.value for n in paper.identifiers] == [
        "10.1175/1520-0493(1987)115<1606:garspp>2.0.co;2"
    ]

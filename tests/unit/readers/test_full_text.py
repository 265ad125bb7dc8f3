"""Full texts: what of a text is kept, where it cites, and what a bibliography says."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from graph.model import Paper, Rejected, Warned
from graph.readers import Read, choose, readers


def read(name: str, data: str | bytes) -> list[Read]:
    data = data.encode() if isinstance(data, str) else data
    return list(readers()[name].read(io.BytesIO(data), "x"))


def article(body: str, *, listed: str | None = None, meta: str = "", lead: str = "") -> str:
    if listed is None:
        listed = "".join(
            f'<ref id="B{n}"><mixed-citation>Work {n}</mixed-citation></ref>' for n in range(1, 6)
        )
    return (
        f"{lead}<article><front><article-meta><title-group><article-title>A title</article-title>"
        f"</title-group>{meta}</article-meta></front><body>{body}</body>"
        f"<back><ref-list>{listed}</ref-list></back></article>"
    )


def tei(body: str, *, back: str = "") -> str:
    listed = "".join(
        f'<biblStruct xml:id="b{n}"><monogr><title level="m">Work {n}</title></monogr></biblStruct>'
        for n in range(1, 6)
    )
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A title'
        f"</title></titleStmt></fileDesc></teiHeader><text><body>{body}</body><back>{back}"
        f"<div><listBibl>{listed}</listBibl></div></back></text></TEI>"
    )


def one(name: str, data: str) -> Paper:
    (paper,) = read(name, data)
    assert isinstance(paper, Paper)
    texts = {p.id: p.text for p in paper.passages}
    for reference in paper.references:
        for c in reference.contexts:
            assert texts[c.section][c.start : c.end] == c.sentence
    return paper


def cited(paper: Paper) -> dict[str, list[str]]:
    """The sentences that cite each work, by its number."""
    return {
        (r.text or "").split()[-1]: [c.sentence for c in r.contexts]
        for r in paper.references
        if r.contexts
    }


def x(numbers: str, label: str | None = None) -> str:
    """A citation in JATS."""
    rid = " ".join(f"B{n}" for n in numbers.split())
    return f'<xref ref-type="bibr" rid="{rid}">{numbers if label is None else label}</xref>'


@pytest.mark.parametrize(
    ("marked", "text", "expected"),
    [
        pytest.param(
            f"Known [{x('1')}]. New.", "Known [1]. New.", {"1": "Known [1]."}, id="in brackets"
        ),
        pytest.param(
            f"Known [{x('1')}, {x('2')}].",
            "Known [1, 2].",
            {"1": "Known [1, 2].", "2": "Known [1, 2]."},
            id="two in brackets",
        ),
        pytest.param(
            f"New. Known [{x('2')}\u2013{x('4')}].",
            "New. Known [2\u20134].",
            dict.fromkeys("234", "Known [2\u20134]."),
            id="ends of a range",
        ),
        pytest.param(
            f"Known [{x('2')}]-[{x('4')}].",
            "Known [2]-[4].",
            dict.fromkeys("234", "Known [2]-[4]."),
            id="a range of brackets",
        ),
        pytest.param(
            f"Known {x('1 2 3', '[1-3]')}.",
            "Known [1-3].",
            dict.fromkeys("123", "Known [1-3]."),
            id="one mark for several",
        ),
        pytest.param(
            f"Known [{x('1')}\u2013{x('4', '9')}].",
            "Known [1\u20139].",
            {"1": "Known [1\u20139].", "4": "Known [1\u20139]."},
            id="numbers that are not those of the bibliography",
        ),
        pytest.param(
            f"By {x('2', 'Vale (2011)')} first.",
            "By Vale (2011) first.",
            {"2": "By Vale (2011) first."},
            id="by name",
        ),
        pytest.param(
            f"Known.<sup>{x('1')}</sup> New.", "Known. New.", {"1": "Known."}, id="raised"
        ),
        pytest.param(
            f"Known.{x('1', '<sup>1</sup>')} New.",
            "Known. New.",
            {"1": "Known."},
            id="raised inside",
        ),
        pytest.param(
            f"Known.<sup>{x('1')}\u2013{x('3')},{x('5')}</sup> New.",
            "Known. New.",
            dict.fromkeys("1235", "Known."),
            id="a raised range",
        ),
        pytest.param(
            f"Known.{x('1')},{x('2')} New.",
            "Known. New.",
            dict.fromkeys("12", "Known."),
            id="behind a full stop, so raised",
        ),
        pytest.param(
            f"Known.{x('1', '<sup>1</sup>')}<sup>,</sup>{x('2', '<sup>2</sup>')} New.",
            "Known. New.",
            dict.fromkeys("12", "Known."),
            id="with a raised comma",
        ),
        pytest.param(
            f"Ca<sup>2+</sup> and CO<sub>2</sub> rise{x('3')}.",
            "Ca2+ and CO2 rise.",
            {"3": "Ca2+ and CO2 rise."},
            id="other raised and lowered signs stay",
        ),
        pytest.param(
            f"Known {x('1', '')} here.", "Known here.", {"1": "Known here."}, id="without a label"
        ),
        pytest.param(f"Known [{x('9')}].", "Known [9].", {}, id="of a work that is not listed"),
        pytest.param(
            "The line <inline-formula><math><mi>y</mi><mo>=</mo><mi>x</mi></math>"
            "<tex-math>$y=x$</tex-math></inline-formula> rises."
            '<xref ref-type="fn" rid="f">*</xref>',
            "The line y=x rises.",
            {},
            id="a formula as its signs, no sign of a footnote",
        ),
        pytest.param(
            f"So<disp-formula><tex-math>y = x</tex-math></disp-formula>\n  holds [{x('1')}].",
            "So holds [1].",
            {"1": "So holds [1]."},
            id="a formula on a line of its own",
        ),
        pytest.param(
            f"Two:<list><list-item><p>one;</p></list-item><list-item><p>two [{x('2')}].</p>"
            "</list-item></list>",
            "Two: one; two [2].",
            {"2": "Two: one; two [2]."},
            id="a list within a paragraph",
        ),
    ],
)
def test_citations_of_an_article(marked: str, text: str, expected: dict[str, str]) -> None:
    paper = one("jats", article(f"<sec><title>T</title><p>{marked}</p></sec>"))

    assert paper.passages[-1].text == text
    assert cited(paper) == {name: [sentence] for name, sentence in expected.items()}


@pytest.mark.parametrize(
    ("marked", "text", "expected"),
    [
        pytest.param(
            '<p>Known (<ref type="bibr" target="#b1">Vale, 2011)</ref>.</p>',
            "Known (Vale, 2011).",
            {"1": "Known (Vale, 2011)."},
            id="by name",
        ),
        pytest.param(
            '<p>Known. <ref type="bibr" target="#b1">1,</ref>'
            '<ref type="bibr" target="#b2">2</ref> New.</p>',
            "Known. New.",
            dict.fromkeys("12", "Known."),
            id="numbers behind a full stop",
        ),
        pytest.param(
            '<p>Known. <ref type="bibr" target="#b1">[1,</ref>'
            '<ref type="bibr" target="#b2">2]</ref> New, as <ref type="bibr" target="#b3">[3]</ref>'
            ' says. [<ref type="bibr" target="#b4">4</ref>]</p>',
            "Known. [1,2] New, as [3] says. [4]",
            {**dict.fromkeys("12", "Known."), **dict.fromkeys("34", "New, as [3] says.")},
            id="numbers in brackets behind a full stop",
        ),
        pytest.param(
            '<p>Known. <ref type="bibr" target="#b1">[1]</ref> asks why.</p>',
            "Known. [1] asks why.",
            {"1": "[1] asks why."},
            id="a number that begins a sentence",
        ),
        pytest.param(
            '<p>Known <ref type="bibr" target="#b1">[1]</ref>-'
            '<ref type="bibr" target="#b3">[3]</ref>.</p>',
            "Known [1]-[3].",
            dict.fromkeys("123", "Known [1]-[3]."),
            id="a range",
        ),
        pytest.param(
            '<p><s>New.</s><s>Known <ref type="bibr" target="#b4">[4]</ref>.</s></p>',
            "New. Known [4].",
            {"4": "Known [4]."},
            id="cut into sentences",
        ),
        pytest.param(
            '<p>Known <ref type="bibr">[1]</ref>, see <ref type="figure">Fig. 2</ref>.</p>',
            "Known [1], see Fig. 2.",
            {},
            id="of nobody knows what",
        ),
    ],
)
def test_citations_of_a_text_in_tei(marked: str, text: str, expected: dict[str, str]) -> None:
    paper = one("tei", tei(f"<div><head>T</head>{marked}</div>"))

    assert paper.passages[-1].text == text
    assert cited(paper) == {name: [sentence] for name, sentence in expected.items()}


def test_the_doi_of_an_abstract_is_no_part_of_it() -> None:
    lines = "<p>Mud moves.</p><p><bold>DOI:</bold> http://dx.doi.org/10.1000/mud.001</p>"
    assert one("jats", article("", meta=f"<abstract>{lines}</abstract>")).abstract == "Mud moves."


def test_a_reviewed_preprint_has_the_number_of_the_preprint_too() -> None:
    meta = (
        '<article-id pub-id-type="doi">10.1000/sea.1</article-id><pub-history><event>'
        '<self-uri content-type="preprint" xlink:href="https://doi.org/10.1101/2024.01.01.1"/>'
        '<self-uri content-type="editor-report" xlink:href="https://doi.org/10.1000/sea.1.sa3"/>'
        "</event></pub-history>"
    )
    numbers = one("jats", article("", meta=meta)).identifiers
    assert set(map(str, numbers)) == {"doi:10.1000/sea.1", "doi:10.1101/2024.01.01.1"}


def test_sections_within_sections_follow_in_order() -> None:
    body = (
        "<p>Zero.</p><sec><title>A</title><p>One.</p><sec><title>B</title><p>Two.</p><p>Three.</p>"
        "</sec><p>Four.</p></sec><sec><title>C</title><table-wrap><table><tr><td>5</td></tr></table>"
        "</table-wrap></sec>"
    )

    paper = one("jats", article(body))

    assert [(p.id, p.heading, p.text) for p in paper.passages[1:]] == [
        ("s1", None, "Zero."),
        ("s2", "A", "One."),
        ("s3", "B", "Two.\n\nThree."),
        ("s4", "A", "Four."),
    ]


def test_at_most_five_sentences_cite_a_work_and_each_counts_once() -> None:
    sentences = [f"Sentence {n} cites [{x('1')}] and again [{x('1')}]." for n in "abcdefg"]

    paper = one("jats", article(f"<p>{' '.join(sentences)}</p>"))

    assert cited(paper) == {"1": [f"Sentence {n} cites [1] and again [1]." for n in "abcde"]}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(
            "<mixed-citation>Reed J. Mud. 2001. doi:10.1000/mud.</mixed-citation>",
            ("Reed J. Mud. 2001. doi:10.1000/mud.", None, 2001, ["doi:10.1000/mud"]),
            id="only printed",
        ),
        pytest.param(
            "<element-citation><name><surname>Reed</surname><given-names>J</given-names></name>"
            "<name><given-names>K</given-names><surname>Vale</surname></name>"
            "<collab>The Group</collab><article-title>Mud.</article-title><source>Flats</source>"
            "<year>2001</year><volume>3</volume><elocation-id>e7</elocation-id></element-citation>",
            ("J Reed, K Vale, The Group (2001). Mud. Flats 3: e7", "Mud", 2001, []),
            id="in parts",
        ),
        pytest.param(
            "<mixed-citation><name><surname>Reed</surname><given-names>J</given-names></name>. "
            "<article-title>Mud</article-title>. <year>2001</year>."
            '<pub-id pub-id-type="pmid">11</pub-id>'
            '<pub-id pub-id-type="pmcid">222222</pub-id></mixed-citation>',
            ("Reed J. Mud. 2001.", "Mud", 2001, ["pmc:PMC222222", "pubmed:11"]),
            id="printed, numbers of an archive added",
        ),
        pytest.param(
            "<mixed-citation>Reed J (2001) <article-title>Whose mud?</article-title><source>Flats"
            "</source><volume>3</volume>: <fpage>1990</fpage>\u2013<lpage>2000</lpage>"
            "</mixed-citation>",
            ("Reed J (2001) Whose mud? Flats 3: 1990\u20132000", "Whose mud?", 2001, []),
            id="printed, parts that nothing parts, pages like years",
        ),
        pytest.param(
            "<element-citation><article-title>Whose mud?</article-title><source>Flats</source>"
            "</element-citation>",
            ("Whose mud? Flats", "Whose mud?", None, []),
            id="in parts, a question",
        ),
        pytest.param(
            '<element-citation publication-type="book"><source>On Mud</source></element-citation>',
            ("On Mud", "On Mud", None, []),
            id="a book",
        ),
        pytest.param(
            '<element-citation publication-type="journal"><source>Flats</source><year>1999a</year>'
            "</element-citation>",
            ("(1999). Flats", None, 1999, []),
            id="no title",
        ),
        pytest.param(
            '<element-citation><pub-id pub-id-type="doi">10.1000/A</pub-id></element-citation>',
            (None, None, None, ["doi:10.1000/a"]),
            id="only a number",
        ),
        pytest.param(
            '<mixed-citation>Mud. <ext-link xmlns:xlink="http://www.w3.org/1999/xlink" '
            'xlink:href="https://arxiv.org/abs/1901.01234">here</ext-link></mixed-citation>',
            ("Mud. here", None, None, ["arxiv:1901.01234"]),
            id="a number in an address",
        ),
    ],
)
def test_a_reference_of_an_article(
    entry: str, expected: tuple[str | None, str | None, int | None, list[str]]
) -> None:
    paper = one("jats", article("", listed=f'<ref id="B1">{entry}</ref>'))
    (reference,) = paper.references

    numbers = sorted(map(str, reference.identifiers))
    assert (reference.text, reference.title, reference.year, numbers) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        pytest.param(
            '<pub-date pub-type="ppub"><year>2020</year></pub-date>'
            '<pub-date pub-type="epub"><day>3</day><month>12</month><year>2019</year></pub-date>',
            (2019, "2019-12-03"),
            id="electronic before print",
        ),
        pytest.param(
            '<pub-date date-type="collection" publication-format="electronic"><year>2021</year>'
            "</pub-date>"
            '<pub-date date-type="pub" publication-format="print"><year>2020</year></pub-date>',
            (2020, None),
            id="print before collection",
        ),
        pytest.param(
            '<pub-date pub-type="pmc-release"><year>2018</year></pub-date>'
            '<pub-date pub-type="epub-ppub"><month>Mar</month><year>2017</year></pub-date>',
            (2017, "2017-03"),
            id="archives last",
        ),
        pytest.param(
            "<permissions><copyright-year>2005</copyright-year></permissions>",
            (2005, None),
            id="no date but that of the right",
        ),
    ],
)
def test_the_date_of_an_article(dates: str, expected: tuple[int | None, str | None]) -> None:
    paper = one("jats", article("", meta=dates))

    assert (paper.year, paper.date) == expected


_LAUGHS = (
    '<!DOCTYPE article [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">'
    '<!ENTITY file SYSTEM "file:///etc/hostname">]>'
)


@pytest.mark.parametrize(
    ("name", "data", "papers", "reasons"),
    [
        pytest.param(
            "jats",
            article("<p>It says &c; and &file;.</p>", lead=_LAUGHS),
            ["It says &c; and &file;."],
            ["entities are not expanded (&c;)"],
            id="entities",
        ),
        pytest.param(
            "jats",
            article("<p>Two.</p>")[:-40],
            [],
            ["not closed before the input ends"],
            id="cut off",
        ),
        pytest.param(
            "tei",
            tei("<div>" * 400 + "<p>Deep.</p>" + "</div>" * 400),
            [],
            ["elements within elements, deeper than 256"],
            id="deep",
        ),
        pytest.param(
            "jats",
            article("<sec>" * 200 + "<p>Deep.</p>" + "</sec>" * 200),
            ["Deep."],
            [],
            id="as deep as may be",
        ),
        pytest.param(
            "jats",
            article('<p>A \x01 in it, and <xref ref-type="bibr" rid="B1">1</xref>.</p>'),
            ["A \ufffd in it, and 1."],
            ["characters that XML forbids were replaced by U+FFFD"],
            id="signs that no XML has",
        ),
        pytest.param(
            "jats",
            '<?xml version="1.0" encoding="UTF-16"?>' + article("<p>Größe.</p>"),
            ["Größe."],
            [],
            id="UTF-16",
        ),
    ],
)
def test_odd_files(name: str, data: str, papers: list[str], reasons: list[str]) -> None:
    encoded = data.encode("utf-16") if "UTF-16" in data else data.encode()
    results = read(name, encoded)

    found = [r for r in results if isinstance(r, Paper)]
    assert [p.passages[-1].text for p in found] == papers
    assert [r.reason for r in results if isinstance(r, Rejected | Warned)][
        : len(reasons)
    ] == reasons


@pytest.mark.parametrize(
    ("data", "format"),
    [
        pytest.param(article(""), "jats", id="an article"),
        pytest.param(f"<pmc-articleset>{article('')}</pmc-articleset>", "jats", id="a set"),
        pytest.param(tei(""), "tei", id="TEI"),
        pytest.param(
            f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{tei("")}</teiCorpus>',
            "tei",
            id="a corpus",
        ),
    ],
)
def test_recognised_by_content(data: str, format: str) -> None:
    assert choose(data.encode(), "x").name == format


def test_an_article_of_another_format_is_none() -> None:
    docbook = b'<article xmlns="http://docbook.org/ns/docbook"><title>T</title></article>'

    assert readers()["jats"].recognises(docbook).value == "no"


@pytest.mark.shared
def test_every_context_of_the_sample_stands_in_its_section(shared: Path) -> None:
    papers, citing = 0, 0
    with tarfile.open(shared / "data/api-fixtures/unarXive_data_sample.tar.gz") as sample:
        (member,) = (m for m in sample if m.name.endswith(".jsonl"))
        stream = io.BytesIO(sample.extractfile(member).read())  # type: ignore[union-attr]
    for paper in readers()["unarxive"].read(stream, "x"):
        assert isinstance(paper, Paper)
        texts = {p.id: p.text for p in paper.passages}
        contexts = [c for r in paper.references for c in r.contexts]
        assert all(texts[c.section][c.start : c.end] == c.sentence for c in contexts)
        papers += 1
        citing += len(contexts)
    assert papers == 49
    assert citing > papers

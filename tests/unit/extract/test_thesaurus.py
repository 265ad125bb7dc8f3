"""Vocabularies of others, in their forms, and what several vocabularies have in common."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import ReadError
from graph.extract.tables import Alias, Row
from graph.extract.thesaurus import form_of, thesaurus_rows
from graph.extract.vocabularies import Vocabularies

SKOS = "http://www.w3.org/2004/02/skos/core#"
TURTLE = f"""\
@prefix skos: <{SKOS}> .
@prefix : <http://example.org/> .
:gauge a skos:Concept ; skos:prefLabel "Tide gauge"@en, "Pegel"@de ;
    skos:altLabel "tidal gauge"@en, "Gezeitenpegel"@de ; skos:broader :tool .
:tool a skos:Concept ; skos:prefLabel "Instrument"@en ; skos:narrower :buoy .
:buoy a skos:Concept ; skos:prefLabel "Boje"@de .
"""
XML = f"""\
<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="{SKOS}">
<skos:Concept rdf:about="http://example.org/gauge">
<skos:prefLabel xml:lang="en">Tide gauge</skos:prefLabel>
<skos:altLabel xml:lang="en">tidal gauge</skos:altLabel>
<skos:broader rdf:resource="http://example.org/tool"/></skos:Concept>
<skos:Concept rdf:about="http://example.org/tool">
<skos:prefLabel>Instrument</skos:prefLabel></skos:Concept>
</rdf:RDF>
"""
LINKED = {
    "@context": {"skos": SKOS},
    "@graph": [
        {
            "@id": "http://example.org/gauge",
            "skos:prefLabel": {"@value": "Tide gauge", "@language": "en"},
            "skos:altLabel": "tidal gauge",
            "skos:broader": {"@id": "http://example.org/tool"},
        },
        {"@id": "http://example.org/tool", "skos:prefLabel": "Instrument"},
    ],
}
_TOPIC, _IS = "<https://cso.example/topics/", "<http://cso.example/schema/cso#"
CSO = "".join(
    f'"{subject}","{name}","{value}"\n'
    for subject, name, value in (
        (f"{_TOPIC}tide_gauge>", "<http://www.w3.org/2000/01/rdf-schema#label>", "tide gauge"),
        (f"{_TOPIC}tidal_gauge>", "<http://www.w3.org/2000/01/rdf-schema#label>", "tidal gauge"),
        (f"{_TOPIC}tool>", "<http://www.w3.org/2000/01/rdf-schema#label>", "instrument"),
        (f"{_TOPIC}tool>", f"{_IS}superTopicOf>", f"{_TOPIC}tide_gauge>"),
        (f"{_TOPIC}tidal_gauge>", f"{_IS}preferentialEquivalent>", f"{_TOPIC}tide_gauge>"),
        (f"{_TOPIC}tide_gauge>", f"{_IS}relatedEquivalent>", f"{_TOPIC}tidal_gauge>"),
    )
)


def rows(name: str, content: str) -> list[Row]:
    data = content.encode()
    form = form_of(Path(name), data)
    assert form is not None
    return list(thesaurus_rows(Path(name), data, form))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("v.ttl", TURTLE, id="Turtle"),
        pytest.param("v", TURTLE, id="Turtle by its content"),
        pytest.param("v.rdf", XML, id="RDF/XML"),
        pytest.param("v", XML, id="RDF/XML by its content"),
        pytest.param("v.jsonld", json.dumps(LINKED), id="JSON-LD"),
        pytest.param("v", json.dumps(LINKED), id="JSON-LD by its content"),
        pytest.param("CSO.3.4.csv", CSO, id="table of CSO"),
    ],
)
def test_concepts_with_their_labels_and_what_is_broader(name: str, content: str) -> None:
    found = {row.name: row for row in rows(name, content)}

    assert found["tide gauge"].broader == ("instrument",)
    assert "tidal gauge" in [alias.text for alias in found["tide gauge"].aliases]
    assert found["tide gauge"].source == name
    assert "instrument" in found


def test_labels_are_english_where_there_are_any() -> None:
    found = {row.name: row for row in rows("v.ttl", TURTLE)}

    assert set(found) == {"tide gauge", "instrument", "boje"}
    assert [alias.text for alias in found["tide gauge"].aliases] == ["tidal gauge", "Tide gauge"]
    assert found["boje"].broader == ("instrument",)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("v.ttl", "@prefix skos: <", "not read as turtle", id="torn"),
        pytest.param("v.rdf", "<?xml version='1.0'?><a>", "not read as xml", id="XML torn"),
        pytest.param("v.jsonld", '{"@context": ', "not JSON", id="JSON torn"),
        pytest.param("v.ttl", "@prefix : <http://example.org/> . :a :b :c .", "label", id="none"),
        pytest.param(
            "v.jsonld",
            '{"@context": "http://example.org/c", "@id": "x"}',
            "fetched",
            id="elsewhere",
        ),
        pytest.param(
            "v.rdf",
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&x;</rdf:RDF>',
            "v.rdf",
            id="entity",
        ),
    ],
)
def test_what_is_wrong_is_told_in_one_line(name: str, content: str, told: str) -> None:
    with pytest.raises(ReadError, match=told) as caught:
        rows(name, content)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("v.tsv", b"name\tkind\tbroader\taliases\na\ttask\n", id="our table"),
        pytest.param("v.jsonl", b'{"name": "tide gauge"}\n', id="JSON Lines"),
        pytest.param("v.txt", b"# a comment\ntide gauge\tmethod\n", id="comment"),
    ],
)
def test_our_own_tables_are_left_to_their_reader(name: str, content: bytes) -> None:
    assert form_of(Path(name), content) is None


def test_what_two_vocabularies_call_alike_is_one_concept() -> None:
    ours = b"tide gauge\tmethod\tinstrument\ttidal gauges\ninstrument\tfield\n"
    theirs = (
        b"Tide-Gauges\tfield\tsea instruments\tmareograph\n"
        b"tidal gauge\tfield\n"
        b"sea instruments\tfield\n"
    )
    found = Vocabularies([(Path("a.tsv"), ours), (Path("b.tsv"), theirs)], shipped=1)
    rows = [(row.name, row.broader, row.aliases, row.source) for row in found.rows]

    assert rows == [
        ("tide gauge", ("instrument",), (Alias("tidal gauges"),), "a.tsv"),
        ("instrument", (), (), "a.tsv"),
        ("tide gauge", ("sea instruments",), (Alias("mareograph"),), "b.tsv"),
        ("tide gauge", (), (), "b.tsv"),
        ("sea instruments", (), (), "b.tsv"),
    ]
    assert (found.added, found.joined) == (1, 2)

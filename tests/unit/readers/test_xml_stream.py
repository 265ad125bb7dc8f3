"""Records of XML documents, as far as they can be read."""

from __future__ import annotations

import io

import pytest

from graph.model import Rejected, Warned
from graph.readers import within
from graph.readers.xml.elements import text
from graph.readers.xml.opening import opening
from graph.readers.xml.stream import Layout, Record, records

LAYOUT = Layout(records=("paper",), around=("volume",))


def read(
    document: bytes, layout: Layout = LAYOUT, most: int | None = None
) -> list[Record | Rejected | Warned]:
    return list(within(most, records(io.BytesIO(document), layout, "x")))


def said(document: bytes, layout: Layout = LAYOUT) -> list[str]:
    """Return the text of each record, `!` before the reason of a rejection, `?` of a warning."""
    signs = {Rejected: "!", Warned: "?"}
    return [
        text(item.element) if isinstance(item, Record) else signs[type(item)] + item.reason
        for item in read(document, layout)
    ]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param(b"<a><paper>x</paper><paper/></a>", ["x", ""], id="empty element"),
        pytest.param(b"<p:a xmlns:p='u'><p:paper>x</p:paper></p:a>", ["x"], id="prefix"),
        pytest.param(b"<paper>x</paper>", ["x"], id="the record is the root"),
        pytest.param(b"<a><!-- <paper>y</paper> --><paper>x</paper></a>", ["x"], id="comment"),
        pytest.param(b"<a><paper>x<!-- </paper> -->y</paper></a>", ["xy"], id="comment within"),
        pytest.param(
            b"<a><paper><![CDATA[</paper> & <b>]]></paper></a>", ["</paper> & <b>"], id="CDATA"
        ),
        pytest.param(b"<a><papers>x</papers><paper>y</paper></a>", ["y"], id="longer name"),
        pytest.param(b"<a><paper t='>'>x</paper></a>", ["x"], id="bracket in an attribute"),
        pytest.param(b"<a><paper>x</paper\n></a>", ["x"], id="end on the next line"),
        pytest.param(
            "<?xml version='1.0' encoding='ISO-8859-1'?><a><paper>é</paper></a>".encode("latin-1"),
            ["é"],
            id="Latin-1",
        ),
        pytest.param("<a><paper>é</paper></a>".encode("utf-16"), ["é"], id="UTF-16 with a mark"),
        pytest.param(
            "<?xml version='1.0' encoding='UTF-16'?><a><paper>é</paper></a>".encode("utf-16-be"),
            ["é"],
            id="UTF-16 without a mark",
        ),
        pytest.param(
            "<?xml version='1.0' encoding='UTF-16'?><a><paper>é</paper></a>".encode(),
            ["é"],
            id="UTF-8 that calls itself UTF-16",
        ),
        pytest.param(
            b"<?xml version='1.0' encoding='punycode'?><a><paper>x</paper></a>",
            ["x"],
            id="no encoding of text",
        ),
        pytest.param(
            b"<?xml version='1.0' encoding='iso-8859-0'?><a><paper>x</paper></a>",
            ["x"],
            id="no encoding that there is",
        ),
        pytest.param(b"<a><paper>&uuml;&eacute;</paper></a>", ["üé"], id="names of HTML"),
        pytest.param(
            b"<a><paper><b>x</c></paper><paper>y</paper></a>",
            ["!broken XML: Opening and ending tag mismatch: b line 1 and c (line 1)", "y"],
            id="tags",
        ),
        pytest.param(
            b"<a><paper>x<paper>y</paper></a>",
            ["!not closed before <paper>", "y"],
            id="not closed",
        ),
        pytest.param(
            b"<a><volume><paper>x</volume><paper>y</paper></a>",
            ["!not closed before </volume>", "y"],
            id="not closed before what is around it",
        ),
        pytest.param(
            b"<a><paper>x</paper><paper>y",
            [
                "x",
                "!not closed before the input ends",
                "?the input ends before </a>; some of it may be missing",
            ],
            id="cut off",
        ),
        pytest.param(
            b"<a><paper>x<!-- y</paper><paper>z</paper></a>",
            ["!broken XML: Comment not terminated (line 1)", "z"],
            id="comment without an end",
        ),
        pytest.param(
            b"<a><paper>" + b"<b>" * 100_000 + b"</paper><paper>y</paper></a>",
            ["!elements within elements, deeper than 256", "y"],
            id="too deep",
        ),
        pytest.param(
            b"<a><paper>" + b"<b/>" * 1_048_577 + b"</paper><paper>y</paper></a>",
            ["!more than 1,048,576 tags; --max-record raises the limit", "y"],
            id="too many elements",
        ),
        pytest.param(
            b"<a>" * 100_000 + b"<paper>x</paper>" + b"</a>" * 100_000,
            ["x"],
            id="deep outside of records",
        ),
    ],
)
def test_every_record_is_read_or_rejected(document: bytes, expected: list[str]) -> None:
    assert said(document) == expected


def test_a_record_that_is_too_long_is_rejected_alone() -> None:
    document = b"<a><paper>" + b"x" * 300_000 + b"</paper>\n<paper>y</paper></a>"

    found = read(document, most=200_000)

    assert [type(item) for item in found] == [Rejected, Record]
    assert [getattr(item, "line", 0) for item in found] == [1, 2]


BOMB = b"""<!DOCTYPE a [
 <!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
 <!ENTITY paper "<paper>not one</paper>"><!-- ]> -->
 <!ENTITY file SYSTEM "%s">
]>
<a><paper>&lol2;</paper><paper>&file;</paper></a>"""


def test_no_entity_is_expanded_and_no_file_opened(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret"
    secret.write_text("secret")

    found = read(BOMB % secret.as_uri().encode())

    assert [text(item.element) for item in found if isinstance(item, Record)] == [
        "&lol2;",
        "&file;",
    ]
    assert [item.warnings for item in found if isinstance(item, Record)] == [
        ["entities are not expanded (&lol2;)"],
        ["entities are not expanded (&file;)"],
    ]


@pytest.mark.parametrize(
    ("inside", "expected", "warning"),
    [
        pytest.param(b"R&D", "R&D", "&amp;", id="ampersand"),
        pytest.param(b"p < 0.05", "p < 0.05", "&lt;", id="less than"),
        pytest.param(b"a\0b", "a\ufffdb", "forbids", id="NUL"),
        pytest.param(b"a&#11;b", "a\ufffdb", "forbids", id="forbidden reference"),
        pytest.param(b"a&#99999999;b", "a\ufffdb", "forbids", id="no character"),
        pytest.param(b"a\xe9b", "a\ufffdb", "decode", id="bytes that do not decode"),
        pytest.param(b"&amp;uuml; & &uuml;", "&uuml; & ü", "&amp;", id="escaped twice"),
    ],
)
def test_small_mistakes_are_mended_with_a_warning(
    inside: bytes, expected: str, warning: str
) -> None:
    (item,) = read(b"<a><paper>" + inside + b"</paper></a>")

    assert isinstance(item, Record)
    assert text(item.element) == expected
    assert len(item.warnings) == 1
    assert warning in item.warnings[0]


def test_lines_and_what_stands_around_a_record() -> None:
    document = b"<a>\n<volume id='&lt;1'>\n<paper>x</paper><paper>y</paper>\n</volume>\n" + (
        b"<volume id='2'><paper\nid='3'>z</paper></volume></a>"
    )

    found = [item for item in read(document) if isinstance(item, Record)]

    assert [(item.line, item.around("volume", "id")) for item in found] == [
        (3, "<1"),
        (3, "<1"),
        (5, "2"),
    ]
    assert found[0].around("issue", "id") == found[0].around("volume", "name") == ""


def test_lines_of_a_mistake_count_in_the_document() -> None:
    (item,) = read(b"<a>\n\n<paper>\n<b>x\n</c></paper></a>")

    assert isinstance(item, Rejected)
    assert item.line == 3
    assert item.reason == "broken XML: Opening and ending tag mismatch: b line 4 and c (line 5)"


@pytest.mark.parametrize(
    "piece", [b"<", b"<!--", b"<a ", b'<a b="', b"<paper><![CDATA[", b"</", b"<!DOCTYPE ["]
)
def test_what_never_ends_is_passed_over(piece: bytes) -> None:
    document = piece * 20_000 + b"<paper>x</paper>"

    assert len(read(document, most=20_000)) <= 20_001


@pytest.mark.parametrize(
    ("head", "root", "namespace"),
    [
        pytest.param(b"<a/>", "a", "", id="bare"),
        pytest.param(
            b"\xef\xbb\xbf\n<?xml version='1.0'?><a:b xmlns:a='u'>", "b", "u", id="prefix"
        ),
        pytest.param(b"<!-- <x> --><!DOCTYPE a [<!ENTITY b '<c>'>]><a>", "a", "", id="type"),
        pytest.param("<?xml version='1.0'?><a>".encode("utf-16"), "a", "", id="UTF-16"),
    ],
)
def test_the_root_is_told_from_the_first_bytes(head: bytes, root: str, namespace: str) -> None:
    found = opening(head)

    assert found is not None
    assert (found.root, found.namespace) == (root, namespace)


@pytest.mark.parametrize("head", [b"", b"text", b"{}", b"<", b"<a", b"</a>", b"a <b>", b"<!--"])
def test_what_is_no_xml_has_no_root(head: bytes) -> None:
    assert opening(head) is None

import pytest

from graph.maps.plain import identifier_link, plain, safe_link, short


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\u202egnp.exe", "agnp.exe", id="right-to-left override"),
        pytest.param("a\u2067b\u2069c", "abc", id="isolates"),
        pytest.param("\u05d0\u200f!", "\u05d0\u200f!", id="a mark stays"),
        pytest.param("a\x00\x1b[31mb", "a[31mb", id="terminal and null"),
        pytest.param("a \n\t b", "a b", id="white space"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone surrogate"),
        pytest.param(None, "", id="nothing"),
        pytest.param("<b>&amp;</b>", "<b>&amp;</b>", id="markup is text"),
    ],
)
def test_plain_text_cannot_disturb_its_neighbours(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("title", "label"),
    [
        pytest.param("Short", "Short", id="fits"),
        pytest.param("DORY: a small boat for very large lakes", "DORY", id="subtitle"),
        pytest.param(
            "A study of boats on very large lakes", "A study of boats on very…", id="words"
        ),
        pytest.param("x" * 50, "x" * 29 + "…", id="one long word"),
        pytest.param("船" * 50, "船" * 29 + "…", id="no spaces"),
    ],
)
def test_a_label_is_short(title, label):
    assert short(title) == label


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("javascript:alert(1)", id="script"),
        pytest.param("JaVaScRiPt:alert(1)", id="script in mixed case"),
        pytest.param("java\nscript:alert(1)", id="script with a line break"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param("file:///x", id="file"),
        pytest.param("//host/x", id="no scheme"),
        pytest.param("https:///x", id="no host"),
        pytest.param("https://[x", id="broken"),
        pytest.param("https://a b", id="space"),
        pytest.param(None, id="nothing"),
    ],
)
def test_only_addresses_of_the_web_become_links(address):
    assert safe_link(address) is None


def test_a_link_stays_as_it_is():
    assert safe_link("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"


@pytest.mark.parametrize(
    ("identifier", "address"),
    [
        pytest.param("doi:10.1/a<b>#c", "https://doi.org/10.1/a%3Cb%3E%23c", id="doi"),
        pytest.param("arxiv:2403.05135", "https://arxiv.org/abs/2403.05135", id="arxiv"),
        pytest.param("arxiv:../x?y", "https://arxiv.org/abs/../x%3Fy", id="odd arxiv"),
    ],
)
def test_identifiers_lead_to_their_resolver(identifier, address):
    found = identifier_link(identifier)
    assert found is not None
    assert found[1] == address


@pytest.mark.parametrize("identifier", ["openalex:W1", "doi:", "x"])
def test_other_identifiers_have_no_link(identifier):
    assert identifier_link(identifier) is None

import json
import re
from html.parser import HTMLParser

import pytest

from graph.errors import ExportError
from graph.maps import write_map

HOSTILE = '</script ></script><img src=x onerror="pwned()">{{7*7}}{% raw %}\u2028&lt;'


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def _tags(text):
    parser = _Tags()
    parser.feed(text)
    return parser.found


def _data(text):
    block = re.search(r'<script id="graph" type="application/json">(.*?)</script>', text, re.DOTALL)
    assert block is not None
    return json.loads(block[1])


def test_report_counts_what_is_drawn(small, tmp_path):
    path = tmp_path / "map.html"
    report = write_map(small, path)
    data = _data(path.read_text("utf-8"))
    assert report.papers == 6
    assert report.nodes == len(data["nodes"])
    assert report.edges == len(data["edges"])
    assert report.size_bytes == path.stat().st_size
    assert report.left_out == {"concepts": 1}


def test_two_runs_write_the_same_bytes(small, tmp_path):
    write_map(small, tmp_path / "a.html")
    write_map(small, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_an_empty_graph_has_a_page_too(corpus, tmp_path):
    assert write_map(corpus.graph(), tmp_path / "map.html").nodes == 0


def test_the_page_names_no_other_file(small, tmp_path):
    path = tmp_path / "map.html"
    write_map(small, path)
    tags = _tags(path.read_text("utf-8"))
    assert not [attrs for _, attrs in tags if "src" in attrs or "href" in attrs]
    assert not [tag for tag, _ in tags if tag in ("link", "iframe", "img", "object", "base")]
    assert "sourceMappingURL" not in path.read_text("utf-8")


def test_the_policy_allows_nothing_but_what_is_inside(small, tmp_path):
    path = tmp_path / "map.html"
    write_map(small, path)
    policy = next(
        a["content"] for t, a in _tags(path.read_text("utf-8")) if t == "meta" and "http-equiv" in a
    )
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_titles_are_only_ever_text(corpus, tmp_path):
    corpus.paper(HOSTILE, HOSTILE, abstract=HOSTILE, venue=HOSTILE, url="javascript:pwned()")
    path = tmp_path / "map.html"
    write_map(corpus.graph(), path, title=HOSTILE)
    text = path.read_text("utf-8")
    harmless = {"graph"} | {None}
    assert [a for t, a in _tags(text) if t == "script" and a.get("id") not in harmless] == []
    assert not [t for t, a in _tags(text) if t == "img" or any(n.startswith("on") for n in a)]
    assert '<h1 dir="auto">&lt;/script &gt;&lt;/script&gt;&lt;img src=x' in text
    data = _data(text)
    assert data["things"][0]["abstract"].startswith("</script ></script><img")
    assert "{{7*7}}" in data["title"]
    assert "links" not in data["things"][0]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        pytest.param(None, "Map of papers", id="none"),
        pytest.param("  ", "Map of papers", id="blank"),
        pytest.param("Boats & kites", "Boats &amp; kites", id="given"),
    ],
)
def test_the_heading_is_the_title(small, tmp_path, title, heading):
    path = tmp_path / "map.html"
    write_map(small, path, title=title)
    assert f"<title>{heading}</title>" in path.read_text("utf-8")


@pytest.mark.parametrize(
    "where",
    [pytest.param("none/map.html", id="no such folder"), pytest.param(".", id="a folder")],
)
def test_a_place_that_cannot_be_written_is_named(small, tmp_path, where):
    with pytest.raises(ExportError) as caught:
        write_map(small, tmp_path / where)
    assert str(tmp_path / where) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_map_leaves_the_old_one(small, tmp_path):
    path = tmp_path / "map.html"
    path.write_text("old")
    with pytest.raises(Exception, match="title:none"):
        write_map(small, path, around="title:none")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


def test_a_link_is_followed(small, tmp_path):
    (tmp_path / "real.html").write_text("old")
    (tmp_path / "map.html").symlink_to("real.html")
    write_map(small, tmp_path / "map.html")
    assert (tmp_path / "map.html").is_symlink()
    assert (tmp_path / "real.html").read_text("utf-8").startswith("<!doctype html>")


def test_the_licence_of_the_drawing_library_is_kept(small, tmp_path):
    path = tmp_path / "map.html"
    write_map(small, path)
    text = path.read_text("utf-8")
    assert "Permission is hereby granted" in text
    assert "@license" in text

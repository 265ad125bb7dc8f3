from dataclasses import replace

import pytest

from graph.coverage import Coverage
from graph.schema import Graph, Label, Relation
from tests.unit.maps.corpus import Corpus

HOSTILE = [
    pytest.param("<img src=x onerror=pwned()>", id="image"),
    pytest.param("</script><script>pwned()</script>", id="script"),
    pytest.param("</script <img src=x onerror=pwned()>", id="script closed without a bracket"),
    pytest.param('"><svg onload=pwned()>', id="out of an attribute"),
    pytest.param('A "href" of <a href="javascript:pwned()">boats</a>', id="href"),
    pytest.param("{{7*7}} {% raw %} ${pwned()}", id="templates"),
    pytest.param("<!--<script>", id="comment and script"),
    pytest.param("<b>bold</b> _x_ *y* `z`", id="markup of labels"),
    pytest.param("a\u2028b ]]> \\u003c", id="line separator and escapes"),
    pytest.param("__proto__", id="property of all objects"),
    pytest.param("%E0%A4%A", id="broken percent signs"),
]


@pytest.fixture
def lake() -> Graph:
    """A paper that introduces Dory, one that compares with it, and a broad concept."""
    made = Corpus()
    dory = made.paper(
        "DORY: small boats for large lakes",
        "boats",
        "lakes",
        abstract="We build a boat.",
        year=2020,
    )
    other = made.paper("Canoes compared", "boats", "~lakes", year=2021, url="https://example.org/c")
    made.paper("Swimming instead", "-boats", "swimming", "lakes")
    made.paper("On rowing", "rowing", "swimming")
    made.edge(Relation.BROADER, "concept:rowing", "concept:boats")
    made.related(dory, other, 0.62)
    made.related(other, dory, 0.62)
    system = made.node(Label.SYSTEM, "system:dory", name="DORY", kind="system")
    made.edge(Relation.INTRODUCES, dory, system)
    made.edge(Relation.USES, other, system, stance="compares")
    code = {"url": "https://github.com/sea/dory", "owner": "sea", "name": "dory"}
    repository = made.node(Label.REPOSITORY, "repository:github.com/sea/dory", **code)
    made.edge(Relation.HAS_CODE, dory, repository, role="official")
    page = made.node(Label.PAGE, "page:sea.example.org", url="https://sea.example.org/dory")
    made.edge(Relation.HAS_PAGE, dory, page)
    author = made.node(Label.AUTHOR, "author:ada row", name="Ada Row")
    made.edge(Relation.WROTE, author, dory, position=0)
    return made.graph()


DORY = "title:DORY: small boats for large lakes"


def test_the_map_opens_without_a_request_or_a_complaint(opened, lake):
    map_ = opened(lake)
    map_.click(DORY)
    map_.page.mouse.wheel(0, -300)
    map_.page.keyboard.press("0")
    map_.page.wait_for_timeout(300)
    assert map_.all_faults() == []


def test_a_click_on_a_paper_shows_its_details(opened, lake):
    map_ = opened(lake)
    map_.click(DORY)
    panel = map_.page.locator("#panel")
    assert panel.locator("h2").inner_text() == "DORY: small boats for large lakes"
    text = panel.inner_text()
    for part in ("Ada Row", "2020", "We build a boat.", "lakes", "Canoes compared", "0.62"):
        assert part in text
    links = panel.locator("a").evaluate_all("all => all.map((a) => [a.href, a.rel, a.target])")
    assert ["https://github.com/sea/dory", "noopener noreferrer", "_blank"] in links
    assert ["https://sea.example.org/dory", "noopener noreferrer", "_blank"] in links


def test_a_related_paper_leads_to_itself(opened, lake):
    map_ = opened(lake)
    map_.click(DORY)
    map_.page.locator("#panel .row", has_text="Canoes compared").click()
    assert map_.page.evaluate("citegraph.selected()") == "title:Canoes compared"
    assert map_.page.locator("#panel h2").inner_text() == "Canoes compared"
    map_.page.go_back()
    map_.wait_for(DORY)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("dory", "DORY", id="system and paper"),
        pytest.param("canos", "Canoes compared", id="typing mistake"),
        pytest.param("ada", "DORY: small boats for large lakes", id="author"),
        pytest.param("row", "rowing", id="concept without a dot"),
        pytest.param("lakes large", "DORY: small boats for large lakes", id="words in any order"),
    ],
)
def test_search_finds_as_one_types(opened, lake, typed, first):
    map_ = opened(lake)
    map_.page.keyboard.press("/")
    map_.page.keyboard.type(typed)
    results = map_.page.locator("#results li bdi")
    assert first in [results.nth(i).inner_text() for i in range(min(2, results.count()))]
    map_.page.keyboard.press("Enter")
    assert map_.page.locator("#panel h2").count() == 1
    assert map_.all_faults() == []


def test_search_goes_by_arrows_and_says_when_nothing_is_found(opened, lake):
    map_ = opened(lake)
    query = map_.page.locator("#query")
    query.fill("dory")
    chosen = map_.page.locator("#results li[aria-selected=true]")
    before = chosen.inner_text()
    query.press("ArrowDown")
    assert chosen.count() == 1
    assert chosen.inner_text() != before
    query.fill("zzzzzz")
    assert "Nothing found" in map_.page.locator("#results").inner_text()


def test_escape_closes_the_search_then_the_panel(opened, lake):
    map_ = opened(lake)
    map_.click(DORY)
    map_.page.keyboard.press("/")
    map_.page.keyboard.type("dory")
    map_.page.keyboard.press("Escape")
    assert map_.page.locator("#results").is_hidden()
    assert map_.page.locator("#panel").is_visible()
    map_.page.locator("#canvas").focus()
    map_.page.keyboard.press("Escape")
    assert map_.page.locator("#panel").is_hidden()
    assert map_.page.evaluate("citegraph.selected()") is None


def test_a_concept_lists_its_papers_without_those_set_apart(opened, lake):
    map_ = opened(lake)
    map_.click("concept:boats")
    rows = map_.page.locator("#panel .row").all_inner_texts()
    assert [row.splitlines()[0] for row in rows] == [
        "Canoes compared",
        "DORY: small boats for large lakes",
        "On rowing",
    ]
    assert "through rowing" in rows[2]
    assert "3" in map_.page.locator("#panel h3").first.inner_text()


def test_a_kind_can_be_hidden_and_comes_back_when_looked_for(opened, lake):
    map_ = opened(lake)
    button = map_.page.locator("#legend button", has_text="Concepts")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert map_.page.evaluate("citegraph.positionOf", "concept:boats") is None
    map_.page.evaluate("citegraph.select", "concept:boats")
    assert map_.page.evaluate("citegraph.positionOf", "concept:boats") is not None
    assert button.get_attribute("aria-pressed") == "true"


def test_the_keyboard_goes_from_dot_to_dot(opened, lake):
    map_ = opened(lake)
    map_.page.locator("#canvas").focus()
    seen = set()
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        map_.page.keyboard.press(key)
        seen.add(map_.page.evaluate("citegraph.selected()"))
    assert None not in seen
    assert len(seen) > 1
    map_.page.keyboard.press("Enter")
    assert map_.page.evaluate("document.activeElement.id") == "panel"


def test_an_address_leads_to_a_dot(opened, lake):
    map_ = opened(lake, after="#concept%3Aboats")
    assert map_.page.evaluate("citegraph.selected()") == "concept:boats"
    assert map_.page.locator("#panel h2").inner_text() == "boats"


@pytest.mark.parametrize("after", ["#nothing", "#%E0%A4%A", "#<img>"])
def test_an_address_that_leads_nowhere_is_ignored(opened, lake, after):
    map_ = opened(lake, after=after)
    assert map_.page.evaluate("citegraph.selected()") is None
    assert map_.all_faults() == []


def test_around_opens_on_the_paper(opened, lake):
    map_ = opened(lake, around=DORY)
    assert map_.page.evaluate("citegraph.selected()") == DORY


def test_on_a_narrow_screen_the_panel_lies_below(opened, lake):
    map_ = opened(lake, width=390, height=800)
    map_.page.evaluate("citegraph.select", DORY)
    box = map_.page.locator("#panel").bounding_box()
    assert box["width"] == 390
    assert box["y"] > 300
    at = map_.page.evaluate("citegraph.positionOf", DORY)
    assert at["y"] < box["y"]
    assert map_.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_citations_say_what_they_rest_on(opened):
    made = Corpus()
    citing, cited = made.paper("Canoes"), made.paper("Paddles")
    made.edge(Relation.CITES, citing, cited)
    map_ = opened(replace(made.graph(), coverage=Coverage(1, 2)))
    for paper in (citing, cited):
        map_.click(paper)
        panel = map_.page.locator("#panel").inner_text()
        assert "references known for 1 of 2 papers" in panel
    assert map_.all_faults() == []


def test_an_empty_map_says_so(opened):
    map_ = opened(Corpus().graph())
    assert "nothing to draw" in map_.page.locator("#notes").inner_text()
    assert map_.all_faults() == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_and_never_run(opened, text):
    made = Corpus()
    key = made.paper(text, text, abstract=text, venue=text, url="javascript:pwned()")
    other = made.paper("Other", text)
    made.related(key, other, 0.5)
    system = made.node(Label.SYSTEM, f"system:{text}", name=text, kind=text)
    made.edge(Relation.INTRODUCES, key, system)
    made.edge(Relation.USES, other, system, stance=text)
    author = made.node(Label.AUTHOR, f"author:{text}", name=text)
    made.edge(Relation.WROTE, author, key, position=0)
    page = made.node(Label.PAGE, "page:x", url="javascript:pwned()")
    made.edge(Relation.HAS_PAGE, key, page)
    map_ = opened(made.graph(), title=text)
    shown = " ".join(text.split())
    assert " ".join(map_.page.locator("h1").inner_text().split()) == shown
    map_.click(key)
    assert " ".join(map_.page.locator("#panel h2").inner_text().split()) == shown
    assert (
        map_.page.locator("#panel a, #panel img, #panel svg:not(.bar), #panel script").count() == 0
    )
    map_.page.keyboard.press("/")
    map_.page.keyboard.type(text[:5])
    for dot in (f"concept:{text}", system):
        map_.page.evaluate("citegraph.select", dot)
        assert map_.page.evaluate("citegraph.selected()") == dot
    map_.page.mouse.move(640, 400)
    map_.page.wait_for_timeout(150)
    assert map_.all_faults() == []


def test_a_right_to_left_override_does_not_turn_its_neighbours(opened):
    made = Corpus()
    key = made.paper("safe\u202egpj.exe")
    map_ = opened(made.graph())
    map_.click(key)
    assert map_.page.locator("#panel h2").inner_text() == "safegpj.exe"
    assert "\u202e" not in map_.path.read_text("utf-8").partition('<script id="graph"')[0]


def test_the_policy_stops_what_would_slip_through(opened, lake):
    map_ = opened(lake)
    map_.page.evaluate(
        """() => {
          const script = document.createElement("script");
          try { script.textContent = "pwned()"; document.body.append(script); } catch {}
          try { document.body.innerHTML += "<img src=x onerror=pwned()>"; } catch {}
          try { new Image().src = "https://example.org/x.png"; } catch {}
          return fetch("https://example.org/").catch(() => null);
        }"""
    )
    map_.page.wait_for_timeout(200)
    assert "a text was run" not in map_.page.evaluate("window.violations")
    stopped = " ".join(map_.page.evaluate("window.violations"))
    for directive in ("require-trusted-types-for", "img-src", "connect-src"):
        assert directive in stopped

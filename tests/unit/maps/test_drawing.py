from graph.maps.choice import Options
from graph.maps.drawing import draw
from graph.maps.notes import counted, notes
from graph.schema import Label, Relation


def _named(drawing):
    return {thing["key"]: thing for thing in drawing.things}


def _drawn(drawing):
    return {drawing.things[thing]["key"] for thing, *_ in drawing.dots}


def _lines(drawing):
    keys = [thing["key"] for thing in drawing.things]
    return {(relation, keys[a], keys[b]) for relation, a, b in drawing.lines}


def test_a_paper_has_a_panel_with_all_that_is_known(small):
    drawing = draw(small, Options())
    panel = _named(drawing)["title:Boats at dusk"]
    names = [thing["name"] for thing in drawing.things]
    assert panel["authors"] == ["Ada Row"]
    assert panel["year"] == 2020
    assert panel["abstract"] == "We row."
    assert [names[other] for other, *_ in panel["related"]] == ["Boats at dawn", "Boats or kites"]
    assert panel["related"][0][1] == 0.9
    assert [names[i] for i in panel["introduces"]] == ["Dory"]
    assert ["code sea/dory", "https://github.com/sea/dory"] in panel["links"]
    assert [names[i] for i in panel["mentionedBy"]] == ["On rowing"]
    assert [names[i] for i in panel["cites"]] == ["Old oars"]


def test_a_concept_lists_its_papers_and_says_which_are_narrower(small):
    drawing = draw(small, Options())
    keys = [thing["key"] for thing in drawing.things]
    listed = _named(drawing)["concept:boats"]["papers"]
    assert [(keys[paper], through and keys[through]) for paper, through, _ in listed] == [
        ("title:Boats at dawn", None),
        ("title:Boats at dusk", None),
        ("title:Boats or kites", None),
        ("title:On rowing", "concept:rowing"),
        ("title:Kites", None),
    ]


def test_contrast_is_told_but_neither_drawn_nor_listed(small):
    drawing = draw(small, Options())
    keys = [thing["key"] for thing in drawing.things]
    kites = _named(drawing)["concept:kites"]
    assert "title:Boats or kites" not in [keys[paper] for paper, *_ in kites["papers"]]
    told = _named(drawing)["title:Boats or kites"]["concepts"]
    assert [keys.index("concept:kites"), "contrast"] in told
    assert ("ABOUT", "title:Boats or kites", "concept:kites") not in _lines(drawing)


def test_what_only_one_paper_names_has_a_panel_and_no_dot(small):
    drawing = draw(small, Options())
    assert "concept:rowing" in _named(drawing)
    assert "concept:rowing" not in _drawn(drawing)
    assert drawing.left_out == {"concepts": 1}


def test_papers_only_draws_papers_only(small):
    drawing = draw(small, Options(papers_only=True))
    kinds = {drawing.things[thing]["kind"] for thing, *_ in drawing.dots}
    assert kinds == {"paper", "cited"}
    assert "concept:boats" in _named(drawing)


def test_around_draws_all_that_the_paper_names(small):
    drawing = draw(small, Options(around="title:On rowing", depth=0))
    assert _drawn(drawing) == {"title:On rowing", "concept:rowing"}
    assert drawing.centre == 0


def test_a_hub_keeps_its_dot_and_loses_its_lines(corpus):
    for number in range(12):
        corpus.paper(f"p{number}", "everything", "half" if number % 2 else "other")
    drawing = draw(corpus.graph(), Options())
    assert "concept:everything" in _drawn(drawing)
    assert [drawing.things[hub]["name"] for hub in drawing.hubs] == ["everything"]
    assert not any("concept:everything" in line for line in _lines(drawing))
    assert any("everything" in note for note in notes(drawing))


def test_what_few_papers_are_all_about_comes_before_what_most_of_them_say(corpus):
    rare = corpus.node(Label.CONCEPT, "concept:rare", name="rare", weight=3.0)
    said = [f"said{number:02}" for number in range(20)]
    for name in said:
        corpus.node(Label.CONCEPT, f"concept:{name}", name=name, weight=0.3)
    for number in range(4):
        corpus.paper(f"p{number}", *said, *(["rare"] if number < 2 else []))

    drawing = draw(corpus.graph(), Options())

    concepts = {thing["key"]: thing for thing in drawing.things if thing["kind"] == "concept"}
    assert rare in _drawn(drawing)
    assert len(concepts.keys() - _drawn(drawing)) > 5
    assert max(concepts.values(), key=lambda thing: thing["worth"])["key"] == rare


def test_each_paper_draws_few_lines_to_its_relatives(corpus):
    papers = [corpus.paper(f"p{number:02}") for number in range(20)]
    for a in papers:
        for rank, b in enumerate(b for b in papers if b != a):
            corpus.related(a, b, 0.9 - rank / 100, rank + 1)
    assert len(draw(corpus.graph(), Options()).lines) <= 3 * len(papers)


def test_a_paper_is_called_by_what_it_introduces(corpus):
    paper = corpus.paper("DORY is a very long name for a boat that goes on")
    corpus.edge(Relation.INTRODUCES, paper, corpus.node(Label.SYSTEM, "system:dory", name="DORY"))
    assert _named(draw(corpus.graph(), Options()))[paper]["label"] == "DORY"


def test_nothing_to_draw_is_said(corpus):
    drawing = draw(corpus.graph(), Options())
    assert (drawing.dots, drawing.lines, counted(drawing)) == ([], [], "no papers")
    assert "nothing to draw" in notes(drawing)[0]


def test_what_is_left_out_is_said(small):
    drawing = draw(small, Options(limit=2))
    assert any("4 papers are left out" in note for note in notes(drawing))

import pytest

from graph.errors import NotFoundError, UsageError
from graph.maps.choice import Options, choose, find_concept
from graph.maps.reading import read


def _titles(graph, **options):
    chosen = choose(read(graph), Options(**options))
    return [key.removeprefix("title:") for key in chosen.papers]


def test_all_papers_that_were_read_are_shown(small):
    assert len(_titles(small)) == 6
    assert "old oars" not in _titles(small)


def test_a_limit_keeps_the_best_connected(small):
    chosen = choose(read(small), Options(limit=1))
    assert chosen.papers == ("title:Boats at dusk",)
    assert chosen.left_out == 5


def test_no_limit_is_zero(small):
    assert len(_titles(small, limit=0)) == 6


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        pytest.param(0, ["On rowing"], id="itself"),
        pytest.param(1, ["On rowing", "Boats at dusk"], id="one step, a mention"),
        pytest.param(
            2, ["On rowing", "Boats at dusk", "Boats at dawn", "Boats or kites"], id="two, by score"
        ),
    ],
)
def test_around_goes_so_many_steps(small, depth, expected):
    assert _titles(small, around="title:On rowing", depth=depth) == expected


@pytest.mark.parametrize("name", ["boats", "Boats", "concept:boats", " BOATS "])
def test_a_concept_is_found_however_it_is_written(small, name):
    assert find_concept(read(small), name) == "concept:boats"


def test_a_concept_keeps_narrower_and_leaves_out_contrast(small):
    assert set(_titles(small, concepts=("boats",))) == {
        "Boats at dusk",
        "Boats at dawn",
        "Boats or kites",
        "On rowing",
        "Kites",
    }
    assert set(_titles(small, concepts=("kites",))) == {"Kites", "More kites"}


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        pytest.param({"around": "title:none"}, NotFoundError, "title:none", id="paper"),
        pytest.param({"around": "concept:boats"}, NotFoundError, "No paper", id="not a paper"),
        pytest.param({"concepts": ("boatz",)}, NotFoundError, "boats", id="concept, suggested"),
        pytest.param({"depth": -1}, UsageError, "--depth", id="depth"),
        pytest.param({"limit": -1}, UsageError, "--limit", id="limit"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(small, options, error, says):
    with pytest.raises(error) as caught:
        choose(read(small), Options(**options))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)

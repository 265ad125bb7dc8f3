import pytest

from graph.schema import Graph, Label, Relation
from tests.unit.maps.corpus import Corpus


@pytest.fixture
def corpus() -> Corpus:
    return Corpus()


@pytest.fixture
def small() -> Graph:
    """Six papers: four about boats, one of them only about rowing, two about kites."""
    made = Corpus()
    first = made.paper("Boats at dusk", "boats", "dusk", abstract="We row.", year=2020)
    second = made.paper("Boats at dawn", "boats", "dusk", year=2021)
    third = made.paper("Boats or kites", "boats", "-kites")
    fourth = made.paper("On rowing", "rowing")
    fifth = made.paper("Kites", "kites", "~boats")
    sixth = made.paper("More kites", "kites")
    made.edge(Relation.BROADER, "concept:rowing", "concept:boats")
    made.related(first, second, 0.9)
    made.related(second, first, 0.9)
    made.related(first, third, 0.4, rank=2)
    made.related(third, first, 0.4)
    made.related(fifth, sixth, 0.5)
    made.related(sixth, fifth, 0.5)
    made.edge(Relation.MENTIONS, fourth, first, by=["Dusk"], stance="mentions")
    system = made.node(Label.SYSTEM, "system:dory", name="Dory", kind="system")
    made.edge(Relation.INTRODUCES, first, system)
    code = made.node(
        Label.REPOSITORY,
        "repository:github.com/sea/dory",
        url="https://github.com/sea/dory",
        host="github.com",
        owner="sea",
        name="dory",
    )
    made.edge(Relation.HAS_CODE, first, code, role="official")
    author = made.node(Label.AUTHOR, "author:ada row", name="Ada Row")
    made.edge(Relation.WROTE, author, first, position=0)
    cited = made.node(Label.PAPER, "title:old oars", title="Old oars", stub=True)
    made.edge(Relation.CITES, first, cited)
    made.edge(Relation.CITES, second, cited)
    return made.graph()

"""Exported files, read back by the program that will read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.errors import ExportError, GraphError, UsageError
from graph.exports import export
from graph.schema import Graph, Label, Node
from graph.stores.networkx_store import networkx
from tests.small_graph import EMOJI, WILD, graph_of, small_graph


def as_text(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Lists as the JSON texts that GraphML has instead."""
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        for name, value in properties.items()
    }


def test_graphml_reads_back(tmp_path: Path) -> None:
    export(small_graph(), tmp_path / "papers.graphml")
    read = nx.read_graphml(tmp_path / "papers.graphml", force_multigraph=True)
    made = networkx(small_graph())
    assert dict(read.nodes(data=True)) == {n: as_text(d) for n, d in made.nodes(data=True)}
    assert {(s, t, k): d for s, t, k, d in read.edges(keys=True, data=True)} == {
        (s, t, k): as_text(d) for s, t, k, d in made.edges(keys=True, data=True)
    }


def test_node_link_reads_back(tmp_path: Path) -> None:
    export(small_graph(), tmp_path / "papers.JSON")
    document = json.loads((tmp_path / "papers.JSON").read_text(encoding="utf-8"))
    read = nx.node_link_graph(document, edges="edges")
    assert nx.utils.graphs_equal(read, networkx(small_graph()))


@pytest.mark.parametrize("suffix", [".graphml", ".json"])
def test_a_graph_without_anything(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"empty{suffix}"
    export(graph_of([], []), path)
    read = (
        nx.read_graphml(path, force_multigraph=True)
        if suffix == ".graphml"
        else nx.node_link_graph(json.loads(path.read_text()), edges="edges")
    )
    assert len(read) == 0


@pytest.mark.parametrize("suffix", [".graphml", ".json"])
def test_the_same_bytes_again(tmp_path: Path, suffix: str) -> None:
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    export(small_graph(), one)
    export(small_graph(), two)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("title", "graphml"),
    [
        pytest.param("a\x00b\x08\x0b\x1f", "a\ufffdb\ufffd\ufffd\ufffd", id="control"),
        pytest.param("a\ud800b", "a\ufffdb", id="half a pair"),
        pytest.param("\ufffe\uffff", "\ufffd\ufffd", id="noncharacters"),
        pytest.param("a\r\nb\rc\td", None, id="line ends and tabs"),
        pytest.param(f"]]>{WILD}<![CDATA[{EMOJI}", None, id="markup"),
        pytest.param(" space ", None, id="space around"),
    ],
)
def test_hard_text(tmp_path: Path, title: str, graphml: str | None) -> None:
    key = f"title:{title}"
    graph = graph_of([Node(Label.PAPER, key, {"title": title})], [])
    export(graph, tmp_path / "hard.graphml")
    read = nx.read_graphml(tmp_path / "hard.graphml", force_multigraph=True)
    expected = graphml if graphml is not None else title
    assert read.nodes[f"title:{expected}"]["title"] == expected
    export(graph, tmp_path / "hard.json")
    (node,) = json.loads((tmp_path / "hard.json").read_text(encoding="utf-8"))["nodes"]
    assert (node["id"], node["title"]) == (key, title)


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        pytest.param("graph.xyz", None, ".xyz is no known format. Known are .graphml", id="suffix"),
        pytest.param("graph", None, "has no suffix that names a format", id="no suffix"),
        pytest.param("graph.json", "punched-cards", "punched-cards is no known", id="name"),
        pytest.param("none/graph.json", None, "cannot be written", id="no such folder"),
        pytest.param("folder.json", None, "is a folder", id="folder"),
    ],
)
def test_what_cannot_be_written(tmp_path: Path, name: str, kind: str | None, says: str) -> None:
    (tmp_path / "folder.json").mkdir()
    with pytest.raises((ExportError, UsageError)) as refused:
        export(small_graph(), tmp_path / name, kind)
    assert says in str(refused.value)


@pytest.mark.parametrize("kind", [".json", "json"])
def test_a_name_goes_before_the_suffix(tmp_path: Path, kind: str) -> None:
    export(small_graph(), tmp_path / "graph.txt", kind)
    assert json.loads((tmp_path / "graph.txt").read_text(encoding="utf-8"))["multigraph"]


def test_a_file_is_replaced_only_when_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "papers.json"
    path.write_text("before")

    def broken() -> Any:
        yield from small_graph().nodes()
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match="No space left"):
        export(Graph("small", 1, broken, small_graph().edges), path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        pytest.param("def write(graph, path): path.write_text('own')", None, id="works"),
        pytest.param("import no_such_module_of_ours", "tests-own-export", id="cannot be loaded"),
    ],
)
def test_other_packages_bring_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, says: str | None
) -> None:
    about = tmp_path / "tests_own_export-1.dist-info"
    about.mkdir()
    module = f"tests_own_export_{'broken' if says else 'working'}"
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: tests-own-export\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[citegraph.exports]\n.own = {module}:write\n")
    (tmp_path / f"{module}.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    path = tmp_path / "papers.own"
    if says is None:
        export(small_graph(), path)
        assert path.read_text() == "own"
    else:
        with pytest.raises(GraphError, match=says):
            export(small_graph(), path)

"""Which addresses name a repository."""

from __future__ import annotations

import pytest

from graph.addresses import host_and_path, repository


@pytest.mark.parametrize(
    ("address", "entity"),
    [
        pytest.param("https://github.com/Org/Tool", "github.com/Org/Tool", id="case-is-kept"),
        pytest.param("http://www.GitHub.com/a/b.git", "github.com/a/b", id="host-and-ending"),
        pytest.param("github.com/a/b/tree/main/src", "github.com/a/b", id="a-path-below"),
        pytest.param("gitlab.com/a/b/c/-/issues", "gitlab.com/a/b/c", id="nested-groups"),
        pytest.param("hf.co/a/b", "huggingface.co/a/b", id="a-short-host"),
        pytest.param("huggingface.co/datasets/a/b", "huggingface.co/datasets/a/b", id="a-data-set"),
        pytest.param("https://github.com/a", None, id="an-owner"),
        pytest.param("https://huggingface.co/papers/1", None, id="no-owner"),
        pytest.param("https://example.org/a/b", None, id="another-host"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_repository_of_an_address(address: str, entity: str | None) -> None:
    assert repository(*host_and_path(address)) == entity

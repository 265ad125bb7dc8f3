"""Addresses of code and pages, their role, and promises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import EntityKind, Findings, Role

Find = Callable[..., Findings]

REPOSITORIES = {
    "plain": ("Our code is at https://github.com/ant/hill.", "github.com/ant/hill", Role.OFFICIAL),
    "no scheme": ("Code: github.com/ant/hill", "github.com/ant/hill", Role.OFFICIAL),
    "in brackets": (
        "We release it (https://github.com/ant/hill).",
        "github.com/ant/hill",
        Role.OFFICIAL,
    ),
    "below": (
        "Code is available at https://github.com/ant/hill/tree/main/src.",
        "github.com/ant/hill",
        Role.OFFICIAL,
    ),
    "of git": (
        "The code is found at https://github.com/ant/hill.git",
        "github.com/ant/hill",
        Role.OFFICIAL,
    ),
    "with a dot in its name": (
        "Our code is at https://github.com/ant/hill.js.",
        "github.com/ant/hill.js",
        Role.OFFICIAL,
    ),
    "LaTeX prints other words": (
        r"See \href{https://github.com/ant/hill}{our code}.",
        "github.com/ant/hill",
        Role.OFFICIAL,
    ),
    "Markdown": (
        "Code: [here](https://github.com/ant/hill).",
        "github.com/ant/hill",
        Role.OFFICIAL,
    ),
    "groups of groups": (
        "Our code is at https://gitlab.com/ants/north/hill/-/tree/main/src.",
        "gitlab.com/ants/north/hill",
        Role.OFFICIAL,
    ),
    "a space": (
        "Try the demo at https://huggingface.co/spaces/ant/hill.",
        "huggingface.co/spaces/ant/hill",
        Role.OFFICIAL,
    ),
    "weights": (
        "The weights are at https://huggingface.co/ant/hill-7b.",
        "huggingface.co/ant/hill-7b",
        Role.OFFICIAL,
    ),
    "of a baseline": (
        "We follow the baseline of Bee (https://github.com/bee/hive).",
        "github.com/bee/hive",
        Role.MENTIONED,
    ),
    "escaped by LaTeX": (
        r"Our code is at \url{https://github.com/ant/ant\_hill}.",
        "github.com/ant/ant_hill",
        Role.OFFICIAL,
    ),
    "another host": (
        "The software is available at https://gitlab.com/nest/ant/hill.",
        "gitlab.com/nest/ant/hill",
        Role.OFFICIAL,
    ),
    "a data set on a hub": (
        "Our dataset is at https://huggingface.co/datasets/ant/hill.",
        "huggingface.co/datasets/ant/hill",
        Role.OFFICIAL,
    ),
    "a list of papers": (
        "We keep a list of papers at https://github.com/ant/hill.",
        "github.com/ant/hill",
        Role.RESOURCE,
    ),
    "a survey by its name": (
        "See https://github.com/ant/awesome-hills for more.",
        "github.com/ant/awesome-hills",
        Role.RESOURCE,
    ),
    "of others": (
        "Ours is based on https://github.com/ant/hill.",
        "github.com/ant/hill",
        Role.MENTIONED,
    ),
}


@pytest.mark.parametrize(("text", "entity", "role"), REPOSITORIES.values(), ids=REPOSITORIES)
def test_a_repository(text: str, entity: str, role: Role, find: Find) -> None:
    (mention,) = [m for m in find(text).mentions if m.kind is EntityKind.REPOSITORY]
    assert (mention.entity, mention.stance) == (entity, role)
    assert text[mention.span.start : mention.span.end] == mention.surface


PAGES = {
    "of a user": ("Project page: https://ant.github.io/hill/", "https://ant.github.io/hill"),
    "with a full stop": ("See https://ant-hill.github.io/.", "https://ant-hill.github.io"),
    "in LaTeX colours": (
        "The project website is at: magenta{https://ant.github.io/Hill/}",
        "https://ant.github.io/Hill",
    ),
    "a website in one word": ("Our website is https://ants.org/hill.", "https://ants.org/hill"),
    "elsewhere": ("Project page: https://ants.example.org/hill.", "https://ants.example.org/hill"),
}


@pytest.mark.parametrize(("text", "entity"), PAGES.values(), ids=PAGES)
def test_a_page(text: str, entity: str, find: Find) -> None:
    (mention,) = [m for m in find(text).mentions if m.kind is EntityKind.PAGE]
    assert mention.entity == entity
    assert not [m for m in find(text).mentions if m.kind is EntityKind.REPOSITORY]


NEITHER = {
    "an owner alone": "We thank https://github.com/ant for help.",
    "a feature of a host": "See https://github.com/features/actions for more.",
    "a film": "A demo video is at http://ants.example.org/hill.mp4 today.",
    "another address": "Ants live at https://example.org/nest as known.",
}


@pytest.mark.parametrize("text", NEITHER.values(), ids=NEITHER)
def test_neither(text: str, find: Find) -> None:
    kinds = {m.kind for m in find(text).mentions}
    assert not kinds & {EntityKind.REPOSITORY, EntityKind.PAGE}


PROMISES = {
    "code": "We dig. Code and data will be released.",
    "soon": "We dig. The models will soon be made available.",
    "a plan": "We dig. We plan to open-source our models.",
    "a model by its name": "We dig. The strong ANT-10B will be available later.",
    "available, but where": "We dig. Our training code is freely available.",
}


@pytest.mark.parametrize("text", PROMISES.values(), ids=PROMISES)
def test_a_promise(text: str, find: Find) -> None:
    assert find(text).code_promised == text.partition(". ")[2]


KEPT = {
    "an address": "We dig. Our code will be released at https://github.com/ant/hill.",
    "data of the world": "We dig where large amounts of labeled data are available.",
    "to the public": "We dig holes of data shown to public and private ants.",
    "nothing": "We dig and dig.",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_no_promise(text: str, find: Find) -> None:
    assert find(text).code_promised is None

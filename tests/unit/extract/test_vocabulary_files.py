"""What every shipped vocabulary file must be, read here without the loader."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "graph" / "extract" / "vocabulary"
FILES = sorted(FOLDER.rglob("*.tsv"))
CONCEPT_KINDS = {"method", "model", "task", "property", "field"}
NAME_KINDS = {"model", "dataset", "metric"}
HEADER = "name\tkind\tbroader\taliases"
ALIAS = re.compile(r"(?P<text>[^\[\]]+?)(?: \[(?P<guard>[^\[\]]+)\])?")
GUARD = re.compile(r"[+~-][\w/.'+&-]+\*?")

# Said in any paper, whatever it is about: each of them names a concept only beside other words.
_EVERYDAY = """
    ability absorbing accurate adapt adaptation align alignment analysis answer application
    approach architecture argument attention author balance base batch behavior bias block
    boosting bridge budget category chain change class code color comparison compression
    concept condition context control conversion cost customization data degree dependency
    depth design detection difference dimension direction discrete discussion distilled
    distribution domain draft effect efficiency emergence encoding energy engine environment
    error evaluation event evidence example execution experience experiment expert
    exploration expression factor feature filter flow focus forgetting form framework frame
    function gating generation graph group growth guidance head heuristic hypothesis
    identifier image impact implementation improvement index inference information input
    instance interaction interest issue key knowledge label language layer layout learning
    level library limit link list localization location loss map margin masked match
    matching mean measure memory merging method mind model module motion natural network
    node noise number object operation option order output pair paper parameter parser
    parsing part path pattern performance period personalization pipeline planner planning
    plan point policy position power precision prediction presentation pressure principle
    problem procedure process product program progress project proof property prune pruned
    pruning purpose quality quantized query question range rank rate reading recall recipe
    recognition redundancy region relation release rendering representation request resource
    response result role router routing rule sample sampler sampling scale scene science
    score scope search section segment selection sense sentence sequence series set shape
    sharing shift side signal simple simulation skill smile source space sparse speed stage
    standard state steering stemming step strategy structure student study style subspace
    support survey symmetry system table target task teacher technique temperature term test
    text theory time token tool topic tracking traffic training transformation transition
    translation tree trend trial type understanding unit update usage user utility
    validation value variant variation vector verification verifier version view vision
    vocabulary weight window word work world
"""
EVERYDAY = frozenset(_EVERYDAY.split())


@dataclass(frozen=True)
class Row:
    """One line of a file, its cells taken apart."""

    path: Path
    line: int
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.cells[0]

    @property
    def kind(self) -> str:
        return self.cells[1]

    @property
    def where(self) -> str:
        return f"{self.path.name}, line {self.line}"

    @property
    def is_name(self) -> bool:
        return self.path.parent.name == "names"

    @property
    def broader(self) -> list[str]:
        return [part for part in self.cells[2].split(" | ") if part]

    @property
    def aliases(self) -> list[str]:
        return [part for part in self.cells[3].split(" | ") if part]

    @property
    def surfaces(self) -> list[tuple[str, bool]]:
        """Every way of writing the name, and whether a guard stands by it."""
        found = [ALIAS.fullmatch(alias) for alias in self.aliases]
        pairs = [(m["text"], bool(m["guard"])) for m in found if m]
        own = [] if self.kind == "rule" or self.name in {t for t, _ in pairs} else [self.name]
        return [*((name, False) for name in own), *pairs]


def rows_of(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [
        Row(path, number, tuple(line.split("\t")))
        for number, line in enumerate(lines, start=1)
        if line and not line.startswith("#") and line != HEADER
    ]


ROWS = [row for path in FILES for row in rows_of(path)]
NAMED = {row.name: row for row in ROWS if row.kind not in ("rule", "none")}


def plain(surface: str) -> str:
    """Return a surface without hyphens and number; in lower case, unless its case counts."""
    words = re.sub(r"[-\s]+", " ", surface).split()
    cut = (w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)
    return " ".join(cut)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_states_source_and_licence_before_its_header(path):
    first, second, *rest = path.read_text(encoding="utf-8").split("\n")
    assert first.startswith("# Source: own work")
    assert second == "# Licence: MIT"
    assert rest[0] == HEADER
    assert rest[-1] == "", "the last line ends with a line feed"
    assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_have_four_trimmed_columns(path):
    for row in rows_of(path):
        assert len(row.cells) == 4, row.where
        assert all(cell == cell.strip() for cell in row.cells), row.where
        assert row.name, row.where


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_kinds_and_aliases_are_well_formed(path):
    kinds = (NAME_KINDS if path.parent.name == "names" else CONCEPT_KINDS | {"rule"}) | {"none"}
    for row in rows_of(path):
        assert row.kind in kinds, row.where
        for alias in row.aliases:
            match = ALIAS.fullmatch(alias)
            assert match, f"{row.where}: {alias}"
            for token in (match["guard"] or "").split():
                assert GUARD.fullmatch(token), f"{row.where}: {token}"
        assert len(set(row.aliases)) == len(row.aliases), f"{row.where}: an alias stands twice"


def test_a_name_has_one_row():
    where = defaultdict(list)
    for row in ROWS:
        if row.kind not in ("rule", "none"):
            where[row.kind if row.is_name else "concept", row.name].append(row.where)
    assert not {name: places for (_, name), places in where.items() if len(places) > 1}


def test_broader_concepts_exist_and_make_no_circle():
    for row in ROWS:
        assert not (row.kind in ("rule", "none") and row.broader), row.where
        for broader in row.broader:
            assert broader in NAMED, f"{row.where}: {broader}"

    def climb(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " > ".join([*path, name])
        for broader in NAMED[name].broader:
            climb(broader, (*path, name))

    for name in NAMED:
        climb(name, ())


def test_rules_are_for_concepts_that_exist_and_never_without_a_trigger():
    for row in ROWS:
        if row.kind == "rule":
            assert row.name in NAMED, row.where
            assert row.aliases, row.where


def test_no_alias_belongs_to_two_names_unless_guarded():
    owners = defaultdict(set)
    for row in ROWS:
        if row.kind != "rule":
            for surface, guarded in row.surfaces:
                if not guarded:
                    owners[row.is_name, plain(surface)].add(row.name)
    assert not {s: names for (_, s), names in owners.items() if len(names) > 1}


def test_no_second_spelling_gets_around_a_guard():
    for row in ROWS:
        lower = [(plain(s), guarded) for s, guarded in row.surfaces if s.islower()]
        bare = {surface for surface, guarded in lower if not guarded}
        assert not bare & {surface for surface, guarded in lower if guarded}, row.where


def test_no_everyday_word_stands_unguarded():
    bare = [
        f"{row.where}: {surface}"
        for row in ROWS
        if row.kind not in ("rule", "none")
        for surface, guarded in row.surfaces
        if not guarded and plain(surface) in EVERYDAY
    ]
    assert not bare


def test_proper_names_are_no_concepts():
    names = {
        s
        for row in ROWS
        if row.is_name and row.kind in ("model", "dataset")
        for s, _ in row.surfaces
    }
    shared = [
        f"{row.where}: {surface}"
        for row in ROWS
        if not row.is_name and row.kind in CONCEPT_KINDS
        for surface, guarded in row.surfaces
        if not guarded and surface in names
    ]
    assert not shared


def test_the_vocabulary_is_wide():
    concepts = sum(not row.is_name and row.kind in CONCEPT_KINDS for row in ROWS)
    names = {kind: sum(row.is_name and row.kind == kind for row in ROWS) for kind in NAME_KINDS}
    assert concepts >= 3000
    assert names["model"] >= 250
    assert names["dataset"] >= 250
    assert names["metric"] >= 80

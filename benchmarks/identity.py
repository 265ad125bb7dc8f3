"""Are records of one paper joined, and records of two papers kept apart?

    python benchmarks/identity.py FILE [--seed N] [--show N]

FILE has JSON Lines with `title` and `year`. Each paper is written twice, the second time the way
another source might have it: other spelling, a preprint for the published paper, initials, a lost
subtitle. Authors, venues and identifiers are invented. Beside them stand 500 papers that are
nearly namesakes of another. All is built as `graph build` does, in two orders of sources. Printed
are precision and recall over pairs of records that came to be one paper, by kind of noise, and the
CPU time of deciding it, a paper.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.assemble import graph
from graph.library.file import open_existing
from graph.model import Description
from graph.pipeline import build
from graph.resolve import papers as resolve
from graph.text import normal

Json = dict[str, Any]

NAMESAKES = 500
GIVEN = (
    *("Alba", "Anselm", "Bela", "Bruno", "Carla", "Chiara", "Dario", "Edda", "Emre"),
    *("Fatima", "Gesa", "Goran", "Hana", "Hugo", "Ines", "Ivo", "Jana", "Jonas", "Kaito"),
    *("Katya", "Lena", "Luca", "Mara", "Milan", "Nadia", "Noor", "Olga", "Oskar", "Petra"),
    *("Pia", "Quentin", "Rasa", "René", "Sanne", "Selma", "Tariq", "Tilda", "Ulla", "Vera"),
    *("Viktor", "Wanda", "Xia", "Yara", "Yusuf", "Zoë", "Zsófia", "Åsa", "Łucja", "Jürgen"),
    *("Iñaki",),
)
FAMILY = (
    *("Abara", "Aldersey", "Bergström", "Brandl", "Castellanos", "Chowdhary", "Dąbrowski"),
    *("Devereux", "Eklund", "Engelhardt", "Fairweather", "Ferreira", "Gallagher", "Grünwald"),
    *("Haverkamp", "Horváth", "Ishikawa", "Ivanova", "Jankowska", "Jørgensen", "Kalmár"),
    *("Kowalczyk", "Lindqvist", "Lombardi", "Marchetti", "Mbeki", "Nakamura", "Novotná"),
    *("Okafor", "Olivares", "Petrović", "Pinheiro", "Quiroga", "Ramaswamy", "Rasmussen"),
    *("Sánchez", "Schreiber", "Szabó", "Takahashi", "Torvald", "Ullmann", "Vasquez"),
    *("Villanueva", "Wachter", "Wójcik", "Xu", "Yamada", "Zeller", "Zhou", "Çelik"),
)
PARTICLES = ("van der", "de la", "von", "dos")
VENUES = (
    "Annals of Invented Results",
    "Conference on Made-up Methods",
    "Journal of Examples",
    None,
)
STYLES = ("arXiv", "CoRR", None)

Noise = Callable[[str, random.Random], str]


def _typo(title: str, rng: random.Random) -> str:
    places = [i for i, sign in enumerate(title[:-1]) if sign.isalpha() and title[i + 1].isalpha()]
    if not places:
        return title
    i = rng.choice(places)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice(
        (
            title[:i] + title[i + 1 :],
            title[:i] + title[i + 1] + title[i] + title[i + 2 :],
            title[:i] + letter + title[i + 1 :],
            title[:i] + letter + title[i:],
        )
    )


def _without_subtitle(title: str, rng: random.Random) -> str:
    for sign in (": ", " - ", " — ", " – ", "? "):
        if sign in title:
            return title.split(sign)[0]
    return title


def _latex(title: str, rng: random.Random) -> str:
    words = title.split(" ")
    for place, word in enumerate(words):
        if word[:1].isupper() and rng.random() < 0.5:
            words[place] = f"{{{word[0]}}}{word[1:]}" if rng.random() < 0.5 else f"{{{word}}}"
    text = " ".join(words).replace("&", r"\&").replace("–", "--").replace("é", r"{\'e}")
    return rng.choice((text, rf"\emph{{{text}}}", "{" + text + "}"))


def _without_accents(title: str, rng: random.Random) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFKD", title)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _entities(title: str, rng: random.Random) -> str:
    text = title.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&quot;")
    word = rng.choice(text.split(" "))
    return text.replace(word, f"<i>{word}</i>", 1)


def _cut(title: str, rng: random.Random) -> str:
    if len(title) < 60:
        return title
    return title[: rng.randint(45, len(title) - 8)].rstrip() + rng.choice(("...", "…", ""))


def _missing_space(title: str, rng: random.Random) -> str:
    spaces = [i for i, sign in enumerate(title) if sign == " "]
    if not spaces:
        return title
    i = rng.choice(spaces)
    return title[:i] + rng.choice(("", "-", "  ")) + title[i + 1 :]


NOISE: dict[str, Noise] = {
    "as it is": lambda t, rng: t,
    "upper case": lambda t, rng: t.upper(),
    "lower case": lambda t, rng: t.lower(),
    "title case": lambda t, rng: t.title(),
    "a typo": _typo,
    "two typos": lambda t, rng: _typo(_typo(t, rng), rng),
    "LaTeX": _latex,
    "subtitle lost": _without_subtitle,
    "no accents": _without_accents,
    "entities and tags": _entities,
    "cut off": _cut,
    "space lost": _missing_space,
    "full stop": lambda t, rng: t.rstrip(".") + ".",
    "a note": lambda t, rng: t + rng.choice((" (preprint)", " - A Preprint", " [PDF]")),
    "other dashes": lambda t, rng: t.replace("-", rng.choice("‐‑–")).replace(": ", " – "),
    "ligatures": lambda t, rng: t.replace("fi", "ﬁ").replace("fl", "ﬂ"),
}


def _people(rng: random.Random) -> list[str]:
    names = []
    for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5))):
        particle = f"{rng.choice(PARTICLES)} " if rng.random() < 0.05 else ""
        middle = f" {rng.choice('ABCDEHJKLM')}." if rng.random() < 0.2 else ""
        names.append(f"{rng.choice(GIVEN)}{middle} {particle}{rng.choice(FAMILY)}")
    return names


def _respelled(names: list[str], rng: random.Random) -> list[str]:
    """Write names as other sources do: initials, family name first, the first one only."""
    style = rng.choice(
        ("as", "as", "initials", "initials", "comma", "comma initials", "swapped", "few")
    )
    if style == "swapped" and len(names) > 1:
        return [names[1], names[0], *names[2:]]
    if style == "few":
        return names[: rng.choice((1, 2))]
    return [_restyled(name, style) for name in names]


def _restyled(name: str, style: str) -> str:
    words = name.split()
    given = [w for w in words if w[0].isupper()][:-1]
    family = " ".join(words[len(given) :])
    if "initials" in style:
        given = [f"{w[0]}." for w in given]
    return f"{family}, {' '.join(given)}" if "comma" in style else f"{' '.join(given)} {family}"


def corpus(file: Path, seed: int) -> list[Json]:
    """Return records with `work`, which paper they are of, and `noise`, how they were changed."""
    rng = random.Random(seed)
    told = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    times = Counter(normal(one["title"]) for one in told)
    told = [one for one in told if times[normal(one["title"])] == 1]
    records = []
    for number, one in enumerate(told):
        year = int(one["year"] or 2015)
        first = {
            "title": one["title"],
            "authors": _people(rng),
            "year": year,
            "venue": rng.choice(VENUES),
            "work": f"w{number}",
            "noise": "",
        }
        noise = list(NOISE)[number % len(NOISE)]
        second = first | {
            "title": NOISE[noise](one["title"], rng),
            "authors": _respelled(first["authors"], rng),
            "year": year - rng.choice((0, 0, 0, 1)),
            "venue": rng.choice(STYLES),
            "noise": noise,
        }
        if rng.random() < 0.4:
            first["doi"] = f"10.1000/{number}"
        if rng.random() < 0.4:
            second["arxiv"] = f"{year % 100:02}01.{number:05}"
        records += [first, second]
    return records + _namesakes(records[::2], rng)


def _namesakes(originals: list[Json], rng: random.Random) -> list[Json]:
    """Return papers that are nearly namesakes of others, or of each other."""
    made = []
    for number, like in enumerate(rng.sample(originals, NAMESAKES)):
        other = like | {"work": f"n{number}", "noise": "", "doi": None}
        style = number % 5
        if style == 0:
            other |= {"authors": _people(rng), "year": like["year"] + rng.randint(-4, 4)}
        elif style == 1:
            other["title"] = f"{like['title']}, Part {rng.choice(('II', '2', 'Two'))}"
        elif style == 2:
            other["title"] = (
                f"{rng.choice(('Erratum to', 'Reply to', 'Comment on'))}: {like['title']}"
            )
        elif style == 3:
            name = rng.choice(("Velora", "Quassel", "Mirbat")) + f"-{number}"
            made.append(other | {"title": f"{name}: {like['title']}", "work": f"m{number}"})
            other["title"] = f"{name}.5: {like['title']}"
        else:
            made.append(other | {"title": f"{like['title']} 2.0", "work": f"m{number}"})
            other["title"] = f"{like['title']} 3.0"
        made.append(other)
    return made


def scored(records: list[Json], groups: list[list[int]], show: int) -> None:
    """Print precision and recall over pairs, recall by noise, and some of what went wrong."""
    paper = {index: number for number, group in enumerate(groups) for index in group}
    works = defaultdict(list)
    for index, record in enumerate(records):
        works[record["work"]].append(index)
    found = {(a, b) for group in groups for a in group for b in group if a < b}
    wanted = {(a, b) for same in works.values() for a in same for b in same if a < b}
    by_noise: dict[str, list[int]] = defaultdict(list)
    for one, other in sorted(wanted):
        by_noise[records[other]["noise"]].append(paper[one] == paper[other])
    for noise, right in sorted(by_noise.items()):
        print(f"  {noise:<18} {sum(right):>4} of {len(right)}")
    for name, pairs in (("joined wrongly", found - wanted), ("missed", wanted - found)):
        for one, other in sorted(pairs)[:show]:
            print(f"{name}:")
            for index in (one, other):
                told = records[index]
                print(f"    {told['title']} | {', '.join(told['authors'])} | {told['year']}")
    right = len(found & wanted)
    print(f"precision {right / len(found):.4f}, recall {right / len(wanted):.4f}")


def built(
    records: list[Json], folder: Path, name: str, seed: int
) -> tuple[list[list[int]], object]:
    """Build records from four sources; return papers, and all that the graph holds."""
    rng = random.Random(seed)
    sources = []
    for part in range(4):
        file = folder / f"{part}.jsonl"
        lines = [
            record | {"id": None, "url": f"https://example.org/{n}"}
            for n, record in enumerate(records)
        ][part::4]
        file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
        sources.append(str(file))
    rng.shuffle(sources)
    store = str(folder / name)
    build(sources, store)
    with open_existing(store) as library:
        told = graph(library)
        dump = [*map(repr, told.nodes()), *map(repr, told.edges())]
        groups = defaultdict(list)
        for paper, shown, line in library.connection.execute(
            "SELECT paper, shown, line FROM record JOIN source ON source.id = source"
        ):
            groups[paper].append(4 * (line - 1) + int(Path(shown).stem))
    return list(groups.values()), dump


def main() -> None:
    """Print the scores of one corpus, and whether order matters."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--quick", action="store_true", help="Only decide; build nothing.")
    asked = parser.parse_args()
    records = corpus(asked.file, asked.seed)
    told = [Description(r["title"], tuple(r["authors"]), r["year"]) for r in records]
    begin = time.process_time()
    found = resolve(told)
    spent = time.process_time() - begin
    print(f"{len(records):,} records, {spent / len(records) * 1000:.3f} ms of CPU each")
    if asked.quick:
        scored(records, found.groups, asked.show)
        print(f"{len(found.doubts):,} pairs in doubt")
        return
    with tempfile.TemporaryDirectory() as folder:
        groups, dump = built(records, Path(folder), "one.graph", 1)
        scored(records, groups, asked.show)
        _, other = built(records, Path(folder), "other.graph", 2)
        print(
            "another order of sources: " + ("the same graph" if dump == other else "ANOTHER GRAPH")
        )


if __name__ == "__main__":
    main()

"""The references that several records give of one paper, made one bibliography.

Indexes hand out long bibliographies in pages, and two indexes know one paper's
references each in its own way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..identifiers import Identifier, identifier_fields
from ..model import CONTEXTS
from ..text import normal, says_nothing

Json = dict[str, Any]

# Indexes tell the year of the preprint or that of the published version.
_YEARS_APART = 1


class Given(NamedTuple):
    """The references that one record of a source gives."""

    source: int
    references: list[Json]


def united(records: Iterable[Given], passages: Mapping[str, str]) -> list[Json]:
    """Return the references of all records, each once, those of the first record first.

    What one record lacks of a reference (title, year, identifiers, contexts)
    comes from the next that has it. A record that has a reference twice keeps
    it twice. Every reference gets `named`: pairs of a source and what that
    source calls the paper.

    Args:
        records: In the order in which they count.
        passages: Texts that the paper shows, by id; a sentence that stands in
            none of them is kept, but has no place.
    """
    told = [
        [_entry(reference, record.source, passages) for reference in record.references]
        for record in records
        if record.references
    ]
    if len(told) == 1:
        return told[0]
    bibliography = _Bibliography()
    for references in told:
        bibliography.add(references)
    return bibliography.entries


def _entry(reference: Json, source: int, passages: Mapping[str, str]) -> Json:
    local = reference["local"]
    contexts = [
        context if _stands(context, passages) else context | {"section": "", "start": 0, "end": 0}
        for context in reference["contexts"][:CONTEXTS]
    ]
    return reference | {"contexts": contexts, "named": [[source, local]] if local else []}


def _stands(context: Json, passages: Mapping[str, str]) -> bool:
    text = passages.get(context["section"], "")
    return bool(text[context["start"] : context["end"]] == context["sentence"])


def identifiers_of(reference: Json) -> list[Identifier]:
    """Return the identifiers of a reference, one of each scheme first."""
    first = [Identifier(*item) for item in reference["identifiers"].items()]
    others = reference.get("other_identifiers", [])
    return first + [Identifier(o["scheme"], o["value"]) for o in others]


class _Bibliography:
    """References that were given, found by all that may tell they are the same."""

    def __init__(self) -> None:
        self.entries: list[Json] = []
        self._places: dict[Hashable, list[int]] = defaultdict(list)

    def add(self, references: Iterable[Json]) -> None:
        """Add those of one record; they are compared with earlier records only."""
        touched: dict[int, Hashable] = {}
        times: Counter[Hashable] = Counter()
        for reference in references:
            said = (reference["text"], reference["title"], reference["year"])
            times[said] += 1
            # Of what says nothing ("2005") the second in one record is the second in another.
            whole: Hashable = None if reference["named"] else (said, times[said])
            place = self._place([*_signs(reference), whole], reference)
            if place is None:
                place = len(self.entries)
                self.entries.append(reference)
            else:
                self.entries[place] = _completed(self.entries[place], reference)
            touched[place] = whole
        for place, whole in touched.items():
            for sign in (*_signs(self.entries[place]), whole):
                if sign and place not in self._places[sign]:
                    self._places[sign].append(place)

    def _place(self, signs: Iterable[Hashable], reference: Json) -> int | None:
        for sign in signs:
            for place in self._places.get(sign, ()):
                if isinstance(sign, Identifier) or _agree(self.entries[place], reference):
                    return place
        return None


def _signs(reference: Json) -> Iterator[Hashable]:
    yield from identifiers_of(reference)
    yield from map(tuple, reference["named"])
    # A text of one word may be a name, which means something else in each source.
    title = normal(reference["title"] or reference["text"] or "")
    if not says_nothing(title) and (reference["title"] or " " in title):
        yield title


def _agree(one: Json, other: Json) -> bool:
    """Tell whether neither identifiers nor years speak against two being the same."""
    schemes = {i.scheme for i in identifiers_of(one)}
    if any(i.scheme in schemes for i in identifiers_of(other)):
        return False
    mine, theirs = one["year"], other["year"]
    return mine is None or theirs is None or abs(mine - theirs) <= _YEARS_APART


def _completed(known: Json, told: Json) -> Json:
    first, others = identifier_fields(frozenset([*identifiers_of(known), *identifiers_of(told)]))
    sentences = {c["sentence"] for c in known["contexts"]}
    contexts = known["contexts"] + [c for c in told["contexts"] if c["sentence"] not in sentences]
    return {
        **known,
        **{name: known[name] or told[name] for name in ("text", "title", "year")},
        "identifiers": first,
        "other_identifiers": others,
        "named": known["named"] + [n for n in told["named"] if n not in known["named"]],
        "contexts": contexts[:CONTEXTS],
    }

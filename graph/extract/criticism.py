"""What one sentence says of others' work and the next one finds wanting."""

from __future__ import annotations

from collections.abc import Iterator

from .patterns import either, pattern

_WORKS = either(
    "methods approaches techniques systems algorithms models solutions frameworks strategies "
    "schemes pipelines works studies networks"
)
_FAILS = either(
    "suffers? fails? struggles? cannot unable incapable limited lacks? ignores? neglects? "
    "overlooks? inefficient expensive costly intractable impractical inadequate insufficient "
    "unreliable prone slow"
)
# "However, they are slow": what the sentence before speaks of is found wanting.
_THEY = pattern(
    r"\W*(?:(?:however|yet|but|nevertheless|nonetheless|unfortunately|still|though),?\s+)?"
    rf"(?:they|(?:these|those|such)\s+(?:[\w-]+\s+){{0,2}}?{_WORKS}|these|those)"
    rf"(?:,\s+however,)?(?:\s+[\w-]+){{0,4}}?\s+{_FAILS}\b"
)
# "However, the cost is high" may speak of anything before.
_BUT = pattern(
    rf"\W*(?:however|yet|unfortunately|nevertheless|nonetheless)\b[^;:]{{0,120}}?\b{_FAILS}\b"
)
# The subject of a sentence ends at its verb.
_VERB = pattern(
    r"\s"
    + either(
        "are were have had can could may might will show(?:ed)? achieved? reach(?:ed)? became "
        "become used? rel(?:y|ied) learn(?:ed)? perform(?:ed)? provided? offer(?:ed)? require "
        "operate excel dominate need"
    )
    + r"\b"
)
# "Many methods use X": others do, and if that fails X is at fault.
_MANY_DO = pattern(
    r"\W*(?:\w+ly,\s+|today,\s+)?"
    + either("most many recent some several common popular typical standard existing")
    + rf"\b(?:[\s-]+[\w/-]+){{0,3}}?[\s-]+{_WORKS}\b[^.;:]{{0,60}}?\s"
    + either("rely_(?:up)?on relied_(?:up)?on used? employ adopt leverage utilize exploit build_on")
    + r"\s(?P<objects>[^.;:]{0,160})"
)
_PURPOSE = pattern(r"\s(?:to|for|in\s+order)\s")


def wanting(sentence: str, following: str) -> Iterator[tuple[int, int]]:
    """Yield what of a sentence the next one criticises, counted from its start.

    Args:
        sentence: Of others' work.
        following: The next one.
    """
    they = _THEY.match(following) is not None
    if not they and not _BUT.match(following):
        return
    many = _MANY_DO.match(sentence)
    if many:
        start, stop = many.start("objects"), _PURPOSE.search(sentence, many.start("objects"))
        yield start, min(stop.start() if stop else len(sentence), many.end("objects"))
    elif they:
        verb = _VERB.search(sentence)
        if verb:
            yield 0, verb.start()

"""Expressions that are compiled when they are first used: compiling takes longer than an answer."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "sub")


class _Later:
    """Stands for an expression; its methods are put in place when one is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what searches, matches and substitutes as the compiled expression does."""
    return cast("re.Pattern[str]", _Later(source, flags))

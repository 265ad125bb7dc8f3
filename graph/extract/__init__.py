"""Paper to what it mentions: concepts, names, acronyms, repositories, terms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .extraction import Extraction


def extractor(vocabularies: Sequence[Path] = (), jobs: int = 1) -> Extraction:
    """Return an extraction with the shipped vocabulary and, after it, others.

    With more than one job it has to be closed, as by `with`.

    Raises:
        ReadError: A vocabulary cannot be opened, or is not of the format.
    """
    from .extraction import Extraction

    return Extraction(vocabularies, jobs)

"""What a build did: counted, and told line by line."""

from __future__ import annotations

from dataclasses import dataclass, field

from .errors import ReadError
from .model import Rejected, Skipped, Warned


@dataclass(slots=True)
class Counts:
    """What became of the records that were read."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    missing: int = 0
    pruned: int = 0


@dataclass(slots=True)
class SourceReport:
    """What one source gave; `papers` counts records before merging."""

    origin: str
    format: str
    papers: int = 0
    rejected: int = 0
    skipped: int = 0


@dataclass(slots=True)
class VocabularyReport:
    """What the vocabularies of the user brought: new concepts, and those that were known."""

    added: int
    joined: int


@dataclass(slots=True)
class Report:
    """What a build did; `vocabulary` where the user named any."""

    store: str
    sources: list[SourceReport] = field(default_factory=list)
    papers: Counts = field(default_factory=Counts)
    rejected: list[Rejected] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    nodes: dict[str, int] = field(default_factory=dict)
    edges: dict[str, int] = field(default_factory=dict)
    vocabulary: VocabularyReport | None = None
    seconds: float = 0.0

    def fail(self, error: ReadError) -> None:
        """Tell of a source that cannot be read; what ends an archive is told once."""
        if str(error) not in self.failed:
            self.failed.append(str(error))

    @property
    def incomplete(self) -> bool:
        """Some input was rejected, or a source could not be read."""
        return bool(self.rejected or self.failed)

"""Every error that a user can meet.

GraphError                  one clear line; the command line prints it and exits 1
├── ReadError               a source cannot be read
│   ├── UnknownFormatError      no reader recognises it
│   ├── AmbiguousFormatError    more than one reader does
│   └── NoPapersError           no source gave a paper
├── LibraryError            the embedded file cannot be opened or written
│   ├── NotALibraryError        it is something else
│   ├── NewerLibraryError       a newer version of citegraph wrote it
│   └── OlderLibraryError       an older one did, in a way that is no longer read
├── StoreError              a store cannot be reached, or refuses
│   └── ForeignDataError        it holds data that a load of ours did not make
├── CypherError             a statement is refused, wrong, or ran too long
├── NotFoundError           no paper, or more than one, fits what was asked for
├── NotDecidedError         records cannot be merged or parted as asked
├── ExportError             a file cannot be written
├── ModelError              a sentence-embedding model cannot be used
└── UsageError              wrong usage: exit 2
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class GraphError(Exception):
    """What could not be done, to what, and what to try next, in one line.

    Attributes:
        code: Short name of the error in JSON output.
    """

    code = "error"


class ReadError(GraphError):
    """A source cannot be read."""

    code = "unreadable"


class UnknownFormatError(ReadError):
    """No reader recognises the input."""

    code = "unknown_format"

    def __init__(self, origin: str, formats: Iterable[str]) -> None:
        self.origin = origin
        self.formats = tuple(sorted(formats))
        super().__init__(
            f"{origin}: of no format that is known. If it is of one that is read, "
            "name it with --format; --format list shows the names."
        )


class AmbiguousFormatError(ReadError):
    """More than one reader recognises the input."""

    code = "ambiguous_format"

    def __init__(self, origin: str, candidates: Iterable[str]) -> None:
        self.origin = origin
        self.candidates = tuple(sorted(candidates))
        super().__init__(
            f"{origin}: could be {' or '.join(self.candidates)}. "
            f"Name the format, for example --format {self.candidates[0]}."
        )


class NoPapersError(ReadError):
    """No source gave a paper; nothing was written."""

    code = "no_papers"


class LibraryError(GraphError):
    """The embedded file cannot be opened or written."""

    code = "library"


class NotALibraryError(LibraryError):
    """The file is something else."""

    code = "not_a_library"


class NewerLibraryError(LibraryError):
    """A newer version of citegraph wrote the file."""

    code = "newer_library"


class OlderLibraryError(LibraryError):
    """An older version of citegraph wrote the file, in a way that is no longer read."""

    code = "older_library"


class StoreError(GraphError):
    """A store cannot be reached, or refuses."""

    code = "store"


class ForeignDataError(StoreError):
    """The store holds data that a load of ours did not make."""

    code = "foreign_data"


class CypherError(GraphError):
    """A statement is refused, wrong, or ran too long."""

    code = "cypher"


class NotFoundError(GraphError):
    """No paper, or more than one, fits what was asked for.

    Attributes:
        candidates: Rows of `key`, `title`, `year`, `score`, best first, at most ten.
    """

    def __init__(
        self, message: str, code: str, candidates: Sequence[dict[str, object]] = ()
    ) -> None:
        self.code = code
        self.candidates = list(candidates)
        super().__init__(message)


class NotDecidedError(GraphError):
    """Records cannot be merged or parted as asked."""

    code = "not_decided"


class ExportError(GraphError):
    """A file cannot be written."""

    code = "export"


class ModelError(GraphError):
    """A sentence-embedding model cannot be used."""

    code = "model"


class UsageError(GraphError):
    """Wrong usage: the command line exits with 2."""

    code = "usage"

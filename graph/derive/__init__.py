"""Facts of the corpus: what follows from all papers together, made anew after each build.

The order matters: discovered concepts count in the weights, weights and
mentions in the vectors, vectors in RELATED.
"""

from __future__ import annotations

from ..library.file import Library
from ..library.reading import count_coverage
from .citing import write_citing
from .closeness import write_related, write_vectors
from .co_occurrence import write_co_occurrences
from .concepts import discover, weigh
from .mentions import write_mentions


def derive(library: Library) -> None:
    """Write all facts of the corpus, in one transaction.

    What a model made of the papers is in the library already, see `meaning.embed`.
    Afterwards the library says that it is derived. Doing it again changes nothing.
    """
    with library.transaction() as connection:
        discover(connection)
        weigh(connection)
        write_mentions(connection)
        write_citing(connection)
        write_vectors(connection)
        write_related(connection)
        write_co_occurrences(connection)
        count_coverage(connection)
        connection.execute("UPDATE library SET derived = generation, state = hex(randomblob(4))")

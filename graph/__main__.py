"""Starts the command line, from a checkout or from the wheel."""

from __future__ import annotations

import gc
import os
from importlib.util import module_from_spec, spec_from_file_location

from ._beside import beside

# New objects after which cycles are looked for. Few are made here, and the seven hundred of
# Python mean to look through modules and vocabularies time and again; more than a vocabulary
# has, so that it is not looked through before anything is found.
_OBJECTS = 200_000


def main() -> None:
    """Run the app of cli.py, wherever that file lies.

    runpy would do it in one line, but compiles the file anew at every start;
    a loader keeps the bytecode.
    """
    gc.set_threshold(_OBJECTS)
    # NumPy would start a thread for each core; no matrix here is worth one.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    path = beside("cli.py")
    spec = spec_from_file_location("graph_cli", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    cli = module_from_spec(spec)
    spec.loader.exec_module(cli)
    try:
        cli.main()
    finally:
        # The process ends, and Python would look through all that is left.
        gc.freeze()


if __name__ == "__main__":
    main()

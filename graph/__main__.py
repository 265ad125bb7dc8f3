"""Starts the command line, from a checkout or from the wheel."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location

from ._beside import beside


def main() -> None:
    """Load cli.py from where it lies and run its app.

    Through a loader, not runpy: that would compile the file at every start.
    """
    path = beside("cli.py")
    spec = spec_from_file_location("graph_cli", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    cli = module_from_spec(spec)
    spec.loader.exec_module(cli)
    cli.app()


if __name__ == "__main__":
    main()

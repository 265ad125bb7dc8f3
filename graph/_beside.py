"""Files that lie beside the package in a checkout, and inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def beside(name: str) -> Path:
    """Say where `cli.py` or `cypher` lies; the path need not exist."""
    inside = _HERE / name
    return inside if inside.exists() else _HERE.parent / name

"""Finds what a checkout has next to `graph/` and a wheel has within it."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def beside(name: str) -> Path:
    """Say where `cli.py` or `cypher` lies; the path need not exist."""
    inside = _HERE / name
    return inside if inside.exists() else _HERE.parent / name

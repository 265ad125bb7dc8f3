"""How answers look: plain tables and cards, JSON, CSV, progress and errors.

Results go to standard output, everything else to standard error; control
characters that came from a paper are taken out of both, except in JSON, which
escapes them.
"""

from __future__ import annotations

from .builds import show_loaded, show_map, show_report, show_status, show_trouble
from .cards import show_paper, show_related
from .ledgers import show_duplicates, show_merged, show_split
from .printing import (
    clean,
    print_error,
    print_json,
    print_line,
    progress,
    say,
    show_error,
    write_utf_8,
)
from .tables import show_queries, show_search, show_table

__all__ = [
    "clean",
    "print_error",
    "print_json",
    "print_line",
    "progress",
    "say",
    "show_duplicates",
    "show_error",
    "show_loaded",
    "show_map",
    "show_merged",
    "show_paper",
    "show_queries",
    "show_related",
    "show_report",
    "show_search",
    "show_split",
    "show_status",
    "show_table",
    "show_trouble",
    "write_utf_8",
]

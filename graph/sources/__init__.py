"""Opens what is to be read: files, folders, pipes, standard input, and what is packed in them."""

from __future__ import annotations

from .budget import Limits
from .content import HEAD, Part
from .found import PIPE_WAIT, Source, open_sources

__all__ = ["HEAD", "PIPE_WAIT", "Limits", "Part", "Source", "open_sources"]

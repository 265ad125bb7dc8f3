"""Addresses on the web: which name a repository of code."""

from __future__ import annotations

import re
from urllib.parse import unquote

CODE_HOSTS = frozenset(
    ["github.com", "gitlab.com", "codeberg.org", "huggingface.co", "hf.co", "bitbucket.org"]
)
# Paths of a host that are no owner.
_NO_OWNER = re.compile(
    "about|features|topics|search|orgs|settings|login|explore|marketplace|sponsors|apps|blog|"
    "pricing|docs|papers|join|notifications|collections|trending|users|groups|help"
)
# On Hugging Face these stand before the owner; models stand at the root.
_HUB_KINDS = ("datasets", "spaces")
_BELOW = re.compile(
    r"/(?:tree|blob|raw|wiki|issues|pull|releases|commit|archive|-|src|resolve)(?:/.*)?$"
)
_BEGIN = re.compile(r"^https?://(?:www\.)?|^www\.", re.IGNORECASE)


def host_and_path(address: str) -> tuple[str, str]:
    """Return the host in lower case, without `www.`, and what follows its slash."""
    host, _, path = _BEGIN.sub("", address.strip()).partition("/")
    return host.lower(), path


def repository(host: str, path: str) -> str | None:
    """Return `host/owner/name` of an address below a repository, or None if it names none."""
    if host not in CODE_HOSTS:
        return None
    path = unquote(path.split("?")[0].split("#")[0])
    parts = [p for p in _BELOW.sub("", "/" + path.strip("/")).split("/") if p]
    host = "huggingface.co" if host == "hf.co" else host
    prefix: list[str] = []
    if host == "huggingface.co" and parts and parts[0] in _HUB_KINDS:
        prefix, parts = parts[:1], parts[1:]
    # Groups of GitLab may be nested; what stands below a project begins with `-`.
    kept = parts if host == "gitlab.com" else parts[:2]
    if len(kept) < 2 or _NO_OWNER.fullmatch(kept[0].lower()):
        return None
    return "/".join([host, *prefix, *kept]).removesuffix(".git")

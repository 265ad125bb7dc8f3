"""What an address leads to, as far as it says so: a paper, code, a page of a project."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from ...addresses import host_and_path, repository
from ...identifiers import Identifier
from .. import printed


class Kind(Enum):
    """What an address leads to."""

    PAPER = "a paper"
    CODE = "code"
    PAGE = "a page of a project"
    MEDIA = "a video, a post or a course"
    ANCHOR = "a place in this text"
    OTHER = "another page"


# Hosts whose pages are papers, with what the path must hold where they have other pages too.
_PAPERS = re.compile(
    r"(?:[\w-]+\.)*(?:arxiv\.org|alphaxiv\.org|aclanthology\.org|aclweb\.org"
    r"|mlr\.press|jmlr\.org|(?:bio|med|chem|eng|psy)r?xiv\.org|ecva\.net|thecvf\.com|cv-foundation\.org"
    r"|ieeexplore\.ieee\.org|computer\.org|dl\.acm\.org|delivery\.acm\.org|link\.springer\.com"
    r"|springeropen\.com|biomedcentral\.com|sciencedirect\.com|onlinelibrary\.wiley\.com|mdpi\.com"
    r"|tandfonline\.com|journals\.sagepub\.com|academic\.oup\.com|frontiersin\.org|jstor\.org"
    r"|ncbi\.nlm\.nih\.gov|nips\.cc|neurips\.cc|papers\.ssrn\.com|isca-speech\.org|isca-archive\.org"
    r"|usenix\.org|vldb\.org|cidrdb\.org|ijcai\.org|bmva\.org|bmva-archive\.org\.uk|roboticsproceedings\.org"
    r"|semanticscholar\.org|researchgate\.net|citeseerx?\.ist\.psu\.edu|dblp\.org|lrec-conf\.org|hal\.science"
    r"|plos\.org|peerj\.com|elifesciences\.org|royalsocietypublishing\.org|pnas\.org|iclr\.cc"
    r"|jair\.org|iospress\.nl|preprints\.org|techrxiv\.org|osf\.io|eprint\.iacr\.org|zenodo\.org"
    r"|worldscientific\.com|direct\.mit\.edu|cambridge\.org|aps\.org|iop\.org|pubs\.acs\.org"
    r"|nowpublishers\.com|emerald\.com|epubs\.siam\.org|jamanetwork\.com|nejm\.org|bmj\.com|annualreviews\.org|hindawi\.com"
    r"|spiedigitallibrary\.org|osapublishing\.org|pubs\.aip\.org|pubs\.rsc\.org|ascelibrary\.org"
    r"|pubsonline\.informs\.org|projecteuclid\.org|degruyter\.com|scitepress\.org|ceur-ws\.org|drops\.dagstuhl\.de"
    r"|proceedings\.mlsys\.org|escholarship\.org|europepmc\.org|asmedigitalcollection\.asme\.org|copernicus\.org"
    r"|cell\.com|thelancet\.com|distill\.pub|papers\.cool|scirp\.org|igi-global\.com|archives-ouvertes\.fr)"
)
_SOME_PAPERS = (
    (re.compile(r"(?:[\w-]+\.)*doi\.org"), re.compile(r"10\.\d{4}|10%2e", re.IGNORECASE)),
    (re.compile(r"(?:[\w-]+\.)*openreview\.net"), re.compile(r"forum|pdf|attachment|references")),
    (re.compile(r"(?:[\w-]+\.)*aaai\.org"), re.compile(r"ocs|ojs|papers?|article|library|index")),
    (re.compile(r"(?:[\w-]+\.)*nature\.com"), re.compile(r"articles|nature/journal")),
    (re.compile(r"(?:[\w-]+\.)*science\.org"), re.compile(r"doi|content")),
    (re.compile(r"huggingface\.co|hf\.co"), re.compile(r"papers/\d")),
    (re.compile(r"research\.google(?:\.com)?"), re.compile(r"(?:pubs?|archive)/\w")),
    (re.compile(r"(?:research|www)\.microsoft\.com"), re.compile(r"pubs/\w|publications?/\w")),
    (re.compile(r"(?:[\w-]+\.)*kdd\.org"), re.compile(r"papers/\w")),
    (re.compile(r"(?:[\w-]+\.)*paperswithcode\.com"), re.compile(r"paper/")),
    (re.compile(r"(?:[\w-]+\.)*ieee\.org"), re.compile(r"document|abstract|stamp|article")),
    (re.compile(r"(?:[\w-]+\.)*acm\.org"), re.compile(r"doi|citation|authorize")),
)
_NO_PAPER = re.compile(
    r"(?:search|list|catchup|format|people|volumes|venues|events|sigs|authors?|a|auth|user|profile|help"
    r"|login|about|join|signup|pid|db|journals?|toc|loi|browse|advanced)(?:[/?.]|$)",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"(?:[\w-]+\.)*(?:youtube\.com|youtu\.be|bilibili\.com|vimeo\.com|twitter\.com|x\.com|medium\.com"
    r"|towardsdatascience\.com|reddit\.com|zhihu\.com|linkedin\.com|facebook\.com/groups|slideshare\.net"
    r"|coursera\.org|udacity\.com|udemy\.com|edx\.org|deeplearning\.ai|wikipedia\.org|substack\.com|csdn\.net"
    r"|mp\.weixin\.qq\.com|discord\.(?:gg|com)|t\.me|kaggle\.com|stackoverflow\.com|quora\.com|amazon\.com"
    r"|podcasts?\.\w+\.com|slideslive\.com|videolectures\.net|blogspot\.com|wordpress\.com)"
)
_BADGE = re.compile(
    r"(?:[\w-]+\.)*(?:shields\.io|badgen\.net|badge\.fury\.io|awesome\.re|visitor-badge[\w.-]*|hits\.\w+\.com"
    r"|star-history\.com|contrib\.rocks|travis-ci\.\w+|codecov\.io|creativecommons\.org|opensource\.org)"
)
_PROJECT = re.compile(r"[\w-]+\.(?:github|gitlab)\.io|sites\.google\.com")
_PDF = re.compile(r"\.(?:pdf|ps)(?:\.gz)?$|/(?:download|pdf)$", re.IGNORECASE)
_TALK = re.compile(
    r"(?:^|[/_-])(?:slides?|posters?|talks?|lectures?)(?:[/_.-]|\d|$)", re.IGNORECASE
)
_OF_PAPERS = re.compile(
    r"(?:^|/)(?:papers?|publications?|abs|doi|articles?/pii|proceedings)/[^/]", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:papers|abs|pdf|overview)/(\d{4}\.\d{4,5})", re.IGNORECASE)
_HOME = re.compile(r"(?:https?:)?//[^/?#]+/?", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z+.-]{1,20}:|//|www\.", re.IGNORECASE)


@lru_cache(4096)
def kind(address: str) -> Kind:
    """Return what an address leads to; a number of a paper within it decides first."""
    address = address.strip()
    if address.startswith("#"):
        return Kind.ANCHOR
    if not _ELSEWHERE.match(address):
        return Kind.PAPER if identified(address) or _PDF.search(address) else Kind.ANCHOR
    host, path = host_and_path(address[:2000].removeprefix("//"))
    bare = path.split("#")[0].split("?")[0]
    if _BADGE.fullmatch(host):
        return Kind.OTHER
    if any(h.fullmatch(host) and p.search(path) for h, p in _SOME_PAPERS):
        return Kind.PAPER
    if _PAPERS.fullmatch(host):
        return Kind.PAPER if path.strip("/") and not _NO_PAPER.match(path) else Kind.OTHER
    if _PDF.search(bare):
        return Kind.MEDIA if _TALK.search(bare) else Kind.PAPER
    if repository(host, path):
        return Kind.CODE
    if host in ("github.com", "gitlab.com"):
        return Kind.OTHER
    if _MEDIA.fullmatch(host):
        return Kind.MEDIA
    if _PROJECT.fullmatch(host):
        return Kind.PAGE
    return Kind.PAPER if _OF_PAPERS.search(path) else Kind.OTHER


def is_home(address: str) -> bool:
    """Tell whether an address is that of a whole site, which is no paper whatever it is called."""
    return _HOME.fullmatch(address.strip()) is not None


@lru_cache(4096)
def identified(address: str) -> Identifier | None:
    """Return the identifier of the paper that an address leads to."""
    if number := printed.in_address(address):
        return number
    found = _NUMBER.search(address[:2000])
    return Identifier("arxiv", found[1]) if found else None

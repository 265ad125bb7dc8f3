"""Repositories of code and project pages, told apart and with their role; promised code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..addresses import CODE_HOSTS, host_and_path, repository
from ..model import EntityKind, Mention, Role
from ..schema import Relation
from .cues import Cue
from .patterns import either, pattern
from .reading import PaperReading, Reading

_PAGES = re.compile(r"^[\w-]+\.(?:github|gitlab|codeberg|bitbucket)\.(?:io|page)$", re.IGNORECASE)
# A film or an archive is no page.
_FILE = re.compile(r"\.(?:mp4|avi|mov|pdf|ps|zip|t?gz|tar|csv|json|xml|txt)$", re.IGNORECASE)
_ENDINGS = ".,;:!?)]}>*\"'”’`"

_PAGE_CUE = pattern(
    r"\b(?:project\s+(?:is\s+)?(?:at|available)|"
    + either(
        r"project(?:'s)?_?-?(?:web)?_?-?(?:page|site) web_?-?sites? web_?pages? home_?page "
        "demos? landing_page page videos? gallery visuali[sz]ations? results? examples? samples?"
    )
    + r")\b"
)
_RESOURCE_CUE = pattern(
    r"\b(?:"
    + either(
        "resource_repositor(?:y|ies) list_of_(?:papers|resources|works) collection_of awesome "
        r"(?:reading|paper|curated)_lists? keep_track up-to-date ongoing_updates compiled "
        r"catalog(?:ue)? (?:continuously|regularly|actively)_(?:updat|maintain)*"
    )
    + "|"
    + either("relevant related latest surveyed reviewed these updated")
    + r"\s+(?:papers|works|resources|literature))\b"
)
_RESOURCE_NAME = pattern(r"awesome|survey|reading-?list|paper-?list|papers\b")
_OWN_THING = either(
    "codes? code_?base source implementations? models? checkpoints? weights data_?sets? data "
    "software package library toolkit framework project demo repository benchmark scripts? tool "
    "resources? materials? it"
)
_OFFICIAL_CUE = pattern(
    # "our code and models are available at"
    rf"\b{_OWN_THING}\b[^.;]{{0,80}}?\b"
    + either(
        "is are was were will_be can_be ha(?:s|ve)_been at available found released "
        "open-?sourced? here publicly via hosted accessible"
    )
    # "code:", "project page ("
    + r"\b|\b"
    + either(
        "codes? project repo repository github implementation software demo data dataset models? "
        "weights source open-?source availab*"
    )
    # the last part is what LaTeX or Markdown put before an address
    + r"(?:\s+\w+){0,3}\s*[:(]?\s*(?:\\\w+\{|\[[\w\s-]{1,24}\]\()?$"
    # "we release it at", "open-sourced (with weights) at"
    + r"|\b(?:we|our)\b[^.;]{0,120}\b"
    + either("releas open-?sourc publish provid shar mak host establish upload")
    + r"\w*|\b(?:open-?sourced?|released?|available)\b[^.;]{0,40}$"
)
# What LaTeX and Markdown print in the place of an address: "\href{...}{our code}".
_SHOWN = re.compile(r"\}\s*\{(?P<after>[^{}]{1,40})\}|\)")
_SHOWN_BEFORE = re.compile(r"\[(?P<before>[^\[\]]{1,40})\]\($")
_SHOWN_OWN = pattern(
    r"\b(?:codes?|repo|repository|github|implementation|models?|weights|data(?:set)?)\b"
)
_OTHERS_CUE = pattern(
    r"\b"
    + either(
        "based_on built_(?:on|upon) using uses? adapted_from from following extends? provided_by"
    )
    + r"\b[^.;]{0,60}$"
)
_ARTEFACT = either(
    "codes? models? data_?sets? data weights implementation software benchmark resources?"
)
_PROMISE = pattern(
    # "code and data will be released", "ABC-7B will soon be available"
    rf"\b(?:{_OWN_THING}|(?-i:[A-Z][\w-]*[A-Z\d][\w-]*))\b[^.;:]{{0,100}}?\b(?:will|shall|to\s+be)\s+"
    r"(?:(?:soon|also|be|\w+ly)\s+){0,4}"
    + either(
        "releas* open-?sourc* available publish* shared public made provided accessible uploaded"
    )
    # "we plan to open-source the models"
    + r"|\b(?:we|I)\s+"
    + either("will shall plan_to intend_to are_going_to aim_to commit_to promise_to")
    + r"\s+(?:(?:soon|\w+ly)\s+)?(?:releas|open-?sourc|publish|shar|mak|provid)\w*\b"
    rf"[^.;:]{{0,80}}?\b(?:{_ARTEFACT}|everything|available|public)"
    # "the code is freely available", "code upon acceptance"
    rf"|(?:\b(?:our|the|all)\s+(?:\w+\s+){{0,3}}?{_ARTEFACT}|\bcodes?)\b[^.;:]{{0,60}}?\b(?:"
    r"coming\s+soon|upon\s+(?:acceptance|publication|request)|(?:is|are)\s+(?:\w+ly\s+)?"
    r"(?:available|released|open-?sourced)\b(?!\s+(?:at|on|in|from|here|via|for|to)))"
)


class RepositoryExtractor:
    """Finds addresses of code and of project pages."""

    name = "repositories"

    def extract(self, papers: Sequence[PaperReading]) -> Iterator[Sequence[Mention]]:
        """Yield what each address names; addresses of other things yield nothing.

        A score of 1 for a code host; .7 where only the words around make an
        address a project page.
        """
        for paper in papers:
            yield [
                mention
                for reading in paper.passages
                for begin, end in reading.addresses
                if (mention := _mention(reading, begin, end))
            ]


def code_promised(paper: PaperReading) -> str | None:
    """Return the sentence that promises code or data without an address, if there is one."""
    for reading in paper.passages:
        if reading.passage.id == "title" or not reading.cues & Cue.PROMISES:
            continue
        for sentence in reversed(reading.sentences):
            if _may_promise(sentence.cues) and _promises(sentence.text):
                return None if _has_official(paper) else sentence.text
    return None


def _may_promise(cues: int) -> bool:
    """Tell whether a sentence has the words without which none promises."""
    if not cues & Cue.PROMISES:
        return False
    return bool(cues & Cue.WILL) or bool(cues & Cue.BE and cues & Cue.AVAILABLE)


def _has_official(paper: PaperReading) -> bool:
    return any(m.kind is EntityKind.REPOSITORY and m.stance is Role.OFFICIAL for m in paper.found)


def _promises(text: str) -> bool:
    low = text.lower()
    if "://" in low or "github" in low:
        return False
    return _PROMISE.search(text) is not None


def _mention(reading: Reading, begin: int, end: int) -> Mention | None:
    printed = clean(reading.text[begin:end])
    end = begin + len(printed)
    address = printed.replace("\\", "")
    host, path = host_and_path(address)
    sentence = reading.sentence(begin)
    before = reading.text[max(sentence[0], begin - 160) : begin]
    if host in CODE_HOSTS:
        entity = repository(host, path)
        if entity is None:
            return None
        around = reading.text[sentence[0] : begin]
        kind, relation = EntityKind.REPOSITORY, Relation.HAS_CODE
        role, score = _role(around, entity, reading.text[end : end + 50]), 1.0
    elif not _FILE.search(path) and (_PAGES.match(host) or _PAGE_CUE.search(before[-70:])):
        kind, relation, role = EntityKind.PAGE, Relation.HAS_PAGE, Role.OFFICIAL
        entity = address.rstrip("/")
        score = 1.0 if _PAGES.match(host) else 0.7
    else:
        return None
    return Mention(
        kind=kind,
        relation=relation,
        entity=entity,
        surface=printed,
        span=reading.span(begin, end),
        stance=role,
        score=score,
        extractor=RepositoryExtractor.name,
    )


def clean(printed: str) -> str:
    """Cut what a sentence or LaTeX adds to the end of an address."""
    while printed and printed[-1] in _ENDINGS + "\\~$":
        if printed[-1] == ")" and printed.count("(") >= printed.count(")"):
            break
        printed = printed[:-1]
    return printed


def _role(before: str, entity: str, after: str) -> Role:
    if _RESOURCE_CUE.search(before) or _RESOURCE_NAME.search(entity.rpartition("/")[2]):
        return Role.RESOURCE
    link, label = _SHOWN.match(after), _SHOWN_BEFORE.search(before)
    shown = (link["after"] if link else None) or (label["before"] if label and link else "")
    if _SHOWN_OWN.search(shown) and not _OTHERS_CUE.search(before):
        return Role.OFFICIAL
    if _OFFICIAL_CUE.search(before) and not _OTHERS_CUE.search(before):
        return Role.OFFICIAL
    return Role.MENTIONED

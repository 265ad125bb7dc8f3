"""Words without which an expression of the grammar cannot match: asked before it is tried.

Every word is looked up once, in a table that knows nearly all of them, and a sentence
has the cues of its words. Most sentences have none of those that an expression needs.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from .naming import is_name_like
from .plain_words import STOP
from .words import Memo, Words, word_set


class Cue:
    """What a word may be part of; each is one bit, and plain, for it is asked very often."""

    NAME = 1 << 0  # a capital: every name has one
    OPENER = 1 << 1  # a word of every sentence with its first letter large
    WE = 1 << 2
    OUR = 1 << 3
    OWN = 1 << 4  # a sentence with one tells of the paper's own work
    PERHAPS_OWN = 1 << 5
    THIS_OR_I = 1 << 6
    WORK = 1 << 7
    IT = 1 << 8
    CALLED = 1 << 9
    INTRODUCES = 1 << 10
    CONTAINS = 1 << 11
    OWN_ADJECTIVE = 1 << 12
    NEW = 1 << 13
    CLAIMS = 1 << 14
    DENIES = 1 << 15
    EARLIER = 1 << 16
    DATA = 1 << 17
    OTHERS = 1 << 18
    PROMISES = 1 << 19
    SURVEY = 1 << 20
    DENIAL = 1 << 21  # the first word of what denies, DENIES being one it cannot do without
    SPELT = 1 << 22  # as names are and no ordinary word is, or may be a part of such
    FAILS = 1 << 23  # a sentence with one may criticise what the one before speaks of
    REPLACES = 1 << 24
    COMPARES = 1 << 25
    BE = 1 << 26
    DONE = 1 << 27  # what a passive says of a paper's own
    OWN_WORD = 1 << 28
    ONES = 1 << 29  # stands before one's own
    ITS = 1 << 30  # with a capital
    ARTICLE = 1 << 31
    ADVERB = 1 << 32
    DOUBTLESS = 1 << 33  # what it follows is a name, however that is spelt
    OR = 1 << 34
    NEXT = 1 << 35
    WILL = 1 << 36
    AVAILABLE = 1 << 37
    LIKE = 1 << 38  # spelt as names are, where it stands alone
    PRAISES = 1 << 39


# `*` is any ending, `+` that of a verb. A lone "i" is often part of a formula, so that it
# decides nothing.
_WORDS = {
    Cue.WE: "we abstractwe",
    Cue.OUR: "our",
    Cue.OWN: "we our ours us my proposed specifically concretely",
    Cue.PERHAPS_OWN: "i this present current end particular presented introduced experiment* "
    "result* evaluation* analys* ablation* finding*",
    Cue.THIS_OR_I: "i this",
    Cue.WORK: "present current authors paper article study thesis dissertation report manuscript "
    "chapter end",
    Cue.IT: "it",
    Cue.CALLED: "called termed named dubbed coined christened nicknamed henceforth hereafter "
    "denote* abbreviated referred refer* known call* term* name* dub* short*",
    Cue.INTRODUCES: "propos* introduc* present* develop* design* devis* releas* buil* creat* "
    "construct* collect* curat* contribut* establish* describ* offer* provid* publish* annotat* "
    "implement* formulat* unveil* sourc* assembl* put* deriv* compil* made",
    Cue.CONTAINS: "include* consist* compris* incorporate* integrate* feature* introduce* employ* "
    "contain* combine*",
    Cue.OWN_ADJECTIVE: "proposed designed devised introduced developed resulting own novel new "
    "final overall complete full whole",
    Cue.NEW: "new novel",
    Cue.CLAIMS: "outperform+ achiev+ surpass+ improv+ enabl+ contribut+ reduc+ obtain+ attain+ "
    "exceed+ deliver+ yield+ beat+ introduc+ enhanc+ accelerat+ demonstrat+ leverag+ exhibit+ "
    "employ+ provid+ generaliz+ combin+ address+ consist+ work+",
    Cue.DENIES: "no nor without unlike instead rather contra* opposed place differ* depart* "
    "independent* away abandon* free beyond need* longer circumvent* obviat* eliminat* remov* "
    "avoid* bypass* sidestep* alleviat* forgo* eschew* not don doesn neither rid lieu "
    "alternative* dispens*",
    Cue.DENIAL: "without unlike instead rather in contrary contrast contrasts as differ* depart* "
    "independent* mov* abandon* free beyond no neither nor need* use* using require* requiring "
    "get* circumvent* obviat* eliminat* remov* avoid* bypass* sidestep* alleviat* forgo* eschew* "
    "does do did is are was doesn don doing dispens* alternative*",
    Cue.EARLIER: "existing previous prior conventional traditional earlier past current",
    Cue.DATA: "data* benchmark* corpus corpora challenge leaderboard test* collection* suite* "
    "shared",
    Cue.OTHERS: "recent* popular existing like such including e g than over against baseline* "
    "compared comparable outperform* surpass* beat* exceed* par based buil* using use extend* "
    "employ* model* method system framework toolkit library simulator space encoder called named "
    "dubbed on",
    Cue.PROMISES: "availab* releas* sourc* opensourc* publi* shar* provid* accessib* upload* soon "
    "made mak* upon",
    Cue.SURVEY: "survey* review overview tutorial primer perspective roadmap taxonomy study",
    Cue.REPLACES: "replac*",
    Cue.COMPARES: "than compared comparable comparison* outperform* surpass* exceed* beat*",
    Cue.BE: "is are was were be",
    Cue.DONE: "proposed introduced presented developed designed devised released built created "
    "constructed collected compiled described formulated unveiled open made",
    Cue.OWN_WORD: "proposed designed devised introduced developed resulting own novel new",
    Cue.ONES: "the our this a an its their of with and use uses",
    Cue.ARTICLE: "a an",
    Cue.ADVERB: "also further not only easily can could even thus",
    Cue.OR: "or also short",
    Cue.WILL: "will shall be plan intend going aim commit promise soon upon",
    Cue.AVAILABLE: "available released open opensourced",
    Cue.PRAISES: "novel new simple first effective open scale efficient unified general",
    Cue.NEXT: "and then also further to",
    Cue.DOUBTLESS: "which that data* benchmark* corpus corpora test* leaderboard* collection* "
    "knowledge suite* treebank* lexicon*",
    Cue.FAILS: "suffer* fail* struggl* cannot unable incapable limited lack* ignore* neglect* "
    "overlook* inefficient expensive costly intractable impractical inadequate insufficient "
    "unreliable prone slow",
}
_ITS = word_set("Its Their Our")
_ENDINGS = ("s", "es", "e", "ed")


def _table() -> tuple[dict[str, int], dict[str, int]]:
    whole: dict[str, int] = {}
    begun: dict[str, int] = {}
    for cue, words in _WORDS.items():
        for word in words.split():
            table = begun if word.endswith("*") else whole
            bare = word.rstrip("*+")
            for form in (bare + ending for ending in _ENDINGS) if word.endswith("+") else (bare,):
                table[form] = table.get(form, 0) | cue
    return whole, begun


_WHOLE, _BEGUN = _table()
# The beginnings by the letters that the shortest of them has.
_LEAST = min(map(len, _BEGUN))
_BEGUN_BY = {
    lead: [(begun, cue) for begun, cue in _BEGUN.items() if begun.startswith(lead)]
    for lead in {begun[:_LEAST] for begun in _BEGUN}
}


def cues(printed: str) -> int:
    """Return the cues of a word, as bits of `Cue`."""
    low = printed.lower()
    found = _WHOLE.get(low, 0)
    for begun, cue in _BEGUN_BY.get(low[:_LEAST], ()):
        if low.startswith(begun):
            found |= cue
    if low.endswith("ly"):
        found |= Cue.ADVERB
    if low != printed:
        if printed in _ITS:
            found |= Cue.ITS
        if is_name_like(printed):
            found |= Cue.LIKE
        opens = low in STOP and printed[1:] == low[1:]
        found |= Cue.OPENER if opens else Cue.NAME
        if printed[1:] != low[1:] or len(low) == 1 or not low.isalpha():
            found |= Cue.SPELT
    return found


CUES = Memo(cues)


def cues_of(text: str) -> int:
    """Return the cues of all words of a text."""
    return reduce(or_, map(CUES.__getitem__, Words(text).printed), 0)

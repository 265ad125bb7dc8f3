"""What the short texts beside a title are: labels of links, dates, venues."""

from __future__ import annotations

import re
from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, parted by white space."""
    return frozenset(text.split())


# Labels by what they promise the link to be.
OF_PAPER = word_set(
    """
    thesis dissertation paper papers pdf arxiv abs abstract html openreview doi acl anthology
    cvf ieee acm springer preprint biorxiv ssrn hal fulltext 论文 论文链接
    """
)
OF_CODE = word_set(
    """
    code codes github gitlab git repo repository implementation implementations pytorch
    tensorflow tf jax keras caffe mxnet paddle star stars source official 代码 源码 torch matlab
    """
)
OF_PAGE = frozenset(
    ["project", "projects", "page", "website", "homepage", "web", "site", "webpage", "home"]
)
_MORE = word_set(
    """
    demo demos video videos youtube talk slides slide poster presentation blog post dataset
    datasets data model models weights checkpoint checkpoints huggingface hugging face hf
    bibtex bib cite citation supp supplementary supplemental material materials appendix
    review reviews note notes summary twitter x tweet thread colab notebook kaggle playground
    space spaces here this read more download doc docs documentation zhihu bilibili tutorial
    tutorials news press podcast medium reddit full text the version published and or of for
    our by unofficial extended short long main results benchmark leaderboard badge static
    deploy stargazers forks last commit license visitors interpretation pdfs link url article

    解读 数据集 数据 主页 项目 项目主页 中文解读 博客 视频
    links journal proceedings proceeding paperlink codelink tldr in available
    on code+data to repo-size new updated explanation alphaxiv scholar semantic google trailer
    book books chapter amazon app tool media coverage author authors page: forum email tba
    n/a none na coming soon
    """
)
_LABELS = OF_PAPER | OF_CODE | OF_PAGE | _MORE
# What a label in Chinese is put together from, by what it promises.
_CHINESE_OF = {"paper": "论文|原文", "code": "代码|源码", "page": "主页|项目"}
_CHINESE = re.compile(
    "(?:论文|原文|代码|源码|主页|项目|下载|链接|地址|网址|和|及|与|数据集|数据|模型|解读|讲解|介绍|中文|英文"
    "|官方|开源|视频|博客|补充材料|预训练|[Dd]emo|PDF|pdf)+\\d?"
)
_MENTION = re.compile(
    r"(?:an?|this|their|its)(?: [\w-]+){1,3}"
    r" (?:papers?|article|work|report|preprint)"
)
_UNOFFICIAL = re.compile(
    r"unofficial|third[- ]party|re-?implement|community|non-?official|3rd|非官方", re.IGNORECASE
)
_KEPT = 4096  # answers that are remembered: an entry is looked at in several ways
_WORD = re.compile(r"[^\W_]+(?:[+'’][^\W_]+)*")

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|spring|summer|autumn|fall|winter|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"(?:{_MONTHS}[\s,/-]*)?(?:\d{{1,2}}(?:st|nd|rd|th)?[\s,./-]+)?(?:{_MONTHS}[\s,./'’-]*)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[\s,./-]+)?(?:19|20)\d\d(?:\.0)?"
    rf"|(?:19|20)\d\d\s?(?:[-/.年]\s?\d{{1,2}}(?:\s?[-/.月]\s?\d{{1,2}}日?)?|"
    rf"[,\s]+{_MONTHS}(?:\s+\d{{1,2}})?)"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{2}}[/.]\d{{1,2}}|['’]\s?\d\d|"
    rf"{_MONTHS}(?:\s+\d{{1,2}})?",
    re.IGNORECASE,
)
# Names of conferences and journals as lists write them, with their year or without.
_NAMES = (
    r"arxiv|corr|neurips|nips|icml|iclr|cvpr|iccv|eccv|accv|wacv|bmvc|3dv|icpr|icip|icassp|"
    r"interspeech|"
    r"e?acl|naacl|aacl|emnlp|coling|conll|tacl|lrec|semeval|inlg|sigdial|ijcnlp|wmt|aaai|"
    r"ijcai|uai|aistats|"
    r"colt|alt|acml|ecml(?:[- ]?pkdd)?|pakdd|pkdd|(?:sig)?kdd|icdm|sdm|wsdm|www|thewebconf|"
    r"the web conference|cikm|sigir|ecir|recsys|umap|"
    r"sigmod|pods|p?vldb|icde|edbt|cidr|sigcomm|nsdi|osdi|sosp|atc|eurosys|asplos|isca|micro|"
    r"hpca|mlsys|"
    r"sc|ppopp|ics|hotos|hotnets|hotstorage|fast|socc|sysml|ccs|ndss|usenix(?: security|"
    r" atc)?|s&p|oakland|"
    r"icse|fse|esec/fse|ase|issta|pldi|popl|oopsla|cav|tacas|icra|iros|corl|rss|humanoids|"
    r"siggraph(?: asia)?|tog|"
    r"chi|uist|cscw|iui|mm|acm ?mm|acm multimedia|icmr|icme|ismir|mlhc|chil|miccai|isbi|ipmi|midl|"
    r"t?pami|ijcv|tip|tmm|tcsvt|tkde|tkdd|tnnls|tnn|taslp|tog|tvcg|tmi|tmlr|jmlr|jair|tois|"
    r"tist|tosem|tse|"
    r"spm|ral|ra-l|t-ro|tro|mia|pr|cviu|nature|science|cell|pnas|jacs|nejm|lancet|stoc|focs|soda|"
    r"itcs|ec|ec'\d\d|date|dac|iccad|fpga|isscc|gecco|ppsn|cec|ijcnn|icann|esann|wi|eswc|iswc|jcdl|"
    r"log|collas|l4dc|colm|automl|facct|fat\*|aies|biorxiv|medrxiv|ssrn|preprint|openreview|"
    r"eurographics|pg|sgp|tech(?:nical)? report"
)
# Those that are words as well, where they are not written in capitals.
_ORDINARY = word_set("fast log micro date pods ics mm ec tip pr wi alt sc chi rss ral main atc mia")
_NOISE = (
    r"workshops?|findings|oral|spotlight|poster|best|paper|award|demos?|track|tutorial|main|"
    r"long|short|"
    r"honou?rable|mention|finalist|candidate|student|test|of|time|highlight|proceedings|proc|"
    r"in|the|accepted|to|"
    r"under|review|submitted|rejected|conference|trans|letters|outstanding|runner-up|notable|"
    r"top|extended|"
    r"abstract|series|journal|datasets?|and|benchmarks?|@|w|ws|appear|industry|system|srw|"
    r"oral presentation|preprint|full"
)
_VENUE = re.compile(
    rf"(?:(?:acm|ieee|ieee/cvf|(?:proc|findings)(?:eedings)?(?: of(?: the)?)?|in|the"
    rf"|usenix|sig)[\s.,:/]+)*(?:{_NAMES})w?"
    rf"(?:[\s,;./@&+'’()–—:-]*(?:(?<!\d)(?:19|20)?\d\d(?!\d)|\b(?:{_NOISE}|{_NAMES})\b"
    r"|(?<![\d.])\d[\d.%]{0,4}(?![\d.])))*[\s.,)]*",
    re.IGNORECASE,
)
_JOURNALS = re.compile(
    r"(?:(?:computational|natural) (?:linguistics|intelligence)|artificial (?:intelligence|life)"
    r"|machine learning|neural (?:computation|networks|computing)|neurocomputing|neuroimage|neuron"
    r"|pattern recognition|signal processing|information (?:sciences|fusion|systems|retrieval)"
    r"|(?:knowledge|expert|decision support)[\w -]* systems|bioinformatics|biometrika|econometrica"
    r"|cognition|cognitive (?:science|psychology)|psychometrika|medical image analysis"
    r"|operations research|management science|automatica|algorithmica|physical review \w+"
    r"|statistical science|computers? (?:\w+ ){1,3}\w+|patterns|chaos|entropy|sensors)"
    r"(?:[\s,]+\d[\d.():–-]*)*",
    re.IGNORECASE,
)
_PRAISE = re.compile(rf"(?:(?:{_NOISE}|[\d.%]{{1,4}})\b[\s,!:&-]*)+", re.IGNORECASE)
_VENUE_WORDS = re.compile(
    r"\b(?:transactions|journal|proceedings|conference|workshops?|symposium|letters|magazine|"
    r"review|"
    r"annals|ieee|acm|j|technical report|usenix|springer|elsevier|nature|bulletin|quarterly"
    r"|lecture notes|"
    r"university|thesis|dissertation|press|advances in neural|international|findings|blog|"
    r"tech report|preprint)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?<!\d\.)(?:19[3-9]|20[0-4])\d(?!\d)|['’]\s?\d\d(?!\d)")
_GLUED = re.compile(r"[A-Z]{3,12}[\w-]{0,6} ?\d\d|[A-Za-z][A-Za-z&-]{1,14}(?:19|20)\d\d")
_VOLUME = re.compile(
    r"^[\d\s():,.;/–—-]+$|\b(?:vol|no|pp|pages?)\b\.?\s*\d|\d+\s?\(\d+\)", re.IGNORECASE
)


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return [w.lower() for w in _WORD.findall(text[:400])]


def is_mention(text: str) -> bool:
    """Tell whether a linked text only mentions a paper, as `an earlier paper` does."""
    return _MENTION.fullmatch(text) is not None


@lru_cache(_KEPT)
def is_label(text: str) -> bool:
    """Tell whether a text only says what a link is, such as `PDF` or `Official Code`."""
    if is_mention(text):
        return True
    found = words(text)
    return len(found) <= 6 and all(
        word in _LABELS or _CHINESE.fullmatch(word) is not None for word in found
    )


@lru_cache(_KEPT)
def promises(text: str) -> str:
    """Return what a label promises: `paper`, `code`, `page`, or nothing of these."""
    if len(text) > 60:
        return ""
    found = set(words(text))
    if found & OF_CODE and not found & {"dataset", "data", "model", "models", "demo"} - {"code"}:
        return "code"
    if found & OF_PAPER:
        return "paper"
    if found & OF_PAGE:
        return "page"
    known = (kind for kind, signs in _CHINESE_OF.items() if re.search(signs, text))
    return next(known, "")


def is_unofficial(text: str) -> bool:
    """Tell whether a label says that code is not the authors'."""
    return _UNOFFICIAL.search(text[:200]) is not None


@lru_cache(_KEPT)
def is_date(text: str) -> bool:
    """Tell whether a text is nothing but a date, or a part of one."""
    text = text.strip(" ()[]{}.,;:")
    return bool(text) and len(text) < 30 and _DATE.fullmatch(text) is not None


@lru_cache(_KEPT)
def is_praise(text: str) -> bool:
    """Tell whether a text only says how a paper was received: `Oral`, `Best Paper Award`."""
    return 0 < len(text) < 60 and _PRAISE.fullmatch(text.strip()) is not None


@lru_cache(_KEPT)
def is_venue(text: str) -> bool:
    """Tell whether a text is nothing but a venue that is known, with its year or without."""
    text = text.strip(" ()[]{}.,;:_*")
    if text.lower() in _ORDINARY and not text.isupper():
        return False
    return 1 < len(text) < 120 and _VENUE.fullmatch(text) is not None


@lru_cache(_KEPT)
def like_venue(text: str) -> bool:
    """Tell whether a text in brackets, or after a title, is a venue, though none that is known."""
    text = text.strip(" ()[]{}.,;:_*")
    if not text or len(text) > 140:
        return False
    found = words(text)
    if _GLUED.fullmatch(text):
        return True
    if (
        " et al" in text
        or len(found) > 14
        or (text[0].islower() and found[0] not in ("in", "to", "at", "arxiv"))
    ):
        return False
    year = _YEAR.search(text)
    known = _VENUE.match(text)
    if year and known and known.end() >= year.end() and len(found) <= 8:
        return True
    if year and len(found) <= 7 and (year.end() > len(text) - 14 or year.start() == 0):
        return True
    return bool(_VENUE_WORDS.search(text) or _VOLUME.search(text)) and len(found) <= 12


def says_venue(text: str) -> bool:
    """Tell whether a venue says what it is: `Journal of Tides`, `Ebb Workshop`."""
    return _VENUE_WORDS.search(text) is not None


@lru_cache(_KEPT)
def is_journal(text: str) -> bool:
    """Tell whether a text is a journal whose name may as well be a topic."""
    return _JOURNALS.fullmatch(text.strip(" ()[]{}.,;:_*")) is not None


def year_in(text: str) -> str | None:
    """Return the last year in a text, four digits."""
    found = _YEAR.findall(text[:400])
    if not found and _GLUED.fullmatch(text):
        found = [text[-2:]]
    if not found:
        return None
    year: str = found[-1]
    if year.isdecimal():
        return year
    return ("20" if year[-2:] < "50" else "19") + year[-2:]

"""LaTeX as it stands in bibliographies, turned into plain text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SPECIAL = re.compile(r"[\\{}$~`]|--|''")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MARKS = dict(
    zip(
        "`'^~\"=.uvHckdbrthGUf",
        "\u0300\u0301\u0302\u0303\u0308\u0304\u0307\u0306\u030c\u030b\u0327"
        "\u0328\u0323\u0331\u030a\u0361\u0309\u030f\u030d\u0311",
        strict=True,
    )
)
_BASE = r"(\\[ij](?![A-Za-z])\s?|[^\W\d_])"
_ACCENT = re.compile(
    r"\\(?:([`'^~\"=.])|([uvHckdbrthGUf])(?:\s+|(?=[{\\])))"
    rf"(?:\s*\{{\s*(?:{_BASE}([^{{}}\\]*))?\}}|{_BASE})"
)
# Signs that are printed as they are must outlive the steps that give them a meaning.
_PRINTED, _STAND_INS = "{}~$\\-`'^_", "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f"
_KEPT = str.maketrans(_PRINTED, _STAND_INS)
_SHOWN = str.maketrans(_STAND_INS, _PRINTED)
_QUOTED = re.compile(r"\\(?:enquote|mkbibquote)\*?\s*\{([^{}]*)\}")
_DROPPED = re.compile(
    r"\\(?:noopsort|[hv]?phantom|label|[hv]space|(?:text)?color|fontsize|href|foreignlanguage"
    r"|selectlanguage|cite[a-z]*)\*?\s*(?:\[[^\[\]]*\]\s*)?\{[^{}]*\}"
)
_FRACTION = re.compile(r"\\[dtn]?(?:ice)?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_MATH = re.compile(r"(?<!\\)(\${1,2})([^$]+)\1")
_PRICE = re.compile(r"\d[\d.,]*\s+[A-Za-z]{2,}[^\\^_{]*\Z")
_RAISED = re.compile(r"([\^_])\s*(?:\{([^{}]*)\}|([^\s{}\\^_]))")
_RAISED_TEXT = re.compile(r"\\text(super|sub)script\s*\{([^{}]*)\}")
# How programs write the brackets of an old DOI.
_LESS = re.compile(r"\$<\$|\\textless(?![A-Za-z])(?:\{\})?\s*")
_GREATER = re.compile(r"\$>\$|\\textgreater(?![A-Za-z])(?:\{\})?\s*")
_MACRO = re.compile(r"\\(?:([A-Za-z]+)\*?[ \t]*|(.)|\Z)", re.DOTALL)
_SUPER = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUB = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_DEPTH = 4  # of accents on accents, and of scripts on scripts

# What pylatexenc has no plain text for, or another than a title wants.
_SYMBOLS = {
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX",
    "par": " ",
    "quad": " ",
    "qquad": " ",
    "newline": " ",
    "linebreak": " ",
    "slash": "/",
    "circ": "°",
    "sim": "~",
    "sqrt": "√",
    "textasciitilde": "~",
    "textasciigrave": "`",
    "textbackslash": "\\",
    "backslash": "\\",
    "textquotesingle": "'",
    "textquoteright": "\u2019",
    "textendash": "\u2013",
    "textemdash": "\u2014",
    "textless": "<",
    "textgreater": ">",
    "lbrace": "{",
    "rbrace": "}",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textdollar": "$",
}
_SIGNS = {" ": " ", ",": " ", ";": " ", ":": " ", "\n": " ", "\\": " "}
_NOTHING = frozenset("!-/@()[]*>+")
# Commands that change how the text after them looks, and say nothing themselves.
_MUTE = frozenset(
    (
        *("bf", "it", "em", "rm", "sc", "sl", "tt", "sf", "cal", "tiny", "small", "large", "Large"),
        *("LARGE", "huge", "Huge", "scriptsize", "footnotesize", "normalsize", "bfseries"),
        *("itshape", "scshape", "upshape", "slshape", "mdseries", "rmfamily", "sffamily"),
        *("ttfamily", "normalfont", "selectfont", "mathcal", "displaystyle", "textstyle"),
        *("limits", "nolimits", "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr"),
        *("protect", "relax", "unskip", "ignorespaces", "noindent", "nobreak", "allowbreak"),
        *("break", "centering", "xspace", "url", "path", "nolinkurl", "ensuremath", "the"),
    )
)


def text_of(raw: str) -> str:
    """Return the text that LaTeX would print, with spaces for every run of white space.

    Accents and symbols become letters and signs; commands go, and what they
    stand around stays. Mathematics stays readable: Greek letters and operators,
    raised and lowered digits, anything else raised behind `^`.
    """
    text = _spaced(raw)
    if not _SPECIAL.search(text):
        return text
    if "\\" in text:
        text = text.replace("\\(", "$").replace("\\)", "$")
        for _ in range(_DEPTH):
            text, changed = _ACCENT.subn(_accented, text)
            if not changed:
                break
    if "$" in text:
        text = _MATH.sub(_mathematics, text)
    text = text.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
    if "\\" in text:
        text = _RAISED_TEXT.sub(_raised_text, text)
        text = _QUOTED.sub(r"“\1”", _DROPPED.sub("", text))
        text = _MACRO.sub(_macro, _FRACTION.sub(r"\1/\2", text))
    text = text.replace("~", " ").replace("`", "‘").replace("{", "").replace("}", "")
    return " ".join(text.translate(_SHOWN).split())


def address_of(raw: str) -> str:
    """Return an address or identifier, in which only escapes and braces mean something."""
    text = raw.strip()
    if text.startswith("\\url"):
        text = text[4:]
    if "\\" in text or "{" in text or "$" in text:
        text = text.replace("$\\sim$", "~").replace("\\textasciitilde", "~")
        text = _LESS.sub("<", _GREATER.sub(">", text)).replace("\\_", "_")
        text = re.sub(r"\\([%#&~^_;\- ])", r"\1", text).replace("{", "").replace("}", "")
    return "".join(_spaced(text).split())


def _spaced(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _accented(found: re.Match[str]) -> str:
    letter, rest = found[3] or found[5] or "", found[4] or ""
    if not letter:
        return "~".translate(_KEPT) if found[1] == "~" else ""
    letter = letter.strip().removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _MARKS[found[1] or found[2]]) + rest


def _mathematics(found: re.Match[str]) -> str:
    inside = found[2]
    if _PRICE.match(inside):
        return found[0]
    inside = _MACRO.sub(_operator, _FRACTION.sub(r"\1/\2", inside))
    for _ in range(_DEPTH):
        # What is left of scripts after the innermost is done has braces no more.
        inside, changed = _RAISED.subn(_raised, inside)
        if not changed:
            break
    return inside.replace("-", "\x06").replace("'", "\x08")


def _raised_text(found: re.Match[str]) -> str:
    table = _SUPER if found[1] == "super" else _SUB
    changed = found[2].translate(table)
    return changed if _all_changed(found[2], changed) else found[2]


def _raised(found: re.Match[str]) -> str:
    inside = (found[3] or found[2] or "").strip()
    if inside == "°":
        return inside
    changed = inside.translate(_SUPER if found[1] == "^" else _SUB)
    if _all_changed(inside, changed):
        return changed
    if not found.start() and inside.isalpha():  # the ending of an ordinal: 4$^{th}$
        return inside
    sign = found[1].translate(_KEPT)
    return f"{sign}({inside})" if len(inside) > 1 else f"{sign}{inside}"


def _all_changed(before: str, after: str) -> bool:
    return all(a != b for a, b in zip(before, after, strict=True))


def _macro(found: re.Match[str]) -> str:
    name, sign = found[1], found[2]
    if name is None:
        if sign is None or sign in _NOTHING:
            return ""
        return _SIGNS.get(sign, sign).translate(_KEPT)
    known = _symbols().get(name)
    if known is not None:
        return known.translate(_KEPT)
    # With an argument it says how that is printed; alone it stands for something (\apj, a journal).
    alone = found.end() == len(found.string) or found.string[found.end()] not in "{["
    return name + " " if alone and name not in _MUTE else ""


def _operator(found: re.Match[str]) -> str:
    """Set names of functions apart from what stands beside them: n log n."""
    text = _macro(found)
    if len(text) < 2 or not text.isalpha() or not text.isascii():
        return text
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return " " * before.isalnum() + text + " " * (after.isalnum() or after == "\\")


@cache
def _symbols() -> dict[str, str]:
    from pylatexenc.latex2text import get_default_latex_context_db

    known: dict[str, str] = {}
    for macro in get_default_latex_context_db().iter_macro_specs():
        text = macro.simplify_repl
        if isinstance(text, str) and "%" not in text:
            known.setdefault(macro.macroname, text)
    return known | _SYMBOLS

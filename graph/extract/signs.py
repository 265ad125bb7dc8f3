"""Passages of a batch as one row of bytes, a byte a character, and what each byte is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..model import Passage
from .lexicon import Ints
from .words import Memo

Bytes = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]

# What a byte is, as bits.
WORD, SPACE, STOP, CLOSER, TIGHT, UPPER, LOWER, IN_NAMES = (1 << i for i in range(8))
# Stand in the place of a possessive, and of an address.
POSSESSIVE, HOLE = 0x81, 0x80
# So many bytes are read at once; so many zeros follow the last passage.
REACH = 8
_KINDS = {
    STOP: ".!?",
    CLOSER: "'\")][",
    TIGHT: "-&_",
    IN_NAMES: "&_@.+*^",
}


def _table() -> Bytes:
    table = np.zeros(256, np.uint8)
    for code in range(128):
        sign = chr(code)
        table[code] = (
            (WORD if sign.isalnum() else 0)
            | (SPACE if sign.isspace() else 0)
            | (UPPER if sign.isupper() else 0)
            | (LOWER if sign.islower() else 0)
        )
    for kind, signs in _KINDS.items():
        for sign in signs:
            table[ord(sign)] |= kind
    return table


KINDS = _table()
_MASKS = np.array([(1 << 8 * n) - 1 for n in range(REACH + 1)], np.uint64)


# Beyond ASCII these do what another sign does; what is neither letter, digit, mark nor white
# space does nothing, and all else asks for the cutting of a passage by itself.
_ALIKE = dict.fromkeys("‐‑‒–−", "-") | {"’": "'", "”": '"', "\u00a0": "\t"}
_ODD = re.compile(r"[^\x00-\x7f]")


def _alike(sign: str) -> str:
    if sign in _ALIKE:
        return _ALIKE[sign]
    counts = sign.isalnum() or sign.isspace() or unicodedata.category(sign)[0] == "M"
    return sign if counts or sign in "\u00ad。！？" else "|"


_PLAIN = Memo(_alike)


def _plain(text: str) -> str:
    """Return a text with ASCII signs for others that do the same, as long as it was."""
    return text if text.isascii() else _ODD.sub(lambda m: _PLAIN[m[0]], text)


class Signs:
    """All passages, one behind the other with a line break between.

    Those with letters and the like beyond ASCII are nothing but zeros: they are cut one by one.

    Attributes:
        starts: Where each passage begins.
        ends: Where it ends, the end excluded.
        plain: Whether its signs are here.
        codes: The bytes.
        kinds: What each is.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        texts = [_plain(p.text) for p in passages]
        self.plain = [t.isascii() for t in texts]
        shown = [t if plain else "\0" * len(t) for t, plain in zip(texts, self.plain, strict=True)]
        self.text = "\n" + "\n".join(shown) + "\n"
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        self.ends = np.cumsum(lengths + 1)
        self.starts = self.ends - lengths
        self.raw = self.text.encode("ascii") + b"\n" * (3 * REACH)
        self.codes: Bytes = np.frombuffer(self.raw, np.uint8)
        self.kinds: Bytes = np.frombuffer(self.raw.translate(KINDS.tobytes()), np.uint8)

    def shown(self, holes: Sequence[tuple[int, int]]) -> tuple[Bytes, Bytes]:
        """Return the bytes of which words are made, and what each is.

        An address is none, and no possessive s.
        """
        if not holes and b"'s" not in self.raw:
            return self.codes, self.kinds
        codes, kinds = self.codes.copy(), self.kinds.copy()
        for start, end in holes:
            codes[start:end] = HOLE
            kinds[start:end] = 0
        at = np.flatnonzero(codes == ord("'"))
        at = at[codes[at + 1] == ord("s")]
        before, after = codes[at - 1], codes[at + 2]
        owner = kinds[at - 1] & WORD > 0
        for sign in b"_+#":
            owner |= before == sign
        at = at[owner & (kinds[at + 2] & WORD == 0) & (after != ord("_"))]
        codes[at] = codes[at + 1] = POSSESSIVE
        kinds[at] = kinds[at + 1] = 0
        return codes, kinds


def eight(codes: Bytes, starts: Ints, lengths: Ints) -> npt.NDArray[np.uint64]:
    """Return up to eight bytes from some places on, each as one number."""
    # Unaligned: every byte begins one.
    every = np.ndarray((codes.size - REACH + 1,), "<u8", buffer=codes, strides=(1,))
    found: npt.NDArray[np.uint64] = every[starts] & _MASKS[np.clip(lengths, 0, REACH)]
    return found
